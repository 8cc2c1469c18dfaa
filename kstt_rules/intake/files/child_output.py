"""What the child process writes, turned into sheets; its form is told in reader_child and child_cells.

The child has opened what somebody sent, so it is not believed: what it writes is bounded here too, and may not be odd.
"""

from dataclasses import replace
from typing import Any, BinaryIO, Final

import numpy as np
import orjson

from kstt_rules.intake.files.cells import Found, Merge, Sheet
from kstt_rules.intake.files.child_cells import MAX_OUTPUT_BYTES
from kstt_rules.intake.files.columns import CellColumn, Rows
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.old_encodings import decoded

_INTEGER: Final = np.dtype(np.int32)
MOST_BYTES: Final = 3 * MAX_OUTPUT_BYTES
"""Of one file: it may be read in another form, and it is told when it was too much."""
MOST_CELLS: Final = 60_000_000
"""Of one file, with the empty ones between others."""
_CELL_TYPES: Final = frozenset({str, int, float})
_ODD: Final = (ValueError, TypeError, IndexError, KeyError, AttributeError)


class _TooMuch(Exception):  # noqa: N818 - the state of a file, not an error of the program
    """More of one file than a process may hold."""


class FilesFound:
    """The files that are ``done``, and the ``current`` one, whose end is not reported yet or which is at fault.

    Of the current one so many sheets are ``whole``. ``is_begun`` tells whether the process came to read any.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._blocks: list[Grid] = []
        self.is_begun = self._is_over = False
        self._bytes, self._cells = MOST_BYTES, MOST_CELLS
        self.done: list[Found] = []
        self._begin()

    def take(self) -> None:
        """Take what has been written: all lines up to one that is not there to its end, which may be there later."""
        while not self._is_over:
            place, left = self._stream.tell(), (self._bytes, self._cells)
            try:
                self._take_line()
            except EOFError:
                self._stream.seek(place)
                self._bytes, self._cells = left
                return
            except _TooMuch:
                self._end_with("too_large")
            except _ODD:
                self._end_with("crashed")

    def _end_with(self, fault: str) -> None:
        self.current.fault, self._is_over = fault, True

    def _begin(self) -> None:
        self.current, self.whole = Found(), 0
        self._bytes, self._cells = MOST_BYTES, MOST_CELLS

    def _take_line(self) -> None:
        """Take one line, with the bytes that it announces. Raises EOFError where they end too early."""
        kind, *parts = self._json()
        sheets = self.current.sheets
        match kind:
            case "ready":
                self.is_begun = True
            case "file":
                self.current, self.whole = Found(parts[0]), 0  # again where it is read in another form
            case "sheet":
                sheets.append(Sheet(parts[0], hidden=parts[1]))
                self._blocks = []
            case "merges":
                for cells in parts[0]:
                    merge = Merge(*cells)
                    sheets[-1].merges.setdefault(merge.row, []).append(merge)
            case "hidden":
                sheets[-1].hidden_rows.extend(parts[0])
                sheets[-1].hidden_columns.extend(parts[1])
            case "doubts":
                sheets[-1].doubts.update(parts[0])
            case "rows":
                numbers, grid = self._rows(*parts)
                sheets[-1].numbers.extend(numbers)
                self._blocks.append(grid)
            case "whole":
                sheets[-1] = _in_unicode(replace(sheets[-1], rows=Grid.stacked(self._blocks)))
                self.whole = len(sheets)
            case "lists":
                for place in parts[0]:
                    sheets[place] = replace(sheets[place], holds_lists=True)
            case "end":
                self._end(parts[0])
            case _:
                raise ValueError(kind)

    def _end(self, fault: str | None) -> None:
        if fault is not None:
            self.current.sheets, self.current.fault = [], fault
        self.done.append(self.current)
        self._begin()

    def _rows(self, length: int, width: int) -> tuple[list[int], Grid]:
        """Read the numbers of some rows and their columns; return what holds anything."""
        self._cells -= length * width
        if self._cells < 0:
            raise _TooMuch
        numbers = self._integers(length)
        columns = []
        for _ in range(width):
            values = self._json()
            codes = self._integers(length)
            if not _CELL_TYPES.issuperset(map(type, values)) or (
                length and not -1 <= codes.min() <= codes.max() < len(values)
            ):
                raise ValueError(values)
            columns.append(CellColumn(codes, values))
        grid = Grid(columns, length)
        filled = np.flatnonzero(grid.filled)
        return numbers[filled].tolist(), grid if len(filled) == length else grid.take(filled)

    def _json(self) -> list[Any]:
        line = self._stream.readline(self._bytes)
        self._take(len(line))
        if not line.endswith(b"\n"):
            raise EOFError
        found: list[Any] = orjson.loads(line)
        return found

    def _integers(self, length: int) -> Rows:
        self._take(_INTEGER.itemsize * length)
        data = self._stream.read(_INTEGER.itemsize * length)
        if len(data) < _INTEGER.itemsize * length:
            raise EOFError
        return np.frombuffer(data, dtype=_INTEGER).astype(np.intp)

    def _take(self, count: int) -> None:
        self._bytes -= count
        if self._bytes <= 0:
            raise _TooMuch


def _in_unicode(sheet: Sheet) -> Sheet:
    found = decoded(sheet.rows)
    if found.encoding is None:
        return sheet
    return replace(sheet, rows=Grid.of(found.rows), encoding=found.encoding, decoded=found.cells)
