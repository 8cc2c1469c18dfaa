"""Where the table stands on a sheet, which dataset it is, and which column is which field."""

import pytest

from kstt_rules.intake.files.cells import MARK, Merge, Sheet
from kstt_rules.intake.layout.blocks import find_blocks
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.header_choice import find_header
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.sheet_table import unheaded_columns
from kstt_rules.intake.layout.take_tables import TableTaker
from kstt_rules.intake.notices import is_guide
from kstt_rules.model.read_vocabulary import base_vocabulary

HEADERS = Headers.of(base_vocabulary())
ROSTER = ["Đơn vị", "Họ và tên", "Chức vụ", "Vai trò"]


def sheet(*rows, name="Sheet1"):
    """Return a sheet with these rows, numbered from 1."""
    return Sheet(name, list(range(1, len(rows) + 1)), [list(row) for row in rows])


def found(sheet, *, file="a.xlsx"):
    """Return the header that is found; fails where none is."""
    header = find_header(sheet, file, HEADERS)
    assert isinstance(header, Header), header
    return header


def test_canonical_headers_name_their_fields():
    """By column, whatever their order."""
    header = found(sheet(["Họ và tên", "Đơn vị", "Chức vụ"], name="Công chức đầu mối"))
    assert (header.entity, header.index) == ("officer", 0)
    assert header.columns == {"name": 0, "unit": 1, "title": 2}


def test_the_header_is_found_below_title_rows():
    """Titles above it do not matter."""
    rows = [["UBND TỈNH"], ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI", None, "Cấp"], ROSTER, ["Sở A", "Nguyễn Văn A"]]
    assert found(sheet(*rows)).index == 2


@pytest.mark.parametrize(
    "written", ["HỌ VÀ TÊN", "họ tên", "Họ và\ntên", "Ho va ten", "Họ và tên (chữ in)", "Họ và tên *", "name"]
)
def test_a_header_may_be_written_in_other_ways(written):
    """Folded, as a synonym, with a remark in brackets, or as the field's id."""
    assert found(sheet(["Đơn vị", written, "Chức vụ"], name="Công chức đầu mối")).columns["name"] == 1


def test_a_sheet_without_a_known_name_is_known_by_its_headers():
    """The dataset that most of them belong to, if they are three; fewer leave open which list of people it is."""
    assert found(sheet(["Đơn vị", "Kỳ báo cáo", "Hạn gửi", "Ngày gửi"])).entity == "report"
    assert find_header(sheet(["Đơn vị", "Họ và tên"]), "a.xlsx", HEADERS) == ("consolidated", "officer", "staff")
    assert find_header(sheet(["Đơn vị", "Quê quán"]), "a.xlsx", HEADERS) == ()


def test_a_sheet_that_may_be_several_datasets_is_named_by_file_or_title():
    """Without such a word it stays open."""
    headers = ["Đơn vị", "Họ và tên", "Chức vụ", "Phòng/bộ phận"]
    assert find_header(sheet(headers), "a.xlsx", HEADERS) == ("officer", "staff")
    assert found(sheet(headers), file="cong-chuc-dau-moi.xlsx").entity == "officer"
    assert found(sheet(["Biên chế Phòng NC-KSTTHC năm 2022"], headers)).entity == "staff"


def test_the_longest_name_in_a_title_counts():
    """A consolidated list of focal officers is no list of focal officers."""
    title = "TỔNG HỢP DANH SÁCH CÔNG CHỨC ĐẦU MỐI"
    assert found(sheet([title], ROSTER)).entity == "consolidated"
    assert found(sheet([title.removeprefix("TỔNG HỢP ")], ROSTER)).entity == "officer"


def test_the_name_of_the_sheet_decides_before_its_headers():
    """Even where another dataset has more of them."""
    headers = ["Đơn vị", "Họ và tên", "Chức vụ", "Vai trò", "Kiêm nhiệm"]
    assert found(sheet(headers, name="Biên chế")).entity == "staff"


def test_columns_of_no_field_are_named_but_for_numbers_and_notes():
    """A second column for one field is none of it: the canonical header comes first."""
    header = found(sheet(["STT", "Họ tên", "Họ và tên", "Đơn vị", "Quê quán", "Ghi chú"], name="Công chức đầu mối"))
    assert header.columns == {"name": 2, "unit": 3}
    assert header.unknown == {1: "Họ tên", 4: "Quê quán"}


def test_missing_columns_are_those_that_no_row_can_be_without():
    """Required fields and the unit; a unit's code can be made of its name."""
    assert found(sheet(["Kỳ báo cáo", "Ngày gửi"], name="Báo cáo")).missing == ("unit",)
    assert found(sheet(["Tên đơn vị", "Cấp"], name="Đơn vị")).missing == ()


def test_rows_below_the_header_keep_their_numbers():
    """Those that hold nothing in a known column are left out."""
    rows = sheet(["Đơn vị", "Họ và tên", "Quê quán"], ["Sở A", "An"], [None, None, "Hà Nội"], ["Sở B"])
    rows = Sheet("Công chức đầu mối", [3, 5, 6, 9], rows.rows)
    (block,) = find_blocks(rows, "a.xlsx", HEADERS).tables
    table = TableTaker(base_vocabulary(), None).take(block).table
    assert table.numbers == [5, 9]
    assert table.columns == {"unit": ["Sở A", "Sở B"], "name": ["An", None]}
    assert (table.origin.columns, table.origin.anchor) == ({"unit": 0, "name": 1}, 1)


def test_a_column_with_values_but_no_header_is_found():
    """An empty one is not."""
    rows = sheet(["Đơn vị", None, "Họ và tên"], ["Sở A", None, "An", 5.0], name="Công chức đầu mối")
    assert unheaded_columns(found(rows), rows.rows[1:]) == [3]


def test_a_header_is_text():
    """A date or a number in a row heads nothing."""
    rows = sheet([f"{MARK}D2022-03-31", 5.0, "Đơn vị", "Họ và tên"], name="Công chức đầu mối")
    assert found(rows).columns == {"unit": 2, "name": 3}


def test_sheets_of_notes_are_known_by_their_name():
    """A sheet of another name, hidden or not, may hold data."""
    assert is_guide(Sheet("Danh mục"))
    assert not is_guide(Sheet("x", hidden=True))
    assert not is_guide(Sheet("x"))


def test_an_empty_row_may_stand_within_a_header():
    """A group of columns, a blank, and what the group holds."""
    rows = [["TT", "Họ và tên", "Liên hệ", None, "Chức vụ", "Đơn vị"], [None, None, "Điện thoại", "Email"],
            [1.0, "An", "0912345678", "a@x.vn", "Giám đốc", "Sở Y tế"]]  # fmt: skip
    header = found(Sheet("Công chức đầu mối", [1, 3, 4], rows))
    assert (header.depth, header.end) == (2, 2)
    assert header.columns == {"name": 1, "phone": 2, "email": 3, "title": 4, "unit": 5}


def test_merged_cells_over_an_empty_row_take_in_no_row_below_the_header():
    """Three rows of the sheet, of which two hold anything."""
    rows = [["TT", "Họ và tên", "Liên hệ", None, "Chức vụ", "Đơn vị"], [None, None, "Điện thoại", "Email"],
            ["1", "An", "0912345678", "a@x.vn", "Giám đốc", "Sở Y tế"]]  # fmt: skip
    merges = {1: [Merge(1, at, 3, at) for at in (0, 1, 4, 5)] + [Merge(1, 2, 1, 3)]}
    assert found(Sheet("Công chức đầu mối", [1, 3, 4], rows, merges=merges)).end == 2


def test_a_copy_of_a_sheet_bears_its_name():
    """Programs number the second sheet of one name."""
    assert found(sheet(["Đơn vị", "Họ và tên", "Chức vụ"], name="Công chức đầu mối (2)")).entity == "officer"
