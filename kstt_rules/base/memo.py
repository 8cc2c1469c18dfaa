"""What was made of values that never change, kept from one round of work to the next and told by their identity."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memo:
    """Keeps what functions made of what they were given; what a whole round did not ask for is forgotten.

    Whoever uses one changes neither what is given nor what is made. A round that breaks off leaves all as usable as
    before.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def of(self, make: Callable[..., Made], *given: Any) -> Made:
        """Return what a function makes of these, made once for the same values; a tuple is the same by its items."""
        key = (make, *map(_identity, given))
        found = self._now.get(key) or self._before.get(key)
        if found is None:
            found = (given, make(*given))  # what is given is held, so that no other value gets its identity
            assert not isinstance(found[1], Iterator), "what can be read once cannot be kept"
        self._now[key] = found
        made: Made = found[1]
        return made

    def same(self, name: Hashable, value: Made) -> Made:
        """Return the value that was had under a name before where it equals this one, else this one."""
        found = self._before.get(name)
        if found is not None and found[1] == value:
            self._now[name] = found
            kept: Made = found[1]
            return kept
        self._now[name] = (None, value)
        return value

    def end_round(self) -> None:
        """Forget what this round did not ask for."""
        self._before, self._now = self._now, {}


def _identity(value: object) -> Hashable:
    if type(value) is tuple:
        return tuple(map(_identity, value))
    return value if isinstance(value, (str, bool)) or value is None else id(value)
