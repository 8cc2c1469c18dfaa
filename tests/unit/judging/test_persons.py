"""Rosters by people: rows of one person gathered, with their cells, and who is in post on the day of a handover."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kstt_rules.intake import from_frames
from kstt_rules.judging.persons import by_person, with_persons
from kstt_rules.model.read_vocabulary import base_vocabulary

AS_OF = date(2022, 3, 31)
UNITS = [{"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"}, {"id": "so-b", "name": "Sở B"}]


def roster(*officers):
    frames = {"unit": pd.DataFrame(UNITS), "officer": pd.DataFrame([{"unit": "so-a", **row} for row in officers])}
    table = from_frames(frames, base_vocabulary()).tables["officer"]
    return by_person(with_persons(table, "name"), AS_OF)


def column(table, name):
    return table.frame[name].tolist()


def test_rows_of_one_person_become_one_with_what_each_tells():
    """The first row stands for the person; a cell that is blank there comes from another row, and is cited there."""
    table = roster(
        {"name": "Lê An", "title": "Giám đốc", "phone": None},
        {"name": "Ông Lê An", "title": None, "phone": "0912345678"},
    )
    assert column(table, "title") == ["Giám đốc"]
    assert column(table, "phone") == ["0912345678"]
    assert (table.source(0, "title").cell, table.source(0, "phone").cell) == ("C2", "D3")


def test_rows_of_one_name_in_two_units_stay_apart():
    """People are gathered within a unit."""
    assert len(roster({"name": "Lê An"}, {"name": "Lê An", "unit": "so-b"})) == 2


def test_a_yes_against_a_no_is_blank():
    """What two rows contradict each other in is not known."""
    table = roster({"name": "Lê An", "concurrent": True}, {"name": "Lê An", "concurrent": False, "title": "Giám đốc"})
    assert column(table, "concurrent") == [None]


def test_the_time_in_post_spans_the_rows():
    """From the first day that a row names to the last, open where a row leaves it blank."""
    table = roster(
        {"name": "Lê An", "from_date": "2022-01-01", "to_date": "2022-12-31"},
        {"name": "Lê An", "from_date": "2020-01-01", "to_date": None},
    )
    assert column(table, "from_date") == [pd.Timestamp(2020, 1, 1)]
    assert table.frame["to_date"].isna().tolist() == [True]


def test_an_earlier_stay_is_a_row_of_its_own():
    """Who left and came again was not in post in between."""
    table = roster(
        {"name": "Lê An", "from_date": "2020-01-01", "to_date": "2020-12-31"},
        {"name": "Lê An", "from_date": "2022-01-01", "to_date": None},
    )
    assert sorted(column(table, "active")) == [False, True]


@pytest.mark.parametrize(
    ("others", "role"),
    [((), "unit_leader"), (("unit_leader",), "office_leader"), (("unit_leader", "office_leader"), "unit_leader")],
)
def test_who_stands_in_two_roles_fills_one_that_is_free(others, role):
    """The role is that of the row it was read from."""
    table = roster(
        {"name": "Lê An", "role": "office_leader"},
        {"name": "Lê An", "role": "unit_leader"},
        *({"name": f"Vũ {name}", "role": name} for name in others),
    )
    assert dict(zip(column(table, "person"), column(table, "role"), strict=True))["lê an"] == role


@pytest.mark.parametrize(
    ("role", "active", "distinct"),
    [("unit_leader", [False, True], True), ("specialist", [True, True], True), (None, [True, True], None)],
)
def test_who_hands_over_on_the_day_is_not_counted(role, active, distinct):
    """A successor in the role takes over at once; in another role nobody is replaced; unknown leaves it open."""
    table = roster(
        {"name": "Lê An", "role": "unit_leader", "from_date": None, "to_date": "2022-03-31"},
        {"name": "Vũ Bình", "role": role, "from_date": "2022-03-31", "to_date": None},
    )
    assert (column(table, "active"), column(table, "distinct")[0]) == (active, distinct)


@pytest.mark.parametrize(
    ("days", "active"),
    [
        ({"from_date": "?", "to_date": None}, None),
        ({"from_date": None, "to_date": "?"}, None),
        ({"from_date": "?", "to_date": "2022-03-30"}, False),
        ({"from_date": "2022-04-01", "to_date": "?"}, False),
        ({"from_date": date(2022, 2, 1), "to_date": date(2022, 12, 5)}, True),
    ],
)
def test_who_has_days_that_were_not_read_may_be_in_post_unless_the_others_rule_it_out(days, active):
    """Such a day may be any, unlike a blank one, and is cited."""
    table = roster({"name": "Lê An", **days})
    assert column(table, "active") == [active]
    if active is None:
        assert table.source(0, "active").cell == {"from_date": "C2", "to_date": "D2"}[next(iter(table.unclear))[1]]


@pytest.mark.parametrize(
    ("candidates", "active"),
    [
        ((date(2022, 2, 3), date(2022, 3, 2)), True),
        ((date(2022, 3, 5), date(2022, 5, 3)), None),
        ((date(2022, 5, 6), date(2022, 6, 5)), False),
    ],
)
def test_a_day_that_is_one_of_two_leaves_open_no_more_than_the_two_do(candidates, active):
    """Both may lie before the day of the audit, or behind it."""
    frames = {"unit": pd.DataFrame(UNITS), "officer": pd.DataFrame([{"unit": "so-a", "name": "An", "from_date": "?"}])}
    table = replace(from_frames(frames, base_vocabulary()).tables["officer"], unclear={(0, "from_date"): candidates})
    assert column(by_person(with_persons(table, "name"), AS_OF), "active") == [active]


def test_who_may_have_left_one_of_two_posts_has_no_certain_role():
    """The post that is sure to be held makes them somebody in post; which role is theirs is not known."""
    rows = [
        {"name": "Lê An", "role": "unit_leader", "to_date": None},
        {"name": "Lê An", "role": "specialist", "to_date": "?"},
    ]
    table = roster(*rows)
    assert [column(table, name) for name in ("active", "role", "several_roles")] == [[True], [None], [None]]
    rows[1]["role"] = "unit_leader"
    assert [column(roster(*rows), name) for name in ("role", "several_roles")] == [["unit_leader"], [False]]


def test_who_leaves_on_the_day_may_be_followed_by_whom_a_day_that_was_not_read_may_bring():
    """Then both may be counted, or the newcomer alone."""
    leaving = {"name": "Lê An", "role": "specialist", "from_date": None, "to_date": "2022-03-31"}
    coming = {"name": "Vũ Bình", "role": "specialist", "from_date": "?", "to_date": None}
    table = roster(leaving, coming)
    assert [column(table, name) for name in ("active", "distinct")] == [[True, None], [None, True]]


def test_who_goes_on_in_a_new_row_hands_over_to_nobody():
    """One person whose row is renewed on the day stays in post."""
    table = roster(
        {"name": "Lê An", "role": "unit_leader", "from_date": None, "to_date": "2022-03-31"},
        {"name": "Lê An", "role": "unit_leader", "from_date": "2022-03-31", "to_date": None},
    )
    assert column(table, "active") == [True]


def test_only_different_telephones_leave_it_open_whether_there_are_two():
    """The second row is somebody of their own, or not."""
    table = roster({"name": "Lê An", "phone": "0912345678"}, {"name": "Lê An", "phone": "0912345679"})
    assert column(table, "distinct") == [True, None]
