"""Columns that hold each distinct value once, with other cells in some rows."""

from random import Random

import pytest

from kstt_rules.intake.files.columns import column_of

CELLS = ("a", "b", None, "a", "c")


@pytest.mark.parametrize(
    "cells", [{0: "b"}, {0: "z"}, {1: None}, {2: "a", 4: "z"}, {1: "y", 4: "z"}, {0: None, 3: None}]
)
def test_a_column_with_other_cells_holds_each_value_once(cells):
    """And no value that no row has any more; the rows in which it differs are told from either side."""
    column = column_of(CELLS)
    changed = column.with_cells(cells)
    expected = [cells.get(row, cell) for row, cell in enumerate(CELLS)]
    assert [*changed] == expected
    assert sorted(changed.values) == sorted({cell for cell in expected if cell is not None})
    assert column.unlike(changed).tolist() == changed.unlike(column).tolist() == sorted(cells)
    assert column.unlike(column_of(expected)).tolist() == sorted(cells)


def test_a_column_with_the_same_cells_is_itself():
    """So that what was made of it stands."""
    column = column_of(CELLS)
    assert column.with_cells({0: "a", 2: None}) is column


def test_few_rows_are_coded_as_many_are():
    """Columns of any length keep every cell."""
    draw = Random(1)
    for length in range(20):
        cells = [draw.choice((None, "x", 1.0, 2.0)) for _ in range(length)]
        assert [*column_of(cells)] == cells
