"""What a dossier implies: persons, posts, the completed report calendar and payment list, roster changes."""

from datetime import date

import pandas as pd
import pytest

from kstt_rules.intake import from_frames
from kstt_rules.judging.complete import derive
from kstt_rules.judging.roster_changes import add_changes
from kstt_rules.model.citation import Provision
from kstt_rules.model.report_calendar import DueRule
from kstt_rules.model.vocabulary import base_vocabulary
from kstt_rules.pack.model import Calendar, Expectation

AS_OF = date(2022, 3, 31)
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
    rows = report(derive(dossier(report=submitted), CALENDAR, as_of=AS_OF))
    assert len([unit for unit, _ in rows if unit == "so-a"]) == 10
    assert rows["so-a", "2021-Q4"]["listed"] is True
    assert rows["so-a", "2022-Q2"]["listed"] is False
    assert rows["x-b", "2022-Q1"]["expected"] is False
    assert rows["so-a", "2022-Q1"]["ends_on"] == pd.Timestamp(2022, 3, 14)


def test_a_year_before_the_regulation_is_not_expected():
    """A mistyped year before the calendar's first year brings no expected rows with it."""
    submitted = [{"unit": "so-a", "period": "2012-Q4"}, {"unit": "so-a", "period": "2022-Q1"}]
    rows = report(derive(dossier(report=submitted), CALENDAR, as_of=AS_OF))
    assert {period for _, period in rows} == {"2012-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2022"}


def test_a_calendar_that_was_not_submitted_is_not_invented():
    """Without the dataset there are no reports to judge, expected or not."""
    assert "report" not in derive(dossier(), CALENDAR, as_of=AS_OF).tables


def test_an_unlisted_row_points_at_the_unit_in_the_register():
    """What is not on record is shown at the unit's own row."""
    table = derive(dossier(report=[{"unit": "so-a", "period": "2022-Q1"}]), CALENDAR, as_of=AS_OF).tables["report"]
    index = table.frame.index[table.frame["period"] == "2022-Q2"][0]
    assert table.source(index, "sent_on").sheet == "unit"


def test_a_rejected_row_leaves_it_open_whether_a_period_was_listed():
    """A row that could not be read may have been the one that is not on record."""
    submitted = [{"unit": "so-a", "period": "2022-Q1"}, {"unit": "so-a", "period": "quý năm"}]
    rows = report(derive(dossier(report=submitted), CALENDAR, as_of=AS_OF))
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
        derive(dossier(report=[{"unit": "so-a", "period": "2022-Q1", "due_on": due_on}]), calendar, as_of=AS_OF)
    )
    assert (rows["so-a", "2022-Q1"]["deadline"], rows["so-a", "2022-Q1"]["due_source"]) == (deadline, source)


def test_a_due_date_of_the_regulation_decides_before_the_submitted_one():
    """A calendar cannot put off what the regulation sets."""
    due = {"tinh": {"quarter": DueRule(18, in_regulation=True)}}
    calendar = Calendar(2021, CALENDAR.expects, due, "as_stated", {})
    submitted = [{"unit": "so-a", "period": "2022-Q1", "due_on": "2022-03-25"}]
    row = report(derive(dossier(report=submitted), calendar, as_of=AS_OF))["so-a", "2022-Q1"]
    assert (row["deadline"], row["due_source"]) == (pd.Timestamp(2022, 3, 18), "regulation")


def test_the_weekend_policy_moves_a_due_day():
    """Under the policy a due day on a Sunday becomes the Monday after it."""
    calendar = Calendar(2021, CALENDAR.expects, None, "next_working_day", {})
    submitted = [{"unit": "so-a", "period": "2022-Q1", "due_on": "2022-03-20"}]
    rows = report(derive(dossier(report=submitted), calendar, as_of=AS_OF))
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
    frame = derive(dossier(officer=officers), CALENDAR, as_of=AS_OF).tables["officer"].frame
    assert frame["active"].tolist() == [active]


def test_a_payment_is_expected_of_officers_in_post_for_the_whole_period():
    """Who served a covered period is expected in the list, who served part of it perhaps, who did not is left out."""
    officers = [
        {"unit": "so-a", "name": "Lê An", "from_date": None},
        {"unit": "so-a", "name": "Lê Bình", "from_date": "2022-02-01"},
        {"unit": "so-a", "name": "Lê Chi", "from_date": "2022-03-20"},
        {"unit": "so-a", "name": "Lê Dung", "from_date": None},
    ]
    paid = [{"unit": "so-a", "officer_name": "Lê  dung", "period": "2022-Q1", "paid_on": "2022-03-20"}]
    frame = derive(dossier(officer=officers, payment=paid), CALENDAR, as_of=AS_OF).tables["payment"].frame
    found = {row["officer_name"]: (row["listed"], row["expected"]) for row in frame.to_dict("records")}
    assert found == {"Lê dung": (True, True), "Lê An": (False, True), "Lê Bình": (False, None)}


# -- two rosters


def changes(before, after, stated=None):
    later = {"officer": after} | ({} if stated is None else {"change": stated})
    current = derive(dossier(**later), CALENDAR, as_of=AS_OF)
    frame = add_changes(current, derive(dossier(officer=before), CALENDAR, as_of=AS_OF)).tables["change"].frame
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
