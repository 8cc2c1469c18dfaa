"""The one table of what conditions may call: types, evaluation on a row and on columns, changes, words.

Whoever parses, checks, evaluates, changes or words a call looks it up here, and no other module names a function.
docs/howto/new-function.md adds one step by step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.language.bounds import is_day, subtract
from kstt_rules.language.columns import Index, Intervals, distinct
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, ORDERED, TEXTUAL, ValueType
from kstt_rules.language.values import UNBOUNDED, Interval, Setting, exactly

Words = tuple[str, str]
"""Vietnamese and English; they stand in the table, so that an entry is whole."""


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """A value that is written as a call with whole numbers, and an example for whoever writes it wrongly."""

    make: Callable[..., Any]
    gives: ValueType
    example: str


@dataclass(frozen=True, slots=True)
class Function:
    """A call on values of the subject, such as ``days_between(a, b)``.

    ``row`` is given the setting and the value of each argument on one row, ``columns`` the same for all rows.
    Where ``of_blanks``, the argument is a term, and both are given whether it is blank (a truth) in place of its value.
    ``changed_to`` names functions of the same types, from which the cases of a rule should tell it. ``words`` say
    what it gives, with its arguments as ``{0}`` and ``{1}``. What is ``of_time`` is a place in the calendar, not a
    quantity.
    """

    takes: tuple[ValueType, ...]
    gives: ValueType
    row: Callable[..., Any]
    columns: Callable[..., Any]
    words: Words
    of_blanks: bool = False
    of_time: bool = False
    changed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """An aggregate that goes by how many rows of a relation hold, may hold, and do not hold its condition.

    ``decide`` is given these numbers, of one subject or of all, and returns the bounds of a number, or where the truth
    is true and where it is false. ``shown`` are the truths of the rows that a reader wants to see. ``words`` have
    ``{rows}`` and their condition ``{where}``.
    """

    gives: ValueType
    decide: Callable[[Any, Any, Any], tuple[Any, Any]]
    words: Words
    shown: frozenset[int] = frozenset({TRUE, UNKNOWN})
    needs_condition: bool = False
    changed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summing:
    """An aggregate that makes one value of the values of the rows that hold its condition; it has the values' type.

    ``row`` is given the values of one subject's rows, at least one. ``columns`` is given the values of all rows,
    the number of the subject of each, and how many subjects there are. ``of_nothing`` is its value where no row
    holds, None for none. Where ``first_only`` the first row that holds is the only one asked. ``words`` have
    ``{rows}``, their condition ``{where}``, and ``{value}``.
    """

    takes: frozenset[str]
    takes_words: str
    row: Callable[[Sequence[Any]], Any]
    columns: Callable[[Index, npt.NDArray[Any], int], npt.NDArray[Any]]
    words: Words
    of_nothing: float | None = None
    first_only: bool = False
    shown: frozenset[int] = frozenset({TRUE, UNKNOWN})
    changed_to: tuple[str, ...] = ()


def _of_days(
    number: int,
    plain: Callable[..., float],
    words: Words,
    *,
    of_time: bool = False,
    changed_to: tuple[str, ...] = (),
) -> Function:
    """Return a function of so many days of the calendar; it is unknown where one of them is unknown, or not a day."""

    def row(setting: Setting, *days: Interval) -> Interval:
        if not all(map(is_day, days)):
            return UNBOUNDED
        return exactly(plain(setting, *(date.fromordinal(int(day.low)) for day in days)))

    def columns(setting: Setting, *days: Intervals) -> Intervals:
        known = np.logical_and.reduce([is_day(day) for day in days])
        low, high = np.full(len(known), -np.inf), np.full(len(known), np.inf)
        asked = [day.low[known].astype(np.int64) for day in days]
        first, which = distinct(asked, int(known.sum()))
        ordinals = zip(*(own[first].tolist() for own in asked), strict=True)
        found = np.array([plain(setting, *map(date.fromordinal, own)) for own in ordinals], np.float64)
        low[known] = high[known] = found[which]
        return Intervals(low, high)

    return Function((DATE,) * number, NUMBER, row, columns, words, of_time=of_time, changed_to=changed_to)


def _days_between(_: Setting, start: Any, end: Any) -> Any:
    return subtract(end, start)


def _as_given(_: Setting, blank: Any) -> Any:
    return blank


def _gathered(join: np.ufunc, start: float) -> Callable[[Index, npt.NDArray[Any], int], npt.NDArray[Any]]:
    """Join the values of each subject, in the order of its rows: a sum must round as that of one row after another."""

    def columns(subjects: Index, values: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
        result = np.full(size, start)
        join.at(result, subjects, values)
        return result

    return columns


def _placed(subjects: Index, values: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    """Put the one value of each subject in its place."""
    result = np.zeros(size, values.dtype)
    result[subjects] = values
    return result


VALUES: Final[Mapping[str, WrittenValue]] = {"date": WrittenValue(date, DATE, "date(2022, 3, 31)")}

FUNCTIONS: Final[Mapping[str, Function]] = {
    "missing": Function((BOOLEAN,), BOOLEAN, _as_given, _as_given, ("{0} còn trống", "{0} is blank"), of_blanks=True),
    "days_between": Function(
        (DATE, DATE),
        NUMBER,
        _days_between,
        _days_between,
        ("số ngày từ {0} đến {1}", "days from {0} to {1}"),
        changed_to=("working_days_between",),
    ),
    "working_days_between": _of_days(
        2,
        lambda setting, start, end: setting.working_days(start, end),
        ("số ngày làm việc từ {0} đến {1}", "working days from {0} to {1}"),
        changed_to=("days_between",),
    ),
    "year": _of_days(1, lambda _, day: day.year, ("năm của {0}", "year of {0}"), of_time=True),
    "month": _of_days(1, lambda _, day: day.month, ("tháng của {0}", "month of {0}"), of_time=True),
}

AGGREGATES: Final[Mapping[str, Counting | Summing]] = {
    "count": Counting(
        NUMBER, lambda sure, unsure, _: (sure, sure + unsure), ("số {rows}{where}", "number of {rows}{where}")
    ),
    "any": Counting(
        BOOLEAN, lambda sure, unsure, _: (sure > 0, sure + unsure == 0), ("có {rows}{where}", "there are {rows}{where}")
    ),
    "all": Counting(
        BOOLEAN,
        lambda _, unsure, failed: (failed + unsure == 0, failed > 0),
        ("mọi {rows} đều thoả điều kiện{where}", "all {rows} fulfil the condition{where}"),
        shown=frozenset({FALSE, UNKNOWN}),
        needs_condition=True,
    ),
    "none": Counting(
        BOOLEAN,
        lambda sure, unsure, _: (sure + unsure == 0, sure > 0),
        ("không có {rows}{where}", "there are no {rows}{where}"),
    ),
    "min": Summing(
        ORDERED,
        "a number or a date",
        min,
        _gathered(np.minimum, np.inf),
        ("{value} nhỏ nhất của {rows}{where}", "least {value} of {rows}{where}"),
        changed_to=("max",),
    ),
    "max": Summing(
        ORDERED,
        "a number or a date",
        max,
        _gathered(np.maximum, -np.inf),
        ("{value} lớn nhất của {rows}{where}", "greatest {value} of {rows}{where}"),
        changed_to=("min",),
    ),
    "sum": Summing(
        frozenset({"number"}),
        "a number",
        lambda values: reduce(add, values, 0.0),
        _gathered(np.add, 0.0),
        ("tổng {value} của {rows}{where}", "sum of {value} of {rows}{where}"),
        of_nothing=0.0,
    ),
    "first": Summing(
        ORDERED | TEXTUAL,
        "a number, a date or a text",
        itemgetter(0),
        _placed,
        ("{value} của {rows} đầu tiên{where}", "{value} of the first of {rows}{where}"),
        first_only=True,
    ),
}

CALLS: Final = (*FUNCTIONS, *VALUES)
"""The names that stand before brackets, without a relation."""
