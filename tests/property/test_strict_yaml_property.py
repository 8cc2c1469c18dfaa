"""Whatever text is given, it is read to plain data or refused with places."""

import math
import unicodedata
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base import strict_yaml
from kstt_rules.base.errors import PackError
from kstt_rules.base.strict_yaml import MAX_INTEGER, parse_yaml

PIECES = [
    "a",
    "b: ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "? ",
    "&x ",
    "*x",
    "!!int ",
    "!t ",
    "'",
    '"',
    "\\",
    "\\u00e0",
    "\\0",
    "|",
    ">-",
    "#",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "yes",
    "no",
    "010",
    "1:30",
    "true",
    "null",
    "~",
    "3",
    "-1.5e3",
    "2021-02-28",
    "2021-02-30",
    "<<",
    "\t",
    "\r\n",
    "\u2028",
    "\x85",
    "\ufeff",
    "e\u0301",
    "đ",
    "\x00",
    "\ud800",
    "\U0001f600",
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANY_TEXT = st.one_of(YAML_LIKE, st.text(st.characters(), max_size=60), st.text(max_size=60))

KEYS = st.text("abcđê_é -:'\"{}#", min_size=1, max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-MAX_INTEGER, MAX_INTEGER),
    st.floats(-1e15, 1e15),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["yes", "no", "on", "010", "1:30", "null", "true", "2021-01-01", "3", "", " x ", "é", "a\nb"]),
    KEYS,
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
PARSERS = ("CSafeLoader", "SafeLoader")


def outcome(text, parser):
    """Return what a text reads to: its data, or its problems."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "_PARSER", getattr(yaml, parser))
        try:
            return parse_yaml(text, name="f.yaml")
        except PackError as error:
            return error.problems


def check_plain(value):
    """Assert that a value is plain data, NFC and finite."""
    if isinstance(value, dict):
        for key, item in value.items():
            assert isinstance(key, str | int | float | date)
            check_plain(key)
            check_plain(item)
    elif isinstance(value, list):
        for item in value:
            check_plain(item)
    elif isinstance(value, str):
        assert unicodedata.is_normalized("NFC", value)
        assert "\x00" not in value
    else:
        assert value is None or type(value) in (bool, int, float, date)
        assert not isinstance(value, float) or math.isfinite(value)


@given(ANY_TEXT)
def test_any_text_is_plain_data_or_refused_with_places_in_it(text):
    """Nothing but PackError is raised, and each problem stands within the text."""
    lines = len(strict_yaml._LINE_BREAK.split(text)) + 1
    for parser in PARSERS:
        result = outcome(text, parser)
        if isinstance(result, tuple):
            assert result
            assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in result)
        else:
            check_plain(result.data)


@given(ANY_TEXT)
def test_every_value_of_a_document_has_a_place_and_every_scalar_a_span(text):
    """The places cover the data: each scalar's span lies in the text, and offsets within it can be told."""
    document = outcome(text, "CSafeLoader")
    if isinstance(document, tuple):
        return
    for location, (start, end) in document.spans.items():
        assert 0 <= start <= end <= len(document.text)
        value = document.value(location)
        assert location in document.places
        if isinstance(value, str) and value and start < end:
            problem = document.problem_within(location, len(value) - 1, "")
            assert document.position(location) <= (problem.line, problem.column + 1)


@given(DATA)
def test_written_data_reads_back_as_it_was(value):
    """What a YAML writer quotes where it must is read back as the same data, whichever parser is there."""
    text = yaml.safe_dump(value, allow_unicode=True)
    for parser in PARSERS:
        result = outcome(text, parser)
        assert not isinstance(result, tuple), result
        assert result.data == value


@given(st.from_regex(r"[A-Za-z0-9:._+-]{1,10}", fullmatch=True))
def test_an_unquoted_word_is_text_unless_it_looks_plainly_like_a_value(word):
    """A bare word becomes a number, a date or a constant only if it reads back to that very word's value."""
    result = outcome(f"- {word}", "CSafeLoader")
    if isinstance(result, tuple) or not isinstance(result.data[0], bool | int | float | date):
        assert isinstance(result, tuple) or result.data[0] in (word, None) or isinstance(result.data[0], list | dict)
        return
    value = result.data[0]
    if isinstance(value, bool):
        assert word in ("true", "false")
    elif isinstance(value, date):
        assert value.isoformat() == word
    else:
        assert float(word) == value
        assert not word.lstrip("+-").startswith("0") or word.lstrip("+-")[1:2] in ("", ".", "e", "E")
