"""What holds for every period, day and calendar."""

import unicodedata
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.model.report_calendar import (
    DueRule,
    Period,
    PeriodError,
    WorkingCalendar,
    due_date,
    expected_periods,
    span,
)

YEARS = st.integers(min_value=1900, max_value=2099)
DATED = (
    st.builds(Period, YEARS, st.just("quarter"), st.integers(1, 4))
    | st.builds(Period, YEARS, st.just("year"))
    | st.builds(Period, YEARS, st.just("month"), st.integers(1, 12))
    | st.builds(Period, YEARS, st.just("half_year"), st.integers(1, 2))
)
PERIODS = DATED | st.just(Period(None, "ad_hoc"))
FRAGMENTS = st.sampled_from(
    [
        "Quý",
        "q",
        "Tháng",
        "6 tháng đầu",
        "H",
        "Năm",
        "cả",
        "BC",
        "Đột xuất",
        "I",
        "IV",
        "5",
        "01",
        "2022",
        "22",
        "/",
        "-",
        ".",
        " ",
        "năm",
    ]
)
DAYS = st.dates(min_value=date(2021, 12, 20), max_value=date(2022, 5, 10))
CALENDARS = st.builds(WorkingCalendar, st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=8))
VIETNAM = WorkingCalendar.for_vietnam()


def without_accents(text):
    """Type the text as on a keyboard without Vietnamese."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isascii())


@given(PERIODS, st.sampled_from(["id", "vi", "en"]))
def test_every_written_form_reads_back(period, form):
    """Each form that a period is written in names that period and no other."""
    assert Period.parse(getattr(period, form)) == period


@given(
    PERIODS,
    st.sampled_from([str.upper, str.lower, without_accents]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["\u00a0", "  ", "\t"]),
)
def test_typing_habits_change_nothing(period, typing, unicode_form, space):
    """Case, accents, Unicode form and the kind of space do not change what is named."""
    typed = unicodedata.normalize(unicode_form, typing(period.vi)).replace(" ", space)
    assert Period.parse(f"{space}{typed}{space}") == period


@given(st.text() | st.lists(FRAGMENTS).map("".join) | st.integers() | st.floats() | st.binary())
def test_any_value_is_a_period_or_a_period_error(value):
    """Whatever the value, reading it gives a period that reads back, or PeriodError."""
    try:
        period = Period.parse(value)
    except PeriodError:
        return
    assert Period.parse(period.id) == period


@given(st.sets(PERIODS, max_size=8))
def test_the_order_is_total_and_by_end(periods):
    """Of two different periods exactly one comes first, and it never ends later."""
    ordered = sorted(periods)
    assert all(first < later and not later < first for first, later in combinations(ordered, 2))
    ends = [span(period)[1] for period in ordered if period.kind != "ad_hoc"]
    assert ends == sorted(ends)


@given(
    st.integers(min_value=1900, max_value=2096),
    st.integers(min_value=0, max_value=3),
    st.sampled_from([("month", 12), ("quarter", 4), ("half_year", 2)]),
    st.integers(1, 31),
)
def test_periods_tile_the_years(first_year, years, kind_and_count, cut_off):
    """Whatever the cut-off, spans of a kind follow each other without gap or overlap, and together make their year."""
    kind, count = kind_and_count
    periods = expected_periods(first_year, first_year + years, (kind, "year"))
    parts = [span(period, cut_off) for period in periods if period.kind == kind]
    assert all(first[1] + timedelta(1) == second[0] for first, second in pairwise(parts))
    assert [span(period, cut_off) for period in periods if period.kind == "year"] == [
        (parts[n][0], parts[n + count - 1][1]) for n in range(0, len(parts), count)
    ]


@given(DATED)
def test_what_holds_a_period_ends_no_earlier(period):
    """A longer period begins no later and ends no earlier, and is of another kind."""
    for holder in period.holders:
        assert span(holder)[0] <= span(period)[0]
        assert span(holder)[1] >= span(period)[1]
        assert holder.kind != period.kind


@given(DATED, st.integers(1, 31), st.integers(0, 40))
def test_a_due_date_lies_in_its_month(period, day, months_after):
    """A due date lies the stated number of months after the last month, on the day or the month's last."""
    last = span(period)[1]
    due = due_date(period, "tinh", {"tinh": {period.kind: DueRule(day, months_after)}})
    assert (due.year - last.year) * 12 + due.month - last.month == months_after
    assert due.day == day or (due.day < day and (due + timedelta(1)).day == 1)


@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first(calendar, day):
    """The next working day is worked, and no day from the given one to it is."""
    found = calendar.next_working_day(day)
    assert calendar.is_working_day(found)
    assert not any(calendar.is_working_day(day + timedelta(n)) for n in range((found - day).days))


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counts_add_up(calendar, first, second, third):
    """Two stretches count as the whole, swapping changes the sign alone, and one day counts itself."""
    between = calendar.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)
    assert between(first, second) == -between(second, first)
    assert between(first, first + timedelta(1)) == calendar.is_working_day(first + timedelta(1))


@given(st.dictionaries(DAYS, st.booleans(), max_size=12))
def test_overrides_change_their_days_alone(overrides):
    """Each overridden day is as stated, and every other day as in the public calendar."""
    calendar = WorkingCalendar.for_vietnam(overrides=overrides)
    for n in range(142):
        day = date(2021, 12, 20) + timedelta(n)
        assert calendar.is_working_day(day) == overrides.get(day, VIETNAM.is_working_day(day))
