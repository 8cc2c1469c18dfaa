"""Addresses of cells as the numbers of their row and column."""

import re
from typing import Final, NamedTuple

from kstt_rules.model.dossier import column_letters

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384


class Place(NamedTuple):
    """A cell: its 1-based row and its 0-based column."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """The address as spreadsheets write it: C12."""
        return f"{column_letters(self.column)}{self.row}"


def place_of(address: str) -> Place | None:
    """Return the place of an address, or None where a sheet has no such cell."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return Place(row, column - 1) if row <= _MAX_ROW and column <= _MAX_COLUMN else None
