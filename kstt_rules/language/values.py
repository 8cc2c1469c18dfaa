"""What every evaluation of a condition is given besides the rows, and the values both evaluations share."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kstt_rules.base.dataclass import dataclass

WorkingDays = Callable[[date, date], int]

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True)
class Setting:
    """The day of the audit, the value of each parameter on it (None: unset), and the count of working days."""

    as_of: date
    parameters: Mapping[str, Any]
    working_days: WorkingDays


@dataclass(frozen=True, slots=True)
class Interval:
    """A number, or a date as its ordinal, known to lie between two bounds; unknown is the whole line."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether there is only one value it can be."""
        return self.low == self.high


class CodeTable(dict[str, Any]):
    """A value for each of some codes: a parameter, never changed, and so of one hash."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self)))


UNBOUNDED = Interval(-math.inf, math.inf)


def exactly(value: float) -> Interval:
    """Return the interval that holds one value."""
    return Interval(value, value)


def as_number(value: Any) -> float | None:
    """Return the number, or the ordinal of the date, by which a value is compared: a float, as columns have it."""
    if value is None:
        return None
    return float(value.toordinal() if isinstance(value, date) else value)


def as_day(number: float) -> date | None:
    """Return the date of an ordinal, None where it lies beyond the calendar."""
    return date.fromordinal(int(number)) if FIRST_DAY <= number < LAST_DAY + 1 else None
