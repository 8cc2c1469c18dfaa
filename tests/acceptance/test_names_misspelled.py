"""A person whose name is a letter off in one list is not accused for what another list says of that person."""

import pandas as pd
import pytest
from one_unit import AS_OF, UNITS, audited, roster

import kstt_rules

NAME, SLIP, OTHER = "Nguyễn Trọng Bình", "Nuyễn Trọng Bình", "Trần Thị Mai"
PAID = {"unit": "so-a", "period": "2021-Q4", "amount": 600_000, "paid_on": "2022-01-05"}


def outcome(name_on_roster, dataset, row, rule):
    """Return the verdicts of a rule where a dataset has one row, and the roster one person."""
    officers = roster("unit_leader").assign(name=name_on_roster)
    frames = {"unit": UNITS, "officer": officers, dataset: pd.DataFrame([{"unit": "so-a", **row}])}
    result = kstt_rules.audit(frames, as_of=AS_OF, detail="all")
    return {str(finding.verdict) for finding in result.findings if finding.rule == rule}


@pytest.mark.parametrize(
    ("dataset", "row", "rule"),
    [
        ("payment", {**PAID, "officer_name": NAME}, "D9.4.unpaid"),
        ("payment", {**PAID, "officer_name": NAME}, "D6.12.received"),
        ("consolidated", {"name": NAME, "role": "unit_leader"}, "D10.5.extra"),
        ("consolidated", {"name": NAME, "role": "unit_leader"}, "D10.5.missing"),
    ],
)
def test_a_slip_in_a_name_leaves_open_what_the_lists_say_of_that_person(dataset, row, rule):
    """In one spelling it is in order; another person on the roster breaches the rule, where it is one of the roster."""
    assert "breach" not in outcome(NAME, dataset, row, rule)
    assert outcome(SLIP, dataset, row, rule) == {"undetermined"}
    assert "breach" in outcome(OTHER, dataset, row, rule)


def test_two_near_names_that_both_lists_have_are_two_people():
    """Whoever of them is not paid is accused."""
    officers = roster("unit_leader", "specialist").assign(name=["Lê Văn An", "Lê Văn Ân"], birth_year=[1980, 1985])
    payments = pd.DataFrame([{**PAID, "officer_name": "Lê Văn An"}])
    found = [item for item in audited(officers, payment=payments).findings if item.rule == "D9.4.unpaid"]
    assert [str(item.verdict) for item in found] == ["breach"]
    assert "Lê Văn Ân" in found[0].message.vi


def test_one_person_on_two_rows_with_a_slip_may_not_be_one_too_many():
    """Whether the fourth row is another person than the three is not known, unless another year of birth says so."""
    officers = roster("unit_leader", "office_leader", "specialist", "specialist")
    officers["name"] = ["Lê Văn An", "Phạm Chi", NAME, SLIP]

    def verdicts(frame):
        return [str(item.verdict) for item in audited(frame).findings if item.rule == "D5.1.a.max"]

    assert verdicts(officers) == ["undetermined"]
    assert verdicts(officers.assign(birth_year=[1970, 1971, 1980, 1985])) == ["breach"]


def test_a_name_that_is_written_right_in_the_new_roster_is_no_change_of_officers():
    """Whether somebody else took the post is not known."""

    def verdicts(before, after):
        old = pd.DataFrame([{"unit": "so-a", "decided_on": "2019-01-15"}])
        officers = roster("unit_leader", from_date="2021-06-01")
        frames = [{"unit": UNITS, "officer": officers.assign(name=name), "approval": old} for name in (before, after)]
        result = kstt_rules.audit(frames[1], previous=frames[0], as_of=AS_OF, detail="all")
        return {str(item.verdict) for item in result.findings if item.rule == "D9.3.a.approval"}

    assert verdicts(NAME, NAME) == set()
    assert verdicts(SLIP, NAME) == {"undetermined"}
    assert verdicts(OTHER, NAME) == {"breach"}
