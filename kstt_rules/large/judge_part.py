"""The last step, once for each part: gather the rows that its rules may look at, judge them, write the findings."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.bearers import Bodies
from kstt_rules.judging.part import Part
from kstt_rules.judging.steps import found_by, judge_run
from kstt_rules.large.complete_part import CompletedTable
from kstt_rules.large.crossings import (
    UNIT,
    Crossings,
    Rows,
    named_units,
    subject_hashes,
)
from kstt_rules.large.job import REST, Job
from kstt_rules.large.register_rows import StoredRows, stored_rows
from kstt_rules.large.workspace import Workspace
from kstt_rules.model.dossier import Dossier, Table, stacked
from kstt_rules.model.findings import Undecided
from kstt_rules.model.outcomes import Outcomes
from kstt_rules.model.selection import Selection
from kstt_rules.model.spilled import AT_ONCE
from kstt_rules.model.vocabulary import Vocabulary

Guests = Mapping[str, Mapping[int, Rows]]
"""By entity and part, the rows that another part looks at."""

_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Totals:
    """What is counted and named over all parts, as a Part has it."""

    sizes: Mapping[str, int]
    unasked: Mapping[tuple[str, tuple[str, ...]], int]
    bodies: Bodies


@dataclass(frozen=True)
class PartJudged:
    """What is summed up over all parts: the counts, what is undecided, and how many subjects the engine judged."""

    outcomes: Mapping[str, Outcomes]
    undecided: tuple[Undecided, ...]
    by_engine: int


def judge_part(workspace: Workspace, part: int) -> PartJudged:
    """Judge the rows of a part, and keep the findings and the units in their order."""
    job: Job = workspace.load_once("job")
    totals: Totals = workspace.load_once("totals")
    tables, beside = _gathered(workspace, part, workspace.load(f"guests/{part}"), job.pack.vocabulary)
    crossings = job.crossings
    if UNIT in tables:
        with stored_rows(workspace, crossings) as units:
            tables[UNIT], beside[UNIT] = units_beside(tables, beside, units, crossings)
    own = Part(beside, totals.sizes, totals.unasked, is_first=part == REST, bodies=totals.bodies)
    selection: Selection | None = workspace.load_once("selection")
    received, submissions = workspace.load(f"received/{part}")
    run = replace(job.run, dossier=Dossier(tables), received=received, submissions=submissions, selection=selection)
    judgement = judge_run(run, verify=job.verify, part=own)
    found = found_by(run, judgement, job.texts)
    for name, items in (("judged", found.findings), ("records", found.units)):
        starts = range(0, len(items), AT_ONCE)
        workspace.save(f"{name}/{part}", *(items[start : start + AT_ONCE] for start in starts))
    return PartJudged(found.outcomes, found.undecided, judgement.by_engine)


def _gathered(
    workspace: Workspace, part: int, guests: Guests, vocabulary: Vocabulary
) -> tuple[dict[str, Table], dict[str, _Mask]]:
    """Return the tables of a part with the guests among its own rows, and marks of the guests."""
    totals: Totals = workspace.load_once("totals")
    tables: dict[str, Table] = {}
    beside: dict[str, _Mask] = {}
    for entity in totals.sizes:
        own: CompletedTable = workspace.load(f"settled/{part}/{entity}")
        pieces, added = [own.table], [np.arange(len(own.table)) >= own.stated]
        for other, rows in guests.get(entity, {}).items():
            guest: CompletedTable = workspace.load(f"settled/{other}/{entity}")
            pieces.append(guest.table.take(rows))
            added.append(rows >= guest.stated)
        marks = np.arange(sum(map(len, pieces))) >= len(own.table)
        order = _order(pieces, np.concatenate(added), vocabulary.owner_of(entity))
        tables[entity] = own.table if len(pieces) == 1 else stacked(pieces).take(order)
        beside[entity] = marks if len(pieces) == 1 else marks[order]
    return tables, beside


def _order(pieces: list[Table], added: _Mask, owner: str | None) -> Rows:
    """Return the order that the rows have in the whole: those added last, then by unit, then as in their part."""
    ranks = np.zeros(len(added), np.int64)
    columns = [] if owner is None else [piece.columns[owner] for piece in pieces if owner in piece.columns]
    if columns:
        codes, units = coded(np.concatenate(columns))
        order = np.argsort(units)
        places = np.empty(len(units) + 1, np.int64)
        places[order], places[-1] = np.arange(len(units)), -1
        ranks = places[codes]
    return np.lexsort([ranks, added])


def units_beside(
    tables: Mapping[str, Table], beside: Mapping[str, _Mask], units: StoredRows, crossings: Crossings
) -> tuple[Table, _Mask]:
    """Return the units of a part with those that its rows name or look at, in the order of the register."""
    own = set(tables[UNIT].cells("id"))
    named = named_units(tables, crossings.vocabulary)
    table = units.take(units.with_above(own | named))
    found = set(table.cells("id"))
    for item in (item for item in crossings.beyond if item.related == UNIT and item.subject in tables):
        subjects = tables[item.subject].take(np.flatnonzero(~beside[item.subject]))
        rows = units.found_by(item, subject_hashes(item, subjects, table))
        found.update(units.take(np.unique(rows)).cells("id"))
    table = units.take(units.with_above(found))
    return table, np.array([unit not in own for unit in table.cells("id")], dtype=bool)
