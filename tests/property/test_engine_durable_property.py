"""Whatever the columns, chains and rows: a Matcher answers as plain Python does."""

import operator
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from kstt_rules.engine.adapter import Matcher
from kstt_rules.engine.chains import FactTest
from kstt_rules.engine.limits import MAX_INT

COMPARE = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
INTS = st.one_of(
    st.integers(-4, 4),
    st.integers(-MAX_INT, MAX_INT),
    st.sampled_from([sign * (2**n - less) for sign in (1, -1) for n in (31, 32, 53) for less in (0, 1)]),
)
FLOATS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, -0.0, 1e-7, -1e-7, 1e16, 0.1, 0.30000000000000004, 5e-324, 2.5, 3.0]),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("ab\"\\'\n\x00{}:,$.%Sở Yế", max_size=4),
).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = {int: INTS, float: FLOATS, str: TEXTS}
NAMES = st.one_of(TEXTS, st.sampled_from(["id", "kind", "c0", "$m", "a.b"]))


def _holds(chains, row):
    return any(all(COMPARE[test.operator](row[test.column], test.literal) for test in chain) for chain in chains)


@st.composite
def _problems(draw):
    """Columns, goals and rows; rows and tests draw from few values a column, so that tests often hold."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    columns = {name: draw(st.sampled_from([int, float, str])) for name in names}
    values = {name: draw(st.lists(VALUES[kind], min_size=1, max_size=4)) for name, kind in columns.items()}
    numbers = draw(st.lists(st.one_of(INTS, FLOATS), max_size=2))
    tests = [
        FactTest(name, symbol, literal)
        for name, kind in columns.items()
        for symbol in (["==", "!="] if kind is str else COMPARE)
        for literal in values[name] + (draw(st.lists(TEXTS, max_size=1)) if kind is str else numbers)
    ]
    chains = st.lists(st.lists(st.sampled_from(tests), max_size=4).map(tuple), max_size=4)
    goals = draw(st.dictionaries(st.integers(0, 9), chains, max_size=6))
    rows = draw(st.lists(st.tuples(*(st.sampled_from(values[name]) for name in names)), max_size=10))
    return columns, goals, rows


@given(_problems())
@settings(deadline=None)
def test_a_matcher_agrees_with_python(problem):
    """For every row exactly those goals hold that hold when Python evaluates their chains."""
    columns, goals, rows = problem
    expected = [
        {goal for goal, chains in goals.items() if _holds(chains, dict(zip(columns, row, strict=True)))} for row in rows
    ]
    with Matcher("unit", columns, goals) as matcher:
        assert list(matcher.match(rows)) == expected


@given(st.lists(FLOATS, min_size=1, max_size=10), st.one_of(FLOATS, INTS))
@settings(deadline=None)
def test_floats_compare_as_in_python(values, literal):
    """Each of the six operators answers for floats of any size as Python does."""
    goals = {symbol: [(FactTest("x", symbol, literal),)] for symbol in COMPARE}
    with Matcher("unit", {"x": float}, goals) as matcher:
        held = list(matcher.match([(value,) for value in values]))
    assert held == [{symbol for symbol in COMPARE if COMPARE[symbol](value, literal)} for value in values]


@given(st.lists(TEXTS, min_size=1, max_size=12, unique=True))
@settings(deadline=None)
def test_every_text_equals_only_itself(texts):
    """Of many texts each is found by its own literal and by no other."""
    goals = {text: [(FactTest("v", "==", text),)] for text in texts}
    with Matcher("unit", {"v": str}, goals) as matcher:
        assert list(matcher.match([(text,) for text in texts])) == [{text} for text in texts]
