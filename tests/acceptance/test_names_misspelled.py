"""A person whose name is a letter off in one list is not accused for what another list says of that person."""

import pandas as pd
import pytest
from one_unit import audited, roster

PAID = {"unit": "so-a", "period": "2021-Q4", "amount": 600_000, "paid_on": "2022-01-05"}


def unpaid(name_on_roster):
    """Return the verdicts on support for the fourth quarter, which was paid to Nguyễn Trọng Bình."""
    officers = roster("unit_leader").assign(name=name_on_roster)
    result = audited(officers, payment=pd.DataFrame([{**PAID, "officer_name": "Nguyễn Trọng Bình"}]))
    return {str(finding.verdict) for finding in result.findings if finding.rule == "D9.4.unpaid"}


def test_who_was_paid_under_the_same_name_is_not_accused():
    """The same case without the slip."""
    assert "breach" not in unpaid("Nguyễn Trọng Bình")


@pytest.mark.xfail(strict=True, reason="names of people are compared as they stand, so that a slip is another person")
def test_who_was_paid_under_a_name_one_letter_off_is_not_accused():
    """Whether the two are one person is not known."""
    assert "breach" not in unpaid("Nuyễn Trọng Bình")
