"""Several people in one cell: rows of their own where their titles divide alike, else a row that could not be read."""

from datetime import date

import pytest
import xlsxwriter

from kstt_rules import audit
from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

UNITS = [["Mã đơn vị", "Tên đơn vị", "Loại"], ["1", "UBND xã Đồng Kỳ", "UBND xã"], ["2", "UBND xã Tam Tiến", "UBND xã"]]
HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Điện thoại"]


def write(path, *rows):
    """Write a roster of one commune beside a register."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, lines in (("Đơn vị", UNITS), ("Công chức đầu mối", [HEADER, *rows])):
            page = workbook.add_worksheet(name)
            for row, line in enumerate(lines):
                page.write_row(row, 0, line)
    return path


def officers(path, *rows):
    """Return the names and titles that are read, and the reasons of all messages."""
    found = read_dossier([write(path / "so.xlsx", *rows)], base_vocabulary())
    table = found.tables["officer"].frame
    pairs = [*zip(table["name"], table["title"], strict=True)] if len(table) else []
    return sorted(pairs), [(item.reason, item.units) for item in found.rejects]


TWO = [("Nguyễn Văn An", "Chủ tịch"), ("Trần Thị Bình", "VP-TK")]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        ("Nguyễn Văn An\nTrần Thị Bình", "Chủ tịch\nVP-TK"),
        ("1. Nguyễn Văn An\n2. Trần Thị Bình", "1. Chủ tịch\n2. VP-TK"),
        ("- Nguyễn Văn An\n- Trần Thị Bình", "- Chủ tịch\n- VP-TK"),
        ("Nguyễn Văn An; Trần Thị Bình", "Chủ tịch; VP-TK"),
        ("1. Nguyễn Văn An 2. Trần Thị Bình", "1. Chủ tịch 2. VP-TK"),
        ("1) Nguyễn Văn An\n2) Trần Thị Bình", "Chủ tịch;VP-TK"),
        ("+ Nguyễn Văn An\n+ Trần Thị Bình\n", "+ Chủ tịch\n+ VP-TK"),
    ],
)
def test_people_in_one_cell_are_officers_of_their_own(tmp_path, names, titles):
    """By line, number, dash or ";", and their titles with them."""
    assert officers(tmp_path, ["UBND xã Đồng Kỳ", names, titles, None]) == (TWO, [])


def test_each_is_cited_with_the_cell_that_holds_all(tmp_path):
    """The unit has exactly two, in their roles, and nothing is found against it."""
    path = write(tmp_path / "so.xlsx", ["UBND xã Đồng Kỳ", "Nguyễn Văn An\nTrần Thị Bình", "Chủ tịch\nVP-TK", None])
    rules = {item.rule for item in audit([path], as_of=date(2022, 8, 31)).findings if item.unit.id == "1"}
    assert not [rule for rule in rules if rule.startswith("D5.1.c")]


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        ("Nguyễn Văn An\nTrần Thị Bình", "Chủ tịch"),
        ("Nguyễn Văn An\nTrần Thị Bình", "Phó Chủ\ntịch"),
        ("Nguyễn Văn An\nTrần Thị Bình", "Văn phòng - Thống kê"),
        ("Nguyễn Văn An\nTrần Thị Bình\nLê Văn Cường", "Chủ tịch\nVP-TK"),
        ("Nguyễn Văn An\nGiàng Thị Bình", "Chủ tịch\nVP-TK"),
        ("Nguyễn Văn An và Trần Thị Bình", "Chủ tịch, VP-TK"),
    ],
)
def test_people_whose_titles_do_not_divide_alike_make_the_unit_doubtful(tmp_path, names, titles):
    """So do cells that may hold several."""
    row = ["UBND xã Đồng Kỳ", names, titles, None]
    assert officers(tmp_path, row) == ([], [("unsplit_cell", ("1",))])
    found = audit([tmp_path / "so.xlsx"], as_of=date(2022, 8, 31)).findings
    assert not [item for item in found if item.unit.id == "1" and item.verdict == "breach" and item.rule[:4] == "D5.1"]


@pytest.mark.parametrize(
    ("names", "most"),
    [
        ("Nguyễn Văn An\nTrần Thị Bình\nLê Văn Cường", 3),
        ("Nguyễn Văn An\nGiàng Thị Bình", 2),
        ("Nguyễn Văn An; Chưa bố trí; Lê Văn Cường, Trần Thị Bình", 4),
    ],
)
def test_a_cell_that_does_not_divide_may_be_as_many_people_as_it_may_name(tmp_path, names, most):
    """Nothing is known of them but their unit: a count of the unit's officers is open up to all of them."""
    path = write(tmp_path / "so.xlsx", ["UBND xã Đồng Kỳ", names, "Chủ tịch", "0912345678"])
    [row] = read_dossier([path], base_vocabulary()).tables["officer"].unread
    assert row.rows == most
    assert {name for name, value in row.values.items() if value is not None} == {"unit"}
    assert not {"name", "title", "role", "phone"} & row.values.keys()


def test_it_is_told_once_with_its_cell(tmp_path):
    """Though its row's other cells say nothing of anybody either."""
    path = write(tmp_path / "so.xlsx", ["UBND xã Đồng Kỳ", "Nguyễn Văn An\nLê Văn Cường", "Chủ tịch", "0912345678"])
    [told] = read_dossier([path], base_vocabulary()).rejects
    assert told.cells == ("B2",)
    assert str(told.message.vi).count("nhiều người") == 1


def test_days_and_marks_are_each_ones_own_where_they_stand_in_as_many_lines(tmp_path):
    """One day for all is everybody's."""
    lines = [["Đơn vị", "Họ và tên", "Chức vụ", "Từ ngày", "Phụ trách Một cửa"]]
    lines += [["UBND xã Đồng Kỳ", "Nguyễn Văn An\nTrần Thị Bình", "Chủ tịch\nVP-TK", "01/02/2022", "có\nkhông"]]
    lines += [["UBND xã Đồng Kỳ", "Lê Văn Cường\nVũ Thị Dung", "Chủ tịch\nVP-TK", "01/03/2022\n02/03/2022", "có"]]
    with xlsxwriter.Workbook(str(tmp_path / "so.xlsx")) as workbook:
        for name, rows in (("Đơn vị", UNITS), ("Công chức đầu mối", lines)):
            page = workbook.add_worksheet(name)
            for row, line in enumerate(rows):
                page.write_row(row, 0, line)
    frame = read_dossier([tmp_path / "so.xlsx"], base_vocabulary()).tables["officer"].frame.set_index("name")
    assert frame["from_date"].dt.day.to_dict() == {
        "Nguyễn Văn An": 1,
        "Trần Thị Bình": 1,
        "Lê Văn Cường": 1,
        "Vũ Thị Dung": 2,
    }
    assert frame["in_charge_of_one_stop"].to_dict() == {
        "Nguyễn Văn An": True,
        "Trần Thị Bình": False,
        "Lê Văn Cường": True,
        "Vũ Thị Dung": True,
    }


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Nguyễn Văn\nAn", "Nguyễn Văn An"),
        ("Nguyễn Văn An, ThS.", "Nguyễn Văn An, ThS."),
        ("Nguyễn Văn An (1980)", "Nguyễn Văn An"),
        ("1. Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ông Nguyễn Văn An", "Ông Nguyễn Văn An"),
        ("Nguyễn Văn An\n", "Nguyễn Văn An"),
    ],
)
def test_one_person_stays_one(tmp_path, cell, name):
    """A name on two lines, a degree behind it or a year are no second person."""
    assert officers(tmp_path, ["UBND xã Đồng Kỳ", cell, "Chủ tịch", None]) == ([(name, "Chủ tịch")], [])


def test_details_that_do_not_divide_are_unknown(tmp_path):
    """One telephone is not both people's."""
    path = write(
        tmp_path / "so.xlsx", ["UBND xã Đồng Kỳ", "Nguyễn Văn An\nTrần Thị Bình", "Chủ tịch\nVP-TK", "0912345678"]
    )
    assert read_dossier([path], base_vocabulary()).tables["officer"].frame["phone"].tolist() == [None, None]
