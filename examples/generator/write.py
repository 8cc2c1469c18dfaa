"""Writes tables as the spreadsheets that offices send, the same bytes on every run."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P

Cell = str | int | date | None

_CREATED = datetime(2022, 4, 1, 8, 0, 0)  # noqa: DTZ001 - file properties know no time zone
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_WIDEST = 46


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, lines of heading above the table, the header row and the rows."""

    sheet: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    heading: Sequence[str] = ()

    @property
    def lines(self) -> list[Sequence[Cell]]:
        """All rows of the sheet from the top; an empty one parts the heading from the table."""
        above = [[text] for text in self.heading] + ([[]] if self.heading else [])
        return [*above, self.headers, *self.rows]

    @property
    def header_line(self) -> int:
        """The 0-based row that the headers stand in."""
        return len(self.heading) + 1 if self.heading else 0


def write_table(path: Path, table: Table) -> None:
    """Write a table as .xlsx, .xls, .ods or .csv, by the ending of the path."""
    writers = {".xlsx": _write_xlsx, ".xls": _write_xls, ".ods": _write_ods, ".csv": _write_csv}
    writers[path.suffix](path, table)


def _write_xlsx(path: Path, table: Table) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    plain = {"font_name": "Times New Roman", "font_size": 12}
    bold = book.add_format(plain | {"bold": True})
    header = book.add_format(plain | {"bold": True, "border": 1, "text_wrap": True, "bg_color": "#DDEBF7"})
    text = book.add_format(plain | {"border": 1})
    day = book.add_format(plain | {"border": 1, "num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(table.sheet)
    for row, line in enumerate(table.lines):
        style = bold if row < table.header_line else header if row == table.header_line else text
        for column, value in enumerate(line):
            sheet.write(row, column, value, day if isinstance(value, date) else style)
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(table.header_line + 1, 0)
    book.close()


def _widths(table: Table) -> list[int]:
    columns = zip(table.headers, *table.rows, strict=True)
    return [min(_WIDEST, 2 + max(len(str(value or "")) for value in column)) for column in columns]


def _write_xls(path: Path, table: Table) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(table.sheet)
    bold = xlwt.easyxf("font: bold on")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    plain = xlwt.Style.default_style
    for row, line in enumerate(table.lines):
        for column, value in enumerate(line):
            style = bold if row <= table.header_line else day if isinstance(value, date) else plain
            sheet.write(row, column, value, style)
    for column, width in enumerate(_widths(table)):
        sheet.col(column).width = 256 * width
    book.save(str(path))


def _write_ods(path: Path, table: Table) -> None:
    book = OpenDocumentSpreadsheet()
    sheet = OdfTable(name=table.sheet)
    for line in table.lines:
        row = TableRow()
        for value in line:
            row.addElement(_ods_cell(value))
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    _undated(buffer, path)


def _ods_cell(value: Cell) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
    elif isinstance(value, int):
        cell = TableCell(valuetype="float", value=value)
    else:
        cell = TableCell(valuetype="string")
    cell.addElement(P(text=_shown(value)))
    return cell


def _undated(archive: io.BytesIO, path: Path) -> None:
    """Write a zip archive with one fixed day for all its members instead of the time of writing."""
    with zipfile.ZipFile(archive) as dated, zipfile.ZipFile(path, "w") as undated:
        for member in dated.infolist():
            entry = zipfile.ZipInfo(member.filename, _FIRST_ZIP_DAY)
            entry.compress_type = member.compress_type
            undated.writestr(entry, dated.read(member))


def _write_csv(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([_shown(value) for value in line] for line in table.lines)


def _shown(value: Cell) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
