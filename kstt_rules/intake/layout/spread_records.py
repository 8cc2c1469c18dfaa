"""Rows that stand for several records, taken apart: what all layouts share whose records lie side by side in a row."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.files.cells import Cell, Sheet
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.layout.header import Header, SpreadColumn
from kstt_rules.intake.layout.protocol import TakenRows
from kstt_rules.intake.layout.sheet_table import Cells, SheetTable
from kstt_rules.intake.values.parsers import text

Records = Mapping[int, Sequence[SpreadColumn]]
"""The columns of each record of a row."""


def one_row_a_record(
    taken: TakenRows,
    *,
    keeps_empty: bool = False,
    said: Callable[[str], str] = lambda text: text,
    anchor: str | None = None,
    dash_is_empty: bool = False,
) -> SheetTable:
    """Return the table with a row for each record of each of its rows, except records without a filled cell.

    ``keeps_empty`` keeps these too; ``dash_is_empty`` takes a sign for nothing as an empty cell. ``said`` completes the
    texts of headers. The cell of the field ``anchor`` stands for its record.
    """
    records = _records(taken.header)
    is_filled = _says if dash_is_empty else _is_filled
    places = [
        (place, record)
        for place, row in enumerate(taken.rows)
        for record, columns in records.items()
        if keeps_empty or any(is_filled(_cell(row, item.column)) for item in columns)
    ]
    return _spread(taken, records, places, said, anchor)


def _spread(
    taken: TakenRows,
    records: Records,
    places: Sequence[tuple[int, int]],
    said: Callable[[str], str],
    anchor: str | None,
) -> SheetTable:
    """Make a row of each record, by the place of its row and its number."""
    table = taken.table
    rows_of = np.array([place for place, _ in places], dtype=np.intp)
    columns: dict[str, Cells] = {key: column.take(rows_of).cells() for key, column in table.columns.items()}
    for item in taken.header.spread:
        columns.setdefault(item.key, [None] * len(places))
        columns.setdefault(item.field, [None] * len(places))
    heads = {record: _head(items[0], taken.header, taken.sheet) for record, items in records.items()}
    moved: dict[tuple[int, str], str] = {}
    for at, (place, record) in enumerate(places):
        moved |= {(at, key): table.moved[place, key] for key in table.columns if (place, key) in table.moved}
        first = records[record][0]
        columns[first.key][at], moved[at, first.key] = said(first.said), heads[record]
        for item in records[record]:
            cell = _cell(taken.rows[place], item.column)
            if cell is not None or item.field != first.key:
                columns[item.field][at] = cell
                moved[at, item.field] = cell_address(item.column, table.numbers[place])
            if item.field == anchor:
                moved[at, ""] = cell_address(item.column, table.numbers[place])
    numbers = [table.numbers[place] for place, _ in places]
    return SheetTable(
        table.entity, table.origin, numbers, {key: column_of(cells) for key, cells in columns.items()}, moved
    )


def _records(header: Header) -> Records:
    records: dict[int, list[SpreadColumn]] = {}
    for item in header.spread:
        records.setdefault(item.record, []).append(item)
    return records


def _head(item: SpreadColumn, header: Header, sheet: Sheet) -> str:
    """Return the cell of the header that says what a record is about."""
    for index in range(header.index, header.end):
        cell = _cell(sheet.rows[index], item.column)
        if isinstance(cell, str) and clean(cell).startswith(item.said):
            return cell_address(item.column, sheet.numbers[index])
    return cell_address(item.column, header.number)


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _is_filled(cell: Cell) -> bool:
    return cell is not None


def _says(cell: Cell) -> bool:
    """Tell whether a cell is filled, and not with a sign for nothing such as a dash."""
    return cell is not None and text(cell) is not None
