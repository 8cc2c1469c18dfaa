"""Support is judged by calendar quarters that are over and began after the effect."""

from datetime import date

import pandas as pd
import pytest
from duties_in_time import UNITS, paid
from verdicts import judged, said


def officers(**posts):
    """Return a roster of so-a: names with underscores, and their first and last day."""
    return pd.DataFrame(
        [
            {"unit": "so-a", "name": name.replace("_", " "), "from_date": start, "to_date": end}
            for name, (start, end) in posts.items()
        ]
    )


ALWAYS = (None, None)


def payments_said(roster, *rows, **options):
    """Return the outcomes of Điều 9 khoản 4 by person and period."""
    result = judged({"unit": UNITS, "officer": roster, "payment": pd.DataFrame(list(rows))}, **options)
    found = [item for item in result.findings if item.rule == "D9.4.unpaid"]
    return {
        item.subject.id.removeprefix("so-a/"): item.severity.value if item.verdict == "breach" else str(item.verdict)
        for item in found
    }


@pytest.mark.parametrize(
    ("post", "outcome"),
    [
        (ALWAYS, "violation"),
        (("2021-10-01", None), "violation"),
        (("2021-10-02", None), "undetermined"),
        ((None, "2021-12-31"), "violation"),
        ((None, "2021-12-16"), "undetermined"),
        (("2022-01-01", None), None),
        ((None, "2021-09-30"), None),
    ],
)
def test_payments_go_by_calendar_quarters(post, outcome):
    """Who was in post throughout is owed one, who was for a part of it perhaps, who was not is owed none."""
    found = payments_said(officers(An=ALWAYS, Bi=post), paid("An"))
    assert found == ({} if outcome is None else {"Bi/2021-Q4": outcome})


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 3, 15), date(2022, 3, 31)])
def test_a_quarter_that_is_not_over_or_has_not_begun_yields_nothing(day):
    """Whether the list names it or not."""
    rows = [paid("An"), paid("Bi"), paid("An", "2022-Q1", None)]
    assert payments_said(officers(An=ALWAYS, Bi=ALWAYS), *rows, as_of=day) == {}


@pytest.mark.parametrize(("effective_from", "judged_at_all"), [(date(2021, 12, 31), True), (date(2022, 1, 1), False)])
def test_a_quarter_that_ended_before_the_effect_is_not_asked_for(effective_from, judged_at_all):
    """Nor is its officer told that no support was received."""
    frames = {"unit": UNITS, "officer": officers(An=ALWAYS, Bi=ALWAYS), "payment": pd.DataFrame([paid("An")])}
    result = judged(frames, effective_from=effective_from)
    assert bool(said(result, "9.4", "so-a")) == judged_at_all
    assert bool(said(result, "6.12", "so-a")) == judged_at_all
    assert bool(said(result, "8", "so-a")) == judged_at_all


def test_a_payment_is_on_record_by_any_row_and_its_absence_is_shown_at_the_officer():
    """One row without a day beside one with it; another that is not there."""
    rows = [paid("An", paid_on=None), paid("An")]
    frames = {"unit": UNITS, "officer": officers(An=ALWAYS, Bi=ALWAYS), "payment": pd.DataFrame(rows)}
    [finding] = [item for item in judged(frames).findings if item.rule == "D9.4.unpaid"]
    assert finding.subject.id == "so-a/Bi/2021-Q4"
    assert {
        (source.sheet, source.cell[1:]) for item in finding.evidence if not item.scope for source in item.sources
    } == {("officer", "3")}


def test_an_amount_is_judged_once_it_was_paid_and_its_quarter_is_over():
    """Not before either."""
    rows = [
        paid("An", amount=1000),
        paid("Bi", amount=1000, paid_on="2022-06-01"),
        paid("Co", "2022-Q1", amount=1000, paid_on="2022-03-01"),
        paid("Du", amount=300_000),
    ]
    roster = officers(An=ALWAYS, Bi=ALWAYS, Co=ALWAYS, Du=ALWAYS)
    frames = {"unit": UNITS, "officer": roster, "payment": pd.DataFrame(rows)}
    result = judged(frames, settings={"support.least_amount": "300000"})
    assert [item.subject.id for item in result.findings if item.rule == "D8.amount"] == ["so-a/An/2021-Q4"]
