"""What calamine passes over in an .xlsb: errors, texts with their own fonts, merges, what is hidden, and day zero.

Its parts are records of a number, a length and content; the few that matter are read here.
"""

import io
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from struct import error as StructError  # noqa: N812  (an error class)
from struct import unpack_from
from typing import Final
from xml.parsers.expat import ExpatError

from kstt_rules.base.cell_address import MAX_COLUMN, MAX_ROW
from kstt_rules.intake.files.unseen import ERRORS, TEXT, UNPACKING_ERRORS, Scan, Unseen, part_name, part_names
from kstt_rules.intake.files.xml_events import parse

_BOOK: Final = "xl/workbook.bin"
_RELATIONS: Final = "xl/_rels/workbook.bin.rels"
_PROPERTIES, _SHEET = 153, 156
_ROW, _ERROR, _COMPUTED_ERROR, _RICH_TEXT = 0, 3, 11, 62
_COLUMNS, _MERGED = 60, 176
_VALUES: Final = frozenset({2, 4, 5, 6, 7, 8, 9, 10})
"""The cells with a value that calamine reads."""
_SHORT_CELLS: Final = frozenset(range(12, 19))
"""Cells that do not say their column, which it does not read."""
_OF_INTEREST: Final = frozenset({_ROW, _ERROR, _COMPUTED_ERROR, _RICH_TEXT, _COLUMNS, _MERGED}) | _SHORT_CELLS
_HIDDEN_ROW: Final = 0x10


def scan(data: bytes) -> Scan:
    """Search the sheets of an .xlsb; what cannot be searched says nothing, and calamine says what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = part_names(archive.namelist())
            targets = _targets(archive.read(names[_RELATIONS]))
            sheets, date_1904 = [], False
            for kind, record in _records(archive.read(names[_BOOK])):
                if kind == _PROPERTIES:
                    date_1904 = bool(record[0] & 1)
                elif kind == _SHEET:
                    part = part_name(targets.get(_text(record, 8), ""))
                    sheets.append(_unseen(archive.read(names[part])) if part in names else Unseen())
            return Scan(sheets, date_1904, is_unusual=any(sheet.is_unusual for sheet in sheets))
    except (*UNPACKING_ERRORS, ExpatError, StructError, IndexError):
        return Scan()


def _targets(relations: bytes) -> dict[str, str]:
    """Return the names of parts by the ids of relations."""
    found: dict[str, str] = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            found[attributes["Id"]] = normpath(join("/xl", attributes.get("Target", ""))).lstrip("/")

    parse([relations], start, lambda _: None, lambda _: None)
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the numbers and contents of records, up to one that breaks off."""
    place, end = 0, len(part)
    while place + 1 < end:
        kind = part[place]
        place += 1
        if kind & 128:
            kind = kind & 127 | (part[place] & 127) << 7
            place += 1
        length = shift = 0
        while place < end and shift < 28:
            length |= (part[place] & 127) << shift
            shift += 7
            place += 1
            if part[place - 1] < 128:
                break
        yield kind, part[place : place + length]
        place += length


def _unseen(part: bytes) -> Unseen:
    unseen, row = Unseen(), 0
    for kind, record in _records(part):
        if kind in _VALUES:
            unseen.holds_values = True
        elif kind in _OF_INTEREST:
            try:
                row = _take(unseen, kind, record, row)
            except (StructError, IndexError):
                continue
    return unseen


def _take(unseen: Unseen, kind: int, record: bytes, row: int) -> int:
    """Take what a record says; return the row that was reached."""
    if kind == _ROW:
        row = min(unpack_from("<I", record)[0], MAX_ROW - 1)
        if record[11] & _HIDDEN_ROW:
            unseen.hidden_rows.append(row + 1)
    elif kind == _COLUMNS:
        first, last, flags = unpack_from("<II8xH", record)
        if flags & 1:
            unseen.hidden_columns += range(first, min(last, MAX_COLUMN - 1) + 1)
    elif kind == _MERGED:
        top, bottom, left, right = unpack_from("<IIII", record)
        unseen.merges.append((top + 1, left, min(bottom, MAX_ROW - 1) + 1, min(right, MAX_COLUMN - 1)))
    elif kind in _SHORT_CELLS:
        unseen.is_unusual = True
    else:
        column = min(unpack_from("<I", record)[0], MAX_COLUMN - 1)
        is_text = kind == _RICH_TEXT
        unseen.marks[row, column] = (TEXT, _text(record, 9)) if is_text else ("E", ERRORS.get(record[8], "#"))
    return row


def _text(record: bytes, place: int) -> str:
    """Return a text that stands behind the number of its signs."""
    length = unpack_from("<I", record, place)[0]
    return record[place + 4 : place + 4 + 2 * length].decode("utf-16-le", "replace")
