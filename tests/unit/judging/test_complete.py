"""What a dossier implies: persons, posts, the completed report calendar and payment list, roster changes."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from same_dossiers import assert_same_dossier

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.memo import Memo
from kstt_rules.intake import from_frames
from kstt_rules.judging.complete import derive
from kstt_rules.judging.roster_changes import add_changes
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.citation import Provision
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.report_calendar import DueRule
from kstt_rules.pack.model import Calendar, Expectation

AS_OF = date(2022, 3, 31)
TIME = TimeJudged(AS_OF)
CALENDAR = Calendar(
    first_year=2021,
    expects=(Expectation(("so",), ("quarter", "year"), Provision.parse("7.3")),),
    due=None,
    weekend_policy="as_stated",
    working_day_overrides={},
)
UNITS = [
    {"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"},
    {"id": "x-b", "name": "Xã B", "tier": "xa", "kind": "ubnd_xa"},
]


def dossier(**rows):
    frames = {entity: pd.DataFrame(items) for entity, items in {"unit": UNITS, **rows}.items()}
    return from_frames(frames, base_vocabulary())


def report(result):
    frame = result.tables["report"].frame
    return {(row["unit"], row["period"]): row for row in frame.to_dict("records")}


def test_the_calendar_is_completed_for_every_unit_that_must_report():
    """Every expected period from the calendar's first year on has a row, and says whether it was listed."""
    submitted = [{"unit": "so-a", "period": "2021-Q4", "sent_on": "2021-12-18"}, {"unit": "x-b", "period": "2022-Q1"}]
    rows = report(derive(dossier(report=submitted), CALENDAR, time=TIME))
    assert len([unit for unit, _ in rows if unit == "so-a"]) == 10
    assert rows["so-a", "2021-Q4"]["listed"] is True
    assert rows["so-a", "2022-Q2"]["listed"] is False
    assert rows["x-b", "2022-Q1"]["expected"] is False
    assert rows["so-a", "2022-Q1"]["ends_on"] == pd.Timestamp(2022, 3, 14)


def test_a_calendar_by_months_is_completed_by_months():
    """Each month and half-year that is expected has a row; data close on the day that the calendar says."""
    expects = (Expectation(("so",), ("month", "half_year"), Provision.parse("7.3")),)
    due = {"tinh": {"month": DueRule(18, 1, Provision(7, 3))}}
    calendar = Calendar(2022, expects, due, "as_stated", {}, cut_off=31)
    vocabulary = replace(base_vocabulary(), period_kinds={"month", "half_year"})
    frames = {"unit": UNITS, "report": [{"unit": "so-a", "period": "Tháng 2/2022", "sent_on": "2022-03-18"}]}
    given = from_frames({name: pd.DataFrame(rows) for name, rows in frames.items()}, vocabulary)
    rows = report(derive(given, calendar, time=TIME))
    assert len(rows) == 14
    assert (rows["so-a", "2022-02"]["kind"], rows["so-a", "2022-02"]["listed"]) == ("month", True)
    assert rows["so-a", "2022-02"]["ends_on"] == pd.Timestamp(2022, 2, 28)
    assert rows["so-a", "2022-02"]["deadline"] == pd.Timestamp(2022, 3, 18)
    assert rows["so-a", "2022-H1"]["ends_on"] == pd.Timestamp(2022, 6, 30)


def test_a_year_before_the_regulation_is_not_expected():
    """A mistyped year before the calendar's first year brings no expected rows with it."""
    submitted = [{"unit": "so-a", "period": "2012-Q4"}, {"unit": "so-a", "period": "2022-Q1"}]
    rows = report(derive(dossier(report=submitted), CALENDAR, time=TIME))
    assert {period for _, period in rows} == {"2012-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2022"}


def test_a_calendar_that_was_not_submitted_is_not_invented():
    """Without the dataset there are no reports to judge, expected or not."""
    assert "report" not in derive(dossier(), CALENDAR, time=TIME).tables


def test_an_unlisted_row_points_at_the_unit_in_the_register():
    """What is not on record is shown at the unit's own row."""
    table = derive(dossier(report=[{"unit": "so-a", "period": "2022-Q1"}]), CALENDAR, time=TIME).tables["report"]
    index = table.frame.index[table.frame["period"] == "2022-Q2"][0]
    assert table.source(index, "sent_on").sheet == "unit"


def test_a_rejected_row_leaves_it_open_whether_a_period_was_listed():
    """A row that could not be read may have been the one that is not on record."""
    submitted = [{"unit": "so-a", "period": "2022-Q1"}, {"unit": "so-a", "period": "quý năm"}]
    rows = report(derive(dossier(report=submitted), CALENDAR, time=TIME))
    assert rows["so-a", "2022-Q2"]["listed"] is None


@pytest.mark.parametrize(
    ("due_on", "deadline", "source"),
    [("2022-03-20", pd.Timestamp(2022, 3, 20), "calendar"), (None, pd.Timestamp(2022, 3, 18), "local")],
)
def test_the_submitted_due_date_decides_before_the_local_one(due_on, deadline, source):
    """The deadline is the calendar's own, else the pack's, and says which."""
    due = {"tinh": {"quarter": DueRule(18)}}
    calendar = Calendar(2021, CALENDAR.expects, due, "as_stated", {})
    rows = report(
        derive(
            dossier(report=[{"unit": "so-a", "period": "2022-Q1", "due_on": due_on}]), calendar, time=TimeJudged(AS_OF)
        )
    )
    assert (rows["so-a", "2022-Q1"]["deadline"], rows["so-a", "2022-Q1"]["due_source"]) == (deadline, source)


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (DueRule(18, provision=Provision(7, 3)), "regulation"),
        (DueRule(18, act=Bilingual("Thông tư", "A circular")), "act"),
    ],
)
def test_a_due_date_of_the_law_decides_before_the_submitted_one(rule, source):
    """A calendar cannot put off what the regulation, or another act, sets."""
    due = {"tinh": {"quarter": rule}}
    calendar = Calendar(2021, CALENDAR.expects, due, "as_stated", {})
    submitted = [{"unit": "so-a", "period": "2022-Q1", "due_on": "2022-03-25"}]
    row = report(derive(dossier(report=submitted), calendar, time=TIME))["so-a", "2022-Q1"]
    assert (row["deadline"], row["due_source"]) == (pd.Timestamp(2022, 3, 18), source)


def test_the_weekend_policy_moves_a_due_day():
    """Under the policy a due day on a Sunday becomes the Monday after it."""
    calendar = Calendar(2021, CALENDAR.expects, None, "next_working_day", {})
    submitted = [{"unit": "so-a", "period": "2022-Q1", "due_on": "2022-03-20"}]
    rows = report(derive(dossier(report=submitted), calendar, time=TIME))
    assert rows["so-a", "2022-Q1"]["deadline"] == pd.Timestamp(2022, 3, 21)


@pytest.mark.parametrize(
    ("start", "end", "active"),
    [
        (None, None, True),
        ("2022-03-31", None, True),
        ("2022-04-01", None, False),
        (None, "2022-03-31", True),
        (None, "2022-03-30", False),
    ],
)
def test_an_officer_is_in_post_from_the_first_to_the_last_day(start, end, active):
    """Both bounds belong to the time in post, a blank one is open."""
    officers = [{"unit": "so-a", "name": "Lê An", "from_date": start, "to_date": end}]
    frame = derive(dossier(officer=officers), CALENDAR, time=TIME).tables["officer"].frame
    assert frame["active"].tolist() == [active]


@pytest.mark.parametrize("changed", ["approved_on", "sent_on", "unit"])
def test_reports_are_completed_again_as_from_the_start(changed):
    """Whichever column differs, and though others are the same by their values alone."""
    rows = [
        {"unit": "so-a", "period": "2022-Q1", "sent_on": "2022-03-18", "approved_on": "2022-03-17"},
        {"unit": "so-a", "period": "2022-Q2", "sent_on": "2022-06-18", "approved_on": "2022-06-17"},
    ]
    before, memo = dossier(report=rows), Memo()
    derive(before, CALENDAR, time=TIME, memo=memo)
    memo.end_round()
    now = dossier(report=[rows[0], {**rows[1], changed: {"sent_on": "2022-03-01", "unit": "x-b"}.get(changed)}])
    now = replace(now, tables={**now.tables, "unit": before.tables["unit"]})
    again, fresh = derive(now, CALENDAR, time=TIME, memo=memo), derive(now, CALENDAR, time=TIME)
    assert_same_dossier(again, fresh)


def payments(officers, paid, **time):
    """Return what is due by the payment list: by name and period whether listed, whether expected."""
    given = derive(dossier(officer=officers, payment=paid), CALENDAR, time=TimeJudged(AS_OF, **time))
    rows = given.tables["payment"].frame.to_dict("records")
    return {(row["officer_name"], row["period"]): (row["listed"], row["expected"]) for row in rows}


def test_a_payment_is_expected_of_officers_in_post_for_the_whole_calendar_quarter():
    """Who served a covered quarter is expected in the list, who served part of it perhaps, who did not is left out."""
    officers = [
        {"unit": "so-a", "name": "Lê An", "from_date": None, "to_date": None},
        {"unit": "so-a", "name": "Lê Bình", "from_date": "2021-10-02", "to_date": None},
        {"unit": "so-a", "name": "Lê Chi", "from_date": "2022-01-01", "to_date": None},
        {"unit": "so-a", "name": "Lê Dung", "from_date": "2021-10-01", "to_date": "2021-12-31"},
        {"unit": "so-a", "name": "Lê Hoa", "from_date": None, "to_date": "2021-12-16"},
        {"unit": "so-a", "name": "Lê Hải", "from_date": None, "to_date": "2021-11-15"},
        {"unit": "so-a", "name": "Lê Hải", "from_date": "2021-11-16", "to_date": None},
    ]
    paid = [{"unit": "so-a", "officer_name": "Lê  dung", "period": "2021-Q4", "paid_on": "2021-12-20"}]
    assert payments(officers, paid) == {
        ("Lê dung", "2021-Q4"): (True, True),
        ("Lê An", "2021-Q4"): (False, True),
        ("Lê Bình", "2021-Q4"): (False, None),
        ("Lê Hoa", "2021-Q4"): (False, None),
        ("Lê Hải", "2021-Q4"): (False, True),
    }


def test_a_period_in_which_the_regulation_bound_nobody_is_not_expected():
    """Neither one before its effect nor one after its last day; its own first and last quarters are."""
    officers = [{"unit": "so-a", "name": "Lê An"}, {"unit": "so-a", "name": "Lê Bình"}]
    paid = [{"unit": "so-a", "officer_name": "Lê An", "period": f"2021-Q{number}"} for number in (1, 2, 3, 4)]
    found = payments(officers, paid, effective_from=date(2021, 6, 30), addressees_until=date(2021, 9, 30))
    assert {key: expected for key, (listed, expected) in found.items() if listed} == {
        ("Lê An", "2021-Q1"): False,
        ("Lê An", "2021-Q2"): True,
        ("Lê An", "2021-Q3"): True,
        ("Lê An", "2021-Q4"): False,
    }
    assert {key for key, (listed, _) in found.items() if not listed} == {("Lê Bình", "2021-Q2"), ("Lê Bình", "2021-Q3")}


def test_who_is_paid_by_the_year_is_not_asked_for_by_the_quarter():
    """A year is asked for only where the list does not divide it; an ad-hoc payment is asked of nobody."""
    officers = [{"unit": "so-a", "name": name} for name in ("Lê An", "Lê Bình", "Lê Chi")]
    paid = [
        {"unit": "so-a", "officer_name": "Lê An", "period": "2021"},
        {"unit": "so-a", "officer_name": "Lê Bình", "period": "2021-Q4"},
        {"unit": "so-a", "officer_name": "Lê Bình", "period": "2020"},
        {"unit": "so-a", "officer_name": "Lê Bình", "period": "đột xuất"},
    ]
    found = payments(officers, paid)
    assert found["Lê Bình", "ad-hoc"] == (True, False)
    assert {key for key, (listed, _) in found.items() if not listed} == {
        ("Lê An", "2020"),
        ("Lê Chi", "2020"),
        ("Lê Chi", "2021-Q4"),
    }


def test_who_is_not_on_the_roster_is_owed_nothing_unless_a_row_of_it_could_not_be_read():
    """The row that could not be read may be theirs."""
    paid = [{"unit": "so-a", "officer_name": "Lê An", "period": "2021-Q4"}]
    assert payments([{"unit": "so-a", "name": "Lê Bình"}], paid)["Lê An", "2021-Q4"] == (True, False)
    unread = [{"unit": "so-a", "name": "Lê Bình"}, {"unit": "so-a", "name": None}]
    assert payments(unread, paid)["Lê An", "2021-Q4"] == (True, None)


def test_who_may_be_in_post_may_be_so_only_where_the_unit_exists():
    """That another unit is gone settles nothing; that their own is does."""
    units = [{**UNITS[0], "valid_to": "2022-03-30"}, {**UNITS[1], "valid_to": None}]
    officers = [{"unit": unit["id"], "name": "Lê An", "to_date": "?"} for unit in units]
    table = derive(dossier(unit=units, officer=officers), CALENDAR, time=TIME).tables["officer"]
    assert dict(zip(table.frame["unit"], table.frame["active"], strict=True)) == {"so-a": False, "x-b": None}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"from_date": "?"}, None),
        ({"from_date": "2021-11-01", "to_date": "?"}, None),
        ({"from_date": "2022-01-01", "to_date": "?"}, False),
        ({"from_date": "?", "to_date": "2021-09-30"}, False),
    ],
)
def test_a_payment_may_be_owed_to_whom_days_that_were_not_read_may_have_in_post(days, expected):
    """Nothing is owed where the other day rules the quarter out."""
    paid = [{"unit": "so-a", "officer_name": name, "period": "2021-Q4"} for name in ("Lê An", "Lê Bình")]
    officers = [{"unit": "so-a", "name": "Lê An", **days}, {"unit": "so-a", "name": "Lê Bình"}]
    found = payments(officers, paid)
    assert (found["Lê An", "2021-Q4"][1], found["Lê Bình", "2021-Q4"][1]) == (expected, True)


def test_an_unpaid_payment_points_at_the_officer_on_the_roster():
    """What is not on record is shown where the officer stands."""
    officers = [{"unit": "so-a", "name": "Lê An"}, {"unit": "so-a", "name": "Lê Bình"}]
    paid = [{"unit": "so-a", "officer_name": "Lê An", "period": "2021-Q4"}]
    table = derive(dossier(officer=officers, payment=paid), CALENDAR, time=TIME).tables["payment"]
    index = table.frame.index[table.frame["officer_name"] == "Lê Bình"][0]
    assert (table.source(index, "paid_on").sheet, table.source(index, "paid_on").cell[-1]) == ("officer", "3")


def test_one_row_stands_for_a_report():
    """The first timely sending, else the first sending; a row without a day stands only where none was sent."""
    base = {"unit": "so-a", "due_on": "2022-03-20"}
    days = {
        "2022-Q1": [None, "2022-03-28", "2022-03-19", "2022-03-18"],
        "2021-Q4": [None, "2022-03-25", "2022-03-22"],
    }
    rows = [{**base, "period": period, "sent_on": day} for period, sent in days.items() for day in sent]
    ordered = from_frames({"unit": pd.DataFrame(UNITS), "report": pd.DataFrame(rows)}, base_vocabulary())
    frame = derive(ordered, CALENDAR, time=TIME).tables["report"].frame
    chosen = frame[frame["stands_for_report"].astype(bool) & frame["listed"].astype(bool)]
    found = {row["period"]: row["sent_on"] for row in chosen.to_dict("records")}
    assert found["2022-Q1"] == pd.Timestamp(2022, 3, 18)
    assert found["2021-Q4"] == pd.Timestamp(2022, 3, 22)


def test_ad_hoc_requests_are_told_apart_by_their_due_day():
    """Rows of one due day are one request, rows without one are each its own; the earlier day counts."""
    rows = [
        {"unit": "so-a", "period": "ad hoc", "due_on": "2022-03-20", "sent_on": None},
        {"unit": "so-a", "period": "ad hoc", "due_on": "2022-03-20", "sent_on": "2022-03-10"},
        {"unit": "so-a", "period": "ad hoc", "due_on": "2022-03-25", "sent_on": "2022-03-26"},
        {"unit": "so-a", "period": "ad hoc", "due_on": None, "sent_on": None},
        {"unit": "so-a", "period": "ad hoc", "due_on": None, "sent_on": "2022-02-01"},
    ]
    frame = derive(dossier(report=rows), CALENDAR, time=TIME).tables["report"].frame
    own = frame[frame["kind"] == "ad_hoc"]
    assert own["occasion"].nunique() == 4
    assert own["stands_for_report"].sum() == 4
    days = {None if pd.isna(day) else f"{day:%m-%d}" for day in own["happened_on"]}
    assert days == {"03-20", "03-10", "03-25", None, "02-01"}


def test_a_row_without_a_due_day_takes_that_of_another_row_of_its_period():
    """The latest that is stated; an ad-hoc request takes none."""
    rows = [
        {"unit": "so-a", "period": "2022-Q1", "due_on": due, "sent_on": None}
        for due in (None, "2022-03-20", "2022-03-25")
    ]
    rows += [{"unit": "so-a", "period": "ad hoc", "due_on": due, "sent_on": None} for due in (None, "2022-03-20")]
    frame = derive(dossier(report=rows), CALENDAR, time=TIME).tables["report"].frame
    dues = frame[frame["period"] == "2022-Q1"]["deadline"].dt.day.tolist()
    assert sorted(dues) == [20, 25, 25]
    assert frame[frame["kind"] == "ad_hoc"]["deadline"].isna().sum() == 1


# -- two rosters


def changes(before, after, stated=None):
    later = {"officer": after} | ({} if stated is None else {"change": stated})
    current = derive(dossier(**later), CALENDAR, time=TIME)
    frame = add_changes(current, derive(dossier(officer=before), CALENDAR, time=TIME)).tables["change"].frame
    return [(row["officer_out"], row["officer_in"]) for row in frame.to_dict("records") if row["compared"]]


def officer(name, **more):
    return {"unit": "so-a", "name": name, "role": "specialist", **more}


def test_one_who_left_and_one_who_came_in_the_same_role_are_one_change():
    """A successor is paired with whom they follow in the same role."""
    assert changes([officer("Lê An"), officer("Lê Bình")], [officer("Lê Bình"), officer("Lê Chi")]) == [
        ("Lê An", "Lê Chi")
    ]


@pytest.mark.parametrize("name", ["LÊ HOÀ", "Lê  Hoà", "Lê Hòa", "Lê Hoà"])
def test_spelling_variants_are_the_same_person(name):
    """Case, spacing, Unicode form and tone placement make no change."""
    assert changes([officer("Lê Hòa")], [officer(name)]) == []


def test_accents_tell_people_apart():
    """An and Ân are two people."""
    assert changes([officer("Lê An")], [officer("Lê Ân")]) == [("Lê An", "Lê Ân")]


def test_namesakes_of_different_birth_years_are_two_people():
    """One name with two years of birth is a change."""
    assert changes([officer("Lê An", birth_year=1980)], [officer("Lê An", birth_year=1990)]) == [("Lê An", "Lê An")]


def test_one_new_telephone_number_is_no_change():
    """A person may change one of telephone and e-mail."""
    before = officer("Lê An", phone="0912000111", email="an@x.vn")
    assert changes([before], [{**before, "phone": "0912000222"}]) == []
    assert changes([before], [{**before, "phone": "0912000222", "email": "b@x.vn"}]) == [("Lê An", "Lê An")]


def test_a_change_that_the_list_names_is_not_derived_again():
    """What the submitted changes say is not said twice."""
    stated = [{"unit": "so-a", "changed_on": "2022-01-10", "officer_out": "Lê An", "officer_in": "Lê Chi"}]
    assert changes([officer("Lê An")], [officer("Lê Chi")], stated) == []


def test_the_same_roster_has_no_changes():
    """A roster compared with itself gives nothing."""
    roster = [officer("Lê An"), officer("Lê Bình")]
    assert changes(roster, roster) == []
