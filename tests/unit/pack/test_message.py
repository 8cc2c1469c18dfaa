"""Message templates: plain parts and expressions."""

import pytest

from kstt_rules.language import ExpressionError, Scope, check
from kstt_rules.language.types import NUMBER
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import Lacking, Message, parse_template

SCOPE = Scope(base_vocabulary(), "unit", {"limits.most": NUMBER})


def expression(text):
    return check(text, SCOPE, want="any")


def parse(text):
    return parse_template(text, expression)


def test_a_text_without_braces_is_one_part():
    """A plain text stays whole, an empty one has no parts."""
    assert parse("Rà soát.") == ("Rà soát.",)
    assert parse("") == ()


def test_expressions_are_parsed_in_place():
    """Parts alternate as they stand in the text."""
    assert parse("{unit.name} có {officers.count()} người") == (
        expression("unit.name"),
        " có ",
        expression("officers.count()"),
        " người",
    )


def test_doubled_braces_are_the_signs_themselves():
    """Both signs can be shown, also next to an expression, and join the text around them."""
    assert parse("a {{b}} c") == ("a {b} c",)
    assert parse("{{{unit.name}}}") == ("{", expression("unit.name"), "}")


def test_braces_within_a_text_literal_belong_to_it():
    """A quoted text in an expression may hold any sign."""
    assert parse('{officers.count(title == "}")}') == (expression('officers.count(title == "}")'),)
    assert parse("{officers.count(title == '{')}") == (expression("officers.count(title == '{')"),)


def test_blanks_inside_the_braces_do_not_count():
    """Spaces and line ends around an expression are passed over."""
    assert parse("{ unit.name\n}") == (expression("unit.name"),)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a {b", [2]),
        ("a } b", [2]),
        ("{", [0]),
        ("{}", [1]),
        ("x {   }", [3]),
        ("{unit.nam}", [1]),
        ("{  unit.nam }", [3]),
        ("{unit.nam} và {limits.mots} }", [1, 15, 28]),
        ("{a {unit.name}", [0]),
    ],
)
def test_every_fault_is_told_at_its_offset(text, columns):
    """All faults of a text are found at once, each at its offset in the whole text."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert [fault.column for fault in caught.value.faults] == columns


def test_a_message_has_both_languages_and_lists_its_expressions():
    """Templates are looked up by language; expressions of both are listed together."""
    message = Message(parse("{unit.name} thiếu"), parse("missing in {unit.tier}"))
    assert message["vi"] == (expression("unit.name"), " thiếu")
    assert message["en"] == ("missing in ", expression("unit.tier"))
    assert message.expressions == (expression("unit.name"), expression("unit.tier"))


def test_fields_that_say_no_may_be_named():
    """Yes/no fields after ``lacking:`` are one part of the message, and each an expression of it."""
    scope = Scope(base_vocabulary(), "officer", {})
    fields = tuple(check(f"officer.{name}", scope, want="any") for name in ("active", "concurrent"))
    template = parse_template(
        "Thiếu { lacking: officer.active,\n officer.concurrent }.", lambda text: check(text, scope, want="any")
    )
    assert template == ("Thiếu ", Lacking(fields), ".")
    assert Message(template, ()).expressions == fields


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("a {lacking:  unit.name}", 13, "only yes/no fields"),
        ("{lacking: officers.any()}", 10, "only yes/no fields"),
        ("{lacking: }", 9, "nothing between"),
    ],
)
def test_only_yes_no_fields_can_be_lacking(text, column, told):
    """Anything else is a fault at its own place."""
    with pytest.raises(ExpressionError, match=told) as caught:
        parse(text)
    assert [fault.column for fault in caught.value.faults] == [column]
