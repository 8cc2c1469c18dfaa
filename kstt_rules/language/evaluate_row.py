"""The reference: evaluates a condition on one subject, slowly and plainly, and says what its truth rests on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from typing import Any, Protocol

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.bounds import ARITHMETIC, compare, kleene
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Counting, Distinct, Summing
from kstt_rules.language.nodes import (
    Aggregate,
    And,
    Arithmetic,
    AsOf,
    Call,
    Compare,
    Expr,
    Field,
    Literal,
    Not,
    Or,
    ParameterName,
    Submission,
    Within,
    children,
)
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN, from_bool, negate
from kstt_rules.language.types import ORDERED
from kstt_rules.language.values import UNBOUNDED, Interval, Setting, as_number, exactly
from kstt_rules.model.vocabulary import UNREAD


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

    def submitted(self, entity: str, name: str | None) -> int:
        """Tell whether a dataset, or a column for a field of it, was submitted: a truth."""


@dataclass(frozen=True, slots=True)
class Related:
    """The rows of a relation in canonical order, and how many more may or may not belong to it.

    ``unsure`` are the places of rows of which that is not known either.
    """

    rows: Sequence[Row] = ()
    doubtful: float = 0
    unsure: frozenset[int] = frozenset()
    known: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)  # what holds, by conditions

    def truths(self, condition: Expr | None, scene: "Scene", shown: AbstractSet[int]) -> list[int]:
        """Return whether each row holds a condition; not known of one that may not belong, where it would count.

        ``shown`` are the truths that an aggregate counts.
        """
        if condition is None:
            held = [TRUE] * len(self.rows)
        elif condition.text in self.known:
            held = self.known[condition.text].copy()
        else:
            held = [truth(condition, Scene(scene.subject, scene.setting, row)) for row in self.rows]
            self.known[condition.text] = held.copy()
        for place in self.unsure:
            if held[place] in shown:
                held[place] = UNKNOWN
        return held


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an expression is evaluated: the subject, inside a relation also the related row, and the setting."""

    subject: Row
    setting: Setting
    related: Row | None = None
    known: dict[str, Related | None] = field(default_factory=dict, repr=False, compare=False)

    def led_to(self, relation: str) -> Related | None:
        """Return the rows of a relation of the subject, or None where their dataset was not submitted."""
        if relation not in self.known:
            self.known[relation] = self.subject.related(relation)
        return self.known[relation]


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
        case Field():
            found = field_value(expr, scene)
            return _typed(None if found is ABSENT else found, expr)
        case Literal(value=value):
            return _typed(value, expr)
        case Compare():
            return _compare(expr, scene)
        case And(items=items):
            return _joined(items, scene, min, FALSE)
        case Or(items=items):
            return _joined(items, scene, max, TRUE)
        case Not(item=item):
            return negate(truth(item, scene))
        case Within(item=item, options=options):
            return _within(evaluate(item, scene), evaluate(options, scene))
        case Call(function=function, arguments=arguments):
            entry = FUNCTIONS[function]
            given = is_blank if entry.of_blanks else evaluate
            last = (expr.type,) if callable(entry.gives) else ()
            return entry.row(scene.setting, *(given(argument, scene) for argument in arguments), *last)
        case Submission(function=function, entity=entity, name=name):
            return FUNCTIONS[function].row(scene.setting, scene.subject.submitted(entity, name))
        case Aggregate():
            return _aggregate(expr, scene)
        case Arithmetic(operator=operator, left=left, right=right):
            return ARITHMETIC[operator](evaluate(left, scene), evaluate(right, scene))
        case ParameterName(key=key):
            return _typed(scene.setting.parameters.get(key), expr)
        case AsOf():
            return exactly(scene.setting.as_of.toordinal())


def _joined(items: Iterable[Expr], scene: Scene, pick: Callable[[int, int], int], decisive: int) -> int:
    """Pick the truth of several conditions, looking no further than to one that decides."""
    found = TRUE - decisive
    for item in items:
        found = pick(found, truth(item, scene))
        if found == decisive:
            break
    return found


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
            yield from leaves(expr)


def leaves(expr: Expr) -> list[Expr]:
    """Return the fields, relations, parameters and submissions of an expression, those inside a relation not."""
    if isinstance(expr, (Field, Aggregate, ParameterName, Submission)):
        return [expr]
    return [leaf for part in children(expr) for leaf in leaves(part)]


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
        assert isinstance(right, Interval)
        return compare(expr.operator, left, right)
    if left is None or right is None:
        return UNKNOWN
    return from_bool((left == right) == (expr.operator == "=="))


def _within(item: Any, options: Any) -> int:
    if options is None:
        return UNKNOWN
    if isinstance(item, Interval):
        if not options:
            return FALSE if item.exact else UNKNOWN
        return max(compare("==", item, exactly(as_number(option) or 0)) for option in options)
    if item is None:
        return UNKNOWN
    return UNKNOWN if UNREAD in options and item not in options else from_bool(item in options)


def is_blank(term: Expr, scene: Scene) -> int:
    """Tell whether a field, a parameter or a relation has no value; unknown where that was never asked for."""
    match term:
        case ParameterName(key=key):
            return from_bool(scene.setting.parameters.get(key) is None)
        case Aggregate(function=function):
            related = scene.led_to(term.relation)
            entry = AGGREGATES[function]
            if isinstance(entry, Summing):
                return _summed(term, entry, related, scene)[0]
            return UNKNOWN if related is None else FALSE
        case _:
            assert isinstance(term, Field)
            value = field_value(term, scene)
            return UNKNOWN if value is ABSENT else from_bool(value is None)


def _aggregate(expr: Aggregate, scene: Scene) -> Any:
    related = scene.led_to(expr.relation)
    entry = AGGREGATES[expr.function]
    match entry:
        case Summing():
            return _summed(expr, entry, related, scene)[1]
        case Distinct():
            return _distinct(expr, entry, related, scene)
        case Counting():
            return _counted(expr, entry, related, scene)


def _counted(expr: Aggregate, entry: Counting, related: Related | None, scene: Scene) -> Any:
    truths = [] if related is None else related.truths(expr.condition, scene, entry.shown)
    doubtful = UNBOUNDED.high if related is None else related.doubtful
    low, high = entry.decide(truths.count(TRUE), truths.count(UNKNOWN) + doubtful, truths.count(FALSE))
    return Interval(low, high) if entry.gives.kind in ORDERED else kleene(low, high)


def _distinct(expr: Aggregate, entry: Distinct, related: Related | None, scene: Scene) -> Interval:
    """Return between how many and how many different values there are."""
    assert expr.value is not None
    if related is None:
        return Interval(0.0, UNBOUNDED.high)
    sure, possible, is_any, open_rows = set[Any](), set[Any](), False, related.doubtful
    for row, held in zip(related.rows, related.truths(expr.condition, scene, entry.shown), strict=True):
        if held == FALSE:
            continue
        value = evaluate(expr.value, Scene(scene.subject, scene.setting, row))
        is_any |= held == TRUE
        if value is None or (isinstance(value, Interval) and not value.exact):
            open_rows += 1
            continue
        possible.add(value)
        if held == TRUE:
            sure.add(value)
    return Interval(float(max(len(sure), is_any)), float(len(possible) + open_rows))


def _summed(expr: Aggregate, entry: Summing, related: Related | None, scene: Scene) -> tuple[int, Any]:
    """Return whether there is no value (a truth), and the value."""
    assert expr.value is not None
    ordered = expr.value.type.kind in ORDERED
    nothing = UNBOUNDED if ordered else None
    if related is None or related.doubtful:
        return UNKNOWN, nothing
    values: list[Any] = []
    for row, held in zip(related.rows, related.truths(expr.condition, scene, entry.shown), strict=True):
        if held == FALSE:
            continue
        value = evaluate(expr.value, Scene(scene.subject, scene.setting, row))
        if held == UNKNOWN or value is None or (ordered and not value.exact):
            return UNKNOWN, nothing
        values.append(value.low if ordered else value)
        if entry.first_only:
            break
    if not values:
        return (TRUE, nothing) if entry.of_nothing is None else (FALSE, exactly(entry.of_nothing))
    one = entry.row(values)
    return FALSE, exactly(one) if ordered else one
