"""Rules that are too large for the rule engine are refused when the pack is loaded."""

import pytest
from pack_factory import faults, marked_places, pack_files, write_pack

RULES, PACK = "dieu-05.yaml", "pack.yaml"
OLD = "    applies: unit.kind in classes.bodies\n    breach: officers.count() > limits.most\n    severity: violation\n"
READING = "    reading: composition\n"
UNSET_AT_FIRST = (PACK, "value: 3, provision: điểm a khoản 1 Điều 5", "value: null, source: local")


def either(number):
    """Return an alternative of so many comparisons: each takes a chain to be true and one to be unknown."""
    return "(" + " or ".join(f'officers.any(name == "A{place}")' for place in range(number)) + ")"


def told(folder, condition, *changes, extra=""):
    """Return the faults of the small pack with another breach condition, and the place of its rule."""
    changes = [
        *changes,
        (RULES, "- id: D5.1.a.max", "- ‸id: D5.1.a.max"),
        (RULES, OLD, f"    breach: {condition}\n    severity: violation\n{extra}"),
    ]
    [place] = marked_places(pack_files(*changes))
    return faults(write_pack(folder, *changes)), place


def test_a_rule_may_take_as_many_chains_as_the_engine_holds(tmp_path):
    """Sixty are allowed."""
    assert told(tmp_path, either(30))[0] == []


def test_a_rule_of_more_chains_is_told_at_its_place_with_what_to_do(tmp_path):
    """The message names the rule, how many chains it comes to, and how to make it smaller."""
    found, place = told(tmp_path, either(31))
    size = "the conditions come to 62 chains of comparisons; the engine takes at most 60 a rule"
    assert found == [f"{place}: D5.1.a.max: {size}. Split the rule, or ask of fewer fields whether they are missing"]


def test_both_conditions_count(tmp_path):
    """Chains of when a rule applies and of when it is breached are combined with each other."""
    condition = f'{either(4)}\n    applies: officers.any(name == "B1") or officers.any(name == "B2")'
    assert told(tmp_path / "few", condition)[0] == []
    found, _ = told(tmp_path / "many", condition.replace(either(4), either(30)))
    assert ["come to 180 chains" in fault for fault in found] == [True]


CONSTANTS = [
    "as_of > date(2000, 1, 1) and working_days_between(as_of, as_of) == 0",
    'readings.composition == "strict"',
    'readings.composition == "cap"',
    "limits.most >= 2",
]


@pytest.mark.parametrize("constant", CONSTANTS)
def test_what_is_the_same_for_all_subjects_takes_no_chain(tmp_path, constant):
    """The day, the readings and the parameters are put in before the engine is asked."""
    assert told(tmp_path, f"{constant} and {either(30)}", extra=READING)[0] == []


@pytest.mark.parametrize("constant", CONSTANTS)
def test_a_rule_is_too_large_if_it_is_so_under_any_reading(tmp_path, constant):
    """Also under one that the user must choose, and with a parameter that is unset at first."""
    found, _ = told(tmp_path, f"{constant} and {either(31)}", UNSET_AT_FIRST, extra=READING)
    assert ["come to 62 chains" in fault for fault in found] == [True]


@pytest.mark.parametrize(
    ("condition", "told_"),
    [
        ("unit.parent.id == 'x' or officers.sum(birth_year) > 1e300", "the number 1e+300 is too large"),
        ("officers.sum(birth_year) < 1e308 + 1e308", "the number inf is too large"),
        ("officers.sum(birth_year) > 9007199254740992", None),
        ("officers.sum(birth_year) > 9007199254740992 + 2", "the number 9.0072e+15 is too large"),
    ],
)
def test_a_number_that_the_engine_would_misread_is_refused(tmp_path, condition, told_):
    """When the pack is loaded, not when it meets a dossier."""
    found, place = told(tmp_path, condition)
    assert [fault.startswith(f"{place}: D5.1.a.max: {told_}") for fault in found] == ([] if told_ is None else [True])


def test_a_text_that_the_engine_would_cut_is_refused(tmp_path):
    """It can come from a parameter only, as a condition is shorter."""
    value = f"{{value: {'x' * 4097}, source: local}}"
    words = f"  words:\n    long: {{type: text, label: {{vi: a, en: a}}, values: [{value}]}}\n"
    found, place = told(tmp_path, "unit.name == words.long", (PACK, "parameters:\n", f"parameters:\n{words}"))
    assert found == [f"{place}: D5.1.a.max: a text has 4097 characters; the engine takes at most 4096"]
