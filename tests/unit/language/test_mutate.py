"""How a condition is changed in one place, so that the cases of its rule can be tried on it."""

import pytest
from expression_scopes import UNIT

from kstt_rules.language import check
from kstt_rules.language.mutate import mutants

CHANGES = [
    ("officers.count() > 1", ["officers.count() >= 1", "officers.count() <= 1"]),
    ("officers.count() >= 1", ["officers.count() > 1", "officers.count() < 1"]),
    ("officers.count() < 1", ["officers.count() <= 1", "officers.count() >= 1"]),
    ("officers.count() <= 1", ["officers.count() < 1", "officers.count() > 1"]),
    ("unit.kind == 'so'", ["unit.kind != 'so'"]),
    ("unit.kind != 'so'", ["unit.kind == 'so'"]),
    ("missing(unit.kind)", ["not missing(unit.kind)"]),
    ("unit.kind in ('so', 'khac')", ["not unit.kind in ('so', 'khac')"]),
    ("unit.kind not in ('so', 'khac')", ["not (not unit.kind in ('so', 'khac'))"]),
    ("not unit.kind == 'so'", ["not (unit.kind != 'so')"]),
    (
        "officers.any(role == 'specialist')",
        ["not officers.any(role == 'specialist')", "officers.any(role != 'specialist')"],
    ),
    (
        "officers.all(concurrent)",
        ["not officers.all(concurrent)", "officers.all(not concurrent)"],
    ),
    (
        "missing(unit.kind) and missing(unit.tier)",
        [
            "missing(unit.tier)",
            "(not missing(unit.kind)) and (missing(unit.tier))",
            "missing(unit.kind)",
            "(missing(unit.kind)) and (not missing(unit.tier))",
        ],
    ),
    (
        "missing(unit.kind) or missing(unit.tier) or limits.provincial_max > 1",
        [
            "(missing(unit.tier)) or (limits.provincial_max > 1)",
            "(not missing(unit.kind)) or (missing(unit.tier)) or (limits.provincial_max > 1)",
            "(missing(unit.kind)) or (limits.provincial_max > 1)",
            "(missing(unit.kind)) or (not missing(unit.tier)) or (limits.provincial_max > 1)",
            "(missing(unit.kind)) or (missing(unit.tier))",
        ],
    ),
    (
        "1 <= officers.count() < 3",
        [
            "officers.count() < 3",
            "(1 < officers.count()) and (officers.count() < 3)",
            "(1 > officers.count()) and (officers.count() < 3)",
            "1 <= officers.count()",
            "(1 <= officers.count()) and (officers.count() <= 3)",
            "(1 <= officers.count()) and (officers.count() >= 3)",
        ],
    ),
    (
        "officers.max(from_date, role == 'specialist') == as_of",
        [
            "officers.max(from_date, role == 'specialist') != as_of",
            "officers.min(from_date, role == 'specialist') == as_of",
            "officers.max(from_date, role != 'specialist') == as_of",
        ],
    ),
    (
        "1 == officers.count(concurrent) + officers.count(active)",
        [
            "1 != officers.count(concurrent) + officers.count(active)",
            "1 == officers.count(not concurrent) + officers.count(active)",
            "1 == officers.count(concurrent) + officers.count(not active)",
        ],
    ),
    (
        "1 - (officers.count(concurrent) - 2) == 3",
        [
            "1 - (officers.count(concurrent) - 2) != 3",
            "1 - (officers.count(not concurrent) - 2) == 3",
        ],
    ),
    (
        "2022 == year(officers.min(from_date, concurrent))",
        [
            "2022 != year(officers.min(from_date, concurrent))",
            "2022 == year(officers.max(from_date, concurrent))",
            "2022 == year(officers.min(from_date, not concurrent))",
        ],
    ),
    (
        "days_between(officers.min(from_date, concurrent), officers.max(to_date, active)) == 3",
        [
            "days_between(officers.min(from_date, concurrent), officers.max(to_date, active)) != 3",
            "working_days_between(officers.min(from_date, concurrent), officers.max(to_date, active)) == 3",
            "days_between(officers.max(from_date, concurrent), officers.max(to_date, active)) == 3",
            "days_between(officers.min(from_date, not concurrent), officers.max(to_date, active)) == 3",
            "days_between(officers.min(from_date, concurrent), officers.min(to_date, active)) == 3",
            "days_between(officers.min(from_date, concurrent), officers.max(to_date, not active)) == 3",
        ],
    ),
    (
        "working_days_between(as_of, officers.max(to_date, active)) != 3",
        [
            "working_days_between(as_of, officers.max(to_date, active)) == 3",
            "days_between(as_of, officers.max(to_date, active)) != 3",
            "working_days_between(as_of, officers.min(to_date, active)) != 3",
            "working_days_between(as_of, officers.max(to_date, not active)) != 3",
        ],
    ),
    (
        "contains(unit.name, 'x') and officers.distinct(role, active) * (officers.count() + 1) == 2",
        [
            "officers.distinct(role, active) * (officers.count() + 1) == 2",
            "(not contains(unit.name, 'x')) and (officers.distinct(role, active) * (officers.count() + 1) == 2)",
            "(starts_with(unit.name, 'x')) and (officers.distinct(role, active) * (officers.count() + 1) == 2)",
            "(ends_with(unit.name, 'x')) and (officers.distinct(role, active) * (officers.count() + 1) == 2)",
            "contains(unit.name, 'x')",
            "(contains(unit.name, 'x')) and (officers.distinct(role, active) * (officers.count() + 1) != 2)",
            "(contains(unit.name, 'x')) and (officers.count(active) * (officers.count() + 1) == 2)",
            "(contains(unit.name, 'x')) and (officers.distinct(role, not active) * (officers.count() + 1) == 2)",
        ],
    ),
    ("limits.provincial_max > 1", []),
    ("missing(limits.provincial_max)", []),
    ("True", []),
]


@pytest.mark.parametrize(("condition", "expected"), CHANGES)
def test_conditions_are_changed_one_place_at_a_time(condition, expected):
    """Every comparison is turned, every test denied, every call swapped, every part left out; constants are left."""
    assert [changed.text for changed in mutants(check(condition, UNIT))] == expected


@pytest.mark.parametrize("condition", [condition for condition, changes in CHANGES if changes])
def test_a_changed_condition_is_what_its_text_says(condition):
    """The text of a change, read as a condition, is the change itself."""
    for changed in mutants(check(condition, UNIT)):
        assert check(changed.text, UNIT) == changed
