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
from kstt_rules.language.nodes import Aggregate, Call, Submission, walk
from kstt_rules.language.truth import FALSE, TRUE
from kstt_rules.language.truth import UNKNOWN as OPEN
from kstt_rules.language.values import Interval

MONDAY, THURSDAY = 738158, 738161
INF = float("inf")
SUBJECTS = {5: "officer", 3: "unit"}
CASES = {
    # a call: its value on the five officers of the small world, or on its three units
    "missing(officer.role)": [FALSE, FALSE, TRUE, FALSE, FALSE],
    "submitted(document)": [TRUE, TRUE, FALSE],
    "submitted(report)": [FALSE, FALSE, FALSE],
    "submitted(officer.email)": [TRUE, TRUE, FALSE],
    "submitted(officer.phone)": [FALSE] * 5,
    "days_between(officer.from_date, officer.to_date)": [9, 0, UNKNOWN, 361, -355],
    "working_days_between(officer.from_date, as_of)": [5, 2, UNKNOWN, 2, -255],
    "months_between(officer.from_date, officer.to_date)": [0, 0, UNKNOWN, 11, -11],
    "years_between(officer.from_date, date(2024, 1, 3))": [2, 1, UNKNOWN, 1, 1],
    "add_days(officer.from_date, 3) - officer.from_date": [3, 3, UNKNOWN, 3, 3],
    "month(add_months(officer.from_date, -1))": [12, 12, UNKNOWN, 12, 12],
    "day(add_months(date(2024, 1, 31), officer.birth_year))": [29, 30, UNKNOWN, 31, 31],
    "year(add_years(officer.from_date, officer.birth_year))": [2023, 2025, UNKNOWN, 2024, 2025],
    "add_months(officer.from_date, 0.5)": [UNKNOWN] * 5,
    "add_years(officer.from_date, 9000)": [UNKNOWN] * 5,
    "year(officer.from_date)": [2022, 2022, UNKNOWN, 2022, 2023],
    "month(officer.from_date + 30)": [2, 2, UNKNOWN, 2, 2],
    "day(officer.to_date)": [12, 6, UNKNOWN, 2, 12],
    "date(2022, officer.birth_year, 3) - date(2022, 1, 1)": [2, 61, UNKNOWN, 33, 33],
    "date(2022, officer.birth_year, 30)": [738185, 738244, UNKNOWN, UNKNOWN, UNKNOWN],
    "min(officer.birth_year, 2)": [1, 2, (-INF, 2), 2, 2],
    "max(officer.from_date, date(2022, 1, 6))": [THURSDAY, THURSDAY, (THURSDAY, INF), THURSDAY, 738522],
    "contains(officer.email, 'pec')": [FALSE, TRUE, OPEN, FALSE, FALSE],
    "starts_with(officer.email, 'm')": [TRUE, FALSE, OPEN, TRUE, TRUE],
    "ends_with(officer.email, limits.word)": [TRUE, FALSE, OPEN, TRUE, TRUE],
    "matches(officer.email, '[a-z]{2,}')": [FALSE, TRUE, OPEN, FALSE, FALSE],
    "other_number(officer.email, 'M')": [FALSE, OPEN, OPEN, FALSE, FALSE],
    "other_number('7/QĐ', '8/QĐ')": [TRUE] * 5,
    "other_number('7/QĐ', '07')": [OPEN] * 5,
    "lookup(tables.number, officer.role)": [7, UNKNOWN, UNKNOWN, UNKNOWN, 2.5],
    "lookup(tables.day, officer.role) - officer.from_date": [UNKNOWN, 0, UNKNOWN, 0, UNKNOWN],
    "officer.role in tables.number": [TRUE, FALSE, OPEN, FALSE, TRUE],
    "officer.birth_year in lists.numbers": [TRUE, TRUE, OPEN, FALSE, FALSE],
    "officer.from_date not in lists.days": [FALSE, TRUE, OPEN, TRUE, TRUE],
    "length(officer.email)": [1, 10, UNKNOWN, 1, 1],
    "length(lower(unit.name))": [1, 1, 1],
    "officer.birth_year * 2 - 1": [1, 5, UNKNOWN, 3, 3],
    "6 / officer.birth_year": [6, 2, UNKNOWN, 3, 3],
    "6 / (officer.birth_year - 2)": [-6, 6, UNKNOWN, UNKNOWN, UNKNOWN],
    "officers.distinct(role)": [(2, 3), 1, 0],
    "officers.distinct(birth_year, not missing(birth_year))": [2, 1, 0],
    "officers.distinct(email, birth_year > 1)": [(1, 2), 1, 0],
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
    subject, world = SUBJECTS[len(values)], facts()
    expr = parsed(text, subject, "any")
    assert [plain(on_row(expr, scene)) for scene in scenes(world, subject)] == values
    assert of_all(on_columns(expr, frame(world, subject))) == values


def test_every_entry_has_a_case():
    """Whoever adds one says here what it comes to."""
    trees = [parsed(text, SUBJECTS[len(values)], "any") for text, values in CASES.items()]
    met = {part.function for tree in trees for part in walk(tree) if isinstance(part, (Call, Aggregate, Submission))}
    assert met == {*FUNCTIONS, *AGGREGATES}


def test_the_guide_names_every_entry():
    """Functions in one line of docs/rule-language.md, aggregates in another, in the order of the table."""
    guide = (ROOT / "docs" / "rule-language.md").read_text("utf-8")
    functions = re.search(r"\*\*Functions\*\*: (.*?)\.\n", guide, re.DOTALL)[1]
    assert re.findall(r"`(\w+)\(", functions) == [*CALLS]
    assert re.search(r"\*\*Relations\*\*: `([\w ]+)`", guide)[1].split() == [*AGGREGATES]


@pytest.mark.parametrize("table", [FUNCTIONS, AGGREGATES])
def test_an_entry_is_changed_to_others_of_its_types(table):
    """A changed condition is one that could have been written; a count of rows has no value to take."""
    for entry in table.values():
        for other in entry.changed_to:
            types = ["takes"] if isinstance(entry, Summing) else ["gives", *(["takes"] if table is FUNCTIONS else [])]
            assert all(getattr(table[other], name) == getattr(entry, name) for name in types)


@pytest.mark.parametrize("entry", [*FUNCTIONS.values(), *AGGREGATES.values()])
def test_an_entry_is_worded_alike_in_both_languages(entry):
    """Both name the same arguments."""
    for words in (entry.words, getattr(entry, "words_of_days", None) or entry.words):
        vietnamese, english = (sorted(re.findall(r"\{\w+\}", text)) for text in words)
        assert vietnamese == english != []
