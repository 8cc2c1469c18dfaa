"""Rows about people: nobody, figures and totals in the place of a name, and attributes that could not be read."""

from datetime import date

import pytest
import xlsxwriter

from kstt_rules import audit
from kstt_rules.intake import read_dossier
from kstt_rules.model.nobody import is_nobody
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

UNITS = [
    ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"],
    ["215", "UBND huyện Yên Thế", "huyện", "UBND huyện", None],
    ["1", "UBND xã Đồng Kỳ", "xã", "UBND xã", "215"],
    ["2", "UBND xã Đồng Vương", "xã", "UBND xã", "215"],
]
HEADER = ["Đơn vị", "Họ và tên", "Năm sinh", "Chức vụ", "Kiêm nhiệm"]


def write(path, *rows, header=HEADER, sheet="Công chức đầu mối"):
    """Write a roster beside a register of units."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, lines in (("Đơn vị", UNITS), (sheet, [header, *rows])):
            page = workbook.add_worksheet(name)
            for row, line in enumerate(lines):
                page.write_row(row, 0, line)
    return path


def read(path, *rows, **options):
    """Return what is read of a roster."""
    return read_dossier([write(path / "so.xlsx", *rows, **options)], base_vocabulary())


def told(found):
    """Return the row and reason of every message."""
    return [(reject.row, reject.reason) for reject in found.rejects]


@pytest.mark.parametrize(
    "name",
    [
        *("Chưa bố trí", "chưa có", "Khuyết", "KHUYẾT (chờ bổ nhiệm)", "Không có", "Trống", "N/A", "n/a", "-", "–"),
        *("Chua bo tri", "(Chưa cử)", "None", "Đang khuyết", "Khong co", "Chưa bố trí."),
    ],
)
def test_words_for_nobody_are_no_person(name):
    """With or without accents, and with more behind them."""
    assert is_nobody(name)


@pytest.mark.parametrize(
    "name", ["Khổng Văn An", "Nguyễn Văn Trọng", "Trọng", "Na", "Khuê", "Chu Văn An", "Không Văn Ba"]
)
def test_names_like_words_for_nobody_are_people(name):
    """A family name such as Khổng is a name."""
    assert not is_nobody(name)


def test_a_unit_whose_list_shows_nobody_has_sent_it(tmp_path):
    """The row stands and is told; nobody is in post, so the number is broken once, and no list is missing."""
    found = read(tmp_path, ["UBND xã Đồng Kỳ", "Chưa bố trí", None, "Chủ tịch", None])
    assert told(found) == [(2, "nobody")]
    result = audit([tmp_path / "so.xlsx"], as_of=date(2022, 8, 31))
    of_list = [(item.rule, item.unit.id) for item in result.findings if item.rule.startswith("D5.1.c")]
    assert sorted(of_list) == [("D5.1.c.nobody", "2"), ("D5.1.c.two", "1")]


@pytest.mark.parametrize("word", ["Chưa bố trí", "-", "Khuyết"])
def test_nobody_beside_a_person_is_not_counted(tmp_path, word):
    """The unit has one person in post."""
    rows = [
        ["UBND xã Đồng Kỳ", "Nguyễn Văn An", None, "Chủ tịch", None],
        ["UBND xã Đồng Kỳ", word, None, "VP-TK", None],
    ]
    path = write(tmp_path / "so.xlsx", *rows)
    found = {item.rule for item in audit([path], as_of=date(2022, 8, 31)).findings if item.unit.id == "1"}
    assert {"D5.1.c.two", "D5.1.c.clerk"} <= found
    assert "D5.1.c.leader" not in found


def test_figures_totals_and_numbers_of_columns_are_no_people(tmp_path):
    """Such rows are ignored and told, and imply no unit."""
    rows = [
        ["(1)", "(5)=(3)+(4)", "[3]", None, None],
        ["UBND xã Đồng Kỳ", "1. Nguyễn Văn An", None, "Chủ tịch", None],
        ["UBND xã Đồng Vương", 0, None, 0, None],
        ["Tổng cộng", "03 người", None, None, None],
    ]
    found = read(tmp_path, *rows)
    assert told(found) == [(2, "no_person"), (4, "no_person"), (5, "no_person")]
    assert found.tables["officer"].frame["name"].tolist() == ["Nguyễn Văn An"]


@pytest.mark.parametrize("error", ["#REF!", " #N/A ", "#NAME?"])
def test_the_text_of_an_error_is_no_name(tmp_path, error):
    """As where a formula was copied as text; the row may be anybody of its unit."""
    found = read(tmp_path, ["UBND xã Đồng Kỳ", error, None, "Chủ tịch", None])
    assert told(found) == [(2, "error_cell")]
    assert found.rejects[0].units == ("1",)


@pytest.mark.parametrize(
    "junk",
    [
        *(0, 12345, "0912345678", "???", "03 người", "không rõ", "Chưa rõ họ tên", "qwrtz", "nth", "(a" * 300),
        *("(như trên)", "Xem tệp kèm", "Lan, Huệ; Mai", "Sở", "UBND xã Vô Tranh", "Phó Chủ tịch"),
        *("đã luân chuyển", "Nghỉ thai sản", "(sẽ bổ sung sau)", "VẮNG", "cán bộ văn phòng kiêm nhiệm", "x"),
    ],
)
def test_a_figure_where_a_name_should_be_makes_the_unit_doubtful(tmp_path, junk):
    """So does a text without a syllable, longer than a name, or of an office or a post alone.

    Somebody may be in post: nothing is broken for that.
    """
    found = read(
        tmp_path,
        ["UBND xã Đồng Kỳ", "Nguyễn Văn An", None, "Chủ tịch", None],
        ["UBND xã Đồng Kỳ", junk, None, "VP-TK", None],
    )
    assert told(found) == [(3, "bad_name")]
    assert found.rejects[0].units == ("1",)
    result = audit([tmp_path / "so.xlsx"], as_of=date(2022, 8, 31))
    assert not [
        item for item in result.findings if item.unit.id == "1" and item.verdict == "breach" and "5.1" in item.rule
    ]


def test_other_lists_of_people_leave_out_rows_that_name_nobody(tmp_path):
    """Nobody stands in the consolidated list."""
    header = ["Đơn vị", "Họ và tên", "Chức vụ"]
    rows = [["UBND xã Đồng Kỳ", "Khuyết", "Chủ tịch"], ["UBND xã Đồng Kỳ", "Nguyễn Văn An", "VP-TK"]]
    found = read(tmp_path, *rows, header=header, sheet="Danh sách tổng hợp")
    assert told(found) == [(2, "no_person")]
    assert found.tables["consolidated"].frame["name"].tolist() == ["Nguyễn Văn An"]


def test_a_payment_to_nobody_was_made_to_somebody(tmp_path):
    """So it is not known to whom; a line without a sum or a day is left out."""
    header = ["Đơn vị", "Họ và tên", "Kỳ hỗ trợ", "Số tiền", "Ngày chi"]
    rows = [["UBND xã Đồng Kỳ", word, "Quý I/2022", paid, None] for word, paid in (("N/A", 90_000), ("Khuyết", None))]
    found = read(tmp_path, *rows, header=header, sheet="Chi trả hỗ trợ")
    assert told(found) == [(2, "bad_name"), (3, "no_person")]
    assert [row.units for row in found.tables["payment"].unread] == [("1",)]


def test_a_note_in_the_place_of_whom_a_change_names_is_not_understood(tmp_path):
    """Somebody may have left; "không" says that nobody did."""
    header = ["Đơn vị", "Ngày thay đổi", "Người thôi làm đầu mối", "Người thay"]
    rows = [
        ["UBND xã Đồng Kỳ", "01/02/2022", "sẽ bổ sung sau", "Lê An"],
        ["UBND xã Đồng Kỳ", "02/02/2022", "không", "Lê An"],
    ]
    found = read(tmp_path, *rows, header=header, sheet="Thay đổi đầu mối")
    assert told(found) == [(2, "bad_name")]
    assert found.tables["change"].frame["officer_out"].tolist() == [None]


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("12/05/1980", 1980),
        ("5/1980", 1980),
        ("1980 (41 tuổi)", 1980),
        ("sinh năm 1980", 1980),
        ("1980", 1980),
        (1980, 1980),
        (date(1981, 5, 3), 1981),
        ("01-01-1980", 1980),
    ],
)
def test_the_year_is_taken_from_a_day_of_birth(tmp_path, cell, year):
    """However the day is written."""
    found = read(tmp_path, ["UBND xã Đồng Kỳ", "Nguyễn Văn An", cell, "Chủ tịch", None])
    assert found.tables["officer"].frame["birth_year"].tolist() == [year]
    assert told(found) == []


@pytest.mark.parametrize("junk", ["80", "không rõ", 41, 12345])
def test_an_attribute_that_cannot_be_read_never_rejects_the_person(tmp_path, junk):
    """It is unknown, and told."""
    found = read(tmp_path, ["UBND xã Đồng Kỳ", "Nguyễn Văn An", junk, "Chủ tịch", "có thể"])
    assert told(found) == [(2, "bad_year")]
    assert found.tables["officer"].frame["name"].tolist() == ["Nguyễn Văn An"]
    assert found.tables["officer"].frame["birth_year"].isna().all()
    assert found.tables["officer"].frame["concurrent"].tolist() == [None]


def test_a_year_that_tells_two_people_of_one_name_apart_must_be_read(tmp_path):
    """Otherwise they could be taken for one."""
    rows = [
        ["UBND xã Đồng Kỳ", "Nguyễn Văn An", year, title, None] for year, title in ((1980, "Chủ tịch"), ("x", "VP-TK"))
    ]
    assert told(read(tmp_path, *rows)) == [(3, "bad_year")]
    assert read(tmp_path, *rows).rejects[0].units == ("1",)
