"""The rules in two-valued form, as one writes them where blanks have no meaning of their own.

A comparison is guarded by ``Known``; what is undetermined is a condition in its own right. So every engine of single
facts can be given the same thirty rules, twice: when they are breached, and when they cannot be told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from kstt_rules.language.evaluate_row import Scene, evaluate
from kstt_rules.language.nodes import And, Call, Compare, Expr, Field, Not, Or, Within, is_constant
from kstt_rules.language.values import Interval
from tests.benchmarks.compare.offices import REQUIRED
from tests.benchmarks.compare.rules import Condition, conditions, setting


@dataclass(frozen=True)
class Span:
    """The days from one date to another."""

    start: str
    end: str


Term = str | Span


@dataclass(frozen=True)
class Test:
    """A term beside a literal, a list of them (operators in, not in) or another field."""

    term: Term
    operator: str
    value: Any = None
    other: str | None = None


@dataclass(frozen=True)
class Known:
    """A field is there, or is not."""

    field: str
    there: bool


@dataclass(frozen=True)
class All:
    """Every item holds; without items: always."""

    items: tuple["Plain", ...]


@dataclass(frozen=True)
class Either:
    """Some item holds; without items: never."""

    items: tuple["Plain", ...]


Plain = Test | Known | All | Either
ALWAYS: Final[Plain] = All(())
NEVER: Final[Plain] = Either(())
_INVERSE: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "==", "in": "not in", "not in": "in"}


@dataclass(frozen=True)
class PlainRule:
    """A rule as two conditions."""

    rule: str
    breach: Plain
    undetermined: Plain


def plain_rules() -> Iterator[PlainRule]:
    """Yield all rules in two-valued form."""
    for item in conditions():
        yield PlainRule(item.rule, _breach(item), _undetermined(item))


def tagged(rules: Iterator[PlainRule]) -> Mapping[str, Plain]:
    """Return all conditions that can hold by a name that tells rule and verdict."""
    named = {}
    for rule in rules:
        named[f"breach {rule.rule}"] = rule.breach
        named[f"undetermined {rule.rule}"] = rule.undetermined
    return {name: condition for name, condition in named.items() if condition != NEVER}


def chains(condition: Plain) -> list[tuple[Test | Known, ...]]:
    """Return a condition as alternatives of conjunctions that can hold."""
    match condition:
        case All(items):
            parts = product(*map(chains, items))
            return [chain for part in parts if _consistent(chain := tuple(dict.fromkeys(sum(part, ()))))]
        case Either(items):
            return [chain for item in items for chain in chains(item)]
        case test:
            return [(test,)]


def _consistent(chain: tuple[Test | Known, ...]) -> bool:
    """Say whether nothing more is asked of a field that is blank."""
    blank = {test for test in chain if isinstance(test, Known) and not test.there}
    asked = {field for test in chain if test not in blank for field in fields_of(test)}
    return not asked & {test.field for test in blank}


def _breach(item: Condition) -> Plain:
    return all_of(ALWAYS if item.applies is None else true(item.applies), true(item.breach))


def _undetermined(item: Condition) -> Plain:
    if item.applies is None:
        return unknown(item.breach)
    possible = any_of(true(item.breach), unknown(item.breach))
    return any_of(all_of(unknown(item.applies), possible), all_of(true(item.applies), unknown(item.breach)))


def true(expr: Expr) -> Plain:
    """Say where a condition is true."""
    match expr:
        case And(items=items):
            return all_of(*map(true, items))
        case Or(items=items):
            return any_of(*map(true, items))
        case Not(item=item):
            return false(item)
        case Call(function="missing", arguments=(Field(name=name),)):
            return Known(name, there=False)
        case _:
            return _guarded(_test(expr))


def false(expr: Expr) -> Plain:
    """Say where a condition is false."""
    match expr:
        case And(items=items):
            return any_of(*map(false, items))
        case Or(items=items):
            return all_of(*map(false, items))
        case Not(item=item):
            return true(item)
        case Call(function="missing", arguments=(Field(name=name),)):
            return Known(name, there=True)
        case _:
            return _guarded(_inverse(_test(expr)))


def unknown(expr: Expr) -> Plain:
    """Say where a condition is neither."""
    match expr:
        case And(items=items):
            return all_of(*(any_of(unknown(item), true(item)) for item in items), any_of(*map(unknown, items)))
        case Or(items=items):
            return all_of(*(any_of(unknown(item), false(item)) for item in items), any_of(*map(unknown, items)))
        case Not(item=item):
            return unknown(item)
        case Call(function="missing"):
            return NEVER
        case _:
            return any_of(*(Known(name, there=False) for name in _nullable(_test(expr))))


def all_of(*items: Plain) -> Plain:
    """Join conditions that must all hold, each said once, in the light of which fields are known."""
    flat = dict.fromkeys(part for item in items for part in (item.items if isinstance(item, All) else (item,)))
    denied = {Known(part.field, there=not part.there) for part in flat if isinstance(part, Known)}
    kept: list[Plain] = []
    for part in flat:
        if not isinstance(part, Either):
            kept.append(part)
        elif not any(item in flat for item in part.items):
            kept.append(any_of(*(item for item in part.items if item not in denied)))
    if NEVER in kept or denied & set(flat):
        return NEVER
    return kept[0] if len(kept) == 1 else All(tuple(kept))


def any_of(*items: Plain) -> Plain:
    """Join conditions of which one must hold, each said once; after "is blank" nothing asks whether it is there."""
    flat = dict.fromkeys(part for item in items for part in (item.items if isinstance(item, Either) else (item,)))
    if ALWAYS in flat:
        return ALWAYS
    asked = {Known(part.field, there=not part.there) for part in flat if isinstance(part, Known)}
    kept = [
        all_of(*(part for part in item.items if part not in asked)) if isinstance(item, All) else item for item in flat
    ]
    return kept[0] if len(kept) == 1 else Either(tuple(kept))


def fields_of(condition: Plain) -> Iterator[str]:
    """Yield the fields that a condition names."""
    match condition:
        case All(items) | Either(items):
            for item in items:
                yield from fields_of(item)
        case Known(field):
            yield field
        case test:
            yield from _fields(test)


def _fields(test: Test) -> tuple[str, ...]:
    named = (test.term.start, test.term.end) if isinstance(test.term, Span) else (test.term,)
    return named if test.other is None else (*named, test.other)


def _nullable(test: Test) -> tuple[str, ...]:
    return tuple(name for name in _fields(test) if name not in REQUIRED)


def _guarded(test: Test) -> Plain:
    """Ask first whether the fields are there, save where equality with a literal says so."""
    if test.operator in ("==", "in") and test.other is None and isinstance(test.term, str):
        return test
    return all_of(*(Known(name, there=True) for name in _nullable(test)), test)


def _inverse(test: Test) -> Test:
    if test.value is True:
        return Test(test.term, "==", value=False)
    return Test(test.term, _INVERSE[test.operator], test.value, test.other)


def _test(expr: Expr) -> Test:
    match expr:
        case Field(name=name):
            return Test(name, "==", value=True)
        case Within(item=Field(name=name), options=options):
            return Test(name, "in", _constant(options))
        case Compare(operator=operator, left=left, right=Field(name=other)):
            return Test(_term(left), operator, other=other)
        case Compare(operator=operator, left=left, right=right):
            return Test(_term(left), operator, _constant(right))
        case _:
            raise NotImplementedError(expr.text)


def _term(expr: Expr) -> Term:
    match expr:
        case Field(name=name):
            return name
        case Call(function="days_between", arguments=(Field(name=start), Field(name=end))):
            return Span(start, end)
        case _:
            raise NotImplementedError(expr.text)


def _constant(expr: Expr) -> Any:
    assert is_constant(expr)
    value = evaluate(expr, Scene(_NoRow(), setting()))
    if isinstance(value, Interval):
        return int(value.low)
    return value


class _NoRow:
    """Stands where constants are evaluated: they look at no row."""

    def value(self, name: str) -> None:
        raise AssertionError(name)

    follow = related = value
