"""Reports: asked for when their period is over, by any of their rows, to the right recipient from the right people."""

from datetime import date

import pandas as pd
import pytest
from duties_in_time import RECIPIENT, UNITS, report
from verdicts import judged, said

REPORTERS = (("so-a", "7.3"), ("h1", "7.3"), ("x1", "7.4"))


def reported(*rows, units=UNITS, **options):
    return judged({"unit": units, "report": pd.DataFrame(list(rows))}, **options)


def rules(result, unit):
    return {item.rule for item in result.findings if item.unit.id == unit}


@pytest.mark.parametrize(("unit", "provision"), REPORTERS)
@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 3, 10), date(2022, 3, 14)])
def test_a_period_that_is_not_over_yields_nothing(unit, provision, day):
    """Neither the period that the calendar lists nor one that it lacks, up to the last day of the period."""
    assert said(reported(report(unit, sent_on=None), as_of=day), provision, unit) == set()
    assert said(reported(report(unit, "2022-Q3", sent_on=None), as_of=day), provision, unit) == set()


@pytest.mark.parametrize(("unit", "outcome"), [("so-a", "violation"), ("h1", "violation"), ("x1", "review")])
@pytest.mark.parametrize("listed", [True, False])
def test_a_period_that_is_over_is_the_same_finding_listed_or_not(unit, outcome, listed):
    """One finding of one rule, from the day after the period on."""
    rows = [report(unit, sent_on=None, due_on=None)] if listed else [report("bql")]
    result = reported(*rows, as_of=date(2022, 3, 15))
    absent = [item for item in result.findings if item.unit.id == unit and item.rule.endswith(".absent")]
    assert [item.severity.value for item in absent] == [outcome]
    assert rules(result, unit) & {"D7.3.not_listed", "D7.4.not_listed"} == set()


def test_asked_for_are_the_periods_from_the_first_year_of_the_calendar_to_that_of_the_audit():
    """Of every unit that reports, but for what ended before the effect."""
    result = reported(report("so-a", "2021-Q3"), as_of=date(2022, 3, 31), effective_from=date(2021, 9, 14))
    absent = {item.subject.id for item in result.findings if item.rule == "D7.3.absent"}
    of_h1 = {f"h1/{period}" for period in ("2021-Q3", "2021-Q4", "2021", "2022-Q1")}
    assert {subject for subject in absent if subject.startswith("h1/")} == of_h1
    assert "so-a/2021-Q3" not in absent


@pytest.mark.parametrize("due_on", ["2022-03-31", "2022-04-05"])
def test_a_report_is_not_absent_before_its_due_day_has_passed(due_on):
    """Not on the due day itself either."""
    assert said(reported(report("so-a", sent_on=None, due_on=due_on)), "7.3", "so-a") == set()


def test_without_the_column_of_sent_days_a_period_that_is_not_listed_is_absent_and_a_listed_one_undetermined():
    """Nothing is undetermined that need not be: periods that are not over stay unsaid."""
    rows = [
        {key: value for key, value in report("so-a", period).items() if key != "sent_on"}
        for period in ("2022-Q1", "2022-Q4")
    ]
    result = reported(*rows)
    assert said(result, "7.3", "so-a") == {"undetermined"}
    assert {item.subject.id for item in result.findings if item.rule == "D7.3.absent"} >= {"so-a/2022-Q1", "h1/2022-Q1"}
    assert "so-a/2022-Q4" not in {item.subject.id for item in result.findings if item.rule == "D7.3.absent"}


@pytest.mark.parametrize(("unit", "provision"), REPORTERS)
@pytest.mark.parametrize(
    "days",
    [(None, "2022-03-18"), ("2022-03-18", None), ("2022-03-18", "2022-03-28"), ("2022-03-28", "2022-03-20", None)],
)
def test_a_report_is_on_record_by_any_row_and_its_first_timely_sending_decides(unit, provision, days):
    """Whatever the order of the rows."""
    assert said(reported(*(report(unit, sent_on=day) for day in days)), provision, unit) == set()


@pytest.mark.parametrize(("unit", "provision"), REPORTERS)
def test_a_report_whose_every_sending_is_late_is_late_once(unit, provision):
    """The first sending is late, the later one is not told again."""
    result = reported(report(unit, sent_on="2022-03-28"), report(unit, sent_on="2022-03-25"))
    late = [item for item in result.findings if item.unit.id == unit and item.rule == f"D{provision}.late"]
    assert [item.severity.value for item in late] == ["violation"]
    [deadline] = [item for item in late[0].evidence if item.field == "report.deadline"]
    assert (deadline.value, deadline.sources[0].cell[0]) == (date(2022, 3, 20), "C")


@pytest.mark.parametrize(("unit", "provision"), REPORTERS)
def test_what_is_sent_again_later_is_not_held_against_a_report_that_was_right(unit, provision):
    """The first timely sending decides of approval, recipients and contents too; one electronic sending is enough."""
    again = report(
        unit,
        sent_on="2022-03-28",
        approved_on=None,
        approved_by=None,
        recipient_name="Bộ Nội vụ",
        covers_one_stop=False,
    )
    for form, other in (("paper", "electronic"), ("electronic", "paper")):
        result = reported(report(unit, form=form), again | {"form": other})
        assert said(result, "7", unit) == set()


@pytest.mark.parametrize("effective_from", [date(2022, 4, 1), date(2030, 1, 1)])
def test_before_the_effect_nothing_is_found_and_nothing_undetermined(effective_from):
    """Not even that a dataset was not submitted."""
    rows = [report(unit, sent_on=None) for unit in RECIPIENT]
    assert reported(*rows, effective_from=effective_from).findings == ()
    assert judged({"unit": UNITS}, effective_from=effective_from).findings == ()


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"due_on": "2022-03-01", "sent_on": None}, {"violation"}),
        ({"due_on": None, "sent_on": None}, {"undetermined"}),
        ({"due_on": "2022-03-31", "sent_on": None}, set()),
        ({"due_on": "2021-05-31", "sent_on": None}, set()),
        ({"due_on": "2021-05-31", "sent_on": "2021-06-05"}, set()),
        ({"due_on": None, "sent_on": "2021-05-31"}, set()),
        ({"due_on": "2022-03-01", "sent_on": "2022-02-28", "approved_on": "2022-02-27"}, set()),
    ],
)
def test_an_ad_hoc_report_is_judged_by_its_due_or_sent_day(told, outcome):
    """Before the effect, and up to its due day, nothing; without a due day nobody can tell."""
    rows = [report(unit) for unit in ("so-a", "h1", "x1", "bql")]
    assert said(reported(*rows, report("so-a", "Đột xuất", **told)), "7.3", "so-a") == outcome


def test_the_industrial_zones_authority_s_missing_report_is_for_review_and_the_office_reports_to_nobody():
    """Whether the authority reports is unclear; the provincial office would report to itself."""
    result = reported(report("bql", "Đột xuất", due_on="2022-03-01", sent_on=None))
    assert said(result, "7.3", "bql") == {"review"}
    assert {item.subject.id for item in result.findings if item.unit.id == "bql" and item.provision.article == 7} == {
        "bql/2022-Q1",
        "bql/ad-hoc",
    }
    assert said(result, "7", "vp") == set()
    assert said(result, "7.3", "so-a") == {"violation"}


@pytest.mark.parametrize(
    ("unit", "text", "outcome"),
    [
        ("so-a", "Sở Nội vụ; UBND tỉnh", set()),
        ("so-a", "Bộ Y tế, Tỉnh ủy, VP UBND tỉnh; Lưu: VT", set()),
        ("so-a", "Phòng Nội chính - KSTTHC", set()),
        ("so-a", "Như trên; UBND tỉnh", set()),
        ("so-a", "Sở Nội vụ; Lưu: VT", {"violation"}),
        ("so-a", "UBND huyện Yên Thế", {"violation"}),
        ("so-a", "Sở Nội vụ; Như trên", {"undetermined"}),
        ("so-a", "Các đơn vị", {"undetermined"}),
        ("so-a", "Lưu: VT", {"undetermined"}),
        ("so-a", None, {"undetermined"}),
        ("h1", "UBND tỉnh", set()),
        ("h1", "UBND huyện Lục Nam", {"violation"}),
        ("x1", "VP UBND tỉnh; UBND huyện Yên Thế", set()),
        ("x1", "Văn phòng HĐND-UBND huyện Yên Thế", set()),
        ("x1", "UBND huyện", set()),
        ("x1", "UBND huyện Lục Nam", {"violation"}),
        ("x1", "VP HĐND và UBND huyện Lục Nam", {"violation"}),
        ("x1", "UBND tỉnh", {"violation"}),
        ("x1", "Như trên; Lưu: VT", {"undetermined"}),
    ],
)
def test_the_right_recipient_among_those_named_is_enough(unit, text, outcome):
    """In any order and company; a commune's own district, not another; words that name nobody leave it open."""
    result = reported(report(unit, recipient_name=text))
    assert said(result, dict(REPORTERS)[unit], unit) == outcome


@pytest.mark.parametrize(
    ("unit", "approver", "day", "outcome"),
    [
        ("so-a", "Giám đốc", "2022-03-18", set()),
        ("so-a", "Phó Giám đốc Trần Văn Bình", "2022-03-18", set()),
        ("so-a", "Trần Văn Bình - Giám đốc", "2022-03-18", set()),
        ("so-a", "KT. Giám đốc, Phó Giám đốc", "2022-03-18", set()),
        ("so-a", "Thủ trưởng đơn vị", "2022-03-18", set()),
        ("so-a", "Lãnh đạo", "2022-03-18", set()),
        ("so-a", None, "2022-03-18", set()),
        ("h1", "Phó Chủ tịch", "2022-03-18", set()),
        ("x1", "Phó Chủ tịch", "2022-03-18", set()),
        ("so-a", "Giám đốc", None, {"undetermined"}),
        ("so-a", "Trần Văn Bình", "2022-03-18", {"undetermined"}),
        ("so-a", "Chuyên viên Trần Văn Bình", "2022-03-18", {"violation"}),
        ("so-a", "Chánh Văn phòng", None, {"violation"}),
        ("h1", "Chánh Văn phòng", "2022-03-18", {"violation"}),
        ("x1", "Công chức Văn phòng - Thống kê", "2022-03-18", {"violation"}),
        ("so-a", None, None, {"violation"}),
        ("so-a", "Giám đốc", "2022-03-19", {"violation"}),
        ("so-a", "Trần Văn Bình", "2022-03-19", {"violation"}),
    ],
)
def test_the_approver_of_a_report_is_the_head_or_a_deputy(unit, approver, day, outcome):
    """A title known as another role is a breach; one that is not known, or a named head without a day, stays open."""
    result = reported(report(unit, approved_by=approver, approved_on=day))
    assert said(result, dict(REPORTERS)[unit], unit) == outcome
