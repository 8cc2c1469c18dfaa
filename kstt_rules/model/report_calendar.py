"""Report periods, the days they cover and fall due, and the working days of Viet Nam."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, total_ordering
from typing import Literal, Self, get_args
from unicodedata import combining, normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import KsttError, UsageError
from kstt_rules.base.text_keys import D_TO_ASCII
from kstt_rules.model.citation import Provision

PeriodKind = Literal["quarter", "year", "ad_hoc"]
DuePolicy = Literal["as_stated", "next_working_day"]

_ROMAN = ("I", "II", "III", "IV")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_NO_PERIOD = both("{text!r} names no report period. Allowed are forms such as {forms}")
_FORMS = '"Quý I/2022", "Q1/2022", "2022-Q1", "Năm 2022", "2022", "Đột xuất"'


def check_day(as_of: date) -> None:
    """Raise UsageError for a day whose year has no periods, so that nothing could be told of reports as of it."""
    if not _FIRST_YEAR <= as_of.year <= _LAST_YEAR:
        message = both("as_of is {day}; it must be a day of the years {first} to {last}")
        raise UsageError(message.format(day=as_of.isoformat(), first=_FIRST_YEAR, last=_LAST_YEAR))


class PeriodError(KsttError):
    """A value that does not name a report period."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A period that is reported on: a quarter, a year, or an ad-hoc request.

    ``year`` is 1900 to 2099, or None for an ad-hoc request, which belongs to none; ``number`` is 1 to 4 for a
    quarter, else 0. Periods sort by the day they end, a year after its fourth quarter, and ad hoc last.
    Raises ValueError when the fields do not fit together.
    """

    year: int | None
    kind: PeriodKind
    number: int = 0

    def __post_init__(self) -> None:
        dated = self.year is not None and _FIRST_YEAR <= self.year <= _LAST_YEAR
        fits = {
            "quarter": dated and 1 <= self.number <= 4,
            "year": dated and self.number == 0,
            "ad_hoc": self.year is None and self.number == 0,
        }
        if not fits.get(self.kind):
            raise ValueError(f"there is no such period: {self!r}")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return _position(self) < _position(other)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read a period as people write it, in any case, Unicode form or kind of space, accents or none.

        A year may be a whole number, as spreadsheets give it. Raises PeriodError for all else: a month, half
        a year, a quarter without its year, a year of two digits.
        """
        text = _fold(_text(value))
        if found := _QUARTER.fullmatch(text) or _YEAR_AND_QUARTER.fullmatch(text):
            return cls(int(found["year"]), "quarter", _quarter_number(found["number"]))
        if found := _YEAR.fullmatch(text):
            return cls(int(found["year"]), "year")
        if _AD_HOC.fullmatch(text):
            return cls(None, "ad_hoc")
        raise PeriodError(_NO_PERIOD.format(text=str(value)[:80], forms=_FORMS))

    @classmethod
    def reads(cls, value: object) -> bool:
        """Tell whether ``parse`` takes a value."""
        try:
            cls.parse(value)
        except PeriodError:
            return False
        return True

    @property
    def id(self) -> str:
        """The ASCII identifier: "2022-Q1", "2022", "ad-hoc"."""
        if self.kind == "quarter":
            return f"{self.year}-Q{self.number}"
        return str(self.year) if self.kind == "year" else "ad-hoc"

    @property
    def vi(self) -> str:
        """The name in Vietnamese: "Quý I/2022", "Năm 2022", "Đột xuất"."""
        if self.kind == "quarter":
            return f"Quý {_ROMAN[self.number - 1]}/{self.year}"
        return f"Năm {self.year}" if self.kind == "year" else "Đột xuất"

    @property
    def en(self) -> str:
        """The name in English: "Quarter 1/2022", "Year 2022", "Ad hoc"."""
        if self.kind == "quarter":
            return f"Quarter {self.number}/{self.year}"
        return f"Year {self.year}" if self.kind == "year" else "Ad hoc"


def _position(period: Period) -> tuple[int, int]:
    return (period.year or _LAST_YEAR + 1, period.number or len(_ROMAN) + 1)


_YEAR_TEXT = r"(?P<year>(?:19|20)[0-9]{2})"
_NUMBER_TEXT = r"(?P<number>0?[1-4]|iv|i{1,3})"
_REPORT = r"(?:(?:bao cao|bc) )?"
_QUARTER = re.compile(rf"{_REPORT}(?:qu[yi]|quarter|q) ?{_NUMBER_TEXT}(?: ?[/.,–-] ?| )(?:nam ?)?{_YEAR_TEXT}")
_YEAR_AND_QUARTER = re.compile(rf"{_YEAR_TEXT} ?[/-]? ?(?:qu[yi] ?|q){_NUMBER_TEXT}")
_YEAR = re.compile(rf"(?:{_REPORT}(?:ca )?nam ?|year )?{_YEAR_TEXT}")
_AD_HOC = re.compile(rf"{_REPORT}(?:dot xuat|ad[ -]hoc)\b.*")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and _FIRST_YEAR <= value <= _LAST_YEAR and value == int(value):
        return str(int(value))
    return ""


def _fold(text: str) -> str:
    bare = "".join(letter for letter in normalize("NFD", text.casefold()) if not combining(letter))
    return " ".join(bare.translate(D_TO_ASCII).split()).strip(" .,;:")


def _quarter_number(text: str) -> int:
    roman = text.upper()
    return _ROMAN.index(roman) + 1 if roman in _ROMAN else int(text)


def expected_periods(first_year: int, last_year: int) -> tuple[Period, ...]:
    """List the four quarters and the year of each year from the first to the last, both included, in order.

    Source: the Quy chế, khoản 3 Điều 7.
    """
    return tuple(
        period
        for year in range(first_year, last_year + 1)
        for period in (*(Period(year, "quarter", number) for number in (1, 2, 3, 4)), Period(year, "year"))
    )


def span(period: Period) -> tuple[date, date]:
    """Give the first and the last day whose data a period's report covers, both included.

    A quarter runs from the 15th of the month before it to the 14th of its last month, a year from 15 December
    to 14 December. Raises ValueError for an ad-hoc request, which has no such days.
    Source: Nghị định 09/2019/NĐ-CP.
    """
    year, last_month = _last_month(period)
    month_before = last_month - (12 if period.kind == "year" else 3)
    first = date(year, month_before, 15) if month_before else date(year - 1, 12, 15)
    return first, date(year, last_month, 14)


def calendar_days(period: Period) -> tuple[date, date]:
    """Give the first and the last calendar day of a quarter or year, both included.

    Raises ValueError for an ad-hoc request, which has no such days.
    """
    year, last_month = _last_month(period)
    return date(year, last_month - (11 if period.kind == "year" else 2), 1), date(
        year, last_month, monthrange(year, last_month)[1]
    )


def _last_month(period: Period) -> tuple[int, int]:
    if period.year is None:
        raise ValueError("an ad-hoc request covers no stated days")
    return period.year, 3 * period.number or 12


@dataclass(frozen=True, slots=True)
class DueRule:
    """The day of the month on which a report falls due, counted in months after the period's last month.

    ``day`` is 1 to 31, where a day that a month lacks means its last one; ``months_after`` is 0 or more.
    ``provision`` is where the regulation sets the day; without one it is a local parameter. Raises ValueError
    outside these.
    """

    day: int
    months_after: int = 0
    provision: Provision | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31:
            raise ValueError(f"day must be 1 to 31, not {self.day}")
        if self.months_after < 0:
            raise ValueError(f"months_after must be 0 or more, not {self.months_after}")

    @property
    def in_regulation(self) -> bool:
        """Tell a day that the regulation sets from a local parameter."""
        return self.provision is not None


DueTable = Mapping[str, Mapping[PeriodKind, DueRule]]
"""The due rule of each tier and kind of period; what is left out is unset."""


def due_date(period: Period, tier: str, table: DueTable) -> date | None:
    """Give the day by which a unit of ``tier`` sends the period's report, or None where the table sets none.

    An ad-hoc request falls due when the request says, never by the table.
    """
    rule = table.get(tier, {}).get(period.kind)
    if rule is None or period.year is None:
        return None
    year, last_month = _last_month(period)
    years_after, month_index = divmod(last_month - 1 + rule.months_after, 12)
    year, month = year + years_after, month_index + 1
    return date(year, month, min(rule.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked: Monday to Friday except ``days_off``, and ``days_worked`` besides.

    ``days_worked`` are weekend days worked in exchange for others, and prevail over ``days_off``.
    """

    days_off: frozenset[date] = frozenset()
    days_worked: frozenset[date] = frozenset()

    @classmethod
    def for_vietnam(cls, *, overrides: Mapping[date, bool] | None = None) -> Self:
        """Make the public calendar of Viet Nam with ``overrides``: True for a day worked, False for one off.

        Holidays and swapped days are those of the holidays package, for the years 1901 to 2100; outside these
        weekends alone are off. Source: Bộ luật Lao động 2019, Điều 112; each year's swapped days are
        announced, so those that the package does not hold yet come as overrides.
        """
        days_off, days_worked = _public_days()
        stated = (overrides or {}).items()
        opened = frozenset(day for day, works in stated if works)
        closed = frozenset(day for day, works in stated if not works)
        return cls(days_off | closed, (days_worked - closed) | opened)

    def is_working_day(self, day: date) -> bool:
        """Tell whether ``day`` is worked."""
        return day in self.days_worked or (day.weekday() < 5 and day not in self.days_off)

    def next_working_day(self, day: date) -> date:
        """Give the first working day from ``day`` on, which may be ``day`` itself."""
        while not self.is_working_day(day):
            day += timedelta(1)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after ``start`` up to and including ``end``.

        When ``end`` is the earlier day, the count from it to ``start`` with a minus sign.
        """
        first, last = sorted((start, end))
        count = sum(self.is_working_day(first + timedelta(n)) for n in range(1, (last - first).days + 1))
        return count if start <= end else -count


@cache
def _public_days() -> tuple[frozenset[date], frozenset[date]]:
    """Give the public holidays of Viet Nam and the weekend days worked in exchange for others."""
    from holidays import country_holidays  # noqa: PLC0415 - slow to import, and seldom needed

    holidays = country_holidays("VN", years=range(1901, 2101), expand=False)
    return frozenset(holidays), frozenset(holidays.weekend_workdays)


def apply_policy(day: date, policy: DuePolicy, calendar: WorkingCalendar) -> date:
    """Move a stated due day by policy: "as_stated" keeps it, "next_working_day" moves it off a day of rest.

    Bộ luật Dân sự 2015, khoản 5 Điều 148 ends a *period* of time on the next working day; to move a *stated
    day* in the same way is an interpretation, so it is a policy. Raises UsageError for another policy.
    """
    if policy == "as_stated":
        return day
    if policy == "next_working_day":
        return calendar.next_working_day(day)
    raise UsageError(
        both("unknown due-date policy {policy!r}; allowed: {policies}").format(
            policy=policy, policies=", ".join(get_args(DuePolicy))
        )
    )
