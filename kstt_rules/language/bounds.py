"""Numbers and dates known by their bounds, one or a column of them: arithmetic, comparison, and days of the calendar.

Every operation is written once, for the ``Interval`` of one row and for the ``Intervals`` of all rows.
"""

from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt

from kstt_rules.language.columns import Intervals, Truths
from kstt_rules.language.truth import TRUE, UNKNOWN
from kstt_rules.language.values import FIRST_DAY, LAST_DAY, Interval

Bounds = TypeVar("Bounds", Interval, Intervals)


@overload
def kleene(true: npt.NDArray[np.bool_], false: npt.NDArray[np.bool_]) -> Truths: ...


@overload
def kleene(true: bool, false: bool) -> int: ...  # noqa: FBT001 - truths of one row and of all rows, in their order


def kleene(true: Any, false: Any) -> Any:
    """Return TRUE where it is true, FALSE where it is false (it is never both), UNKNOWN elsewhere."""
    if isinstance(true, np.ndarray):
        # In bytes throughout: false, unknown and true are 0, 1 and 2.
        return UNKNOWN + true.view(np.int8) - false.view(np.int8)
    return UNKNOWN + int(true) - int(false)


def add(left: Bounds, right: Bounds) -> Bounds:
    """Return ``left + right``."""
    return type(left)(left.low + right.low, left.high + right.high)


def subtract(left: Bounds, right: Bounds) -> Bounds:
    """Return ``left - right``."""
    return type(left)(left.low - right.high, left.high - right.low)


@overload
def compare(operator: str, left: Intervals, right: Intervals) -> Truths: ...


@overload
def compare(operator: str, left: Interval, right: Interval) -> int: ...


def compare(operator: str, left: Any, right: Any) -> Any:
    """Compare two bounded numbers: one truth or a column of them, unknown where the bounds do not decide."""
    match operator:
        case "<":
            return kleene(left.high < right.low, left.low >= right.high)
        case "<=":
            return kleene(left.high <= right.low, left.low > right.high)
        case ">":
            return compare("<", right, left)
        case ">=":
            return compare("<=", right, left)
        case "==":
            same = left.exact & right.exact & (left.low == right.low)
            return kleene(same, (left.high < right.low) | (left.low > right.high))
        case _:
            return TRUE - compare("==", left, right)


def is_day(bounds: Interval | Intervals) -> Any:
    """Tell whether, or where, there is one day that it can be, and that a day of the calendar."""
    return bounds.exact & (bounds.low >= FIRST_DAY) & (bounds.low < LAST_DAY + 1)
