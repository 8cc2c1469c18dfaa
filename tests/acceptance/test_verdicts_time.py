"""Duties in time: judged when their time is over, not before the effect, not where nobody is bound any longer."""

from datetime import date

import openpyxl
import pandas as pd
import pytest
from repository import EXAMPLES
from verdicts import judged, said

from kstt_rules import audit

UNITS = pd.DataFrame(
    [
        {"id": "vp", "name": "Văn phòng UBND tỉnh", "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None},
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "bql", "name": "Ban Quản lý các KCN", "tier": "tinh", "kind": "bql_kcn", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "h2", "name": "UBND huyện Lục Nam", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "kh", "name": "Cục Thuế", "tier": "tinh", "kind": "khac", "parent": None},
    ]
)
REPORTERS = (("so-a", "7.3"), ("h1", "7.3"), ("x1", "7.4"))
HEAD = {"so-a": "Giám đốc", "bql": "Trưởng ban", "h1": "Chủ tịch", "x1": "Chủ tịch"}
RECIPIENT = {"so-a": "VP UBND tỉnh", "bql": "UBND tỉnh", "h1": "UBND tỉnh", "x1": "UBND huyện Yên Thế"}


def report(unit, period="2022-Q1", **told):
    """Return a row of the calendar: a report that was sent in time, but for what is told."""
    row = {
        "unit": unit,
        "period": period,
        "due_on": "2022-03-20",
        "sent_on": "2022-03-18",
        "approved_by": HEAD[unit],
        "approved_on": "2022-03-17",
        "recipient_name": RECIPIENT[unit],
        "form": "electronic",
        "covers_procedure_control": True,
        "covers_one_stop": True,
        "covers_online_procedures": True,
    }
    return row | told


def reported(*rows, units=UNITS, **options):
    return judged({"unit": units, "report": pd.DataFrame(list(rows))}, **options)


def rules(result, unit):
    return {item.rule for item in result.findings if item.unit.id == unit}


# -- periods


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


# -- a report by any of its rows


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


# -- ad-hoc reports


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


# -- recipients and approvers


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


# -- payments


def paid(name="Nguyễn Văn An", period="2021-Q4", paid_on="2021-12-20", unit="so-a", amount=1):
    return {"unit": unit, "officer_name": name, "period": period, "paid_on": paid_on, "amount": amount}


def officers(**posts):
    """Return a roster of so-a: names with underscores, and their first and last day."""
    return pd.DataFrame(
        [
            {"unit": "so-a", "name": name.replace("_", " "), "from_date": start, "to_date": end}
            for name, (start, end) in posts.items()
        ]
    )


ALWAYS = (None, None)


def payments_said(roster, *rows, **options):
    """Return the outcomes of Điều 9 khoản 4 by person and period."""
    result = judged({"unit": UNITS, "officer": roster, "payment": pd.DataFrame(list(rows))}, **options)
    found = [item for item in result.findings if item.rule == "D9.4.unpaid"]
    return {
        item.subject.id.removeprefix("so-a/"): item.severity.value if item.verdict == "breach" else str(item.verdict)
        for item in found
    }


@pytest.mark.parametrize(
    ("post", "outcome"),
    [
        (ALWAYS, "violation"),
        (("2021-10-01", None), "violation"),
        (("2021-10-02", None), "undetermined"),
        ((None, "2021-12-31"), "violation"),
        ((None, "2021-12-16"), "undetermined"),
        (("2022-01-01", None), None),
        ((None, "2021-09-30"), None),
    ],
)
def test_payments_go_by_calendar_quarters(post, outcome):
    """Who was in post throughout is owed one, who was for a part of it perhaps, who was not is owed none."""
    found = payments_said(officers(An=ALWAYS, Bi=post), paid("An"))
    assert found == ({} if outcome is None else {"Bi/2021-Q4": outcome})


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 3, 15), date(2022, 3, 31)])
def test_a_quarter_that_is_not_over_or_has_not_begun_yields_nothing(day):
    """Whether the list names it or not."""
    rows = [paid("An"), paid("Bi"), paid("An", "2022-Q1", None)]
    assert payments_said(officers(An=ALWAYS, Bi=ALWAYS), *rows, as_of=day) == {}


@pytest.mark.parametrize(("effective_from", "judged_at_all"), [(date(2021, 12, 31), True), (date(2022, 1, 1), False)])
def test_a_quarter_that_ended_before_the_effect_is_not_asked_for(effective_from, judged_at_all):
    """Nor is its officer told that no support was received."""
    frames = {"unit": UNITS, "officer": officers(An=ALWAYS, Bi=ALWAYS), "payment": pd.DataFrame([paid("An")])}
    result = judged(frames, effective_from=effective_from)
    assert bool(said(result, "9.4", "so-a")) == judged_at_all
    assert bool(said(result, "6.12", "so-a")) == judged_at_all
    assert bool(said(result, "8", "so-a")) == judged_at_all


def test_a_payment_is_on_record_by_any_row_and_its_absence_is_shown_at_the_officer():
    """One row without a day beside one with it; another that is not there."""
    rows = [paid("An", paid_on=None), paid("An")]
    frames = {"unit": UNITS, "officer": officers(An=ALWAYS, Bi=ALWAYS), "payment": pd.DataFrame(rows)}
    [finding] = [item for item in judged(frames).findings if item.rule == "D9.4.unpaid"]
    assert finding.subject.id == "so-a/Bi/2021-Q4"
    assert {
        (source.sheet, source.cell[1:]) for item in finding.evidence if not item.scope for source in item.sources
    } == {("officer", "3")}


def test_an_amount_is_judged_once_it_was_paid_and_its_quarter_is_over():
    """Not before either."""
    rows = [
        paid("An", amount=1000),
        paid("Bi", amount=1000, paid_on="2022-06-01"),
        paid("Co", "2022-Q1", amount=1000, paid_on="2022-03-01"),
        paid("Du", amount=300_000),
    ]
    roster = officers(An=ALWAYS, Bi=ALWAYS, Co=ALWAYS, Du=ALWAYS)
    frames = {"unit": UNITS, "officer": roster, "payment": pd.DataFrame(rows)}
    result = judged(frames, settings={"support.least_amount": "300000"})
    assert [item.subject.id for item in result.findings if item.rule == "D8.amount"] == ["so-a/An/2021-Q4"]


# -- plans and documents


def documents(*rows):
    columns = (
        "unit",
        "duty",
        "year",
        "number",
        "issued_on",
        "recipient_names",
        "requested_on",
        "answered_on",
        "signer",
    )
    return pd.DataFrame([dict.fromkeys(columns) | row for row in rows], columns=list(columns))


@pytest.mark.parametrize("duty", ["6.1.a", "6.5.a"])
@pytest.mark.parametrize(
    ("years", "outcome"),
    [((2021, 2022), set()), ((2021,), {"info"}), ((2022,), {"review"}), ((2020,), {"info", "review"})],
)
def test_a_plan_of_the_last_year_is_asked_for_and_that_of_the_running_year_is_information(duty, years, outcome):
    """Earlier years are not asked for."""
    rows = [{"unit": "x1", "duty": duty, "year": year, "issued_on": f"{year}-02-01"} for year in years]
    assert said(judged({"unit": UNITS, "document": documents(*rows)}), duty, "x1") == outcome


def test_a_year_that_was_over_before_the_effect_is_not_asked_for():
    """Only the plan of the running year is told, as information; of other duties nothing."""
    result = judged(
        {"unit": UNITS, "document": documents({"unit": "kh", "duty": "6.9"})},
        as_of=date(2022, 1, 2),
        effective_from=date(2022, 1, 1),
    )
    assert {item.rule for item in result.findings if item.unit.id == "x1" and item.provision.article == 6} == {
        "D6.1.a.running",
        "D6.5.a.running",
    }
    assert said(result, "6", "x1") == {"info"}


@pytest.mark.parametrize(("issued_on", "outcome"), [("2022-03-31", set()), ("2022-06-01", {"review"}), (None, set())])
def test_a_document_dated_after_the_day_of_the_audit_does_not_exist_yet(issued_on, outcome):
    """The one that assigns tasks, as any other."""
    roster = pd.DataFrame([{"unit": "x1", "name": "An", "role": "unit_leader", "assignment_number": None}])
    given = documents({"unit": "x1", "duty": "5.3.b", "year": 2022, "issued_on": issued_on})
    result = judged({"unit": UNITS, "officer": roster, "document": given})
    assert said(result, "5.3.b", "x1") == outcome


@pytest.mark.parametrize(("requested_on", "outcome"), [("2021-05-31", set()), ("2021-06-01", {"review"})])
def test_a_request_for_comments_is_judged_by_its_own_day(requested_on, outcome):
    """Whatever the day of the row's document."""
    row = {"unit": "x1", "duty": "6.3.b.đ2", "year": 2021, "requested_on": requested_on, "issued_on": "2021-07-01"}
    assert said(judged({"unit": UNITS, "document": documents(row)}), "6.3.b.đ2", "x1") == outcome


@pytest.mark.parametrize(("commented_on", "outcome"), [("2021-05-31", set()), ("2021-06-01", {"review"})])
def test_comments_on_a_draft_are_judged_by_their_own_day(commented_on, outcome):
    """Whatever the day on which the draft was sent."""
    draft = {"unit": "so-a", "name": "NQ", "delegated_procedure": True, "sent_on": "2021-05-20", "answered_on": None}
    result = judged({"unit": UNITS, "draft": pd.DataFrame([draft | {"commented_on": commented_on}])})
    assert said(result, "6.2.d", "so-a") == outcome


# -- addressees


def test_another_body_is_an_addressee_of_nothing_that_these_rules_ask():
    """Neither of reports nor payments, evidence, tiers, working regime or the consolidated list."""
    frames = {
        "unit": UNITS,
        "officer": pd.DataFrame(
            [{"unit": "kh", "name": "An", "concurrent": False, "stated_tier": "xa", "email": None}]
        ),
        "consolidated": pd.DataFrame([{"unit": "kh", "name": "Bi", "role": "specialist"}]),
        "document": documents({"unit": "kh", "duty": "6.1.a", "year": 2019}),
        "payment": pd.DataFrame([paid("X", unit="kh", paid_on=None)]),
        "report": pd.DataFrame([report("so-a") | {"unit": "kh", "form": "paper", "sent_on": "2022-03-18"}]),
    }
    for provision in ("2", "5", "6", "7", "8", "9.4", "10"):
        assert said(judged(frames), provision, "kh") == set(), provision


def test_after_the_old_province_only_what_lies_before_is_judged():
    """No roster, running year or later quarter; periods and decisions of before, and the last year that was over."""
    frames = {
        "unit": UNITS,
        "officer": pd.DataFrame([{"unit": "h1", "name": "An", "role": "specialist", "concurrent": False}]),
        "consolidated": pd.DataFrame([{"unit": "h1", "name": "Bi", "role": "specialist"}]),
        "document": documents({"unit": "kh", "duty": "6.1.a", "year": 2019}),
        "payment": pd.DataFrame([paid("An", "2025-Q2", None, "h1"), paid("An", "2025-Q3", None, "h1")]),
        "report": pd.DataFrame(
            [report("so-a", "2025-Q1", due_on=None, sent_on="2025-03-18", approved_on="2025-03-18")]
        ),
    }
    result = judged(frames, as_of=date(2025, 12, 20))
    assert said(result, "2", "h1") | said(result, "5", "h1") | said(result, "10.5", "h1") == set()
    assert {item.subject.id for item in result.findings if item.rule == "D9.4.unpaid"} == {"h1/An/2025-Q2"}
    assert {item.subject.id for item in result.findings if item.rule == "D7.3.absent" and item.unit.id == "h1"} == {
        "h1/2025-Q1",
        "h1/2025-Q2",
    }
    assert said(result, "6.1.a", "h1") == {"review"}
    assert said(judged(frames, as_of=date(2026, 1, 1)), "6", "h1") == set()
    assert any("2025-06-30" in notice.en for notice in result.regulation.notices)


def test_the_example_audited_long_after_has_no_finding_about_a_day_when_nobody_was_bound():
    """Every day and period that a finding rests on lies before the end of the old province."""
    result = audit([EXAMPLES / "bac-giang-2022"], as_of=date(2026, 11, 29))
    assert result.findings
    last = date(2025, 6, 30)
    for item in result.findings:
        days = [evidence.value for evidence in item.evidence if isinstance(evidence.value, date)]
        assert all(day <= last for day in days), item
        assert item.provision.article in {4, 6, 7, 8, 9}
        if item.subject.kind in {"report", "payment"}:
            period = item.subject.id.rsplit("/", 1)[-1].partition("#")[0]
            assert period == "ad-hoc" or period <= "2025-Q2", item
        assert item.subject.kind not in {"unit", "officer", "procedure"}, item


@pytest.mark.parametrize(
    ("bounds", "periods"),
    [
        ({}, {"2021-Q3", "2021-Q4", "2021", "2022-Q1"}),
        ({"Từ ngày": date(2021, 12, 14)}, {"2021-Q4", "2021", "2022-Q1"}),
        ({"Từ ngày": date(2022, 1, 1)}, {"2022-Q1"}),
        ({"Đến ngày": date(2021, 12, 13)}, {"2021-Q3"}),
        ({"Từ ngày": date(2021, 9, 15), "Đến ngày": date(2022, 3, 13)}, {"2021-Q4", "2021"}),
    ],
)
def test_a_unit_owes_only_what_falls_between_the_days_of_the_register(tmp_path, bounds, periods):
    """The days stand in two more columns of the sheet of units."""
    book = openpyxl.Workbook()
    units = book.active
    units.title = "Đơn vị"
    units.append(["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Từ ngày", "Đến ngày"])
    units.append(["so-a", "Sở Y tế", "tỉnh", "Sở", bounds.get("Từ ngày"), bounds.get("Đến ngày")])
    units.append(["so-b", "Sở Nội vụ", "tỉnh", "Sở", None, None])
    calendar = book.create_sheet("Báo cáo")
    calendar.append(["Đơn vị", "Kỳ báo cáo", "Ngày gửi"])
    calendar.append(["so-b", "Quý III/2021", date(2021, 9, 15)])
    book.save(tmp_path / "d.xlsx")
    result = audit([tmp_path / "d.xlsx"], as_of=date(2022, 3, 31), effective_from=date(2021, 9, 1), verify=True)
    assert result.rejects == ()
    absent = {item.subject.id for item in result.findings if item.rule == "D7.3.absent" and item.unit.id == "so-a"}
    assert absent == {f"so-a/{period}" for period in periods}


def test_an_officer_of_a_unit_that_has_ended_is_not_judged():
    """The roster is a state of the day of the audit."""
    units = UNITS.assign(valid_to=[None, date(2022, 3, 30), None, None, None, None, None])
    roster = pd.DataFrame([{"unit": unit, "name": "An", "concurrent": False} for unit in ("so-a", "bql")])
    result = judged({"unit": units, "officer": roster})
    assert said(result, "5", "so-a") == set()
    assert "violation" in said(result, "5.3.a", "bql")


def test_an_officer_of_a_unit_that_has_ended_stands_in_no_second_unit():
    """One name in two units is of two units that exist."""
    units = UNITS.assign(valid_to=[None, date(2022, 3, 30), None, None, None, None, None])
    roster = pd.DataFrame([{"unit": unit, "name": "Lê An", "birth_year": 1980} for unit in ("so-a", "bql")])
    names = [{item.rule for item in judged({"unit": u, "officer": roster}).findings} for u in (UNITS, units)]
    assert ["D5.3.a.two_units" in found for found in names] == [True, False]


@pytest.mark.parametrize(
    ("first", "outcomes"),
    [
        (date(2021, 10, 1), {"violation"}),
        (date(2021, 11, 1), {"undetermined"}),
        (date(2022, 1, 1), set()),
    ],
)
def test_nobody_was_in_post_before_the_unit_began(first, outcomes):
    """A unit that began within a quarter may owe support for a part of it."""
    units = UNITS.assign(valid_from=[None, first, None, None, None, None, None])
    roster = pd.DataFrame([{"unit": unit, "name": f"Lê {unit}", "role": "specialist"} for unit in ("so-a", "bql")])
    payments = pd.DataFrame([paid(name="Lê bql", unit="bql")])
    result = judged({"unit": units, "officer": roster, "payment": payments})
    assert said(result, "9.4", "so-a") == outcomes
