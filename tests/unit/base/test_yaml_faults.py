"""Faults of YAML are told with their cause, in our own words and in both languages."""

import ast
from datetime import date
from typing import Annotated, Literal

import pytest
import yaml
from in_vietnamese import told_in_both
from pydantic import BaseModel, ConfigDict, Field
from repository import ROOT

from kstt_rules.base import strict_yaml
from kstt_rules.base.errors import PackError
from kstt_rules.base.strict_yaml import parse_yaml, validate

BROKEN = {
    "a: b: c": "a colon stands where none may; put the text in quotes",
    "a:\n\t- b": "indent with spaces, not with tabs",
    "a: [1, 2": "the list in [ ] needs a comma or its end",
    "a: [1 2\nb: 3": "the list in [ ] needs a comma or its end",
    "a: {b: 1": "the mapping in { } needs a comma or its end",
    "a: 1\n b: 2": "a colon stands where none may; put the text in quotes",
    "a: 1\n- b": "a key is expected here; look at the indentation, and at quotes that are open",
    "a: 'b": "the file ends where something is still open",
    'a: "b': "the file ends where something is still open",
    "a: @b": "a text may not begin with this character; put it in quotes",
    "a: `b`": "a text may not begin with this character; put it in quotes",
    "a: %b": "a text may not begin with this character; put it in quotes",
    "a: - b": "`- ` may not stand here; begin a new line",
    'a: "\\q"': "the text in double quotes has an unknown escape; write \\\\ for \\",
    "a: > b": "nothing may stand on this line behind what begins a long text",
    "a: 1\nb\nc: 2": "a key needs a colon and a space behind it",
    "a: 'b' c": "a key is expected here; look at the indentation, and at quotes that are open",
}


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("text", BROKEN)
def test_a_fault_of_syntax_is_told_with_its_cause(text, parser, monkeypatch):
    """By either parser; none passes its own English on."""
    monkeypatch.setattr(strict_yaml, "_PARSER", getattr(yaml, parser))
    with pytest.raises(PackError) as caught:
        parse_yaml(text, name="f.yaml")
    told = [told_in_both(problem.message) for problem in caught.value.problems]
    assert told == [f"not valid YAML: {BROKEN[text]}"]


def test_a_list_that_breaks_off_is_told():
    """By the parser that is built in; the other one only misses a key."""
    with pytest.raises(PackError, match=r"an entry of the list with `- ` is expected here$"):
        parse_yaml("- a\nb: 1", name="f.yaml")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    word: str = Field("a", min_length=1, max_length=3, pattern="^[a-z]+$")
    whole: int = Field(1, ge=0, le=9)
    part: float = Field(1.5, gt=0, lt=9)
    yes: bool = True
    day: date = date(2022, 3, 31)
    one: Literal["x", "y"] = "x"
    listed: Annotated[list[int], Field(min_length=1, max_length=2)] = [1]
    named: dict[str, int] = {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word: 1", "a text is expected; write it in quotes"),
        ("word: ''", "the text must not be empty"),
        ("word: abcd", "the text must have at most 3 characters"),
        ("word: A", "this must be written as the pattern ^[a-z]+$ says"),
        ("whole: a", "a whole number is expected"),
        ("whole: 1.5", "a whole number is expected"),
        ("whole: -1", "this must be at least 0"),
        ("whole: 10", "this must be at most 9"),
        ("part: a", "a number is expected"),
        ("part: 0", "this must be more than 0.0"),
        ("part: 9", "this must be less than 9.0"),
        ("yes: 1", "true or false is expected"),
        ("day: soon", "a day is expected, such as 2022-03-31"),
        ("one: z", "this value is not allowed here; choose from 'x' or 'y'"),
        ("listed: 1", "a list is expected"),
        ("listed: []", "too few entries here; at least 1"),
        ("listed: [1, 2, 3]", "too many entries here; at most 2"),
        ("named: 1", "a mapping of keys to values is expected"),
    ],
)
def test_a_value_of_another_shape_is_told_with_what_is_expected(text, told):
    """In our own words."""
    with pytest.raises(PackError) as caught:
        validate(_Shape, parse_yaml(text, name="f.yaml"))
    assert [told_in_both(problem.message).partition(": ")[2] for problem in caught.value.problems] == [told]


def test_checks_of_our_own_tell_in_both_languages():
    """What a model of a file raises is no English text alone, of which its author would be told nothing."""
    for path in sorted((ROOT / "kstt_rules").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        for node in ast.walk(tree) if "pydantic" in imported else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ValueError":
                assert not any(isinstance(part, (ast.JoinedStr, ast.Constant)) for part in node.args), path
