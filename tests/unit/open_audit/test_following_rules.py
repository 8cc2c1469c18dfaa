"""A rule that follows from findings looks at other data too, and is judged again where these differ."""

import pytest
from repository import ROOT

import kstt_rules
from kstt_rules import Session

TERMS = {"as_of": "2026-06-30", "pack": "example-two-tier"}


@pytest.fixture(scope="module")
def frames():
    """Return the rows of the example of two tiers, in which units that have breaches sent a plan."""
    return Session(ROOT / "examples" / "two-tier-2026", **TERMS).frames


@pytest.mark.parametrize("values", [{"duty": "7.1"}, {"issued_on": "2027-01-01"}])
def test_a_plan_that_is_none_any_more_leaves_its_unit_without_one(frames, values):
    """The breaches that ask for it are as they were."""
    session = Session(frames, **TERMS)
    told = session.change("document", 0, values)
    assert [finding.rule for finding in told.appeared] == ["D8.1.plan"]
    assert session.result.findings == kstt_rules.audit(session.frames, **TERMS).findings
