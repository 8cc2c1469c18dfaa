"""What is made of a value that never changes is made once, and told by the value's identity."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

MOST = 64


class _Same:
    """A value that equals only itself."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def made_once(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """Keep what a function made of the values that it was given lately, which nobody changes."""
    kept = lru_cache(MOST)(lambda same: make(same.value))
    return lambda given: kept(_Same(given))


class Once:
    """What the methods of one object make, each made once for what it is given; it does not hold the object."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, tuple[Hashable, ...]], Any] = {}

    def of(self, make: Callable[..., Made], *given: Hashable) -> Made:
        """Return what a method makes of these."""
        key = (make.__name__, given)
        if key not in self._made:
            self._made[key] = make(*given)
        made: Made = self._made[key]
        return made
