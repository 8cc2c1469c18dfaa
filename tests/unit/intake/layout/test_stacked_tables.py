"""Tables one below the other on a sheet that names no dataset: each is taken where what it holds is clearly its own."""

import pytest

from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.layout.blocks import find_blocks
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.model.read_vocabulary import base_vocabulary

HEADERS = Headers.of(base_vocabulary())
REPORTS = [["Đơn vị", "Kỳ báo cáo", "Ngày gửi"], ["Sở Y tế", "Quý I/2022", "15/03/2022"]]
OFFICERS = [
    ["Họ và tên", "Chức vụ", "Phụ trách Một cửa", "Phụ trách KSTTHC"],
    ["1. Sở Y tế"],
    ["Nguyễn Văn An", "Giám đốc", "có", "không"],
]
DECISIONS = [
    ["Ngày", "Số quyết định", "Chức danh người ký", "Cơ quan ban hành"],
    ["1. Sở Y tế"],
    ["24/01/2022", "32/QĐ-UBND", "Chủ tịch", "UBND tỉnh"],
    ["1. Sở Tư pháp"],
    ["14/01/2022", "39/QĐ-UBND", "Chủ tịch", "UBND tỉnh"],
]


def tables(*rows):
    """Return the dataset of each table of a sheet, and the row of its header."""
    sheet = Sheet("Tổng hợp", list(range(1, len(rows) + 1)), [list(row) for row in rows])
    return [(block.header.entity, block.header.number) for block in find_blocks(sheet, "a.xlsx", HEADERS).tables]


def test_a_table_below_may_leave_its_unit_to_the_rows_between():
    """All its other columns show what it is."""
    assert tables(*REPORTS, *OFFICERS, *DECISIONS) == [("report", 1), ("officer", 3), ("approval", 6)]


def test_what_stands_in_the_table_below_does_not_count_for_the_one_above():
    """However short the first is."""
    assert tables(*REPORTS, *DECISIONS * 3)[0] == ("report", 1)


def test_a_slip_of_the_pen_in_a_header_below_is_taken_as_in_any_other():
    """Where the values fit."""
    assert tables(*REPORTS, ["Họ và tnê", *OFFICERS[0][1:]], *OFFICERS[1:])[1] == ("officer", 3)


@pytest.mark.parametrize(
    "header",
    [["Đơn vị", "Họ và tên", "Chức vụ"], ["Đơn vị", "Số", "Ngày"], ["Họ và tên", "Chức vụ", "Quê quán"]],
)
def test_columns_of_lists_of_all_kinds_do_not_show_what_a_table_below_is(header):
    """Three headers alone never do."""
    assert tables(*REPORTS, header, ["Nguyễn Văn An", "Giám đốc", "0912345678"]) == [("report", 1)]


def test_values_that_do_not_fit_show_no_dataset():
    """Another list may use the same words."""
    other = ["Ghi rõ", "Ghi rõ", "bắt buộc", "tùy chọn"]
    assert tables(*REPORTS, OFFICERS[0], other, other) == [("report", 1)]


def test_the_letterhead_of_the_table_below_is_no_row_of_the_one_above():
    """Though it fills the columns that a row must."""
    letterhead = [["UBND TỈNH BẮC GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    [first, _] = find_blocks(
        Sheet("Tổng hợp", [1, 2, 5, 9, 10, 11], [*REPORTS, *letterhead, *OFFICERS]), "a.xlsx", HEADERS
    ).tables
    assert first.header.entity == "report"
