"""The table of functions and aggregates: what each comes to on rows and on columns, and that the guide names it."""

import re

import pytest
from condition_values import UNKNOWN
from condition_world import facts, frame, parsed, scenes
from repository import ROOT

from kstt_rules.language.columns import Intervals, Texts
from kstt_rules.language.evaluate_columns import evaluate as on_columns
from kstt_rules.language.evaluate_row import evaluate as on_row
from kstt_rules.language.functions import AGGREGATES, CALLS, FUNCTIONS, Summing
from kstt_rules.language.nodes import Aggregate, Call, walk
from kstt_rules.language.truth import FALSE, TRUE
from kstt_rules.language.values import Interval

MONDAY, THURSDAY = 738158, 738161
CASES = {
    # a call: its value on the five officers of the small world, or on its three units
    "missing(officer.role)": [FALSE, FALSE, TRUE, FALSE, FALSE],
    "days_between(officer.from_date, officer.to_date)": [9, 0, UNKNOWN, 361, -355],
    "working_days_between(officer.from_date, as_of)": [5, 2, UNKNOWN, 2, -255],
    "year(officer.from_date)": [2022, 2022, UNKNOWN, 2022, 2023],
    "month(officer.from_date + 30)": [2, 2, UNKNOWN, 2, 2],
    "officers.count(not missing(birth_year))": [2, 1, 0],
    "officers.any(birth_year == 3)": [TRUE, FALSE, FALSE],
    "officers.all(not missing(birth_year))": [FALSE, TRUE, TRUE],
    "officers.none(missing(birth_year))": [FALSE, TRUE, TRUE],
    "officers.min(birth_year, not missing(birth_year))": [1, 2, UNKNOWN],
    "officers.max(birth_year, not missing(birth_year))": [3, 2, UNKNOWN],
    "officers.sum(birth_year, not missing(birth_year))": [4, 2, 0],
    "officers.first(from_date)": [MONDAY, THURSDAY, UNKNOWN],
}


def plain(value):
    """Return one value as the cases hold it."""
    if isinstance(value, Interval):
        return value.low if value.exact else (value.low, value.high)
    return value


def of_all(values):
    """Return the values of all rows as the cases hold them."""
    if isinstance(values, Intervals):
        return [plain(Interval(*bounds)) for bounds in zip(values.low.tolist(), values.high.tolist(), strict=True)]
    assert not isinstance(values, Texts)
    return values.tolist()


@pytest.mark.parametrize(("text", "values"), CASES.items())
def test_a_call_comes_to_its_value_on_each_row_and_on_all_at_once(text, values):
    """The two evaluations of its entry are one function."""
    subject, world = "officer" if len(values) == 5 else "unit", facts()
    expr = parsed(text, subject, "any")
    assert [plain(on_row(expr, scene)) for scene in scenes(world, subject)] == values
    assert of_all(on_columns(expr, frame(world, subject))) == values


def test_every_entry_has_a_case():
    """Whoever adds one says here what it comes to."""
    subjects = {"officer": 5, "unit": 3}
    trees = [
        parsed(text, subject, "any")
        for text, values in CASES.items()
        for subject in subjects
        if len(values) == subjects[subject]
    ]
    met = {part.function for tree in trees for part in walk(tree) if isinstance(part, (Call, Aggregate))}
    assert met == {*FUNCTIONS, *AGGREGATES}


def test_the_guide_names_every_entry():
    """Functions in one line of docs/rule-language.md, aggregates in another, in the order of the table."""
    guide = (ROOT / "docs" / "rule-language.md").read_text("utf-8")
    functions = re.search(r"\*\*Functions\*\*: (.*?)\.\n", guide, re.DOTALL)[1]
    assert re.findall(r"`(\w+)\(", functions) == [*CALLS]
    assert re.search(r"\*\*Relations\*\*: `([\w ]+)`", guide)[1].split() == [*AGGREGATES]


@pytest.mark.parametrize("table", [FUNCTIONS, AGGREGATES])
def test_an_entry_is_changed_to_others_of_its_types(table):
    """A changed condition is one that could have been written."""
    for entry in table.values():
        for other in entry.changed_to:
            types = ["takes"] if isinstance(entry, Summing) else ["gives", *(["takes"] if table is FUNCTIONS else [])]
            assert all(getattr(table[other], name) == getattr(entry, name) for name in types)


@pytest.mark.parametrize("entry", [*FUNCTIONS.values(), *AGGREGATES.values()])
def test_an_entry_is_worded_alike_in_both_languages(entry):
    """Both name the same arguments."""
    vietnamese, english = (sorted(re.findall(r"\{\w+\}", text)) for text in entry.words)
    assert vietnamese == english != []
