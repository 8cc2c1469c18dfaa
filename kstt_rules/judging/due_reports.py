"""Which reports were due, by which day, and which row of the calendar stands for each of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.judging.due_rows import DueRow, completed, days_of, first_of_each, spread
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import ANY_UNIT, Table
from kstt_rules.model.report_calendar import Period, due_date, expected_periods
from kstt_rules.pack.model import Calendar

Grid = npt.NDArray[np.bool_]


def complete_reports(
    submitted: Table, units: Table, calendar: Calendar, time: TimeJudged, covered: frozenset[str]
) -> Table:
    """Add the reports that are due but not listed, and say of every row what it is about and when it was due.

    Due are those of every year from the first that any row of the calendar names (``covered``) to that of the audit.
    Source: Điều 7 khoản 3, 4, as the pack's calendar reads them.
    """
    due = _due_periods(units, calendar)
    stated = map(Period.parse, covered)
    years = [period.year for period in stated if period.year is not None and calendar.first_year <= period.year]
    kinds = {kind for item in calendar.expects for kind in item.periods}
    expected = expected_periods(min([*years, time.as_of.year]), time.as_of.year, sorted(kinds))
    names = sorted(due)
    is_due = _is_due(expected, [due[name] for name in names])
    absent = is_due & ~_are_listed(submitted, names, [period.id for period in expected])
    places = {unit: place for place, unit in enumerate(units.frame["id"])}
    rows = [
        DueRow(places[names[unit]], names[unit], {"period": expected[at].id})
        for unit, at in np.argwhere(absent).tolist()
    ]
    table = _describe_periods(completed(submitted, rows, units), due, units, calendar)
    return _mark_occasions(_with_deadlines(table, units, calendar), time)


def _due_periods(units: Table, calendar: Calendar) -> dict[str, frozenset[str]]:
    """Return, for each unit that must report, the kinds of period it must report on."""
    by_kind = {kind: frozenset(item.periods) for item in calendar.expects for kind in item.kinds}
    kinds = units.frame["kind"] if "kind" in units.frame else [None] * len(units)
    return {unit: by_kind[kind] for unit, kind in zip(units.frame["id"], kinds, strict=True) if kind in by_kind}


def _is_due(periods: Sequence[Period], kinds: Collection[frozenset[str]]) -> Grid:
    """Tell, a row for each set of kinds of period, which periods are of one of them."""
    codes, distinct = pd.factorize(np.fromiter(kinds, dtype=object, count=len(kinds)))
    is_due = [[period.kind in some for period in periods] for some in distinct]
    return np.array(is_due, dtype=bool).reshape(len(distinct), len(periods))[codes]


def _are_listed(reports: Table, units: Sequence[str], periods: Sequence[str]) -> Grid:
    """Tell, a row for each unit, which periods the register of reports has a row for."""
    listed = np.zeros((len(units) + 1, len(periods) + 1), dtype=bool)  # the last stand for any other
    of_unit = pd.Index(units).get_indexer(pd.Index(reports.frame["unit"]))
    of_period = pd.Index(periods).get_indexer(pd.Index(reports.frame["period"]))
    listed[of_unit, of_period] = True
    return listed[:-1, :-1]


def _describe_periods(table: Table, due: Mapping[str, frozenset[str]], units: Table, calendar: Calendar) -> Table:
    known_kind = set(units.frame.loc[units.frame["kind"].notna(), "id"]) if "kind" in units.frame else set()
    codes, texts = pd.factorize(table.frame["period"])
    periods = [Period.parse(text) for text in texts]
    unit_codes, unit_ids = pd.factorize(table.frame["unit"])
    is_due = _is_due(periods, [due.get(unit, frozenset()) for unit in unit_ids]).astype(object)
    is_due[[unit not in known_kind for unit in unit_ids]] = None
    ends = [None if period.kind == "ad_hoc" else calendar.span(period)[1] for period in periods]
    frame = table.frame.assign(
        kind=spread([period.kind for period in periods], codes),
        year=pd.Series(np.array([period.year for period in periods], dtype=np.float64)[codes]),
        ends_on=pd.Series(np.array(ends, dtype="datetime64[us]")[codes]),
        expected=pd.Series(is_due[unit_codes, codes], dtype=object),
    )
    return replace(table, frame=frame)


def _with_deadlines(table: Table, units: Table, calendar: Calendar) -> Table:
    """Apply the due date that the law sets, else the submitted calendar's, else a local one.

    The pack's weekend policy moves it.
    """
    tiers = dict(zip(units.frame["id"], units.frame["tier"], strict=True)) if "tier" in units.frame else {}
    tier_codes, of_tier = pd.factorize(table.frame["unit"].map(tiers))
    period_codes, texts = pd.factorize(table.frame["period"])
    own = _own_deadlines([Period.parse(text) for text in texts], [*of_tier, None], calendar)
    deadlines, origins = (values[period_codes, tier_codes] for values in own)
    if "due_on" in table.frame:
        day_codes, days = pd.factorize(_due_days(table.frame))
        stated = (day_codes >= 0) & (origins != "regulation") & (origins != "act")
        moved = np.array([*(calendar.moved(day.date()) for day in days), None], dtype="datetime64[us]")
        deadlines, origins = np.where(stated, moved[day_codes], deadlines), np.where(stated, "calendar", origins)
    frame = table.frame.assign(deadline=pd.Series(deadlines), due_source=pd.Series(origins, dtype=object))
    return replace(table, frame=frame)


def _due_days(frame: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """Return the due days as stated; a row of a period without one takes the latest that another row of it states."""
    alike = frame.groupby(["unit", "period"], dropna=False)["due_on"].transform("max")
    return frame["due_on"].where(frame["due_on"].notna() | (frame["kind"] == "ad_hoc"), alike)


def _own_deadlines(
    periods: Sequence[Period], tiers: Sequence[str | None], calendar: Calendar
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.object_]]:
    """Return the pack's due date of each period in each tier, and what sets it."""
    due = calendar.due or {}
    days = np.full((len(periods), len(tiers)), np.datetime64("NaT", "us"))
    origins = np.full(days.shape, None, dtype=object)
    for at, period in enumerate(periods):
        for place, tier in enumerate(tiers):
            day = None if tier is None else due_date(period, tier, due)
            if tier is not None and day is not None:
                days[at, place] = np.datetime64(calendar.moved(day))
                origins[at, place] = due[tier][period.kind].source
    return days, origins


def _mark_occasions(table: Table, time: TimeJudged) -> Table:
    """Say of every row which report it is about, on which day that is judged, and which row stands for the report.

    A report is that of a unit and period, or of an ad-hoc request; requests due on one day are one. The first timely
    sending stands for it, else the first sending, else the first row. An ad-hoc report is judged by the day on which
    it was due or sent, whichever is earlier.
    """
    frame = table.frame
    ad_hoc = (frame["kind"] == "ad_hoc").to_numpy()
    deadlines, sent = days_of(frame, "deadline"), days_of(frame, "sent_on")
    occasions = frame["period"].to_numpy(dtype=object, copy=True)
    for at in np.flatnonzero(ad_hoc).tolist():
        request = f"#{at}" if np.isnat(deadlines[at]) else str(deadlines[at].astype("datetime64[D]"))
        occasions[at] = f"{occasions[at]} {request}"
    is_sent = sent <= np.datetime64(time.as_of, "us")
    is_timely = is_sent & ~(sent > deadlines)
    happened = np.where(ad_hoc, np.fmin(deadlines, sent), frame["ends_on"].to_numpy(dtype="datetime64[us]"))
    marked = frame.assign(occasion=pd.Series(occasions, dtype=object), happened_on=pd.Series(happened))
    first = first_of_each([marked["unit"], marked["occasion"]], [~is_timely, ~is_sent, sent])
    stands = first.where(~(first.astype(bool) & _may_be_another(table, is_timely)), None)
    return replace(table, frame=marked.assign(stands_for_report=stands))


def _may_be_another(table: Table, is_timely: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Mark the rows that may not stand for their report, because a row that was not read may be the one that does.

    What was sent in time is given up only for an unread row that names the unit.
    """
    units_of: dict[str | None, set[str]] = {}
    for row in table.unread:
        units_of.setdefault(row.values.get("period"), set()).update(row.units)
    found = np.zeros(len(table), bool)
    for period, units in units_of.items():
        of_unit = table.frame["unit"].isin(units).to_numpy(dtype=bool)
        if ANY_UNIT in units:
            of_unit = of_unit | ~is_timely
        found |= of_unit if period is None else of_unit & (table.frame["period"] == period).to_numpy(dtype=bool)
    return found
