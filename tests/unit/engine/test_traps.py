"""One test a trap of durable-rules: what the bare engine does, and that a Matcher is not touched by it."""

import gc
import itertools
import math
import subprocess
import sys
import unicodedata
from types import SimpleNamespace

import durable_rules_engine as raw
import orjson
import pytest

from kstt_rules.base.errors import EngineError
from kstt_rules.engine import adapter as durable
from kstt_rules.engine.adapter import Matcher
from kstt_rules.engine.chains import FactTest
from kstt_rules.engine.limits import MAX_CHAINS, MAX_INT, MAX_TEXT


@pytest.fixture
def bare():
    """Judges one fact with the bare engine; gives the names of the rules that fired, once a firing."""
    handles = []

    def judge(rules, fact):
        handle = raw.create_ruleset("bare", orjson.dumps(rules).decode())
        handles.append(handle)
        _, state = raw.assert_fact(handle, fact)
        started = raw.start_action_for_state(handle, state)
        message = started[1] if started else None
        fired = []
        while message:
            fired.append(next(iter(orjson.loads(message))))
            message = raw.complete_and_start_action(handle, state)
        return fired

    yield judge
    for handle in handles:
        raw.delete_ruleset(handle)


def _rule(test):
    return {"all": [{"m": test}]}


def _matches(columns, goals, rows):
    with Matcher("unit", columns, goals) as matcher:
        return [sorted(held) for held in matcher.match(rows)]


def test_host_is_never_loaded_and_no_thread_is_started():
    """`Host` swallows errors, leaks and starts endless timers, so its package is not even imported."""
    script = (
        "import sys, threading\n"
        "from kstt_rules.engine.adapter import Matcher\n"
        "from kstt_rules.engine.chains import FactTest\n"
        "with Matcher('unit', {'n': int}, {'g': [(FactTest('n', '>', 1),)]}) as m:\n"
        "    assert list(m.match([(2,), (0,)])) == [{'g'}, frozenset()]\n"
        "print('durable' in sys.modules, threading.active_count())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]


def test_a_row_is_not_consumed_by_its_first_match(bare):
    """An event goes to one rule only; a row goes to every goal that holds."""
    rules = {"a": _rule({"n": 1}), "b": _rule({"n": 1})}
    handle = raw.create_ruleset("events", orjson.dumps(rules).decode())
    code, state = raw.assert_event(handle, '{"id":1,"n":1}')
    raw.start_action_for_state(handle, state)
    assert (code, raw.complete_and_start_action(handle, state)) == (0, None)
    raw.delete_ruleset(handle)
    chains = [(FactTest("n", "==", 1),)]
    assert _matches({"n": int}, {"a": chains, "b": chains}, [(1,)]) == [["a", "b"]]


def test_a_bad_value_loses_no_row_of_the_next_call():
    """A batch silently drops what follows a bad value; here that is an error and nothing is kept."""
    with Matcher("unit", {"n": int}, {"g": [(FactTest("n", ">", 0),)]}) as matcher:
        with pytest.raises(EngineError, match="Column 'n'"):
            list(matcher.match([(1,), (None,), (1,)]))
        assert list(matcher.match([(1,), (0,), (1,)])) == [{"g"}, frozenset(), {"g"}]


def test_no_rows_are_no_crash():
    """`assert_facts([])` reads beyond its input; a match of no rows gives nothing."""
    assert _matches({"n": int}, {"g": [(FactTest("n", ">", 0),)]}, []) == []


def test_fact_ids_cannot_collide():
    """Ids are 32-bit hashes, so 797186 counts as 40189 seen again; we hold one fact at a time, by one id."""
    handle = raw.create_ruleset("ids", orjson.dumps({"r": _rule({"n": 1})}).decode())
    assert raw.assert_fact(handle, '{"id":40189,"n":1}')[0] == 0
    assert raw.assert_fact(handle, '{"id":797186,"n":1}')[0] == 2
    raw.delete_ruleset(handle)
    rows = [(1,)] * 3000
    assert _matches({"n": int}, {"g": [(FactTest("n", "==", 1),)]}, rows) == [["g"]] * 3000


@pytest.mark.parametrize("literal", [{"$m": "other"}, {"$div": {"$l": 1, "$r": 0}}, ("other",), None, b"1"])
def test_only_literals_can_be_compared_with(literal):
    """Field against field reads uninitialised memory and 1/0 kills the process: neither can be expressed."""
    with pytest.raises(EngineError, match="Column 'n'"):
        Matcher("unit", {"n": int, "other": int}, {"g": [(FactTest("n", "==", literal),)]})


@pytest.mark.parametrize("symbol", ["$mt", "$imt", "matches", "$nex", "$not", "in", "$iall", ""])
@pytest.mark.parametrize(("kind", "literal"), [(int, 1), (str, "[0-9]{1,9}")])
def test_only_the_six_comparisons_are_operators(symbol, kind, literal):
    """Regex ranges crash and `none` fires falsely over joins: no operator leads to them."""
    with pytest.raises(EngineError, match="operator"):
        Matcher("unit", {"n": kind}, {"g": [(FactTest("n", symbol, literal),)]})


def test_a_disjunction_holds_once(bare):
    """`$or` fires once a true branch; a goal is held or not."""
    both = '{"id":1,"a":1,"b":1}'
    assert bare({"r": _rule({"$or": [{"a": 1}, {"b": 1}]})}, both) == ["r", "r"]
    goals = {"g": [(FactTest("a", "==", 1),), (FactTest("b", "==", 1),)]}
    with Matcher("unit", {"a": int, "b": int}, goals) as matcher:
        assert list(matcher.match([(1, 1), (0, 1), (0, 0)])) == [{"g"}, {"g"}, frozenset()]


def test_the_internal_state_fact_is_never_judged(bare, monkeypatch):
    """`$nex` alone matches the engine's own state fact; each of our rules asks for the kind first."""
    assert bare({"r": _rule({"$nex": {"n": 1}})}, '{"id":1,"n":1}') == ["r"]
    definitions = []

    def create_ruleset(name, definition):
        definitions.append(orjson.loads(definition))
        return raw.create_ruleset(name, definition)

    engine = SimpleNamespace(**{**vars(raw), "create_ruleset": create_ruleset})
    monkeypatch.setattr(durable, "checked_engine", lambda: engine)
    goals = {"g": [(FactTest("n", "!=", 5), FactTest("n", "!=", 6))]}
    assert _matches({"n": int}, goals, [(5,), (6,), (7,)]) == [[], [], ["g"]]
    (definition,) = definitions
    assert definition.keys() == {"canary", "0"}
    assert definition["0"]["all"][0]["m"]["$and"][0] == {"$eq": {"kind": "unit"}}


@pytest.mark.parametrize(("test", "value"), [({"$lt": {"v": 9}}, '"10"'), ({"v": 1}, "true")])
def test_the_bare_engine_mixes_types(bare, test, value):
    """The bare engine finds that "10" < 9 and that true == 1."""
    assert bare({"r": _rule(test)}, f'{{"id":1,"v":{value}}}') == ["r"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [(int, "10"), (int, True), (int, 1.0), (int, None), (float, 1), (float, "1.5"), (str, 5), (str, None)],
)
def test_a_value_of_another_type_is_refused(kind, value):
    """A column has one declared type, so that no comparison mixes types, and null is no value."""
    message = f"Column 'v': {kind.__name__} was declared"
    with Matcher("unit", {"v": kind}, {}) as matcher, pytest.raises(EngineError, match=message):
        list(matcher.match([(value,)]))


@pytest.mark.parametrize(("kind", "literal"), [(int, "9"), (int, True), (float, "1"), (str, 5), (str, None)])
def test_a_literal_of_another_type_is_refused(kind, literal):
    """The literals of a column are of its type too; ints and floats may meet."""
    with pytest.raises(EngineError, match="Column 'v'"):
        Matcher("unit", {"v": kind}, {"g": [(FactTest("v", "==", literal),)]})


@pytest.mark.parametrize("symbol", ["<", "<=", ">", ">="])
def test_texts_have_no_order(bare, symbol):
    """The engine orders JSON bytes: a quotation mark, which begins with a backslash there, comes after #."""
    assert bare({"r": _rule({"$gt": {"v": "#"}})}, '{"id":1,"v":"\\""}') == ["r"]
    with pytest.raises(EngineError, match=f"{symbol} is not allowed on str"):
        Matcher("unit", {"v": str}, {"g": [(FactTest("v", symbol, "a"),)]})


def test_long_texts_are_refused_before_lengths_wrap(bare):
    """A text of 65,539 characters equals its first three; we stop at 4,096, however long in JSON."""
    assert bare({"r": _rule({"v": "abc"})}, f'{{"id":1,"v":"abc{"d" * 65536}"}}') == ["r"]
    longest = "\x01" * MAX_TEXT
    goals = {"same": [(FactTest("v", "==", longest),)], "other": [(FactTest("v", "!=", longest),)]}
    with Matcher("unit", {"v": str}, goals) as matcher:
        held = list(matcher.match([(longest,), (longest[:-1],), (longest[:-1] + "\x02",)]))
        assert held == [{"same"}, {"other"}, {"other"}]
        with pytest.raises(EngineError, match="4097 characters"):
            list(matcher.match([(longest + "x",)]))


def test_texts_must_be_nfc(bare):
    """The engine compares bytes, so a decomposed letter is another; such values and literals are refused."""
    composed, decomposed = "Sở", unicodedata.normalize("NFD", "Sở")
    assert bare({"r": _rule({"v": composed})}, f'{{"id":1,"v":"{decomposed}"}}') == []
    with Matcher("unit", {"v": str}, {"g": [(FactTest("v", "==", composed),)]}) as matcher:
        assert list(matcher.match([(composed,)])) == [{"g"}]
        with pytest.raises(EngineError, match="NFC"):
            list(matcher.match([(decomposed,)]))
    with pytest.raises(EngineError, match="NFC"):
        Matcher("unit", {"v": str}, {"g": [(FactTest("v", "==", decomposed),)]})


def test_a_lone_surrogate_is_refused():
    """What has no UTF-8 form cannot be sent."""
    with Matcher("unit", {"v": str}, {}) as matcher, pytest.raises(EngineError, match="surrogate"):
        list(matcher.match([("\ud800",)]))


def test_null_is_refused_because_it_is_not_even_unequal(bare):
    """In the engine null != 3 is false, so a missing value would be taken for a clean one."""
    assert bare({"r": _rule({"$neq": {"v": 3}})}, '{"id":1,"v":null}') == []
    with Matcher("unit", {"v": int}, {}) as matcher, pytest.raises(EngineError, match="NoneType"):
        list(matcher.match([(None,)]))


@pytest.mark.parametrize("value", [MAX_INT + 1, -MAX_INT - 1, 2**64 + 3])
def test_wide_integers_are_refused(bare, value):
    """Beyond ±2^53 integers equal other floats, and beyond 64 bits they saturate."""
    assert bare({"r": _rule({"v": 2.0**53})}, f'{{"id":1,"v":{MAX_INT + 1}}}') == ["r"]
    with pytest.raises(EngineError, match="2\\^53"):
        Matcher("unit", {"v": int}, {"g": [(FactTest("v", "==", value),)]})
    with Matcher("unit", {"v": int}, {}) as matcher, pytest.raises(EngineError, match="2\\^53"):
        list(matcher.match([(value,)]))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_floats_must_be_finite(value):
    """JSON has no NaN and no infinity: as values and as literals they are refused."""
    with pytest.raises(EngineError, match="finite"):
        Matcher("unit", {"v": float}, {"g": [(FactTest("v", "<", value),)]})
    with Matcher("unit", {"v": float}, {}) as matcher, pytest.raises(EngineError, match="finite"):
        list(matcher.match([(value,)]))


def test_floats_are_never_read_by_the_engine(bare):
    """It cannot read an exponent without a point, and reads a point by the locale; ordinals have neither."""
    with pytest.raises(raw.error, match="204"):
        bare({"r": _rule({"$lt": {"v": 1.5}})}, '{"id":1,"v":1e-7}')
    goals = {"tiny": [(FactTest("v", "==", 1e-7),)], "below": [(FactTest("v", "<", 1e-7),)]}
    assert _matches({"v": int}, goals, [(0,), (1,)]) == [["below"], []]
    rows = [(1e-7,), (math.nextafter(1e-7, 0),), (1e16,), (-1e22,)]
    assert _matches({"v": float}, goals, rows) == [["tiny"], ["below"], [], ["below"]]


def test_integers_meet_float_literals_as_in_python():
    """3 == 3.0, and a half lies between two integers, wherever they are."""
    goals = {
        "equal": [(FactTest("v", "==", 3.0),)],
        "above": [(FactTest("v", ">", 2.5),)],
        "not positive": [(FactTest("v", "<", 1e-7), FactTest("v", "<=", 0))],
    }
    rows = [(3,), (2,), (0,), (-MAX_INT,), (MAX_INT,)]
    held = [["above", "equal"], [], ["not positive"], ["not positive"], ["above"]]
    assert _matches({"v": int}, goals, rows) == held
    literals = {"at most": [(FactTest("v", "<=", MAX_INT),)]}
    assert _matches({"v": float}, literals, [(2.0**53,), (2.0**53 + 2,)]) == [["at most"], []]


def test_more_than_64_chains_may_hold_on_one_row(bare):
    """65 true chains are an error in the engine; rulesets of 60 find all of 200."""
    rules = {str(i): _rule({"$and": [{"kind": "unit"}, {"$gt": {"n": i}}]}) for i in range(65)}
    with pytest.raises(raw.error, match="303"):
        bare(rules, '{"id":1,"kind":"unit","n":1000}')
    goals = {i: [(FactTest("n", ">", i),)] for i in range(200)}
    assert MAX_CHAINS <= 64
    assert _matches({"n": int}, goals, [(1000,), (100,)]) == [list(range(200)), list(range(100))]


def test_like_chains_are_sent_once():
    """256 like chains crash the engine; a thousand like goals, however they are written, are one rule."""
    tests = [FactTest("n", ">", bound) for bound in range(5)]
    chains = [(*order, order[0]) for order in itertools.permutations(tests)]
    goals = {i: [chains[i % len(chains)]] for i in range(1000)}
    with Matcher("unit", {"n": int}, goals) as matcher:
        assert len(matcher._rulesets) == 1
        assert list(matcher.match([(4,), (5,)])) == [frozenset(), frozenset(range(1000))]


def test_many_columns_are_spread_over_rulesets():
    """A fact of 255 properties is refused by the engine, so a ruleset names at most 200 columns."""
    with pytest.raises(raw.error, match="302"):
        raw.assert_fact(raw.create_ruleset("wide", "{}"), orjson.dumps({f"c{i}": 1 for i in range(255)}).decode())
    names = [f"n{i:03}" for i in range(600)]
    goals = {i: [tuple(FactTest(name, "<", i) for name in names[i::60])] for i in range(60)}
    columns = dict.fromkeys(names, int)
    assert _matches(columns, goals, [[0] * 600, [1] * 600]) == [list(range(1, 60)), list(range(2, 60))]
    widest = [tuple(FactTest(name, "==", 0) for name in names[start : start + 100]) for start in (0, 100)]
    for chains in (widest, [widest[0] + widest[1]]):
        with Matcher("unit", columns, {"g": chains}) as matcher:
            assert len(matcher._rulesets) == 1
            assert list(matcher.match([[0] * 600, [1] * 600])) == [{"g"}, frozenset()]
    with pytest.raises(EngineError, match="tests 201 columns"):
        Matcher("unit", columns, {"g": [tuple(FactTest(name, "==", 1) for name in names[:201])]})


def test_names_never_reach_the_engine():
    """Dots, `$`, quotes, formats, accents and the engine's own words are harmless in names and kinds."""
    names = ["a.b", "$m", "$s", "id", "sid", "kind", "canary", "c1", 'q"', "%s", "số công chức", "m$any"]
    goals = {name: [(FactTest(name, "==", index),)] for index, name in enumerate(names)}
    row = tuple(range(len(names)))
    for kind in ('đơn vị "%s"', "$state", ""):
        with Matcher(kind, dict.fromkeys(names, int), goals) as matcher:
            assert list(matcher.match([row])) == [frozenset(names)]


def test_generated_names_have_different_hashes():
    """The engine knows properties by their 32-bit FNV-1a hashes only, so these must all be different."""
    names = [*(f"c{i}" for i in range(200)), "kind", "canary", "id", "sid", "$s", "$forward", "$time"]
    hashes = set()
    for name in names:
        value = 0x811C9DC5
        for byte in name.encode():
            value = (value ^ byte) * 16777619 % 2**32
        hashes.add(value)
    assert len(hashes) == len(names)


def test_a_handle_whose_canary_is_silent_is_never_deleted(monkeypatch):
    """`delete_state` frees an uninitialised pointer unless an action ran, so such a handle is left alone."""
    deleted = []
    changed = {
        "assert_fact": lambda _handle, _fact: (1, 1),
        "delete_state": lambda _handle, _sid: deleted.append("state"),
        "delete_ruleset": lambda _handle: deleted.append("ruleset"),
    }
    monkeypatch.setattr(durable, "checked_engine", lambda: SimpleNamespace(**{**vars(raw), **changed}))
    with pytest.raises(EngineError, match="canary"):
        Matcher("unit", {"n": int}, {"g": [(FactTest("n", "==", 1),)]})
    gc.collect()
    assert deleted == []


def test_text_is_compared_as_a_whole():
    """Escapes, blanks at the end, prefixes and what looks like JSON neither cut a text nor lengthen it."""
    texts = [
        "",
        "a",
        "a ",
        "A",
        "a\\",
        'a"',
        'a","c1":"b',
        "a\n",
        "a\x00",
        "a\x00b",
        "$m",
        "e",
        "ê",
        "ế",
        "đ",
        "😀",
    ]
    goals = {text: [(FactTest("v", "==", text),)] for text in texts}
    assert _matches({"v": str}, goals, [(text,) for text in texts]) == [[text] for text in texts]
