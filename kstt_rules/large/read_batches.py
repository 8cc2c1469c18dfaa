"""The first steps, once for each batch of files: read it, then sort its rows into the parts that they belong to."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.batches import Batch, KnownUnits, Opened, Taken, open_batch, rows_of, take_batch, unit_names
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.intake.rows.implied_units import NamedUnit
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.stored_units import store_units, stored_units
from kstt_rules.large.job import REST, Batches, Job, Side
from kstt_rules.large.register_rows import StoredRows, stored_rows
from kstt_rules.large.workspace import Workspace
from kstt_rules.model.dossier import UnreadRow
from kstt_rules.model.vocabulary import Vocabulary

_DATED = ("report", "payment")


@dataclass(frozen=True)
class BatchSummary:
    """What all parts must know of a batch.

    ``fields`` are the columns by dataset, ``parts`` those to which some rows belong, ``periods`` what its rows of
    reports and payments speak of, ``unread`` the rows that were not read, by dataset.
    """

    fields: Mapping[str, tuple[str, ...]]
    parts: tuple[int, ...]
    periods: Mapping[str, frozenset[str]]
    unread: Mapping[str, tuple[UnreadRow, ...]]
    account: RowAccount


def open_files(workspace: Workspace, side: Side, number: int) -> Opened:
    """Read a batch of files and keep its tables."""
    job: Job = workspace.load_once("job")
    planned: Batches = workspace.load_once(f"{side}/batches")
    batch, opened = open_batch(planned.files[number], job.pack.vocabulary, units=planned.units, mapping=planned.mapping)
    workspace.save(f"{side}/batch/{number}", batch)
    return opened


def name_units(workspace: Workspace, side: Side, number: int) -> tuple[NamedUnit, ...]:
    """Return the names of units in a batch."""
    job: Job = workspace.load_once("job")
    batch: Batch = workspace.load(f"{side}/batch/{number}")
    return unit_names(rows_of(batch, job.pack.vocabulary, None), job.pack.vocabulary)


def file_rows(workspace: Workspace, side: Side, number: int) -> BatchSummary:
    """Link the rows of a batch to units, and sort them into the parts of those units."""
    job: Job = workspace.load_once("job")
    vocabulary = job.pack.vocabulary
    taken = _taken(workspace, side, number, vocabulary)
    pieces: dict[int, dict[str, RawTable]] = {}
    periods: dict[str, frozenset[str]] = {}
    with stored_rows(workspace, job.crossings) as rows:
        for entity, raw in taken.raw_tables.items():
            good = _good(raw)
            if entity in _DATED:
                named = (row.values.get("period") for row in taken.unread.get(entity, ()))
                periods[entity] = frozenset(raw.columns["period"].take(np.flatnonzero(good)).values)
                periods[entity] |= {period for period in named if isinstance(period, str)}
            parts = np.where(good, _parts(raw, rows, vocabulary), REST)
            for part in np.unique(parts).tolist():
                pieces.setdefault(part, {})[entity] = raw.take(np.flatnonzero(parts == part))
    for part, raw_tables in pieces.items():
        workspace.save(f"{side}/rows/{part}/{number}", raw_tables)
    fields = {entity: tuple(raw.columns) for entity, raw in taken.raw_tables.items()}
    return BatchSummary(fields, tuple(sorted(pieces)), periods, taken.unread, taken.account)


def plan_parts(units: Sequence[str], size: int, vocabulary: Vocabulary) -> dict[str, int]:
    """Divide the units, in their order, into parts of some size."""
    apart = units_apart(units, vocabulary)
    return {unit: place // size + 1 for place, unit in enumerate(unit for unit in units if unit not in apart)}


def units_apart(units: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """Return the units whose rows could get the same ids as other rows, because one unit's id begins like another's.

    They stay together in the part of the rows without a unit.
    """
    values = {value for choices in vocabulary.choices.values() for value in choices}
    nested = {unit for unit in units if "/" in unit}
    heads = {"/".join(unit.split("/")[:depth]) for unit in nested for depth in range(1, unit.count("/") + 1)}
    return nested | heads | values


def keep_register(workspace: Workspace, side: Side, units: KnownUnits) -> None:
    """Keep the units of a side for those who link rows to them."""
    store_units(units.register.index, workspace.place(f"{side}/register"))
    workspace.save(f"{side}/is_given", units.is_given)


def _taken(workspace: Workspace, side: Side, number: int, vocabulary: Vocabulary) -> Taken:
    batch: Batch = workspace.load(f"{side}/batch/{number}")
    with stored_units(workspace.place(f"{side}/register")) as index:
        units = KnownUnits(Register(index), None, is_given=workspace.load_once(f"{side}/is_given"))
        return take_batch(batch, vocabulary, units)


def _good(raw: RawTable) -> npt.NDArray[np.bool_]:
    good = np.ones(len(raw), bool)
    good[[*raw.faults, *(row for row, _, _ in raw.cell_faults())]] = False
    return good


def _parts(raw: RawTable, rows: StoredRows, vocabulary: Vocabulary) -> npt.NDArray[np.int64]:
    owner = vocabulary.owner_of(raw.entity)
    if owner is None or owner not in raw.columns:
        return np.full(len(raw), REST, np.int64)
    column = raw.columns[owner]
    parts = [rows.part(value) if isinstance(value, str) else REST for value in column.values]
    return np.array([*parts, REST], dtype=np.int64)[column.codes]
