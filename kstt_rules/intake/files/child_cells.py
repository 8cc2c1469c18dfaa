"""Cells as the reading process writes them: types marked in texts, rows in blocks, each distinct cell of a column once.

A cell is a number, a text, or a text that begins with MARK, a letter for its type, and its value:
``D2022-03-31`` a day, ``T…`` a time or duration, ``B1`` or ``B0`` a Boolean, ``N44651.0`` a number in a workbook that
counts days from 1904, ``E#N/A`` an error, ``U…`` a text of which it is not clear in which column it stands, ``F=A1`` a
formula that was never computed, ``L…`` the beginning of a text that is longer than is read, or has more marks on a
letter.

A block begins with the line ``["rows", length, width]``. Behind it stand the numbers of its rows, and for each column a
line with its distinct cells, ``[cell, …]``, and the place of each row's cell among them, -1 where it is empty. Numbers
and places are 32-bit integers in the machine's order.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from typing import Any, Final
from unicodedata import combining

MARK: Final = "\ufdd0"
NO_ROOM: Final = 75
"""The status with which the process ends where the disk is full."""
MAX_OUTPUT_BYTES: Final = 400_000_000
LONGEST_TEXT: Final = 5_000
"""Characters of a cell that are read: a list of all communes of a province has fewer."""
MOST_MARKS: Final = 8
"""Accents on one letter; Vietnamese has two, and Unicode's normal forms take a time that is quadratic in them."""
ERROR_TEXT: Final = re.compile(r"#(?:N/A|(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!|NAME\?|##+)")
"""What a spreadsheet program writes for an error, or for a value that is too wide to be shown."""
_SHOWN: Final = 60
_MAY_BE_MARKS = re.compile(rf"[^\w\x00-\xff]{{{MOST_MARKS + 1},}}")
_CHUNK = 1_000
_ROWS_A_BLOCK = 200_000


class Unreadable(Exception):  # noqa: N818  (a finding about a file, not an error of the program)
    """A file cannot be taken; holds the reason as one word."""


class CellWriter:
    """Writes the lines, and stops a file that would fill the disk."""

    def __init__(self) -> None:
        import orjson  # noqa: PLC0415  (read by the parent too, which needs only the constants)

        self._dumps = orjson.dumps
        self._stream = sys.stdout.buffer
        self.begin_file()

    def begin_file(self) -> None:
        """Give the next file, or the word about one that took too much, all the room."""
        self._room = MAX_OUTPUT_BYTES

    def line(self, *parts: Any) -> None:
        """Write a line of JSON; raises Unreadable where there is no room left."""
        self.data(self._dumps(parts) + b"\n")

    def data(self, data: bytes) -> None:
        """Write bytes; raises Unreadable where there is no room left."""
        self._room -= len(data)
        if self._room < 0:
            raise Unreadable("too_large")
        self._stream.write(data)

    def flush(self) -> None:
        """Let the parent see what was written."""
        self._stream.flush()


def write_rows(rows: Iterable[list[Any]], output: CellWriter) -> int:
    """Write rows in blocks; return how many of them hold anything."""
    written = 0
    block = _Block()
    source, start = iter(rows), 1
    while chunk := list(islice(source, _CHUNK)):
        block.add(start, chunk)
        start += len(chunk)
        if len(block.numbers) >= _ROWS_A_BLOCK:
            written += block.write(output)
            block = _Block()
    return written + block.write(output)


class _Block:
    """Rows by column, each distinct cell of a column once."""

    def __init__(self) -> None:
        self.numbers = array("i")
        self._columns: list[tuple[_Places, array[int]]] = []

    def add(self, start: int, rows: Sequence[list[Any]]) -> None:
        """Take rows of which the first has the number ``start``."""
        done = len(self.numbers)
        numbers = [number for number, row in enumerate(rows, start) if row.count("") < len(row)]
        self.numbers.extend(numbers)
        for at, cells in enumerate(zip_longest(*(rows[number - start] for number in numbers), fillvalue="")):
            if at == len(self._columns):
                self._columns.append((_Places(), array("i", [-1]) * done))
            places, codes = self._columns[at]
            codes.extend(map(places.__getitem__, _apart(cells)))
        for _, codes in self._columns:
            codes.extend([-1] * (len(self.numbers) - len(codes)))

    def write(self, output: CellWriter) -> int:
        """Write the rows, and return how many there are."""
        output.line("rows", len(self.numbers), len(self._columns))
        output.data(self.numbers.tobytes())
        for places, codes in self._columns:
            output.line(*places.cells)
            output.data(codes.tobytes())
        return len(self.numbers)


class _Places(dict[Any, int]):
    """The place of each distinct cell as it is read, among those as they are written; -1 for an empty one."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str | float, int] = {}

    def __missing__(self, cell: Any) -> int:
        written = _encoded(cell)
        place = self[cell] = -1 if written is None else self.cells.setdefault(written, len(self.cells))
        return place


def _apart(cells: Sequence[Any]) -> Iterable[Any]:
    """Tell True from 1, which are one key of a mapping."""
    return map(_marked_boolean, cells) if bool in set(map(type, cells)) else cells


def _marked_boolean(cell: Any) -> Any:
    return ("B", f"{cell:d}") if type(cell) is bool else cell


def _encoded(cell: Any) -> str | float | None:
    if type(cell) is str:
        return None if not cell or cell.isspace() else bounded(cell.lstrip(MARK))
    return encode(cell)


def bounded(text: str) -> str:
    """Return a text as it is, or marked where it is longer or has more marks on a letter than is read."""
    if len(text) <= LONGEST_TEXT and (text.isascii() or not any(map(_is_heap, _MAY_BE_MARKS.findall(text)))):
        return text
    return f"{MARK}L{text[:_SHOWN]}…"


def _is_heap(signs: str) -> bool:
    """Tell whether more marks than are read stand together among some signs."""
    together = 0
    for sign in signs:
        together = together + 1 if combining(sign) else 0
        if together > MOST_MARKS:
            return True
    return False


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
        case (str() as kind, str() as value):
            return f"{MARK}{kind}{value}"
        case _:
            return None
