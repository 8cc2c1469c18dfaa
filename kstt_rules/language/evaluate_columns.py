"""Conditions over all subjects at once: numpy arrays with the same three-valued meaning as the interpreter."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache, partial, reduce
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.language.bounds import ARITHMETIC, compare, kleene
from kstt_rules.language.columns import Frame, Index, Intervals, Pairs, Texts, Truths, distinct
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
)
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import ORDERED
from kstt_rules.language.values import as_number
from kstt_rules.model.vocabulary import UNREAD

_BOUNDS_KEPT: Final = 1 << 10  # each is two numbers, however many rows share them


def evaluate(expr: Expr, frame: Frame) -> Any:
    """Evaluate an expression on all rows of a frame.

    Conditions give Truths, numbers and dates Intervals, texts Texts, lists a tuple or None,
    fields of several choices an object array of tuples or None.
    """
    if isinstance(expr, (Aggregate, Call, Compare, Submission, Within)):
        # Many rules ask the same; what was found is shared and never changed.
        if expr.text not in frame.known:
            frame.known[expr.text] = _found(expr, frame)
        return frame.known[expr.text]
    match expr:
        case And(items=items):
            return reduce(np.minimum, (evaluate(item, frame) for item in items))
        case Or(items=items):
            return reduce(np.maximum, (evaluate(item, frame) for item in items))
        case Not(item=item):
            return TRUE - evaluate(item, frame)
        case Field():
            return _field(expr, frame)
        case Arithmetic(operator=operator, left=left, right=right):
            return ARITHMETIC[operator](evaluate(left, frame), evaluate(right, frame))
        case Literal(value=value):
            return _constant(value, expr, frame)
        case ParameterName(key=key):
            return _constant(frame.setting.parameters.get(key), expr, frame)
        case AsOf():
            return _constant(frame.setting.as_of, expr, frame)


def _found(expr: Aggregate | Call | Compare | Submission | Within, frame: Frame) -> Any:
    match expr:
        case Aggregate():
            return _aggregate(expr, frame)
        case Compare():
            return _compare(expr, frame)
        case Call(function=function, arguments=arguments):
            entry = FUNCTIONS[function]
            given = _is_blank if entry.of_blanks else evaluate
            last = (expr.type,) if callable(entry.gives) else ()
            return entry.columns(frame.setting, *(given(argument, frame) for argument in arguments), *last)
        case Submission(function=function):
            return FUNCTIONS[function].columns(frame.setting, _submitted(expr, frame))
        case Within():
            return _within(expr, frame)


def _constant(value: Any, expr: Expr, frame: Frame) -> Any:
    if isinstance(value, tuple) or expr.type.kind in ("list", "table"):
        return value
    if expr.type.kind == "boolean":
        truth = UNKNOWN if value is None else TRUE if value else FALSE
        return np.full(len(frame), truth, np.int8)
    if expr.type.kind in ORDERED:
        number = as_number(value)
        low, high = (-np.inf, np.inf) if number is None else (number, number)
        return _bounds(low, high, len(frame))
    if value is None:
        return _no_texts(len(frame))
    return Texts(np.zeros(len(frame), np.int64), np.array([value], dtype=object))


@lru_cache(_BOUNDS_KEPT)
def _bounds(low: float, high: float, length: int) -> Intervals:
    """Give all rows the same bounds; what was found is never changed, so they may share them."""
    return Intervals(*(np.broadcast_to(np.float64(bound), length) for bound in (low, high)))


def _no_texts(length: int) -> Texts:
    return Texts(np.full(length, -1), np.array([], dtype=object))


def _field(expr: Field, frame: Frame) -> Any:
    entity, rows = frame.rows(expr)
    values = frame.data.column(entity, expr.name).values
    if rows is None:
        return values
    if frame.data.size(entity) == 0:
        return _nothing(expr, len(rows))
    if isinstance(values, (Intervals, Texts)):
        return values.take(rows)
    nothing: Any = UNKNOWN if values.dtype == np.int8 else None
    return np.where(rows < 0, np.array(nothing, dtype=values.dtype), values[np.maximum(rows, 0)])


def _submitted(expr: Submission, frame: Frame) -> Truths:
    """Tell of each row whether what is asked was submitted of its subject's unit."""
    found = frame.data.submitted_of(frame.entity, expr.entity, expr.name)
    return found if frame.pairs is None else found[frame.pairs.subject]


def _nothing(expr: Expr, length: int) -> Any:
    """Give all rows the unknown value of an expression's type."""
    if expr.type.kind == "boolean":
        return np.full(length, UNKNOWN, np.int8)
    if expr.type.kind in ORDERED:
        return _bounds(-np.inf, np.inf, length)
    if expr.type.kind == "choices":
        return np.full(length, None)
    return _no_texts(length)


def _compare(expr: Compare, frame: Frame) -> Truths:
    if expr.left.type.kind in ORDERED:
        left, right = evaluate(expr.left, frame), evaluate(expr.right, frame)
        assert isinstance(left, Intervals)
        return compare(expr.operator, left, right)
    item: Texts = evaluate(expr.left, frame)
    if isinstance(expr.right, Literal):
        among = _among(item, (expr.right.value,))
        return among if expr.operator == "==" else TRUE - among
    other: Texts = evaluate(expr.right, frame)
    known = (item.codes >= 0) & (other.codes >= 0)
    equal: npt.NDArray[np.bool_] = item.codes_among(other) == other.codes
    if expr.operator == "!=":
        equal = ~equal
    return kleene(known & equal, known & ~equal)


def _within(expr: Within, frame: Frame) -> Truths:
    item, options = evaluate(expr.item, frame), evaluate(expr.options, frame)
    if options is None:
        return np.full(len(frame), UNKNOWN, np.int8)
    if isinstance(options, np.ndarray):
        assert isinstance(expr.item, Literal)
        tell = cache(partial(_include, expr.item.value))  # most rows hold the same choices as others
        return np.fromiter(map(tell, options), np.int8, len(options))
    if isinstance(item, Intervals):
        if not options:
            return kleene(np.zeros(len(frame), bool), item.exact)
        numbers = [as_number(option) or 0 for option in options]
        columns = [_bounds(number, number, len(frame)) for number in numbers]
        truths: Truths = np.maximum.reduce([compare("==", item, column) for column in columns])
        return truths
    return _among(item, options)


def _include(wanted: Any, held: tuple[str, ...] | None) -> int:
    """Tell whether several choices hold one; unknown where it may be among what could not be read."""
    if held is None or (UNREAD in held and wanted not in held):
        return UNKNOWN
    return TRUE if wanted in held else FALSE


def _among(item: Texts, options: Iterable[Any]) -> Truths:
    """Tell whether each text is one of those; looked up by code, as the texts are few."""
    by_code = np.full(len(item.distinct) + 1, FALSE, np.int8)
    by_code[-1] = UNKNOWN  # the code of the missing is -1, the last
    for option in options:
        if (code := item.code(option)) >= 0:
            by_code[code] = TRUE
    truths: Truths = by_code.take(item.codes)
    return truths


def _is_blank(term: Expr, frame: Frame) -> Truths:
    """Tell where a term has no value; unknown where it was never asked for."""
    if isinstance(term, ParameterName):
        return np.full(len(frame), TRUE if frame.setting.parameters.get(term.key) is None else FALSE, np.int8)
    if isinstance(term, Aggregate):
        entry = AGGREGATES[term.function]
        if isinstance(entry, Summing):
            return _summed(term, entry, frame)[0]
        submitted = frame.data.pairs(frame.entity, term.relation) is not None
        return np.full(len(frame), FALSE if submitted else UNKNOWN, np.int8)
    assert isinstance(term, Field)
    entity, rows = frame.rows(term)
    column = frame.data.column(entity, term.name)
    if rows is None:
        return kleene(column.blank & ~column.absent, ~column.blank & ~column.absent)
    if not len(column.blank):
        return kleene(rows == -1, np.zeros(len(rows), bool))
    inside = np.maximum(rows, 0)
    blank = np.where(rows == -1, True, column.blank[inside])
    absent = np.where(rows == -1, False, column.absent[inside] | (rows == -2))
    return kleene(blank & ~absent, ~blank & ~absent)


# -- relations


def _aggregate(expr: Aggregate, frame: Frame) -> Any:
    entry = AGGREGATES[expr.function]
    match entry:
        case Summing():
            return _summed(expr, entry, frame)[1]
        case Distinct():
            return _distinct(expr, entry, frame)
        case Counting():
            return _counted(expr, entry, frame)


def _counted(expr: Aggregate, entry: Counting, frame: Frame) -> Any:
    pairs = frame.data.pairs(frame.entity, expr.relation)
    size = len(frame)
    if pairs is None:
        low, high = entry.decide(np.zeros(size), np.full(size, np.inf), np.zeros(size))
    else:
        held = _holds(expr.condition, inside(expr, frame, pairs), entry.shown)
        failed, unsure, sure = np.bincount(3 * pairs.subject + held, minlength=3 * size).reshape(size, 3).T
        low, high = entry.decide(sure, unsure + pairs.doubtful, failed)
    return Intervals(low.astype(float), high.astype(float)) if entry.gives.kind in ORDERED else kleene(low, high)


def inside(expr: Aggregate, frame: Frame, pairs: Pairs) -> Frame:
    """Return the frame of the rows that a relation leads to from those of another."""
    known = frame.known.setdefault(f"of {expr.relation}", {})
    return Frame(frame.data, frame.entity, frame.setting, pairs, expr.entity, known)


def _holds(condition: Expr | None, frame: Frame, shown: AbstractSet[int]) -> Truths:
    """Tell which pairs hold a condition; not known of one that may not belong, where it is ``shown``, and so counts."""
    held: Truths = np.full(len(frame), TRUE, np.int8) if condition is None else evaluate(condition, frame)
    assert frame.pairs is not None
    if frame.pairs.unsure is not None:
        would_count = reduce(np.logical_or, [held == truth for truth in shown])
        held = np.where(frame.pairs.unsure & would_count, np.int8(UNKNOWN), held)
    return held


def _distinct(expr: Aggregate, entry: Distinct, frame: Frame) -> Intervals:
    """Return between how many and how many different values there are."""
    assert expr.value is not None
    pairs = frame.data.pairs(frame.entity, expr.relation)
    size = len(frame)
    if pairs is None:
        return _bounds(0.0, np.inf, size)
    within = inside(expr, frame, pairs)
    held, values = _holds(expr.condition, within, entry.shown), evaluate(expr.value, within)
    is_text = isinstance(values, Texts)
    known, codes = (values.codes >= 0, values.codes) if is_text else (values.exact, values.low)

    def different(rows: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        chosen = pairs.subject[rows]
        first, _ = distinct([chosen, codes[rows]], len(chosen))
        return np.bincount(chosen[first], minlength=size)

    sure = held == TRUE
    is_any = np.bincount(pairs.subject[sure], minlength=size) > 0
    open_rows = np.bincount(pairs.subject[(held != FALSE) & ~known], minlength=size) + pairs.doubtful
    low = np.maximum(different(sure & known), is_any)
    high = different((held != FALSE) & known) + open_rows
    return Intervals(low.astype(float), high.astype(float))


def _summed(expr: Aggregate, entry: Summing, frame: Frame) -> tuple[Truths, Any]:
    """Return where there is no value, and the values."""
    assert expr.value is not None
    pairs = frame.data.pairs(frame.entity, expr.relation)
    size = len(frame)
    ordered = expr.value.type.kind in ORDERED
    if pairs is None:
        return np.full(size, UNKNOWN, np.int8), _nothing(expr.value, size)
    within = inside(expr, frame, pairs)
    held, values = _holds(expr.condition, within, entry.shown), evaluate(expr.value, within)
    asked = held != FALSE
    if entry.first_only:
        asked = _first_rows(pairs.subject, asked)
    known = values.exact if ordered else values.codes >= 0
    picked = asked & (held == TRUE) & known
    undecided = (np.bincount(pairs.subject[asked & ~picked], minlength=size) > 0) | (pairs.doubtful > 0)
    empty = np.bincount(pairs.subject[picked], minlength=size) == 0
    if entry.of_nothing is not None:
        empty = np.zeros(size, bool)
    lost = undecided | empty
    no_value = kleene(empty & ~undecided, ~lost)
    one = entry.columns(pairs.subject[picked], (values.low if ordered else values.codes)[picked], size)
    if not ordered:
        return no_value, Texts(np.where(lost, -1, one), values.distinct)
    return no_value, Intervals(np.where(lost, -np.inf, one), np.where(lost, np.inf, one))


def _first_rows(subject: Index, candidate: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Mark, for each subject, its first pair that is a candidate; pairs are sorted by subject."""
    places = np.flatnonzero(candidate)
    _, first = np.unique(subject[places], return_index=True)
    marked = np.zeros(len(subject), bool)
    marked[places[first]] = True
    return marked
