"""Arithmetic may lead beyond the calendar: there is no such day, so it is shown as unknown."""

from datetime import date, timedelta

import pytest
from condition_world import VOCABULARY, facts, parsed, scenes

import kstt_rules
from kstt_rules.base.errors import UsageError
from kstt_rules.judging.evidence import observed
from kstt_rules.judging.message_text import Renderer
from kstt_rules.language.values import as_day
from kstt_rules.model.report_calendar import check_day


@pytest.mark.parametrize("day", [date.min, date(2022, 3, 31), date.max])
def test_a_number_is_the_day_that_it_stands_for(day):
    """Also where it is a fraction later."""
    assert as_day(day.toordinal()) == as_day(day.toordinal() + 0.5) == day


def test_there_is_no_day_before_the_first_and_behind_the_last():
    """As numbers, dates go on."""
    assert as_day(date.min.toordinal() - 1) is None
    assert as_day(date.max.toordinal() + 1) is None


def test_a_day_beyond_the_calendar_is_shown_as_unknown():
    """In messages and among the evidence."""
    scene = scenes(facts(), "unit")[0]
    day = parsed("officers.max(from_date + 4000000)", "unit", "any")
    shown = Renderer(VOCABULARY, str).message({"vi": (day,), "en": (day,)}, scene)
    assert (shown.vi, shown.en) == ("không rõ", "unknown")
    assert observed(day, scene)[0] is None


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2099, 12, 31)])
def test_the_first_and_the_last_day_with_periods_are_days_to_judge_by(day):
    """Nothing is said of them."""
    check_day(day)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2100, 1, 1), date.max - timedelta(1)])
@pytest.mark.parametrize("way", [{}, {"in_parts": True}])
def test_nothing_is_judged_as_of_a_day_without_periods(tmp_path, day, way):
    """Said with the years that are allowed."""
    with pytest.raises(UsageError, match=rf"^as_of is {day}; it must be a day of the years 1900 to 2099$"):
        kstt_rules.audit([tmp_path], as_of=day, **way)
