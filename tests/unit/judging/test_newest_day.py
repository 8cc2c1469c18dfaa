"""The newest day of which a dossier tells."""

from datetime import date

import pytest
from facts_factory import VOCABULARY, table

from kstt_rules.judging.newest_day import newest_day
from kstt_rules.model.dossier import Dossier

REPORTS = table(
    "report",
    unit=["u"] * 3,
    period=["2022-Q1"] * 3,
    sent_on=["2022-03-18", None, "2022-04-01"],
    due_on=["2022-06-20"] * 3,
    happened_on=["2022-03-28"] * 3,
)
OFFICERS = table("officer", unit=["u"], name=["An"], from_date=["2022-03-20"], to_date=["2022-03-25"])


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (date(2022, 3, 31), date(2022, 3, 20)),
        (date(2022, 4, 1), date(2022, 4, 1)),
        (date(2022, 3, 19), date(2022, 3, 18)),
        (date(2022, 3, 1), None),
    ],
)
def test_days_set_ahead_or_derived_and_days_to_come_do_not_count(as_of, day):
    """What counts is what happened by the data, in whichever dataset."""
    dossier = Dossier({"report": REPORTS, "officer": OFFICERS})
    assert newest_day(dossier, VOCABULARY, as_of) == day
