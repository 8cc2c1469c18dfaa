"""From a rule's conditions to AND-chains for the engine: when it is breached, and when it cannot be told.

Every subject is given to the engine with three kinds of column. A true-or-false term is one integer: 0 false,
1 unknown, 2 true. A number or date is a pair low and high, equal where it is known. A text is its value with a flag
that it is there. So "true", "false", "unknown", "not false" and "not true" of almost every comparison are one chain.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum, auto
from functools import cached_property, lru_cache, reduce
from itertools import product
from operator import le
from typing import Any, Final
from typing import Literal as OneOf

from kstt_rules.base.dataclass import dataclass
from kstt_rules.engine.chains import Chain, FactTest, Operator
from kstt_rules.language.evaluate_row import Row, Scene, evaluate
from kstt_rules.language.functions import AGGREGATES, Counting, Distinct
from kstt_rules.language.nodes import Aggregate, And, Compare, Expr, Field, Not, Or, children, is_constant
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.values import Interval, Setting

Aspect = OneOf["truth", "low", "high", "text", "has"]
_MIRROR: dict[str, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One flat column of the facts: a part of the value of a term of the subject."""

    aspect: Aspect
    term: Expr

    @property
    def name(self) -> str:
        """A name that tells it from every other column of the same subject entity."""
        return f"{self.aspect} {self.term.text}"

    @property
    def type(self) -> type:
        """The one type of its values: whole numbers where the term is a truth, a flag, a date or a count."""
        if self.aspect == "text":
            return str
        return int if self.aspect in ("truth", "has") or _is_whole(self.term) else float


@dataclass(frozen=True, eq=False)
class Conditions:
    """When a rule applies, None for always, and when it is breached; equal to itself alone, so quickly found again."""

    applies: Expr | None
    breach: Expr

    @cached_property
    def constants(self) -> tuple[Expr, ...]:
        """The largest parts whose values the chains hold: the same for every subject of an audit."""
        return tuple(part for part, is_fixed in self._parts if is_fixed)

    @cached_property
    def terms(self) -> tuple[Expr, ...]:
        """The parts whose values the facts hold, each text once."""
        return tuple({part.text: part for part, is_fixed in self._parts if not is_fixed}.values())

    @cached_property
    def _parts(self) -> tuple[tuple[Expr, bool], ...]:
        return (*(() if self.applies is None else _split(self.applies)), *_split(self.breach))


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """The chains under which a rule is breached or undetermined, and the columns that they test.

    The same conditions with the same constants have one, which equals itself alone.
    """

    breach: tuple[Chain, ...]
    undetermined: tuple[Chain, ...]
    columns: tuple[FactColumn, ...]

    @property
    def chains(self) -> int:
        """How many chains the rule takes in the engine."""
        return len(self.breach) + len(self.undetermined)


class Want(IntEnum):
    """Which rows a set of chains is to describe."""

    TRUE = auto()
    FALSE = auto()
    UNKNOWN = auto()
    NOT_FALSE = auto()
    NOT_TRUE = auto()

    @property
    def opposite(self) -> "Want":
        """The same of the negated condition."""
        return _OPPOSITES[self]


_OPPOSITES = {
    Want.TRUE: Want.FALSE,
    Want.FALSE: Want.TRUE,
    Want.UNKNOWN: Want.UNKNOWN,
    Want.NOT_FALSE: Want.NOT_TRUE,
    Want.NOT_TRUE: Want.NOT_FALSE,
}
_HOLDS_FOR = {
    Want.TRUE: {TRUE},
    Want.FALSE: {FALSE},
    Want.UNKNOWN: {UNKNOWN},
    Want.NOT_FALSE: {TRUE, UNKNOWN},
    Want.NOT_TRUE: {FALSE, UNKNOWN},
}
_POSITIVE = {Want.TRUE, Want.NOT_FALSE}
_IF_CERTAIN = {Want.NOT_FALSE: Want.TRUE, Want.NOT_TRUE: Want.FALSE}
"""What is wanted comes to this where the term cannot be unknown."""

_TRUTHS: Mapping[Want, tuple[Operator, int]] = {
    Want.TRUE: ("==", TRUE),
    Want.FALSE: ("==", FALSE),
    Want.UNKNOWN: ("==", UNKNOWN),
    Want.NOT_FALSE: (">=", UNKNOWN),
    Want.NOT_TRUE: ("<=", UNKNOWN),
}
_EQUALS: Mapping[Want, Sequence[Sequence[tuple[Aspect, Operator]]]] = {
    Want.TRUE: [[("low", "=="), ("high", "==")]],
    Want.FALSE: [[("high", "<")], [("low", ">")]],
    Want.UNKNOWN: [[("low", "<"), ("high", ">=")], [("low", "=="), ("high", ">")]],
    Want.NOT_FALSE: [[("low", "<="), ("high", ">=")]],
    Want.NOT_TRUE: [[("low", "<")], [("high", ">")]],
}
"""The chains that hold a term to a number, of which each tests its bounds."""

_BOUNDS: Mapping[str, tuple[Aspect, Aspect]] = {
    ">": ("low", "high"),
    ">=": ("low", "high"),
    "<": ("high", "low"),
    "<=": ("high", "low"),
}
"""The bound of a term that must hold a comparison for it to be true, and that which must for it to be possible."""

_KEPT: Final = 4096  # rules of many packs, under many days

_Chains = frozenset[frozenset[FactTest]]
_NEVER: _Chains = frozenset()
_ALWAYS: _Chains = frozenset({frozenset()})


def compile_rule(
    conditions: Conditions, setting: Setting, *, certain: Callable[[Expr], bool] = lambda _: False
) -> Compiled:
    """Compile a rule's two conditions; ``certain(term)`` says that no subject at hand has the term unknown.

    Where it is unknown whether a rule applies, it is undetermined only if its breach is possible. What was compiled is
    kept by the conditions and the values of their constants, and serves wherever all is certain that it rests on.
    """
    scene = Scene(_NO_ROW, setting)
    constants = tuple(evaluate(part, scene) for part in conditions.constants)
    kept, known = _compiled_of(conditions, constants), tuple(map(certain, conditions.terms))
    serving = max((rests_on for rests_on in [*kept] if all(map(le, rests_on, known))), key=sum, default=known)
    if serving not in kept:
        kept[serving] = _compiled(conditions, constants, known)
    return kept[serving]


@lru_cache(_KEPT)
def _compiled_of(conditions: Conditions, constants: tuple[Any, ...]) -> dict[tuple[bool, ...], Compiled]:  # noqa: ARG001
    """Keep what was compiled of conditions, by which of their terms are certain."""
    return {}


def _compiled(conditions: Conditions, constants: tuple[Any, ...], certain: tuple[bool, ...]) -> Compiled:
    values = {id(part): value for part, value in zip(conditions.constants, constants, strict=True)}
    known = {term.text for term, is_known in zip(conditions.terms, certain, strict=True) if is_known}
    compiler = _Compiler(values, known)
    applies, breach = conditions.applies, conditions.breach
    true_breach, unknown_breach = compiler.chains(breach, Want.TRUE), compiler.chains(breach, Want.UNKNOWN)
    if applies is None:
        applied, unapplied = _ALWAYS, _NEVER
    else:
        applied, unapplied = compiler.chains(applies, Want.TRUE), compiler.chains(applies, Want.UNKNOWN)
    broken, open_breach = _both(applied, true_breach), _both(applied, unknown_breach)
    undetermined = _either(
        [_both(unapplied, compiler.chains(breach, Want.NOT_FALSE)) if unapplied else _NEVER, open_breach]
    )
    used = {test.column for chains in (broken, undetermined) for chain in chains for test in chain}
    columns = tuple(sorted((c for c in compiler.columns.values() if c.name in used), key=lambda c: c.name))
    return Compiled(_ordered(broken), _ordered(undetermined), columns)


class _Compiler:
    """Compiles the conditions of one rule, collecting the columns that they test."""

    def __init__(self, constants: Mapping[int, Any], certain: AbstractSet[str]) -> None:
        self.columns: dict[str, FactColumn] = {}
        self._chains: dict[tuple[int, Want], _Chains] = {}  # by the identity of nodes, which outlive the compiler
        self._constants = constants  # by the identity of nodes too
        self._certain = certain

    def chains(self, expr: Expr, want: Want) -> _Chains:
        """Return the chains that describe where the condition is as wanted."""
        key = (id(expr), want)
        if key not in self._chains:
            self._chains[key] = self._compile(expr, want)
        return self._chains[key]

    def _compile(self, expr: Expr, want: Want) -> _Chains:
        if is_constant(expr):
            return _ALWAYS if self._constants[id(expr)] in _HOLDS_FOR[want] else _NEVER
        match expr:
            case Not(item=item):
                return self.chains(item, want.opposite)
            case And(items=items):
                return self._joined(items, want, settled=Want.TRUE, open_=Want.NOT_FALSE)
            case Or(items=items):
                return self._joined(items, want, settled=Want.FALSE, open_=Want.NOT_TRUE)
            case Compare(left=left, right=right, operator=operator) if is_constant(right) or is_constant(left):
                return self._comparison(left, operator, right, want)
            case _:
                return self._truth(expr, want)

    def _joined(self, items: tuple[Expr, ...], want: Want, *, settled: Want, open_: Want) -> _Chains:
        """Compile a conjunction (settled: all true) or an alternative (settled: all false) of conditions."""
        if want in (settled, open_):
            return reduce(_both, (self.chains(item, want) for item in items))
        if want is not Want.UNKNOWN:
            return _either(self.chains(item, want) for item in items)
        # Unknown: some item is, all before it are settled, all after it may be; so each row is described once.
        return _either(
            reduce(
                _both,
                [self.chains(before, settled) for before in items[:place]]
                + [self.chains(after, open_) for after in items[place + 1 :]],
                self.chains(item, Want.UNKNOWN),
            )
            for place, item in enumerate(items)
        )

    def _truth(self, term: Expr, want: Want) -> _Chains:
        if term.text in self._certain:
            if want is Want.UNKNOWN:
                return _NEVER
            want = _IF_CERTAIN.get(want, want)
        return _one([self._test("truth", term, *_TRUTHS[want])])

    def _comparison(self, left: Expr, operator: str, right: Expr, want: Want) -> _Chains:
        if is_constant(left):
            left, right, operator = right, left, _MIRROR[operator]
        constant = self._constants[id(right)]
        if operator == "!=":
            operator, want = "==", want.opposite
        if isinstance(constant, Interval):
            if not constant.exact:
                return _ALWAYS if UNKNOWN in _HOLDS_FOR[want] else _NEVER
            number = int(constant.low) if float(constant.low).is_integer() else constant.low
            return self._number(left, operator, number, want)  # type: ignore[arg-type]
        if constant is None:
            return _ALWAYS if UNKNOWN in _HOLDS_FOR[want] else _NEVER
        return self._text(left, constant, want)

    def _text(self, term: Expr, literal: str, want: Want) -> _Chains:
        if term.text in self._certain:
            if want is Want.UNKNOWN:
                return _NEVER
            return _one([self._test("text", term, "==" if want in _POSITIVE else "!=", literal)])
        match want:
            case Want.TRUE:
                return _one([self._test("text", term, "==", literal)])
            case Want.FALSE:
                return _one([self._test("has", term, "==", 1), self._test("text", term, "!=", literal)])
            case Want.UNKNOWN:
                return _one([self._test("has", term, "==", 0)])
            case Want.NOT_FALSE:
                return _either([self._text(term, literal, Want.TRUE), self._text(term, literal, Want.UNKNOWN)])
            case Want.NOT_TRUE:  # a missing text is sent as "", which no literal is
                return _one([self._test("text", term, "!=", literal)])

    def _number(self, term: Expr, operator: Operator, number: float, want: Want) -> _Chains:
        inverse = _INVERSE[operator]
        if term.text in self._certain:
            if want is Want.UNKNOWN:
                return _NEVER
            return _one([self._test("low", term, operator if want in _POSITIVE else inverse, number)])
        if operator == "==":
            return frozenset().union(*(_one(self._tests(term, number, chain)) for chain in _EQUALS[want]))
        sure, possible = _BOUNDS[operator]
        chains: dict[Want, Sequence[tuple[Aspect, Operator]]] = {
            Want.TRUE: [(sure, operator)],
            Want.FALSE: [(possible, inverse)],
            Want.UNKNOWN: [(sure, inverse), (possible, operator)],
            Want.NOT_FALSE: [(possible, operator)],
            Want.NOT_TRUE: [(sure, inverse)],
        }
        return _one(self._tests(term, number, chains[want]))

    def _tests(self, term: Expr, number: float, chain: Sequence[tuple[Aspect, Operator]]) -> Iterator[FactTest]:
        return (self._test(aspect, term, operator, number) for aspect, operator in chain)

    def _test(self, aspect: Aspect, term: Expr, operator: Operator, literal: float | str) -> FactTest:
        column = FactColumn(aspect, term)
        self.columns[column.name] = column
        return FactTest(column.name, operator, literal)


def _split(condition: Expr) -> Iterator[tuple[Expr, bool]]:
    """Yield the parts of a condition as the compiler takes them, and whether each is constant."""
    match condition:
        case _ if is_constant(condition):
            yield condition, True
        case Not() | And() | Or():
            for part in children(condition):
                yield from _split(part)
        case Compare(left=left, right=right) if is_constant(left) or is_constant(right):
            yield left, is_constant(left)
            yield right, is_constant(right)
        case _:
            yield condition, False


_INVERSE: dict[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


class _NoRow:
    """Stands where constants are evaluated: they look at no row."""

    def value(self, name: str) -> None:
        raise AssertionError(name)

    follow = related = value

    def submitted(self, entity: str, name: str | None) -> int:
        raise AssertionError(entity, name)


_NO_ROW: Row = _NoRow()


def _is_whole(term: Expr) -> bool:
    """Say whether a number or a day is surely whole: a count, or a day as cells hold it."""
    match term:
        case Field():
            return term.type.kind == "date"
        case Aggregate(function=function, value=value):
            return isinstance(AGGREGATES[function], (Counting, Distinct)) or (value is not None and _is_whole(value))
        case _:
            return False


def _one(tests: Iterable[FactTest]) -> _Chains:
    return frozenset({frozenset(tests)})


def _either(alternatives: Iterable[_Chains]) -> _Chains:
    return _absorb(frozenset().union(*alternatives))


def _both(left: _Chains, right: _Chains) -> _Chains:
    return _absorb(frozenset(a | b for a, b in product(left, right)))


def _absorb(chains: _Chains) -> _Chains:
    """Drop every chain that another, shorter one already covers."""
    return frozenset(chain for chain in chains if not any(other < chain for other in chains))


def _ordered(chains: _Chains) -> tuple[Chain, ...]:
    return tuple(sorted(tuple(sorted(chain)) for chain in chains))
