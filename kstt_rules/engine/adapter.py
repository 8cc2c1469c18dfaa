"""The only door to durable-rules: AND-chains of comparisons with literals, one fact at a time.

Outside a small subset durable-rules loses or invents findings, so nothing else is sent to it. What was
measured, and why each step is as it is, stands in docs/engine.md.
"""

import importlib
import math
import operator
import threading
import unicodedata
import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata
from itertools import islice
from typing import Any, Final, Generic, Self, TypeVar

import numpy as np
import orjson

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import EngineError
from kstt_rules.engine.chains import Chain, FactTest, Operator
from kstt_rules.engine.limits import MAX_CHAINS, MAX_COLUMNS, MAX_INT, MAX_TEXT

NAME: Final = "durable-rules"

Row = Sequence[int | float | str]
Goal = TypeVar("Goal", bound=Hashable)

_ROWS_AT_ONCE: Final = 1024
_MATCHED, _UNMATCHED = 0, 1  # the only two answers to an assertion that leave the handle trustworthy
_SID: Final = "0"  # the engine's name for the one state in which all facts live
_CANARY: Final = '{"id":1,"canary":1}'
_CANARY_RULE: Final = '"canary":{"all":[{"m":{"canary":1}}]}'
_RETRACTION: Final = '{"id":1}'
_INSTALL: Final = both(
    "The rule engine durable-rules 2.0.28 {problem}: install a C compiler and run {command}, "
    "or install a wheel that another machine built{otherwise}."
)
_COMMAND: Final = (
    'CC="gcc -O2 -DPyEval_CallObject=PyObject_CallObject" '
    "pip install --force-reinstall --no-cache-dir durable-rules==2.0.28"
)
_ABSENT: Final = both("cannot be imported ({error})")
_OTHERWISE: Final = both("; or audit without it, by columns alone, with kstt audit --engine-absent masks")
_BROKEN: Final = both("does not work ({error})")
_OPERATORS: Final[Mapping[Operator, tuple[str, Callable[[Any, Any], bool]]]] = {
    "==": ("$eq", operator.eq),
    "!=": ("$neq", operator.ne),
    "<": ("$lt", operator.lt),
    "<=": ("$lte", operator.le),
    ">": ("$gt", operator.gt),
    ">=": ("$gte", operator.ge),
}
_TEXT_OPERATORS: Final[tuple[Operator, ...]] = ("==", "!=")


@dataclass(frozen=True, slots=True)
class _FactColumn:
    """A declared column, and whether its numbers travel as the ordinals of floats."""

    name: str
    type: type
    ordinal: bool = False

    def encode(self, values: Sequence[Any]) -> Sequence[int | str]:
        """Check values against the declared type and give what stands for each of them in JSON."""
        others = {kind.__name__ for kind in set(map(type, values)) - {self.type}}
        if others:
            raise self.error(f"{self.type.__name__} was declared, {', '.join(sorted(others))} was found.")
        if self.type is str:
            quoted = {text: self._quote(text) for text in set(values)}
            return [quoted[text] for text in values]
        if self.type is int and not -MAX_INT <= min(values) <= max(values) <= MAX_INT:
            raise self.error("an integer lies beyond ±2^53.")
        return self._ordinals(values) if self.ordinal else values

    def encode_literal(self, test: FactTest) -> int | str:
        """Check a test of this column and give what stands for its literal in JSON."""
        if test.operator not in (_TEXT_OPERATORS if self.type is str else _OPERATORS):
            raise self.error(f"the operator {test.operator} is not allowed on {self.type.__name__}.")
        is_number = self.type is not str and type(test.literal) in (int, float)
        kind = type(test.literal) if is_number else self.type
        return _FactColumn(self.name, kind, self.ordinal).encode([test.literal])[0]

    def error(self, problem: str) -> EngineError:
        """An error that names the column; it never repeats a text, which may be about a person."""
        return EngineError(f"Column {self.name!r}: {problem}")

    def _quote(self, text: str) -> str:
        if len(text) > MAX_TEXT:
            raise self.error(f"a text has {len(text)} characters, {MAX_TEXT} are allowed.")
        if not unicodedata.is_normalized("NFC", text):
            raise self.error("a text is not in Unicode form NFC.")
        try:
            return orjson.dumps(text).decode()
        except orjson.JSONEncodeError as error:
            raise self.error("a text has a lone surrogate.") from error

    def _ordinals(self, numbers: Sequence[float]) -> list[int]:
        """Integers in the order of the numbers; the engine misreads 1e-7, and 1.5 under some locales."""
        floats = np.array(numbers, dtype=np.float64)
        if not np.isfinite(floats).all():
            raise self.error("a number is not finite.")
        bits = floats.view(np.int64)
        ordinals: list[int] = np.where(bits < 0, np.iinfo(np.int64).min - bits, bits).tolist()
        return ordinals


_PROBED: Final[Mapping[str, _FactColumn]] = {
    "integer": _FactColumn("integer", int),
    "real": _FactColumn("real", float, ordinal=True),
    "text": _FactColumn("text", str),
}
_PROBES: Final[Mapping[str, tuple[int | float | str, Sequence[Any]]]] = {
    "integer": (2**40, [-MAX_INT, 2**40 - 2**32, 2**40, 2**40 + 1, MAX_INT]),
    "real": (-1e-7, [-1e300, math.nextafter(-1e-7, -1), -1e-7, 5e-324, 1e300]),
    "text": ('Sở "Y\\tế"\n', ["", 'Sở "Y\\tế"', 'Sở "Y\\tế"\n', 'Sơ "Y\\tế"\n', 'Sở "Y\\tế"\n ']),
}
"""A literal and rows on which a wrong build is likely to err: wide integers, close floats, escapes, accents."""


class _Ruleset:
    """One handle of the engine, with at most MAX_CHAINS chains; between two calls it holds no fact."""

    def __init__(self, engine: Any, kind: str, chains: Sequence[Chain], columns: Mapping[str, _FactColumn]) -> None:
        self._engine = engine
        self._columns = sorted({test.column for chain in chains for test in chain})
        aliases = {name: f"c{index}" for index, name in enumerate(self._columns)}
        kind_json = _FactColumn("kind", str).encode([kind])[0]
        fields = "".join(f',"{alias}":%s' for alias in aliases.values())
        self._template = f'{{"id":1,"kind":{str(kind_json).replace("%", "%%")}{fields}}}'
        rules, of_kind = [_CANARY_RULE], _condition("==", "kind", kind_json)
        conditions = {
            test: _condition(test.operator, aliases[test.column], columns[test.column].encode_literal(test))
            for test in dict.fromkeys(test for chain in chains for test in chain)
        }
        for index, chain in enumerate(chains):
            tests = ",".join([of_kind, *map(conditions.__getitem__, chain)])
            rules.append(f'"{index}":{{"all":[{{"m":{{"$and":[{tests}]}}}}]}}')
        self._handle = engine.create_ruleset("kstt", f"{{{','.join(rules)}}}")
        # delete_state frees an uninitialised pointer if no action ever ran: only a handle whose canary fired
        # may be deleted.
        self._check_canary()
        self.close = weakref.finalize(self, _delete, engine, self._handle)
        self.close.atexit = False

    def holding(self, values: Mapping[str, Sequence[int | str]]) -> dict[int, list[int]]:
        """For each row on which any chain holds, the indexes of the chains that do."""
        assert_fact, handle = self._engine.assert_fact, self._handle
        facts = map(self._template.__mod__, zip(*(values[name] for name in self._columns), strict=True))
        held = {}
        for row, fact in enumerate(facts):
            code, state = assert_fact(handle, fact)
            if code != _UNMATCHED:
                held[row] = [int(rule) for rule in self._settle(code, state)]
        self._check_canary()
        return held

    def _settle(self, code: int, state: int) -> set[str]:
        """Give the rules that fired on the fact just asserted, having run them all and retracted it."""
        if code != _MATCHED:
            raise EngineError(f"durable-rules answered an assertion with code {code}.")
        started = self._engine.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        fired: set[str] = set()
        while message:
            rule = message.split('"', 2)[1]
            if rule in fired:
                raise EngineError(f"durable-rules fired rule {rule} twice on one fact.")
            fired.add(rule)
            message = self._engine.complete_and_start_action(self._handle, state)
        if not fired:
            raise EngineError("durable-rules reported a match but fired no rule.")
        retracted, _ = self._engine.retract_fact(self._handle, _RETRACTION)
        if retracted != _MATCHED or self._engine.get_facts(self._handle, _SID) != "[]":
            raise EngineError("durable-rules kept a fact that was retracted.")
        return fired

    def _check_canary(self) -> None:
        code, state = self._engine.assert_fact(self._handle, _CANARY)
        if code == _UNMATCHED or self._settle(code, state) != {"canary"}:
            raise EngineError("durable-rules did not fire the canary rule: its silence cannot be trusted.")


class Matcher(Generic[Goal]):
    """Tells which goals hold on each row; a goal holds if one of its AND-chains does.

    The chains are spread over as many rulesets as needed. A goal without chains never holds, one with an
    empty chain always does. A matcher belongs to the thread that made it, which closes it, best by a `with`.
    """

    def __init__(self, kind: str, columns: Mapping[str, type], goals: Mapping[Goal, Sequence[Chain]]) -> None:
        """Build the rulesets.

        `kind` says what the rows are, and is the first thing that every rule tests. `columns` gives the
        declared type (int, float or str) of each value of a row, in order. Text columns allow == and != only;
        numbers compare with int and float literals. Raises EngineError if a chain breaks this, names a column
        that is not declared, or tests more than 200 columns, and if the engine is absent or misbehaves.
        """
        engine = checked_engine()
        self._thread = threading.get_ident()
        self._open = True
        self._columns = _declare(columns, [chain for chains in goals.values() for chain in chains])
        self._always = frozenset(goal for goal, chains in goals.items() if () in chains)
        goals_of = _goals_by_chain({goal: goals[goal] for goal in goals if goal not in self._always})
        try:
            self._rulesets = [
                (_Ruleset(engine, kind, pack, self._columns), [goals_of[chain] for chain in pack])
                for pack in _packs(goals_of)
            ]
        except engine.error as error:
            raise EngineError(f"durable-rules refused a ruleset: {error}") from error

    def match(self, rows: Iterable[Row]) -> Iterator[frozenset[Goal]]:
        """Give the goals that hold on each row, in order, reading up to 1,024 rows ahead.

        Raises EngineError, naming the column, for a value that is not of its declared type, an int beyond
        ±2^53, a float that is not finite, and a text that is longer than 4,096 characters, not NFC or has a
        lone surrogate. Raises it too if the matcher is closed or another thread's, or if the engine fails; a
        failure of the engine closes the matcher.
        """
        self._check_usable()
        return self._match(iter(rows))

    def close(self) -> None:
        """Free the engine's memory; closing twice is harmless."""
        self._check_thread()
        self._open = False
        for ruleset, _ in self._rulesets:
            ruleset.close()

    def __enter__(self) -> Self:
        self._check_usable()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _match(self, rows: Iterator[Row]) -> Iterator[frozenset[Goal]]:
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            self._check_usable()
            held = self._judge(self._encode(chunk))
            yield from (held.get(row, self._always) for row in range(len(chunk)))

    def _encode(self, rows: Sequence[Row]) -> Mapping[str, Sequence[int | str]]:
        wrong = set(map(len, rows)) - {len(self._columns)}
        if wrong:
            raise EngineError(f"A row has {min(wrong)} values for {len(self._columns)} declared columns.")
        transposed = zip(*rows, strict=True)
        return {
            column.name: column.encode(values)
            for column, values in zip(self._columns.values(), transposed, strict=True)
        }

    def _judge(self, values: Mapping[str, Sequence[int | str]]) -> dict[int, frozenset[Goal]]:
        held: dict[int, frozenset[Goal]] = {}
        try:
            for ruleset, goals in self._rulesets:
                for row, chains in ruleset.holding(values).items():
                    held[row] = held.get(row, self._always).union(*(goals[chain] for chain in chains))
        except BaseException as error:
            self.close()  # even an interrupt may have left a fact behind
            if isinstance(error, EngineError) or not isinstance(error, Exception):
                raise
            raise EngineError(f"durable-rules failed: {error!r}") from error
        return held

    def _check_usable(self) -> None:
        self._check_thread()
        if not self._open:
            raise EngineError("This matcher is closed; make a new one.")

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise EngineError("A matcher belongs to the thread that made it; make one in each thread.")


def is_absent() -> bool:
    """Tell whether the engine cannot be imported; one that can but does not work is not absent."""
    try:
        _imported()
    except EngineError:
        return True
    return False


def _imported() -> Any:
    try:
        return importlib.import_module("durable_rules_engine")
    except ImportError as error:
        problem = _ABSENT.format(error=error)
        raise EngineError(_INSTALL.format(problem=problem, command=_COMMAND, otherwise=_OTHERWISE)) from error


@cache
def version() -> str:
    """Return the version of durable-rules that is installed."""
    return metadata.version(NAME)


@cache
def checked_engine() -> Any:
    """Import durable-rules and compare it with Python on every operator, once a process.

    Raises EngineError, with the way to install it, if the C extension is absent or does not behave.
    """
    engine = _imported()
    try:
        _compare_with_python(engine)
    except Exception as error:
        problem = _BROKEN.format(error=error)
        raise EngineError(_INSTALL.format(problem=problem, command=_COMMAND, otherwise="")) from error
    return engine


def _compare_with_python(engine: Any) -> None:
    """Judge the probes by every operator."""
    chains = [
        (FactTest(name, symbol, literal),)
        for name, (literal, _) in _PROBES.items()
        for symbol in (_TEXT_OPERATORS if name == "text" else _OPERATORS)
    ]
    ruleset = _Ruleset(engine, "probe", chains, _PROBED)
    held = ruleset.holding({name: _PROBED[name].encode(values) for name, (_, values) in _PROBES.items()})
    ruleset.close()
    for index, (test,) in enumerate(chains):
        compare = _OPERATORS[test.operator][1]
        for row, value in enumerate(_PROBES[test.column][1]):
            if compare(value, test.literal) != (index in held.get(row, ())):
                raise EngineError(f"on {test.column}s its operator {test.operator} differs from Python's")


def _declare(columns: Mapping[str, type], chains: Iterable[Chain]) -> dict[str, _FactColumn]:
    """Check the columns and every test of them; a column that meets a float literal travels as floats."""
    every = [test for chain in chains for test in chain]
    for test in every:
        if not isinstance(test.literal, (int, float, str)):
            raise EngineError(f"Column {test.column!r} is compared with {type(test.literal).__name__}, not a literal.")
    tests = dict.fromkeys((test, type(test.literal)) for test in every)  # as 1 equals 1.0 and True
    meets_float = {test.column for test, kind in tests if kind is float}
    declared = {}
    for name, kind in columns.items():
        declared[name] = _FactColumn(name, kind, ordinal=kind is float or name in meets_float)
        if kind not in (int, float, str):
            raise declared[name].error(f"int, float or str may be declared, not {kind!r}.")
    for test, _ in tests:
        if test.column not in declared:
            raise EngineError(f"Column {test.column!r} is tested but was not declared.")
        declared[test.column].encode_literal(test)
    return declared


def _goals_by_chain(goals: Mapping[Goal, Sequence[Chain]]) -> dict[Chain, list[Goal]]:
    """Each different chain once, its tests sorted so that the engine shares what chains have in common."""
    sought: dict[Chain, list[Goal]] = {}
    for goal, chains in goals.items():
        for chain in chains:
            sought.setdefault(tuple(sorted(set(chain))), []).append(goal)
    return sought


def _packs(chains: Iterable[Chain]) -> Iterator[list[Chain]]:
    """Split chains into lists that one ruleset can hold."""
    pack: list[Chain] = []
    named: set[str] = set()
    for chain in chains:
        own = {test.column for test in chain}
        if len(own) > MAX_COLUMNS:
            raise EngineError(f"A chain tests {len(own)} columns; {MAX_COLUMNS} are allowed.")
        if len(pack) == MAX_CHAINS or len(named | own) > MAX_COLUMNS:
            yield pack
            pack, named = [], set()
        pack.append(chain)
        named |= own
    if pack:
        yield pack


def _condition(symbol: Operator, name: str, literal: int | str) -> str:
    return f'{{"{_OPERATORS[symbol][0]}":{{"{name}":{literal}}}}}'


def _delete(engine: Any, handle: int) -> None:
    engine.delete_state(handle, _SID)
    engine.delete_ruleset(handle)
