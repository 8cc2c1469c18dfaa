"""Which support payments were due to whom, and which row of the list stands for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import is_
from typing import Final, NamedTuple

import numpy as np

from kstt_rules.base.arrays import coded, days_of, objects
from kstt_rules.judging.due_rows import Columns, DueRow, are_alike, completed, first_of_each
from kstt_rules.judging.lives import OPEN, day_numbers, lives
from kstt_rules.judging.near_names import NEAR_NAME
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import Table
from kstt_rules.model.report_calendar import Period, calendar_days

Posts = list[tuple[int, int, bool]]
"""The first and last days, as ordinals, of a person's times in post, and whether both could be read."""

Span = tuple[int, int]
"""The first and last day of a period, as ordinals."""
_TELLING: Final = ("unit", "person", "name", NEAR_NAME, "from_date", "to_date")
"""The fields of officers by which somebody is in post."""
_NONE: Final[AbstractSet[str]] = frozenset()


class _Served(NamedTuple):
    """An officer: the first row of the roster, the name there, what names near it share, and every time in post."""

    row: int
    name: str
    near_name: str | None
    posts: Posts


def complete_payments(
    submitted: Table, officers: Table | None, units: Table | None, time: TimeJudged, covered: frozenset[str]
) -> Table:
    """Expect, for each officer in post, a payment in every period that the payments cover.

    Nobody is in post before the first or after the last day of the unit. Periods are calendar ones. A quarter is not
    asked for of whom the list pays by the year, nor a year where the list
    goes by its quarters. Source: Điều 9 khoản 4.
    """
    if officers is not None:
        served = _served_by_person(officers, lives(units))
        rows = _rows_due(submitted, served, _asked(covered, time))
        stated = _stated(submitted, served, officers, time)
        expected = objects(stated, len(stated))
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


def _served_by_person(officers: Table, of_units: Mapping[str, tuple[int, int]]) -> Mapping[tuple[str, str], _Served]:
    said = (officers.cells(name) for name in ("unit", "person", "name", NEAR_NAME))
    days = (day_numbers(officers, name, at) for at, name in enumerate(("from_date", "to_date")))
    unclear = {row for row, name in officers.unclear if name in ("from_date", "to_date")}
    served: dict[tuple[str, str], _Served] = {}
    for row, (unit, person, name, near_name, start, end) in enumerate(zip(*said, *days, strict=True)):
        if unit is not None and person is not None:
            first, last = of_units.get(unit, OPEN)
            officer = served.setdefault((unit, person), _Served(row, name, near_name, []))
            officer.posts.append((max(start, first), min(end, last), row not in unclear))
    return served


def _asked(covered: frozenset[str], time: TimeJudged) -> list[Period]:
    """Return the periods of the list in which the regulation bound anybody, none that it divides into shorter ones."""
    periods = [period for period in map(Period.parse, covered) if period.kind != "ad_hoc"]
    divided = {holder for period in periods for holder in period.holders}
    return sorted({period for period in periods if period not in divided and time.binds(calendar_days(period)[1])})


def _stated(
    submitted: Table, served: Mapping[tuple[str, str], _Served], officers: Table, time: TimeJudged
) -> list[bool | None]:
    """Say of each listed payment whether it was due; who is not on the roster is not owed it."""
    near = {(unit, officer.near_name) for (unit, _), officer in served.items() if officer.near_name is not None}
    binding = {text: _binding(text, time) for text in {*submitted.cells("period")}}
    stated: list[bool | None] = []
    for unit, person, near_name, period in _keys(submitted):
        officer, span = served.get((unit, person)), binding[period]
        if officer is None:
            may_be_there = (unit, near_name) in near or officers.may_lack_rows_of(unit)
            stated.append(None if may_be_there else False)
        else:
            stated.append(span is not None and _in_post(officer.posts, span))
    return stated


def _rows_due(submitted: Table, served: Mapping[tuple[str, str], _Served], periods: Sequence[Period]) -> list[DueRow]:
    listed: dict[tuple[str, str], set[str]] = defaultdict(set)
    near: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for unit, person, near_name, paid_for in _keys(submitted):
        listed[unit, person].add(paid_for)
        if near_name is not None:
            near[unit, near_name].add(paid_for)
    covering = [(period, _span(period), {period.id, *(item.id for item in period.holders)}) for period in periods]
    rows: list[DueRow] = []
    for (unit, person), officer in served.items():
        own = listed.get((unit, person), _NONE)
        for period, span, covered_by in covering:
            if own.isdisjoint(covered_by) and (is_in_post := _in_post(officer.posts, span)) is not False:
                may_stand_there = not near.get((unit, officer.near_name), _NONE).isdisjoint(covered_by)
                expected = None if may_stand_there else is_in_post
                named = {"officer_name": officer.name, "person": person, NEAR_NAME: officer.near_name}
                rows.append(DueRow(officer.row, unit, {**named, "period": period.id, "expected": expected}))
    return rows


def _keys(payments: Table) -> Iterable[tuple[str, str, str | None, str]]:
    return zip(*(payments.cells(name) for name in ("unit", "person", NEAR_NAME, "period")), strict=True)


def _span(period: Period) -> Span:
    first, last = calendar_days(period)
    return first.toordinal(), last.toordinal()


def _binding(text: str, time: TimeJudged) -> Span | None:
    """Return the days of a period in which the regulation bound somebody."""
    period = Period.parse(text)
    return None if period.kind == "ad_hoc" or not time.binds(calendar_days(period)[1]) else _span(period)


def _in_post(posts: Posts, span: Span) -> bool | None:
    """Say whether somebody was in post on all days (True), some of them (None), or not at all (False)."""
    first, last = span
    for start, end, is_clear in posts:
        if start <= first and last <= end and is_clear:
            return True
    within = sorted(post for post in posts if post[0] <= last and post[1] >= first)
    covered = first
    for start, end, is_clear in within:
        if start <= covered and is_clear:
            covered = max(covered, end + 1)
    return False if not within else True if covered > last else None


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
