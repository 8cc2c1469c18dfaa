"""Which support payments were due to whom, and which row of the list stands for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kstt_rules.judging.due_rows import DueRow, completed, days_of, first_of_each
from kstt_rules.judging.lives import OPEN, day_numbers, lives
from kstt_rules.judging.near_names import NEAR_NAME
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import Table
from kstt_rules.model.report_calendar import Period, calendar_days

Posts = Sequence[tuple[int, int, bool]]
"""The first and last days, as ordinals, of a person's times in post, and whether both could be read."""


@dataclass(frozen=True)
class _Served:
    """An officer: the first row of the roster, the name there, what names near it share, and every time in post."""

    row: int
    name: str
    near_name: str | None
    posts: list[tuple[int, int, bool]]


def complete_payments(
    submitted: Table, officers: Table | None, units: Table | None, time: TimeJudged, covered: frozenset[str]
) -> Table:
    """Expect, for each officer in post, a payment in every period that the payments cover.

    Nobody is in post before the first or after the last day of the unit. Periods are calendar ones. A quarter is not
    asked for of whom the list pays by the year, nor a year where the list
    goes by its quarters. Source: Điều 9 khoản 4.
    """
    table = submitted
    if officers is not None:
        served = _served_by_person(officers, lives(units))
        rows = _rows_due(submitted, served, _asked(covered, time))
        near = {(unit, officer.near_name) for (unit, _), officer in served.items() if officer.near_name is not None}
        stated = [
            _is_expected(served.get((unit, person)), Period.parse(period), time)
            if (unit, person) in served or not ((unit, near_name) in near or officers.may_lack_rows_of(unit))
            else None
            for unit, person, near_name, period in _keys(submitted)
        ]
        frame = submitted.frame.assign(expected=pd.Series(stated, dtype=object))
        table = completed(replace(submitted, frame=frame), rows, officers)
    return _mark_periods(table, time)


def _served_by_person(officers: Table, of_units: Mapping[str, tuple[int, int]]) -> Mapping[tuple[str, str], _Served]:
    frame = officers.frame
    served: dict[tuple[str, str], _Served] = {}
    starts, ends = (day_numbers(frame, name, at) for at, name in enumerate(("from_date", "to_date")))
    people = zip(*(frame[name] for name in ("unit", "person", "name", NEAR_NAME)), starts, ends, strict=True)
    for row, (unit, person, name, near_name, start, end) in enumerate(people):
        if unit is not None and person is not None:
            first, last = of_units.get(unit, OPEN)
            is_clear = not ({(row, "from_date"), (row, "to_date")} & officers.unclear.keys())
            posts = served.setdefault((unit, person), _Served(row, name, near_name, [])).posts
            posts.append((max(start, first), min(end, last), is_clear))
    return served


def _asked(covered: frozenset[str], time: TimeJudged) -> list[Period]:
    """Return the periods of the list in which the regulation bound anybody, none that it divides into shorter ones."""
    periods = [period for period in map(Period.parse, covered) if period.kind != "ad_hoc"]
    divided = {holder for period in periods for holder in period.holders}
    return sorted({period for period in periods if period not in divided and time.binds(calendar_days(period)[1])})


def _rows_due(submitted: Table, served: Mapping[tuple[str, str], _Served], periods: Sequence[Period]) -> list[DueRow]:
    listed: dict[tuple[str, str], set[str]] = defaultdict(set)
    near: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for unit, person, near_name, paid_for in _keys(submitted):
        listed[unit, person].add(paid_for)
        near[unit, near_name].add(paid_for)
    rows: list[DueRow] = []
    for (unit, person), officer in served.items():
        own, of_near = listed.get((unit, person), set()), near.get((unit, officer.near_name), set())
        named = {"officer_name": officer.name, "person": person, NEAR_NAME: officer.near_name}
        for period in periods:
            in_post, covering = _in_post(officer.posts, period), {period.id, *(holder.id for holder in period.holders)}
            if in_post is not False and not own & covering:
                may_stand_there = officer.near_name is not None and bool(of_near & covering)
                expected = None if may_stand_there else in_post
                rows.append(DueRow(officer.row, unit, {**named, "period": period.id, "expected": expected}))
    return rows


def _keys(payments: Table) -> Iterable[tuple[str, str, str | None, str]]:
    return zip(*(payments.frame[name] for name in ("unit", "person", NEAR_NAME, "period")), strict=True)


def _is_expected(officer: _Served | None, period: Period, time: TimeJudged) -> bool | None:
    """Say whether a listed payment was due; who is not on the roster is not owed it."""
    if officer is None or period.kind == "ad_hoc" or not time.binds(calendar_days(period)[1]):
        return False
    return _in_post(officer.posts, period)


def _in_post(posts: Posts, period: Period) -> bool | None:
    """Say whether somebody was in post for a whole period (True), part of it (None), or not at all (False)."""
    first, last = (day.toordinal() for day in calendar_days(period))
    within = sorted(post for post in posts if post[0] <= last and post[1] >= first)
    covered = first
    for start, end, is_clear in within:
        if start <= covered and is_clear:
            covered = max(covered, end + 1)
    return False if not within else True if covered > last else None


def _mark_periods(table: Table, time: TimeJudged) -> Table:
    """Say of every row on which day it is judged, the last of its period, and which row stands for the payment."""
    codes, texts = pd.factorize(table.frame["period"])
    periods = [Period.parse(text) for text in texts]
    ends = [None if period.kind == "ad_hoc" else calendar_days(period)[1] for period in periods]
    paid = days_of(table.frame, "paid_on")
    happened = np.array([*ends, None], dtype="datetime64[us]")[codes]
    happened = np.where(np.isnat(happened), paid, happened)
    frame = table.frame.assign(happened_on=pd.Series(happened))
    keys = [frame[name] for name in ("unit", "person", "period")]
    first = first_of_each(keys, [~(paid <= np.datetime64(time.as_of, "us"))])
    return replace(table, frame=frame.assign(stands_for_payment=first))
