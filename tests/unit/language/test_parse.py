"""What the condition language takes, and what it makes of it."""

import unicodedata
from datetime import date

import pytest
from expression_scopes import APPROVAL, OFFICER, UNIT

from kstt_rules.language import ValueType, check
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    AsOf,
    Call,
    Compare,
    Field,
    Literal,
    Not,
    Or,
    ParameterName,
    Within,
)
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, TEXT, TEXTS
from kstt_rules.model.read_vocabulary import base_vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "unit.kind in classes.provincial_body",
        "officers.count() > limits.provincial_max",
        "officers.count(role == 'unit_leader') != 1",
        "1 <= officers.count() <= 3",
        "not missing(unit.parent.name) and unit.kind not in ('so', 'khac')",
        "approvals.any(decided_on > as_of - 30)",
        "days_between(approvals.max(decided_on), as_of) > 3",
        "working_days_between(date(2022, 1, 1), as_of) >= -1",
        "findings.any(article == 5 and verdict == 'breach')",
        "readings.composition == 'strict'",
        "officers.first(unit) == unit.parent",
        "True",
    ],
)
def test_conditions_of_the_language_are_taken(text):
    """Every construct of the language passes the check."""
    assert check(text, UNIT).type.kind == "boolean"


TIER = ValueType("choice", "tier", ("tinh", "huyen", "xa"))
RECIPIENTS = ValueType("choices", "recipient", tuple(base_vocabulary().choices["recipient"]))


@pytest.mark.parametrize(
    ("scope", "relation", "name", "meant"),
    [
        (UNIT, None, "unit.tier", Field("unit", "tier", (), related=False, type=TIER, text="unit.tier")),
        (
            APPROVAL,
            None,
            "approval.unit.parent.name",
            Field("unit", "name", ("unit", "parent"), related=False, type=TEXT, text="approval.unit.parent.name"),
        ),
        (
            APPROVAL,
            None,
            "issuer_unit.tier",
            Field("unit", "tier", ("issuer_unit",), related=False, type=TIER, text="issuer_unit.tier"),
        ),
        (
            UNIT,
            "documents",
            "recipients",
            Field("document", "recipients", (), related=True, type=RECIPIENTS, text="recipients"),
        ),
        (
            UNIT,
            "approvals",
            "decided_on",
            Field("approval", "decided_on", (), related=True, type=DATE, text="decided_on"),
        ),
        (UNIT, "approvals", "limits.provincial_max", ParameterName("limits.provincial_max", NUMBER)),
        (UNIT, "approvals", "as_of", AsOf()),
    ],
)
def test_a_name_stands_for_one_thing_of_one_type(scope, relation, name, meant):
    """A name leads over units to a field, of the subject or of the related row, or to a parameter or the day."""
    related = None if relation is None else scope.vocabulary.entity(scope.subject).relations[relation]
    assert scope.resolve(name.split("."), related) == meant


NAME = Field("unit", "name", (), related=False, type=TEXT, text="unit.name")
OFFICER_NAME = Field("officer", "name", (), related=True, type=TEXT, text="name")
CONCURRENT = Field("officer", "concurrent", (), related=True, type=BOOLEAN, text="concurrent")
FROM = Field("officer", "from_date", (), related=True, type=DATE, text="from_date")
BORN = Field("officer", "birth_year", (), related=True, type=NUMBER, text="birth_year")
TO_DUTY = Field("document", "recipients", (), related=True, type=RECIPIENTS, text="recipients")
X, ONE, TWO = Literal("x", TEXT, "'x'"), Literal(1, NUMBER, "1"), Literal(2, NUMBER, "2")
BODIES, DUE = ParameterName("classes.provincial_body", TEXTS), ParameterName("limits.due", DATE)
NEW_YEAR = Literal(date(2022, 1, 1), DATE, "date(2022, 1, 1)")
IS_X = Compare("==", NAME, X, "unit.name == 'x'")


def officers(function, value, condition, value_type, text):
    return Aggregate("officers", "officer", function, value, condition, value_type, text)


@pytest.mark.parametrize(
    "meant",
    [
        X,
        Literal(True, BOOLEAN, "True"),
        Literal(-2, NUMBER, "-2"),
        Literal(1.5, NUMBER, "1.5"),
        Literal(2**53, NUMBER, str(2**53)),
        Literal(-(2**53), NUMBER, str(-(2**53))),
        NEW_YEAR,
        IS_X,
        Compare("!=", X, NAME, "'x' != unit.name"),
        Compare("<", ONE, TWO, "1 < 2"),
        Compare("<=", AsOf(), NEW_YEAR, "as_of <= date(2022, 1, 1)"),
        Compare(">", ONE, TWO, "1 > 2"),
        Compare(">=", ONE, TWO, "1 >= 2"),
        And((IS_X, Compare("<", ONE, TWO, "1 < 2"), IS_X), "unit.name == 'x' and 1 < 2 and unit.name == 'x'"),
        Or((IS_X, Compare("<", ONE, TWO, "1 < 2")), "unit.name == 'x' or 1 < 2"),
        Not(IS_X, "not unit.name == 'x'"),
        And((Compare("<", ONE, TWO, "1 < 2"), Compare(">=", TWO, ONE, "2 >= 1")), "1 < 2 >= 1"),
        Within(NAME, Literal(("x", "y"), TEXT, "('x', 'y')"), "unit.name in ('x', 'y')"),
        Within(ONE, Literal((1, -1, 1.5), NUMBER, "[1, -1, 1.5]"), "1 in [1, -1, 1.5]"),
        Within(AsOf(), Literal((date(2022, 1, 1),), DATE, "(date(2022, 1, 1),)"), "as_of in (date(2022, 1, 1),)"),
        Within(NAME, BODIES, "unit.name in classes.provincial_body"),
        Not(Within(NAME, BODIES, "unit.name in classes.provincial_body"), "unit.name not in classes.provincial_body"),
        Arithmetic("+", ONE, TWO, NUMBER, "1 + 2"),
        Arithmetic("-", ONE, TWO, NUMBER, "1 - 2"),
        Arithmetic("-", AsOf(), DUE, NUMBER, "as_of - limits.due"),
        Arithmetic("+", AsOf(), ONE, DATE, "as_of + 1"),
        Arithmetic("-", AsOf(), ONE, DATE, "as_of - 1"),
        Call("year", (AsOf(),), NUMBER, "year(as_of)"),
        Call("days_between", (AsOf(), DUE), NUMBER, "days_between(as_of, limits.due)"),
        Call("working_days_between", (DUE, AsOf()), NUMBER, "working_days_between(limits.due, as_of)"),
        Call("missing", (NAME,), BOOLEAN, "missing(unit.name)"),
        Call("missing", (DUE,), BOOLEAN, "missing(limits.due)"),
        Call(
            "missing",
            (officers("count", None, None, NUMBER, "officers.count()"),),
            BOOLEAN,
            "missing(officers.count())",
        ),
        officers("count", None, CONCURRENT, NUMBER, "officers.count(concurrent)"),
        officers("any", None, None, BOOLEAN, "officers.any()"),
        officers("none", None, CONCURRENT, BOOLEAN, "officers.none(concurrent)"),
        officers("all", None, CONCURRENT, BOOLEAN, "officers.all(concurrent)"),
        officers("min", BORN, None, NUMBER, "officers.min(birth_year)"),
        officers("max", FROM, CONCURRENT, DATE, "officers.max(from_date, concurrent)"),
        officers("sum", BORN, CONCURRENT, NUMBER, "officers.sum(birth_year, concurrent)"),
        officers("first", OFFICER_NAME, None, TEXT, "officers.first(name)"),
        officers("first", FROM, CONCURRENT, DATE, "officers.first(from_date, concurrent)"),
        Aggregate(
            "documents",
            "document",
            "any",
            None,
            Within(Literal("other", TEXT, "'other'"), TO_DUTY, "'other' in recipients"),
            BOOLEAN,
            "documents.any('other' in recipients)",
        ),
    ],
    ids=lambda meant: meant.text,
)
def test_a_condition_is_read_into_its_tree(meant):
    """Every construct has one node; each part keeps its text."""
    assert check(meant.text, UNIT, want="any") == meant


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("  unit.name=='x'  ", "unit.name == 'x'"),
        ("(unit.name)  not  in ('x','y')", "unit.name not in ('x','y')"),
        ("1 <(2)< 3 ", "1 <(2)< 3"),
        ("'đ' == unit.name or missing( unit.name )", "'đ' == unit.name or missing( unit.name )"),
    ],
)
def test_a_condition_is_known_by_its_text_without_the_blanks_around(text, read):
    """A comparison is written out anew, anything else is as it was written."""
    assert check(text, UNIT).text == read


def test_what_is_negated_is_told_by_its_own_text():
    """Conditions that differ never share a text: what one was found to be must not pass for the other."""
    texts = [
        f"officers.first(name, name {one} ('x',) and name {other} ('y',)) not in ('z',)"
        for one, other in (("in", "not in"), ("not in", "in"))
    ]
    first, second = (check(text, UNIT) for text in texts)
    assert (first.item.text, second.item.text) == tuple(text.replace(") not in", ") in") for text in texts)


@pytest.mark.parametrize("written", [unicodedata.normalize("NFD", "'Sở'"), r"'So\u031b\u0309'"])
def test_a_text_is_compared_in_its_composed_form(written):
    """Letters and marks written apart are the letters that the data have."""
    assert check(f"unit.name == {written}", UNIT).right.value == "Sở"


def test_the_longest_and_the_deepest_condition_is_taken():
    """It has 2,000 characters, or 40 levels."""
    longest = "unit.name == '" + "x" * 1985 + "'"
    assert len(check(longest, UNIT).text) == 2_000
    assert check("not " * 39 + "True", UNIT)
    assert check("not (" + "True and " * 50 + "not " * 37 + "True)", UNIT)


def test_python_has_nothing_to_warn_of():
    """An escape that Python does not know is no warning, it is the backslash itself."""
    assert check(r"unit.name == '\d'", UNIT).right.value == r"\d"


def test_a_relation_ends_with_its_brackets():
    """After it, names are the subject's again."""
    text = "officers.any(concurrent) and officer.concurrent"
    staff = check(text.replace("officers", "namesakes"), OFFICER)
    assert [part.related for part in (staff.items[0].condition, staff.items[1])] == [True, False]


def test_unit_fields_of_the_subject_are_roots():
    """A subject's unit fields lead on to the unit's own fields."""
    expr = check("issuer_unit.id == unit.parent.id", APPROVAL)
    assert (expr.left.steps, expr.right.steps) == (("issuer_unit",), ("unit", "parent"))
