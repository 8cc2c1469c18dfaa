"""Addresses of cells, written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.cell_address import (
    MAX_COLUMN,
    MAX_ROW,
    Place,
    cell_address,
    column_letters,
    column_number,
    place_of,
)


@given(st.integers(1, MAX_ROW), st.integers(0, MAX_COLUMN - 1))
def test_an_address_leads_back_to_its_place(row, column):
    """Every cell that a sheet can have is found again by its address, also one with dollar signs or small letters."""
    address = cell_address(column, row)
    assert place_of(address) == place_of(address.lower()) == Place(row, column)
    assert Place(row, column).address == address
    assert column_number(column_letters(column)) == column
    assert place_of(f"${column_letters(column)}${row}") == Place(row, column)


@pytest.mark.parametrize("address", ["", "A", "1", "A0", "A01", "XFE1", "A1048577", "A1:B2", "AAAA1", "Ô1"])
def test_what_no_sheet_has_is_no_address(address):
    """Beyond the last row and column, or not an address at all."""
    assert place_of(address) is None
