"""What libyaml and pydantic find wrong in a YAML file, in our own words and in both languages."""

from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both, in_both

_NOT_VALID: Final = both("not valid YAML")
_BECAUSE: Final = both("not valid YAML: {why}")
_ENDS_EARLY: Final = both("the file ends where something is still open")
_TAB: Final = both("indent with spaces, not with tabs")
_LONG_TEXT: Final = both("nothing may stand on this line behind what begins a long text")
_SYNTAX: Final = {
    "mapping values are not allowed": both("a colon stands where none may; put the text in quotes"),
    "could not find expected ':'": both("a key needs a colon and a space behind it"),
    "did not find expected key": both("a key is expected here; look at the indentation, and at quotes that are open"),
    "did not find expected '-' indicator": both("an entry of the list with `- ` is expected here"),
    "did not find expected ',' or ']'": both("the list in [ ] needs a comma or its end"),
    "did not find expected ',' or '}'": both("the mapping in { } needs a comma or its end"),
    "did not find expected node content": both("a value is expected here"),
    "expected <block end>": both("a key is expected here; look at the indentation, and at quotes that are open"),
    "expected ',' or ']'": both("the list in [ ] needs a comma or its end"),
    "expected ',' or '}'": both("the mapping in { } needs a comma or its end"),
    "expected the node content": both("a value is expected here"),
    "cannot start any token": both("a text may not begin with this character; put it in quotes"),
    "a tab character": _TAB,
    "sequence entries are not allowed": both("`- ` may not stand here; begin a new line"),
    "mapping keys are not allowed": both("`? ` may not stand here"),
    "unexpected end of stream": _ENDS_EARLY,
    "unexpected document": _ENDS_EARLY,
    "unknown escape character": both("the text in double quotes has an unknown escape; write \\\\ for \\"),
    "comment or line break": _LONG_TEXT,
    "comment or a line break": _LONG_TEXT,
}
"""A part of what the parser says, and what its author is told."""

_ANY_VALUE: Final = both("this value is not allowed here")
_SHAPES: Final = {
    "missing": both("this key is required"),
    "model_type": both("a mapping of keys to values is expected"),
    "dict_type": both("a mapping of keys to values is expected"),
    "list_type": both("a list is expected"),
    "string_type": both("a text is expected; write it in quotes"),
    "int_type": both("a whole number is expected"),
    "int_from_float": both("a whole number is expected"),
    "float_type": both("a number is expected"),
    "bool_type": both("true or false is expected"),
    "date_type": both("a day is expected, such as 2022-03-31"),
    "date_from_datetime_inexact": both("a day is expected, such as 2022-03-31"),
    "literal_error": both("this value is not allowed here; choose from {expected}"),
    "greater_than": both("this must be more than {gt}"),
    "greater_than_equal": both("this must be at least {ge}"),
    "less_than": both("this must be less than {lt}"),
    "less_than_equal": both("this must be at most {le}"),
    "string_too_short": both("the text must not be empty"),
    "string_too_long": both("the text must have at most {max_length} characters"),
    "too_short": both("too few entries here; at least {min_length}"),
    "too_long": both("too many entries here; at most {max_length}"),
    "string_pattern_mismatch": both("this must be written as the pattern {pattern} says"),
}
"""What pydantic calls a fault, and what its author is told."""
_OR: Final = both(" or ")


def syntax_fault(problem: str, sign: str) -> Bilingual:
    """Return what a parser of YAML says of a fault of syntax, at a sign of the file."""
    if sign == "\t":
        return _BECAUSE.format(why=_TAB)
    known = next((words for part, words in _SYNTAX.items() if part in problem), None)
    return _NOT_VALID if known is None else _BECAUSE.format(why=known)


def shape_fault(fault: Any) -> Bilingual:
    """Return what pydantic says of a value, an entry of ``ValidationError.errors()``.

    A check of our own raises ValueError with its message in both languages, or an error that has one.
    """
    context = fault.get("ctx", {})
    if (error := context.get("error")) is not None:
        told = error.args[0] if error.args else None
        return told if isinstance(told, Bilingual) else _ANY_VALUE
    words = _SHAPES.get(fault["type"], _ANY_VALUE)
    if "expected" in context:
        context = {**context, "expected": in_both(lambda language: context["expected"].replace(" or ", _OR[language]))}
    return words.format(**context)
