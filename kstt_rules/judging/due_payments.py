"""Which support payments were due to whom, and which row of the list stands for each of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import is_
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Codes, Column, blanks, coded, days_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.due_rows import Columns, DueRow, are_alike, completed, first_of_each
from kstt_rules.judging.lives import OPEN, day_numbers, lives
from kstt_rules.judging.near_names import NEAR_NAME
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import Table
from kstt_rules.model.report_calendar import Period, calendar_days

Span = tuple[int, int]
"""The first and last day of a period, as ordinals."""
Answers = npt.NDArray[np.object_]
"""True, None where it is not known, or False: of each officer in each span."""

_TELLING: Final = ("unit", "person", "name", NEAR_NAME, "from_date", "to_date")
"""The fields of officers by which somebody is in post."""
_NONE: Final[AbstractSet[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Served:
    """Officers, in the order of the roster: the ``first`` row of each there.

    ``times`` are times in post, each with the place of its officer, its first and last day, as ordinals, and whether
    both could be read. ``payees`` are the places of those whom the submitted payments name, -1 for anybody else.
    """

    first: Codes
    times: tuple[Codes, Codes, Codes, npt.NDArray[np.bool_]]
    payees: Codes

    @classmethod
    def of(cls, officers: Table, submitted: Table, of_units: Mapping[str, Span]) -> "_Served":
        """Tell officers by the unit and the person; nobody is in post on a day on which the unit does not exist."""
        both = (officers, submitted)
        units, persons = (coded(np.concatenate([_held(table, name) for table in both])) for name in ("unit", "person"))
        named = np.flatnonzero((units[0] >= 0) & (persons[0] >= 0))
        codes = np.full(len(units[0]), -1)
        codes[named], _ = coded((units[0] * len(persons[1]) + persons[0])[named])
        own, payees = codes[: len(officers)], codes[len(officers) :]
        there = np.flatnonzero(own >= 0)
        rows = there[np.unique(own[there], return_index=True)[1]]
        days = [np.array(day_numbers(officers, name, at)) for at, name in enumerate(("from_date", "to_date"))]
        if of_units:
            bounds = [of_units.get(unit, OPEN) for unit in officers.cells("unit")]
            first, last = np.array(bounds, dtype=np.int64).reshape(-1, 2).T
            days = [np.maximum(days[0], first), np.minimum(days[1], last)]
        is_clear = np.ones(len(officers), bool)
        is_clear[[row for row, name in officers.unclear if name in ("from_date", "to_date")]] = False
        times = own[there], days[0][there], days[1][there], is_clear[there]
        return cls(rows, times, np.where(payees < len(rows), payees, -1))

    def in_post(self, spans: Sequence[Span]) -> Answers:
        """Say whether each was in post on all days of each span (True), some of them (None), or not at all (False).

        The last row stands for anybody else, the last column for no span.
        """
        officer, starts, ends, is_clear = self.times
        first, last = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        some = (starts[:, None] <= last) & (ends[:, None] >= first)
        all_days = (starts[:, None] <= first) & (ends[:, None] >= last) & is_clear[:, None]
        most = np.zeros((len(self.first) + 1, len(spans) + 1), np.int8)
        np.maximum.at(most[:, :-1], officer, some.astype(np.int8) + all_days)
        for place in np.flatnonzero(np.bincount(officer) > 1).tolist():
            own = officer == place
            times = [*zip(*(column[own].tolist() for column in self.times[1:]), strict=True)]
            for at in np.flatnonzero(most[place] == 1).tolist():
                most[place, at] += _cover(times, spans[at])
        return np.array([False, None, True], dtype=object)[most]


def _held(table: Table, name: str) -> Column:
    return table.columns[name] if name in table.columns else np.full(len(table), None)


def _cells(table: Table, rows: Codes, *names: str) -> list[list[Any]]:
    return [_held(table, name)[rows].tolist() for name in names]


def _cover(times: Sequence[tuple[int, int, bool]], span: Span) -> bool:
    """Tell whether times in post together cover all days of a span."""
    covered, last = span
    for start, end, is_clear in sorted(times):
        if start <= covered and is_clear:
            covered = max(covered, end + 1)
    return covered > last


def complete_payments(
    submitted: Table, officers: Table | None, units: Table | None, time: TimeJudged, covered: frozenset[str]
) -> Table:
    """Expect, for each officer in post, a payment in every period that the payments cover.

    Nobody is in post before the first or after the last day of the unit. Periods are calendar ones. A quarter is not
    asked for of whom the list pays by the year, nor a year where the list
    goes by its quarters. Source: Điều 9 khoản 4.
    """
    if officers is not None:
        served = _Served.of(officers, submitted, lives(units))
        periods = coded(submitted.columns["period"])
        rows = _rows_due(submitted, officers, served, periods, _asked(covered, time))
        expected = _stated(submitted, officers, served, periods, time)
        return completed(submitted, rows, officers, lambda columns: _marks_of_periods(columns, time), expected=expected)
    return submitted.with_columns(**_marks_of_periods(submitted.columns, time))


def complete_payments_again(
    given: tuple[Table, Table | None, Table | None, TimeJudged, frozenset[str]],
    before: Table,
    submitted: Table,
    officers: Table | None,
    units: Table | None,
    time: TimeJudged,
    covered: frozenset[str],
) -> Table | None:
    """Return what ``complete_payments`` made before where officers differ in nothing that it looks at."""
    payments, were, *others = given
    if were is None or officers is None or not all(map(is_, (payments, *others), (submitted, units, time, covered))):
        return None
    is_like = were.unclear == officers.unclear and are_alike(were, officers, _TELLING)
    return before if is_like else None


def _asked(covered: frozenset[str], time: TimeJudged) -> list[Period]:
    """Return the periods of the list in which the regulation bound anybody, none that it divides into shorter ones."""
    periods = [period for period in map(Period.parse, covered) if period.kind != "ad_hoc"]
    divided = {holder for period in periods for holder in period.holders}
    return sorted({period for period in periods if period not in divided and time.binds(calendar_days(period)[1])})


def _stated(
    submitted: Table, officers: Table, served: _Served, periods: tuple[Codes, Column], time: TimeJudged
) -> Answers:
    """Say of each listed payment whether it was due; who is not on the roster is not owed it."""
    codes, texts = periods
    binding = [_binding(text, time) for text in texts]
    spans = [*dict.fromkeys(filter(None, binding))]
    places = [len(spans) if span is None else spans.index(span) for span in binding]
    stated: Answers = served.in_post(spans)[served.payees, np.array([*places, len(spans)])[codes]]
    if len(others := np.flatnonzero(served.payees < 0)):
        near = {*zip(*_cells(officers, served.first, "unit", NEAR_NAME), strict=True)}
        for row, unit, near_name in zip(others.tolist(), *_cells(submitted, others, "unit", NEAR_NAME), strict=True):
            if (near_name is not None and (unit, near_name) in near) or officers.may_lack_rows_of(unit):
                stated[row] = None
    return stated


def _rows_due(
    submitted: Table, officers: Table, served: _Served, periods: tuple[Codes, Column], asked: Sequence[Period]
) -> list[DueRow]:
    """Return a row for each officer who may have been in post in a period for which none is listed."""
    covering = [{period.id, *(item.id for item in period.holders)} for period in asked]
    codes, texts = periods
    covers = np.array([[text in ids for ids in covering] for text in texts], bool).reshape(len(texts), len(asked))
    listed = np.zeros((len(served.first) + 1, len(texts) + 1), bool)  # the last stand for any other
    listed[served.payees, codes] = True
    in_post = served.in_post([_span(period) for period in asked])
    due = np.argwhere(np.not_equal(in_post, False)[:-1, :-1] & ~(listed[:-1, :-1] @ covers))
    near: dict[tuple[str, str], set[str]] = defaultdict(set)
    some = np.flatnonzero(~blanks(_held(submitted, NEAR_NAME)))
    for unit, near_name, paid_for in zip(*_cells(submitted, some, "unit", NEAR_NAME, "period"), strict=True):
        near[unit, near_name].add(paid_for)
    rows: list[DueRow] = []
    named = _cells(officers, served.first[due[:, 0]], "unit", "person", "name", NEAR_NAME)
    for (place, at), unit, person, name, near_name in zip(due.tolist(), *named, strict=True):
        may_stand_there = not near.get((unit, near_name), _NONE).isdisjoint(covering[at])
        expected = None if may_stand_there else in_post[place, at]
        values = {"officer_name": name, "person": person, NEAR_NAME: near_name}
        values |= {"period": asked[at].id, "expected": expected}
        rows.append(DueRow(int(served.first[place]), unit, values))
    return rows


def _span(period: Period) -> Span:
    first, last = calendar_days(period)
    return first.toordinal(), last.toordinal()


def _binding(text: str, time: TimeJudged) -> Span | None:
    """Return the days of a period in which the regulation bound somebody."""
    period = Period.parse(text)
    return None if period.kind == "ad_hoc" or not time.binds(calendar_days(period)[1]) else _span(period)


def _marks_of_periods(columns: Columns, time: TimeJudged) -> Columns:
    """Say of every row on which day it is judged, the last of its period, and which row stands for the payment."""
    codes, texts = coded(columns["period"])
    periods = [Period.parse(text) for text in texts]
    ends = [None if period.kind == "ad_hoc" else calendar_days(period)[1] for period in periods]
    paid = days_of(columns, "paid_on")
    happened = np.array([*ends, None], dtype="datetime64[us]")[codes]
    happened = np.where(np.isnat(happened), paid, happened)
    keys = [columns["unit"], columns["person"], codes]
    first = first_of_each(keys, [~(paid <= np.datetime64(time.as_of, "us"))])
    return {"happened_on": happened, "stands_for_payment": first}
