"""What was made of values that never change, kept from one round of work to the next and told by their identity."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any, Final, TypeVar

Made = TypeVar("Made")

_BY_VALUE: Final = frozenset({str, bool, type(None)})
_LATEST: Final = object()
"""Begins the key of what was made last under a name."""


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

    def mended(self, name: Hashable, make: Callable[..., Made], mend: Callable[..., Made | None], *given: Any) -> Made:
        """Return what a function makes of these, or ``mend`` of what was made under the name before.

        ``mend`` takes what was given then, what was made of it, and these; None says that all must be made anew.
        """
        key = (make, *map(_identity, given))
        found = self._now.get(key) or self._before.get(key)
        latest = (_LATEST, name)
        if found is None:
            earlier = self._now.get(latest) or self._before.get(latest)
            made = None if earlier is None else mend(*earlier, *given)
            found = (given, make(*given) if made is None else made)
        self._now[key] = self._now[latest] = found
        made_or_kept: Made = found[1]
        return made_or_kept

    def same(self, name: Hashable, value: Made) -> Made:
        """Return the value that was had under a name before where it equals this one, else this one."""
        found = self._now.get(name) or self._before.get(name)
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
    kind = type(value)
    if kind is tuple:
        return tuple(map(_identity, value))  # type: ignore[call-overload]
    return value if kind in _BY_VALUE else id(value)
