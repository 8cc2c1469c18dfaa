"""The sheets of one file, read by what its bytes are; runs in the reading process, so each format is loaded on use."""

import csv
import hashlib
import importlib
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kstt_rules.intake.files.child_cells import CellWriter, Unreadable, write_rows

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kstt_rules.intake.files.html_tables import Drawn
    from kstt_rules.intake.files.uneven_rows import Doubts
    from kstt_rules.intake.files.unseen import Scan, Unseen

MAX_FILE_BYTES: Final = 200_000_000
MAX_UNPACKED_BYTES: Final = 600_000_000
MAX_RATIO: Final = 200
MAX_CELLS: Final = 20_000_000
MAX_MERGES: Final = 200_000
_AHEAD: Final = 2
"""How many sheets of a workbook are parsed before the first of them is written out."""
_RATIO_FREE_BYTES = 20_000_000
_SCANNERS: Final = {"content.xml": "sheet_odf", "xl/workbook.xml": "sheet_xml", "xl/workbook.bin": "sheet_binary"}
"""What reads what calamine passes over, by the part that tells the kind of workbook."""
_MAIL: Final = re.compile(
    r"\s*(?:mime-version:|(?:[\w-]{1,40}:[^\n]{0,500}\n[ \t]?){0,20}?content-type:\s*multipart/related)", re.IGNORECASE
)
"""The beginning of a page that is packed as a mail with all its parts."""
_DOCUMENT: Final = "word/document.xml"

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_file(path: Path, output: CellWriter) -> str | None:
    """Write what a file holds; return why it cannot be taken, None where it can."""
    output.begin_file()
    try:
        source = _bytes(path)
        data = source if source.startswith((_ZIP, _OLE)) else _archived(source)
        try:
            read = _write_sheets(path, data, output, of=source)
        except Unreadable as fault:
            plain = _in_plain_parts(data) if str(fault) == "damaged" else None
            if plain is None:
                raise
            output.begin_file()
            read = _write_sheets(path, plain, output, of=source)
    except Unreadable as fault:
        output.begin_file()
        return str(fault)
    except MemoryError:
        return "too_large"
    return None if read else "no_rows"


def _write_sheets(path: Path, data: bytes, output: CellWriter, *, of: bytes) -> int:
    """Write the sheets of a file, ``of`` what it was written anew from; return how many rows hold anything."""
    output.line("file", hashlib.sha256(of).hexdigest())
    output.flush()
    read, holds_lists = 0, []
    for sheet in _sheets(path, data):
        output.line("sheet", sheet.name, sheet.hidden)
        if sheet.hidden_rows or sheet.hidden_columns:
            output.line("hidden", sheet.hidden_rows, sheet.hidden_columns)
        if sheet.merges:
            output.line("merges", sheet.merges)
        read += write_rows(sheet.rows, output)
        if doubts := {reason: rows for reason, rows in (sheet.doubts or {}).items() if rows}:
            output.line("doubts", doubts)
        output.line("whole")
        output.flush()
        holds_lists.append(sheet.holds_lists)
    if lists := [place for place, tells in enumerate(holds_lists) if tells()]:
        output.line("lists", lists)
    return read


def _archived(data: bytes) -> bytes:
    """Return an open document in one file as an archive, another file as it is."""
    from kstt_rules.intake.files.flat_document import archive_of  # noqa: PLC0415  (not needed for workbooks)

    return archive_of(data) or data


def _in_plain_parts(data: bytes) -> bytes | None:
    """Return a workbook in the forms that calamine takes, None for another file or one that is no XML."""
    if not data.startswith(_ZIP):
        return None
    from kstt_rules.intake.files.plain_parts import plain_parts  # noqa: PLC0415  (seldom needed)
    from kstt_rules.intake.files.utf_8_parts import in_utf_8  # noqa: PLC0415  (likewise)

    return plain_parts(in_utf_8(data))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Unreadable("not_a_file" if path.exists() else "not_found")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Unreadable("too_large")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable("unreadable") from error


class WrittenSheet(NamedTuple):
    """One sheet as it is written out; ``doubts`` are known when its rows are, ``holds_lists`` when all sheets are."""

    name: str
    rows: Iterable[list[Any]]
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    doubts: "Doubts | None" = None
    holds_lists: Callable[[], bool] = bool


def _sheets(path: Path, data: bytes) -> Iterator[WrittenSheet]:
    """Choose by content, because the extension is often wrong."""
    if not data.strip():
        raise Unreadable("empty_file")
    if data.startswith(_ZIP):
        members = _members(data)
        if _DOCUMENT in members:
            return _document(data, members[_DOCUMENT])
        from kstt_rules.intake.files.utf_8_parts import in_utf_8  # noqa: PLC0415  (not needed for text)

        scanner = next((name for part, name in _SCANNERS.items() if part in members), "")
        return _workbook(in_utf_8(data), scanner)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise Unreadable("password")
        return _workbook(data, "sheet_biff")
    from kstt_rules.intake.files import plain_text  # noqa: PLC0415  (not needed for workbooks)

    text = plain_text.decoded(data)
    if text is None:
        raise Unreadable("not_a_workbook")
    if text.lstrip().startswith("<"):
        return _web_pages([text])
    if _MAIL.match(text):
        from kstt_rules.intake.files.web_archive import pages  # noqa: PLC0415  (seldom needed)

        return _web_pages(pages(data))
    doubts: Doubts = {}
    name = os.fsencode(path.stem).decode("utf-8", "replace")
    return iter([WrittenSheet(name, _csv_rows(text, doubts), doubts=doubts)])


def _members(data: bytes) -> dict[str, str]:
    """Return the names in an archive that may be read, by those that they are looked for."""
    from kstt_rules.intake.files.unseen import part_names  # noqa: PLC0415  (not needed for text)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, OSError) as error:
        raise Unreadable("damaged") from error
    names = part_names(member.filename for member in members)
    if names.keys().isdisjoint({*_SCANNERS, _DOCUMENT}):
        raise Unreadable("not_a_workbook")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > max(_RATIO_FREE_BYTES, MAX_RATIO * len(data)):
        raise Unreadable("too_large")
    return names


def _workbook(data: bytes, scanner: str) -> Iterator[WrittenSheet]:
    """Read a workbook with calamine, and what that passes over with one of our modules."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  (not needed for text)

    from python_calamine import SheetVisibleEnum  # noqa: PLC0415  (likewise)

    from kstt_rules.intake.files.unseen import Unseen  # noqa: PLC0415  (likewise)

    scan = importlib.import_module(f"kstt_rules.intake.files.{scanner}").scan

    try:
        with ThreadPoolExecutor(1) as beside:  # calamine lets others work while it parses
            opening = beside.submit(_opened, data)
            coming = [beside.submit(_parsed, opening, number) for number in range(_AHEAD)]
            scanned = _taken(scan(data))
            _, sheets = opening.result()
            _told_apart([meta.name for _, meta in sheets])
            for number, (place, meta) in enumerate(sheets, start=_AHEAD):
                unseen = scanned.sheets[place] if place < len(scanned.sheets) else Unseen()  # while it is parsed
                sheet = coming.pop(0).result()
                rows = _cells(sheet)
                _mark(_as_read(unseen, rows), unseen.marks)
                yield WrittenSheet(
                    meta.name,
                    _from_1904(rows) if scanned.date_1904 else rows,
                    meta.visible is not SheetVisibleEnum.Visible,
                    unseen.hidden_rows,
                    unseen.hidden_columns,
                    _merges(sheet) or unseen.merges[:MAX_MERGES],
                    holds_lists=partial(scanned.holds_lists, place),
                )
                del rows, sheet  # at most so many sheets are held
                coming.append(beside.submit(_parsed, opening, number))
    except (Unreadable, MemoryError, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # calamine's panics derive from BaseException
        raise Unreadable("damaged") from error


def _opened(data: bytes) -> tuple[Any, list[tuple[int, Any]]]:
    """Return a workbook, and the places and descriptions of its worksheets."""
    import python_calamine as calamine  # noqa: PLC0415  (not needed for text, and the parent never needs it)

    workbook = calamine.load_workbook(io.BytesIO(data))
    metas = enumerate(workbook.sheets_metadata)
    return workbook, [(place, meta) for place, meta in metas if meta.typ is calamine.SheetTypeEnum.WorkSheet]


def _parsed(opening: "Future[tuple[Any, list[tuple[int, Any]]]]", number: int) -> Any:
    """Parse one of the worksheets of a workbook, None where there are not so many; it was opened before."""
    workbook, sheets = opening.result()
    return workbook.get_sheet_by_index(sheets[number][0]) if number < len(sheets) else None


def _taken(scanned: "Scan") -> "Scan":
    """Refuse a workbook that calamine reads in part, and one with a password, of which it tells only by the path."""
    if scanned.is_locked or scanned.is_unusual:
        raise Unreadable("password" if scanned.is_locked else "damaged")
    return scanned


def _told_apart(names: Sequence[str]) -> None:
    """Refuse sheets of one name, of which calamine reads the first twice."""
    if len(set(names)) < len(names):
        raise Unreadable("same_names")


def _as_read(unseen: "Unseen", rows: list[list[Any]]) -> list[list[Any]]:
    """Refuse a sheet that holds more than was read of it, or that calamine reads as something else."""
    if unseen.is_unusual or unseen.parts > 1 or (unseen.holds_values and not rows):
        raise Unreadable("damaged")
    return rows


def _merges(sheet: Any) -> list[tuple[int, int, int, int]]:
    ranges = (sheet.merged_cell_ranges or ())[:MAX_MERGES]
    return [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def _cells(sheet: Any) -> list[list[Any]]:
    if sheet.end is None:
        return []
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise Unreadable("too_large")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _mark(rows: list[list[Any]], marks: dict[tuple[int, int], tuple[str, str]]) -> None:
    for (row, column), mark in marks.items():
        rows += [[] for _ in range(len(rows), row + 1)]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        if rows[row][column] in ("", 0, mark[1]):
            rows[row][column] = mark if mark[0] else mark[1]


def _from_1904(rows: list[list[Any]]) -> list[list[Any]]:
    return [[("N", str(cell)) if _may_be_day(cell) else cell for cell in row] for row in rows]


def _may_be_day(cell: Any) -> bool:
    """Tell whether a cell may be the serial number of a day, as a number or as text."""
    return type(cell) in (float, int) or (type(cell) is str and len(cell) == 5 and cell.isdecimal())


def _document(data: bytes, part: str) -> Iterator[WrittenSheet]:
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  (seldom needed)

    from kstt_rules.intake.files.unseen import UNPACKING_ERRORS  # noqa: PLC0415  (likewise)
    from kstt_rules.intake.files.word_tables import word_tables  # noqa: PLC0415  (likewise)

    try:
        tables = word_tables(data, part)
    except (*UNPACKING_ERRORS, ParseError, RecursionError) as error:
        raise Unreadable("damaged") from error
    if not tables:
        raise Unreadable("no_table")
    return _numbered(tables)


def _web_pages(texts: Iterable[str]) -> Iterator[WrittenSheet]:
    from kstt_rules.intake.files.html_tables import html_tables  # noqa: PLC0415  (seldom needed)

    try:
        tables = [table for text in texts for table in html_tables(text)]
    except ValueError as error:
        raise Unreadable("too_large") from error
    if not tables:
        raise Unreadable("web_page")
    return _numbered(tables)


def _numbered(tables: "Iterable[Drawn]") -> Iterator[WrittenSheet]:
    from kstt_rules.intake.files import plain_text  # noqa: PLC0415  (not needed for workbooks)

    return (
        WrittenSheet(f"Bảng {number}", plain_text.with_errors(rows), merges=merges)
        for number, (rows, merges) in enumerate(tables, start=1)
    )


def _csv_rows(text: str, doubts: "Doubts") -> Iterator[list[Any]]:
    from kstt_rules.intake.files import plain_text  # noqa: PLC0415  (not needed for workbooks)

    try:
        yield from plain_text.rows(text, doubts)
    except csv.Error as error:
        raise Unreadable("damaged") from error
