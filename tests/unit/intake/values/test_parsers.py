"""Cells to values."""

from datetime import date

import pytest

from kstt_rules.intake.files.cells import MARK
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import (
    CellFault,
    birth_year,
    boolean_parser,
    choice_parser,
    day,
    integer,
    number,
    period,
    person_name,
    phone,
    provision,
    text,
)
from kstt_rules.model.citation import Provision
from kstt_rules.model.read_vocabulary import base_vocabulary

DATE_CELL = f"{MARK}D2022-03-31"


def reason(value):
    """Return the reason of a fault; fails for a value."""
    assert isinstance(value, CellFault), value
    return value.reason


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Sở  Y tế ", "Sở Y tế"),
        (79123.0, "79123"),
        (7, "7"),
        (1.5, "1.5"),
        (DATE_CELL, "31/03/2022"),
        (f"{MARK}B1", "có"),
        (f"{MARK}T10:30:00", "10:30:00"),
        ("–", None),
        ("…", None),
        ("\u200b", None),
        ("12/QĐ", "12/QĐ"),
    ],
)
def test_text_is_read_from_any_cell(cell, value):
    """Whole numbers lose their decimal point, and a lone dash stands for nothing."""
    assert text(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (912345678.0, "0912345678"),
        ("912345678", "0912345678"),
        ("'0912345678", "0912345678"),
        (2043854123.0, "02043854123"),
        (112345678.0, "112345678"),
        ("0204.3854.123", "0204.3854.123"),
    ],
)
def test_a_telephone_number_gets_its_lost_zero_back(cell, value):
    """Nine digits of a mobile number, ten of a landline; nothing else is completed."""
    assert phone(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1500000.0, 1_500_000),
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1.500", 1500),
        ("1.500.000,5", 1_500_000.5),
        ("1,500,000", 1_500_000),
        ("1,500,000.50", 1_500_000.5),
        ("1,500.5", 1500.5),
        ("1 500 000", 1_500_000),
        ("1.500.000 đồng", 1_500_000),
        ("1.500.000đ", 1_500_000),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("0,125", 0.125),
        ("-20", -20),
        ("-", None),
    ],
)
def test_numbers_are_read_as_vietnamese_accounting_writes_them(cell, value):
    """A dot stands after thousands and a comma before decimals; plain English forms are read too."""
    assert number(cell) == value


def test_a_comma_that_may_part_thousands_or_decimals_is_a_fault():
    """1,500 is one and a half in Viet Nam and fifteen hundred elsewhere."""
    assert reason(number("1,500")) == reason(integer("1,500")) == "ambiguous_number"


@pytest.mark.parametrize("cell", ["abc", "1.50.000", "1..5", "12 34", "5%", "9" * 400, DATE_CELL])
def test_what_is_no_number_is_a_fault(cell):
    """Nothing is read out of it."""
    assert reason(number(cell)) == "bad_number"


@pytest.mark.parametrize("cell", [1.5, "1,5", "năm", "9007199254740993"])
def test_an_integer_is_whole_and_exact(cell):
    """A fraction, a word, or a number that a frame cannot hold exactly is a fault."""
    assert reason(integer(cell)) == "bad_integer"


@pytest.mark.parametrize("cell", ["có", "Có", "X", "v", "✓", "✔\ufe0f", "ü", "Yes", "TRUE", 1.0, "đã", f"{MARK}B1"])
def test_yes_has_many_forms(cell):
    """All of them are read as true."""
    assert boolean_parser()(cell) is True


@pytest.mark.parametrize("cell", ["không", "Ko", "chưa", "no", "0", 0.0, f"{MARK}B0"])
def test_no_has_many_forms(cell):
    """All of them are read as false."""
    assert boolean_parser()(cell) is False


def test_a_column_may_have_words_of_its_own_for_yes_and_no():
    """They are compared on folded text, beside the common ones."""
    concurrent = parser_of(base_vocabulary().entity("officer").fields["concurrent"], base_vocabulary())
    assert [concurrent(cell) for cell in ("Kiêm nhiệm", "CHUYÊN TRÁCH", "x", "không")] == [True, False, True, False]
    assert reason(concurrent("phụ trách")) == "bad_boolean"


def test_neither_yes_nor_no_is_a_fault():
    """A word that says neither is not guessed; a dash says nothing."""
    assert reason(boolean_parser()("một phần")) == reason(boolean_parser()(2.0)) == "bad_boolean"
    assert boolean_parser()("-") is None


@pytest.mark.parametrize(
    "cell",
    [
        DATE_CELL,
        44651.0,
        "2022-03-31",
        "2022-03-31T10:30:00",
        "2022/3/31",
        "31/03/2022",
        "31/3/2022",
        "31-03-2022",
        "31.3.2022",
        "31 / 3 / 2022",
        "31/03/2022 10:30",
        "ngày 31/3/2022",
        "ngày 31 tháng 3 năm 2022",
        "Ngày 31 Tháng 03 Năm 2022",
        "31 thang 3 nam 2022",
    ],
)
def test_a_day_has_many_forms(cell):
    """Cells, serial numbers, ISO, day first, and words."""
    assert day(cell) == date(2022, 3, 31)


def test_the_day_stands_before_the_month():
    """Never the other way, whatever the numbers would allow."""
    assert day("03/04/2022") == date(2022, 4, 3)
    assert reason(day("04/13/2022")) == "bad_date"


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2022",
        "29/02/2021",
        "31/03/22",
        "3/2022",
        "31/03-2022",
        "20220331",
        "01/01/0022",
        "chưa gửi",
        2022.0,
        20220331.0,
        f"{MARK}T10:30:00",
        f"{MARK}B1",
        f"{MARK}D0022-03-31",
    ],
)
def test_what_is_no_day_of_the_calendar_is_a_fault(cell):
    """Impossible days, years of two digits and bare numbers are not guessed."""
    assert reason(day(cell)) == "bad_date"


@pytest.mark.parametrize(("cell", "said"), [("15/3/22", "thế kỷ"), ("15.03.21", "thế kỷ"), ("15/3", "thiếu năm")])
def test_an_incomplete_date_says_what_it_lacks(cell, said):
    """The century of a two-digit year is never certain, and a day without a year is none."""
    assert said in day(cell).message.vi


def test_periods_and_provisions_become_their_ids():
    """Whatever form they were written in."""
    assert (period("Quý I/2022"), period(2022.0), period("Đột xuất")) == ("2022-Q1", "2022", "ad-hoc")
    assert (provision("điểm a khoản 1 Điều 6"), provision("6.3.a đoạn 2"), provision(6.9)) == (
        "6.1.a",
        "6.3.a.đ2",
        "6.9",
    )


def test_bad_periods_and_provisions_are_faults():
    """So are days in their place."""
    assert reason(period("tháng 3")) == reason(period(DATE_CELL)) == "bad_period"
    assert reason(provision("kế hoạch")) == reason(provision(DATE_CELL)) == "bad_provision"


def test_months_and_half_years_are_read_where_the_calendar_has_them():
    """Elsewhere a month in the place of a quarter is a slip, by which no report may be missed."""
    assert reason(period("Tháng 3/2022")) == reason(period("6 tháng đầu năm 2022")) == "bad_period"
    kinds = {"month", "quarter", "year", "ad_hoc"}
    assert period("Tháng 3/2022", kinds=kinds) == "2022-03"
    fault = period("6 tháng đầu năm 2022", kinds=kinds)
    assert fault.message.en == ("is not a valid period; write one such as Tháng 3/2022, Quý I/2022, Năm 2022, Đột xuất")


def test_a_provision_that_was_put_in_later_is_read_where_the_pack_has_it():
    """A cell 6.1f or 6.1.f is a slip, and no rule may be judged by it, unless the pack holds such a provision."""
    assert reason(provision("6.1f")) == reason(provision("điểm f khoản 1 Điều 6")) == "bad_provision"
    listed = [Provision.parse("6.1f")]
    assert provision("khoản 1F Điều 6", listed=listed) == "6.1f"
    assert reason(provision("6.1e", listed=listed)) == "bad_provision"


def test_a_provision_that_the_regulation_does_not_have_is_a_slip():
    """What contains one that it has is none, nor what lies within one."""
    listed = [Provision.parse(text) for text in ("6.5.b", "9.3")]
    found = [provision(text, listed=listed) for text in ("6.5.b", "Điều 6", "khoản 5 Điều 6", "9.3.a", "9.3.a.đ1")]
    assert found == ["6.5.b", "6", "6.5", "9.3.a", "9.3.a.đ1"]
    strange = [provision(text, listed=listed) for text in (".5.b", "6.5.a", "65.b", "9.1")]
    assert [*map(reason, strange)] == ["bad_provision"] * 4


def test_a_number_cell_cannot_tell_clause_1_from_clause_10():
    """A spreadsheet makes 6.1 of 6.10."""
    assert reason(provision(6.1)) == "ambiguous_provision"


@pytest.mark.parametrize("cell", ["Lãnh đạo đơn vị", "LÃNH ĐẠO", "unit_leader", "Unit leader", "lanh dao co quan"])
def test_a_choice_is_read_by_id_label_or_other_form(cell):
    """Compared on folded text."""
    assert choice_parser(base_vocabulary().choices["role"])(cell) == "unit_leader"


def test_an_unknown_choice_is_a_fault_that_names_the_allowed_ones():
    """In both languages."""
    fault = choice_parser(base_vocabulary().choices["tier"])("liên xã")
    assert reason(fault) == "bad_choice"
    assert (fault.message.vi, fault.message.en) == (
        "cần ghi một trong: tỉnh, huyện, xã",
        "choose one of: province, district, commune",
    )


def test_several_choices_are_read_in_the_order_of_the_vocabulary():
    """From a list with ; or , between; one that is unknown is a fault."""
    parse = choice_parser(base_vocabulary().choices["tier"], several=True)
    assert parse("xã; tỉnh") == ("tinh", "xa")
    assert parse(";") is None
    assert reason(parse("xã; thôn")) == "bad_choice"


@pytest.mark.parametrize(
    ("cell", "name", "year"),
    [
        ("Nguyễn Văn A (1980)", "Nguyễn Văn A", 1980),
        ("Nguyễn Văn A - 1980", "Nguyễn Văn A", 1980),
        ("Nguyễn Văn A – 1980", "Nguyễn Văn A", 1980),
        ("Nguyễn Văn A, sinh năm 1980", "Nguyễn Văn A", 1980),
        ("Nguyễn Văn A (SN 1980)", "Nguyễn Văn A", 1980),
        ("Nguyễn Văn A (sn: 2001)", "Nguyễn Văn A", 2001),
        ("Nguyễn Văn A", "Nguyễn Văn A", None),
        ("Nguyễn Văn A 1980", "Nguyễn Văn A 1980", None),
        ("Nguyễn Văn A (80)", "Nguyễn Văn A (80)", None),
        ("(1980)", "(1980)", None),
        (1980.0, "1980", None),
        ("-", None, None),
    ],
)
def test_a_year_of_birth_behind_a_name_is_not_part_of_it(cell, name, year):
    """In brackets or behind a dash or comma."""
    assert (person_name(cell), birth_year(cell)) == (name, year)


@pytest.mark.parametrize(("cell", "expected"), [("E#N/A", "error_cell"), ("F=A1", "formula_not_computed")])
def test_a_cell_without_a_value_is_a_fault_in_every_field(cell, expected):
    """It is not empty."""
    for item in base_vocabulary().submitted_fields("officer").values():
        assert reason(parser_of(item, base_vocabulary())(f"{MARK}{cell}")) == expected


def test_a_number_counted_from_1904_is_a_day_four_years_later():
    """In a field for days only."""
    fields = base_vocabulary().entity("officer").fields
    cell = f"{MARK}N43189.0"
    fields = fields | {"amount": base_vocabulary().entity("payment").fields["amount"]}
    found = [parser_of(fields[name], base_vocabulary())(cell) for name in ("from_date", "amount", "name")]
    assert found == [date(2022, 3, 31), 43189.0, "43189"]
