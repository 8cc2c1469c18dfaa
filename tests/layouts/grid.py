"""A sheet as cells and merged areas, and files of several formats that hold it."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from kstt_rules.intake.files.cells import Merge, Sheet


class MonthFirst(datetime):
    """A date cell of a program that puts months first, and shows it so."""


@dataclass
class Grid:
    """Rows of cells, None for an empty one, merged areas as (row, column, last row, last column), and hidden parts.

    All numbers are 0-based.
    """

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False

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
        hidden = [row + 1 for row in self.hidden_rows]
        return replace(sheet, hidden=self.is_hidden, hidden_rows=hidden, hidden_columns=self.hidden_columns)

    def below(self, other: "Grid", *, gap: int) -> None:
        """Add another grid below."""
        self.rows += [[] for _ in range(gap)]
        top = self.height
        self.rows += other.rows
        self.merges += [(row + top, column, last + top, right) for row, column, last, right in other.merges]
        self.hidden_rows += [row + top for row in other.hidden_rows]


def _trimmed(row: list[object]) -> list[Any]:
    filled = [at for at, cell in enumerate(row) if cell is not None]
    return [float(cell) if isinstance(cell, int) else cell for cell in row[: filled[-1] + 1]]


def write(grids: Sequence[Grid], path: Path, *, titles: int = 0) -> Path:
    """Write grids as the sheets of a file, in the format of its suffix.

    Text and documents hold one, and no merges; the first rows, the ``titles``, are paragraphs of a document.
    """
    if path.suffix == ".docx":
        _docx(grids, path, titles)
    else:
        {".xlsx": _xlsx, ".xls": _xls, ".ods": _ods, ".csv": _csv}[path.suffix](grids, path)
    return path


def _docx(grids: Sequence[Grid], path: Path, titles: int) -> None:
    [grid] = grids
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(2022, 1, 1)  # noqa: DTZ001
    for row in grid.rows[:titles]:
        document.add_paragraph(str(row[0]))
    rows = grid.rows[titles:]
    table = document.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            table.cell(at, place).text = str(_shown(cell))
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(_undated(stream))


def _xlsx(grids: Sequence[Grid], path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})  # noqa: DTZ001 - so that the same grid is the same file
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for area in grid.merges:
                sheet.merge_range(*area, None)
            for row, cells in enumerate(grid.rows):
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
            for row in grid.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in grid.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if grid.is_hidden:
                sheet.hide()


def _xls(grids: Sequence[Grid], path: Path) -> None:
    book, days = xlwt.Workbook(encoding="utf-8"), xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        merged = {(row, column): (last, right) for row, column, last, right in grid.merges}
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if (row, column) in merged:
                    last, right = merged[row, column]
                    sheet.write_merge(row, last, column, right, cell)
                elif isinstance(cell, datetime):
                    sheet.write(row, column, cell, days)
                elif cell is not None:
                    sheet.write(row, column, cell)
        for row in grid.hidden_rows:
            sheet.row(row).hidden = True
        for column in grid.hidden_columns:
            sheet.col(column).hidden = True
        sheet.visibility = int(grid.is_hidden)
    book.save(str(path))


def _ods(grids: Sequence[Grid], path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for grid in grids:
        table = Table(name=grid.name, stylename=hidden) if grid.is_hidden else Table(name=grid.name)
        for column in range(max(map(len, grid.rows), default=0)):
            table.addElement(TableColumn(**_unshown(column in grid.hidden_columns)))
        spans = {(row, column): (last - row + 1, right - column + 1) for row, column, last, right in grid.merges}
        for number, cells in enumerate(grid.rows):
            row = TableRow(**_unshown(number in grid.hidden_rows))
            for column, cell in enumerate(cells or [None]):
                row.addElement(_ods_cell(cell, spans.get((number, column))))
            table.addElement(row)
        document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    path.write_bytes(_undated(stream))


def _undated(stream: io.BytesIO) -> bytes:
    """Return an archive without the time at which it was made, so that the same grid is the same file."""
    target = io.BytesIO()
    with zipfile.ZipFile(stream) as archive, zipfile.ZipFile(target, "w") as copy:
        for member in archive.infolist():
            same = zipfile.ZipInfo(member.filename)
            same.compress_type = member.compress_type
            copy.writestr(same, archive.read(member))
    return target.getvalue()


def _unshown(is_hidden: bool) -> dict[str, str]:
    return {"visibility": "collapse"} if is_hidden else {}


def _ods_cell(cell: object, span: tuple[int, int] | None) -> TableCell:
    spans = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]} if span else {}
    if cell is None:
        return TableCell(**spans)
    if isinstance(cell, datetime):
        element = TableCell(valuetype="date", datevalue=f"{cell:%Y-%m-%d}", **spans)
        element.addElement(P(text=f"{cell:%d/%m/%Y}"))
        return element
    is_number = isinstance(cell, int | float)
    value = {"valuetype": "float", "value": cell} if is_number else {"valuetype": "string"}
    element = TableCell(**value, **spans)
    element.addElement(P(text=str(cell)))
    return element


def _csv(grids: Sequence[Grid], path: Path) -> None:
    [grid] = grids
    width = max(map(len, grid.rows), default=0)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for cells in grid.rows:
            writer.writerow([_shown(cell) for cell in [*cells, *[None] * (width - len(cells))]])


def _shown(cell: object) -> object:
    """Return a cell as text shows it."""
    if isinstance(cell, MonthFirst):
        return f"{cell.month}/{cell.day}/{cell.year}"
    return "" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else cell
