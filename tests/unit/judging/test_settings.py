"""The settings of an audit: what the user may state for a parameter or a reading."""

import math
from dataclasses import replace
from datetime import date, datetime

import pytest

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.judging.settings import choose, read_settings
from kstt_rules.pack import Parameter, load_pack

WHOLE, NUMBER = "a whole number from 0 to 1000000000000", "a number from 0 to 1000000000000"


@pytest.fixture(scope="module")
def pack():
    return load_pack("bac-giang-2021")


@pytest.mark.parametrize(
    "value",
    ["inf", "nan", "1e400", "-5", "99999999999999999999", "1.5", "1_000", "٣", "", -5, 10**20, 1.0, math.nan, True],
)
def test_a_whole_number_is_from_0_to_a_bound(pack, value):
    """Neither a text nor a value of Python's own may be infinite, negative or beyond all that is counted."""
    with pytest.raises(UsageError, match=f"^limits.provincial_max: .* is not allowed; write {WHOLE}$"):
        choose(pack, {"limits.provincial_max": value})


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e400", "-5", "1e3", "9" * 20, math.inf, math.nan, -0.5])
def test_a_number_is_finite_and_from_0_to_a_bound(pack, value):
    """The same of a number that may have a fraction."""
    with pytest.raises(UsageError, match=f"^support.least_amount: .* is not allowed; write {NUMBER}$"):
        choose(pack, {"support.least_amount": value})


@pytest.mark.parametrize(
    ("key", "value", "taken"),
    [
        ("limits.provincial_max", " 4 ", 4),
        ("limits.provincial_max", 0, 0),
        ("support.least_amount", "1000000000000", 10**12),
        ("support.least_amount", "20000.5", 20000.5),
        ("support.least_amount", None, None),
        ("signing.accept_vice_chair", "False", False),
        ("signing.accept_vice_chair", True, True),
        ("references.one_stop_decree", "NĐ-CP hoa\u0300", "NĐ-CP hoà"),
    ],
)
def test_a_value_that_is_allowed_is_taken(pack, key, value, taken):
    """A text is read as the parameter's type; a value of that type is taken as it is."""
    found = choose(pack, {key: value}).set_values[key]
    assert (found, type(found)) == (taken, type(taken))


@pytest.mark.parametrize("value", ["yes", "1", 1])
def test_a_flag_is_true_or_false(pack, value):
    """The message says so."""
    with pytest.raises(UsageError, match=r"is not allowed; write true or false$"):
        choose(pack, {"signing.accept_vice_chair": value})


@pytest.mark.parametrize("value", ["20220331", "2022-W13-4", "31/02/2022", "2022-02-31", datetime(2022, 3, 31)])  # noqa: DTZ001
def test_a_day_is_written_in_one_way(pack, value):
    """Weeks, moments and days that no month has are refused."""
    dated = replace(pack, parameters={"x.day": Parameter("x.day", "date", Bilingual("a", "a"), ())})
    assert choose(dated, {"x.day": "2022-03-31"}).set_values == {"x.day": date(2022, 3, 31)}
    with pytest.raises(UsageError, match=r"is not allowed; write a day such as 2022-03-31$"):
        choose(dated, {"x.day": value})


def test_a_reading_is_one_of_its_options(pack):
    """Whatever is stated instead, the options are told."""
    for value in ("loose", None, 3):
        with pytest.raises(UsageError, match="choose from strict, slots, cap"):
            choose(pack, {"readings.composition": value})


@pytest.mark.parametrize("pairs", [["limits.x"], ["=3"], ["a=1", "a=2"]])
def test_a_setting_is_a_key_and_a_value_stated_once(pairs):
    """A text without =, one without a key, and a key stated twice are refused."""
    with pytest.raises(UsageError, match="--set"):
        read_settings(pairs)
