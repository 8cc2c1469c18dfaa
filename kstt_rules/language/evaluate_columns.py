"""Conditions over all subjects at once: numpy arrays with the same three-valued meaning as the interpreter."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.language.columns import EPOCH_ORDINAL, Frame, Index, Intervals, Pairs, Texts, Truths
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
)
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import ORDERED
from kstt_rules.language.values import FIRST_DAY, LAST_DAY, as_number


def evaluate(expr: Expr, frame: Frame) -> Any:
    """Evaluate an expression on all rows of a frame.

    Conditions give Truths, numbers and dates Intervals, texts Texts, lists a tuple or None,
    fields of several choices an object array of tuples or None.
    """
    if isinstance(expr, (Aggregate, Compare, Missing, Within)):
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
            return _arithmetic(operator, evaluate(left, frame), evaluate(right, frame))
        case Days():
            return _days(expr, frame)
        case YearOf(item=item):
            return _years(evaluate(item, frame))
        case Literal(value=value):
            return _constant(value, expr, frame)
        case Parameter(key=key):
            return _constant(frame.setting.parameters.get(key), expr, frame)
        case AsOf():
            return _constant(frame.setting.as_of, expr, frame)


def _found(expr: Aggregate | Compare | Missing | Within, frame: Frame) -> Any:
    match expr:
        case Aggregate():
            return _aggregate(expr, frame)
        case Compare():
            return _compare(expr, frame)
        case Missing(item=item):
            return _missing(item, frame)
        case Within():
            return _within(expr, frame)


def _constant(value: Any, expr: Expr, frame: Frame) -> Any:
    if isinstance(value, tuple) or expr.type.kind == "texts":
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


def _nothing(expr: Expr, length: int) -> Any:
    """Give all rows the unknown value of an expression's type."""
    if expr.type.kind == "boolean":
        return np.full(length, UNKNOWN, np.int8)
    if expr.type.kind in ORDERED:
        return _bounds(-np.inf, np.inf, length)
    if expr.type.kind == "choices":
        return np.full(length, None)
    return _no_texts(length)


def _truths(true: npt.NDArray[np.bool_], false: npt.NDArray[np.bool_]) -> Truths:
    """Give the truth where it is true or false, never both, and unknown elsewhere."""
    # In bytes throughout: false, unknown and true are 0, 1 and 2.
    return UNKNOWN + true.view(np.int8) - false.view(np.int8)


def _compare(expr: Compare, frame: Frame) -> Truths:
    if expr.left.type.kind in ORDERED:
        return _compare_intervals(expr.operator, evaluate(expr.left, frame), evaluate(expr.right, frame))
    left = evaluate(expr.left, frame)
    if isinstance(expr.right, Literal):
        equal = _among(left, (expr.right.value,))
        return equal if expr.operator == "==" else TRUE - equal
    right = evaluate(expr.right, frame)
    known = (left.codes >= 0) & (right.codes >= 0)
    equal = _recode(left, right) == right.codes
    if expr.operator == "!=":
        equal = ~equal
    return _truths(known & equal, known & ~equal)


def _recode(left: Texts, right: Texts) -> npt.NDArray[np.int64]:
    """Express the left texts in the right's codes, -1 where the right has no such text."""
    if left.distinct is right.distinct:
        return left.codes
    places = pd.Index(right.distinct).get_indexer(pd.Index(left.distinct))
    return np.append(places, -1)[left.codes]


def _compare_intervals(operator: str, left: Intervals, right: Intervals) -> Truths:
    match operator:
        case "<":
            return _truths(left.high < right.low, left.low >= right.high)
        case "<=":
            return _truths(left.high <= right.low, left.low > right.high)
        case ">":
            return _compare_intervals("<", right, left)
        case ">=":
            return _compare_intervals("<=", right, left)
        case "==":
            same = left.exact & right.exact & (left.low == right.low)
            return _truths(same, (left.high < right.low) | (left.low > right.high))
        case _:
            return TRUE - _compare_intervals("==", left, right)


def _within(expr: Within, frame: Frame) -> Truths:
    item, options = evaluate(expr.item, frame), evaluate(expr.options, frame)
    if options is None:
        return np.full(len(frame), UNKNOWN, np.int8)
    if isinstance(options, np.ndarray):
        assert isinstance(expr.item, Literal)
        wanted = expr.item.value
        return np.fromiter(
            (UNKNOWN if held is None else TRUE if wanted in held else FALSE for held in options), np.int8, len(options)
        )
    if isinstance(item, Intervals):
        numbers = [as_number(option) or 0 for option in options]
        columns = [_bounds(number, number, len(frame)) for number in numbers]
        truths: Truths = np.maximum.reduce([_compare_intervals("==", item, column) for column in columns])
        return truths
    return _among(item, options)


def _among(item: Texts, options: Iterable[Any]) -> Truths:
    """Tell whether each text is one of those; looked up by code, as the texts are few."""
    by_code = np.full(len(item.distinct) + 1, FALSE, np.int8)
    by_code[-1] = UNKNOWN  # the code of the missing is -1, the last
    for option in options:
        if (code := item.code(option)) >= 0:
            by_code[code] = TRUE
    truths: Truths = by_code.take(item.codes)
    return truths


def _missing(item: Expr, frame: Frame) -> Truths:
    if isinstance(item, Parameter):
        return np.full(len(frame), TRUE if frame.setting.parameters.get(item.key) is None else FALSE, np.int8)
    if isinstance(item, Aggregate):
        return _missing_aggregate(item, frame)
    assert isinstance(item, Field)
    entity, rows = frame.rows(item)
    column = frame.data.column(entity, item.name)
    if rows is None:
        return _truths(column.blank & ~column.absent, ~column.blank & ~column.absent)
    if not len(column.blank):
        return _truths(rows == -1, np.zeros(len(rows), bool))
    inside = np.maximum(rows, 0)
    blank = np.where(rows == -1, True, column.blank[inside])
    absent = np.where(rows == -1, False, column.absent[inside] | (rows == -2))
    return _truths(blank & ~absent, ~blank & ~absent)


def _arithmetic(operator: str, left: Intervals, right: Intervals) -> Intervals:
    if operator == "+":
        return Intervals(left.low + right.low, left.high + right.high)
    return _difference(left, right)


def _difference(left: Intervals, right: Intervals) -> Intervals:
    return Intervals(left.low - right.high, left.high - right.low)


def _days(expr: Days, frame: Frame) -> Intervals:
    start, end = evaluate(expr.start, frame), evaluate(expr.end, frame)
    if not expr.working:
        return _difference(end, start)
    known = _on_calendar(start) & _on_calendar(end)
    low, high = np.full(len(frame), -np.inf), np.full(len(frame), np.inf)
    count = frame.setting.working_days
    pairs = list(zip(start.low[known].tolist(), end.low[known].tolist(), strict=True))
    days = {pair: count(date.fromordinal(int(pair[0])), date.fromordinal(int(pair[1]))) for pair in set(pairs)}
    low[known] = high[known] = [days[pair] for pair in pairs]
    return Intervals(low, high)


def _years(days: Intervals) -> Intervals:
    known = _on_calendar(days)
    since_epoch = np.floor(np.where(known, days.low, EPOCH_ORDINAL)) - EPOCH_ORDINAL
    years = since_epoch.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970.0
    return Intervals(np.where(known, years, -np.inf), np.where(known, years, np.inf))


def _on_calendar(days: Intervals) -> npt.NDArray[np.bool_]:
    """Tell where there is one day that it is, and that a day of the calendar."""
    return days.exact & (days.low >= FIRST_DAY) & (days.low < LAST_DAY + 1)


# -- relations


def _aggregate(expr: Aggregate, frame: Frame) -> Any:
    if expr.function in ("min", "max", "sum", "first"):
        return _selected(expr, frame)[1]
    pairs = frame.data.pairs(frame.entity, expr.relation)
    size = len(frame)
    if pairs is None:
        if expr.function == "count":
            return _bounds(0, np.inf, size)
        return np.full(size, UNKNOWN, np.int8)
    held = _holds(expr.condition, _inside(expr, frame, pairs))
    sure = np.bincount(pairs.subject[held == TRUE], minlength=size)
    unsure = np.bincount(pairs.subject[held == UNKNOWN], minlength=size) + pairs.doubtful
    match expr.function:
        case "count":
            return Intervals(sure.astype(np.float64), (sure + unsure).astype(np.float64))
        case "any":
            return _truths(sure > 0, (sure == 0) & (unsure == 0))
        case "none":
            return _truths((sure == 0) & (unsure == 0), sure > 0)
        case _:
            failed = np.bincount(pairs.subject[held == FALSE], minlength=size)
            return _truths((failed == 0) & (unsure == 0), failed > 0)


def _inside(expr: Aggregate, frame: Frame, pairs: Pairs) -> Frame:
    known = frame.known.setdefault(f"of {expr.relation}", {})
    return replace(frame, pairs=pairs, related_entity=expr.entity, known=known)


def _holds(condition: Expr | None, frame: Frame) -> Truths:
    if condition is None:
        return np.full(len(frame), TRUE, np.int8)
    held: Truths = evaluate(condition, frame)
    return held


def _selected(expr: Aggregate, frame: Frame) -> tuple[Truths, Any]:
    """Return where min, max, sum or first has no value, and its values."""
    assert expr.value is not None
    pairs = frame.data.pairs(frame.entity, expr.relation)
    size = len(frame)
    ordered = expr.value.type.kind in ORDERED
    if pairs is None:
        return np.full(size, UNKNOWN, np.int8), _nothing(expr.value, size)
    inside = _inside(expr, frame, pairs)
    held, values = _holds(expr.condition, inside), evaluate(expr.value, inside)
    known = values.exact if ordered else values.codes >= 0
    taken = held == TRUE
    unsure = (held == UNKNOWN) | (taken & ~known)
    if expr.function == "first":
        chosen = _first_rows(pairs.subject, held != FALSE)
        pairs_subject, taken, unsure = pairs.subject, taken & chosen, unsure & chosen
    else:
        pairs_subject = pairs.subject
    undecided = (np.bincount(pairs_subject[unsure], minlength=size) > 0) | (pairs.doubtful > 0)
    empty = np.bincount(pairs_subject[taken], minlength=size) == 0
    picked = taken & ~unsure
    subjects = pairs_subject[picked]
    if not ordered:
        codes = np.full(size, -1)
        codes[subjects] = values.codes[picked]
        return _no_value(undecided, empty), Texts(np.where(undecided, -1, codes), values.distinct)
    result = _reduce(expr.function, subjects, values.low[picked], size)
    lost = undecided | (empty & (expr.function != "sum"))
    no_value = _no_value(undecided, empty & (expr.function != "sum"))
    return no_value, Intervals(np.where(lost, -np.inf, result), np.where(lost, np.inf, result))


def _no_value(undecided: npt.NDArray[np.bool_], empty: npt.NDArray[np.bool_]) -> Truths:
    return _truths(empty & ~undecided, ~empty & ~undecided)


def _first_rows(subject: Index, candidate: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Mark, for each subject, its first pair that is a candidate; pairs are sorted by subject."""
    places = np.flatnonzero(candidate)
    _, first = np.unique(subject[places], return_index=True)
    marked = np.zeros(len(subject), bool)
    marked[places[first]] = True
    return marked


def _reduce(function: str, subjects: Index, values: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    if function == "sum":
        return _exact_sums(subjects, values, size)
    # The one value that is first is the greatest of one.
    result = np.full(size, np.inf if function == "min" else -np.inf)
    (np.minimum if function == "min" else np.maximum).at(result, subjects, values)
    return result


def _exact_sums(subjects: Index, values: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    # np.add.at adds in the order of the pairs, as the interpreter does; a pairwise sum would round otherwise.
    result = np.zeros(size)
    np.add.at(result, subjects, values)
    return result


def _missing_aggregate(expr: Aggregate, frame: Frame) -> Truths:
    if expr.function in ("min", "max", "sum", "first"):
        return _selected(expr, frame)[0]
    submitted = frame.data.pairs(frame.entity, expr.relation) is not None
    return np.full(len(frame), FALSE if submitted else UNKNOWN, np.int8)
