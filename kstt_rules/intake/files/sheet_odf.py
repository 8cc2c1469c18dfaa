"""What calamine passes over in an .ods: untyped text, merges, errors, formulas never computed, the hidden, day zero.

Parsed as a stream, and not at all where the file shows no sign of any of these.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers.expat import ExpatError

from kstt_rules.base.cell_address import MAX_COLUMN, MAX_ROW
from kstt_rules.intake.files.unseen import BLOCK, NO_FORMULA, TEXT, UNPACKING_ERRORS, Scan, Unseen
from kstt_rules.intake.files.xml_events import parse

CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_SIGNS: Final = (b"-spanned", b":visibility", b":formula", b":null-date", b":content-validation ")
_UNTYPED = re.compile(rb'<\w+:table-cell(?:\s+(?!(?:office|calcext):value-type)[\w:.-]+="[^"]*")*\s*>\s*<\w+:p\b')
"""A cell with a text and without a type of value."""
_MARKED, _KNOWN = b"<![CDATA[", b"<table:table"
_LONGEST_SIGN: Final = 4_096
_MOST_COLUMNS_ALIKE: Final = 1_000
_MOST_ROWS_ALIKE: Final = 10_000
_MOST_CELLS_ALIKE: Final = 100_000
_LONGEST_TEXT: Final = 200
_DAY_ZERO_1904: Final = "1904-01-01"
_ERROR = re.compile(r"#\S*|Err:\d+")

_TABLES: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TABLE, _ROW, _COLUMN = f"{_TABLES}table", f"{_TABLES}table-row", f"{_TABLES}table-column"
_CELL: Final = f"{_TABLES}table-cell"
_CELLS: Final = frozenset({_CELL, f"{_TABLES}covered-table-cell"})
_VALIDATION: Final = f"{_TABLES}content-validation"
_VALIDATED_BY: Final = f"{_TABLES}content-validation-name"
_FORMULA: Final = f"{_TABLES}formula"
_ANNOTATION: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation"
_VALUE_TYPE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_TEXTS: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_PARAGRAPH: Final = f"{_TEXTS}p"
_SPACES: Final = {f"{_TEXTS}s": " ", f"{_TEXTS}tab": " ", f"{_TEXTS}line-break": "\n"}
_UNSHOWN: Final = frozenset({"collapse", "filter"})

_Attributes = Mapping[str, str]


def scan(data: bytes) -> Scan:
    """Search the tables of an .ods; what cannot be searched says nothing, and calamine says what is wrong with it."""
    tables = _SheetScan()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _is_locked(archive):
                return Scan(is_locked=True)
            if _is_unusual(archive):
                return Scan(is_unusual=True)
            if _shows_signs(archive):
                parse(_blocks(archive), tables.start, tables.end, tables.characters)
                tables.tell_lists()
    except (*UNPACKING_ERRORS, ExpatError):
        return Scan()
    return Scan(tables.found, tables.date_1904)


def _blocks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    with archive.open(CONTENT) as stream:
        while block := stream.read(BLOCK):
            yield block


def _is_locked(archive: zipfile.ZipFile) -> bool:
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as stream:
        return b"encryption-data" in stream.read(BLOCK)


def _is_unusual(archive: zipfile.ZipFile) -> bool:
    """Tell whether texts are marked as such, or elements have other prefixes than office programs give them."""
    rest, is_known = b"", False
    for block in _blocks(archive):
        if _MARKED in rest + block:
            return True
        is_known = is_known or _KNOWN in rest + block
        rest = block[-_LONGEST_SIGN:]
    return not is_known


def _shows_signs(archive: zipfile.ZipFile) -> bool:
    rest = b""
    for block in _blocks(archive):
        if any(sign in rest + block for sign in _SIGNS) or _UNTYPED.search(rest + block):
            return True
        rest = block[-_LONGEST_SIGN:]
    return False


class _SheetScan:
    """The tables of a document while it is parsed.

    ``row`` and ``column`` are the last ones begun, 0-based, and ``watched`` the cell whose text is being read: one with
    a formula, or without a type of value.
    """

    def __init__(self) -> None:
        self.found: list[Unseen] = []
        self.date_1904 = False
        self._table = Unseen()
        self._depth = 0
        self._row = self._next_row = self._next_column = 0
        self._rows_alike = 1
        self._watched: tuple[tuple[int, int], _Attributes] | None = None
        self._text: list[str] | None = None
        self._annotated = 0
        self._names: list[str] = []
        self._conditions: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._begin_cell(attributes)
        elif name == _PARAGRAPH:
            if self._watched and not self._annotated:
                self._text = [] if self._text is None else [*self._text, "\n"]
        elif name in _SPACES:
            self.characters(_SPACES[name])
        elif name == _ANNOTATION:
            self._annotated += 1
        elif name == _ROW:
            self._begin_row(attributes)
        elif name == _COLUMN:
            self._begin_column(attributes)
        elif name == _TABLE:
            self._begin_table(attributes)
        elif name == _VALIDATION:
            self._conditions[attributes.get(f"{_TABLES}name", "")] = attributes.get(f"{_TABLES}condition", "")
        elif name == f"{_TABLES}null-date":
            self.date_1904 = attributes.get(f"{_TABLES}date-value") == _DAY_ZERO_1904

    def tell_lists(self) -> None:
        """Say of each table whether drop-downs of another one choose from it."""
        for table, own in zip(self.found, self._names, strict=True):
            conditions = [self._conditions.get(source, "") for source in table.sources]
            for other, name in zip(self.found, self._names, strict=True):
                written = (f"${name}.", f"$'{name.replace(chr(39), chr(39) * 2)}'.")
                is_chosen = name != own and any(form in text for form in written for text in conditions)
                other.holds_lists = other.holds_lists or is_chosen

    def _begin_table(self, attributes: _Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._table = Unseen()
            self.found.append(self._table)
            self._names.append(attributes.get(f"{_TABLES}name", ""))
            self._next_row = self._next_column = 0

    def _begin_column(self, attributes: _Attributes) -> None:
        first = self._next_column
        self._next_column += _number(attributes, "number-columns-repeated")
        if self._depth == 1 and attributes.get(f"{_TABLES}visibility") in _UNSHOWN:
            self._table.hidden_columns += range(first, min(self._next_column, MAX_COLUMN))

    def _begin_row(self, attributes: _Attributes) -> None:
        if self._depth != 1:
            return
        self._row, self._next_column = self._next_row, 0
        alike = self._rows_alike = _number(attributes, "number-rows-repeated")
        self._next_row += alike
        if attributes.get(f"{_TABLES}visibility") in _UNSHOWN:
            self._table.hidden_rows += range(self._row + 1, self._row + 1 + min(alike, _MOST_ROWS_ALIKE))

    def _begin_cell(self, attributes: _Attributes) -> None:
        if self._depth != 1:
            return
        if (source := attributes.get(_VALIDATED_BY)) is not None:
            self._table.sources.add(source)
        row, column = self._row, self._next_column
        self._next_column += _number(attributes, "number-columns-repeated") if len(attributes) else 1
        if row >= MAX_ROW or column >= MAX_COLUMN:
            return
        down, across = (_number(attributes, f"number-{kind}-spanned") for kind in ("rows", "columns"))
        if down * across > 1:
            self._table.merges.append((row + 1, column, row + min(down, MAX_ROW), column + min(across, MAX_COLUMN) - 1))
        if _FORMULA in attributes or _VALUE_TYPE not in attributes:
            self._watched, self._text = ((row, column), attributes), None

    def end(self, name: str) -> None:
        if name == _ANNOTATION:
            self._annotated -= 1
        elif name == _TABLE:
            self._depth -= 1
        elif name in _CELLS and self._watched and self._depth == 1:
            place, attributes = self._watched
            self._watched = None
            if _FORMULA in attributes:
                self._mark(place, attributes)
            elif name == _CELL:
                self._take_text(place, attributes)

    def characters(self, text: str) -> None:
        if self._text is not None and not self._annotated and self._watched:
            self._text.append(text)

    def _mark(self, place: tuple[int, int], attributes: _Attributes) -> None:
        """Mark a formula whose result is an error by its text, or one without any result.

        One whose result is empty has an empty paragraph.
        """
        if self._text is None:
            if _VALUE_TYPE not in attributes:
                self._table.marks[place] = "F", attributes[_FORMULA].removeprefix("of:") or NO_FORMULA
        elif _ERROR.fullmatch(text := "".join(self._text)[:_LONGEST_TEXT]):
            self._table.marks[place] = "E", text

    def _take_text(self, place: tuple[int, int], attributes: _Attributes) -> None:
        """Take the text of a cell that has no type of value, in all columns and rows that the cell stands for."""
        text = "".join(self._text or ())
        if not text.strip():
            return
        row, column = place
        across = min(_number(attributes, "number-columns-repeated"), _MOST_COLUMNS_ALIKE)
        down = min(self._rows_alike, _MOST_ROWS_ALIKE, max(1, _MOST_CELLS_ALIKE // across))
        self._table.marks |= {
            (row + below, column + beside): (TEXT, text) for below in range(down) for beside in range(across)
        }


def _number(attributes: _Attributes, name: str) -> int:
    """Return a count of rows or columns, 1 where none is given."""
    text = attributes.get(f"{_TABLES}{name}", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
