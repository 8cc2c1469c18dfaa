"""A part of a document parsed piece by piece."""

from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate


def parse(
    blocks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Tell of each element, its namespace before its name, and of the text within; raises ExpatError for a fault."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    for block in blocks:
        parser.Parse(block, False)
    parser.Parse(b"", True)


def _refuse(*_: Any) -> None:
    raise ExpatError("entities are not allowed")
