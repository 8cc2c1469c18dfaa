"""Archives and packed pages as programs other than Excel write them."""

import io
import re
import struct
import zipfile

import pytest
import xlsxwriter
from compound_files import holding

from kstt_rules.intake.files.cells import MARK
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.intake.files.sheet_biff import scan as scan_biff

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["Đơn vị", "Kỳ báo cáo", "Ngày gửi"]
ROWS = [["Sở Y tế", "Quý I/2022"], ["Sở Tư pháp", "Quý I/2022", "20/03/2022"]]
READ = [HEADER, [*ROWS[0], f"{MARK}E#REF!"], ROWS[1]]


def read(tmp_path, data, name="a.xlsx"):
    """Return what a file holds."""
    (tmp_path / name).write_bytes(data)
    with start_reading([tmp_path / name]) as reading:
        (content,) = reading.result()
    return content


def workbook(name=lambda part: part, change=lambda xml: xml, part=SHEET):
    """Return a workbook with an error in its second row, its parts renamed and one changed."""
    source, target = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Báo cáo")
        for number, cells in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, cells)
        sheet.write_formula(1, 2, "=1/0", None, "#REF!")
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for item in archive.namelist():
            content = archive.read(item)
            copy.writestr(name(item), change(content.decode()) if item == part else content)
    return target.getvalue()


def utf_16(xml):
    """Return a part in the encoding that few programs write."""
    return xml.replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize(
    "data",
    [
        workbook(),
        workbook(name=lambda part: part.replace("/", "\\")),
        workbook(name=str.upper),
        workbook(name=str.lower),
        workbook(change=utf_16),
        workbook(change=lambda xml: xml.split("?>", 1)[1].encode("utf-16-le")),
        workbook(change=utf_16, part="xl/sharedStrings.xml"),
        workbook(change=lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml)),
        workbook(change=lambda xml: re.sub(r'<(c|row) r="[A-Z]*\d+"', r"<\1", xml)),
        workbook(change=lambda xml: re.sub(r'<c r="C(\d)"', "<c", xml)),
        workbook(change=lambda xml: re.sub(r'r="[A-Z]\d+"', lambda found: found[0].lower(), xml)),
        workbook(change=lambda xml: xml.replace("worksheets/sheet1.xml", "Worksheets/Sheet1.XML"),
                 part="xl/_rels/workbook.xml.rels"),
    ],
    ids=["plain", "backslashes", "capitals", "small", "UTF-16", "UTF-16 without a mark", "texts in UTF-16",
         "cells without address", "rows too", "some cells", "small addresses", "target in other case"],
)  # fmt: skip
def test_a_workbook_is_read_as_excel_reads_it(data, tmp_path):
    """Its values, and the error in it."""
    content = read(tmp_path, data)
    assert content.fault is None
    assert [[*row] for row in content.sheets[0].rows] == READ


def test_an_error_of_a_cell_without_address_in_a_row_with_one_stands_in_that_row(tmp_path):
    """Rows may be left out."""
    data = workbook(change=lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml).replace('<row r="2"', '<row r="7"')
                    .replace('<row r="3"', '<row r="9"'))  # fmt: skip
    sheet = read(tmp_path, data).sheets[0]
    assert (sheet.numbers, sheet.rows[1][2]) == ([1, 7, 9], f"{MARK}E#REF!")


def test_a_sheet_of_which_not_all_is_read_is_a_fault(tmp_path):
    """Rather than an empty one."""
    assert read(tmp_path, workbook(change=lambda xml: xml.replace("sheetData>", "sheetDate>"))).fault == "damaged"


def test_a_file_without_a_row_says_so(tmp_path):
    """A workbook and a text."""
    source = io.BytesIO()
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet()
        sheet.write_blank(0, 0, None, book.add_format({"bold": True}))
    assert read(tmp_path, source.getvalue()).fault == "no_rows"
    assert read(tmp_path, b",,\n,,\n", "a.csv").fault == "no_rows"


def test_an_error_in_an_excel_5_file_is_found_whatever_its_sheet_is_called(monkeypatch):
    """The name stands there without the mark that later versions write before it."""
    start = struct.pack("<HHHHxxxx", 0x809, 8, 0x500, 5)
    sheet = struct.pack("<HHIxxB", 0x85, 14, len(start) + 18 + 4, 7) + b"Bao cao"
    error = struct.pack("<HHHHHBB", 0x205, 8, 1, 3, 0, 0x2A, 1)
    end = struct.pack("<HH", 0x0A, 0)
    stream = start + sheet + end + struct.pack("<HHHHxxxx", 0x809, 8, 0x500, 0x10) + error + end
    holding(monkeypatch, "Book", stream)
    assert [item.marks for item in scan_biff(b"").sheets] == [{(1, 3): ("E", "#N/A")}]


PACKED = """MIME-Version: 1.0
X-Document-Type: Workbook
Content-Type: multipart/related;{break}boundary="----=_Next"

------=_Next
Content-Location: file:///C:/a/ds.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="{charset}"

<html><body><table><tr><td class=3Dxl1>&#272;&#417;n v&#7883;</td><td>H=
o =E1</td></tr></table></body></html>

------=_Next
Content-Transfer-Encoding: base64
Content-Type: image/png

iVBORw0KGgo=

------=_Next
Content-Type: text/html

<table><tr><td>trang hai</td></tr></table>
------=_Next--
"""


@pytest.mark.parametrize("name", ["a.xls", "a.mht", "a.mhtml"])
@pytest.mark.parametrize("charset", ["windows-1258", "us-ascii", "none"])
def test_a_workbook_saved_as_a_packed_page_is_read(name, charset, tmp_path):
    """Every page in it, whatever the encoding is said to be."""
    text = PACKED.format(charset=charset, **{"break": "\n\t"})
    first, second = read(tmp_path, f"From: <Saved by Excel>\n{text}".encode(), name).sheets
    assert (first.rows, second.rows) == ([["Đơn vị", "Ho á"]], [["trang hai"]])


def test_sheets_of_one_name_are_refused(tmp_path):
    """Only one of them could be read."""
    source, target = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(source) as book:
        for name in ("Trang A", "Trang B"):
            book.add_worksheet(name).write(0, 0, name)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for item in archive.namelist():
            content = archive.read(item)
            copy.writestr(item, content.replace(b"Trang B", b"Trang A") if item == "xl/workbook.xml" else content)
    assert read(tmp_path, target.getvalue()).fault == "same_names"
