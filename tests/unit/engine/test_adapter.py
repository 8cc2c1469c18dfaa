"""The life of a Matcher, its answers, and what it does when the engine fails."""

import gc
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import durable_rules_engine as raw
import numpy as np
import orjson
import pytest

from kstt_rules.base.errors import EngineError
from kstt_rules.engine import adapter as durable
from kstt_rules.engine.adapter import Matcher, checked_engine
from kstt_rules.engine.chains import FactTest
from kstt_rules.engine.limits import MAX_INT

COLUMNS = {"officers": int, "share": float, "name": str}
GOALS = {
    "many": [(FactTest("officers", ">", 3),)],
    "named": [(FactTest("name", "==", "Sở Y tế"), FactTest("share", "<=", 0.5))],
}
ROWS = [(4, 0.5, "Sở Y tế"), (4, 0.75, "Sở Y tế"), (0, 0.25, "Sở Y tế"), (0, 0.0, "")]
HELD = [{"many", "named"}, {"many"}, {"named"}, set()]


def _alter_engine(monkeypatch, **functions):
    """Let new matchers use the real engine with some functions replaced."""
    engine = SimpleNamespace(**{**vars(raw), **functions})
    monkeypatch.setattr(durable, "checked_engine", lambda: engine)


@pytest.fixture
def unchecked():
    """Forget that the engine was checked, before and after."""
    durable.checked_engine.cache_clear()
    yield
    durable.checked_engine.cache_clear()


def test_every_row_gets_the_goals_that_hold():
    """A goal holds on a row if all tests of one of its chains do."""
    with Matcher("unit", COLUMNS, GOALS) as matcher:
        assert list(matcher.match(ROWS)) == HELD


def test_rows_beyond_one_chunk_keep_their_order():
    """Rows are read in chunks; results come one a row, in order, from any iterable."""
    with Matcher("unit", {"n": int}, {"odd": [(FactTest("n", "==", i),) for i in range(1, 2500, 2)]}) as matcher:
        held = list(matcher.match((n,) for n in range(2500)))
    assert held == [{"odd"} if n % 2 else frozenset() for n in range(2500)]


def test_rows_are_read_a_chunk_ahead_and_no_further():
    """The first answer is given when 1,024 rows were read, so that rows without end can be judged."""
    read = []
    with Matcher("unit", {"n": int}, {}) as matcher:
        next(matcher.match((read.append(n) or n,) for n in range(3000)))
    assert len(read) == 1024


def test_a_matcher_can_be_asked_again_and_answers_alike():
    """One call leaves nothing behind for the next, and two may be read alternately."""
    with Matcher("unit", COLUMNS, GOALS) as matcher:
        first, second = matcher.match(ROWS), matcher.match(ROWS)
        assert [(next(first), next(second)) for _ in ROWS] == [(held, held) for held in HELD]


def test_a_goal_without_chains_never_holds_and_one_with_an_empty_chain_always_does():
    """An empty disjunction is false and an empty conjunction is true, also beside other goals."""
    goals = {"never": [], "always": [(), (FactTest("n", "==", 1),)], "one": [(FactTest("n", "==", 1),)]}
    with Matcher("unit", {"n": int}, goals) as matcher:
        assert list(matcher.match([(0,), (1,)])) == [{"always"}, {"always", "one"}]
    with Matcher("unit", {}, {"always": [()], "never": []}) as matcher:
        assert list(matcher.match([(), ()])) == [{"always"}, {"always"}]
        assert matcher._rulesets == []


def test_contradictory_and_repeated_chains_are_harmless():
    """A chain that cannot be true never is, and one that is said twice counts once."""
    contradiction = (FactTest("n", ">", 5), FactTest("n", "<", 5))
    truth = (FactTest("n", ">", 5), FactTest("n", ">", 5), FactTest("n", ">=", 5))
    with Matcher("unit", {"n": int}, {"g": [contradiction, truth, truth], "c": [contradiction]}) as matcher:
        assert list(matcher.match([(4,), (5,), (6,)])) == [frozenset(), frozenset(), {"g"}]


def test_chains_of_one_goal_may_lie_in_several_rulesets():
    """A goal of more chains than a ruleset takes holds if any of them does."""
    goals = {"listed": [(FactTest("n", "==", i),) for i in range(0, 1000, 5)]}
    with Matcher("unit", {"n": int}, goals) as matcher:
        assert len(matcher._rulesets) == 4
        assert [bool(held) for held in matcher.match((n,) for n in range(1000))] == [n % 5 == 0 for n in range(1000)]


def test_rows_must_have_a_value_a_column():
    """A row that is too short or too long is an error, whatever stands beside it."""
    with Matcher("unit", COLUMNS, GOALS) as matcher:
        for row in [(4, 0.5), (4, 0.5, "x", 1)]:
            with pytest.raises(EngineError, match=f"{len(row)} values for 3 declared columns"):
                list(matcher.match([ROWS[0], row]))


@pytest.mark.parametrize(
    ("columns", "goals", "message"),
    [
        ({"n": bool}, {}, "Column 'n': int, float or str may be declared"),
        ({"n": int}, {"g": [(FactTest("m", "==", 1),)]}, "Column 'm' is tested but was not declared"),
    ],
)
def test_wrong_declarations_are_refused(columns, goals, message):
    """A column that is undeclared, or declared of another type, is an error that names it."""
    with pytest.raises(EngineError, match=message):
        Matcher("unit", columns, goals)


def test_a_fault_is_told_with_its_column():
    """Every value that cannot be judged is named by its column, and by the types that were found."""
    faults = {
        "officers": [
            ([1, "x", None, 2.0], "int was declared, NoneType, float, str was found."),
            ([1, 2**53 + 1], "an integer lies beyond ±2^53."),
        ],
        "share": [([0.5, float("nan")], "a number is not finite.")],
        "name": [
            (["a" * 4097], "a text has 4097 characters, 4096 are allowed."),
            (["So\u031b"], "a text is not in Unicode form NFC."),
            (["\ud800"], "a text has a lone surrogate."),
        ],
    }
    for name, cases in faults.items():
        for values, problem in cases:
            with Matcher("unit", {name: COLUMNS[name]}, {}) as matcher, pytest.raises(EngineError) as caught:
                list(matcher.match([(value,) for value in values]))
            assert str(caught.value) == f"Column {name!r}: {problem}"


def test_a_kind_is_a_text_like_any_other():
    """What the engine would not take as a value is no kind of row either."""
    with pytest.raises(EngineError, match=r"^Column 'kind': a text is not in Unicode form NFC"):
        Matcher("So\u031b", COLUMNS, GOALS)


def test_an_error_never_repeats_a_text():
    """Texts may be about persons, so messages tell the fault and the column only."""
    with Matcher("unit", COLUMNS, GOALS) as matcher, pytest.raises(EngineError) as caught:
        list(matcher.match([(1, 0.5, "Người A" + "x" * 5000)]))
    assert "Người A" not in str(caught.value)
    assert "'name'" in str(caught.value)


def test_a_closed_matcher_refuses_work():
    """After close every use is an error, but closing again is not."""
    matcher = Matcher("unit", COLUMNS, GOALS)
    waiting = matcher.match(ROWS)
    matcher.close()
    matcher.close()
    for use in (lambda: matcher.match(ROWS), lambda: next(waiting), matcher.__enter__):
        with pytest.raises(EngineError, match=r"^This matcher is closed; make a new one"):
            use()


def test_another_thread_is_refused():
    """The engine loses facts when threads share a handle: only the maker may use or close a matcher."""
    with Matcher("unit", COLUMNS, GOALS) as matcher, ThreadPoolExecutor(1) as pool:
        waiting = matcher.match(ROWS)
        for use in (lambda: matcher.match(ROWS), lambda: next(waiting), matcher.close):
            with pytest.raises(EngineError, match=r"^A matcher belongs to the thread that made it"):
                pool.submit(use).result()
        assert list(matcher.match(ROWS)) == HELD


def test_each_thread_may_have_its_own_matcher():
    """Matchers of different threads do not disturb each other."""

    def work(_):
        with Matcher("unit", COLUMNS, GOALS) as matcher:
            return [list(matcher.match(ROWS)) == HELD for _ in range(20)]

    with ThreadPoolExecutor(4) as pool:
        assert all(all(done) for done in pool.map(work, range(8)))


def test_many_lives_leave_no_thread_and_no_memory():
    """Two hundred matchers, opened, used and closed, start no thread and give their memory back."""

    def live():
        with Matcher("unit", {"n": int}, {i: [(FactTest("n", ">", i),)] for i in range(60)}) as matcher:
            assert len(next(matcher.match([(30,)]))) == 30

    def resident():
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * 4096

    for _ in range(20):
        live()
    threads, before = threading.active_count(), resident()
    for _ in range(200):
        live()
    assert threading.active_count() == threads
    assert resident() - before < 20 * 2**20


def test_forgotten_matchers_free_their_handles(monkeypatch):
    """A matcher that nobody closed frees its handles when it is collected."""
    freed = []
    _alter_engine(monkeypatch, delete_ruleset=lambda handle: freed.append(raw.delete_ruleset(handle)))
    Matcher("unit", {"n": int}, {i: [(FactTest("n", ">", i),)] for i in range(61)})
    gc.collect()
    assert len(freed) == 2


def test_a_process_that_ends_leaves_its_handles_alone():
    """At exit the engine may be gone before the matcher, so nothing is freed then."""
    with Matcher("unit", COLUMNS, GOALS) as matcher:
        assert not any(ruleset.close.atexit for ruleset, _ in matcher._rulesets)


@pytest.mark.parametrize("code", [2, 3, 101])
def test_any_other_answer_of_the_engine_is_fatal(monkeypatch, code):
    """A return code but matched and unmatched stops the match and closes the matcher."""

    def assert_fact(handle, fact):
        return (code, 1) if '"c1":4' in fact else raw.assert_fact(handle, fact)

    _alter_engine(monkeypatch, assert_fact=assert_fact)
    matcher = Matcher("unit", COLUMNS, GOALS)
    with pytest.raises(EngineError, match=f"code {code}"):
        list(matcher.match(ROWS))
    with pytest.raises(EngineError, match="closed"):
        matcher.match(ROWS)


@pytest.mark.parametrize("failure", [raw.error("error code: 303"), MemoryError(), KeyboardInterrupt()])
def test_any_exception_of_the_engine_is_fatal(monkeypatch, failure):
    """An exception in the middle of a row closes the matcher; the engine's own become EngineErrors."""
    _alter_engine(monkeypatch)
    matcher = Matcher("unit", COLUMNS, GOALS)
    ruleset, _ = matcher._rulesets[0]

    def complete(_handle, _state):
        raise failure

    monkeypatch.setattr(ruleset._engine, "complete_and_start_action", complete)
    expected = type(failure) if isinstance(failure, KeyboardInterrupt) else EngineError
    with pytest.raises(expected):
        list(matcher.match(ROWS))
    with pytest.raises(EngineError, match="closed"):
        matcher.match(ROWS)


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        (
            {"start_action_for_state": lambda _handle, _state: None},
            "^durable-rules reported a match but fired no rule[.]$",
        ),
        (
            {"retract_fact": lambda handle, fact: (2, raw.retract_fact(handle, fact)[1])},
            "^durable-rules kept a fact that was retracted[.]$",
        ),
        ({"get_facts": lambda _handle, _sid: '[{"id":1}]'}, "^durable-rules kept a fact that was retracted[.]$"),
        ({"assert_fact": lambda _handle, _fact: (1, 1)}, "^durable-rules did not fire the canary .*trusted[.]$"),
    ],
)
def test_an_engine_that_does_not_do_its_part_is_refused(monkeypatch, functions, message):
    """The canary of a new handle must match, fire and be retracted."""
    _alter_engine(monkeypatch, **functions)
    with pytest.raises(EngineError, match=message):
        Matcher("unit", COLUMNS, GOALS)


def test_a_rule_that_fires_twice_on_a_row_is_fatal(monkeypatch):
    """An action that repeats itself is a disagreement, not an endless loop."""
    _alter_engine(monkeypatch, complete_and_start_action=lambda _handle, _state: '{"canary":{}}')
    with pytest.raises(EngineError, match="twice"):
        Matcher("unit", COLUMNS, GOALS)


def test_a_handle_that_falls_silent_is_found_out(monkeypatch):
    """The canary fires again after the rows, so that a dead handle cannot pass for clean rows."""
    _alter_engine(monkeypatch)
    matcher = Matcher("unit", COLUMNS, GOALS)
    ruleset, _ = matcher._rulesets[0]
    monkeypatch.setattr(ruleset._engine, "assert_fact", lambda _handle, _fact: (1, 1))
    with pytest.raises(EngineError, match="canary"):
        list(matcher.match(ROWS))


def test_a_refused_ruleset_is_an_engine_error(monkeypatch):
    """What the engine cannot load is reported as such."""

    def create_ruleset(_name, _rules):
        raise raw.error("error code: 106")

    _alter_engine(monkeypatch, create_ruleset=create_ruleset)
    with pytest.raises(EngineError, match="refused a ruleset"):
        Matcher("unit", COLUMNS, GOALS)


def test_the_engine_is_checked_once(unchecked, monkeypatch):
    """The check passes here, and a second one does nothing."""
    checked_engine()
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    checked_engine()


def test_an_absent_extension_is_told_with_the_way_to_install_it(unchecked, monkeypatch):
    """The message names the compiler and the flags that the extension needs."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineError, match="cannot be imported") as caught:
        checked_engine()
    assert 'CC="gcc -O2 -DPyEval_CallObject=PyObject_CallObject" pip install' in str(caught.value)
    assert "C compiler" in str(caught.value)


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ({"assert_fact": None}, "does not work"),
        (
            {"create_ruleset": lambda name, rules: raw.create_ruleset(name, rules.replace('"$lt"', '"$lte"'))},
            "differs",
        ),
    ],
)
def test_an_extension_that_misbehaves_is_told(unchecked, monkeypatch, functions, message):
    """An extension that lacks a function, or compares otherwise than Python, is refused before any audit."""
    engine = SimpleNamespace(**{**vars(raw), **functions})
    monkeypatch.setitem(sys.modules, "durable_rules_engine", engine)
    with pytest.raises(EngineError, match=message):
        checked_engine()


@pytest.mark.parametrize(
    ("wrongly", "on"),
    [
        pytest.param(lambda n: n % 2**32 if type(n) is int else n, "integer", id="32 bits"),
        pytest.param(lambda n: int(np.float32(n)) if type(n) is int else n, "integer", id="single precision"),
        pytest.param(lambda n: abs(n) if type(n) is int else n, "integer", id="no sign"),
        pytest.param(lambda n: max(n, -MAX_INT) if type(n) is int else n, "real", id="saturation"),
        pytest.param(lambda n: int(float(n)) if type(n) is int else n, "real", id="double precision"),
        pytest.param(lambda text: text.strip() if type(text) is str else text, "text", id="blanks"),
        pytest.param(lambda text: text.split("\n")[0] if type(text) is str else text, "text", id="first line"),
        pytest.param(lambda text: text.replace("ở", "ơ") if type(text) is str else text, "text", id="accents"),
        pytest.param(lambda text: text.split('"')[0] if type(text) is str else text, "text", id="escapes"),
    ],
)
def test_an_extension_that_reads_values_wrongly_is_told(unchecked, monkeypatch, wrongly, on):
    """A build that cuts integers, or texts, takes different values for one, and is refused."""

    def reading(part):
        if isinstance(part, dict):
            return {name: reading(value) for name, value in part.items()}
        return [reading(value) for value in part] if isinstance(part, list) else wrongly(part)

    def read(text):
        return orjson.dumps(reading(orjson.loads(text))).decode()

    functions = {
        "create_ruleset": lambda name, rules: raw.create_ruleset(name, read(rules)),
        "assert_fact": lambda handle, fact: raw.assert_fact(handle, read(fact)),
    }
    monkeypatch.setitem(sys.modules, "durable_rules_engine", SimpleNamespace(**{**vars(raw), **functions}))
    with pytest.raises(EngineError, match=f"on {on}s its operator [!=<>]+ differs from Python's"):
        checked_engine()


def test_an_extension_that_finds_nothing_is_told(unchecked, monkeypatch):
    """A build on which no rule but the canary ever holds is refused by what it does not find."""
    silent = {"assert_fact": lambda handle, fact: raw.assert_fact(handle, fact) if "canary" in fact else (1, 1)}
    monkeypatch.setitem(sys.modules, "durable_rules_engine", SimpleNamespace(**{**vars(raw), **silent}))
    with pytest.raises(EngineError, match=r"on integers its operator .* differs from Python's"):
        checked_engine()
