"""Numbers and dates known by their bounds, one or a column of them: arithmetic, comparison, and days of the calendar.

Every operation is written once, for the ``Interval`` of one row and for the ``Intervals`` of all rows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar, overload

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


def multiply(left: Bounds, right: Bounds) -> Bounds:
    """Return ``left * right``; unknown where one of them is, or where it is too large for a number."""
    with np.errstate(all="ignore"):
        corners = [one * other for one in _ends(left) for other in _ends(right)]
    return _hull(left, right, corners, is_known=True)


def divide(left: Bounds, right: Bounds) -> Bounds:
    """Return ``left / right``; unknown where the divisor may be zero, else as a product is."""
    with np.errstate(all="ignore"):
        corners = [one / other for one in _ends(left) for other in _ends(right)]
    return _hull(left, right, corners, is_known=(right.low > 0) | (right.high < 0))


def _ends(bounds: Interval | Intervals) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return np.asarray(bounds.low, np.float64), np.asarray(bounds.high, np.float64)


def _hull(left: Bounds, right: Bounds, corners: Sequence[Any], *, is_known: Any) -> Bounds:
    """Return what lies between the results of all bounds; 0 times and infinity by infinity come to 0 at the least."""
    sound = [np.nan_to_num(corner, nan=0.0, posinf=np.inf, neginf=-np.inf) for corner in corners]
    low, high = np.minimum.reduce(sound), np.maximum.reduce(sound)
    is_known = is_known & (low < np.inf) & (high > -np.inf)
    for factor in (left, right):
        is_known = is_known & ~((np.asarray(factor.low) == -np.inf) & (np.asarray(factor.high) == np.inf))
    low, high = np.where(is_known, low, -np.inf), np.where(is_known, high, np.inf)
    if isinstance(left, Interval):
        return Interval(float(low), float(high))
    return Intervals(low, high)


def least(left: Bounds, right: Bounds) -> Bounds:
    """Return the lesser of two."""
    return type(left)(_pick(np.minimum, left.low, right.low), _pick(np.minimum, left.high, right.high))


def greatest(left: Bounds, right: Bounds) -> Bounds:
    """Return the greater of two."""
    return type(left)(_pick(np.maximum, left.low, right.low), _pick(np.maximum, left.high, right.high))


def _pick(join: np.ufunc, left: Any, right: Any) -> Any:
    chosen = join(left, right)
    return chosen if isinstance(chosen, np.ndarray) else float(chosen)


ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
}


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
