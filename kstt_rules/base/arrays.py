"""What is asked of the values of a column: which are blank, which are alike, which days they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import count
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]
"""Values of many rows: float64 with NaN, datetime64 with NaT, or objects of which the blank ones are None."""
Codes = npt.NDArray[np.intp]

_NOTHING: Final = np.array(None, dtype=object)


def objects(values: Iterable[Any], size: int) -> npt.NDArray[np.object_]:
    """Return values as an array of Python objects, whatever they are."""
    return np.fromiter(values, dtype=object, count=size)


def is_blank(value: Any) -> bool:
    """Tell whether a value is None, NaN, NaT or pandas' NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - what is no number and no day equals nothing
    except TypeError:  # NA does not tell
        return True


def blanks(column: Column) -> npt.NDArray[np.bool_]:
    """Mark the blank values of a column."""
    not_itself: npt.NDArray[np.bool_] = np.not_equal(column, column)
    return not_itself | np.equal(column, _NOTHING) if column.dtype == object else not_itself


def alike(one: Column, other: Column) -> bool:
    """Tell whether two columns hold the same values, and blanks in the same places."""
    return one is other or (len(one) == len(other) and not ((one != other) & ~(blanks(one) & blanks(other))).any())


def any_of(masks: Iterable[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    """Mark what one of some masks marks, of which there is at least one."""
    return reduce(np.logical_or, masks)


def days_of(columns: Mapping[str, Column], name: str) -> npt.NDArray[np.datetime64]:
    """Return a column of days, all of them blank where there is no such column."""
    if name in columns:
        return columns[name].astype("datetime64[us]", copy=False)
    return np.full(len(next(iter(columns.values()))), np.datetime64("NaT", "us"))


def coded(column: Column) -> tuple[Codes, Column]:
    """Number the values of a column by which are equal, from 0 on as they come, and return these values.

    Blank ones are numbered -1.
    """
    if column.dtype == object:
        return _coded_objects(column)
    there = ~blanks(column)
    if there.all():
        codes, first_rows = coded_numbers(column)
        return codes, column[first_rows]
    codes = np.full(len(column), -1, dtype=np.intp)
    numbers = column[there]
    codes[there], first_rows = coded_numbers(numbers)
    return codes, numbers[first_rows]


def _coded_objects(column: Column) -> tuple[Codes, Column]:
    places: defaultdict[Any, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(places.__getitem__, column.tolist()), dtype=np.intp, count=len(column))
    values = objects(places, len(places))
    there = ~blanks(values)
    if not there.all():
        codes = np.where(there, np.cumsum(there) - 1, -1)[codes]
    return codes, values[there]


def coded_numbers(column: Column) -> tuple[Codes, Codes]:
    """Number numbers or days, none of them blank, as ``coded`` does, and return the first row of each."""
    keys = column.view(np.int64) if column.dtype.kind == "M" else column  # days are sorted more slowly
    order = np.argsort(keys)
    ordered = keys[order]
    is_new = np.append(True, ordered[1:] != ordered[:-1])[: len(column)]
    first_rows = np.minimum.reduceat(order, is_new.nonzero()[0]) if len(column) else order
    numbers = np.empty_like(first_rows)
    as_they_come = np.argsort(first_rows)
    numbers[as_they_come] = np.arange(len(first_rows))
    codes = np.empty_like(order)
    codes[order] = numbers[np.cumsum(is_new) - 1]
    return codes, first_rows[as_they_come]
