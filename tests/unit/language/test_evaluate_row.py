"""The interpreter: the truth of a condition on one subject, its trace, and what it rests on."""

from functools import reduce
from operator import add

import pandas as pd
import pytest
from condition_truths import FEW_COLUMNS, FULL, NO_UNITS, of_each_topic, written
from condition_values import of_each_expression
from condition_world import OFFICER, UNIT, facts, frame, parsed, scenes

from kstt_rules.language import evaluate_columns as masks
from kstt_rules.language.evaluate_row import ABSENT, Scene, evaluate, field_value, grounds, outline, trace, truth
from kstt_rules.language.truth import FALSE, TRUE
from kstt_rules.language.values import Interval, exactly


@of_each_topic
def test_the_interpreter_tells_the_truth_on_each_row(world, subject, conditions):
    """A condition on one subject is false, unknown or true by what is known of it."""
    own = scenes(world, subject)
    told = {text: [truth(parsed(text, subject), scene) for scene in own] for text in conditions}
    assert {text: written(truths) for text, truths in told.items()} == conditions


def plain(value):
    """Return a value as the table of values holds it."""
    if not isinstance(value, Interval):
        return value
    return value.low if value.exact else (value.low, value.high)


@of_each_expression
def test_the_interpreter_gives_the_value_on_each_row(world, subject, values):
    """A number or a day is its bounds, a text is itself or None."""
    own = scenes(world, subject)
    told = {text: [plain(evaluate(parsed(text, subject, "any"), scene)) for scene in own] for text in values}
    assert told == values


def stated(step):
    """Return a step as its text, its value and its parts."""
    return step.expr.text, plain(step.value), [stated(part) for part in step.parts]


AN, BINH, CHI, *_ = scenes(FULL, "officer")


def test_a_trace_holds_the_value_of_every_part():
    """Down to the fields, literals and parameters of the subject; what is asked of related rows is told as a whole."""
    text = "not (officer.birth_year < limits.most) or namesakes.any(concurrent)"
    low = ("officer.birth_year < limits.most", TRUE, [("officer.birth_year", 1, []), ("limits.most", 2, [])])
    assert stated(trace(parsed(text), AN)) == (
        text,
        TRUE,
        [
            ("not (officer.birth_year < limits.most)", FALSE, [low]),
            ("namesakes.any(concurrent)", TRUE, []),
        ],
    )


def test_an_outline_holds_the_truth_of_conjunctions_alternatives_and_negations():
    """Comparisons are told as a whole."""
    text = "not officer.concurrent and (officer.birth_year > 5 or officer.role == 'specialist')"
    either = "officer.birth_year > 5 or officer.role == 'specialist'"
    assert stated(outline(parsed(text), BINH)) == (
        text,
        TRUE,
        [
            ("not officer.concurrent", TRUE, [("officer.concurrent", FALSE, [])]),
            (either, TRUE, [("officer.birth_year > 5", FALSE, []), ("officer.role == 'specialist'", TRUE, [])]),
        ],
    )


@pytest.mark.parametrize(
    ("scene", "text", "leaves"),
    [
        (AN, "officer.concurrent and officer.birth_year == 1", ["officer.concurrent", "officer.birth_year"]),
        (AN, "officer.concurrent and officer.birth_year == 2", ["officer.birth_year"]),
        (AN, "officer.concurrent or officer.birth_year == 2", ["officer.concurrent"]),
        (AN, "officer.birth_year == 3 or officer.birth_year == 2", ["officer.birth_year"]),
        (AN, "not (officer.concurrent and officer.birth_year == 2)", ["officer.birth_year"]),
        (
            CHI,
            "officer.concurrent and namesakes.none() and officer.role == 'specialist'",
            ["officer.concurrent", "officer.role"],
        ),
        (CHI, "officer.birth_year + limits.most > 4", ["officer.birth_year", "limits.most"]),
        (CHI, "officer.role in classes.some", ["officer.role", "classes.some"]),
        (CHI, "officer.role in ('unit_leader', 'specialist')", ["officer.role"]),
        (CHI, "days_between(officer.from_date, as_of) > 3", ["officer.from_date"]),
        (
            CHI,
            "working_days_between(officer.to_date, officer.from_date) > 3",
            ["officer.to_date", "officer.from_date"],
        ),
        (CHI, "missing(officer.role)", ["officer.role"]),
        (CHI, "missing(limits.no_word)", ["limits.no_word"]),
        (CHI, "year(officer.from_date) == year(limits.day)", ["officer.from_date", "limits.day"]),
        (CHI, "namesakes.count(concurrent) > 1", ["namesakes.count(concurrent)"]),
        (CHI, "year(as_of) == 2022", []),
    ],
)
def test_a_verdict_rests_on_the_parts_that_are_as_the_whole(scene, text, leaves):
    """Fields, relations and parameters of those parts, each once, in order of appearance."""
    assert [leaf.text for leaf in grounds(outline(parsed(text), scene))] == leaves


@pytest.mark.parametrize(
    ("world", "name", "value"),
    [
        (FULL, "officer.email", ["m", "specialist", None, "m", "m"]),
        (FULL, "unit.parent.name", [None, None, None, "A", None]),
        (FEW_COLUMNS, "officer.email", [ABSENT] * 5),
        (FEW_COLUMNS, "unit.kind", [*[ABSENT] * 4, None]),
        (NO_UNITS, "unit.parent.name", [ABSENT] * 5),
    ],
)
def test_a_blank_field_and_one_that_was_not_submitted_are_told_apart(world, name, value):
    """None was asked for and left blank, or belongs to a unit that is not there; ABSENT was never asked for."""
    field = parsed(name, want="any")
    assert [field_value(field, scene) for scene in scenes(world, "officer")] == value
    assert repr(ABSENT) == "ABSENT"


def test_the_related_row_is_seen_only_inside_its_relation():
    """Inside a relation a bare name is the related row's; a dotted one stays the subject's."""
    inside = parsed("namesakes.any(email == 'm' and officer.email == 'm')").condition
    related = Scene(AN.subject, AN.setting, BINH.subject)
    assert [truth(part, related) for part in inside.items] == [FALSE, TRUE]


def test_sums_are_added_in_the_order_of_the_rows():
    """So that they are the same sum as the masks', to the last bit."""
    tenths = [0.1, 0.2, 0.3, -0.6, 1e16, 1.0, -1e16]
    officers = pd.concat([OFFICER[:1].assign(birth_year=year) for year in tenths], ignore_index=True)
    world = facts(unit=UNIT, officer=officers)
    total = parsed("officers.sum(birth_year)", "unit", "any")
    added = reduce(add, tenths, 0.0)
    assert evaluate(total, scenes(world, "unit")[0]) == exactly(added)
    assert masks.evaluate(total, frame(world, "unit")).low[0] == added
