"""The result as a workbook."""

import tempfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from result_factory import finding, result, undecided, undetermined
from units_factory import units_of_a_district

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs import workbook
from kstt_rules.outputs.read import xlsx
from kstt_rules.outputs.read.xlsx import render
from kstt_rules.outputs.visible import MAX_CELL
from kstt_rules.outputs.workbook import Book, BookCell, Heading


def opened(audited, language="vi"):
    """Return a result as a workbook that was written and read again."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return openpyxl.load_workbook(stream)


def records(sheet):
    """Return the rows of a table as dicts by header."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def book(stream):
    """Return an empty book."""
    return Book(stream, title="t", day=date(2022, 3, 31), language="en")


def test_a_workbook_of_many_findings_holds_the_same_and_leaves_no_file(monkeypatch, tmp_path):
    """Its rows are kept on disk until it is written; nothing of it stays there."""
    audited = result(findings=tuple(finding(unit=UnitRef(f"u{number}", f"Sở {number}")) for number in range(3)))
    usual = opened(audited)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(xlsx, "_MOST_HELD", 2)
    large = opened(audited)
    for one, other in zip(usual, large, strict=True):
        assert [*one.iter_rows(values_only=True)] == [*other.iter_rows(values_only=True)]
        assert (one.freeze_panes, one.auto_filter.ref, one.print_area) == (
            *(other.freeze_panes, other.auto_filter.ref, other.print_area),
        )
    assert not [*tmp_path.iterdir()]


def test_sheets_are_named_in_the_language():
    """The workbook has its sheets in either language."""
    assert opened(result()).sheetnames == [
        "Tổng hợp",
        "Chi tiết",
        "Chưa đủ căn cứ kết luận",
        "Theo điều khoản",
        "Tệp đã nộp",
        "Dữ liệu không tiếp nhận",
        "Lưu ý",
        "Theo đơn vị",
    ]
    assert opened(result(), "en").sheetnames == [
        "Summary",
        "Findings",
        "Undetermined",
        "By provision",
        "Files submitted",
        "Data not accepted",
        "Notices",
        "By unit",
    ]


def test_the_summary_says_what_was_applied_and_counted():
    """The first sheet holds the day, the pack and the counts of the seven outcomes."""
    cells = [tuple(row) for row in opened(result())["Tổng hợp"].iter_rows(values_only=True)]
    for row in [
        ("Tính đến ngày", "31/03/2022"),
        ("Gói quy tắc", "bac-giang-2021 0.1.0"),
        ("Chưa đủ căn cứ", 1),
        ("Đạt", 7),
        ("Cần xem xét", 0),
    ]:
        assert row in cells


def test_each_finding_is_one_row():
    """The findings stand in their order with message and full citation."""
    rows = records(opened(result())["Chi tiết"])
    assert [row["Mã quy tắc"] for row in rows] == ["D5.1.a.max", "D5.3.a.concurrent"]
    assert rows[0]["Diễn giải"] == "Sở Y tế có 4 công chức đầu mối, quá 3."
    assert rows[0]["Viện dẫn đầy đủ"] == "điểm a khoản 1 Điều 5"


def test_provisions_rejects_inputs_and_notices_have_their_sheets():
    """Every part of the result has a table; a provision without rules has its reason and no counts."""
    sheets = opened(result())
    unchecked, checked, _ = records(sheets["Theo điều khoản"])
    assert (unchecked["Tình trạng"], unchecked["Vi phạm"]) == ("Không kiểm tra", None)
    assert unchecked["Lý do"] == "Quy định về phạm vi, không đặt ra nghĩa vụ."
    assert (checked["Điều khoản"], checked["Vi phạm"], checked["Đạt"]) == ("Điểm a khoản 1 Điều 5", 1, 3)
    [reject] = records(sheets["Dữ liệu không tiếp nhận"])
    assert (reject["Tệp"], reject["Trang tính"], reject["Dòng"]) == ("so-y-te.xlsx", "Báo cáo", 7)
    [submitted] = records(sheets["Tệp đã nộp"])
    assert [submitted[name] for name in ("Số dòng", "Tiếp nhận", "Không nhận", "Bỏ qua")] == [12, 10, 1, 1]
    [notice] = records(sheets["Lưu ý"])
    assert notice["Lưu ý"] == "Số, ngày và hiệu lực của văn bản chưa được xác định."


def test_tables_are_made_to_read_and_print():
    """A table keeps its header in view and on every page, filters, and prints across A4, as wide as the page."""
    sheet = opened(result())["Chi tiết"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:W3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'Chi tiết'!$A$1:$K$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["G2"].alignment.wrap_text


@pytest.mark.parametrize(
    ("one", "colour"),
    [
        (finding(), "FFF8CBAD"),
        (finding(severity=Severity.REVIEW), "FFFFE699"),
        (finding(severity=Severity.INFO), "FFDDEBF7"),
        (undetermined(), "FFEDEDED"),
    ],
)
def test_conclusions_are_filled_by_what_they_weigh(one, colour):
    """An outcome has a fill, and a word that says the same."""
    sheet = opened(result(findings=(one,)))["Chi tiết"]
    assert sheet["D2"].fill.fgColor.rgb == colour
    assert sheet["D2"].value == one.outcome.label.vi[0].upper() + one.outcome.label.vi[1:]


def test_what_is_undetermined_has_a_sheet_of_its_own():
    """One row for each rule and what it lacks, what concerns most subjects first: why, and what to supply."""
    shared, own = records(opened(result(undecided=(undecided(),)))["Chưa đủ căn cứ kết luận"])
    assert (own["Lý do"], own["Số lượng"], own["Đơn vị liên quan"]) == ("Dữ liệu của riêng đối tượng", 1, "Sở Y tế")
    assert list(shared.values()) == [
        "Điều 8",
        "Mức hỗ trợ thấp hơn quy định",
        "Dữ liệu chưa nộp",
        "dữ liệu công chức đầu mối",
        "Nộp bổ sung danh sách.",
        "Cần xem xét",
        2,
        "1 đơn vị",
        "D8.amount",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1}", "http://x.vn", "mailto:a@b.vn", "012", "1e5", "_x0041_", "+84", " a "]
)
def test_every_text_is_a_text(text):
    """Nothing in the data becomes a formula, a link or a number, and nothing is lost."""
    sheet = opened(result(findings=(finding(unit=UnitRef("u", text)),)))["Chi tiết"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    assert sheet["A2"].hyperlink is None


def test_control_characters_are_shown():
    """What XML cannot hold is shown, not dropped."""
    sheet = opened(result(findings=(finding(unit=UnitRef("u", "a\x00\x1b\u202eb\udce1")),)))["Chi tiết"]
    assert sheet["A2"].value == "a␀␛<U+202E>b<U+DCE1>"


@pytest.mark.parametrize(
    ("text", "length"),
    [("x" * MAX_CELL, MAX_CELL), ("x" * (MAX_CELL + 1), MAX_CELL), ("😀" * 16_400, None), ("\x00" * 40_000, MAX_CELL)],
)
def test_a_text_too_long_is_cut_with_a_mark(text, length):
    """A cell holds 32,767 UTF-16 units; more is cut where a character ends, and says so."""
    message = Bilingual(text, text)
    shown = opened(result(findings=(finding(message=message),)))["Chi tiết"]["G2"].value
    units = len(shown.encode("utf-16-le")) // 2
    assert MAX_CELL - 1 <= units <= MAX_CELL
    assert length is None or units == length
    assert shown.endswith("… [đã cắt bớt]") == (text != "x" * MAX_CELL)


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(monkeypatch):
    """A table too long for one sheet goes on under the same header."""
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    stream = BytesIO()
    one = book(stream)
    one.table("T", [Heading("h", 9)], [[BookCell(number)] for number in range(5)], 5)
    one.close()
    sheets = openpyxl.load_workbook(stream)
    assert {sheet.title: [row[0] for row in sheet.values] for sheet in sheets} == {
        "T": ["h", 0, 1],
        "T (2)": ["h", 2, 3],
        "T (3)": ["h", 4],
    }


def test_an_empty_table_is_its_header():
    """A part that holds nothing still has its sheet."""
    sheets = opened(result(findings=(), rejects=(), inputs=()))
    assert sheets["Chi tiết"].max_row == 1
    assert sheets["Dữ liệu không tiếp nhận"].max_row == 1


def test_no_clock_is_in_the_file():
    """The file's dates are the day of the audit."""
    properties = opened(replace(result(), as_of=date(2021, 12, 31))).properties
    assert properties.created == properties.modified
    assert properties.created.isoformat() == "2021-12-31T00:00:00"


def test_units_have_a_sheet_to_filter():
    """Each stands beside the one above it, with its seven counts, what it lacks, and its rows of each dataset."""
    sheet = opened(result(units=units_of_a_district()))["Theo đơn vị"]
    first, second, *_ = records(sheet)
    assert (first["Đơn vị"], first["Trực thuộc"], first["Cấp"]) == ("UBND xã Kép", "UBND huyện Lạng Giang", "Xã")
    assert [first[name] for name in ("Vi phạm", "Cần xem xét", "Chưa đủ căn cứ", "Đạt")] == [2, 0, 1, 0]
    assert (second["Chưa nhận, đa số cùng cấp đã có"], second["Số dòng: Báo cáo"]) == ("Báo cáo", None)
    assert (first["Số dòng: Báo cáo"], first["Mã đơn vị"]) == (5, "ubnd-xã-kép")
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(7, sheet.max_column).coordinate}"
    assert sheet.freeze_panes == "B2"


def test_findings_can_be_filtered_by_the_unit_above():
    """Each stands beside the one that its unit is under."""
    [record, *_] = units_of_a_district()
    [row] = records(opened(result(units=(record,), findings=(finding(unit=record.unit),)))["Chi tiết"])
    assert (row["Đơn vị"], row["Trực thuộc"]) == ("UBND xã An Hà", "UBND huyện Lạng Giang")
