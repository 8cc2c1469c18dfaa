"""Parts of a document that many of its items share: each is written out once."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, TypeVar

import orjson

from kstt_rules.outputs.exchange.json_values import encoded

_MOST_KEPT: Final = 10_000
_INDENT: Final = "  "

Item = TypeVar("Item")


def members(
    make: Callable[[Item], Mapping[str, Any]], *names: str, depth: int | None = None
) -> Callable[[Item], bytes]:
    """Return what writes members of JSON objects, without the braces around them.

    They are written once for all items that have the same values in what they are made of: ``names`` are the
    attributes that ``make`` looks at. Their values are told by identity: equal names may have different labels. The
    objects stand ``depth`` levels deep in a document with two-space indents, a line each member, or, without a depth,
    have no white space.
    """
    of_item, are_several = attrgetter(*names), len(names) > 1
    kept: dict[Any, tuple[object, bytes]] = {}  # with what they are made of, so that its identity is nothing else's

    def written(item: Item) -> bytes:
        values = of_item(item)
        key = tuple(map(id, values)) if are_several else id(values)
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            found = kept[key] = values, _written(make(item), depth)
        return found[1]

    return written


def _written(members: Mapping[str, Any], depth: int | None) -> bytes:
    if depth is None:
        return encoded(members)[1:-1]
    # No text in JSON holds a line break of its own.
    return encoded(members, orjson.OPT_INDENT_2)[1:-2].replace(b"\n", f"\n{_INDENT * depth}".encode())
