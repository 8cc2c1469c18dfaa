"""Months and years on from a day, and how many lie between two days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.language.days import day_of, months_between, months_on, years_between


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 1, 15), -13, date(2020, 12, 15)),
        (date(2022, 5, 31), 0, date(2022, 5, 31)),
        (date(9999, 12, 1), 1, None),
        (date(1, 1, 1), -1, None),
        (date(2022, 1, 1), 0.5, None),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(start, months, end):
    """And the calendar ends with the year 9999."""
    assert months_on(start, months) == end


@pytest.mark.parametrize(
    ("start", "end", "months", "years"),
    [
        (date(2000, 2, 29), date(2001, 2, 27), 11, 0),
        (date(2000, 2, 29), date(2001, 2, 28), 12, 1),
        (date(2004, 5, 10), date(2022, 5, 9), 215, 17),
        (date(2004, 5, 10), date(2022, 5, 10), 216, 18),
        (date(2022, 1, 31), date(2022, 2, 28), 1, 0),
        (date(2022, 2, 28), date(2022, 1, 31), -1, 0),
        (date(2022, 5, 10), date(2004, 5, 10), -216, -18),
    ],
)
def test_whole_months_and_years_are_counted_as_an_age_is(start, end, months, years):
    """Below zero where the second day is before the first."""
    assert (months_between(start, end), years_between(start, end)) == (months, years)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_months_between_are_the_most_that_can_be_added(start, end):
    """By the same calendar."""
    start, end = sorted((start, end))
    months = months_between(start, end)
    assert months_on(start, months) <= end < months_on(start, months + 1)
    assert years_between(start, end) == months // 12


@pytest.mark.parametrize(
    ("numbers", "day"),
    [
        ((2022.0, 3.0, 31.0), date(2022, 3, 31)),
        ((2022, 2, 30), None),
        ((0, 1, 1), None),
        ((2022, 1.5, 1), None),
        ((1e300, 1, 1), None),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_none(numbers, day):
    """Nothing is moved to another day."""
    assert day_of(*numbers) == day
