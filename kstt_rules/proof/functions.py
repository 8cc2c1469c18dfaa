"""Functions of the rule language as formulas, by the program's own functions where they cannot be written down.

Of such a function a formula knows only what was asked of it: the program's value at points that a solution names. What
has no solution with any values has none with the right ones; a solution is checked at its points and, where the program
says otherwise there, sought again.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.functions import FUNCTIONS
from kstt_rules.language.values import Interval, Setting, exactly
from kstt_rules.pack.model import Calendar
from kstt_rules.proof.symbols import Bool, Formula, Number, Text, Truth, both_of, implies, no, one_of
from kstt_rules.proof.world import FIRST_DAY, LAST_DAY, NotEncodedError

_FIRST, _LAST = 1900, 2099
_START_YEAR, _CYCLE = 1901, 4 * 365 + 1
_START: Final = date(_START_YEAR, 1, 1).toordinal()
"""From 1900 to 2099 each fourth year after the first of 1901 is a leap year."""
_OF_SPANS: Final = frozenset({"months_between", "years_between"})
"""Functions that never fall where the span of days between their arguments grows at either end."""

AT_POINTS: Final = frozenset({"month", "day", "months_between", "years_between", "add_months", "add_years", "date"})
"""Functions of days and numbers that are known by their values at points."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A function asked at unknown arguments: the unknowns that stand for whether it has a value, and for that."""

    function: str
    arguments: tuple[Formula, ...]
    known: Bool
    value: Formula


class Functions:
    """The functions that the formulas of a world name; ``rules`` are what always holds of their values."""

    def __init__(self, *, calendar: Calendar, window: Sequence[date] | None) -> None:
        """Take the calendar, and the days that a witness may ask about; without these any day may be asked about."""
        self.made = window is not None
        self._calendar = calendar
        self._window = window
        self._worked: dict[str, tuple[Formula, Formula]] = {}
        self.rules: list[Bool] = []
        self.asked: dict[str, Asked] = {}

    def year(self, day: Number) -> Number:
        """Return the year of a day, exact from 1900 to 2099 and beyond these of any value on the right side."""
        return Number.of(self._year(day.low), day.exact)

    def working_days(self, start: Number, end: Number) -> Number:
        """Return the working days between two days: those worked up to the one, less those up to the other."""
        if self._calendar.first_day_counts:
            raise NotEncodedError("working_days_between")
        count = self._days_worked(end.low) - self._days_worked(start.low)
        return Number.of(count, both_of([start.exact, end.exact]))

    def _days_worked(self, day: Formula) -> Formula:
        """Return the days worked up to a day: no fewer later on, and no more than days have passed."""
        key = day.sexpr()
        if key not in self._worked:
            worked = z3.Int(f"worked up to {key}")
            for other, count in self._worked.values():
                self.rules.append(implies(day >= other, both_of([worked >= count, worked - count <= day - other])))
                self.rules.append(implies(day <= other, both_of([worked <= count, count - worked <= other - day])))
            if self._window is not None:
                counts = [*accumulate(self._calendar.working.is_working_day(each) for each in self._window)]
                first, last = self._window[0].toordinal(), self._window[-1].toordinal()
                self.rules += [day >= first, day <= last, worked == _counted(day, first, counts)]
            self._worked[key] = (day, worked)
        return self._worked[key][1]

    def at_points(self, function: str, arguments: Sequence[Number]) -> Number:
        """Return a function of exact arguments that is known by its values at points."""
        if function not in AT_POINTS:
            raise NotEncodedError(function)
        given = tuple(item.low for item in arguments)
        key = f"{function}({', '.join(item.sexpr() for item in given)})"
        if key not in self.asked:
            self.asked[key] = Asked(function, given, z3.Bool(f"{key} known"), z3.Int(key))
            self.rules += _bounds(self.asked[key])
        found = self.asked[key]
        return Number.of(found.value, both_of([*(item.exact for item in arguments), found.known]))

    def other_number(self, one: Text, other: Text) -> Truth:
        """Return whether two texts are numbers of two documents; of different texts it may not be known.

        In a world that is ``made`` different texts have different numbers.
        """
        known, differ = both_of([one.known, other.known]), no(one.code == other.code)
        if self.made:
            return Truth(both_of([known, differ]), both_of([known, no(differ)]))
        name = f"{one.code.sexpr()} and {other.code.sexpr()}"
        apart, alike = z3.Bool(f"{name} apart"), z3.Bool(f"{name} alike")
        self.rules.append(no(both_of([apart, alike])))
        return Truth(both_of([known, differ, apart]), both_of([known, one_of([no(differ), alike])]))

    def _year(self, day: Formula) -> Formula:
        key = f"year({day.sexpr()})"
        year = z3.Int(key)
        if key not in self.asked:
            self.asked[key] = Asked("", (day,), z3.BoolVal(True), year)
            cycles = 4 * (day - _START) + 3 - _CYCLE * (year - _START_YEAR)
            is_within = both_of([day >= FIRST_DAY, day <= LAST_DAY])
            self.rules += [
                implies(is_within, both_of([cycles >= 0, cycles < _CYCLE])),
                implies(day < FIRST_DAY, both_of([year < _FIRST, year >= 1])),
                implies(day > LAST_DAY, year > _LAST),
            ]
        return year

    def wrong_points(self, model: z3.ModelRef, setting: Setting) -> Iterator[Bool]:
        """Yield what the program says at the points where a solution has other values."""
        for item in self.asked.values():
            if not item.function:
                continue
            given = [model.eval(argument, model_completion=True).as_long() for argument in item.arguments]
            told: Interval = FUNCTIONS[item.function].row(setting, *(exactly(number) for number in given))
            right = [item.known == told.exact, *([item.value == int(told.low)] if told.exact else [])]
            if not all(z3.is_true(model.eval(one, model_completion=True)) for one in right):
                there = both_of(argument == number for argument, number in zip(item.arguments, given, strict=True))
                yield implies(there, both_of(right))
                if item.function in _OF_SPANS:
                    yield from _around(item, given[0], given[1], int(told.low))


def _counted(day: Formula, first: int, counts: Sequence[int]) -> Formula:
    """Return the count of a day, by those of the days from a first one on."""
    if len(counts) == 1:
        return z3.IntVal(counts[0])
    half = len(counts) // 2
    return z3.If(day < first + half, _counted(day, first, counts[:half]), _counted(day, first + half, counts[half:]))


def _around(asked: Asked, first: int, last: int, found: int) -> Iterator[Bool]:
    """Yield what the value over one span of days says of the spans around it and within it."""
    start, end = asked.arguments
    yield implies(both_of([start <= first, end >= last]), asked.value >= found)
    yield implies(both_of([start >= first, end <= last]), asked.value <= found)


def _bounds(asked: Asked) -> Iterator[Bool]:
    """Yield what holds of a function's values everywhere, so that a solution is near the truth at once."""
    value = asked.value
    match asked.function, asked.arguments:
        case "month", _:
            yield both_of([asked.known, value >= 1, value <= 12])
        case "day", _:
            yield both_of([asked.known, value >= 1, value <= 31])
        case "months_between", (start, end):
            yield asked.known
            days = end - start
            yield implies(days >= 0, both_of([value >= 0, 28 * value <= days, 31 * (value + 1) >= days]))
        case "add_months" | "add_years", (start, number):
            most = 31 if asked.function == "add_months" else 366
            yield implies(
                both_of([asked.known, number >= 0]), both_of([value >= start, value <= start + most * number])
            )
        case _:
            return
