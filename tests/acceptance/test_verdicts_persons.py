"""People and rosters: one person over rows, files and sheets; a list that was not received; one name in two units."""

from datetime import date

import pandas as pd
import pytest
from verdicts import judged, said

UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "so-b", "name": "Sở Nội vụ", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "vp", "name": "Văn phòng UBND tỉnh", "tier": "tinh", "kind": "vp_ubnd_tinh", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
    ]
)
THREE = ("unit_leader", "office_leader", "specialist")
TWO = ("unit_leader", "office_clerk")


def roster(*rows, unit="so-a"):
    return pd.DataFrame([{"unit": unit, **row} for row in rows])


def people(unit, roles, **told):
    names = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Cường")
    return [{"unit": unit, "name": name, "role": role, **told} for name, role in zip(names, roles, strict=False)]


def of(unit, provision, officers, *, as_of=date(2022, 3, 31), **more):
    return said(judged({"unit": UNITS, "officer": officers, **more}, as_of=as_of), provision, unit)


def rules(result, unit, article):
    return {item.rule for item in result.findings if item.unit.id == unit and item.provision.article == article}


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"phone": "0912345678"},
        {"from_date": date(2021, 1, 1)},
        {"title": "Người làm đầu mối"},
        {"role": None},
    ],
)
@pytest.mark.parametrize(("unit", "roles"), [("so-a", THREE), ("h1", THREE), ("x1", TWO)])
def test_people_in_two_lists_are_counted_once(unit, roles, again):
    """A second list of the same people, with other columns filled, neither adds people nor fills roles twice."""
    rows = [*people(unit, roles), *({**row, **again} for row in people(unit, roles))]
    columns = ("phone", "from_date", "title", "role")
    rows = [dict.fromkeys(columns) | row for row in rows]
    assert of(unit, "5.1", pd.DataFrame(rows)) <= {"undetermined"}  # of who is in charge nothing is said
    assert not {
        item for item in rules(judged({"unit": UNITS, "officer": pd.DataFrame(rows)}), unit, 5) if "5.1.c" in item
    }


@pytest.mark.parametrize("written", ["Ông Nguyễn Văn An", "ThS. Nguyễn Văn An", "NGUYỄN VĂN AN", "Nguyễn Văn An, TS."])
def test_an_honorific_makes_nobody_another(written):
    """In the list that the province's office compiles as in a second row of the roster."""
    officers = roster({"name": "Nguyễn Văn An", "role": "unit_leader"}, {"name": written, "role": "unit_leader"})
    listed = pd.DataFrame([{"unit": "so-a", "name": written, "title": None, "role": "unit_leader"}])
    assert of("so-a", "10.5", officers, consolidated=listed) == set()
    assert "D5.1.a.twice" not in rules(judged({"unit": UNITS, "officer": officers}), "so-a", 5)


def test_one_person_in_two_roles_is_one_person():
    """Two are asked for in a commune; a department with a leader who is its office leader too lacks one role."""
    twice = ({"name": "Vũ Giang", "role": "unit_leader"}, {"name": "Vũ Giang", "role": "office_clerk"})
    assert of("x1", "5.1.c", roster(*twice, unit="x1")) == {"violation"}
    both = ({"name": "Vũ Giang", "role": "unit_leader"}, {"name": "Vũ Giang", "role": "office_leader"})
    found = judged({"unit": UNITS, "officer": roster(*both, {"name": "Co", "role": "specialist"})})
    assert said(found, "5.1.a", "so-a") == {"review"}


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ({"birth_year": 1970}, {"birth_year": 1990}, set()),
        ({"birth_year": 1970}, {"birth_year": 1970}, {"violation"}),
        ({"phone": "0912345678"}, {"phone": "0912345679"}, {"undetermined"}),
        ({"phone": "0912345678", "birth_year": 1970}, {"phone": "0912345679", "birth_year": 1970}, {"violation"}),
        ({"phone": "0912345678", "birth_year": 1970}, {"phone": "0912345678", "birth_year": 1990}, set()),
        ({"email": "a@x.vn"}, {"email": "b@x.vn"}, {"undetermined"}),
        ({"email": "a@x.vn", "phone": "0912345678"}, {"email": "a@x.vn", "phone": "0912345679"}, {"violation"}),
        ({"phone": "0912345678"}, {}, {"violation"}),
    ],
)
def test_two_rows_of_one_name_are_one_person_or_two(one, other, outcome):
    """The year of birth decides, then an equal contact; only contacts that differ leave the number open."""
    blank = {"birth_year": None, "phone": None, "email": None, "name": "Lê An"}
    officers = roster(blank | {"role": "unit_leader"} | one, blank | {"role": "office_clerk"} | other, unit="x1")
    assert of("x1", "5.1.c", officers) == outcome


def test_what_is_not_known_of_people_matters_only_where_the_number_does():
    """One or two people in one role beside two others are at most four, at least three; of two all is well."""
    double = [{"name": "Lê An", "role": "specialist", "phone": f"091234567{digit}"} for digit in (8, 9)]
    leader = {"name": "Bi", "role": "unit_leader", "phone": None}
    found = judged({"unit": UNITS, "officer": roster(leader, *double)})
    verdicts = {item.rule: item.verdict.value for item in found.findings if item.unit.id == "so-a"}
    assert "D5.1.a.max" not in verdicts
    assert verdicts["D5.1.a.twice"] == "undetermined"


@pytest.mark.parametrize(("day", "outcome"), [(date(2022, 3, 31), set()), (date(2022, 3, 30), {"violation"})])
def test_a_handover_on_the_day_counts_one_person(day, outcome):
    """Who leaves on the day on which a successor in the role begins is not counted on it; a day earlier both are."""
    officers = roster(
        {"name": "An", "role": "unit_leader", "from_date": None, "to_date": date(2022, 3, 31)},
        {"name": "Bi", "role": "unit_leader", "from_date": day, "to_date": None},
        {"name": "Co", "role": "office_clerk", "from_date": None, "to_date": None},
        unit="x1",
    )
    assert of("x1", "5.1.c", officers) == outcome


# -- no list received


@pytest.mark.parametrize("reading", ["strict", "slots", "cap"])
@pytest.mark.parametrize("unit", ["so-b", "vp", "h1", "x1"])
def test_a_unit_without_a_row_is_one_finding_for_review(unit, reading):
    """Under every reading and in every tier; nothing else is asked of its composition, its list, or its approval."""
    nothing = pd.DataFrame(columns=["unit", "decision_number", "decided_on", "sent_on"])
    staff = pd.DataFrame([{"unit": "vp", "name": "Co", "civil_servant": True}])
    frames = {"unit": UNITS, "officer": roster(*people("so-a", THREE)), "approval": nothing, "staff": staff}
    found = judged(frames, settings={"readings.composition": reading})
    own = [item for item in found.findings if item.unit.id == unit and item.provision.article in (2, 4, 5)]
    assert [(item.rule.split(".")[-1], item.severity.value) for item in own] == [("nobody", "review")]
    assert said(found, "9.1", unit) == set()


def test_without_any_roster_nothing_can_be_told():
    """Reading 2 of the law: what was not submitted at all is undetermined."""
    found = judged({"unit": UNITS})
    assert said(found, "5.1", "so-a") == {"undetermined"}


@pytest.mark.parametrize(
    ("unit", "outcome"), [("so-a", "review"), ("h1", "review"), ("x1", "violation"), ("vp", "violation")]
)
def test_a_unit_whose_rows_show_nobody_in_post_is_told_once(unit, outcome):
    """The number is breached where the text is exact; the roles are not asked for."""
    officers = roster({"name": "An", "role": "unit_leader", "to_date": date(2021, 12, 31)}, unit=unit)
    staff = pd.DataFrame([{"unit": "vp", "name": "Co", "civil_servant": True}])
    found = judged({"unit": UNITS, "officer": officers, "staff": staff})
    own = [item for item in found.findings if item.unit.id == unit]
    composition = [item for item in own if item.rule.startswith("D5.1")]
    assert [item.severity.value for item in composition] == [outcome]


def test_the_consolidated_list_cannot_be_compared_with_a_list_that_was_not_received():
    """It is undetermined for that unit alone; one whose list came and has nobody left is a breach."""
    officers = roster({"name": "An", "role": "unit_leader", "to_date": date(2021, 12, 31)})
    listed = pd.DataFrame([{"unit": unit, "name": "An", "title": None, "role": None} for unit in ("so-a", "so-b")])
    assert of("so-b", "10.5", officers, consolidated=listed) == {"undetermined"}
    assert "violation" in of("so-a", "10.5", officers, consolidated=listed)


# -- one name in two units


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ({}, {}, {"info"}),
        ({"phone": "0912345678"}, {}, {"info"}),
        ({"phone": "0912345678"}, {"phone": "+84912345678"}, {"review"}),
        ({"email": "a@x.vn"}, {"email": "A@x.vn"}, {"review"}),
        ({"birth_year": 1970}, {"birth_year": 1970}, {"review"}),
        ({"birth_year": 1970}, {"birth_year": 1990}, set()),
        ({"birth_year": 1970, "phone": "0912345678"}, {"birth_year": 1990, "phone": "0912345678"}, set()),
        ({"phone": "0912345678"}, {"phone": "0912345679"}, set()),
    ],
)
def test_one_name_in_two_units(one, other, outcome):
    """Information where nothing tells them apart, for review where something is equal, nothing where it contradicts."""
    blank = {"birth_year": None, "phone": None, "email": None, "concurrent": True}
    rows = [blank | {"unit": "so-a", "name": "Lê An"} | one, blank | {"unit": "h1", "name": "Lê  An"} | other]
    found = of("so-a", "5.3.a", pd.DataFrame(rows))
    assert found == outcome


def test_a_tier_is_compared_only_where_it_is_stated():
    """A blank cell of the column states none."""
    officers = roster({"name": "An", "stated_tier": None}, {"name": "Bi", "stated_tier": "xã"})
    found = judged({"unit": UNITS, "officer": officers})
    assert {item.subject.name: item.severity.value for item in found.findings if item.rule == "D2.1.tier"} == {
        "Bi": "review"
    }


def test_an_officer_of_an_unknown_unit_is_undetermined_only_where_a_breach_is_possible():
    """A leader is not outside the roles, whichever unit it is; an accountant may be."""
    rows = [{"unit": "Sở Z", "name": "An", "role": "unit_leader"}, {"unit": "Sở Z", "name": "Bi", "role": "outside"}]
    officers = pd.DataFrame([{"unit": "so-a", "name": "Co", "role": "specialist"}, *rows])
    found = judged({"unit": UNITS, "officer": officers})
    assert {item.subject.name for item in found.findings if item.rule == "D5.1.a.outside"} == {"Bi"}
