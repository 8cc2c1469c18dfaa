"""Parts of a document that many of its items share: each is written out once."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

import orjson

from kstt_rules.outputs.exchange.json_values import encoded

_MOST_KEPT: Final = 10_000
_INDENT: Final = "  "

Item = TypeVar("Item")


class Members(Generic[Item]):
    """Writes members of JSON objects, once for all items that have the same values in what they are made of.

    ``names`` are the attributes that ``make`` looks at. Their values are told by identity: equal names may have
    different labels. The objects stand ``depth`` levels deep in a document with two-space indents, a line each member,
    or, without a depth, have no white space.
    """

    def __init__(self, make: Callable[[Item], Mapping[str, Any]], *names: str, depth: int | None = None) -> None:
        self._make = make
        self._values: Callable[[Item], tuple[object, ...]] = _all_of(names)
        self._depth = depth
        self._kept: dict[tuple[int, ...], tuple[tuple[object, ...], bytes]] = {}

    def __call__(self, item: Item) -> bytes:
        """Return the members as bytes, without the braces around them."""
        values = self._values(item)
        key = tuple(map(id, values))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = values, self._written(self._make(item))
        return found[1]

    def _written(self, members: Mapping[str, Any]) -> bytes:
        if self._depth is None:
            return encoded(members)[1:-1]
        # No text in JSON holds a line break of its own.
        return encoded(members, orjson.OPT_INDENT_2)[1:-2].replace(b"\n", f"\n{_INDENT * self._depth}".encode())


def _all_of(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    found = attrgetter(*names)
    return found if len(names) > 1 else lambda item: (found(item),)
