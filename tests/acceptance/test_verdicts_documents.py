"""Plans and documents are judged by their own year or day, and requests and comments likewise."""

from datetime import date

import pandas as pd
import pytest
from duties_in_time import UNITS, documents
from verdicts import judged, said


@pytest.mark.parametrize("duty", ["6.1.a", "6.5.a"])
@pytest.mark.parametrize(
    ("years", "outcome"),
    [((2021, 2022), set()), ((2021,), {"info"}), ((2022,), {"review"}), ((2020,), {"info", "review"})],
)
def test_a_plan_of_the_last_year_is_asked_for_and_that_of_the_running_year_is_information(duty, years, outcome):
    """Earlier years are not asked for."""
    rows = [{"unit": "x1", "duty": duty, "year": year, "issued_on": f"{year}-02-01"} for year in years]
    assert said(judged({"unit": UNITS, "document": documents(*rows)}), duty, "x1") == outcome


def test_a_year_that_was_over_before_the_effect_is_not_asked_for():
    """Only the plan of the running year is told, as information; of other duties nothing."""
    result = judged(
        {"unit": UNITS, "document": documents({"unit": "kh", "duty": "6.9"})},
        as_of=date(2022, 1, 2),
        effective_from=date(2022, 1, 1),
    )
    assert {item.rule for item in result.findings if item.unit.id == "x1" and item.provision.article == 6} == {
        "D6.1.a.running",
        "D6.5.a.running",
    }
    assert said(result, "6", "x1") == {"info"}


@pytest.mark.parametrize(("issued_on", "outcome"), [("2022-03-31", set()), ("2022-06-01", {"review"}), (None, set())])
def test_a_document_dated_after_the_day_of_the_audit_does_not_exist_yet(issued_on, outcome):
    """The one that assigns tasks, as any other."""
    roster = pd.DataFrame([{"unit": "x1", "name": "An", "role": "unit_leader", "assignment_number": None}])
    given = documents({"unit": "x1", "duty": "5.3.b", "year": 2022, "issued_on": issued_on})
    result = judged({"unit": UNITS, "officer": roster, "document": given})
    assert said(result, "5.3.b", "x1") == outcome


@pytest.mark.parametrize(("requested_on", "outcome"), [("2021-05-31", set()), ("2021-06-01", {"review"})])
def test_a_request_for_comments_is_judged_by_its_own_day(requested_on, outcome):
    """Whatever the day of the row's document."""
    row = {"unit": "x1", "duty": "6.3.b.đ2", "year": 2021, "requested_on": requested_on, "issued_on": "2021-07-01"}
    assert said(judged({"unit": UNITS, "document": documents(row)}), "6.3.b.đ2", "x1") == outcome


@pytest.mark.parametrize(("commented_on", "outcome"), [("2021-05-31", set()), ("2021-06-01", {"review"})])
def test_comments_on_a_draft_are_judged_by_their_own_day(commented_on, outcome):
    """Whatever the day on which the draft was sent."""
    draft = {"unit": "so-a", "name": "NQ", "delegated_procedure": True, "sent_on": "2021-05-20", "answered_on": None}
    result = judged({"unit": UNITS, "draft": pd.DataFrame([draft | {"commented_on": commented_on}])})
    assert said(result, "6.2.d", "so-a") == outcome
