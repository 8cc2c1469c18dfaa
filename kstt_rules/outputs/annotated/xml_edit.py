"""XML edited where it stands: every byte that need not change stays as it is.

Parsed and written again, a part of a workbook would lose prefixes that other attributes name. So it is only searched,
by expat, for where its elements begin and end, and new text is put in between.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.visible import visible

_TAG: Final = re.compile(rb"""<[^\s/>"']+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_MOST_ELEMENTS: Final = 250_000
"""Of a part that is held as a tree, 700 bytes each; sheets go by and are not held."""
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Unmarkable(Exception):  # noqa: N818 - the state of a file, not an error of the program
    """A file that cannot be marked, although its values could be read."""


@dataclass(slots=True)
class Element:
    """One element: its name without the prefix, and the offsets of its start, content, end tag and end.

    Of an element without content (``<a/>``) the content, end tag and end begin where the tag ends.
    """

    name: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    inner: int = 0
    close: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    def named(self, name: str) -> Iterator["Element"]:
        """Yield the children of this name."""
        return (child for child in self.children if child.name == name)

    def child(self, name: str) -> "Element | None":
        """Return the first child of this name."""
        return next(self.named(name), None)


def parse(data: bytes) -> Element:
    """Find the elements of a document.

    Raises Unmarkable where it is not well formed or not plain UTF-8, or has more elements than any workbook needs.
    """
    parser, stack = new_parser(), [Element("", "", {}, 0)]
    room = _MOST_ELEMENTS

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise Unmarkable
        prefix, name = split(tag)
        element = Element(name, prefix, attributes, parser.CurrentByteIndex)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        element, at = stack.pop(), parser.CurrentByteIndex
        element.inner = element.close = element.end = tag_end(data, element.start)
        if data[element.inner - 2 : element.inner] != b"/>":
            element.close, element.end = at, tag_end(data, at)

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    feed(parser, data)
    return stack[0].children[0]


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses what no part of a workbook holds: a document type, another encoding."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Unmarkable

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise Unmarkable

    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = declared
    return parser


def feed(parser: expat.XMLParserType, data: bytes) -> None:
    """Let a document go through a parser; raises Unmarkable where it is not well formed."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unmarkable from error


def split(tag: str) -> tuple[str, str]:
    """Part a tag's name into its prefix, with the colon, and the rest."""
    prefix, colon, name = tag.rpartition(":")
    return prefix + colon, name


def tag_end(data: bytes, start: int) -> int:
    """Return where the tag that begins at an offset ends."""
    if data[start : start + 2] == b"</":
        return data.index(b">", start) + 1
    found = _TAG.match(data, start)
    if found is None:
        raise Unmarkable
    return found.end()


def with_attributes(tag: bytes, values: Mapping[str, str | None]) -> bytes:
    """Return a start tag with attributes set, or taken out where the value is None."""
    for name, value in values.items():
        key = name.encode()
        written = b"" if value is None else b" %s=%s" % (key, quoteattr(value).encode())
        for found in _ATTRIBUTE.finditer(tag):
            if found[1] == key:
                tag = tag[: found.start()] + written + tag[found.end() :]
                break
        else:
            at = re.match(rb"<[^\s/>]+", tag).end()  # type: ignore[union-attr]
            tag = tag[:at] + written + tag[at:]
    return tag


def edited(source: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return bytes with what stands between two offsets replaced, for edits in rising order."""
    parts, at = [], 0
    for start, end, content in edits:
        parts += [source[at:start], content]
        at = max(at, end)
    return b"".join([*parts, source[at:]])


class Edits:
    """A document and what is to change in it; ``data`` gives the changed bytes."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.root = parse(source)
        self._edits: list[tuple[int, int, bytes]] = []
        self._attributes: dict[int, dict[str, str | None]] = {}
        self._appended: dict[int, tuple[Element, list[bytes]]] = {}

    def insert(self, at: int, content: str) -> None:
        """Put text at an offset of the source."""
        self._edits.append((at, at, content.encode()))

    def delete(self, element: Element) -> None:
        """Take an element out."""
        self._edits.append((element.start, element.end, b""))

    def set(self, element: Element, **values: str | None) -> None:
        """Set attributes of an element."""
        self._attributes.setdefault(element.start, {}).update(values)
        self._appended.setdefault(element.start, (element, []))

    def append(self, element: Element, content: str) -> None:
        """Put text behind the last child of an element."""
        self._appended.setdefault(element.start, (element, []))[1].append(content.encode())

    def raw(self, element: Element) -> bytes:
        """Return an element as it stands in the source."""
        return self.source[element.start : element.end]

    @property
    def data(self) -> bytes:
        """The document with all changes made."""
        edits = self._edits + [
            edit for start, (element, added) in self._appended.items() for edit in self._changed(start, element, added)
        ]
        return edited(self.source, sorted(edits, key=lambda edit: edit[:2]))

    def _changed(self, start: int, element: Element, added: list[bytes]) -> Iterator[tuple[int, int, bytes]]:
        tag = with_attributes(self.source[start : element.inner], self._attributes.get(start, {}))
        content = b"".join(added)
        if content and element.inner == element.end:
            opened = tag[:-2].rstrip() + b">"
            yield start, element.inner, opened + content + f"</{element.prefix}{element.name}>".encode()
            return
        yield start, element.inner, tag
        if content:
            yield element.close, element.close, content


def exact_text(value: str) -> str:
    """Return text for the content of a cell that is read again as the same."""
    return escape(_ESCAPED.sub("_x005F_", value))


def text(value: str) -> str:
    """Return text for the content of an element of a spreadsheet: hidden characters shown, nothing taken as a code."""
    return escape(_ESCAPED.sub("_x005F_", visible(value)))


def attribute(value: str) -> str:
    """Return text as a quoted attribute."""
    return quoteattr(visible(value))
