"""The middle step, once for each part: accept and complete its rows, and sum up what other parts must know of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.intake.rows.accept_rows import AcceptedRows, accept_rows
from kstt_rules.intake.rows.raw_table import RawTable, stacked_raw_tables
from kstt_rules.judging.bearers import Bodies, bodies_named
from kstt_rules.judging.complete import derive
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.newest_day import newest_day
from kstt_rules.judging.roster_changes import add_changes, renamed
from kstt_rules.judging.steps import with_received
from kstt_rules.large.crossings import UNIT, Crossings, Hashes, Rows, named_units
from kstt_rules.large.job import Job, Side, WholeDossier
from kstt_rules.large.register_rows import StoredRows, stored_rows, units_of_part
from kstt_rules.large.workspace import Workspace
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.vocabulary import Vocabulary

_ROSTER = "officer"


@dataclass(frozen=True)
class CompletedTable:
    """A table of a part, completed: the rows from ``stated`` on were not submitted but were due."""

    table: Table
    stated: int


@dataclass(frozen=True)
class PartSummary:
    """What other parts must know of a part.

    ``sizes`` and ``unasked`` count rows as a Part has it; ``sought`` and ``held`` are by crossing; ``bodies`` are those
    of its units that the pack names.
    """

    sizes: Mapping[str, int]
    bodies: Bodies
    unasked: Mapping[tuple[str, tuple[str, ...]], int]
    sought: tuple[Hashes, ...]
    held: tuple[tuple[Hashes, Rows], ...]
    accounts: Mapping[Side, RowAccount]
    newest_day: dt.date | None


def complete_part(workspace: Workspace, part: int) -> PartSummary:
    """Accept and complete the rows of a part, keep its tables, and sum it up."""
    job: Job = workspace.load_once("job")
    whole: WholeDossier = workspace.load_once("whole")
    accounts: dict[Side, RowAccount] = {"now": RowAccount(), "before": RowAccount()}
    tables: dict[str, Table] = {}
    if whole.has_units:
        tables[UNIT] = units_of_part(workspace, part)
    for entity, accepted in _accepted(workspace, "now", part, whole):
        accounts["now"].enter(accepted)
        tables[entity] = replace(accepted.table, unread=whole.unread["now"].get(entity, ()))
    earlier: dict[str, Table] = {}
    for entity, accepted in _accepted(workspace, "before", part, whole):
        accounts["before"].enter(accepted)
        if entity == _ROSTER:
            sheets, unread = renamed(accepted.table.sheets, whole.names), whole.unread["before"].get(entity, ())
            earlier[entity] = replace(accepted.table, sheets=sheets, unread=unread)
    noted = with_received(job.run, Dossier(tables, unplaced=whole.unplaced), whole.lacking)
    workspace.save(f"received/{part}", (noted.received, noted.submissions))
    stated = {entity: len(table) for entity, table in tables.items()}
    complete = derive(Dossier(tables), job.pack.calendar, time=job.run.time, horizon=whole.horizon)
    if whole.compared:
        before = derive(Dossier(earlier), job.pack.calendar, time=job.run.time)
        complete = add_changes(complete, before, job.run.effective_from)
    for entity, table in complete.tables.items():
        workspace.save(f"settled/{part}/{entity}", CompletedTable(table, stated.get(entity, 0)))
    crossings = job.crossings
    with stored_rows(workspace, crossings) as rows:
        units = _units_named(complete.tables, rows, job.pack.vocabulary)
    return _summary(complete, crossings, units, accounts, job.run.as_of)


def _accepted(workspace: Workspace, side: Side, part: int, whole: WholeDossier) -> Iterator[tuple[str, AcceptedRows]]:
    job: Job = workspace.load_once("job")
    pieces = [workspace.load(f"{side}/rows/{part}/{number}") for number in whole.pieces[side].get(part, ())]
    for entity, fields in whole.fields[side].items():
        raw_tables = [piece[entity] for piece in pieces if entity in piece]
        raw = stacked_raw_tables(raw_tables or [_empty(entity)], fields)
        yield entity, accept_rows(raw, job.pack.vocabulary.entity(entity))


def _empty(entity: str) -> RawTable:
    nothing = np.zeros(0, dtype=np.intp)
    return RawTable(entity, (), nothing, nothing)


def _summary(
    dossier: Dossier,
    crossings: Crossings,
    units: Table,
    accounts: Mapping[Side, RowAccount],
    as_of: dt.date,
) -> PartSummary:
    tables, facts = dossier.tables, Facts(dossier, crossings.vocabulary)
    return PartSummary(
        sizes={entity: len(table) for entity, table in tables.items()},
        unasked=crossings.unasked(facts),
        bodies=bodies_named(crossings.bodies, facts),
        sought=crossings.sought(tables, units),
        held=crossings.held({entity: table for entity, table in tables.items() if entity != UNIT}),
        accounts=accounts,
        newest_day=newest_day(dossier, crossings.vocabulary, as_of),
    )


def _units_named(tables: Mapping[str, Table], units: StoredRows, vocabulary: Vocabulary) -> Table:
    """Return the rows of the register that the rows of a part belong to or name."""
    named = named_units(tables, vocabulary)
    own = tables[UNIT].cells("id") if UNIT in tables else ()
    return units.take(units.of({*named, *own}))
