"""Days of the calendar: so many months or years on, and how many of them lie between two days.

A month without the day that is wanted ends the count on its last day (31 January and a month is 28 February), as
khoản 4 Điều 148 of the Civil Code of 2015 has it.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

YEAR = 12


def day_of(year: float, month: float, day: float) -> date | None:
    """Return a day by its numbers, None where the calendar has no such day."""
    if not all(number.is_integer() for number in map(float, (year, month, day))):
        return None
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def months_on(start: date, months: float) -> date | None:
    """Return the day so many whole months on, or back; None where the calendar does not reach that far."""
    if not float(months).is_integer():
        return None
    year, month = divmod(start.year * YEAR + start.month - 1 + int(months), YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Count the whole months from one day to another; below zero where it lies before."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * YEAR + end.month - start.month
    reached = months_on(start, months)
    return months if reached is not None and reached <= end else months - 1


def years_between(start: date, end: date) -> int:
    """Count the whole years from one day to another, as an age is counted."""
    months = months_between(start, end)
    return months // YEAR if months >= 0 else -(-months // YEAR)
