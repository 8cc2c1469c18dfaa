"""Shapes of workbooks, documents and what lies beside them in a folder."""

import re

from failure_shapes.files import CSV, DOCX, ODS, XLS, XLSX, document, edited, open_document, page, text, workbook
from failure_shapes.shape import HEADER, LIST, ROWS, Shape

_LOST = ()
_HIDDEN = {"hidden": True}
_BLANK = '<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row></sheetData>'
_NAMED = {"urn": "urn:schemas-microsoft-com:office:spreadsheet"}


def _sheet(pattern, replacement):
    return lambda: {XLSX: edited(workbook(), lambda xml: re.sub(pattern, replacement, xml))}


def _first_only(column):
    """Return the rows with a value where it changes, as merged cells and careful hands leave it."""
    return [[*row[:column], None if above and above[column] == row[column] else row[column], *row[column + 1:]]
            for above, row in zip([None, *ROWS], ROWS, strict=False)]  # fmt: skip


def _older_sheet(sheet, book):
    """Hide a sheet with one row of the list."""
    older = book.add_worksheet(f"{LIST} (cũ)")
    for number, cells in enumerate([HEADER, ROWS[2]]):
        older.write_row(number, 0, cells)
    older.hide()


def _xml_of_2003():
    rows = "".join(
        f"<Row>{''.join(f'<Cell><Data>{cell}</Data></Cell>' for cell in row)}</Row>" for row in [HEADER, *ROWS]
    )
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{_NAMED["urn"]}"><Worksheet>'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    )


SHAPES = (
    Shape(
        "a unit in a merged cell",
        "ExcelDataReader 729, openxlsx 128, readxl 355",
        lambda: {
            XLSX: workbook(
                lambda sheet, _: (sheet.merge_range("A2:A4", "Sở Y tế"), sheet.merge_range("A5:A6", "Sở Tư pháp")),
                rows=_first_only(0),
            )
        },
    ),
    Shape("a unit written once above its rows", "spreadsheet-reader 77", lambda: {XLSX: workbook(rows=_first_only(0))}),
    Shape(
        "a name by a formula that nobody computed",
        "openpyxl 69, flatten-tool 49",
        lambda: {
            XLSX: edited(
                workbook(lambda sheet, _: sheet.write_formula("B4", '="Lê Văn "&"Cường"')),
                lambda xml: xml.replace('<v>0</v></c><c r="C4"', '</c><c r="C4"'),
            )
        },
        says=(("B4", "công thức chưa có kết quả trong tệp"),),
        taken=4,
    ),
    Shape(
        "an error where the role belongs",
        "xlrd",
        lambda: {XLSX: workbook(lambda sheet, _: sheet.write_formula("D4", "=X1", None, "#REF!"))},
        says=(("D4", "ghi “#REF!”: ô báo lỗi"),),
    ),
    Shape(
        "a hidden row",
        "SheetJS 630, openxlsx 359, ImportExcel 762",
        lambda: {XLSX: workbook(lambda sheet, _: sheet.set_row(3, None, None, _HIDDEN))},
        says=(("trang", "1 dòng bị ẩn vẫn được đọc: 4"),),
    ),
    Shape(
        "a hidden column",
        "SheetJS 630",
        lambda: {XLSX: workbook(lambda sheet, _: sheet.set_column("D:D", None, None, _HIDDEN))},
        says=(("trang", "1 cột bị ẩn vẫn được đọc: D"),),
    ),
    Shape(
        "a hidden sheet with rows of the list",
        "crowdin docs 341",
        lambda: {XLSX: workbook(_older_sheet)},
        says=(("trang", "Trang bị ẩn nhưng vẫn được đọc"), ("B2", "Trùng hoàn toàn với dòng 4")),
    ),
    Shape(
        "a list that begins in the third column and fourth row",
        "read-excel-file 102",
        lambda: {XLSX: workbook(top=3, left=2)},
    ),
    Shape(
        "a million formatted rows without a value",
        "opendataeditor 600, ExcelDataReader 357, commcare-hq 22486",
        lambda: {XLSX: edited(workbook(), lambda xml: xml.replace("</sheetData>", _BLANK))},
    ),
    Shape(
        "a sheet that says it has one cell", "simplexlsx 130", _sheet(r'<dimension ref="[^"]*"', '<dimension ref="A1"')
    ),
    Shape(
        "a sheet that says it begins in row 0",
        "calamine 285",
        _sheet(r'<dimension ref="[^"]*"', '<dimension ref="A0:F6"'),
    ),
    Shape("cells without addresses", "calamine 261", _sheet(r'<(c|row) r="[A-Z]*\d+"', r"<\1")),
    Shape("a cell of text whose value is empty", "calamine 607", _sheet(r'(<c r="E4"[^>]*>)<v>\d+</v>', r"\1<v/>")),
    Shape(
        "a cell that points to no text",
        "calamine",
        _sheet(r'(<c r="B4"[^>]*>)<v>\d+</v>', r"\1<v>999</v>"),
        says=(("tệp", "Tệp hỏng, không đọc được"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "a sheet by a roundabout path",
        "readxl 294, PhpSpreadsheet 907",
        lambda: {
            XLSX: edited(
                workbook(), lambda xml: xml.replace("worksheets/", "../xl/worksheets/"), "xl/_rels/workbook.xml.rels"
            )
        },
    ),
    Shape("a sheet spread over lines by an XML tool", "calamine", _sheet(r"<v>(\d+)</v>", r"<v>\n      \1\n    </v>")),
    Shape("a page of the web named .xls", "xlrd 350, readxl 480, SheetJS 419", lambda: {XLS: page()}),
    Shape("text with tabs named .xls", "SheetJS 617", lambda: {XLS: text(sep="\t")}),
    Shape("a CSV named .xlsx", "tealeg/xlsx 303", lambda: {XLSX: text()}),
    Shape("an .xlsx named .xls", "CsvHelper.Excel 50", lambda: {XLS: workbook()}),
    Shape(
        "XML of Excel 2003 named .xls",
        "xlrd 188",
        lambda: {XLS: _xml_of_2003()},
        says=(("tệp", "mở bằng phần mềm bảng tính rồi lưu dạng .xlsx"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "a workbook that lost its end in the mail",
        "office-ribbonx-editor 150",
        lambda: {XLSX: workbook()[:-400]},
        says=(("tệp", "Tệp hỏng, không đọc được"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "a workbook under a password",
        "excelize 1877, PhpSpreadsheet 2981",
        lambda: {XLSX: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40},
        says=(("tệp", "Tệp được bảo vệ bằng mật khẩu"),),
        breaches=_LOST,
        taken=0,
    ),
    Shape(
        "a sheet named with capitals and spaces", "SheetJS", lambda: {"ds.xlsx": workbook(name=" CÔNG CHỨC  đầu mối ")}
    ),
    Shape("a sheet named Sheet1", "opendataeditor", lambda: {"ds.xlsx": workbook(name="Sheet1")}),
    Shape(
        "an .ods with a million blank rows below",
        "ExcelDataReader 357",
        lambda: {ODS: open_document(blank_rows=1_048_570)},
    ),
    Shape(
        "an .ods with spaces between its elements",
        "calamine",
        lambda: {ODS: edited(open_document(), lambda xml: re.sub(r">(?=</?table:)", ">\n  ", xml), "content.xml")},
    ),
    Shape(
        "a row added in Word under tracked changes",
        "python-docx 748",
        lambda: {
            DOCX: edited(
                document(),
                lambda xml: re.sub(
                    r"(<w:r><w:t>Vũ Thị Giang</w:t></w:r>)",
                    r'<w:ins w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z">\1</w:ins>',
                    xml,
                ),
                "word/document.xml",
            )
        },
    ),
    Shape(
        "a list in content controls of Word",
        "python-docx 757, docling 3946",
        lambda: {
            DOCX: edited(
                document(),
                lambda xml: re.sub(
                    r"<w:tr>.*?</w:tr>",
                    lambda row: f"<w:sdt><w:sdtContent>{row[0]}</w:sdtContent></w:sdt>",
                    xml,
                    flags=re.DOTALL,
                ),
                "word/document.xml",
            )
        },
    ),
    Shape(
        "lock files and those of macOS beside the list",
        "opengever.core 1702, xlsx2csv 265, pkdb 286",
        lambda: {
            CSV: text(),
            f"~${LIST}.xlsx": b"\x05Admin",
            f".~lock.{CSV}#": b"x",
            f"._{CSV}": b"\0\5\x16\7",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
        },
    ),
    Shape(
        "an archive in place of the files",
        "goodtables",
        lambda: {"ho-so.zip": b"PK\x03\x04"},
        says=(("tệp", "Đây là tệp nén"),),
        breaches=_LOST,
        taken=0,
    ),
)
