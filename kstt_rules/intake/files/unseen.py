"""What calamine passes over in a workbook: cells without a value to read, what is hidden, and which day is day zero."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import Final

from kstt_rules.base.dataclass import dataclass

BLOCK: Final = 1 << 20
"""How much of a part is unpacked at a time."""
UNPACKING_ERRORS: Final = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError, OSError)


def part_name(name: str) -> str:
    """Return the name of a part of an archive as it is looked for: case and the kind of slash do not count."""
    return name.replace("\\", "/").lower()


def part_names(names: Iterable[str]) -> dict[str, str]:
    """Return the names of the parts of an archive by the names that they are looked for."""
    return {part_name(name): name for name in names}


NO_FORMULA: Final = "=?"
"""What stands for a formula that is not there as text."""

ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""The errors of Excel by their codes in its binary files."""

TEXT: Final = ""
"""Stands in a mark for plain text."""
Mark = tuple[str, str]
"""A letter, E for an error and F for a formula that was never computed, or TEXT, and what stands in the cell."""


@dataclass(slots=True)
class Unseen:
    """The marks of cells by 0-based row and column, the hidden rows (1-based) and columns (0-based) of a sheet.

    ``merges`` are first row (1-based), first column (0-based), last row and last column, where calamine gives none.
    ``holds_values`` is True where some cell of the sheet holds a value; ``parts`` counts the parts that its rows stand
    in, of which calamine reads one; ``is_unusual`` is as in a scan; ``sources`` are what its drop-downs choose from,
    and ``holds_lists`` is True where those of another sheet choose from it, if that is known before all are searched.
    """

    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    holds_values: bool = False
    parts: int = 0
    is_unusual: bool = False
    sources: set[str] = field(default_factory=set)
    holds_lists: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found of each sheet, in their order, whether days are counted from 1904, and whether it is locked.

    ``is_unusual`` is a workbook with values in forms that calamine reads as others, or not at all. Sheets are told
    apart by their place: two may have one name, and old files write names in many ways. A sheet may be searched when it
    is asked for; then ``lists`` searches all, and tells of each whether it holds lists.
    """

    sheets: Sequence[Unseen] = ()
    date_1904: bool = False
    is_locked: bool = False
    is_unusual: bool = False
    lists: Callable[[], Sequence[bool]] | None = None

    def holds_lists(self, place: int) -> bool:
        """Tell whether drop-downs of other sheets choose from one; to be asked when all sheets are read."""
        if place >= len(self.sheets):
            return False
        return self.sheets[place].holds_lists if self.lists is None else self.lists()[place]
