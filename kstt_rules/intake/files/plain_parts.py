"""Workbooks as calamine takes them: their parts written anew, without forms that only office programs read.

These are alternatives, a second part with rows, marked text, numbers with spaces around them, values of cells that
should hold a text of their own, other prefixes of names and other spellings of the paths between parts.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import Final
from urllib.parse import unquote
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape, quoteattr

from kstt_rules.intake.files.unseen import BLOCK, UNPACKING_ERRORS, part_name, part_names
from kstt_rules.intake.files.xml_events import parse

_OPEN_XML: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_COMPATIBILITY: Final = f"{_OPEN_XML}markup-compatibility/2006"
_OPEN_DOCUMENT: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_KINDS: Final = ("office", "table", "text", "style", "number", "dc", "calcext")
_PREFIXES: Final[Mapping[str, str]] = {
    f"{_OPEN_XML}spreadsheetml/2006/main": "",
    f"{_STRICT}spreadsheetml/main": "",
    f"{_OPEN_XML}package/2006/relationships": "",
    f"{_OPEN_XML}officeDocument/2006/relationships": "r:",
    f"{_STRICT}officeDocument/relationships": "r:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
} | {f"{_OPEN_DOCUMENT}{kind}:1.0": f"{kind}:" for kind in _KINDS}
"""The prefixes that calamine knows the names of elements and attributes by; what has another name it does not read."""

_HOLDS_TEXT: Final = (["v"], ["f"], ["t"], ["formula1"], ["definedName"])
_PARAGRAPH: Final = "text:p"
_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CONTENT: Final = "content.xml"


def plain_parts(data: bytes) -> bytes | None:
    """Return a workbook with its parts written plainly, None where they cannot be unpacked or are no XML."""
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as copy:
            names = part_names(archive.namelist())
            written = {names[part] for part in (_CONTENT, _BOOK) if part in names}
            if _RELATIONS in names:
                relations = _Relations(names)
                copy.writestr(names[_RELATIONS], relations.written(archive, names[_RELATIONS]))
                written |= relations.parts
            for name in dict.fromkeys(archive.namelist()):
                if name in written:
                    copy.writestr(name, _Part().written(archive, name))
                elif part_name(name) != _RELATIONS:
                    copy.writestr(name, archive.read(name))
    except (*UNPACKING_ERRORS, ExpatError):
        return None
    return target.getvalue()


class _Part:
    """A part while it is written anew: its rows apart from the rest, for they may stand in several places."""

    def __init__(self) -> None:
        self._head: list[str] = []
        self._rows: list[str] = []
        self._rest: list[str] = []
        self._place = self._head
        self._left_out = 0
        self._chosen: list[bool] = []
        self._open: list[str] = []
        self._kind = ""
        self._has_inline = False
        self._paragraphs = 0

    def written(self, archive: zipfile.ZipFile, name: str) -> bytes:
        """Return the part as it is to be read."""
        parse(_blocks(archive, name), self.start, self.end, self.characters)
        rows = ["<sheetData>", *self._rows, "</sheetData>"] if self._head[:1] == ["<worksheet"] else []
        return "".join([*self._head, *rows, *self._rest]).encode()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._left_out or not (space == _COMPATIBILITY or space in _PREFIXES):
            self._left_out += 1
        elif space == _COMPATIBILITY:
            self._alternative(local, attributes)
        elif local == "v" and self._kind == "inlineStr":
            self._begin_inline_value()
        elif local != "sheetData":
            self._write_start(f"{_PREFIXES[space]}{local}", attributes)
        else:
            self._place = self._rows

    def _alternative(self, local: str, attributes: Mapping[str, str]) -> None:
        """Take what stands for programs that know no extension, unless it is one of Excel's own."""
        if local == "AlternateContent":
            self._chosen.append(False)
        elif self._chosen and not self._chosen[-1] and (local == "Fallback" or _is_known(attributes)):
            self._chosen[-1] = True
        else:
            self._left_out = 1

    def _begin_inline_value(self) -> None:
        """Begin the value of a cell that should hold a text of its own: it is one, unless the cell has one as well."""
        if self._has_inline:
            self._left_out = 1
        else:
            self._write_start("is", {})
            self._write_start("t", {})

    def _write_start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._kind, self._has_inline = attributes.get("t", "n"), False
        self._has_inline = self._has_inline or name == "is"
        self._open.append(name)
        self._paragraphs += name == _PARAGRAPH
        self._place += (f"<{name}", *self._attributes(attributes))
        if len(self._open) == 1:
            self._place += (f' xmlns:{kind}="{_OPEN_DOCUMENT}{kind}:1.0"' for kind in _KINDS if ":" in name)
            self._place.append(">")
            self._place = self._rest
        else:
            self._place.append(">")

    def _attributes(self, attributes: Mapping[str, str]) -> Iterator[str]:
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            if not space or space in _PREFIXES:
                yield f" {_PREFIXES.get(space, '')}{local}={quoteattr(self._value(local, value))}"

    def _value(self, name: str, value: str) -> str:  # noqa: ARG002  (one part has a name of interest)
        return value

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
        elif name == f"{_COMPATIBILITY} AlternateContent":
            self._chosen.pop()
        elif name.endswith(" sheetData"):
            self._place = self._rest
        elif not name.startswith(_COMPATIBILITY):
            self._paragraphs -= self._open[-1] == _PARAGRAPH
            self._place.append(f"</{self._open.pop()}>")
            if name.endswith(" v") and self._open[-1] == "is":
                self._place.append(f"</{self._open.pop()}>")

    def characters(self, text: str) -> None:
        if self._left_out or not (self._paragraphs or self._open[-1:] in _HOLDS_TEXT):
            return
        is_bare = self._open[-1] == "v" and self._kind != "str"
        self._place.append(escape(text.strip() if is_bare else text))


class _Relations(_Part):
    """The relations of a workbook, their paths written out; ``parts`` are those that hold sheets, texts and styles."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names
        self.parts: set[str] = set()

    def _value(self, name: str, value: str) -> str:
        if name != "Target":
            return value
        path = normpath(join("/xl", value.replace("\\", "/"))).lstrip("/")
        part = self._names.get(part_name(path), self._names.get(part_name(unquote(path))))
        if part is None:
            return value
        self.parts.add(part)
        return f"/{part}"


def _is_known(attributes: Mapping[str, str]) -> bool:
    return all(name.startswith(("x1", "xr")) for name in attributes.get("Requires", "?").split())


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as stream:
        while block := stream.read(BLOCK):
            yield block
