"""What calamine passes over in an .xlsx: cells without a value to read, what is hidden, and which day is day zero.

Worked by search, not by an XML parser: it costs little beyond unpacking, and no entity is ever expanded. A part that
cannot be unpacked says nothing here; calamine says what is wrong with the file.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from posixpath import join, normpath
from typing import Any, Final

from kstt_rules.base.cell_address import MAX_COLUMN, place_of
from kstt_rules.intake.files.cells_by_order import mark_of, marks_by_order
from kstt_rules.intake.files.drop_downs import named_formulas, sheets_of_lists, sources_of, text_of
from kstt_rules.intake.files.unseen import BLOCK, UNPACKING_ERRORS, Mark, Scan, Unseen, part_name, part_names

_SMALL_PART: Final = 10_000_000
_LONGEST_TAG: Final = 10_000

# No pattern goes beyond the tag that it begins with, so that no text makes the search take long.
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DATE_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")
_ROW_OR_COLUMN = re.compile(rb"<(?:\w+:)?(row|col)\s([^<>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_WITHOUT_ADDRESS = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^<>]*\br\s*=)[^<>]*>)")
_HOLDS_VALUE = re.compile(rb"<(?:\w+:)?(?:v(?:\s[^<>]*)?>[^<]|is[\s>])")
_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_ALTERNATIVE = re.compile(rb"<(?:\w+:)?(?:Fallback|Choice)[^<>]*>\s*<(?:\w+:)?(?:row|c|v|is|sheetData)[\s/>]")
_SPACED = re.compile(rb"<(?:\w+:)?v>\s+[\d<]|\d\s+</(?:\w+:)?v>")
_MAY_BE_SPACED = re.compile(rb"v>\s")
_BARE_VALUE = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?v[\s>/]")
_SECOND_VALUE = re.compile(rb"</(?:\w+:)?is>\s*<(?:\w+:)?v[\s>/]")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]*)")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]+)")
_MAY_LACK_VALUE = re.compile(rb"""\bt\s*=\s*["']e["']|<(?:\w+:)?f[\s>/]""")
_ERRORS = (b'"e"', b"'e'")
_FORMULA_TAG = re.compile(rb"f[\s>/]")  # begins with a letter that is seldom, so that the search is quick


def scan(data: bytes) -> Scan:
    """Search the sheets of an .xlsx when they are asked for; of anything else that is an archive, nothing is found."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = part_names(archive.namelist())
        book = _small_part(archive, names["xl/workbook.xml"])
        parts = [*_parts(book, _small_part(archive, names["xl/_rels/workbook.xml.rels"]))]
    except UNPACKING_ERRORS:
        return Scan()
    sheets = _Sheets(archive, [names.get(part_name(part), "") for _, part in parts])

    @cache
    def lists() -> Sequence[bool]:
        return sheets_of_lists([name for name, _ in parts], [sheet.sources for sheet in sheets], named_formulas(book))

    return Scan(sheets, _DATE_1904.search(book) is not None, lists=lists)


class _Sheets(Sequence[Unseen]):
    """What is found of each sheet, searched when it is asked for, so that the first are not kept by the last."""

    def __init__(self, archive: zipfile.ZipFile, parts: Sequence[str]) -> None:
        self._parts = parts
        self._searched = cache(lambda part: _unseen(archive, part))

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, place: Any) -> Any:
        return self._searched(self._parts[place])


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(_SMALL_PART)


def _parts(book: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets, and the parts of the archive that hold them, "" for one that is not told."""
    found = map(_attributes, _RELATION.findall(relations))
    targets = {item["Id"]: item["Target"] for item in found if "Id" in item and "Target" in item}
    for sheet in map(_attributes, _SHEET.findall(book)):
        target = targets.get(next((value for name, value in sheet.items() if name.endswith(":id")), ""))
        part = "" if target is None else normpath(join("/xl", target.replace("\\", "/"))).lstrip("/")
        yield sheet.get("name", ""), part


def _attributes(text: bytes) -> dict[str, str]:
    return {name.decode(): text_of(one or other) for name, one, other in _ATTRIBUTE.findall(text[:_LONGEST_TAG])}


def _unseen(archive: zipfile.ZipFile, part: str) -> Unseen:
    unseen = Unseen()
    is_addressed = True
    try:
        for block in _blocks(archive, part):
            unseen.holds_values = unseen.holds_values or _HOLDS_VALUE.search(block) is not None
            unseen.parts += len(_SHEET_DATA.findall(block)) if b"sheetData" in block else 0
            unseen.is_unusual = unseen.is_unusual or _is_unusual(block)
            _take_hidden(block, unseen)
            if any(error in block for error in _ERRORS) or _FORMULA_TAG.search(block):
                is_addressed = is_addressed and _WITHOUT_ADDRESS.search(block) is None
                unseen.marks.update(_marks(block))
            unseen.sources |= sources_of(block)
        if not is_addressed:
            unseen.marks = marks_by_order(_blocks(archive, part))
    except UNPACKING_ERRORS:
        pass
    return unseen


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a sheet in pieces that end behind a row or a cell."""
    rest = b""
    with archive.open(part) as stream:
        while data := stream.read(BLOCK):
            rest += data
            end = max(rest.rfind(b"row>") + 4, rest.rfind(b"c>") + 2)
            if end > 3:
                yield rest[:end]
                rest = rest[end:]
    yield rest


def _is_unusual(block: bytes) -> bool:
    """Tell of rows or cells among alternatives, of spaces around a number, and of a value where a text should be."""
    is_spaced = b" </" in block or b"\n</" in block or _MAY_BE_SPACED.search(block) is not None
    if is_spaced and _SPACED.search(block):
        return True
    if b"inlineStr" in block and (
        _SECOND_VALUE.search(block) or any(b"inlineStr" in found[1] for found in _BARE_VALUE.finditer(block))
    ):
        return True
    return b"AlternateContent" in block and _ALTERNATIVE.search(block) is not None


def _take_hidden(block: bytes, unseen: Unseen) -> None:
    for kind, text in _ROW_OR_COLUMN.findall(block) if b"hidden" in block else ():
        found = _attributes(text) if b"hidden" in text else {}
        if found.get("hidden") not in ("1", "true"):
            continue
        if kind == b"row" and found.get("r", "").isdecimal():
            unseen.hidden_rows.append(int(found["r"]))
        elif kind == b"col" and found.get("min", "").isdecimal() and found.get("max", "").isdecimal():
            unseen.hidden_columns += range(int(found["min"]) - 1, min(int(found["max"]), MAX_COLUMN))


def _marks(block: bytes) -> Iterator[tuple[tuple[int, int], Mark]]:
    for cell in _CELL.split(block)[1:]:
        tag, _, content = cell.partition(b">")
        if tag.endswith(b"/") or not _MAY_LACK_VALUE.search(cell):
            continue
        attributes = _attributes(tag)
        mark = mark_of(attributes.get("t"), *_texts(_CELL_END.split(content, maxsplit=1)[0]))
        place = place_of(attributes.get("r", "")) if mark else None
        if mark and place:
            yield (place.row - 1, place.column), mark


def _texts(content: bytes) -> tuple[str | None, str | None]:
    """Return the value and the formula of a cell; None for one that it does not have."""
    value, formula = _VALUE.search(content), _FORMULA.search(content)
    return value and text_of(value[1]), formula and text_of(formula[1])
