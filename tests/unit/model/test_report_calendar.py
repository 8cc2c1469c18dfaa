"""Report periods, their days, and working days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kstt_rules.base.errors import UsageError
from kstt_rules.model.report_calendar import (
    DueRule,
    Period,
    PeriodError,
    WorkingCalendar,
    apply_policy,
    calendar_days,
    due_date,
    expected_periods,
    span,
)

Q1 = Period(2022, "quarter", 1)
Q4 = Period(2022, "quarter", 4)
YEAR = Period(2022, "year")
AD_HOC = Period(None, "ad_hoc")
MARCH = Period(2022, "month", 3)
HALF = Period(2022, "half_year", 1)


@pytest.fixture(scope="module")
def vietnam():
    """The public calendar without overrides."""
    return WorkingCalendar.for_vietnam()


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("Quý I/2022", Q1),
        ("Quý 1/2022", Q1),
        ("Quý 01/2022", Q1),
        ("Quí I năm 2022", Q1),
        ("Quý I, năm 2022", Q1),
        ("quý i - 2022", Q1),
        ("Quý I – 2022", Q1),
        ("Q1/2022", Q1),
        ("Q1-2022", Q1),
        ("QI/2022", Q1),
        ("2022-Q1", Q1),
        ("2022Q1", Q1),
        ("2022 Quý I", Q1),
        ("quy i/2022", Q1),
        ("BC Quý I năm 2022", Q1),
        ("Báo cáo quý 1 năm 2022.", Q1),
        ("quý IV.2022", Q4),
        ("Quarter 4/2022", Q4),
        ("Năm 2022", YEAR),
        ("nam 2022", YEAR),
        ("2022", YEAR),
        (2022, YEAR),
        (2022.0, YEAR),
        ("cả năm 2022", YEAR),
        ("Báo cáo năm 2022", YEAR),
        ("Year 2022", YEAR),
        ("Đột xuất", AD_HOC),
        ("Ðột xuất theo CV số 12", AD_HOC),
        ("báo cáo đột xuất", AD_HOC),
        ("dot xuat", AD_HOC),
        ("Ad hoc", AD_HOC),
        ("Tháng 3/2022", MARCH),
        ("thang 03 nam 2022", MARCH),
        ("BC tháng 3 - 2022", MARCH),
        ("T3/2022", MARCH),
        ("2022-03", MARCH),
        ("Month 3/2022", MARCH),
        ("6 tháng đầu năm 2022", HALF),
        ("Báo cáo sáu tháng đầu năm 2022", HALF),
        ("H1/2022", HALF),
        ("2022-H1", HALF),
        ("Second half of 2022", Period(2022, "half_year", 2)),
    ],
)
def test_reads_the_forms_that_people_write(value, period):
    """Vietnamese, English and spreadsheet forms name the same period."""
    assert Period.parse(value) == period


@pytest.mark.parametrize(
    "value",
    [
        *("", "Q1", "Quý I", "Quý V/2022", "Quý 5/2022", "Quý IIII/2022", "Quý/2022", "qui/2022", "I/2022"),
        *(
            "6 tháng 2022",
            "tháng 13/2022",
            "3/2022",
            "2022-1",
            "tháng 3",
            "H3/2022",
            "Quý I/22",
            "Năm 22",
            "22",
            "20222",
            "1022",
        ),
        *("Quý I và II/2022", "Quý I/2022 và Quý II/2022", "2021-2022", "Không đột xuất", "đột xuất2"),
        *(22, 2022.5, 20220, -2022, True, float("nan"), float("inf"), None, date(2022, 1, 1)),
    ],
)
def test_refuses_what_is_no_period(value):
    """Other divisions of time, and quarters without a full year, are refused with the allowed forms."""
    with pytest.raises(PeriodError, match="Allowed are forms such as") as raised:
        Period.parse(value)
    assert repr(str(value)) in str(raised.value)


@pytest.mark.parametrize(
    ("period", "identifier", "vi", "en"),
    [
        (Q4, "2022-Q4", "Quý IV/2022", "Quarter 4/2022"),
        (YEAR, "2022", "Năm 2022", "Year 2022"),
        (MARCH, "2022-03", "Tháng 3/2022", "Month 3/2022"),
        (HALF, "2022-H1", "6 tháng đầu năm 2022", "First half of 2022"),
        (AD_HOC, "ad-hoc", "Đột xuất", "Ad hoc"),
    ],
)
def test_writes_every_form(period, identifier, vi, en):
    """A period is written as id, in Vietnamese with a Roman numeral, and in English."""
    assert (period.id, period.vi, period.en) == (identifier, vi, en)


@pytest.mark.parametrize(
    "fields",
    [
        *((2022, "quarter"), (2022, "quarter", 5), (None, "quarter", 1), (2022, "year", 1), (None, "year")),
        *((2022, "ad_hoc"), (None, "ad_hoc", 1), (1899, "year"), (2100, "year"), (2022, "week", 1)),
        *((2022, "month", 13), (2022, "month"), (2022, "half_year", 3), (None, "month", 1)),
    ],
)
def test_a_period_that_does_not_fit_together_cannot_be_made(fields):
    """Each kind has its own number and year, and there is no other kind."""
    with pytest.raises(ValueError, match="there is no such period"):
        Period(*fields)


def test_expects_four_quarters_and_the_year():
    """Each year is expected in full, from the first to the last, both included."""
    expected = [period.id for period in expected_periods(2021, 2022)]
    assert expected == [
        *("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021"),
        *("2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2022"),
    ]
    assert expected_periods(2022, 2021) == ()


def test_expects_the_kinds_that_are_asked_for():
    """Months and half-years stand in the order in which they end, the shorter first."""
    expected = [period.id for period in expected_periods(2022, 2022, ("half_year", "month"))]
    assert expected[4:8] == ["2022-05", "2022-06", "2022-H1", "2022-07"]
    assert len(expected) == 14


def test_a_period_lies_within_longer_ones():
    """A month within its quarter, half-year and year; a year and an ad-hoc request within none."""
    assert [holder.id for holder in Period(2022, "month", 7).holders] == ["2022-Q3", "2022-H2", "2022"]
    assert [holder.id for holder in Q1.holders] == ["2022-H1", "2022"]
    assert YEAR.holders == AD_HOC.holders == ()


def test_sorts_by_the_day_they_end():
    """Quarters come before their year, years in turn, and ad-hoc requests last."""
    ordered = [*expected_periods(2020, 2022), AD_HOC]
    assert all(first < second for first, second in pairwise(ordered))
    with pytest.raises(TypeError):
        sorted([Q1, "2022-Q2"])


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Q1, date(2021, 12, 15), date(2022, 3, 14)),
        (Period(2022, "quarter", 2), date(2022, 3, 15), date(2022, 6, 14)),
        (Period(2022, "quarter", 3), date(2022, 6, 15), date(2022, 9, 14)),
        (Q4, date(2022, 9, 15), date(2022, 12, 14)),
        (YEAR, date(2021, 12, 15), date(2022, 12, 14)),
    ],
)
def test_data_are_cut_off_in_the_middle_of_the_month(period, first, last):
    """A span runs from the 15th to the 14th."""
    assert span(period) == (first, last)


@pytest.mark.parametrize(
    ("period", "cut_off", "first", "last"),
    [
        (MARCH, 14, date(2022, 2, 15), date(2022, 3, 14)),
        (Period(2022, "month", 1), 14, date(2021, 12, 15), date(2022, 1, 14)),
        (HALF, 14, date(2021, 12, 15), date(2022, 6, 14)),
        (MARCH, 31, date(2022, 3, 1), date(2022, 3, 31)),
        (Period(2022, "month", 2), 30, date(2022, 1, 31), date(2022, 2, 28)),
        (Q1, 20, date(2021, 12, 21), date(2022, 3, 20)),
        (YEAR, 31, date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_data_are_cut_off_where_the_calendar_says(period, cut_off, first, last):
    """On that day of the last month, or on its last day where the month is shorter."""
    assert span(period, cut_off) == (first, last)


def test_calendar_days_run_from_the_first_to_the_last():
    """Of a month and a half-year as of a quarter."""
    assert calendar_days(MARCH) == (date(2022, 3, 1), date(2022, 3, 31))
    assert calendar_days(HALF) == (date(2022, 1, 1), date(2022, 6, 30))


def test_an_ad_hoc_request_has_no_span():
    """Asking for the days of an ad-hoc request is an error, not an answer."""
    with pytest.raises(ValueError, match=r"^an ad-hoc request covers no stated days$"):
        span(AD_HOC)


@pytest.mark.parametrize(
    ("period", "tier", "due"),
    [
        (Q1, "tinh", date(2022, 3, 18)),
        (YEAR, "tinh", date(2023, 1, 5)),
        (Q4, "huyen", date(2023, 2, 28)),
        (YEAR, "huyen", None),
        (Q1, "xa", None),
        (AD_HOC, "tinh", None),
        (Period(2022, "month", 12), "xa", date(2023, 1, 18)),
        (HALF, "xa", date(2022, 6, 30)),
    ],
)
def test_due_dates_follow_the_table(period, tier, due):
    """The day counts in the last month or months after it, a missing day is the last, and unset is None."""
    table = {
        "tinh": {"quarter": DueRule(18), "year": DueRule(5, months_after=1), "ad_hoc": DueRule(1)},
        "huyen": {"quarter": DueRule(31, months_after=2)},
        "xa": {"month": DueRule(18, months_after=1), "half_year": DueRule(31)},
    }
    assert due_date(period, tier, table) == due


@pytest.mark.parametrize("fields", [(0,), (32,), (18, -1)])
def test_a_due_rule_out_of_range_cannot_be_made(fields):
    """The constructor refuses days that no month has, and months before the period's end."""
    with pytest.raises(ValueError, match="must be"):
        DueRule(*fields)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 1, 1),  # New Year's Day, a Saturday
        date(2022, 1, 3),  # and the Monday in its place
        date(2022, 1, 31),  # the eve of Tết
        date(2022, 2, 1),  # Tết, the first day of the lunar year
        date(2022, 2, 4),
        date(2022, 4, 11),  # in place of Giỗ Tổ Hùng Vương, a Sunday
        date(2022, 4, 30),
        date(2022, 5, 1),
        date(2022, 5, 2),  # in place of the two days before
        date(2022, 5, 3),
        date(2022, 9, 1),
        date(2022, 9, 2),
        date(2022, 3, 19),  # a Saturday
    ],
)
def test_knows_the_days_of_rest_of_2022(vietnam, day):
    """Public holidays, the days in their place, and weekends are not worked."""
    assert not vietnam.is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 1, 4),
        date(2022, 1, 28),  # the Friday before Tết
        date(2022, 2, 7),  # the Monday after it
        date(2022, 4, 29),
        date(2022, 5, 4),
        date(2022, 12, 26),
        date(2024, 5, 4),  # a Saturday worked for Monday 29 April 2024
        date(2019, 1, 5),  # a Saturday worked for the last day of the year before
    ],
)
def test_knows_the_working_days(vietnam, day):
    """Weekdays around holidays, and weekend days worked in exchange, are worked."""
    assert vietnam.is_working_day(day)


def test_overrides_prevail():
    """A stated day is worked or not as stated, whatever the public calendar says."""
    calendar = WorkingCalendar.for_vietnam(
        overrides={
            date(2022, 3, 19): True,  # a Saturday
            date(2022, 9, 2): True,  # a holiday
            date(2022, 3, 21): False,  # a Monday
            date(2024, 5, 4): False,  # a Saturday that is worked in exchange
        }
    )
    assert calendar.is_working_day(date(2022, 3, 19))
    assert calendar.is_working_day(date(2022, 9, 2))
    assert not calendar.is_working_day(date(2022, 3, 21))
    assert not calendar.is_working_day(date(2024, 5, 4))


def test_counts_working_days_after_the_first_up_to_the_last(vietnam):
    """The first day does not count, the last does, and the other way round the count is negative."""
    friday, monday, after_tet = date(2022, 1, 28), date(2022, 2, 7), date(2022, 2, 8)
    assert vietnam.working_days_between(friday, friday) == 0
    assert vietnam.working_days_between(friday, date(2022, 2, 6)) == 0
    assert vietnam.working_days_between(friday, monday) == 1
    assert vietnam.working_days_between(friday, after_tet) == 2
    assert vietnam.working_days_between(after_tet, friday) == -2


def test_the_first_day_counts_where_it_is_to_count(vietnam):
    """Unless it is a day off; as if the count began with the day before."""
    friday, monday, sunday = date(2022, 1, 28), date(2022, 2, 7), date(2022, 2, 6)
    assert vietnam.working_days_between(friday, friday, with_first=True) == 1
    assert vietnam.working_days_between(friday, monday, with_first=True) == 2
    assert vietnam.working_days_between(sunday, monday, with_first=True) == 1
    assert vietnam.working_days_between(monday, friday, with_first=True) == -2
    for start in (friday, sunday):
        day_before = vietnam.working_days_between(start - timedelta(1), monday)
        assert vietnam.working_days_between(start, monday, with_first=True) == day_before


def test_weekends_alone_are_off_in_years_without_known_holidays(vietnam):
    """Beyond the years of the holidays package, a weekday is worked even on 1 January."""
    assert date(2110, 1, 1).weekday() == 2
    assert vietnam.is_working_day(date(2110, 1, 1))
    assert not vietnam.is_working_day(date(2110, 1, 4))


def test_a_policy_decides_whether_a_due_day_moves(vietnam):
    """A day of rest stays as stated or moves to the next working day; a working day never moves."""
    saturday, monday = date(2022, 6, 18), date(2022, 6, 20)
    assert apply_policy(saturday, "as_stated", vietnam) == saturday
    assert apply_policy(saturday, "next_working_day", vietnam) == monday
    assert apply_policy(monday, "next_working_day", vietnam) == monday
    told = "^unknown due-date policy 'previous_working_day'; allowed: as_stated, next_working_day$"
    with pytest.raises(UsageError, match=told):
        apply_policy(saturday, "previous_working_day", vietnam)


def test_a_period_that_cannot_be_read_is_answered_with_the_forms_allowed():
    """The message repeats at most 80 characters and shows every form as it may be typed."""
    with pytest.raises(PeriodError) as raised:
        Period.parse("x" * 90)
    assert str(raised.value) == (
        f"'{'x' * 80}' names no report period. Allowed are forms such as "
        '"Quý I/2022", "Q1/2022", "2022-Q1", "Năm 2022", "2022", "Đột xuất"'
    )


@pytest.mark.parametrize(("number", "year"), [(1900, 1900), (2099, 2099), (2022.0, 2022), (1899, None), (2100, None)])
def test_the_years_that_a_number_may_mean_are_bounded(number, year):
    """A cell that holds a number is a year from 1900 to 2099; no other is a period."""
    if year is None:
        with pytest.raises(PeriodError):
            Period.parse(number)
    else:
        assert Period.parse(number) == Period(year, "year")


def test_a_period_does_not_come_before_itself():
    """The order is strict, and an ad-hoc request comes after the last year there is."""
    assert not Period.parse("2022-Q1") < Period.parse("Q1/2022")
    assert Period.parse("2099") < Period.parse("đột xuất")
    assert Period.parse("2099-Q4") < Period.parse("2099")
