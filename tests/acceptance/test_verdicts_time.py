"""Who is bound, and when: bodies that are no addressees, the end of the old province, and units that begin or end."""

from datetime import date

import openpyxl
import pandas as pd
import pytest
from duties_in_time import UNITS, documents, paid, report
from repository import EXAMPLES
from verdicts import judged, said

from kstt_rules import audit

pytestmark = pytest.mark.usefixtures("read_here")


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
