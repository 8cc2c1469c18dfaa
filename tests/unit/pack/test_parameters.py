"""Dated values: which one holds on a day, and what a value may be."""

import math
from datetime import date, datetime

import pytest
from pack_factory import write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.model.citation import Provision
from kstt_rules.pack import DatedValue, load_pack
from kstt_rules.pack.parameter_values import value_fault


@pytest.fixture
def most(tmp_path):
    """A parameter of two values, the second local and from July 2025 on."""
    return load_pack(write_pack(tmp_path)).parameters["limits.most"]


def test_a_value_holds_until_the_next_one_begins(most):
    """The first value ends the day before the second, which stays open."""
    assert most.values == (
        DatedValue(date(2021, 1, 1), date(2025, 6, 30), 3, Provision(5, 1, "a"), local=False),
        DatedValue(date(2025, 7, 1), None, 2, None, local=True),
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), 3),
        (date(2025, 6, 30), 3),
        (date(2025, 7, 1), 2),
        (date(9999, 12, 31), 2),
    ],
)
def test_the_value_of_a_day_is_the_one_that_covers_it(most, day, value):
    """Both bounds belong to a value; before the first there is none."""
    dated = most.at(day)
    assert (dated and dated.value) == value


def test_a_gap_between_values_has_none(tmp_path):
    """A value that ends is followed by nothing until another begins."""
    change = (
        "pack.yaml",
        "{from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}\n        - {from: 2025-07-01, value: 2,",
        "{until: 2024-12-31, value: 3, source: local}\n        - {from: 2025-07-01, value: null,",
    )
    most = load_pack(write_pack(tmp_path, change)).parameters["limits.most"]
    assert most.at(date(1900, 1, 1)).value == 3
    assert most.at(date(2025, 1, 1)) is None
    assert most.at(date(2025, 7, 1)).value is None


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        ("text", ["a", "3"]),
        ("integer", [3, 0]),
        ("number", [3, 0, 1.5]),
        ("boolean", [True, False]),
        ("date", [date(2021, 1, 1)]),
        ("texts", [["a"], [], ("a", "b")]),
    ],
)
def test_a_value_fits_its_own_type_only(kind, fitting):
    """Values of each type fit it; true is not a number, nor is -1, infinity or nan; null unsets and fits all."""
    samples = ["a", "3", 3, 0, -1, 10**20, 1.5, math.inf, math.nan, True, False, ["a"], [], ("a", "b"), [1], {}]
    samples += [date(2021, 1, 1), datetime(2021, 1, 1)]  # noqa: DTZ001 - a moment without a zone
    assert value_fault(kind, None) is None
    for sample in samples:
        fits = any(type(sample) is type(value) and sample == value for value in fitting)
        assert (value_fault(kind, sample) is None) == fits, sample


def test_a_value_is_law_by_another_act_or_local_but_not_both(tmp_path):
    """The message names what to remove."""
    change = ("pack.yaml", "value: 2, source: local}", "value: 2, source: local, act: {vi: Luật, en: A law}}")
    with pytest.raises(PackError, match=r"what an `act` sets is law, so remove `source: local`, or the `act`$"):
        load_pack(write_pack(tmp_path, change))


def test_what_a_value_rests_on_must_be_said(tmp_path):
    """Of the three ways one."""
    wanted = r"add the `provision` of this value, the other `act` that sets it, or `source: local`$"
    with pytest.raises(PackError, match=wanted):
        load_pack(write_pack(tmp_path, ("pack.yaml", "value: 2, source: local}", "value: 2}")))
