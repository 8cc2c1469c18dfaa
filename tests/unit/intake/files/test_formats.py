"""What files of other formats hold, and what an .xlsx says beside its values."""

import io
import zipfile
from datetime import date, datetime

import docx
import pytest
import xlsxwriter

from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.cells import MARK, Merge
from kstt_rules.intake.files.html_tables import html_tables
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Từ ngày"]
ROW = ["Sở Y tế", "An", "Giám đốc", "31/03/2022"]
PAGE = """<html><head><meta charset="utf-8"><style>td {x}</style></head><body><p>Danh sách</p><table>
<tr><th rowspan=2>Đơn vị</th><th colspan=2>Cán bộ</th></tr><tr><th>Họ và<br>tên</th><th>Chức
vụ</th></tr>
<tr><td rowspan="2">Sở Y tế</td><td>An &amp; Ba<td>Giám đốc</tr>
<tr><td>Ca</td><td><table><tr><td>trong</td></tr></table></td></tr></table></body></html>"""


def read(path):
    """Return what one file holds."""
    with start_reading([path]) as reading:
        (content,) = reading.result()
    return content


def officers(path):
    """Return the officers of a file, and the reasons of what was not taken or is said."""
    dossier = read_dossier([path], VOCABULARY)
    frame = dossier.tables["officer"].frame
    found = [tuple(row) for row in frame.reindex(columns=["unit", "name", "role", "from_date"]).values.tolist()]
    return found, [(reject.row, reject.reason) for reject in dossier.rejects]


def write(path, fill, **options):
    """Write a workbook with a sheet of officers."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", **options}) as book:
        sheet = book.add_worksheet("Công chức đầu mối")
        sheet.write_row(0, 0, HEADER)
        fill(sheet, book)
    return path


def write_word(path, rows, merge=None):
    """Write a document with a letterhead and a table."""
    document = docx.Document()
    document.add_table(1, 2).cell(0, 0).text = "UBND TỈNH"
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    if merge:
        table.cell(*merge[0]).merge(table.cell(*merge[1]))
    document.save(str(path))
    return path


# -- Word, web pages, tab-separated text


def test_the_tables_of_a_document_are_sheets(tmp_path):
    """The letterhead is none, and stands above the next as the texts between them do."""
    path = write_word(tmp_path / "Danh sách công chức đầu mối.docx", [HEADER, ROW])
    (sheet,) = read(path).sheets
    assert (sheet.name, sheet.rows) == ("Bảng 1", [["UBND TỈNH"], HEADER, ROW])
    assert officers(path)[0] == [("so-y-te", "An", "unit_leader", datetime.fromisoformat("2022-03-31"))]


def test_merged_cells_of_a_document_are_told(tmp_path):
    """The text stands in the first of them."""
    path = write_word(tmp_path / "a.docx", [HEADER, ["Sở A", "An", "", ""], ["", "Ba", "", ""]], ((1, 0), (2, 0)))
    (sheet,) = read(path).sheets
    assert sheet.merges == {3: [Merge(3, 0, 4, 0)]}
    assert [row[0] for row in sheet.rows] == ["UBND TỈNH", "Đơn vị", "Sở A", None]


def test_a_document_without_a_table_is_a_reject(tmp_path):
    """A letter holds nothing that is read, and says so."""
    document = docx.Document()
    document.add_paragraph("Kính gửi: Sở Y tế")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").fault == "no_table"


def test_a_web_page_under_the_name_of_a_workbook_is_read(tmp_path):
    """Its cells that span others are told as merged."""
    (tmp_path / "a.xls").write_text(PAGE, encoding="utf-8")
    outer, inner = read(tmp_path / "a.xls").sheets
    assert outer.rows == [
        ["Danh sách"],
        ["Đơn vị", "Cán bộ"],
        [None, "Họ và\ntên", "Chức vụ"],
        ["Sở Y tế", "An & Ba", "Giám đốc"],
        [None, "Ca"],
    ]
    assert outer.merges == {2: [Merge(2, 0, 3, 0), Merge(2, 1, 2, 2)], 4: [Merge(4, 0, 5, 0)]}
    assert inner.rows == [["trong"]]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        "<tr><td>a<td>b<tr><td>c<td>d",
        "<tr><td>a</td><td>b</td></tr><td>c</td><td>d</td></tr>",
        "<td>a<td>b</tr><td>c<td>d",
        "<thead><td>a<td>b<tbody><td>c<td>d",
    ],
)
@pytest.mark.parametrize("end", ["</table>", "</table></body>", ""])
def test_rows_and_cells_need_neither_beginning_nor_end(rows, end):
    """A page that breaks off holds all that stands before."""
    assert [table.rows for table in html_tables(f"<table>{rows}{end}")] == [[["a", "b"], ["c", "d"]]]


@pytest.mark.parametrize(
    "page",
    [
        "<h3>Sở  Y\ntế</h3><p>Quý <b>I</b></p><table><tr><td>a</table>",
        "Sở Y tế<br>Quý I<table><tr><td>a</table><p> </p>",
        "<div>Sở Y tế</div><table></table><table><caption>Quý I</caption><tr><td>a</table>",
        "<table>Sở Y tế<tr>Quý I<td>a",
    ],
)
def test_texts_above_a_table_stand_in_its_first_rows(page):
    """They may name the unit or the period."""
    assert [table.rows for table in html_tables(page)] == [[["Sở Y tế"], ["Quý I"], ["a"]]]


def test_texts_below_the_last_table_stand_in_its_last_rows():
    """Those between two tables stand above the second."""
    page = "<table><tr><td>a</table>Quý I<table><tr><td>b</table><p>Ghi chú<table></table>Nơi nhận"
    assert [table.rows for table in html_tables(page)] == [[["a"]], [["Quý I"], ["b"], ["Ghi chú"], ["Nơi nhận"]]]


@pytest.mark.parametrize("page", ["<table>", "<td>x", "</table></td>", "<table></td></table><tr>", "<p>x</p>", "<"])
def test_a_page_without_a_table_has_none(page):
    """Whatever tags it has."""
    assert html_tables(page) == []


def test_a_page_with_too_many_cells_is_refused():
    """Before they are made."""
    with pytest.raises(ValueError, match="too many"):
        html_tables("<table><tr>" + "<td rowspan=1000 colspan=1000>x" * 3)


def test_a_web_page_without_a_table_is_a_reject(tmp_path):
    """So is a page packed as a mail."""
    (tmp_path / "a.xls").write_text("<html><p>x</p></html>", encoding="utf-8")
    (tmp_path / "b.xls").write_text("MIME-Version: 1.0\n\nx", encoding="utf-8")
    assert [read(tmp_path / name).fault for name in ("a.xls", "b.xls")] == ["web_page", "web_page"]


def test_tabs_divide_text_of_any_extension(tmp_path):
    """Commas inside cells do not."""
    (tmp_path / "a.tsv").write_text("Đơn vị\tHọ và tên\nSở A\tAn, Ba\n", encoding="utf-8")
    assert read(tmp_path / "a.tsv").sheets[0].rows == [["Đơn vị", "Họ và tên"], ["Sở A", "An, Ba"]]


# -- what an .xlsx says beside its values


def test_errors_and_formulas_without_a_result_are_not_empty(tmp_path):
    """What stands in the cell is told, and its day is open; a formula whose result is empty text is empty."""

    def fill(sheet, book):
        for row, cells in enumerate((ROW, ROW, ROW, ROW), start=1):
            sheet.write_row(row, 0, [cells[0], f"A{row}", *cells[2:]])
        sheet.write_formula("D2", "=NA()", None, "#N/A")
        sheet.write_formula("D3", '=VLOOKUP(A3,"x",1)', None, "")
        sheet.write_formula("C4", '=IF(A4="","x","")', None, "")
        sheet.write_formula("C5", '="Giám "&"đốc"', None, "Giám đốc")

    path = write(tmp_path / "a.xlsx", fill)
    content = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    fixed = content.replace(b'<c r="C4"><f>', b'<c r="C4" t="str"><f>')
    path.write_bytes(repacked(path.read_bytes(), "xl/worksheets/sheet1.xml", fixed))
    found, reasons = officers(path)
    posts = [("A1", "unit_leader"), ("A2", "unit_leader"), ("A3", None), ("A4", "unit_leader")]
    assert [row[1:3] for row in found] == posts
    assert reasons == [(2, "error_cell"), (3, "formula_not_computed")]
    rejects = read_dossier([path], VOCABULARY).rejects
    assert ["#N/A" in rejects[0].message.vi, "=VLOOKUP(A3" in rejects[1].message.vi] == [True, True]


def repacked(data, member, content):
    """Return an archive with one of its members replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, content if name == member else archive.read(name))
    return target.getvalue()


def test_an_error_beyond_the_last_value_is_seen(tmp_path):
    """A cell that holds only an error may lie outside of what calamine counts."""

    def fill(sheet, book):
        sheet.write_formula("F4", "=1/0", None, "#DIV/0!")

    (sheet,) = read(write(tmp_path / "a.xlsx", fill)).sheets
    assert dict(zip(sheet.numbers, sheet.rows, strict=True))[4] == [None] * 5 + [f"{MARK}E#DIV/0!"]


def test_hidden_parts_are_read_and_told(tmp_path):
    """Only those that hold anything."""

    def fill(sheet, book):
        sheet.write_row(1, 0, ROW)
        sheet.write_row(2, 0, ["Sở Y tế", "Ba"])
        for row in (2, 9):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column("D:F", None, None, {"hidden": True})

    found, reasons = officers(write(tmp_path / "a.xlsx", fill))
    assert [row[1] for row in found] == ["An", "Ba"]
    assert reasons == [(None, "hidden_columns"), (None, "hidden_rows")]
    messages = [reject.message.en for reject in read_dossier([tmp_path], VOCABULARY).rejects]
    assert messages == ["Hidden columns were read (1): D.", "Hidden rows were read (1): 3."]


def test_a_hidden_sheet_with_data_is_read_and_told(tmp_path):
    """One without is passed over."""

    def fill(sheet, book):
        sheet.write_row(1, 0, ROW)
        sheet.hide()
        book.add_worksheet("Khác").write(0, 0, "x")
        book.get_worksheet_by_name("Khác").activate()

    found, reasons = officers(write(tmp_path / "a.xlsx", fill))
    assert [row[1] for row in found] == ["An"]
    assert (None, "hidden_sheet") in reasons


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_are_counted_from_1900_or_1904(tmp_path, is_1904):
    """As dates, and as bare serial numbers or their text, which mean another day in each."""
    serial = (date(2022, 3, 31) - (date(1904, 1, 1) if is_1904 else date(1899, 12, 30))).days

    def fill(sheet, book):
        sheet.write_row(1, 0, [*ROW[:3], serial])
        sheet.write_row(2, 0, ["Sở Y tế", "Ba", "Giám đốc", datetime.fromisoformat("2022-03-31")])
        sheet.write_row(3, 0, ["Sở Y tế", "Ca", "Giám đốc"])
        sheet.write_string(3, 3, str(serial))

    path = write(tmp_path / "a.xlsx", fill, date_1904=is_1904)
    if is_1904:
        book = zipfile.ZipFile(path).read("xl/workbook.xml")
        assert b'date1904="1"' in book
    found, reasons = officers(path)
    assert [row[3] for row in found] == [datetime.fromisoformat("2022-03-31")] * 3
    assert reasons == []


def test_numbers_of_a_workbook_from_1904_are_numbers(tmp_path):
    """Only days are moved."""

    def fill(sheet, book):
        sheet.write_row(0, 4, ["Năm sinh", "Điện thoại"])
        sheet.write_row(1, 0, [*ROW, 1980, 912345678])

    frame = read_dossier([write(tmp_path / "a.xlsx", fill, date_1904=True)], VOCABULARY).tables["officer"].frame
    assert frame[["birth_year", "phone"]].values.tolist() == [[1980, "0912345678"]]


def test_a_protected_sheet_is_read(tmp_path):
    """Protection is against typing."""

    def fill(sheet, book):
        sheet.write_row(1, 0, ROW)
        sheet.protect("secret")

    assert len(officers(write(tmp_path / "a.xlsx", fill))[0]) == 1
