"""Small tables that lie on their side: the names of the fields in a column, and a column for each row."""

from dataclasses import replace
from typing import ClassVar

from kstt_rules.base.cell_address import cell_address
from kstt_rules.intake.files.cells import Cell, Sheet
from kstt_rules.intake.layout.protocol import Layout, TakenRows
from kstt_rules.intake.layout.sheet_table import SheetTable

_MOST_ROWS = 60
_MOST_COLUMNS = 60


class Transposed(Layout):
    """A small table on its side, tried where a sheet has no other."""

    name: ClassVar[str] = "transposed"

    def view(self, sheet: Sheet) -> Sheet | None:
        """Return the sheet with its rows as columns."""
        return turned(sheet)

    def records(self, taken: TakenRows) -> SheetTable:
        """Return the rows with the cells of the sheet as it is."""
        return turned_back(taken.table)


def turned(sheet: Sheet) -> Sheet | None:
    """Return a small sheet with its rows as columns; None where it is not small."""
    width = max(map(len, sheet.rows), default=0)
    height = sheet.numbers[-1] if sheet.numbers else 0
    if not 0 < height <= _MOST_ROWS or width > _MOST_COLUMNS or sheet.plain:
        return None
    rows: list[list[Cell]] = [[None] * height for _ in range(width)]
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        for column, cell in enumerate(row):
            rows[column][number - 1] = cell
    kept = [column for column, row in enumerate(rows) if any(cell is not None for cell in row)]
    return Sheet(sheet.name, [column + 1 for column in kept], [rows[column] for column in kept], sheet.hidden)


def turned_back(table: SheetTable) -> SheetTable:
    """Return the table of a turned sheet with the cells of the sheet as it is: each row stands where its name does."""
    anchor = table.origin.anchor
    moved = {
        (place, name): _address(column, number)
        for place, number in enumerate(table.numbers)
        for name, column in (*table.origin.columns.items(), ("", anchor))
    }
    return replace(table, numbers=[anchor + 1] * len(table.numbers), moved=moved)


def _address(row: int, number: int) -> str:
    return cell_address(number - 1, row + 1)
