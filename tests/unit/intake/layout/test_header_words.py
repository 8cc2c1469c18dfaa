"""Headers are taken apart: numbers, brackets, a second language, short forms and the words of their dataset."""

from dataclasses import replace

import pytest

from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.layout.header_choice import find_header
from kstt_rules.intake.layout.headers import Headers, is_numbering
from kstt_rules.model.read_vocabulary import base_vocabulary

HEADERS = Headers.of(base_vocabulary())


def named(entity, *labels):
    """Return the field that the texts above a column name, or None."""
    match = HEADERS.match(entity, labels)
    return match and match.field


@pytest.mark.parametrize(
    "header",
    [
        *("Xã, thị trấn", "Xã, phường, thị trấn", "Xã/Phường/Thị trấn", "Địa phương", "Tên xã", "UBND xã", "Đơn vị xã"),
        *("Tên UBND cấp xã", "UBND các xã, thị trấn", "Tên CQ, ĐV", "Tên đơn vị hành chính", "2. ĐV", "UB xã"),
    ],
)
def test_the_column_of_units_of_a_list_of_a_district(header):
    """In every dataset that has units, and as the name in the register itself."""
    assert {named(entity, header) for entity in ("officer", "approval", "report", "change")} == {"unit"}


@pytest.mark.parametrize("header", ["Tên xã", "Xã, phường, thị trấn", "Tên UBND cấp xã"])
def test_the_register_has_the_same_headers_for_names(header):
    """There the unit is what the row is."""
    assert named("unit", header) == "name"


@pytest.mark.parametrize("header", ["Mã đơn vị", "Mã xã", "Mã số đơn vị", "Mã ĐVHC"])
def test_a_column_of_codes_is_the_one_of_units(header):
    """In the register it is the code itself."""
    assert named("officer", header) == "unit"
    assert named("unit", header) == "id"


@pytest.mark.parametrize("labels", [["Mã đơn vị", "Đơn vị"], ["Tên đơn vị", "Mã đơn vị"]])
def test_a_column_of_codes_is_none_of_units_beside_their_names(labels):
    """Names are what the row says; two columns would contradict each other."""
    sheet = Sheet("Công chức đầu mối", [1, 2], [[*labels, "Họ và tên"], ["07210", "Xã A", "Lê Văn Ba"]])
    header = find_header(sheet, "a.xlsx", HEADERS)
    assert header.columns["unit"] == next(at for at, label in enumerate(labels) if "Mã" not in label)
    assert [*header.unknown.values()] == ["Mã đơn vị"]


@pytest.mark.parametrize(
    ("entity", "header", "field"),
    [
        *(
            ("officer", form, "name")
            for form in ("1. Họ và tên", "(2) Họ và tên", "[2] Họ tên", "b) Họ tên", "II. Họ tên")
        ),
        *(
            ("officer", form, "name")
            for form in ("Họ và tên / Full name", "Họ và tên (Full name)", "Full name (Họ và tên)")
        ),
        *(
            ("officer", form, "name")
            for form in ("Họ và tên Full name", "Full name Họ và tên", "Họ và tên - Full name")
        ),
        *(("officer", form, "name") for form in ("Tên cán bộ đầu mối", "Họ tên CB đầu mối", "Họ tên CBCC", "Tên CCĐM")),
        *(("officer", form, "phone") for form in ("SĐT", "Số ĐT", "SĐT của CB", "4. SĐT/Phone", "Số điện thoại [4]")),
        ("officer", "Chức vụ/Position", "title"),
        ("officer", "Đồng chí", "name"),
        ("officer", "Email công vụ", "email"),
        ("report", "Nơi nhận báo cáo", "recipient_name"),
        ("report", "ĐV nhận BC", "recipient_name"),
        ("report", "Ngày gửi BC", "sent_on"),
        ("report", "Hạn gửi BC", "due_on"),
        ("report", "Kỳ báo cáo/Period", "period"),
        ("report", "Người ký BC", "approved_by"),
        ("approval", "Ngày QĐ", "decided_on"),
        ("approval", "Số QĐ", "decision_number"),
        ("approval", "Người ký QĐ", "signer_title"),
        ("approval", "Cơ quan ban hành QĐ", "issuer_name"),
    ],
)
def test_a_header_names_its_field_by_what_it_is_made_of(entity, header, field):
    """None of these is a form that the vocabulary lists."""
    assert named(entity, header) == field


@pytest.mark.parametrize(
    ("entity", "header"),
    [("report", "Ngày BC"), ("report", "Số báo cáo"), ("officer", "Tên"), ("officer", "Quê quán"), ("approval", "Số")],
)
def test_words_of_the_dataset_alone_name_no_field(entity, header):
    """What is left is too little to tell."""
    assert named(entity, header) is None


def test_a_header_for_two_fields_is_no_header_in_two_languages():
    """Email is the name of a field in both."""
    assert named("officer", "Đơn vị/Email") is None
    assert HEADERS.parts("officer", ("Đơn vị/Email",)) == ("unit", "email")


def test_a_part_of_a_header_may_lack_a_word_that_another_part_has():
    """The number and the day of one decision."""
    assert HEADERS.parts("approval", ("Số, ngày QĐ",)) == ("decision_number", "decided_on")


def test_running_numbers_may_be_headed_in_two_languages():
    """They are no column that was not read."""
    assert is_numbering(("TT / No.",))
    assert not is_numbering(("Tên / Name",))


def test_a_slip_of_the_pen_is_no_other_word():
    """A letter that is wrong is taken for the right one; a word that is known for something else is not."""
    assert HEADERS.like("officer", ("Điện thọai",), ()) or named("officer", "Điện thọai")
    assert HEADERS.like("officer", ("Chứcvụ",), ()).field == "title"
    assert HEADERS.like("report", ("Ngày ghi",), ()) is None


def test_a_pack_may_take_no_header_for_one_that_it_is_nearly():
    """Its word counts before the base's."""
    base = base_vocabulary()
    exact = replace(base, header_words=base.header_words.model_copy(update={"slips": False}))
    assert HEADERS.takes_slips
    assert not Headers.of(exact).takes_slips
    assert not HEADERS.without_slips.takes_slips


def test_a_short_word_with_other_marks_heads_another_column():
    """Beside headers with marks: without any, those of the word may have been left out too."""
    marked = found_columns("Đơn vị tham dự", "Nội dung", "Ngày tổ chức", "Nam", "Nữ")
    assert marked == {"unit": 0, "topic": 1, "held_on": 2}
    assert found_columns("Don vi tham du", "Noi dung", "Ngay to chuc", "Nam")["year"] == 3
    assert named("report", "Kỳ") == "period"
    assert "period" not in found_columns("Đơn vị", "Ký", "Ngày gửi", name="Báo cáo")


def found_columns(*headers, name="Tập huấn"):
    """Return the columns of the fields of a sheet with a row of headers."""
    return find_header(Sheet(name, [1], [list(headers)]), "a.xlsx", HEADERS).columns
