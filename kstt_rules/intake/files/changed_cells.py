"""Sheets as they were read, with other cells: what a reader would give of a file in which these were changed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from kstt_rules.base.cell_address import Place
from kstt_rules.intake.files.cells import Cell, Content, Sheet
from kstt_rules.intake.files.columns import CellColumn, blank_column
from kstt_rules.intake.files.grid import Grid

Cells = Mapping[Place, Cell]
"""What cells hold, by their places."""


def cell_at(sheet: Sheet, place: Place) -> Cell:
    """Return what a cell of a sheet holds."""
    at = bisect_left(sheet.numbers, place.row)
    if at == len(sheet.numbers) or sheet.numbers[at] != place.row:
        return None
    row = sheet.rows[at]
    return row[place.column] if place.column < len(row) else None


def first_of_merged(sheet: Sheet, place: Place) -> Place:
    """Return the cell that is changed where one is typed into: the first one of merged cells."""
    for merges in sheet.merges.values():
        for merge in merges:
            is_within = merge.row <= place.row <= merge.last_row and merge.column <= place.column <= merge.last_column
            if is_within:
                return Place(merge.row, merge.column)
    return place


def with_cells(contents: Sequence[Content], file: str, sheet: str, cells: Cells) -> tuple[Content, ...]:
    """Return contents of which the cells of one sheet are others; all else is shared with those given."""
    return tuple(
        replace(content, sheets=tuple(_changed(one, cells) if one.name == sheet else one for one in content.sheets))
        if content.label == file
        else content
        for content in contents
    )


def _changed(sheet: Sheet, cells: Cells) -> Sheet:
    grid, numbers = Grid.of(sheet.rows), sheet.numbers
    added = sorted({place.row for place, cell in cells.items() if cell is not None} - set(numbers))
    if added:
        numbers = sorted([*numbers, *added])
        old = np.isin(numbers, added, invert=True)
        grid = Grid([_spread(column, old) for column in grid.columns], len(numbers))
    columns = [*grid.columns]
    by_column: dict[int, dict[int, Cell]] = {}
    for place, cell in cells.items():
        at = bisect_left(numbers, place.row)
        if at < len(numbers) and numbers[at] == place.row:
            by_column.setdefault(place.column, {})[at] = cell
    columns += [blank_column(len(numbers))] * (max(by_column, default=-1) + 1 - len(columns))
    for column, values in by_column.items():
        columns[column] = columns[column].with_cells(values)
    grid = Grid(columns, len(numbers))
    filled = np.flatnonzero(grid.filled)
    if len(filled) < len(numbers):
        grid, numbers = grid.take(filled), [numbers[at] for at in filled.tolist()]
    return replace(sheet, numbers=numbers, rows=grid)


def _spread(column: CellColumn, old: np.ndarray) -> CellColumn:
    codes = np.full(len(old), -1, dtype=np.intp)
    codes[old] = column.codes
    return CellColumn(codes, column.values)
