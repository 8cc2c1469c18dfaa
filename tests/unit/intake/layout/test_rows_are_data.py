"""Rows that fill the columns of a table are data; a sheet is a dataset only where that is clear."""

import pytest
from layouts.grid import Grid
from layouts.reading import read

NAMES = "Công chức đầu mối"


def roster(*rows, name=NAMES, file="a.xlsx"):
    """Read rows as one sheet beside the register."""
    return read(Grid(name, [list(row) for row in rows]), file=file)


def people(found):
    """Return the names of the officers, in the order of the alphabet."""
    return sorted(found.dossier.tables["officer"].frame["name"])


def test_a_roster_in_capitals_is_no_signature():
    """Though each title is one that stands below lists."""
    rows = [("SỞ Y TẾ", "NGUYỄN VĂN AN", "THỦ TRƯỞNG CƠ QUAN"), ("SỞ TƯ PHÁP", "TRẦN THỊ BÌNH", "KT. GIÁM ĐỐC")]
    assert people(roster(("Đơn vị", "Họ và tên", "Chức vụ"), *rows)) == ["NGUYỄN VĂN AN", "TRẦN THỊ BÌNH"]


@pytest.mark.parametrize("title", ["KT. GIÁM ĐỐC", "TM. BAN LÃNH ĐẠO", "XÁC NHẬN", "Người lập biểu", "TỔNG SỐ"])
def test_what_a_cell_begins_with_makes_no_row_furniture(title):
    """The columns that no row can be without are filled."""
    rows = [("Sở Y tế", "Nguyễn Văn An", title), ("Sở Tư pháp", "Trần Thị Bình", "Giám đốc")]
    assert people(roster(("Đơn vị", "Họ và tên", "Chức vụ"), *rows)) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_row_of_a_known_unit_below_signatures_is_data():
    """Names side by side are signatures."""
    head, first = ("Đơn vị", "Họ và tên", "Chức vụ"), ("Sở Y tế", "Nguyễn Văn An", "Giám đốc")
    below = [("NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"), ("Lê Văn Lập", None, "Vũ Thị Trưởng")]
    assert people(roster(head, first, *below)) == ["Nguyễn Văn An"]
    assert people(roster(head, first, *below, ("Sở Tư pháp", "Trần Thị Bình")))[-1] == "Trần Thị Bình"


@pytest.mark.parametrize(
    "numbers",
    [("(1)", "(2)", "(3)", "(4)=(2)+(3)"), ("[1]", "[2]", "[3]", "[4]"), (1, 2, 3, 4), ("A", "B", 1, "2=1")],
)
def test_numbers_of_columns_are_no_row(numbers):
    """Plain, in brackets or computed."""
    rows = [("STT", "Đơn vị", "Họ và tên", "Chức vụ"), numbers, (1, "Sở Y tế", "Nguyễn Văn An", "Giám đốc")]
    found = roster(*rows)
    assert people(found) == ["Nguyễn Văn An"]
    assert found.tables[0].ignored["numbering"] == 1


def test_a_list_of_people_is_no_list_of_focal_officers():
    """Unless file, sheet, title or a column of that list alone say so."""
    rows = [("Đơn vị", "Họ và tên", "Chức vụ", "Điện thoại"), ("Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678")]
    unnamed = roster(*rows, name="Sheet1", file="danh-ba.xlsx")
    assert "officer" not in unnamed.dossier.tables
    assert [reject.reason for reject in unnamed.dossier.rejects] == ["ambiguous_sheet"]
    assert people(roster(*rows, name="Sheet1", file="cong-chuc-dau-moi.xlsx")) == ["Nguyễn Văn An"]
    assert people(roster(("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",), *rows, name="Sheet1")) == ["Nguyễn Văn An"]


def test_a_sheet_that_explains_columns_is_no_table():
    """Names of fields with what each means stand like a table on its side."""
    rows = [("Đơn vị", "ghi tên đầy đủ"), ("Kỳ báo cáo", "quý hoặc năm"), ("Ngày gửi", "ngày ghi trên dấu bưu điện")]
    found = roster(*rows, name="Giải thích")
    assert "report" not in found.dossier.tables


def test_rows_that_differ_in_a_column_that_was_not_read_are_two():
    """Running numbers tell nothing apart."""
    head, row = ("STT", "Đơn vị", "Họ và tên", "Chức vụ", "Tổ"), ("Sở Y tế", "Nguyễn Văn An", "Chuyên viên")
    assert people(roster(head, (1, *row, "một"), (2, *row, "hai"))) == ["Nguyễn Văn An"] * 2
    assert people(roster(head, (1, *row, "một"), (2, *row, "một"))) == ["Nguyễn Văn An"]


def test_a_column_of_districts_tells_communes_of_one_name_apart():
    """The communes are the units; without theirs, the districts are."""
    head = ("Huyện, thành phố", "Xã, thị trấn", "Họ và tên", "Chức vụ")
    rows = [
        ("Yên Thế", "Phúc Sơn", "An Văn An", "Chủ tịch"),
        ("UBND huyện Tân Yên", "Phúc Sơn", "Ba Văn Ba", "Chủ tịch"),
    ]
    frame = roster(head, *rows).dossier.tables["officer"].frame
    assert sorted(zip(frame["unit"], frame["name"], strict=True)) == [("x1", "An Văn An"), ("x2", "Ba Văn Ba")]
    districts = roster(("Huyện", *head[2:]), ("Yên Thế", "An Văn An", "Chủ tịch")).dossier.tables["officer"].frame
    assert districts["unit"].tolist() == ["215"]
