"""The reference: evaluates a condition on one subject, slowly and plainly, and says what its truth rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Protocol

from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    AsOf,
    Compare,
    Days,
    Expr,
    Field,
    Literal,
    Missing,
    Not,
    Or,
    Parameter,
    Within,
    YearOf,
    children,
)
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN, from_bool, negate
from kstt_rules.language.types import ORDERED
from kstt_rules.language.values import UNBOUNDED, Interval, Setting, as_day, as_number, exactly


class Absent:
    """The type of ABSENT."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()  # a datum that was never asked for, as against None: asked for and blank


class Row(Protocol):
    """One row of an entity, as the interpreter sees it."""

    def value(self, name: str) -> Any:
        """Return a field: a plain value, None where the cell is blank, ABSENT where there was no column."""

    def follow(self, name: str) -> "Row | Absent | None":
        """Return the row that a unit field leads to, None where it leads nowhere."""

    def related(self, relation: str) -> "Related | None":
        """Return the rows of a relation, or None where their dataset was not submitted."""


@dataclass(frozen=True, slots=True)
class Related:
    """The rows of a relation in canonical order, and how many more may or may not belong to it."""

    rows: Sequence[Row] = ()
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an expression is evaluated: the subject, inside a relation also the related row, and the setting."""

    subject: Row
    setting: Setting
    related: Row | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One evaluated sub-expression of a trace: its text, its value, and its parts."""

    expr: Expr
    value: Any
    parts: tuple["Step", ...] = field(default=())


def truth(expr: Expr, scene: Scene) -> int:
    """Evaluate a condition to FALSE, UNKNOWN or TRUE."""
    result = evaluate(expr, scene)
    assert isinstance(result, int)
    return result


def evaluate(expr: Expr, scene: Scene) -> Any:
    """Evaluate any expression.

    Conditions give a truth value, numbers and dates (as ordinals) an Interval, texts a str or None,
    lists and fields of several choices a tuple or None.
    """
    match expr:
        case And(items=items):
            return min(truth(item, scene) for item in items)
        case Or(items=items):
            return max(truth(item, scene) for item in items)
        case Not(item=item):
            return negate(truth(item, scene))
        case Compare():
            return _compare(expr, scene)
        case Within(item=item, options=options):
            return _within(evaluate(item, scene), evaluate(options, scene))
        case Missing(item=item):
            return _missing(item, scene)
        case Field():
            found = field_value(expr, scene)
            return _typed(None if found is ABSENT else found, expr)
        case Aggregate():
            return _aggregate(expr, scene)
        case Arithmetic(operator=operator, left=left, right=right):
            return _arithmetic(operator, evaluate(left, scene), evaluate(right, scene))
        case Days():
            return _days(expr, scene)
        case YearOf(item=item):
            day = _day(evaluate(item, scene))
            return UNBOUNDED if day is None else exactly(day.year)
        case Literal(value=value):
            return _typed(value, expr)
        case Parameter(key=key):
            return _typed(scene.setting.parameters.get(key), expr)
        case AsOf():
            return exactly(scene.setting.as_of.toordinal())


def trace(expr: Expr, scene: Scene) -> Step:
    """Evaluate an expression and keep the value of every sub-expression of the subject's own scope."""
    parts = () if isinstance(expr, Aggregate) else children(expr)
    return Step(expr, evaluate(expr, scene), tuple(trace(part, scene) for part in parts))


def outline(expr: Expr, scene: Scene) -> Step:
    """Evaluate a condition once, keeping the truth of every conjunction, alternative and negation in it."""
    match expr:
        case And(items=items) | Or(items=items):
            parts = tuple(outline(item, scene) for item in items)
            pick = min if isinstance(expr, And) else max
            return Step(expr, pick(part.value for part in parts), parts)
        case Not(item=item):
            part = outline(item, scene)
            return Step(expr, negate(part.value), (part,))
        case _:
            return Step(expr, truth(expr, scene))


def grounds(step: Step) -> tuple[Expr, ...]:
    """Return the fields, relations and parameters that an outlined condition rests on, in order of appearance.

    Of a conjunction that is true all parts count; of one that is not, only those as false or unknown as the whole.
    """
    return tuple({leaf.text: leaf for leaf in _grounds(step)}.values())


def _grounds(step: Step) -> Iterator[Expr]:
    match step.expr:
        case And() | Or():
            for part in step.parts:
                if part.value == step.value:
                    yield from _grounds(part)
        case Not():
            yield from _grounds(step.parts[0])
        case expr:
            yield from _leaves(expr)


def _leaves(expr: Expr) -> list[Expr]:
    match expr:
        case Field() | Aggregate() | Parameter():
            return [expr]
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return _leaves(left) + _leaves(right)
        case Within(item=item, options=options):
            return _leaves(item) + _leaves(options)
        case Days(start=start, end=end):
            return _leaves(start) + _leaves(end)
        case Missing(item=item) | YearOf(item=item):
            return _leaves(item)
        case _:
            return []


def field_value(expr: Field, scene: Scene) -> Any:
    """Return the plain value of a field, None where it is blank, ABSENT where it was not submitted."""
    row = scene.related if expr.related else scene.subject
    assert row is not None
    for step in expr.steps:
        following = row.follow(step)
        if following is None or isinstance(following, Absent):
            return following
        row = following
    return row.value(expr.name)


def _typed(value: Any, expr: Expr) -> Any:
    if expr.type.kind == "boolean":
        return from_bool(value)
    if expr.type.kind in ORDERED and not isinstance(value, tuple):
        number = as_number(value)
        return UNBOUNDED if number is None else exactly(number)
    return value


def _compare(expr: Compare, scene: Scene) -> int:
    left, right = evaluate(expr.left, scene), evaluate(expr.right, scene)
    if isinstance(left, Interval):
        return compare_intervals(expr.operator, left, right)
    if left is None or right is None:
        return UNKNOWN
    return from_bool((left == right) == (expr.operator == "=="))


def compare_intervals(operator: str, left: Interval, right: Interval) -> int:
    """Compare two bounded numbers; unknown where the bounds do not decide."""
    match operator:
        case "<":
            return TRUE if left.high < right.low else FALSE if left.low >= right.high else UNKNOWN
        case "<=":
            return TRUE if left.high <= right.low else FALSE if left.low > right.high else UNKNOWN
        case ">":
            return compare_intervals("<", right, left)
        case ">=":
            return compare_intervals("<=", right, left)
        case "==":
            if left.exact and right.exact and left.low == right.low:
                return TRUE
            return FALSE if left.high < right.low or left.low > right.high else UNKNOWN
        case _:
            return negate(compare_intervals("==", left, right))


def _within(item: Any, options: Any) -> int:
    if options is None:
        return UNKNOWN
    if isinstance(item, Interval):
        return max(compare_intervals("==", item, exactly(as_number(option) or 0)) for option in options)
    if item is None:
        return UNKNOWN
    return from_bool(item in options)


def _missing(item: Expr, scene: Scene) -> int:
    match item:
        case Parameter(key=key):
            return from_bool(scene.setting.parameters.get(key) is None)
        case Aggregate():
            return _missing_aggregate(item, scene)
        case _:
            assert isinstance(item, Field)
            value = field_value(item, scene)
            return UNKNOWN if value is ABSENT else from_bool(value is None)


def _arithmetic(operator: str, left: Interval, right: Interval) -> Interval:
    if operator == "+":
        return Interval(left.low + right.low, left.high + right.high)
    return _difference(left, right)


def _difference(left: Interval, right: Interval) -> Interval:
    return Interval(left.low - right.high, left.high - right.low)


def _days(expr: Days, scene: Scene) -> Interval:
    start, end = evaluate(expr.start, scene), evaluate(expr.end, scene)
    if not expr.working:
        return _difference(end, start)
    first, last = _day(start), _day(end)
    return UNBOUNDED if first is None or last is None else exactly(scene.setting.working_days(first, last))


def _day(bounds: Interval) -> date | None:
    """Return the one day that it is; None where that is not known or no day of the calendar."""
    return as_day(bounds.low) if bounds.exact else None


def _aggregate(expr: Aggregate, scene: Scene) -> Any:
    related = scene.subject.related(expr.relation)
    if expr.function in ("min", "max", "sum", "first"):
        _, value = _selected(expr, related, scene)
        return value
    if related is None:
        return Interval(0, UNBOUNDED.high) if expr.function == "count" else UNKNOWN
    truths = [_holds(expr.condition, row, scene) for row in related.rows]
    doubts = [UNKNOWN] if related.doubtful else []
    match expr.function:
        case "count":
            sure = truths.count(TRUE)
            return Interval(sure, sure + truths.count(UNKNOWN) + related.doubtful)
        case "any":
            return max([FALSE, *truths, *doubts])
        case "none":
            return negate(max([FALSE, *truths, *doubts]))
        case _:
            return min([TRUE, *truths, *doubts])


def _holds(condition: Expr | None, row: Row, scene: Scene) -> int:
    return TRUE if condition is None else truth(condition, Scene(scene.subject, scene.setting, row))


def _selected(expr: Aggregate, related: Related | None, scene: Scene) -> tuple[int, Any]:
    """Return whether min, max, sum or first has no value (a truth) and its value."""
    assert expr.value is not None
    ordered = expr.value.type.kind in ORDERED
    nothing = UNBOUNDED if ordered else None
    if related is None or related.doubtful:
        return UNKNOWN, nothing
    values: list[Any] = []
    for row in related.rows:
        held = _holds(expr.condition, row, scene)
        if held == FALSE:
            continue
        value = evaluate(expr.value, Scene(scene.subject, scene.setting, row))
        if held == UNKNOWN or value is None or (ordered and not value.exact):
            return UNKNOWN, nothing
        values.append(value)
        if expr.function == "first":
            break
    if expr.function == "sum":
        return FALSE, exactly(reduce(add, (value.low for value in values), 0.0))
    if not values:
        return TRUE, nothing
    if expr.function == "first":
        return FALSE, values[0]
    pick = min if expr.function == "min" else max
    return FALSE, pick(values, key=lambda value: value.low)


def _missing_aggregate(expr: Aggregate, scene: Scene) -> int:
    related = scene.subject.related(expr.relation)
    if expr.function in ("min", "max", "sum", "first"):
        return _selected(expr, related, scene)[0]
    return UNKNOWN if related is None else FALSE
