"""The arrays that conditions are evaluated on: columns by row number, and which rows a field is taken from."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from expression_scopes import OFFICER, UNIT
from hypothesis import example, given
from hypothesis import strategies as st

from kstt_rules.judging.facts import Facts
from kstt_rules.language import check
from kstt_rules.language import columns as arrays
from kstt_rules.language.columns import Frame, Intervals, as_codes
from kstt_rules.language.values import Setting
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.read_vocabulary import base_vocabulary
from tests.helpers.frame_columns import columns_of

SETTING = Setting(date(2022, 3, 31), {}, lambda start, end: np.busday_count(start, end).item())
UNITS = pd.DataFrame({"id": ["a", "b", "c"], "name": ["A", "B", "C"], "parent": [None, "a", "b"]}, dtype=object)
OFFICERS = pd.DataFrame({"unit": ["c", None, "a"], "name": ["X", "Y", "Z"], "active": [True, True, True]}, dtype=object)


def facts(officers=OFFICERS):
    frames = {"unit": UNITS, "officer": officers}
    return Facts(Dossier({entity: table(entity, frame) for entity, frame in frames.items()}), base_vocabulary())


def table(entity, frame):
    size = len(frame)
    return Table(
        entity, columns_of(frame), (SheetOrigin("f.xlsx", entity, {}, 0),), np.zeros(size, int), np.arange(size) + 2
    )


def test_numbers_are_taken_by_row_and_are_unknown_outside():
    """A negative row number gives the whole line; the first row is a row like any other."""
    taken = Intervals(np.array([1.0, 2.0]), np.array([1.0, 5.0])).take(np.array([0, -1, 1, -2]))
    assert (taken.low.tolist(), taken.high.tolist()) == ([1, -np.inf, 2, -np.inf], [1, np.inf, 5, np.inf])
    assert taken.exact.tolist() == [True, False, False, False]
    assert taken.low.dtype == taken.high.dtype == np.float64


def test_texts_are_taken_by_row_and_are_missing_outside():
    """A negative row number gives the missing; the first row is a row like any other."""
    taken = as_codes(np.array(["x", None, "y"], dtype=object)).take(np.array([2, 0, 1, -1, -2]))
    assert taken.codes.tolist() == [taken.code("y"), taken.code("x"), -1, -1, -1]


def test_a_text_is_found_by_its_code():
    """Equal texts have one code; what no row has is called -2, which is no code of a row."""
    texts = as_codes(np.array(["x", None, "y", "x"], dtype=object))
    assert texts.codes.tolist() == [texts.code("x"), -1, texts.code("y"), texts.code("x")]
    assert texts.code("z") == -2
    assert texts.codes.dtype == np.int64
    assert as_codes(np.array([None], dtype=object)).code("x") == -2


@pytest.mark.parametrize(
    ("name", "entity", "rows"),
    [
        ("officer.name", "officer", None),
        ("officer.unit", "officer", None),
        ("unit.name", "unit", [2, -1, 0]),
        ("unit.parent.name", "unit", [1, -1, -1]),
        ("unit.parent.parent.name", "unit", [0, -1, -1]),
    ],
)
def test_a_name_leads_over_units_to_rows(name, entity, rows):
    """Each step leads from a row to its unit's row, and once to none stays there."""
    frame = Frame(facts(), "officer", SETTING)
    found, taken = frame.rows(check(name, OFFICER, want="any"))
    assert (len(frame), found, taken if taken is None else taken.tolist()) == (3, entity, rows)


def test_a_name_over_a_field_that_was_never_submitted_leads_nowhere_known():
    """Once a step is not known (-2), where the others would lead is not known either."""
    frame = Frame(facts(officers=OFFICERS.drop(columns="unit")), "officer", SETTING)
    _, rows = frame.rows(check("unit.parent.name", OFFICER, want="any"))
    assert rows.tolist() == [-2, -2, -2]


@pytest.mark.parametrize(
    ("text", "entity", "rows"),
    [
        ("officers.first(name)", "officer", [2, 0]),
        ("officers.first(unit)", "officer", [2, 0]),
        ("officers.first(unit.name)", "unit", [0, 2]),
        ("officers.first(unit.parent.name)", "unit", [-1, 1]),
    ],
)
def test_in_a_relation_a_row_is_of_the_pair(text, entity, rows):
    """A bare name is of the related row, one with a dot is of the subject; a frame is as long as its pairs."""
    data = facts()
    frame = Frame(data, "unit", SETTING, data.pairs("unit", "officers"), "officer")
    found, taken = frame.rows(check(text, UNIT, want="any").value)
    assert (len(frame), found, taken.tolist()) == (2, entity, rows)


COLUMNS = st.integers(0, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 1, 2.5, -1]), min_size=size, max_size=size).map(np.array), max_size=4
    ).map(lambda columns: (size, columns))
)


@given(COLUMNS, st.sampled_from([1, 2, 3, 4, 8, 2**62]))
@example((6, [np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 1, 0, 1])]), 2**62)
def test_equal_rows_are_one_row(drawn, most):
    """Rows are told apart by any of their columns, however few different ones fit into a number."""
    size, columns = drawn
    kept, arrays.MOST_DIFFERENT = arrays.MOST_DIFFERENT, most
    try:
        first, fact = arrays.distinct(columns, size)
    finally:
        arrays.MOST_DIFFERENT = kept
    rows = [tuple(column[row] for column in columns) for row in range(size)]
    assert [rows.index(row) for row in rows] == first[fact].tolist()
    assert sorted(set(fact.tolist())) == [*range(len(first))]
    assert first.dtype == np.int64
