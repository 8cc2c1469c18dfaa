"""Submitted files and results about them, for the tests of annotated files."""

import atexit
import hashlib
import io
import struct
import warnings
import zipfile
import zlib
from datetime import date

import openpyxl
import xlsxwriter
from result_factory import finding, make_evidence, result

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.files import SubmittedFile
from kstt_rules.outputs.annotated import annotate
from kstt_rules.outputs.annotated.marking import MarkingProcess

SHEET = "Công chức đầu mối"
RESULT_SHEET = "Kết quả rà soát"
MARKING = MarkingProcess()
"""One for many tests."""
atexit.register(MARKING.close)


def picture():
    """Return a PNG of one red point."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    point = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", point) + chunk(b"IEND", b"")


def rich_workbook():
    """Return a workbook with one of everything that is easily lost."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "italic": True})
    sheet = book.add_worksheet(SHEET)
    sheet.merge_range("A1:D1", "DANH SÁCH", bold)
    for row in range(2, 10):
        sheet.write_row(row, 0, ["Sở Y tế", f"Người {row}", row * 1.5], bold if row == 2 else None)
    sheet.write_datetime("D4", date(2022, 3, 1), day)
    sheet.write_formula("D5", "=SUM(C3:C9)", None, 4711)
    sheet.write_url("D6", "https://example.org/", string="liên kết")
    sheet.insert_image("F2", "x.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_textbox("F5", "Hộp văn bản")
    sheet.add_sparkline("E4", {"range": f"'{SHEET}'!C3:C9"})
    sheet.data_validation("D7", {"validate": "list", "source": ["có", "không"]})
    sheet.conditional_format("C3:C9", {"type": "cell", "criteria": ">", "value": 5, "format": bold})
    sheet.write_comment("B4", "Ghi chú của đơn vị", {"author": "Lan"})
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("A:A", 24)
    sheet.protect("secret")
    sheet.freeze_panes(2, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{SHEET}'!$C$3:$C$9"})
    sheet.insert_chart("H10", chart)
    table = book.add_worksheet("Bảng")
    table.add_table("A1:B3", {"data": [["a", 1], ["b", 2]], "columns": [{"header": "Tên"}, {"header": "Số"}]})
    hidden = book.add_worksheet("Ẩn")
    hidden.write("A1", "ẩn")
    hidden.hide()
    book.define_name("tong", f"='{SHEET}'!$C$3:$C$9")
    book.close()
    return stream.getvalue()


def about(*cells, file="so.xlsx", sheet=SHEET, **changes):
    """Return a breach that rests on cells of a file."""
    sources = tuple(Source(file, sheet, cell) for cell in cells)
    return finding(**{"evidence": (make_evidence("officers.count()", 4, sources),)} | changes)


def reject(row=None, cells=(), *, file="so.xlsx", sheet=SHEET):
    """Return something that was not accepted."""
    return Reject(file, sheet, row, "date_impossible", Bilingual("Ngày không có.", "No such day."), cells)


def no_sheets():
    """Stand in for reading the values of a file that is not to be read again."""
    raise AssertionError


def written(folder, name, data, sheets=no_sheets):
    """Write a file into a folder; return it as submitted, and its entry in a result."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    return SubmittedFile(name, path, sheets), InputFile(name, digest, read=1, accepted=1, rejected=0, ignored=0)


def annotated(folder, data, *, name="so.xlsx", out=None, sheets=no_sheets, language="vi", **changes):
    """Return the bytes of a file handed back alone, with the findings or rejects given."""
    file, entry = written(folder / "in", name, data, sheets)
    place = folder / (out or name)
    changes = {"findings": (), "rejects": ()} | changes
    annotate(result(inputs=(entry,), **changes), [file], place, language=language, single=True, marking=MARKING)
    return place.read_bytes()


def parts(data):
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members):
    """Return an archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def opened(data, **options):
    """Return a workbook as openpyxl reads it, which says that it would itself lose sparklines."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".* extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(data), **options)


def colour(cell):
    """Return the colour that a cell is filled with, or None."""
    return cell.fill.fgColor.rgb[2:] if cell.fill.patternType == "solid" else None
