"""Report periods, the days they cover and fall due, and the working days of Viet Nam."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, total_ordering
from typing import Final, Literal, Self, get_args
from unicodedata import combining, normalize

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError, UsageError
from kstt_rules.base.text_keys import D_TO_ASCII
from kstt_rules.model.citation import Provision

PeriodKind = Literal["month", "quarter", "half_year", "year", "ad_hoc"]
USUAL_KINDS: Final[frozenset[PeriodKind]] = frozenset({"quarter", "year", "ad_hoc"})
"""The kinds that every pack reads; months and half-years are read where the pack's calendar has them."""
DuePolicy = Literal["as_stated", "next_working_day"]
DueSource = Literal["regulation", "act", "local"]
"""What sets a due day: the regulation, another act of law, or a local parameter."""

_ROMAN = ("I", "II", "III", "IV")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_NO_PERIOD = both("{text!r} names no report period. Allowed are forms such as {forms}")
PERIOD_EXAMPLES: Final[Mapping[PeriodKind, str]] = {
    "month": "Tháng 3/2022",
    "quarter": "Quý I/2022",
    "half_year": "6 tháng đầu năm 2022",
    "year": "Năm 2022",
    "ad_hoc": "Đột xuất",
}
"""How a period of each kind is written."""

_MONTHS: Final[Mapping[PeriodKind, int]] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
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
    """A period that is reported on: a month, quarter, half-year or year, or an ad-hoc request.

    ``year`` is 1900 to 2099, or None for an ad-hoc request, which belongs to none; ``number`` is 1 to 12 for a
    month, 1 to 4 for a quarter, 1 or 2 for a half-year, else 0. Periods sort by the day they end, the shorter
    first, and ad hoc last. Raises ValueError when the fields do not fit together.
    """

    year: int | None
    kind: PeriodKind
    number: int = 0

    def __post_init__(self) -> None:
        dated = self.year is not None and _FIRST_YEAR <= self.year <= _LAST_YEAR
        if self.kind in ("month", "quarter", "half_year"):
            fits = dated and 1 <= self.number <= 12 // _MONTHS[self.kind]
        elif self.kind == "year":
            fits = dated and self.number == 0
        else:
            fits = self.kind == "ad_hoc" and self.year is None and self.number == 0
        if not fits:
            raise ValueError(f"there is no such period: {self!r}")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return _position(self) < _position(other)

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read a period as people write it, in any case, Unicode form or kind of space, accents or none.

        A year may be a whole number, as spreadsheets give it. Raises PeriodError for all else: a quarter without
        its year, a year of two digits, "3/2022", which may be a month or a quarter.
        """
        text = _fold(_text(value))
        if found := _QUARTER.fullmatch(text) or _YEAR_AND_QUARTER.fullmatch(text):
            return cls(int(found["year"]), "quarter", _quarter_number(found["number"]))
        if found := _MONTH.fullmatch(text) or _YEAR_AND_MONTH.fullmatch(text):
            return cls(int(found["year"]), "month", int(found["number"]))
        if found := next(filter(None, (form.fullmatch(text) for form in _HALF_YEARS)), None):
            return cls(int(found["year"]), "half_year", _HALVES[found["number"]])
        if found := _YEAR.fullmatch(text):
            return cls(int(found["year"]), "year")
        if _AD_HOC.fullmatch(text):
            return cls(None, "ad_hoc")
        raise PeriodError(_NO_PERIOD.format(text=str(value)[:80], forms=_FORMS))

    @classmethod
    def reads(cls, value: object) -> bool:
        """Tell whether a value names a period of one of the usual kinds."""
        try:
            return cls.parse(value).kind in USUAL_KINDS
        except PeriodError:
            return False

    @property
    def id(self) -> str:
        """The ASCII identifier: "2022-03", "2022-Q1", "2022-H1", "2022", "ad-hoc"."""
        if self.kind == "month":
            return f"{self.year}-{self.number:02}"
        if self.kind in ("quarter", "half_year"):
            return f"{self.year}-{'Q' if self.kind == 'quarter' else 'H'}{self.number}"
        return str(self.year) if self.kind == "year" else "ad-hoc"

    @property
    def vi(self) -> str:
        """The name in Vietnamese: "Tháng 3/2022", "Quý I/2022", "6 tháng đầu năm 2022", "Năm 2022", "Đột xuất"."""
        if self.kind == "month":
            return f"Tháng {self.number}/{self.year}"
        if self.kind == "half_year":
            return f"6 tháng {('đầu', 'cuối')[self.number - 1]} năm {self.year}"
        if self.kind == "quarter":
            return f"Quý {_ROMAN[self.number - 1]}/{self.year}"
        return f"Năm {self.year}" if self.kind == "year" else "Đột xuất"

    @property
    def en(self) -> str:
        """The name in English: "Month 3/2022", "Quarter 1/2022", "First half of 2022", "Year 2022", "Ad hoc"."""
        if self.kind == "month":
            return f"Month {self.number}/{self.year}"
        if self.kind == "half_year":
            return f"{('First', 'Second')[self.number - 1]} half of {self.year}"
        if self.kind == "quarter":
            return f"Quarter {self.number}/{self.year}"
        return f"Year {self.year}" if self.kind == "year" else "Ad hoc"

    @property
    def label(self) -> Bilingual:
        """The name in both languages."""
        return Bilingual(self.vi, self.en)

    @property
    def holders(self) -> tuple[Period, ...]:
        """The longer periods that hold this one: of a month its quarter, half-year and year."""
        if self.year is None:
            return ()
        year, last = _last_month(self)
        longer = [(kind, months) for kind, months in _MONTHS.items() if months > _MONTHS[self.kind]]
        return tuple(Period(year, kind, 0 if kind == "year" else (last - 1) // months + 1) for kind, months in longer)


def _position(period: Period) -> tuple[int, int, int]:
    if period.year is None:
        return (_LAST_YEAR + 1, 0, 0)
    return (*_last_month(period), _MONTHS[period.kind])


_YEAR_TEXT = r"(?P<year>(?:19|20)[0-9]{2})"
_NUMBER_TEXT = r"(?P<number>0?[1-4]|iv|i{1,3})"
_REPORT = r"(?:(?:bao cao|bc) )?"
_QUARTER = re.compile(rf"{_REPORT}(?:qu[yi]|quarter|q) ?{_NUMBER_TEXT}(?: ?[/.,–-] ?| )(?:nam ?)?{_YEAR_TEXT}")
_YEAR_AND_QUARTER = re.compile(rf"{_YEAR_TEXT} ?[/-]? ?(?:qu[yi] ?|q){_NUMBER_TEXT}")
_SEPARATED: Final = r"(?: ?[/.,–-] ?| )(?:nam ?)?"
_MONTH = re.compile(rf"{_REPORT}(?:thang|month|t) ?(?P<number>0?[1-9]|1[0-2]){_SEPARATED}{_YEAR_TEXT}")
_YEAR_AND_MONTH = re.compile(rf"{_YEAR_TEXT}-(?P<number>0[1-9]|1[0-2])")
_HALF_YEARS: Final = (
    re.compile(rf"{_REPORT}(?:0?6 thang|sau thang|nua) (?P<number>dau|cuoi){_SEPARATED}{_YEAR_TEXT}"),
    re.compile(rf"h(?P<number>[12]){_SEPARATED}{_YEAR_TEXT}"),
    re.compile(rf"{_YEAR_TEXT} ?[/-]? ?h(?P<number>[12])"),
    re.compile(rf"(?P<number>first|second) half of {_YEAR_TEXT}"),
)
_HALVES: Final = {"dau": 1, "cuoi": 2, "1": 1, "2": 2, "first": 1, "second": 2}
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


def expected_periods(
    first_year: int, last_year: int, kinds: Iterable[PeriodKind] = ("quarter", "year")
) -> tuple[Period, ...]:
    """List the periods of some kinds of each year from the first to the last, both included, in order.

    By default these are the four quarters and the year. Source: the Quy chế, khoản 3 Điều 7.
    """
    return tuple(
        sorted(
            Period(year, kind, 0 if kind == "year" else number)
            for year in range(first_year, last_year + 1)
            for kind in kinds
            for number in range(1, 12 // _MONTHS[kind] + 1)
        )
    )


CUT_OFF: Final = 14
"""The last day of a period's data in its last month. Source: Nghị định 09/2019/NĐ-CP."""


def span(period: Period, cut_off: int = CUT_OFF) -> tuple[date, date]:
    """Give the first and the last day whose data a period's report covers, both included.

    The last is the day ``cut_off`` of the last month, or that month's last; the first is the day after the cut-off
    before. With 14, a quarter runs from the 15th of the month before it to the 14th of its last month, a year from
    15 December to 14 December. Raises ValueError for an ad-hoc request, which has no such days.
    """
    year, last_month = _last_month(period)
    years_before, month_index = divmod(last_month - 1 - _MONTHS[period.kind], 12)
    before = _day_of(year + years_before, month_index + 1, cut_off)
    return before + timedelta(1), _day_of(year, last_month, cut_off)


def _day_of(year: int, month: int, day: int) -> date:
    """Return a day of a month, its last where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def calendar_days(period: Period) -> tuple[date, date]:
    """Give the first and the last calendar day of a period, both included.

    Raises ValueError for an ad-hoc request, which has no such days.
    """
    year, last_month = _last_month(period)
    return date(year, last_month - _MONTHS[period.kind] + 1, 1), _day_of(year, last_month, 31)


def _last_month(period: Period) -> tuple[int, int]:
    if period.year is None:
        raise ValueError("an ad-hoc request covers no stated days")
    return period.year, _MONTHS[period.kind] * period.number or 12


@dataclass(frozen=True, slots=True)
class DueRule:
    """The day of the month on which a report falls due, counted in months after the period's last month.

    ``day`` is 1 to 31, where a day that a month lacks means its last one; ``months_after`` is 0 or more.
    ``provision`` is where the regulation sets the day, ``act`` another act that does; without either it is a local
    parameter. Raises ValueError outside these.
    """

    day: int
    months_after: int = 0
    provision: Provision | None = None
    act: Bilingual | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31:
            raise ValueError(f"day must be 1 to 31, not {self.day}")
        if self.months_after < 0:
            raise ValueError(f"months_after must be 0 or more, not {self.months_after}")

    @property
    def source(self) -> DueSource:
        """Tell what sets the day; a local parameter is no law, so that a submitted calendar goes before it."""
        return "regulation" if self.provision is not None else "act" if self.act is not None else "local"


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
    return _day_of(year, month, rule.day)


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

    def working_days_between(self, start: date, end: date, *, with_first: bool = False) -> int:
        """Count the working days after ``start`` up to and including ``end``, ``with_first`` from ``start`` itself on.

        When ``end`` is the earlier day, the count from it to ``start`` with a minus sign. Without the first day as
        Bộ luật Dân sự 2015, Điều 147 khoản 2, has it of periods in days.
        """
        first, last = sorted((start, end))
        begins = 0 if with_first else 1
        count = sum(self.is_working_day(first + timedelta(n)) for n in range(begins, (last - first).days + 1))
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
