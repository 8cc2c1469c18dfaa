"""A column, or a group of columns, for each period: a row of the sheet is a row of the dataset for each of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import ClassVar, Final

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.layout.header import SpreadColumn
from kstt_rules.intake.layout.protocol import Layout, PossibleHeader, TakenRows
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.layout.spread_records import one_row_a_record
from kstt_rules.intake.values.entity_fields import period_field
from kstt_rules.model.report_calendar import USUAL_KINDS, Period, PeriodError, PeriodKind

_YEARLESS: Final[Mapping[PeriodKind, re.Pattern[str]]] = {
    "month": re.compile(r"(?:bao cao )?(?:thang|t) ?(?:0?[1-9]|1[0-2])"),
    "quarter": re.compile(r"(?:quy|q) ?(?:[1-4]|iv|i{1,3})"),
    "half_year": re.compile(r"(?:bao cao )?(?:0?6 thang|sau thang) (?:dau|cuoi)(?: nam)?"),
    "year": re.compile(r"(?:bao cao )?(?:ca )?nam"),
}
_YEARS = (re.compile(r"\bnam ((?:19|20)\d\d)\b"), re.compile(r"\b((?:19|20)\d\d)\b"))
_OTHER_DAY = re.compile(r"\bthang \d{1,2} nam \d{4}|\b\d{1,2} \d{1,2} \d{4}|\b\d+ \d{4} (?=qd|nd|tt|kh|cv)")
_PERIOD = re.compile(r"\bquy (?:[1-4]|iv|i{1,3})(?: nam)? (?:19|20)\d\d\b")


def year_in(texts: Iterable[str]) -> str | None:
    """Return the one year that some texts name ("năm 2022", else "2022"), days and numbers of documents left out."""
    folded = [_OTHER_DAY.sub(" ", fold(text)) for text in texts]
    for form in _YEARS:
        if years := {year for text in folded for year in form.findall(text)}:
            return years.pop() if len(years) == 1 else None
    return None


def period_in(text: str) -> str | None:
    """Return the one quarter that a title names, as text, or None."""
    found = {match.group() for match in _PERIOD.finditer(fold(text))}
    return found.pop() if len(found) == 1 else None


class ByPeriod(Layout):
    """At least two columns, or groups of columns, are headed by periods, and no column holds the period.

    The periods are those of the kinds that the pack's calendar knows. A period without its year takes the one that the
    texts around the table name; without one it stays as it is and is found wrong. Where nothing stands under a period
    there is no row, except in datasets whose vocabulary names a field per period.
    """

    name: ClassVar[str] = "period"

    def spread(self, header: PossibleHeader) -> tuple[SpreadColumn, ...] | None:
        """Return the columns for periods."""
        period, held = period_field(header.entity), header.entity.per_period
        claims = (header.headers.match(header.name, texts) for texts in header.labels.values())
        if period is None or any(match is not None and match.field == period for match in claims):
            return None
        kinds = header.headers.fit.period_kinds
        found: list[tuple[int, str, str]] = []
        for column, texts in sorted(header.labels.items()):
            if held is not None and is_period(texts[-1], kinds):
                found.append((column, texts[-1], held))
            elif (
                len(texts) > 1
                and is_period(texts[-2], kinds)
                and (match := header.headers.match(header.name, texts[-1:]))
            ):
                found.append((column, texts[-2], match.field))
        periods = [*dict.fromkeys(said for _, said, _ in found)]
        spread = (SpreadColumn(column, periods.index(said), period, said, name) for column, said, name in found)
        return tuple(spread) if len(periods) > 1 else None

    def records(self, taken: TakenRows) -> SheetTable:
        """Return a row for each period of each row."""
        year = next(filter(None, map(year_in, taken.around)), None)
        return one_row_a_record(
            taken, keeps_empty=taken.entity.per_period is not None, said=lambda period: _with_year(period, year)
        )


def is_period(label: str, kinds: Collection[PeriodKind] = USUAL_KINDS) -> bool:
    """Tell whether a header names a report period of some kinds, with or without its year."""
    return _kind_of(label) in kinds


@lru_cache(maxsize=1 << 12)
def _kind_of(label: str) -> PeriodKind | None:
    with suppress(PeriodError):
        return Period.parse(label).kind
    return _yearless(label)


def _yearless(label: str) -> PeriodKind | None:
    """Return the kind of a period that is named without its year, None for what names none."""
    return next((kind for kind, form in _YEARLESS.items() if form.fullmatch(fold(label))), None)


def _with_year(period: str, year: str | None) -> str:
    kind = _yearless(period)
    if year is None or kind is None:
        return period
    if kind == "year":
        return year
    return f"{period} {year}" if kind == "half_year" else f"{period}/{year}"
