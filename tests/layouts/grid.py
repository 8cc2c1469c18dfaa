"""A sheet as cells and merged areas, and files of several formats that hold it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kstt_rules.intake.reader import Merge, Sheet


@dataclass
class Grid:
    """Rows of cells, None for an empty one, and merged areas as (row, column, last row, last column), 0-based."""

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def add(self, *cells: object, at: int = 0) -> int:
        """Add a row whose first cell stands in a column; return its index."""
        self.rows.append([None] * at + list(cells))
        return len(self.rows) - 1

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge cells, if there are two or more."""
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))

    def sheet(self) -> Sheet:
        """Return what reading a file with this grid gives."""
        numbers = [at + 1 for at, row in enumerate(self.rows) if any(cell is not None for cell in row)]
        sheet = Sheet(self.name, numbers, [_trimmed(self.rows[number - 1]) for number in numbers])
        for row, column, last, right in self.merges:
            sheet.merges.setdefault(row + 1, []).append(Merge(row + 1, column, last + 1, right))
        return sheet

    def below(self, other: "Grid", *, gap: int) -> None:
        """Add another grid below."""
        self.rows += [[] for _ in range(gap)]
        top = self.height
        self.rows += other.rows
        self.merges += [(row + top, column, last + top, right) for row, column, last, right in other.merges]


def _trimmed(row: list[object]) -> list[Any]:
    filled = [at for at, cell in enumerate(row) if cell is not None]
    return [float(cell) if isinstance(cell, int) else cell for cell in row[: filled[-1] + 1]]


def write(grids: Sequence[Grid], path: Path) -> Path:
    """Write grids as the sheets of a file, in the format of its suffix; .csv holds one, and .csv and .ods no merges."""
    {".xlsx": _xlsx, ".xls": _xls, ".ods": _ods, ".csv": _csv}[path.suffix](grids, path)
    return path


def _xlsx(grids: Sequence[Grid], path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})  # noqa: DTZ001 - so that the same grid is the same file
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for area in grid.merges:
                sheet.merge_range(*area, None)
            for row, cells in enumerate(grid.rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)


def _xls(grids: Sequence[Grid], path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        merged = {(row, column): (last, right) for row, column, last, right in grid.merges}
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if (row, column) in merged:
                    last, right = merged[row, column]
                    sheet.write_merge(row, last, column, right, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.save(str(path))


def _ods(grids: Sequence[Grid], path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    for grid in grids:
        table = Table(name=grid.name)
        for cells in grid.rows:
            row = TableRow()
            for cell in cells or [None]:
                element = TableCell() if cell is None else TableCell(valuetype="string")
                if isinstance(cell, int | float):
                    element = TableCell(valuetype="float", value=cell)
                if cell is not None:
                    element.addElement(P(text=str(cell)))
                row.addElement(element)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    document.save(str(path))


def _csv(grids: Sequence[Grid], path: Path) -> None:
    [grid] = grids
    width = max(map(len, grid.rows), default=0)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for cells in grid.rows:
            writer.writerow(["" if cell is None else cell for cell in [*cells, *[None] * (width - len(cells))]])
