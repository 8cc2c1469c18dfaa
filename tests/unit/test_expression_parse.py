"""What the condition language takes, and what it says of what it does not take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.expression import ExpressionError, Scope, ValueType, check
from kstt_rules.expression.nodes import AsOf, Field, Parameter
from kstt_rules.expression.types import DATE, NUMBER, TEXT, TEXTS
from kstt_rules.vocabulary import base_vocabulary

PARAMETERS = {
    "limits.provincial_max": NUMBER,
    "classes.provincial_body": TEXTS,
    "readings.composition": ValueType("choice", "readings.composition", ("strict", "slots", "cap")),
}
UNIT = Scope(base_vocabulary(), "unit", PARAMETERS)
APPROVAL = Scope(base_vocabulary(), "approval", PARAMETERS)


def faults(text, scope=UNIT, want="boolean"):
    with pytest.raises(ExpressionError) as caught:
        check(text, scope, want=want)
    return caught.value.faults


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
    ],
)
def test_conditions_of_the_language_are_taken(text):
    """Every construct of the language passes the check."""
    assert check(text, UNIT).type.kind == "boolean"


@pytest.mark.parametrize(
    ("scope", "text", "told"),
    [
        (UNIT, "unit.parnt.name == 'x'", "'parnt' does not lead to a unit; did you mean 'parent'?"),
        (UNIT, "unit.name.tier == 'tinh'", "'name' does not lead to a unit; known: parent"),
        (UNIT, "unit", "unit alone has no value; name one of its fields"),
        (APPROVAL, "unit", "unit alone has no value; name one of its fields"),
        (
            UNIT,
            "limits.provincial_mx > 1",
            "unknown parameter 'limits.provincial_mx'; did you mean 'limits.provincial_max'?",
        ),
        (UNIT, "limits.a.b > 1", f"unknown parameter 'limits.a.b'; known: {', '.join(PARAMETERS)}"),
        (UNIT, "as_off > date(2022, 1, 1)", "unknown name 'as_off'; did you mean 'as_of'?"),
        (UNIT, "unit.nam == 'x'", "unit has no field 'nam'; did you mean 'name'?"),
    ],
)
def test_a_name_that_stands_for_nothing_is_told_with_what_was_meant(scope, text, told):
    """The part of the name that leads nowhere is repeated, and the nearest name that does is offered."""
    assert [fault.message for fault in faults(text, scope)] == [told]


TIER = ValueType("choice", "tier", ("tinh", "huyen", "xa"))
RECIPIENTS = ValueType("choices", "recipient", ("provincial_committee", "district_committee", "department", "other"))


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
        (UNIT, "approvals", "limits.provincial_max", Parameter("limits.provincial_max", NUMBER)),
        (UNIT, "approvals", "as_of", AsOf()),
    ],
)
def test_a_name_stands_for_one_thing_of_one_type(scope, relation, name, meant):
    """A name leads over units to a field, of the subject or of the related row, or to a parameter or the day."""
    related = None if relation is None else scope.vocabulary.entity(scope.subject).relations[relation]
    assert scope.resolve(name.split("."), related) == meant


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')",
        "unit.__class__ == 'x'",
        "lambda: True",
        "[x for x in officers]",
        "officers[0]",
        "f'{unit.name}' == 'x'",
        "unit.name if True else unit.id",
        "(x := True)",
        "officers.count(*[1])",
        "officers.count(condition=True)",
        "unit.name.upper() == 'X'",
        "print('x')",
        "1 + 1",
        "2 ** 2 == 4",
        "1 < 2 if True else False",
        "...",
        "b'x' == b'x'",
        "1j == 1j",
        "unit.name is 'x'",
        "~1 == 1",
        "await x",
        "",
        "unit.kind ==",
        "unit.kind == 'so'\nor True",
        "\x00",
    ],
)
def test_nothing_else_is_taken(text):
    """No other Python passes, and none of it raises anything but ExpressionError."""
    assert faults(text)


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("officers.count(rol == 'x') > 1", 15, "did you mean 'role'"),
        ("unit.kind == 'sở'", 13, "'sở' is no unit_kind"),
        ("unit.knd == 'so'", 0, "did you mean 'kind'"),
        ("limits.provincial_mx > 1", 0, "did you mean 'limits.provincial_max'"),
        ("  unit.kind > 'so'", 14, "has no order"),
        ("unit.name == 1", 13, "cannot be compared"),
        ("officers.cnt() > 1", 0, "did you mean 'count'"),
        ("officer.count() > 1", 0, "did you mean 'officers'"),
        ("officers.count(officers.any()) > 1", 15, "a relation inside a relation"),
        ("officers.sum(name) > 1", 0, "sum needs a number"),
        ("officers.all()", 0, "all takes 1 to 1"),
        ("unit.name == ''", 13, "missing("),
        ("unit.name in 'abc'", 13, "after `in` stands a list"),
        ("unit.name == date(2022, 2, 30)", 13, "a date is written"),
        ("officers.any(concurrent == True)", 27, "stands alone"),
        ("days_between(unit.name, as_of) > 1", 13, "not a date"),
        ("findings.any(verdict == 'breech')", 24, "did you mean 'breach'"),
        ("đơn_vị == 'x'", 0, "unknown name"),
    ],
)
def test_a_fault_is_told_with_its_place(text, column, part):
    """A fault names the offset in the text and what was probably meant."""
    (fault,) = faults(text)
    assert fault.column == column
    assert part in fault.message


def test_all_faults_of_a_condition_are_told_at_once():
    """Faults in different parts of one condition are told together."""
    found = faults("unit.knd == 'so' and officers.count(rol == 'x') > limits.most")
    assert [fault.column for fault in found] == [0, 36, 50]


def test_unit_fields_of_the_subject_are_roots():
    """A subject's unit fields lead on to the unit's own fields."""
    expr = check("issuer_unit.id == unit.parent.id", APPROVAL)
    assert (expr.left.steps, expr.right.steps) == (("issuer_unit",), ("unit", "parent"))


def test_a_provision_literal_must_name_a_provision_in_its_short_form():
    """A misspelt provision would never match anything, so it is a fault."""
    assert check("documents.any(duty == '5.3.b')", UNIT)
    (fault,) = faults("documents.any(duty == 'điểm b khoản 3 Điều 5')")
    assert "5.3.b" in fault.message


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text):
    """Any text is a condition or an ExpressionError."""
    try:
        check(text, UNIT)
    except ExpressionError as error:
        assert error.faults


@pytest.mark.parametrize(
    "text", ["not " * 200 + "unit.kind == 'so'", "(" * 300 + "True" + ")" * 300, "-" * 500 + "1 > 2"]
)
def test_deep_nesting_is_a_fault(text):
    """Nesting beyond any honest rule is refused, not followed."""
    assert faults(text)
