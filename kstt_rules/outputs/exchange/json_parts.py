"""Parts of a document that many of its items share: each is made where it is asked for, or written out once."""

from collections.abc import Callable
from typing import Any, Final, Protocol

import orjson

from kstt_rules.outputs.visible import encodable

_MOST_KEPT: Final = 10_000
_INDENT: Final = "  "


class Parts(Protocol):
    """Gives what a function makes of some values, to stand ``depth`` levels deep in an item."""

    def __call__(self, depth: int, make: Callable[..., Any], /, *values: Any) -> Any:
        """Return the part, or its JSON."""


def made(_depth: int, make: Callable[..., Any], /, *values: Any) -> Any:
    """Make a part anew."""
    return make(*values)


class WrittenOnce:
    """Writes parts out, once for the same values.

    Values are told by identity: equal names may have different labels. With ``base`` the JSON has two-space indents,
    and items stand that many levels deep in the document; without it, an item is a line.
    """

    def __init__(self, base: int | None = None) -> None:
        self._base = base or 0
        self._options = 0 if base is None else orjson.OPT_INDENT_2
        self._kept: dict[tuple[object, ...], tuple[tuple[Any, ...], orjson.Fragment]] = {}

    def __call__(self, depth: int, make: Callable[..., Any], /, *values: Any) -> orjson.Fragment:
        """Return the JSON of a part."""
        key = (depth, make, id(values[0])) if len(values) == 1 else (depth, make, *map(id, values))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            written = _indented(encoded(make(*values), self._options), self._base + depth)
            found = self._kept[key] = values, orjson.Fragment(written)
        return found[1]


def _indented(written: bytes, depth: int) -> bytes:
    """Shift JSON to the right; no text in it holds a line break of its own."""
    return written.replace(b"\n", f"\n{_INDENT * depth}".encode())


def encoded(content: Any, options: int = 0) -> bytes:
    """Return plain values as JSON in UTF-8."""
    try:
        return orjson.dumps(content, option=options)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(content), option=options)


def _encodable(value: Any) -> Any:
    """Write out lone surrogates, as undecodable file names hold them: JSON in UTF-8 has no place for them."""
    match value:
        case str():
            return encodable(value)
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list():
            return [_encodable(item) for item in value]
        case _:
            return value
