"""What is said of a condition that is not of the rule language, and at which place."""

import pytest
from expression_scopes import APPROVAL, PARAMETERS, UNIT
from hypothesis import given
from hypothesis import strategies as st
from in_vietnamese import told_in_both

from kstt_rules.base.suggestion import hint
from kstt_rules.language import ExpressionError, Scope, check
from kstt_rules.language.functions import CALLS
from kstt_rules.language.types import NUMBER

FEES = Scope(UNIT.vocabulary, "unit", {"fees.cards.large": NUMBER})


def faults(text, scope=UNIT):
    with pytest.raises(ExpressionError) as caught:
        check(text, scope)
    return tuple((fault.column, told_in_both(fault.message)) for fault in caught.value.faults)


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
        (UNIT, "limits.x.yyyyyyy > 1", f"unknown parameter 'limits.x.yyyyyyy'; known: {', '.join(PARAMETERS)}"),
        (FEES, "fees.cards.lrge > 1", "unknown parameter 'fees.cards.lrge'; did you mean 'fees.cards.large'?"),
        (UNIT, "as_off > date(2022, 1, 1)", "unknown name 'as_off'; did you mean 'as_of'?"),
        (UNIT, "unit.nam == 'x'", "unit has no field 'nam'; did you mean 'name'?"),
        (UNIT, "Xunit.name == 'x'", "unknown name 'Xunit'; did you mean 'unit'?"),
        (UNIT, "officers == 1", "officers are many rows; ask something of them, such as officers.count()"),
        (UNIT, "officers.name == 'x'", "officers are many rows; ask something of them, such as officers.count()"),
        (UNIT, "year == 2022", "year alone has no value; say of what: year(…)"),
    ],
)
def test_a_name_that_stands_for_nothing_is_told_with_what_was_meant(scope, text, told):
    """The part of the name that leads nowhere is repeated, and the nearest name that does is offered."""
    assert [message for _, message in faults(text, scope)] == [told]


SHAPES = [
    ("unit.kind ==", 0, "not an expression: something is missing or does not belong here"),
    ("  'đ' == unit.name ü", 19, "not an expression: something is missing or does not belong here"),
    ("", 0, "not an expression: something is missing or does not belong here"),
    ("(unit.kind == 'so'))", 19, "not an expression: this closing bracket has no opening one"),
    ("\tTrue", 0, "not an expression: something is missing or does not belong here"),
    ("\ud800", 0, "not an expression"),
    ("  " + "x" * 2001, 2002, "longer than 2000 characters"),
    ("True\n", 0, "a condition is one line"),
    ("True\ror True", 0, "a condition is one line"),
    ("x" * 2001, 2000, "longer than 2000 characters"),
    ("not " * 40 + "True", 160, "nested deeper than 40 levels"),
    ("not (True and True and " + "not " * 38 + "True)", 175, "nested deeper than 40 levels"),
    ("1 + 1", 0, "a condition must be true or false; this is a number"),
    ("unit.kind", 0, "a condition must be true or false; this is a choice unit_kind"),
    ("True and f'{unit.name}'", 9, "a text with f before it is not part of the rule language"),
    ("2 ** 2 == 4", 0, "`**` is not part of the rule language; there are + - * /"),
    ("7 // 2 == 3", 0, "`//` is not part of the rule language; there are + - * /"),
    ("unit.name % 2 == 1", 0, "`%` is not part of the rule language; there are + - * /"),
    ("-unit.name == 1", 0, "`-` without a value before it stands only before a written number"),
    ("+1 == 1", 0, "`+` before a value is not part of the rule language"),
    ("True and ~1 == 1", 9, "`~` before a value is not part of the rule language"),
    ("lambda: True", 0, "`lambda` is not part of the rule language"),
    ("True if unit.name == 'x' else False", 0, "`… if … else …` is not part of the rule language"),
    ("unit.name[0] == 'x'", 0, "`[…]` behind a name is not part of the rule language"),
    ("(a := True)", 1, "`:=` is not part of the rule language"),
    ("not -'x' == 1", 4, "only a number can be negative"),
    ("1 == -True", 5, "only a number can be negative"),
    ("unit.name == ''", 13, "a text cannot be empty; for a blank cell write missing(…)"),
    (r"unit.name in ('x', 'y\ud800')", 19, "a text has half of a character (a lone surrogate); no cell holds one"),
    ("1 < 9007199254740993", 4, "write a number up to 2^53, a text, True or False"),
    ("1 < 1e999", 4, "write a number up to 2^53, a text, True or False"),
    ("unit.name == None", 13, "write a number up to 2^53, a text, True or False"),
]
TYPES = [
    ("not unit.kind", 4, "unit.kind is a choice unit_kind, not true or false"),
    ("True and unit.name", 9, "unit.name is a text, not true or false"),
    ("officers.count(role) > 1", 15, "role is a choice role, not true or false"),
    ("unit.name is 'x'", 13, "compare with == != < <= > >= in, not in"),
    ("1 < 2 is not 3", 13, "compare with == != < <= > >= in, not in"),
    ("officers.any(concurrent == True)", 27, "do not compare a true-or-false value; write it alone or after `not`"),
    ("officers.any(1 != concurrent)", 18, "do not compare a true-or-false value; write it alone or after `not`"),
    ("unit.name == 1", 13, "a text cannot be compared with a number"),
    ("1 < 2 < as_of", 8, "a number cannot be compared with a date"),
    ("  unit.kind > 'so'", 14, "a choice unit_kind has no order; use == or !="),
    ("as_of + as_of > 1", 0, "date + date cannot be computed"),
    ("as_of * 2 > 1", 0, "date * number cannot be computed"),
    ("unit.name / 2 > 1", 0, "text / number cannot be computed"),
    ("1 == 1 - as_of", 5, "number - date cannot be computed"),
    ("unit.name + 1 == 1", 0, "text + number cannot be computed"),
    ("unit.kind == 'ubnd_hyen'", 13, "'ubnd_hyen' is not a valid unit_kind; did you mean 'ubnd_huyen'?"),
    ("'ubnd_hyen' != unit.kind", 15, "'ubnd_hyen' is not a valid unit_kind; did you mean 'ubnd_huyen'?"),
    ("unit.kind in ('so', 'ubnd_hyen')", 13, "'ubnd_hyen' is not a valid unit_kind; did you mean 'ubnd_huyen'?"),
    ("findings.any(verdict == 'breech')", 24, "'breech' is not a valid verdict; did you mean 'breach'?"),
    (
        "documents.any('departmnt' in recipients)",
        29,
        "'departmnt' is not a valid recipient; did you mean 'department'?",
    ),
    ("reports.any(period == '2022-q1')", 22, "write this period as '2022-Q1'"),
    ("reports.any(period in ('2021', '2022-q1'))", 22, "write this period as '2022-Q1'"),
    ("documents.any(duty == 'điểm b khoản 3 Điều 5')", 22, "write this provision as '5.3.b'"),
]
OPTIONS = "a list of values, a parameter that is one, or a field of several choices"
LISTS = [
    ("unit.kind in ()", 13, "write at least one value in the list"),
    ("unit.kind in ('so', 1)", 13, "a list holds written values of one type"),
    ("unit.kind in ('so', unit.kind)", 13, "a list holds written values of one type"),
    ("unit.kind in [True, False]", 13, "a list holds texts, numbers or dates"),
    ("unit.name == ('x', 'y')", 13, "a list may stand only after `in`"),
    ("unit.name in ('x', 'y') == 'x'", 27, "a list may stand only after `in`"),
    ("('department', 'other') in classes.provincial_body", 27, "a list may stand only after `in`"),
    ("unit.name in ('x', ('y', 'z'))", 19, "a list may stand only after `in`"),
    ("officers.min([1, 2]) > 1", 13, "a list may stand only after `in`"),
    ("officers.count() in ('x', 'y')", 20, "a number cannot be one of ('x', 'y')"),
    ("1 in classes.provincial_body", 5, "a number cannot be one of the texts classes.provincial_body"),
    ("documents.any(1 in recipients)", 19, "write a text before `in recipients`"),
    ("documents.any(unit.name in recipients)", 27, "write a text before `in recipients`"),
    ("unit.name in 'abc'", 13, f"after `in` write {OPTIONS}"),
    (
        "1 not in limits.provincial_max",
        9,
        f"after `in` write {OPTIONS}",
    ),
]
KNOWN_CALLS = hint("?", CALLS).en.removeprefix("; known: ")
CALLS = [
    ("officers.count(*[True])", 0, "write the arguments alone, without names or stars"),
    ("officers.any(condition=True)", 0, "write the arguments alone, without names or stars"),
    ("True and yeer(as_of) > 1", 9, "unknown call 'yeer'; did you mean 'year'?"),
    ("unit.name.upper() == 'X'", 0, f"unknown call 'unit.name.upper'; known: {KNOWN_CALLS}"),
    (
        "(lambda: True)()",
        0,
        f"unknown call 'lambda: True'; known: {KNOWN_CALLS}",
    ),
    ("unit['name'].x == 'X'", 0, "unit['name'].x is not a name of the rule language"),
    ("officer.count() > 1", 0, "unit has no relation 'officer'; did you mean 'officers'?"),
    ("officers.cnt() > 1", 0, "unknown call 'cnt'; did you mean 'count'?"),
    ("officers.count(officers.any()) > 1", 15, "a relation inside a relation is not part of the rule language"),
    ("unit.name == date(2022, 2, 30)", 13, "a date is written date(2022, 3, 31)"),
    ("date(2022, 2) == as_of", 0, "a date is written date(2022, 3, 31)"),
    ("date(2022, 2, 1, 1) == as_of", 0, "a date is written date(2022, 3, 31)"),
    ("date(2022, 2, True) == as_of", 0, "a date is written date(2022, 3, 31)"),
    ("date(2022, 2, unit.name) == as_of", 14, "unit.name is a text, not a number"),
    ("date(2022, 2, 1, as_of) == as_of", 0, "a date is written date(2022, 3, 31)"),
    (f"date({2**53}, 2, 1) == as_of", 0, "a date is written date(2022, 3, 31)"),
    ("year() == 1", 0, "year takes 1 argument, not 0"),
    ("missing(unit.kind, unit.name)", 0, "missing takes 1 argument, not 2"),
    ("days_between(as_of) > 1", 0, "days_between takes 2 arguments, not 1"),
    ("year(unit.name) == 1", 5, "unit.name is a text, not a date"),
    ("days_between(as_of, 1) > 1", 20, "1 is a number, not a date"),
    ("min(1, unit.name) == 1", 7, "unit.name is a text, not a number or a date"),
    ("max(1, as_of) == 1", 0, "max takes values of one type, not number and date"),
    ("contains(unit.kind, 'x')", 9, "unit.kind is a choice unit_kind, not a text"),
    ("matches(unit.name, unit.name)", 19, "matches wants unit.name written out, as a text in quotes"),
    ("matches(unit.name, 'a(')", 19, "'a(' is not a pattern: `(` is not closed"),
    ("lookup(classes.provincial_body, unit.kind) == 'x'", 7, "classes.provincial_body is a list of texts, not a table"),
    ("officers.distinct(concurrent) > 1", 0, "distinct needs a number, a date or a text"),
    ("not missing(as_of)", 4, "missing(…) takes a field, a parameter or a relation's value"),
    ("officers.any(True, True)", 0, "any takes 0 or 1 argument, not 2"),
    ("officers.all()", 0, "all takes 1 argument, not 0"),
    ("officers.sum() > 1", 0, "sum takes 1 or 2 arguments, not 0"),
    ("officers.first(name, True, True) == 'x'", 0, "first takes 1 or 2 arguments, not 3"),
    ("officers.min(name) > 1", 0, "min needs a number or a date"),
    ("officers.max(concurrent) > 1", 0, "max needs a number or a date"),
    ("officers.sum(from_date) > 1", 0, "sum needs a number"),
    ("not officers.first(concurrent)", 4, "first needs a number, a date or a text"),
    ("documents.first(recipients) == 'x'", 0, "first needs a number, a date or a text"),
]


@pytest.mark.parametrize(("text", "column", "message"), [*SHAPES, *TYPES, *LISTS, *CALLS])
def test_a_fault_is_told_with_its_place(text, column, message):
    """A fault names the offset in the text, what is wrong there, and what was probably meant."""
    assert faults(text) == ((column, message),)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("officers.count(rol == 'x') > 1", 15),
        ("  unit.knd == 'so'", 2),
        ("'đ' == unit.knd", 7),
        ("limits.provincial_mx > 1", 0),
        ("đơn_vị == 'x'", 0),
    ],
)
def test_a_wrong_name_is_told_where_it_stands(text, column):
    """Its offset is counted in characters, with the blanks before the condition."""
    assert [at for at, _ in faults(text)] == [column]


def test_all_faults_of_a_condition_are_told_at_once():
    """Faults in different parts of one condition are told together, in their order and each once."""
    found = faults("limits.a < officers.count(rol == 'x') and unit.knd in ('so', 'x', unit.nme) or 1 < 2 < unit.x")
    assert [at for at, _ in found] == [0, 26, 42, 66, 87]


def test_an_error_tells_all_faults_in_one_line():
    """Its text counts places from 1."""
    with pytest.raises(ExpressionError, match=r"^unit alone .* fields \(at 2\); unit has no .* \(at 11\)$"):
        check(" unit and unit.nam == 'x'", UNIT)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reports.any(period == 'q')", "'q' names no report period."),
        ("documents.any(duty == 'q')", "'q' names no provision:"),
    ],
)
def test_a_text_that_no_datum_can_be_is_a_fault(text, message):
    """It would never be found equal, so the rule would never hold."""
    ((column, told),) = faults(text)
    assert (column, told[: len(message)]) == (22, message)


def test_a_wrong_relation_leaves_the_rest_readable():
    """After a fault inside a relation, names outside it are read as the subject's again."""
    assert [at for at, _ in faults("officers.any(rol == 'x') and name == 'x'")] == [13, 29]


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text):
    """Any text is a condition or an ExpressionError."""
    try:
        check(text, UNIT)
    except ExpressionError as error:
        assert error.faults


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
    "text", ["not " * 200 + "unit.kind == 'so'", "(" * 300 + "True" + ")" * 300, "-" * 500 + "1 > 2"]
)
def test_deep_nesting_is_a_fault(text):
    """Nesting beyond any honest rule is refused, not followed."""
    assert faults(text)
