"""What a dossier implies: who is the same person, who is in post, which reports and payments were due."""

from dataclasses import replace
from functools import cache

import numpy as np

from kstt_rules.base.arrays import objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.judging.approvals import with_lists, with_possible_lists
from kstt_rules.judging.due_payments import complete_payments, complete_payments_again
from kstt_rules.judging.due_reports import complete_reports, complete_reports_again
from kstt_rules.judging.lives import in_units_that_exist
from kstt_rules.judging.near_names import with_near_names
from kstt_rules.judging.persons import by_person, by_person_again, with_persons, with_persons_again
from kstt_rules.judging.time_judged import TimeJudged
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack.model import Calendar

_PERSON = "person"
"""The derived field that is equal for all rows of a person, however the name is written."""


@dataclass(frozen=True)
class Horizon:
    """The periods that the registers of a whole dossier speak of; a part of it may speak of fewer."""

    reports: frozenset[str]
    payments: frozenset[str]


def horizon_of(dossier: Dossier, memo: Memo | None = None) -> Horizon:
    """Return the periods that stand in the registers of reports and payments."""
    memo = memo or Memo()
    return Horizon(*(memo.of(_periods_in, dossier.tables.get(entity)) for entity in ("report", "payment")))


def with_unread(dossier: Dossier, memo: Memo | None = None) -> Dossier:
    """Fill what follows from what was read of rows that were not accepted, by the whole register."""
    approvals = dossier.tables.get("approval")
    if approvals is None or not approvals.unread:
        return dossier
    filled = (memo or Memo()).of(_with_lists_unread, approvals, dossier.tables.get("unit"))
    return replace(dossier, tables={**dossier.tables, "approval": filled})


def _with_lists_unread(approvals: Table, units: Table | None) -> Table:
    return replace(approvals, unread=with_possible_lists(approvals.unread, units))


def _periods_in(table: Table | None) -> frozenset[str]:
    if table is None:
        return frozenset()
    unread = (row.values.get("period") for row in table.unread)
    return frozenset(table.cells("period")) | {period for period in unread if isinstance(period, str)}


def derive(
    dossier: Dossier,
    calendar: Calendar,
    *,
    time: TimeJudged,
    horizon: Horizon | None = None,
    memo: Memo | None = None,
) -> Dossier:
    """Fill every derived field of a dossier, and add the report and payment rows that were due but do not stand in it.

    ``horizon`` is that of the whole where the dossier is a part. With a ``memo`` what follows from the same tables as
    before is the same value.
    """
    memo, tables = memo or Memo(), dict(dossier.tables)
    of, time = memo.of, memo.same("time", time)
    given = horizon or horizon_of(dossier, memo)
    reports, payments = memo.same("reports", given.reports), memo.same("payments", given.payments)
    for entity, table in dossier.tables.items():
        if field := _names_a_person(entity):
            tables[entity] = memo.mended(("persons", entity), with_persons, with_persons_again, table, field)
    if "officer" in tables:
        people = memo.mended("by_person", by_person, by_person_again, tables["officer"], time.as_of)
        tables["officer"] = of(in_units_that_exist, people, tables.get("unit"), time.as_of)
        tables = with_near_names(tables, memo)
    if "consolidated" in tables:
        senders = memo.same("rosters", _senders(tables.get("officer")))
        tables["consolidated"] = of(_with_rosters, tables["consolidated"], senders)
    if "unit" in tables and "report" in tables:
        tables["report"] = memo.mended(
            "reports due",
            complete_reports,
            complete_reports_again,
            *(tables["report"], tables["unit"], calendar, time, reports),
        )
    if "approval" in tables:
        tables["approval"] = of(with_lists, tables["approval"], tables.get("unit"), time.as_of)
    if "change" in tables:
        tables["change"] = of(_as_stated, tables["change"], time)
    if "payment" in tables:
        officers, units = tables.get("officer"), tables.get("unit")
        tables["payment"] = memo.mended(
            "payments due",
            complete_payments,
            complete_payments_again,
            *(tables["payment"], officers, units, time, payments),
        )
    return replace(dossier, tables=tables)


@cache
def _names_a_person(entity: str) -> str | None:
    """Return the field of the name that a row's person is told by; None for a dataset that is not of persons."""
    known = base_vocabulary().entities.get(entity)
    if known is None or _PERSON not in known.fields:
        return None
    return next(name for name, item in known.fields.items() if item.person)


def _senders(officers: Table | None) -> frozenset[str] | None:
    """Return the units that have sent a roster; None where no roster says whose it is."""
    return None if officers is None or "unit" not in officers.columns else frozenset(officers.cells("unit"))


def _with_rosters(consolidated: Table, senders: frozenset[str] | None) -> Table:
    """Mark whose unit has sent a roster; blank where others have and it has not: there is nothing to compare with."""
    units = consolidated.cells("unit")
    sent = {*units} if senders is None else senders
    received = objects((True if unit in sent else None for unit in units), len(units))
    return consolidated.with_columns(roster_received=received)


def _as_stated(changes: Table, time: TimeJudged) -> Table:
    """Mark submitted changes as such, apart from those that follow from two rosters.

    One without a day may lie before the effect.
    """
    stated = {name: np.full(len(changes), False, dtype=object) for name in ("compared", "same_name")}
    is_told = (time.effective_from is None or day is not None for day in changes.cells("changed_on"))
    happened = objects((is_there or None for is_there in is_told), len(changes))
    return changes.with_columns(**stated, happened=happened)
