"""What an .ods and an .xls say beside their values, and what a text file writes for an error."""

import io
import struct
import zipfile

import pytest
import xlwt
from compound_files import holding
from odf.opendocument import OpenDocumentSpreadsheet

from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.cells import MARK, Merge
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.intake.files.sheet_biff import scan as scan_biff
from kstt_rules.intake.files.sheet_odf import scan as scan_odf
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

VOCABULARY = base_vocabulary()
HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Từ ngày"]
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def read(path):
    """Return the sheets of one file."""
    with start_reading([path]) as reading:
        (content,) = reading.result()
    assert content.fault is None
    return content.sheets


def officers(path):
    """Return the names of the officers of a file, and what was not taken or is said."""
    dossier = read_dossier([path], VOCABULARY)
    return dossier.tables["officer"].frame["name"].tolist(), [(item.row, item.reason) for item in dossier.rejects]


def cell(text, attributes='office:value-type="string"'):
    """Return a cell of an open document."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells, attributes=""):
    """Return a row of an open document; texts become cells."""
    made = (item if item.startswith("<") else cell(item) for item in cells)
    return f"<table:table-row {attributes}>{''.join(made)}</table:table-row>"


def open_document(*rows, before="", prologue=""):
    """Return an open document with a sheet of officers."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content {NAMES}><office:body>'
        f'<office:spreadsheet>{before}<table:table table:name="Công chức đầu mối">{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    source, target = io.BytesIO(), io.BytesIO()
    OpenDocumentSpreadsheet().write(source)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, content if name == "content.xml" else archive.read(name))
    return target.getvalue()


def formula(result="", value_type=None):
    """Return a cell with a formula."""
    value = 'office:value="0"' if value_type == "float" else ""
    kind = f'office:value-type="{value_type}" {value}' if value_type else ""
    return f'<table:table-cell table:formula="of:=[.A1]" {kind}>{result}</table:table-cell>'


# -- .ods


def test_merged_cells_of_an_ods_are_told(tmp_path):
    """By the cell that spans others; cells that are repeated or covered are counted."""
    wide = '<table:table-cell table:number-columns-repeated="2"/>'
    spanning = cell(
        "Sở Y tế", 'office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="3"'
    )
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    (tmp_path / "a.ods").write_bytes(
        open_document(
            row(wide, "x", attributes='table:number-rows-repeated="3"'),
            row(wide, spanning, covered, "sau"),
            row(wide, '<table:covered-table-cell table:number-columns-repeated="3"/>', "dưới"),
        )
    )
    (sheet,) = read(tmp_path / "a.ods")
    assert sheet.merges == {4: [Merge(4, 2, 5, 4)]}
    assert sheet.rows[3:] == [[None, None, "Sở Y tế", None, None, "sau"], [None] * 5 + ["dưới"]]


def test_a_merged_unit_of_an_ods_stands_for_all_its_rows(tmp_path):
    """As in any other format."""
    unit = cell("Sở Y tế", 'office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"')
    (tmp_path / "a.ods").write_bytes(
        open_document(
            row(*HEADER), row(unit, "An", "Giám đốc"), row("<table:covered-table-cell/>", "Ba", "Chuyên viên")
        )
    )
    frame = read_dossier([tmp_path], VOCABULARY).tables["officer"].frame
    assert frame[["unit", "name"]].values.tolist() == [["so-y-te", "An"], ["so-y-te", "Ba"]]


def test_errors_and_formulas_of_an_ods_are_not_empty(tmp_path):
    """An error shows in its text whatever its type; a formula with neither type nor text was never computed."""
    new = formula("<text:p>#DIV/0!</text:p>", "string")
    noted = "<office:annotation><text:p>#N/A</text:p></office:annotation>"
    (tmp_path / "a.ods").write_bytes(
        open_document(
            row(*HEADER),
            row("Sở Y tế", "lỗi mới", "Giám đốc", new),
            row("Sở Y tế", "lỗi cũ", "Giám đốc", formula("<text:p>Err:502</text:p>", "float")),
            row("Sở Y tế", "công thức", "Giám đốc", formula()),
            row("Sở Y tế", "ghi chú", "Giám đốc", formula(noted)),
            row("Sở Y tế", "rỗng", "Giám đốc", formula("<text:p/>")),
            row("Sở Y tế", "văn bản", "Giám đốc", formula("<text:p>31/03/2022</text:p>", "string")),
        )
    )
    names, reasons = officers(tmp_path)
    assert len(names) == 6, "who may be in post is no less an officer"
    unread = "formula_not_computed"
    assert reasons == [(2, "error_cell"), (3, "error_cell"), (4, unread), (5, unread)]
    assert "=[.A1]" in read_dossier([tmp_path], VOCABULARY).rejects[2].message.vi


def test_hidden_parts_of_an_ods_are_read_and_told(tmp_path):
    """Rows that a filter hides too."""
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    rows = [
        row("Sở Y tế", name, "Giám đốc", attributes=attributes)
        for name, attributes in (
            ("An", 'table:visibility="filter"'),
            ("Ba", ""),
            ("Ca", 'table:visibility="collapse"'),
        )
    ]
    (tmp_path / "a.ods").write_bytes(open_document(columns, row(*HEADER), *rows))
    names, reasons = officers(tmp_path)
    assert (names, reasons) == (["An", "Ba", "Ca"], [(None, "hidden_columns"), (None, "hidden_rows")])
    messages = [item.message.en for item in read_dossier([tmp_path], VOCABULARY).rejects]
    assert messages == ["Hidden columns were read (1): C.", "Hidden rows were read (2): 2, 4."]


@pytest.mark.parametrize(
    ("settings", "serial"), [("", 44651), ('<table:null-date table:date-value="1904-01-01"/>', 43189)]
)
def test_the_day_zero_of_an_ods_counts(tmp_path, settings, serial):
    """For days that stand there as bare numbers."""
    number = cell(str(serial), f'office:value-type="float" office:value="{serial}"')
    before = f"<table:calculation-settings>{settings}</table:calculation-settings>"
    (tmp_path / "a.ods").write_bytes(
        open_document(row(*HEADER), row("Sở Y tế", "An", "Giám đốc", number), before=before)
    )
    frame = read_dossier([tmp_path], VOCABULARY).tables["officer"].frame
    assert frame["from_date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-03-31"]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"PK\x03\x04",
        open_document(row(formula()), prologue='<!DOCTYPE x [<!ENTITY a "#N/A">]>'),
        open_document(row(formula()) + "<"),
    ],
    ids=["empty", "cut", "entities", "no XML"],
)
def test_an_open_document_that_cannot_be_searched_says_nothing(document):
    """No entity is expanded, and no fault of the file ends the search with an error."""
    assert not scan_odf(document).sheets


# -- .xls


def write_xls(path, fill):
    """Write an .xls with a sheet of officers, its last column bare numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Công chức đầu mối")
    for column, text in enumerate(HEADER):
        sheet.write(0, column, text)
    fill(sheet, book)
    book.save(str(path))
    return path


def test_errors_and_formulas_of_an_xls_are_not_empty(tmp_path):
    """In a workbook that no program has computed, a formula holds no result."""

    def fill(sheet, _):
        for number, name in enumerate(("An", "Ba", "Ca"), start=1):
            for column, text in enumerate(("Sở Y tế", name, "Giám đốc")):
                sheet.write(number, column, text)
        sheet.row(1).set_cell_error(3, 0x2A)
        sheet.write(2, 3, xlwt.Formula("A1"))

    names, reasons = officers(write_xls(tmp_path / "a.xls", fill))
    assert (names, reasons) == (["An", "Ba", "Ca"], [(2, "error_cell"), (3, "formula_not_computed")])


def biff(*records):
    """Return the stream of a computed workbook with one sheet named S of some records, as kinds and contents."""
    start = struct.pack("<HHHHxxxxHH", 0x809, 8, 0x600, 5, 0x1C1, 0)
    sheet = struct.pack("<HHIxxBB", 0x85, 9, len(start) + 13 + 4, 1, 0) + b"S"
    body = b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in records)
    end = struct.pack("<HH", 0x0A, 0)
    return start + sheet + end + struct.pack("<HHHHxxxx", 0x809, 8, 0x600, 0x10) + body + end


def scanned(monkeypatch, *records):
    """Return what a search of a sheet finds."""
    holding(monkeypatch, "Workbook", biff(*records))
    return scan_biff(b"").sheets[0]


def test_the_result_of_a_formula_tells_what_it_is(monkeypatch):
    """An error by its code; empty or zero only where the computing was left to Excel."""

    def result(content, flags):
        return 0x06, struct.pack("<HHH", 0, 0, 0) + content + struct.pack("<HI", flags, 0)

    marks = [
        scanned(monkeypatch, result(content, flags)).marks
        for flags in (0, 3)
        for content in (
            bytes([2, 0, 7, 0, 0, 0, 255, 255]),
            bytes([3, 0, 0, 0, 0, 0, 255, 255]),
            bytes(8),
            struct.pack("<d", 5.0),
        )
    ]
    error, uncomputed = {(0, 0): ("E", "#DIV/0!")}, {(0, 0): ("F", "=?")}
    assert marks == [error, {}, {}, {}, error, uncomputed, uncomputed, {}]


def test_a_chart_within_a_sheet_is_no_part_of_it(monkeypatch):
    """Its own records end before those of the sheet do; cut ones are passed over."""
    error = 0x205, struct.pack("<HHHBB", 4, 2, 0, 0x17, 1)
    found = scanned(
        monkeypatch,
        (0x809, struct.pack("<HHxxxx", 0x600, 0x20)),
        (0x205, struct.pack("<HHHBB", 9, 9, 0, 0x17, 1)),
        (0x0A, b""),
        (0x205, b"\x01"),
        (0x205, struct.pack("<HHHBB", 5, 2, 0, 1, 0)),
        error,
    )
    assert found.marks == {(4, 2): ("E", "#REF!")}


def test_hidden_parts_of_an_xls_are_read_and_told(tmp_path):
    """As in any other format."""

    def fill(sheet, book):
        for number, name in enumerate(("An", "Ba"), start=1):
            for column, text in enumerate(("Sở Y tế", name, "Giám đốc")):
                sheet.write(number, column, text)
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True

    names, reasons = officers(write_xls(tmp_path / "a.xls", fill))
    assert (names, reasons) == (["An", "Ba"], [(None, "hidden_columns"), (None, "hidden_rows")])


@pytest.mark.parametrize("is_1904", [False, True])
def test_the_day_zero_of_an_xls_counts(tmp_path, is_1904):
    """For days that stand there as bare numbers."""

    def fill(sheet, book):
        book.dates_1904 = is_1904
        for column, value in enumerate(("Sở Y tế", "An", "Giám đốc", 43189 if is_1904 else 44651)):
            sheet.write(1, column, value)

    frame = read_dossier([write_xls(tmp_path / "a.xls", fill)], VOCABULARY).tables["officer"].frame
    assert frame["from_date"].dt.strftime("%Y-%m-%d").tolist() == ["2022-03-31"]


# -- text


@pytest.mark.parametrize("name", ["cong-chuc-dau-moi.csv", "cong-chuc-dau-moi.xls"])
def test_the_text_that_stands_for_an_error_is_one(tmp_path, name):
    """So are the signs that a program shows for a value too wide for its column; a number sign alone is text."""
    rows = [HEADER, *(["Sở Y tế", text, "Giám đốc", ""] for text in ("#REF!", "####", "An #1"))]
    page = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in cells)}</tr>" for cells in rows)
    lines = "\n".join(",".join(cells) for cells in rows)
    (tmp_path / name).write_text(lines if name.endswith("csv") else f"<table>{page}</table>", encoding="utf-8")
    assert read(tmp_path / name)[0].rows[1][1] == f"{MARK}E#REF!"
    names, reasons = officers(tmp_path / name)
    assert (names, reasons) == (["An #1"], [(2, "error_cell"), (3, "error_cell")])
