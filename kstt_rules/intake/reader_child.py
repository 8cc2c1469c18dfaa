"""Reads workbooks in a process of its own, because a hostile file can abort it or ask for gigabytes.

reader.py runs this file as a script: ``reader_child.py SECONDS BYTES``, the limits of time a file and of address space.
It imports nothing of the package, so that it starts at once. The paths come on standard input, each ended by NUL;
standard output gets lines of JSON: ``["ready"]``, then for every file ``["file", sha256]``, for every sheet
``["sheet", name, hidden]`` and ``["rows", [number, …], [[cell, …], …]]`` (1-based; rows that hold nothing are left
out), and at last ``["end", null]`` or ``["end", reason]``.

A cell is null, a number, a text, or a text that begins with MARK, a letter for its type, and its value:
``D2022-03-31`` a day, ``T…`` a time or duration, ``B1`` or ``B0`` a Boolean.
"""

import csv
import hashlib
import io
import os
import resource
import signal
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

MARK: Final = "\ufdd0"

MAX_FILE_BYTES: Final = 200_000_000
MAX_UNPACKED_BYTES: Final = 600_000_000
MAX_RATIO: Final = 200
MAX_CELLS: Final = 20_000_000
MAX_OUTPUT_BYTES: Final = 400_000_000
_RATIO_FREE_BYTES = 20_000_000
_CHUNK = 10_000

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset("\t\n\x0b\x0c\r")


class Fault(Exception):  # noqa: N818  (a finding about a file, not an error of the program)
    """A file cannot be taken; holds the reason as one word."""


def main() -> None:
    """Read every file named on standard input, within the limits given as arguments."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    paths = [Path(os.fsdecode(path)) for path in sys.stdin.buffer.read().split(b"\0")[:-1]]
    output = _Output()
    output.line("ready")
    for path in paths:
        signal.alarm(seconds)
        output.line("end", _read(path, output))
        output.flush()


class _Output:
    """Writes the lines, and stops a file that would fill the disk."""

    def __init__(self) -> None:
        import orjson  # noqa: PLC0415  (read by the parent too, which needs only the constants)

        self._dumps = orjson.dumps
        self._stream = sys.stdout.buffer
        self.room = MAX_OUTPUT_BYTES

    def line(self, *parts: Any) -> None:
        data = self._dumps(parts)
        self.room -= len(data)
        if self.room < 0:
            raise Fault("too_large")
        self._stream.write(data)
        self._stream.write(b"\n")

    def flush(self) -> None:
        self._stream.flush()


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _read(path: Path, output: _Output) -> str | None:
    output.room = MAX_OUTPUT_BYTES
    try:
        data = _bytes(path)
        output.line("file", hashlib.sha256(data).hexdigest())
        output.flush()
        for name, hidden, rows in _sheets(path, data):
            output.line("sheet", name, hidden)
            _write(rows, output)
    except Fault as fault:
        output.room = MAX_OUTPUT_BYTES
        return str(fault)
    except MemoryError:
        return "too_large"
    return None


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Fault("not_found")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Fault("too_large")
        return path.read_bytes()
    except OSError as error:
        raise Fault("unreadable") from error


Sheet = tuple[str, bool, Iterable[list[Any]]]


def _sheets(path: Path, data: bytes) -> Iterator[Sheet]:
    """Choose by content, because the extension is often wrong."""
    if not data.strip():
        raise Fault("empty_file")
    if data.startswith(_ZIP):
        _check_zip(data)
        return _workbook(data)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise Fault("password")
        return _workbook(data)
    return _text_table(os.fsencode(path.stem).decode("utf-8", "replace"), _text(data))


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, OSError) as error:
        raise Fault("damaged") from error
    if not any(member.filename in ("xl/workbook.xml", "xl/workbook.bin", "content.xml") for member in members):
        raise Fault("not_a_workbook")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > max(_RATIO_FREE_BYTES, MAX_RATIO * len(data)):
        raise Fault("too_large")


def _workbook(data: bytes) -> Iterator[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415  (not needed for text, and the parent never needs it)

    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        for meta in workbook.sheets_metadata:
            if meta.typ is calamine.SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(meta.name)
                yield meta.name, meta.visible is not calamine.SheetVisibleEnum.Visible, _cells(sheet)
    except calamine.PasswordError as error:
        raise Fault("password") from error
    except (Fault, MemoryError, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # calamine's panics derive from BaseException
        raise Fault("damaged") from error


def _cells(sheet: Any) -> list[list[Any]]:
    if sheet.end is None:
        return []
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise Fault("too_large")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _text(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else ("utf-8-sig", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(letter < " " and letter not in _TEXT_CONTROLS for letter in set(text)):
            break
        if text.lstrip().startswith("<"):
            raise Fault("web_page")
        return text
    raise Fault("not_a_workbook")


def _text_table(name: str, text: str) -> Iterator[Sheet]:
    csv.field_size_limit(1_000_000)
    yield name, False, _csv_rows(text)


def _csv_rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    except csv.Error as error:
        raise Fault("damaged") from error


def _delimiter(text: str) -> str:
    """Choose what splits the first lines into most fields; the comma when nothing splits them."""
    lines = text[:50_000].splitlines()[:20]
    return max(",;\t", key=lambda sign: sum(map(len, csv.reader(lines, delimiter=sign))))


def _write(rows: Iterable[list[Any]], output: _Output) -> None:
    numbers: list[int] = []
    chunk: list[list[Any]] = []
    for number, row in enumerate(rows, start=1):
        if row.count("") == len(row):
            continue
        cells = [_encoded(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            numbers.append(number)
            chunk.append(cells)
        if len(chunk) == _CHUNK:
            output.line("rows", numbers, chunk)
            numbers, chunk = [], []
    if chunk:
        output.line("rows", numbers, chunk)


def _encoded(cell: Any) -> str | float | None:
    if type(cell) is str:
        return None if not cell or cell.isspace() else cell.lstrip(MARK)
    return encode(cell)


def encode(cell: object) -> str | float | None:
    """Turn a value that is not text into a cell as described above; what has no place in a sheet is None."""
    match cell:
        case bool():
            return f"{MARK}B{cell:d}"
        case int() | float():
            return cell if abs(cell) < float("inf") else None
        case datetime():
            return f"{MARK}D{cell.date().isoformat()}"
        case date():
            return f"{MARK}D{cell.isoformat()}"
        case time() | timedelta():
            return f"{MARK}T{cell}"
        case _:
            return None


if __name__ == "__main__":
    main()
