"""What a dossier implies: who is the same person, who is in post, which reports and payments were due."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.judging.persons import by_person, with_persons
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.report_calendar import Period, due_date, expected_periods, span
from kstt_rules.model.vocabulary import base_vocabulary
from kstt_rules.pack.model import Calendar

Grid = npt.NDArray[np.bool_]

_PERSON = "person"
"""The derived field that is equal for all rows of a person, however the name is written."""


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
    for entity, table in dossier.tables.items():
        if field := _names_a_person(entity):
            tables[entity] = with_persons(table, field)
    if "officer" in tables:
        tables["officer"] = by_person(tables["officer"], as_of)
    if "consolidated" in tables:
        tables["consolidated"] = _with_rosters(tables["consolidated"], tables.get("officer"))
    if "unit" in tables and "report" in tables:
        tables["report"] = _reports(tables, calendar, as_of, horizon.reports)
        _set_deadlines(tables, calendar)
    if "change" in tables:
        tables["change"] = _as_stated(tables["change"])
    if "payment" in tables and "officer" in tables:
        tables["payment"] = _payments(tables, horizon.payments)
    return replace(dossier, tables=tables)


@cache
def _names_a_person(entity: str) -> str | None:
    """Return the field of the name that a row's person is told by; None for a dataset that is not of persons."""
    known = base_vocabulary().entities.get(entity)
    if known is None or _PERSON not in known.fields:
        return None
    return next(name for name, item in known.fields.items() if item.person)


def _with_rosters(consolidated: Table, officers: Table | None) -> Table:
    """Mark whose unit has sent a roster; blank where others have and it has not: there is nothing to compare with."""
    units = consolidated.frame["unit"]
    sent = {*units} if officers is None or "unit" not in officers.frame else {*officers.frame["unit"]}
    received = pd.Series([True if unit in sent else None for unit in units], dtype=object)
    return replace(consolidated, frame=consolidated.frame.assign(roster_received=received))


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
    expected = expected_periods(min([*years, as_of.year]), as_of.year)
    names = sorted(due)
    is_due = _is_due(expected, [due[name] for name in names])
    lacking = is_due & ~_are_listed(submitted, names, [period.id for period in expected])
    rows = [Duty(names[unit], {"period": expected[at].id}) for unit, at in np.argwhere(lacking).tolist()]
    return _describe_periods(_completed(submitted, rows, units), due, units)


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


def _describe_periods(table: Table, due: Mapping[str, frozenset[str]], units: Table) -> Table:
    known_kind = set(units.frame.loc[units.frame["kind"].notna(), "id"]) if "kind" in units.frame else set()
    codes, texts = pd.factorize(table.frame["period"])
    periods = [Period.parse(text) for text in texts]
    unit_codes, unit_ids = pd.factorize(table.frame["unit"])
    is_due = _is_due(periods, [due.get(unit, frozenset()) for unit in unit_ids]).astype(object)
    is_due[[unit not in known_kind for unit in unit_ids]] = None
    ends = [None if period.kind == "ad_hoc" else span(period)[1] for period in periods]
    frame = table.frame.assign(
        kind=_spread([period.kind for period in periods], codes),
        year=pd.Series(np.array([period.year for period in periods], dtype=np.float64)[codes]),
        ends_on=pd.Series(np.array(ends, dtype="datetime64[us]")[codes]),
        expected=pd.Series(is_due[unit_codes, codes], dtype=object),
    )
    return replace(table, frame=frame)


def _set_deadlines(tables: dict[str, Table], calendar: Calendar) -> None:
    """Apply the due date that the regulation sets, else the submitted calendar's, else a local one.

    The pack's weekend policy moves it.
    """
    table, units = tables["report"], tables["unit"].frame
    tiers = dict(zip(units["id"], units["tier"], strict=True)) if "tier" in units else {}
    tier_codes, of_tier = pd.factorize(table.frame["unit"].map(tiers))
    period_codes, texts = pd.factorize(table.frame["period"])
    own = _own_deadlines([Period.parse(text) for text in texts], [*of_tier, None], calendar)
    deadlines, origins = (values[period_codes, tier_codes] for values in own)
    if "due_on" in table.frame:
        day_codes, days = pd.factorize(table.frame["due_on"])
        stated = (day_codes >= 0) & (origins != "regulation")
        moved = np.array([*(calendar.moved(day.date()) for day in days), None], dtype="datetime64[us]")
        deadlines, origins = np.where(stated, moved[day_codes], deadlines), np.where(stated, "calendar", origins)
    frame = table.frame.assign(deadline=pd.Series(deadlines), due_source=pd.Series(origins, dtype=object))
    tables["report"] = replace(table, frame=frame)


def _own_deadlines(
    periods: Sequence[Period], tiers: Sequence[str | None], calendar: Calendar
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.object_]]:
    """Return the pack's due date of each period in each tier, and whether the regulation or a local choice sets it."""
    due = calendar.due or {}
    days = np.full((len(periods), len(tiers)), np.datetime64("NaT", "us"))
    origins = np.full(days.shape, None, dtype=object)
    for at, period in enumerate(periods):
        for place, tier in enumerate(tiers):
            day = None if tier is None else due_date(period, tier, due)
            if tier is not None and day is not None:
                days[at, place] = np.datetime64(calendar.moved(day))
                origins[at, place] = "regulation" if due[tier][period.kind].in_regulation else "local"
    return days, origins


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


def _spread(values: Sequence[Any], codes: npt.NDArray[np.intp]) -> "pd.Series[Any]":
    """Return the value of each row by its code; None where that is -1."""
    distinct = np.fromiter((*values, None), dtype=object, count=len(values) + 1)
    return pd.Series(distinct[codes], dtype=object)


def _constant(value: object, length: int) -> "pd.Series[Any]":
    return pd.Series([value] * length, dtype=object)
