"""Addresses of cells as spreadsheets write them, and the numbers of their rows and columns."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


class Place(NamedTuple):
    """A cell: its 1-based row and its 0-based column."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """The address as spreadsheets write it: C12."""
        return cell_address(self.column, self.row)


def cell_address(column: int, row: int) -> str:
    """Return the address of a cell by its 0-based column and its 1-based row: 2 and 12 are C12."""
    return f"{column_letters(column)}{row}"


@lru_cache(1 << 10)
def column_letters(column: int) -> str:
    """Name a 0-based column as spreadsheets do: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 0-based column of letters, small or capital: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def place_of(address: str) -> Place | None:
    """Return the place of an address, or None where a sheet has no such cell."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    place = Place(int(found[2]), column_number(found[1]))
    return place if place.row <= MAX_ROW and place.column < MAX_COLUMN else None
