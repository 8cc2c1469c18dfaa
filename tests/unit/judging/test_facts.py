"""The dossier as conditions see it: fields of every type, units that fields lead to, ids, and single rows."""

from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pandas as pd
import pytest
from facts_factory import facts, table, unread

from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.part import Part
from kstt_rules.language.evaluate_row import ABSENT, Related
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.dossier import Source

UNITS = table("unit", id=["u1", "u2"], tier=["tinh", None])
GUESTS = [("department",), None, ("other", "department")]
VISITS = table(
    "visit",
    unit=["u2", None, "u9"],
    topic=["a", None, "a"],
    size=[3, None, 0],
    cost=[1.5, None, -2.0],
    held_on=["2022-03-01", None, "1970-01-01"],
    open=[True, None, False],
    guests=GUESTS,
    absent={"cost": [False, False, True], "note": [True, True, True]},
)


def data():
    """Return facts of which nothing was prepared yet."""
    return facts(UNITS, VISITS)


# -- what was submitted and is judged


@pytest.mark.parametrize(
    ("part", "judged", "silent"),
    [
        (None, [True, True, True], True),
        (Part({"visit": np.array([True, False, False])}, {}, {}, is_first=True), [False, True, True], True),
        (Part({"unit": np.array([True, False])}, {}, {}, is_first=False), [True, True, True], False),
    ],
)
def test_a_part_judges_what_is_its_own_and_one_part_tells_what_was_not_submitted(part, judged, silent):
    """Rows beside the part are not judged; a dataset that is there is never told to be absent."""
    data = facts(VISITS, part=part)
    assert data.judged("visit").tolist() == judged
    assert data.judged("officer").tolist() == []
    assert (data.silent("officer"), data.silent("visit")) == (silent, False)


def test_what_could_not_be_read_of_a_row_that_stands_is_as_if_it_had_not_been_asked_for():
    """It is no blank, which says that there is nothing, also where an absent column would say just that."""
    read = facts(UNITS, replace(VISITS, unclear={(1, "held_on"): (), (2, "topic"): ()}))
    assert read.values("visit", "held_on").tolist() == [date(2022, 3, 1), ABSENT, date(1970, 1, 1)]
    assert read.column("visit", "topic").absent.tolist() == [False, False, True]
    assert data().column("visit", "topic").absent.tolist() == [False, False, False]


def test_an_empty_dataset_was_submitted():
    """A sheet without rows is not the same as no sheet."""
    data = facts(UNITS, table("officer", 0))
    assert (data.submitted("officer"), data.submitted("visit")) == (True, False)
    assert (data.size("unit"), data.size("officer"), data.size("visit")) == (2, 0, 0)


# -- columns


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("size", [3, -inf, 0], [3, inf, 0]),
        ("cost", [1.5, -inf, -2], [1.5, inf, -2]),
        ("held_on", [738215, -inf, 719163], [738215, inf, 719163]),
    ],
)
def test_numbers_and_dates_are_intervals_and_a_blank_is_the_whole_line(name, low, high):
    """A date is its ordinal."""
    column = data().column("visit", name)
    assert (column.values.low.tolist(), column.values.high.tolist()) == (low, high)
    assert column.blank.tolist() == [False, True, False]


def test_texts_are_codes_and_a_blank_has_none():
    """Equal texts have one code."""
    column = data().column("visit", "topic")
    assert (column.values.codes.tolist(), column.values.distinct.tolist()) == ([0, -1, 0], ["a"])
    assert column.blank.tolist() == [False, True, False]


def test_booleans_are_truths_and_a_blank_is_unknown():
    """What was computed as a truth of numpy counts as well, and each takes a byte."""
    assert data().column("visit", "open").values.tolist() == [TRUE, UNKNOWN, FALSE]
    assert data().column("visit", "open").values.dtype == np.int8
    assert data().column("visit", "open").blank.tolist() == [False, True, False]
    other = table("visit", open=[np.False_, np.True_])
    assert facts(other).column("visit", "open").values.tolist() == [FALSE, TRUE]


def test_several_choices_stay_together():
    """A cell of choices is a tuple, a blank one None."""
    column = data().column("visit", "guests")
    assert column.values.tolist() == GUESTS
    assert column.blank.tolist() == [False, True, False]
    lost = table("visit", guests=[("other",), float("nan")])
    assert facts(lost).column("visit", "guests").values.tolist() == [("other",), None]


@pytest.mark.parametrize(
    ("entity", "name", "absent", "blank"),
    [
        ("visit", "size", [False, False, False], [False, True, False]),
        ("visit", "cost", [False, False, True], [False, True, False]),
        ("visit", "host", [True, True, True], [True, True, True]),
        ("visit", "note", [False, False, False], [True, True, True]),
        ("officer", "name", [], []),
    ],
)
def test_a_field_is_absent_where_its_sheet_had_no_column_for_it(entity, name, absent, blank):
    """A field that may be left out is blank there and not absent."""
    column = data().column(entity, name)
    assert (column.absent.tolist(), column.blank.tolist()) == (absent, blank)


@pytest.mark.parametrize("name", ["size", "cost", "held_on"])
def test_a_number_or_date_without_a_column_is_unknown(name):
    """It may be anything."""
    column = facts(table("visit", topic=["a", "b"])).column("visit", name)
    assert (column.values.low.tolist(), column.values.high.tolist()) == ([-inf, -inf], [inf, inf])


def test_a_field_is_prepared_once():
    """Asked again, the same columns, links, relations, values and ids come back."""
    data = facts(UNITS, VISITS)
    for ask in (
        lambda: data.column("visit", "topic"),
        lambda: data.follow("visit", "unit"),
        lambda: data.pairs("visit", "alike"),
        lambda: data.values("visit", "topic"),
        lambda: data.ids("visit"),
    ):
        assert ask() is ask()


# -- plain values, and the rows of the interpreter


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("topic", ["a", None, "a"]),
        ("size", [3.0, None, 0.0]),
        ("cost", [1.5, None, ABSENT]),
        ("held_on", [date(2022, 3, 1), None, date(1970, 1, 1)]),
        ("open", [True, None, False]),
        ("guests", GUESTS),
        ("host", [ABSENT, ABSENT, ABSENT]),
        ("note", [None, None, None]),
    ],
)
def test_a_row_gives_plain_values_none_for_blanks_and_absent_where_there_was_no_column(name, values):
    """The table itself is left as it was read."""
    before = VISITS.frame.copy()
    assert data().values("visit", name).tolist() == values
    assert [data().row("visit", index).value(name) for index in range(3)] == values
    pd.testing.assert_frame_equal(VISITS.frame, before)


def test_fields_of_what_was_not_submitted_have_no_values():
    """There are no rows to have them."""
    assert data().values("officer", "name").tolist() == []


def test_a_field_leads_to_the_row_of_its_unit():
    """A blank leads nowhere, nor does the name of no unit, and nothing is told where no column or register is."""
    assert data().follow("visit", "unit").tolist() == [1, -1, -1]
    assert data().follow("visit", "host").tolist() == [-2, -2, -2]
    assert facts(VISITS).follow("visit", "unit").tolist() == [-2, -2, -2]
    mixed = table("visit", unit=["u1", "u1", None], absent={"unit": [False, True, False]})
    assert facts(UNITS, mixed).follow("visit", "unit").tolist() == [0, -2, -1]


def test_a_row_follows_its_field_to_a_row_of_the_register():
    """None where it leads nowhere, ABSENT where that cannot be told."""
    found = data().row("visit", 0).follow("unit")
    assert isinstance(found, FactRow)
    assert (found.entity, found.index, found.value("id")) == ("unit", 1, "u2")
    assert data().row("visit", 1).follow("unit") is None
    assert data().row("visit", 0).follow("host") is ABSENT


def test_a_unit_is_found_by_its_id():
    """No id and an unknown one give none, and so does every id without a register."""
    assert [data().unit_row(unit) for unit in ("u1", "u2", "u9", None)] == [0, 1, None, None]
    assert facts(VISITS).unit_row("u1") is None


def test_a_row_has_the_rows_of_its_relations():
    """Each with its own place, beside the number of those that may belong to it too."""
    doubted = table("visit", topic=["a", "b", "a", "a"], unit=["u1"] * 4, unread=[unread(topic="a")])
    related = facts(UNITS, doubted).row("visit", 2).related("alike")
    assert isinstance(related, Related)
    assert [(row.entity, row.index) for row in related.rows] == [("visit", 0), ("visit", 3)]
    assert related.doubtful == 1
    assert data().row("unit", 0).related("officers") is None
    of_tier = data().row("visit", 0).related("by_tier")
    assert of_tier == Related((), 0)


# -- ids and cells


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ({"unit": ["u1", "u2"], "topic": ["a", "b"]}, ("u1/a", "u2/b")),
        ({"unit": ["u1", None], "topic": [None, "b"], "held_on": ["2022-03-01", None]}, ("u1/2022-03-01", "b")),
        ({"unit": ["u1"] * 4, "topic": ["a", "b", "a", "a"]}, ("u1/a", "u1/b", "u1/a#2", "u1/a#3")),
        ({"unit": [None, "u1", None]}, ("", "u1", "#2")),
        ({"unit": ["u1"] * 4, "topic": ["a", "a#2", "a", "a"]}, ("u1/a", "u1/a#2", "u1/a#3", "u1/a#4")),
        ({"unit": ["u1"] * 4, "topic": ["a", "a#2", "a", "a#2"]}, ("u1/a", "u1/a#2", "u1/a#3", "u1/a#2#2")),
    ],
)
def test_an_id_is_the_key_joined_by_slashes_and_repeats_are_numbered(rows, ids):
    """Blank parts and those without a column are left out; no two rows have one id, whatever they are called."""
    data = facts(table("visit", **rows))
    assert data.ids("visit") == ids
    assert [data.row("visit", index).id for index in range(len(ids))] == list(ids)


def test_numbers_of_an_id_are_written_as_they_are():
    """A whole number has no point."""
    data = facts(table("inspection", unit=["u1", "u1", None], year=[2022, 2022.5, None]))
    assert data.ids("inspection") == ("u1/2022", "u1/2022.5", "")


def test_a_field_is_shown_in_its_own_cell_or_that_which_it_was_read_from():
    """Else in the cell that stands for the row."""
    read = table("visit", unit=["u1", "u2"], topic=["a", "b"], moved={(1, ""): "A9", (1, "topic"): "B7"})
    rows = [facts(read).row("visit", index) for index in range(2)]
    cells = [[row.source(name).cell for name in (None, "unit", "topic", "theme", "size")] for row in rows]
    assert cells == [["A2", "A2", "B2", "B2", "A2"], ["A9", "A3", "B7", "B7", "A9"]]
    assert rows[0].source("topic") == Source("f.xlsx", "visit", "B2")


# -- one table more


def test_with_a_new_table_only_what_rests_on_it_is_prepared_anew():
    """Columns, links, values, ids and relations of the others are kept, and the facts before stay as they are."""
    data = facts(UNITS, VISITS, table("officer", unit=["u1"], active=[True]))
    asked = {
        "column": lambda own, entity: own.column(entity, "unit" if entity != "unit" else "id"),
        "values": lambda own, entity: own.values(entity, "unit" if entity != "unit" else "id"),
        "ids": lambda own, entity: own.ids(entity),
    }
    before = {(name, entity): ask(data, entity) for name, ask in asked.items() for entity in ("unit", "visit")}
    links = data.follow("visit", "unit"), data.follow("officer", "unit")
    pairs = {relation: data.pairs("visit", relation) for relation in ("alike", "by_tier")}
    officers, findings = data.pairs("unit", "officers"), data.pairs("unit", "findings")
    other = data.with_table(table("visit", unit=["u1"], topic=["b"]))
    for name, ask in asked.items():
        assert ask(other, "unit") is before[name, "unit"]
        assert ask(other, "visit") is not before[name, "visit"]
        assert ask(data, "visit") is before[name, "visit"]
    assert (other.ids("visit"), other.size("unit"), data.size("visit")) == (("u1/b",), 2, 3)
    assert other.follow("officer", "unit") is links[1]
    assert (other.follow("visit", "unit").tolist(), links[0].tolist()) == ([0], [1, -1, -1])
    assert other.pairs("unit", "officers") is officers
    assert all(other.pairs("visit", relation) is not kept for relation, kept in pairs.items())
    assert findings is None
    found = other.with_table(table("finding", unit=["u2", "u2"], rule=["R", "S"], subject=["s", "s"]))
    assert found.pairs("unit", "findings").subject.tolist() == [1, 1]
    assert found.pairs("unit", "officers") is officers


def test_a_part_with_a_new_table_is_still_a_part():
    """What it knows of the whole goes with it."""
    part = Part({"visit": np.array([True, False, False])}, {}, {}, is_first=False)
    other = facts(VISITS, part=part).with_table(UNITS)
    assert other.judged("visit").tolist() == [False, True, True]
    assert (other.silent("officer"), other.size("visit"), other.size("unit")) == (False, 3, 2)


def test_a_due_day_is_shown_where_it_was_stated_else_at_the_row():
    """The deadline that was applied lies in the cell of the due day; one that the pack sets lies in no cell."""
    due = ["2022-03-20", None]
    reports = table("report", unit=["u"] * 2, period=["2022-Q1", "2022-Q2"], due_on=due)
    reports = reports.with_columns(deadline=np.array(["2022-03-20"] * 2, "datetime64[us]"))
    rows = [facts(reports).row("report", index) for index in (0, 1)]
    assert [row.source("deadline").cell for row in rows] == ["C2", "A3"]
