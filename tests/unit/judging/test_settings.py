"""The settings of an audit: what the user may state for a parameter or a reading."""

import math
from dataclasses import replace
from datetime import date, datetime

import pytest

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.judging.settings import choose, read_settings
from kstt_rules.language.values import CodeTable
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


def _with_lists(pack):
    label = Bilingual("x", "x")
    types = {"s.days": "dates", "s.sizes": "numbers", "s.most_of": "number_table", "s.from_of": "date_table"}
    return replace(pack, parameters={key: Parameter(key, of, label, ()) for key, of in types.items()})


@pytest.mark.parametrize(
    ("key", "stated", "taken"),
    [
        ("s.days", "2022-03-31, 2022-04-01", (date(2022, 3, 31), date(2022, 4, 1))),
        ("s.sizes", [1, 2.5], (1, 2.5)),
        ("s.most_of", "so = 3, ubnd_xa=2.5", CodeTable(so=3, ubnd_xa=2.5)),
        ("s.from_of", {"so": date(2022, 1, 1)}, CodeTable(so=date(2022, 1, 1))),
    ],
)
def test_lists_and_tables_are_stated_entry_by_entry(pack, key, stated, taken):
    """Separated by commas, in a table each as code and value."""
    found = choose(_with_lists(pack), {key: stated}).set_values[key]
    assert (found, type(found)) == (taken, type(taken))


@pytest.mark.parametrize(
    ("key", "stated", "wanted"),
    [
        ("s.days", "2022-02-30", "a list of days"),
        ("s.sizes", "1, x", "a list of numbers"),
        ("s.most_of", "so", "a number for each code"),
        ("s.most_of", "=3", "a number for each code"),
        ("s.from_of", {"so": 3}, "a day for each code"),
    ],
)
def test_an_entry_that_is_not_of_its_type_is_refused(pack, key, stated, wanted):
    """The message says what is allowed."""
    with pytest.raises(UsageError, match=f"is not allowed; write {wanted}$"):
        choose(_with_lists(pack), {key: stated})
