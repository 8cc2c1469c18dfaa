"""What calamine passes over in an .xls: errors, formulas that were never computed, what is hidden, and day zero.

olefile takes the stream of records out of the file; the few records that matter are read here.
"""

import io
from collections.abc import Iterator
from struct import error as StructError  # noqa: N812  (an error class)
from struct import unpack_from
from typing import Final

import olefile

from kstt_rules.intake.files.unseen import ERRORS, NO_FORMULA, Mark, Scan, Unseen

_STREAMS: Final = ("Workbook", "Book")
_BOF, _EOF, _DATE_MODE, _SHEET, _ROW, _COLUMNS = 0x809, 0x0A, 0x22, 0x85, 0x208, 0x7D
_FORMULA, _VALUE_OR_ERROR, _LOCK = 0x06, 0x205, 0x2F
_HIDDEN_ROW: Final = 0x20
_HIDDEN_COLUMN: Final = 1
_COMPUTED_BY: Final = 0x1C1
"""The record that a program leaves behind when it computes a workbook."""
_TO_BE_COMPUTED: Final = 2
"""The flag of a formula whose computing is left to Excel, which itself never sets it."""
_ERROR_RESULT, _EMPTY_RESULT = 2, 3
_NO_NUMBER: Final = b"\xff\xff"


def scan(data: bytes) -> Scan:
    """Search the sheets of an .xls; what cannot be searched says nothing, and calamine says what is wrong with it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = next(name for name in _STREAMS if container.exists(name))
            stream: bytes = container.openstream(name).read()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  (olefile lets through whatever a broken file makes it raise)
        return Scan()
    starts: list[int] = []
    date_1904 = is_computed = False
    for kind, record in _records(stream, 0):
        if kind == _SHEET and len(record) > 8:
            starts.append(unpack_from("<I", record)[0])
        elif kind == _DATE_MODE:
            date_1904 = record[:1] == b"\x01"
        elif kind == _COMPUTED_BY:
            is_computed = True
        elif kind == _LOCK:
            return Scan(is_locked=True)
    return Scan([_unseen(stream, start, is_computed=is_computed) for start in starts], date_1904)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kinds and contents of the records from one that begins a part to the one that ends it."""
    depth, place = 0, start
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            return
        if depth == 1:  # a chart within the sheet does not count
            yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _unseen(stream: bytes, start: int, *, is_computed: bool) -> Unseen:
    unseen = Unseen()
    for kind, record in _records(stream, start):
        try:
            _take(unseen, kind, record, is_computed=is_computed)
        except StructError:
            continue
    return unseen


def _take(unseen: Unseen, kind: int, record: bytes, *, is_computed: bool) -> None:
    if kind == _ROW:
        number, flags = unpack_from("<H10xH", record)
        if flags & _HIDDEN_ROW:
            unseen.hidden_rows.append(number + 1)
    elif kind == _COLUMNS:
        first, last, flags = unpack_from("<HH4xH", record)
        if flags & _HIDDEN_COLUMN:
            unseen.hidden_columns += range(first, min(last, 255) + 1)
    elif kind == _FORMULA:
        row, column, result, flags = unpack_from("<HH2x8sH", record)
        mark = _mark(result, is_computed=is_computed and not flags & _TO_BE_COMPUTED)
        if mark:
            unseen.marks[row, column] = mark
    elif kind == _VALUE_OR_ERROR:
        row, column, code, is_error = unpack_from("<HH2xBB", record)
        if is_error:
            unseen.marks[row, column] = _error(code)


def _mark(result: bytes, *, is_computed: bool) -> Mark | None:
    """Return the mark of a formula: its error, or that it was never computed, where what it holds is not a result."""
    if result.endswith(_NO_NUMBER) and result[0] == _ERROR_RESULT:
        return _error(result[2])
    is_empty = result.endswith(_NO_NUMBER) and result[0] == _EMPTY_RESULT
    return None if is_computed or not (is_empty or not any(result)) else ("F", NO_FORMULA)


def _error(code: int) -> Mark:
    return "E", ERRORS.get(code, "#")
