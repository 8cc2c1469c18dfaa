"""Which reports were due, by which day, and which row of the calendar stands for each of them."""

from collections.abc import Collection, Mapping, Sequence
from operator import is_
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, coded, days_of, is_blank, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.due_rows import Columns, DueRow, are_alike, completed, completed_again, first_of_each, spread
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import ANY_UNIT, Table, UnreadRow
from kstt_rules.model.report_calendar import Period, due_date, expected_periods
from kstt_rules.pack.model import Calendar

Grid = npt.NDArray[np.bool_]

_NO_DAY: Final = np.datetime64("NaT", "us").astype(np.int64)
"""Stands for no day among the numbers of days, before all of them."""
_TELLING: Final = ("unit", "period", "due_on", "sent_on")
"""The fields by which a report is due, and in time."""


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
    places = {unit: place for place, unit in enumerate(units.cells("id"))}
    rows = [
        DueRow(places[names[unit]], names[unit], {"period": expected[at].id})
        for unit, at in np.argwhere(absent).tolist()
    ]

    def marks(columns: Columns) -> Columns:
        about = _About.of(columns)
        found = {
            **_marks_of_periods(about, due, units, calendar),
            **_deadlines(columns, about, units, calendar),
        }
        return {**found, **_occasions(columns, about, found, submitted.unread, time)}

    return completed(submitted, rows, units, marks)


def complete_reports_again(
    given: tuple[Table, Table, Calendar, TimeJudged, frozenset[str]],
    before: Table,
    submitted: Table,
    units: Table,
    calendar: Calendar,
    time: TimeJudged,
    covered: frozenset[str],
) -> Table | None:
    """Return what ``complete_reports`` does where nothing differs by which reports are due or in time."""
    was, *others = given
    is_like = all(map(is_, others, (units, calendar, time, covered))) and are_alike(was, submitted, _TELLING)
    return completed_again(before, was, submitted) if is_like else None


@dataclass(frozen=True)
class _About:
    """Which unit and period each row is about, by their places among the distinct ones; -1 where there is none."""

    units: npt.NDArray[np.intp]
    unit_ids: Sequence[str]
    codes: npt.NDArray[np.intp]
    periods: Sequence[Period]

    @classmethod
    def of(cls, columns: Columns) -> "_About":
        """Read each distinct period once."""
        units, unit_ids = coded(columns["unit"])
        codes, texts = coded(columns["period"])
        return cls(units, unit_ids.tolist(), codes, [*map(Period.parse, texts)])

    @property
    def ad_hoc(self) -> npt.NDArray[np.bool_]:
        """The rows about no period of the calendar."""
        return np.array([*(period.kind == "ad_hoc" for period in self.periods), False], dtype=bool)[self.codes]


def _due_periods(units: Table, calendar: Calendar) -> dict[str, frozenset[str]]:
    """Return, for each unit that must report, the kinds of period it must report on."""
    by_kind = {kind: frozenset(item.periods) for item in calendar.expects for kind in item.kinds}
    own = zip(units.cells("id"), units.cells("kind"), strict=True)
    return {unit: by_kind[kind] for unit, kind in own if kind in by_kind}


def _is_due(periods: Sequence[Period], kinds: Collection[frozenset[str]]) -> Grid:
    """Tell, a row for each set of kinds of period, which periods are of one of them."""
    codes, distinct = coded(objects(kinds, len(kinds)))
    is_due = [[period.kind in some for period in periods] for some in distinct]
    return np.array(is_due, dtype=bool).reshape(len(distinct), len(periods))[codes]


def _are_listed(reports: Table, units: Sequence[str], periods: Sequence[str]) -> Grid:
    """Tell, a row for each unit, which periods the register of reports has a row for."""
    listed = np.zeros((len(units) + 1, len(periods) + 1), dtype=bool)  # the last stand for any other
    listed[_places(reports.columns["unit"], units), _places(reports.columns["period"], periods)] = True
    return listed[:-1, :-1]


def _places(values: Column, among: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return the place of each value among some, -1 for any other."""
    codes, distinct = coded(values)
    places = {value: place for place, value in enumerate(among)}
    return np.array([*(places.get(value, -1) for value in distinct), -1], dtype=np.intp)[codes]


def _marks_of_periods(about: _About, due: Mapping[str, frozenset[str]], units: Table, calendar: Calendar) -> Columns:
    own = zip(units.cells("id"), units.cells("kind"), strict=True)
    known_kind = {unit for unit, kind in own if not is_blank(kind)}
    periods = about.periods
    is_due = _is_due(periods, [due.get(unit, frozenset()) for unit in about.unit_ids]).astype(object)
    is_due[[unit not in known_kind for unit in about.unit_ids]] = None
    ends = [None if period.kind == "ad_hoc" else calendar.span(period)[1] for period in periods]
    return {
        "kind": spread([period.kind for period in periods], about.codes),
        "year": np.array([period.year for period in periods], dtype=np.float64)[about.codes],
        "ends_on": np.array(ends, dtype="datetime64[us]")[about.codes],
        "expected": is_due[about.units, about.codes],
    }


def _deadlines(columns: Columns, about: _About, units: Table, calendar: Calendar) -> Columns:
    """Apply the due date that the law sets, else the submitted calendar's, else a local one.

    The pack's weekend policy moves it.
    """
    tiers = dict(zip(units.cells("id"), units.cells("tier"), strict=True))
    codes, of_tier = coded(np.array([*(tiers.get(unit) for unit in about.unit_ids), None], dtype=object))
    own = _own_deadlines(about.periods, [*of_tier, None], calendar)
    deadlines, origins = (values[about.codes, codes[about.units]] for values in own)
    if "due_on" in columns:
        day_codes, days = coded(_due_days(columns, about))
        stated = (day_codes >= 0) & (origins != "regulation") & (origins != "act")
        moved = np.array([*(calendar.moved(day) for day in days.astype("datetime64[D]").tolist()), None])
        moved = moved.astype("datetime64[us]")
        deadlines, origins = np.where(stated, moved[day_codes], deadlines), np.where(stated, "calendar", origins)
    return {"deadline": deadlines, "due_source": origins.astype(object)}


def _due_days(columns: Columns, about: _About) -> npt.NDArray[np.datetime64]:
    """Return the due days as stated; a row of a period without one takes the latest that another row of it states."""
    stated = days_of(columns, "due_on")
    group = (about.units + 1) * (len(about.periods) + 1) + about.codes + 1
    latest = np.full((len(about.unit_ids) + 1) * (len(about.periods) + 1), _NO_DAY)
    given = ~np.isnat(stated)
    np.maximum.at(latest, group[given], stated[given].astype(np.int64))
    return np.where(given | about.ad_hoc, stated, latest[group].astype("datetime64[us]"))


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


def _occasions(
    columns: Columns, about: _About, marks: Columns, unread: Sequence[UnreadRow], time: TimeJudged
) -> Columns:
    """Say of every row which report it is about, on which day that is judged, and which row stands for the report.

    A report is that of a unit and period, or of an ad-hoc request; requests due on one day are one. The first timely
    sending stands for it, else the first sending, else the first row. An ad-hoc report is judged by the day on which
    it was due or sent, whichever is earlier.
    """
    ad_hoc, deadlines, sent = about.ad_hoc, marks["deadline"], days_of(columns, "sent_on")
    occasions = columns["period"].copy()
    for at in np.flatnonzero(ad_hoc).tolist():
        request = f"#{at}" if np.isnat(deadlines[at]) else str(deadlines[at].astype("datetime64[D]"))
        occasions[at] = f"{occasions[at]} {request}"
    is_sent = sent <= np.datetime64(time.as_of, "us")
    is_timely = is_sent & ~(sent > deadlines)
    happened = np.where(ad_hoc, np.fmin(deadlines, sent), marks["ends_on"])
    stands = first_of_each([about.units, occasions], [~is_timely, ~is_sent, sent])
    stands[stands.astype(bool) & _may_be_another(columns, unread, is_timely)] = None
    return {"occasion": occasions, "happened_on": happened, "stands_for_report": stands}


def _may_be_another(
    columns: Columns, unread: Sequence[UnreadRow], is_timely: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Mark the rows that may not stand for their report, because a row that was not read may be the one that does.

    What was sent in time is given up only for an unread row that names the unit.
    """
    units_of: dict[str | None, set[str]] = {}
    for row in unread:
        units_of.setdefault(row.values.get("period"), set()).update(row.units)
    found = np.zeros(len(is_timely), bool)
    for period, units in units_of.items():
        of_unit = np.array([unit in units for unit in columns["unit"].tolist()], dtype=bool)
        if ANY_UNIT in units:
            of_unit = of_unit | ~is_timely
        found |= of_unit if period is None else of_unit & (columns["period"] == period).astype(bool)
    return found
