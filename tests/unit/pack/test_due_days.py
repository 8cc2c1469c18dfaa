"""Due days that an office sets for itself, beside those of the regulation."""

from datetime import date

import pytest
from pack_factory import write_pack
from repository import EXAMPLES

from kstt_rules.base.errors import InputError
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.model.report_calendar import DueRule
from kstt_rules.pack import load_pack
from kstt_rules.pack.due_days import with_due_days

REGULATED = ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 18, provision: khoản 3 Điều 7}")


def changed(folder, content, *changes):
    """Return the small pack with a file of due days."""
    path = folder / "han.yaml"
    path.write_text(content, encoding="utf-8")
    return with_due_days(load_pack(write_pack(folder, *changes)), path)


def days(pack):
    """Return the due day and its source by period, for departments."""
    reports = [report for report in reporting_year(pack, 2022).reports if report.reporter.id == "so"]
    return {report.period.id: (report.due, report.source) for report in reports}


def test_a_file_sets_days_of_its_own(tmp_path):
    """A day of the file takes the place of a local one, and the others stay."""
    found = days(changed(tmp_path, "due:\n  tinh:\n    quarter: {day: 20}\n"))
    assert found["2022-Q1"] == (date(2022, 3, 20), "local")
    assert found["2022"] == (date(2023, 1, 31), "local")


def test_a_day_may_lie_some_months_after_the_period(tmp_path):
    """Up to a year after the period's last month, whether the pack has a day for it or not."""
    content = "due:\n  tinh:\n    quarter: {day: 5, months_after: 2}\n  xa:\n    year: {day: 1, months_after: 12}\n"
    due = changed(tmp_path, content).calendar.due
    assert due == {
        "tinh": {"quarter": DueRule(5, 2), "year": DueRule(31, 1)},
        "xa": {"year": DueRule(1, 12)},
    }


def test_a_file_sets_what_happens_on_days_of_rest(tmp_path):
    """20 March 2022 is a Sunday, and Monday is made a day off."""
    content = (
        "due:\n  tinh:\n    quarter: {day: 20}\nweekend_policy: next_working_day\n"
        "working_day_overrides:\n  2022-03-21: false\n"
    )
    assert days(changed(tmp_path, content))["2022-Q1"] == (date(2022, 3, 22), "local")


def test_a_day_of_the_regulation_beside_stays_its_own(tmp_path):
    """What the file leaves out is still the regulation's."""
    found = days(changed(tmp_path, "due:\n  tinh:\n    year: {day: 5}\n", REGULATED))
    assert found["2022-Q1"] == (date(2022, 3, 18), "regulation")
    assert found["2022"] == (date(2022, 12, 5), "local")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("due:\n  tinh:\n    quarter: {day: 20}\n", "han.yaml:3:5: due.tinh.quarter: the law sets this day"),
        ("due:\n  xaa: {}\n", "han.yaml:2:3: due.xaa: unknown tier 'xaa'; did you mean 'xa'?"),
        ("due:\n  tinh:\n    month: {day: 3}\n", "han.yaml:3:5: due.tinh.month: no report of this pack is by month"),
        (
            "due:\n  tinh:\n    year: {day: 32}\n",
            "han.yaml:3:12: due.tinh.year.day: this must be at most 31",
        ),
        (
            "due: {}\nweekend_policy: later\n",
            "han.yaml:2:1: weekend_policy: this value is not allowed here; choose from 'as_stated' or",
        ),
        ("weekend_policy: as_stated\n", "han.yaml:1:1: due: this key is required"),
    ],
)
def test_a_fault_is_told_at_its_place(content, told, tmp_path):
    """A local day never takes the place of the regulation's, and what is not understood is named."""
    with pytest.raises(InputError) as caught:
        changed(tmp_path, content, REGULATED)
    assert told in str(caught.value)


def test_the_example_sets_every_tier():
    """The example file of due days fits the first pack, which sets none."""
    pack = load_pack("bac-giang-2021")
    example = with_due_days(pack, EXAMPLES / "due-days.yaml")
    assert {report.source for report in reporting_year(pack, 2022).reports} == {None}
    assert {report.source for report in reporting_year(example, 2022).reports} == {"local"}
