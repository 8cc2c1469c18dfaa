"""Files of a list, in the formats that it is sent in."""

import io
import unicodedata
import zipfile

import docx
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from failure_shapes.shape import HEADER, LIST, ROWS

CSV, XLSX, XLS, ODS, DOCX = (f"{LIST}.{kind}" for kind in ("csv", "xlsx", "xls", "ods", "docx"))
SHEET = "xl/worksheets/sheet1.xml"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def text(rows=ROWS, *, header=HEADER, sep=",", end="\n"):
    """Return a list in plain text."""
    return "".join(sep.join(_field(cell, sep) for cell in row) + end for row in [header, *rows])


def _field(cell, sep):
    quoted = cell.replace('"', '""')
    return f'"{quoted}"' if any(sign in cell for sign in (sep, '"', "\n")) else cell


def workbook(fill=None, *, rows=ROWS, header=HEADER, name=LIST, top=0, left=0, **options):
    """Return a list as an .xlsx; ``fill`` does more to its sheet and book."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        for number, cells in enumerate([header, *rows], start=top):
            for column, cell in enumerate(cells, start=left):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
        if fill:
            fill(sheet, book)
    return stream.getvalue()


def edited(data, change, part=SHEET):
    """Return an archive with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            copy.writestr(name, change(content.decode()) if name == part else content)
    return target.getvalue()


def page(rows=ROWS):
    """Return a list as a page of the web."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in [HEADER, *rows])
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>"


def open_document(rows=ROWS, *, blank_rows=0):
    """Return a list as an .ods, with blank rows below."""
    made, table, stream = OpenDocumentSpreadsheet(), Table(name=LIST), io.BytesIO()
    for cells in [HEADER, *rows]:
        row = TableRow()
        for cell in cells:
            row.addElement(TableCell(valuetype="string"))
            row.lastChild.addElement(P(text=cell))
        table.addElement(row)
    if blank_rows:
        table.addElement(TableRow(numberrowsrepeated=blank_rows))
        table.lastChild.addElement(TableCell(numbercolumnsrepeated=1024))
    made.spreadsheet.addElement(table)
    made.write(stream)
    return stream.getvalue()


def document(rows=ROWS):
    """Return a list as a table in Word."""
    made, stream = docx.Document(), io.BytesIO()
    table = made.add_table(0, len(HEADER))
    for cells in [HEADER, *rows]:
        for cell, content in zip(table.add_row().cells, cells, strict=True):
            cell.text = content
    made.save(stream)
    return stream.getvalue()


def in_code_page(content):
    """Return text as Windows in Vietnamese stores it: letters, and tones behind them."""
    parts = []
    for sign in unicodedata.normalize("NFC", content):
        apart = unicodedata.normalize("NFD", sign)
        tones = "".join(mark for mark in apart if mark in _TONES)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        parts.append((letter + tones).encode("cp1258") if tones else sign.encode("cp1258"))
    return b"".join(parts)


def misread(content):
    """Return text as Windows-1252 shows its bytes in UTF-8."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content.encode())
