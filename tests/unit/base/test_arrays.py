"""The values of columns: which are blank and which are alike, as pandas tells of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.arrays import blanks, coded, is_blank, objects

NO_DAY = np.datetime64("NaT", "us")
TEXTS = st.lists(st.sampled_from([None, "a", "b", "Á", "", ("a", "b"), True, 2.5, float("nan")]))
NUMBERS = st.lists(st.sampled_from([0.0, -0.0, 1.0, 2.5, -3.0, np.nan, np.inf]))
WHOLE = st.lists(st.integers(-(2**62), 2**62) | st.integers(0, 3))
DAYS = st.lists(
    st.sampled_from([NO_DAY, *np.array(["2022-03-31", "1899-12-31", "2022-03-31T01:00"], "datetime64[us]")])
)
COLUMNS = st.one_of(
    TEXTS.map(lambda values: objects(values, len(values))),
    NUMBERS.map(lambda values: np.array(values, np.float64)),
    WHOLE.map(lambda values: np.array(values, np.int64)),
    DAYS.map(lambda values: np.array(values, "datetime64[us]")),
    st.lists(st.booleans()).map(lambda values: np.array(values, bool)),
)


@given(COLUMNS)
def test_values_are_numbered_as_they_come(column):
    """Equal ones alike, blank ones -1; pandas' factorize is the model."""
    codes, values = coded(column)
    expected, distinct = pd.factorize(column)
    assert codes.tolist() == expected.tolist()
    assert (values.tolist(), values.dtype) == (distinct.tolist(), column.dtype)


@given(COLUMNS)
def test_blank_values_are_marked(column):
    """In an array as each alone, and as pandas has it."""
    assert blanks(column).tolist() == pd.isna(column).tolist() == [is_blank(value) for value in column]


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, pd.NA, NO_DAY])
def test_what_stands_for_nothing_is_blank(value):
    """Also what pandas has for it."""
    assert is_blank(value)


@pytest.mark.parametrize("value", ["", 0, False, (), "nan"])
def test_a_value_is_not_blank(value):
    """However little it says."""
    assert not is_blank(value)
