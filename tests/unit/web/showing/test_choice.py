"""Which findings a list keeps."""

from dataclasses import replace

import pytest
from result_factory import finding, result, undetermined

from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.web.showing.choice import Choice, chosen

OTHER = UnitRef("xd", "Sở Xây dựng")
FIRST = finding(rule="A", provision=Provision(5, 1, "a"))
SECOND = finding(rule="B", provision=Provision(5, 2), unit=OTHER, bearer=OTHER, severity=Severity.INFO)
THIRD = replace(undetermined(), rule="C", provision=Provision(7, 3))
RESULT = result(findings=(SECOND, THIRD, FIRST))


@pytest.mark.parametrize(
    ("query", "rules"),
    [
        ({}, "ABC"),
        ({"outcome": "info"}, "B"),
        ({"outcome": "nonsense"}, "ABC"),
        ({"unit": "xd"}, "B"),
        ({"unit": "Sở Xây dựng"}, "B"),
        ({"provision": Provision(5).id}, "AB"),
        ({"provision": Provision(5, 1).id}, "A"),
        ({"q": "so xay dung"}, "B"),
        ({"q": "SỞ   Dựng"}, "B"),
        ({"q": "so khong co"}, ""),
        ({"outcome": "info", "provision": Provision(7).id}, ""),
    ],
)
def test_a_list_keeps_what_is_asked_for_the_weightiest_first(query, rules):
    """By outcome, unit, provision with all within it, and words without their accents; each narrows it down."""
    assert "".join(one.rule for one in chosen(RESULT, Choice.of(query))) == rules
