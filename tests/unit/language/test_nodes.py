"""What a checked condition can be asked: its parts, and the data and parameters it rests on."""

import pytest
from expression_scopes import UNIT

from kstt_rules.language import check
from kstt_rules.language.nodes import datasets_used, follows_findings, is_constant, parameters_used, walk


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "missing(unit.kind) or not unit.kind in ('so', 'khac')",
            [
                "missing(unit.kind)",
                "unit.kind",
                "not unit.kind in ('so', 'khac')",
                "unit.kind in ('so', 'khac')",
                "unit.kind",
                "('so', 'khac')",
            ],
        ),
        (
            "year(as_of) > 1 and officers.max(from_date, concurrent) + 2 < as_of",
            [
                "year(as_of) > 1",
                "year(as_of)",
                "as_of",
                "1",
                "officers.max(from_date, concurrent) + 2 < as_of",
                "officers.max(from_date, concurrent) + 2",
                "officers.max(from_date, concurrent)",
                "from_date",
                "concurrent",
                "2",
                "as_of",
            ],
        ),
        (
            "days_between(limits.due, as_of) > officers.count()",
            ["days_between(limits.due, as_of)", "limits.due", "as_of", "officers.count()"],
        ),
    ],
)
def test_a_condition_is_walked_from_the_outside_in(text, parts):
    """Every part is met once, before its own parts, in the order of writing."""
    assert [part.text for part in walk(check(text, UNIT))] == [text, *parts]


@pytest.mark.parametrize(
    ("text", "constant", "parameters", "datasets", "findings"),
    [
        ("readings.composition == 'strict'", True, {"readings.composition"}, set(), False),
        ("limits.due < as_of", True, {"limits.due"}, set(), False),
        ("unit.parent.name == 'x'", False, set(), {"unit"}, False),
        ("officers.count() > limits.provincial_max", False, {"limits.provincial_max"}, {"officer"}, False),
        ("documents.any(duty == '5.3.b') and unit.tier == 'xa'", False, set(), {"document", "unit"}, False),
        ("findings.any(article == 5)", False, set(), {"finding"}, True),
    ],
)
def test_a_condition_tells_what_it_rests_on(text, constant, parameters, datasets, findings):
    """It is constant without rows; it names its parameters and entities, and whether it follows other rules."""
    expr = check(text, UNIT)
    assert (is_constant(expr), parameters_used(expr), datasets_used(expr), follows_findings(expr)) == (
        constant,
        parameters,
        datasets,
        findings,
    )
