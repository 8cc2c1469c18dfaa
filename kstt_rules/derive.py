"""What a dossier implies: who is the same person, who is in post, which reports and payments were due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from kstt_rules.dossier import Dossier, SheetOrigin, Table
from kstt_rules.intake.folding import person_key
from kstt_rules.pack.model import Calendar
from kstt_rules.report_calendar import DueTable, Period, due_date, expected_periods, span

_NAME_FIELDS = {"officer": "name", "consolidated": "name", "staff": "name", "payment": "officer_name"}


@dataclass(frozen=True)
class Duty:
    """A row that should stand in a register: the unit's id and the values that name it."""

    unit: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Horizon:
    """The periods that the registers of a whole dossier speak of; a part of it may speak of fewer."""

    reports: frozenset[str]
    payments: frozenset[str]


def horizon_of(dossier: Dossier) -> Horizon:
    """Return the periods that stand in the registers of reports and payments."""
    return Horizon(*(_periods_in(dossier.tables.get(entity)) for entity in ("report", "payment")))


def _periods_in(table: Table | None) -> frozenset[str]:
    return frozenset() if table is None else frozenset(table.frame["period"].unique())


def derive(dossier: Dossier, calendar: Calendar, *, as_of: date, horizon: Horizon | None = None) -> Dossier:
    """Fill every derived field of a dossier, and add the report and payment rows that were due but do not stand in it.

    ``horizon`` is that of the whole where the dossier is a part.
    Source: Điều 7 khoản 3, 4 (periods), Điều 9 khoản 4 (payments), as the pack's calendar reads them.
    """
    tables = dict(dossier.tables)
    horizon = horizon or horizon_of(dossier)
    for entity, field in _NAME_FIELDS.items():
        if entity in tables:
            tables[entity] = _with_persons(tables[entity], field)
    if "officer" in tables:
        tables["officer"] = _with_posts(tables["officer"], as_of)
    if "unit" in tables and "report" in tables:
        tables["report"] = _reports(tables, calendar, as_of, horizon.reports)
        _set_deadlines(tables, calendar)
    if "change" in tables:
        tables["change"] = _as_stated(tables["change"])
    if "payment" in tables and "officer" in tables:
        tables["payment"] = _payments(tables, horizon.payments)
    return replace(dossier, tables=tables)


def _with_persons(table: Table, field: str) -> Table:
    persons = [_person(name) for name in table.frame[field]]
    rejected = tuple({**row, "person": _person(row[field])} if field in row else row for row in table.rejected)
    return replace(table, frame=table.frame.assign(person=pd.Series(persons, dtype=object)), rejected=rejected)


def _person(name: str | None) -> str | None:
    return None if name is None else person_key(name)


def _with_posts(table: Table, as_of: date) -> Table:
    """Mark who is in post on the day; a blank bound is open."""
    day = pd.Timestamp(as_of)
    started = ~(table.frame["from_date"] > day) if "from_date" in table.frame else True
    ended = table.frame["to_date"] < day if "to_date" in table.frame else False
    active = pd.Series(started, index=table.frame.index) & ~pd.Series(ended, index=table.frame.index)
    return replace(table, frame=table.frame.assign(active=active.astype(object)))


def _as_stated(changes: Table) -> Table:
    """Mark submitted changes as such, apart from those that follow from two rosters."""
    stated = {name: _constant(False, len(changes)) for name in ("compared", "same_name")}
    return replace(changes, frame=changes.frame.assign(**stated))


# -- reports


def _reports(tables: Mapping[str, Table], calendar: Calendar, as_of: date, covered: frozenset[str]) -> Table:
    units, submitted = tables["unit"], tables["report"]
    due = _due_periods(units, calendar)
    stated = map(Period.parse, covered)
    years = [period.year for period in stated if period.year is not None and calendar.first_year <= period.year]
    first = min([*years, as_of.year])
    here = set(zip(submitted.frame["unit"], submitted.frame["period"], strict=True))
    rows = [
        Duty(unit, {"period": period.id})
        for unit, kinds in sorted(due.items())
        for period in expected_periods(first, as_of.year)
        if period.kind in kinds and (unit, period.id) not in here
    ]
    return _describe_periods(_completed(submitted, rows, units), due, units)


def _due_periods(units: Table, calendar: Calendar) -> dict[str, frozenset[str]]:
    """Return, for each unit that must report, the kinds of period it must report on."""
    by_kind = {kind: frozenset(item.periods) for item in calendar.expects for kind in item.kinds}
    kinds = units.frame["kind"] if "kind" in units.frame else [None] * len(units)
    return {unit: by_kind[kind] for unit, kind in zip(units.frame["id"], kinds, strict=True) if kind in by_kind}


def _describe_periods(table: Table, due: Mapping[str, frozenset[str]], units: Table) -> Table:
    known_kind = set(units.frame.loc[units.frame["kind"].notna(), "id"]) if "kind" in units.frame else set()
    periods = {text: Period.parse(text) for text in table.frame["period"].unique()}
    row_periods = [periods[text] for text in table.frame["period"]]
    expected = [
        period.kind in due.get(unit, ()) if unit in known_kind else None
        for unit, period in zip(table.frame["unit"], row_periods, strict=True)
    ]
    ends = [None if period.kind == "ad_hoc" else span(period)[1] for period in row_periods]
    frame = table.frame.assign(
        kind=pd.Series([period.kind for period in row_periods], dtype=object),
        year=pd.Series([period.year for period in row_periods], dtype="float64"),
        ends_on=pd.Series(ends, dtype="datetime64[us]"),
        expected=pd.Series(expected, dtype=object),
    )
    return replace(table, frame=frame)


def _set_deadlines(tables: dict[str, Table], calendar: Calendar) -> None:
    """Apply the due date that the regulation sets, else the submitted calendar's, else a local one.

    The pack's weekend policy moves it.
    """
    table, units = tables["report"], tables["unit"].frame
    tiers = dict(zip(units["id"], units["tier"], strict=True)) if "tier" in units else {}
    stated = table.frame["due_on"] if "due_on" in table.frame else [pd.NaT] * len(table)
    own = _own_deadlines(table, calendar.due or {})
    deadlines: list[date | None] = []
    origins: list[str | None] = []
    for due_on, period, unit in zip(stated, table.frame["period"], table.frame["unit"], strict=True):
        day, origin = own.get((period, tiers.get(unit)), (None, None))
        if origin != "regulation" and not pd.isna(due_on):
            day, origin = due_on.date(), "calendar"
        deadlines.append(None if day is None else calendar.moved(day))
        origins.append(origin)
    frame = table.frame.assign(
        deadline=pd.Series(deadlines, dtype="datetime64[us]"),
        due_source=pd.Series(origins, dtype=object),
    )
    tables["report"] = replace(table, frame=frame)


_Deadline = tuple[date | None, str | None]


def _own_deadlines(reports: Table, due: DueTable) -> dict[tuple[str, str | None], _Deadline]:
    """Return the pack's due date of each period in each tier, and whether the regulation or a local choice sets it."""
    periods = {text: Period.parse(text) for text in reports.frame["period"].unique()}
    return {
        (text, tier): (day, "regulation" if due[tier][period.kind].in_regulation else "local")
        for text, period in periods.items()
        for tier in due
        if (day := due_date(period, tier, due)) is not None
    }


# -- payments


def _payments(tables: Mapping[str, Table], covered: frozenset[str]) -> Table:
    """Expect, of each officer in post, a payment in every period that the submitted payments cover."""
    submitted, officers = tables["payment"], tables["officer"].frame
    here = set(zip(submitted.frame["unit"], submitted.frame["person"], submitted.frame["period"], strict=True))
    periods = sorted(map(Period.parse, covered))
    bounds = (_column(officers, "from_date"), _column(officers, "to_date"))
    rows: list[Duty] = []
    for unit, name, person, start, end in zip(
        officers["unit"], officers["name"], officers["person"], *bounds, strict=True
    ):
        for period in periods:
            served = _served(start, end, period)
            if unit is not None and served is not False and (unit, person, period.id) not in here:
                known = {"officer_name": name, "person": person, "period": period.id, "expected": served}
                rows.append(Duty(unit, known))
    stated = replace(submitted, frame=submitted.frame.assign(expected=_constant(True, len(submitted))))
    return _completed(stated, rows, tables["unit"])


def _column(frame: pd.DataFrame, name: str) -> Iterable[Any]:
    return frame[name] if name in frame else [pd.NaT] * len(frame)


def _served(start: pd.Timestamp, end: pd.Timestamp, period: Period) -> bool | None:
    """Say whether somebody was in post for a whole period (True), part of it (None), or not at all (False)."""
    if period.kind == "ad_hoc":
        return None
    first, last = (pd.Timestamp(day) for day in span(period))
    if start > last or end < first:
        return False
    return None if start > first or end < last else True


# -- registers completed with what is not on record


def _completed(submitted: Table, rows: Sequence[Duty], units: Table) -> Table:
    """Add one unlisted row a duty; its place is the unit's row in the register, its ``listed`` False.

    ``listed`` is unknown where a rejected row may have been the one.
    """
    places = {unit: place for place, unit in enumerate(units.frame["id"])}
    at = np.array([places[duty.unit] for duty in rows], dtype=np.int64)
    anchors = tuple(SheetOrigin(sheet.file, sheet.sheet, {}, sheet.anchor) for sheet in units.sheets)
    stated = submitted.frame.assign(listed=_constant(True, len(submitted)))
    listed = [None if duty.unit in submitted.doubtful else False for duty in rows]
    known = {"unit": [duty.unit for duty in rows], "listed": listed}
    added = pd.DataFrame(
        {
            name: pd.Series(known.get(name, [duty.values.get(name) for duty in rows]), dtype=stated[name].dtype)
            for name in map(str, stated)
        }
    )
    return replace(
        submitted,
        frame=pd.concat([stated, added], ignore_index=True) if rows else stated,
        sheets=(*submitted.sheets, *anchors),
        origin=np.concatenate([submitted.origin, units.origin[at] + len(submitted.sheets)]),
        row=np.concatenate([submitted.row, units.row[at]]),
        absent={name: np.concatenate([rows_, np.zeros(len(rows), bool)]) for name, rows_ in submitted.absent.items()},
    )


def _constant(value: object, length: int) -> "pd.Series[Any]":
    return pd.Series([value] * length, dtype=object)
