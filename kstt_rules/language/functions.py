"""The one table of what conditions may call: types, evaluation on a row and on columns, changes, words.

Whoever parses, checks, evaluates, changes or words a call looks it up here, and no other module names a function.
docs/howto/new-function.md adds one step by step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add as plus
from operator import itemgetter
from typing import Any, Final
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.bounds import add, greatest, least, subtract
from kstt_rules.language.columns import Index, Texts
from kstt_rules.language.days import YEAR, day_of, months_between, months_on, years_between
from kstt_rules.language.document_numbers import is_another
from kstt_rules.language.pattern import pattern, pattern_fault
from kstt_rules.language.pointwise import as_column, as_evaluated, on_columns, on_row
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, ORDERED, TABLED, TEXT, TEXTUAL, Kind, ValueType
from kstt_rules.language.values import CodeTable, Setting

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
    ``takes`` are the kinds that each argument may have. ``gives`` is the type of the value, None where it is that of
    the arguments, which then are alike; where it follows from their types, ``row`` and ``columns`` are given it last.
    Where ``of_blanks``, the argument is a term, and both are given whether it is
    blank (a truth) in place of its value; where ``of_datasets``, it names a dataset or a field of one, and both are
    given whether that was submitted. ``changed_to`` names functions of the same types, from which the cases of a
    rule should tell it. ``words`` say what it gives, with its arguments as ``{0}`` and ``{1}``; ``words_of_days`` where
    it gives a day, ``words_denied`` where it is denied. What is ``of_time`` is a place in the calendar, not a quantity.
    The last argument may have to be written out: ``last_written`` says what is wrong with it.
    """

    takes: tuple[frozenset[Kind], ...]
    gives: ValueType | Callable[[Sequence[ValueType]], ValueType] | None
    row: Callable[..., Any]
    columns: Callable[..., Any]
    words: Words
    words_of_days: Words | None = None
    words_denied: Words | None = None
    last_written: Callable[[Any], Bilingual | None] | None = None
    of_blanks: bool = False
    of_datasets: bool = False
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
    takes_words: Bilingual
    row: Callable[[Sequence[Any]], Any]
    columns: Callable[[Index, npt.NDArray[Any], int], npt.NDArray[Any]]
    words: Words
    of_nothing: float | None = None
    first_only: bool = False
    words_of_days: Words | None = None
    shown: frozenset[int] = frozenset({TRUE, UNKNOWN})
    changed_to: tuple[str, ...] = ()
    gives: None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """An aggregate that counts the different values of the rows that hold its condition.

    Values that are not known, and those of rows that may hold it, make it a range. ``words`` are as of a Summing.
    """

    takes: frozenset[str]
    takes_words: Bilingual
    words: Words
    gives: ValueType = NUMBER
    shown: frozenset[int] = frozenset({TRUE, UNKNOWN})
    changed_to: tuple[str, ...] = ()


Aggregator = Counting | Distinct | Summing


def _plainly(
    takes: tuple[ValueType, ...],
    gives: ValueType,
    plain: Callable[..., Any],
    words: Words,
    *,
    of_time: bool = False,
    changed_to: tuple[str, ...] = (),
    last_written: Callable[[Any], Bilingual | None] | None = None,
) -> Function:
    """Return a function of known values; it is unknown where one of them is unknown, or ``plain`` gives None."""
    return Function(
        tuple(frozenset({of.kind}) for of in takes),
        gives,
        on_row(takes, gives, plain),
        on_columns(takes, gives, plain),
        words,
        of_time=of_time,
        changed_to=changed_to,
        last_written=last_written,
    )


def _of_bounds(
    takes: tuple[frozenset[Kind], ...],
    gives: ValueType | None,
    bounds: Callable[..., Any],
    words: Words,
    *,
    words_of_days: Words | None = None,
    changed_to: tuple[str, ...] = (),
) -> Function:
    """Return a function of the bounds of numbers and days, which is the same on a row and on columns."""

    def each(_: Setting, *given: Any) -> Any:
        return bounds(*given)

    return Function(takes, gives, each, each, words, words_of_days=words_of_days, changed_to=changed_to)


def _of_texts(plain: Callable[[str, str], bool | None], words: Words, **more: Any) -> Function:
    """Return a yes or no of two texts."""
    return _plainly((TEXT, TEXT), BOOLEAN, lambda _, one, other: plain(one, other), words, **more)


def _looked_up_on_row(_: Setting, table: CodeTable | None, code: str | None, gives: ValueType) -> Any:
    return as_evaluated(None if table is None or code is None else table.get(code), gives)


def _looked_up(_: Setting, table: CodeTable | None, codes: Texts, gives: ValueType) -> Any:
    found = [None if table is None else table.get(code) for code in codes.distinct]
    values = np.empty(len(found) + 1, dtype=object)
    values[:-1] = found
    return as_column(values[codes.codes], gives)  # the code of the missing is -1, the last


def _of_table(types: Sequence[ValueType]) -> ValueType:
    return TABLED[str(types[0].of)]


def _of_truth(words: Words, denied: Words, *, of_datasets: bool = False) -> Function:
    """Return a function that is given its truth: whether a term is blank, or whether a dataset was submitted."""

    def given(_: Setting, truth: Any) -> Any:
        return truth

    asked = Function((frozenset(),), BOOLEAN, given, given, words, words_denied=denied)
    return replace(asked, of_blanks=not of_datasets, of_datasets=of_datasets)


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
"""Calls that are values where whole numbers are written in them."""

_DAY, _NUMBER = frozenset[Kind]({"date"}), frozenset[Kind]({"number"})

FUNCTIONS: Final[Mapping[str, Function]] = {
    "missing": _of_truth(("{0} còn trống", "{0} is blank"), ("đã có {0}", "{0} is given")),
    "submitted": _of_truth(("đã gửi {0}", "{0} submitted"), ("chưa gửi {0}", "{0} not submitted"), of_datasets=True),
    "days_between": _of_bounds(
        (_DAY, _DAY),
        NUMBER,
        lambda start, end: subtract(end, start),
        ("số ngày từ {0} đến {1}", "days from {0} to {1}"),
        changed_to=("working_days_between",),
    ),
    "working_days_between": _plainly(
        (DATE, DATE),
        NUMBER,
        lambda setting, start, end: setting.working_days(start, end),
        ("số ngày làm việc từ {0} đến {1}", "working days from {0} to {1}"),
        changed_to=("days_between",),
    ),
    "months_between": _plainly(
        (DATE, DATE),
        NUMBER,
        lambda _, start, end: months_between(start, end),
        ("số tháng tròn từ {0} đến {1}", "whole months from {0} to {1}"),
        changed_to=("years_between",),
    ),
    "years_between": _plainly(
        (DATE, DATE),
        NUMBER,
        lambda _, start, end: years_between(start, end),
        ("số năm tròn từ {0} đến {1}", "whole years from {0} to {1}"),
        changed_to=("months_between",),
    ),
    "add_days": _of_bounds(
        (_DAY, _NUMBER), DATE, add, ("{0} cộng {1} ngày", "{0} plus {1} days"), changed_to=("add_months",)
    ),
    "add_months": _plainly(
        (DATE, NUMBER),
        DATE,
        lambda _, day, months: months_on(day, months),
        ("{0} cộng {1} tháng", "{0} plus {1} months"),
        changed_to=("add_days", "add_years"),
    ),
    "add_years": _plainly(
        (DATE, NUMBER),
        DATE,
        lambda _, day, years: months_on(day, YEAR * years) if years.is_integer() else None,
        ("{0} cộng {1} năm", "{0} plus {1} years"),
        changed_to=("add_months",),
    ),
    "year": _plainly((DATE,), NUMBER, lambda _, day: day.year, ("năm của {0}", "year of {0}"), of_time=True),
    "month": _plainly((DATE,), NUMBER, lambda _, day: day.month, ("tháng của {0}", "month of {0}"), of_time=True),
    "day": _plainly(
        (DATE,),
        NUMBER,
        lambda _, day: day.day,
        ("ngày trong tháng của {0}", "day of the month of {0}"),
        of_time=True,
    ),
    "date": _plainly(
        (NUMBER, NUMBER, NUMBER),
        DATE,
        lambda _, year, month, day: day_of(year, month, day),
        ("ngày {2} tháng {1} năm {0}", "day {2} of month {1} of {0}"),
    ),
    "min": _of_bounds(
        (ORDERED, ORDERED),
        None,
        least,
        ("số nhỏ hơn trong hai số: {0} và {1}", "the lesser of {0} and {1}"),
        words_of_days=("ngày sớm hơn trong hai ngày: {0} và {1}", "the earlier of {0} and {1}"),
        changed_to=("max",),
    ),
    "max": _of_bounds(
        (ORDERED, ORDERED),
        None,
        greatest,
        ("số lớn hơn trong hai số: {0} và {1}", "the greater of {0} and {1}"),
        words_of_days=("ngày muộn hơn trong hai ngày: {0} và {1}", "the later of {0} and {1}"),
        changed_to=("min",),
    ),
    "contains": _of_texts(
        lambda text, part: part in text,
        ("{0} có chữ “{1}”", "{0} contains “{1}”"),
        changed_to=("starts_with", "ends_with"),
    ),
    "starts_with": _of_texts(
        str.startswith, ("{0} bắt đầu bằng “{1}”", "{0} starts with “{1}”"), changed_to=("contains",)
    ),
    "ends_with": _of_texts(str.endswith, ("{0} kết thúc bằng “{1}”", "{0} ends with “{1}”"), changed_to=("contains",)),
    "matches": _of_texts(
        lambda text, written: pattern(written).fits(text),
        ("{0} viết theo mẫu “{1}”", "{0} is written as “{1}”"),
        last_written=pattern_fault,
    ),
    "other_number": _of_texts(
        is_another, ("{0} là số của văn bản khác với {1}", "{0} is the number of another document than {1}")
    ),
    "lookup": Function(
        (frozenset({"table"}), TEXTUAL),
        _of_table,
        _looked_up_on_row,
        _looked_up,
        ("{0} của {1}", "{0} of {1}"),
    ),
    "length": _plainly((TEXT,), NUMBER, lambda _, text: len(text), ("số ký tự của {0}", "number of characters of {0}")),
    "lower": _plainly(
        (TEXT,),
        TEXT,
        lambda _, text: normalize("NFC", text.lower()),
        ("{0} (viết thường)", "{0} (in lower case)"),
    ),
}

AGGREGATES: Final[Mapping[str, Aggregator]] = {
    "count": Counting(
        NUMBER, lambda sure, unsure, _: (sure, sure + unsure), ("số {rows}{where}", "number of {rows}{where}")
    ),
    "distinct": Distinct(
        ORDERED | TEXTUAL,
        both("a number, a date or a text"),
        ("số {value} khác nhau của {rows}{where}", "number of different values of {value} of {rows}{where}"),
        changed_to=("count",),
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
        both("a number or a date"),
        min,
        _gathered(np.minimum, np.inf),
        ("{value} nhỏ nhất của {rows}{where}", "least {value} of {rows}{where}"),
        words_of_days=("{value} sớm nhất của {rows}{where}", "earliest {value} of {rows}{where}"),
        changed_to=("max",),
    ),
    "max": Summing(
        ORDERED,
        both("a number or a date"),
        max,
        _gathered(np.maximum, -np.inf),
        ("{value} lớn nhất của {rows}{where}", "greatest {value} of {rows}{where}"),
        words_of_days=("{value} muộn nhất của {rows}{where}", "latest {value} of {rows}{where}"),
        changed_to=("min",),
    ),
    "sum": Summing(
        frozenset({"number"}),
        both("a number"),
        lambda values: reduce(plus, values, 0.0),
        _gathered(np.add, 0.0),
        ("tổng {value} của {rows}{where}", "sum of {value} of {rows}{where}"),
        of_nothing=0.0,
    ),
    "first": Summing(
        ORDERED | TEXTUAL,
        both("a number, a date or a text"),
        itemgetter(0),
        _placed,
        ("{value} của {rows} đầu tiên{where}", "{value} of the first of {rows}{where}"),
        first_only=True,
    ),
}

CALLS: Final = tuple(FUNCTIONS)
"""The names that stand before brackets, without a relation."""
