"""A raw table becomes a table: rows with a fault are rejected, repeated rows left out, the others put in order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

import numpy as np

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.columns import Mask
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.rows.row_order import RowOrder, in_order, reordered
from kstt_rules.intake.rows.table_of_rows import table_again, table_of_rows
from kstt_rules.intake.rows.unread_rows import cells_of_row, units_of_row
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.model.dossier import Reject, Table
from kstt_rules.model.vocabulary import Entity

_SHOWN_LENGTH: Final = 80
_FEW: Final = 8
"""Rows that are looked at apart; of more, all are."""

Told = TypeVar("Told")


@dataclass(frozen=True)
class RowsToldOf:
    """What is said of rows, by their places: of those with faults, their reasons too, and of those that are left out.

    ``told`` is of faults, and of notices about rows that stand.
    """

    faulty: Mapping[int, str]
    left_out: Mapping[int, str]
    told: Mapping[int, Reject]
    told_left_out: Mapping[int, Reject]

    def with_rows(self, rows: Sequence[int], part: "RowsToldOf") -> "RowsToldOf":
        """Return the same with what is said of some rows in the place of what was."""
        return RowsToldOf(
            _with(self.faulty, rows, part.faulty),
            _with(self.left_out, rows, part.left_out),
            _with(self.told, rows, part.told),
            _with(self.told_left_out, rows, part.told_left_out),
        )


@dataclass(frozen=True)
class AcceptedRows:
    """A table, a message for each row that it does not hold, and all rows counted by their sheet.

    ``accepted`` is by the index of the sheet, the others by that index and the reason. ``order`` and ``told_of`` are
    what they were made of.
    """

    table: Table
    accepted: Counter[int]
    rejected: Counter[tuple[int, str]]
    ignored: Counter[tuple[int, str]]
    rejects: tuple[Reject, ...]
    order: RowOrder
    told_of: RowsToldOf


def accepted_rows(raw: RawTable, entity: Entity, memo: Memo) -> AcceptedRows:
    """Return what ``accept_rows`` does; with a memo of the same dataset before, from the rows that differ."""
    return memo.mended(("accepted", raw.entity), accept_rows, _mended, raw, entity)


def accept_rows(raw: RawTable, entity: Entity) -> AcceptedRows:
    """Make the table of a raw table, its rows sorted by unit, key and all values, whatever their order in the files.

    A row that equals another in every value is left out, and said to be.
    """
    told_of = _told_of(raw, entity)
    order = in_order(raw, entity, np.flatnonzero(_good(raw, told_of)))
    return _accepted(raw, entity, told_of, order, table_of_rows(raw, entity, order.standing))


def _mended(given: tuple[RawTable, Entity], before: AcceptedRows, raw: RawTable, entity: Entity) -> AcceptedRows | None:
    """Look only at the rows that differ; None where more than rows does, or many."""
    was = given[0]
    rows = was.rows_unlike(raw)
    if rows is None or len(rows) > _FEW:
        return None
    places, part = rows.tolist(), raw.take(rows)
    own = _told_of(part, entity)
    good = [places[row] for row in np.flatnonzero(_good(part, own)).tolist()]
    told_of = before.told_of.with_rows(places, own)
    order = reordered(before.order, was, raw, entity, places, good)
    table = table_again(before.table, (was, before.order.standing), raw, entity, order.standing, places)
    return _accepted(raw, entity, told_of, order, table)


def _good(raw: RawTable, told_of: RowsToldOf) -> Mask:
    good = np.ones(len(raw), dtype=bool)
    good[[*told_of.faulty, *raw.left_out]] = False
    return good


def _told_of(raw: RawTable, entity: Entity) -> RowsToldOf:
    faults = raw.all_faults()
    left_out = {row: fault for row, fault in raw.left_out.items() if row not in faults}
    notices = {row: found for row, found in raw.notices.items() if row not in faults and row not in raw.left_out}
    joined = {row: _joined(raw, entity, row, found, both("{parts}.")) for row, found in faults.items()}
    joined |= {
        row: _joined(raw, entity, row, found, both("The row was accepted; please check: {parts}."))
        for row, found in notices.items()
    }
    names = {row: [name for name, _ in found] for row, found in (faults | notices).items()}
    return RowsToldOf(
        faulty={row: joined[row].reason for row in faults},
        left_out={row: fault.reason for row, fault in left_out.items()},
        told={row: _reject(raw, entity, row, fault, names[row]) for row, fault in joined.items()},
        told_left_out={row: _reject(raw, entity, row, fault, [None]) for row, fault in left_out.items()},
    )


def _accepted(raw: RawTable, entity: Entity, told_of: RowsToldOf, order: RowOrder, table: Table) -> AcceptedRows:
    repeats = {row: _repeat_of(raw, kept) for row, kept in order.repeats.items()}
    of_repeats = {row: _reject(raw, entity, row, fault, [None]) for row, fault in repeats.items()}
    ignored = {**told_of.left_out, **{row: fault.reason for row, fault in repeats.items()}}
    return AcceptedRows(
        table=table,
        accepted=Counter(dict(enumerate(np.bincount(table.origin).tolist()))),
        rejected=Counter((int(raw.origin[row]), reason) for row, reason in told_of.faulty.items()),
        ignored=Counter((int(raw.origin[row]), reason) for row, reason in ignored.items()),
        rejects=(*_by_row(told_of.told), *_by_row({**told_of.told_left_out, **of_repeats})),
        order=order,
        told_of=told_of,
    )


def _by_row(told: Mapping[int, Reject]) -> Iterator[Reject]:
    return (told[row] for row in sorted(told))


def _with(found: Mapping[int, Told], rows: Sequence[int], part: Mapping[int, Told]) -> dict[int, Told]:
    return {row: item for row, item in found.items() if row not in rows} | {rows[at]: item for at, item in part.items()}


def _repeat_of(raw: RawTable, kept: int) -> CellFault:
    sheet, row = raw.sheets[raw.origin[kept]], raw.row[kept]
    message = both("Same as row {row} of sheet {sheet}, file {file}; counted once.").format(
        row=row, sheet=sheet.sheet, file=sheet.file
    )
    return CellFault("duplicate_row", message)


def _reject(raw: RawTable, entity: Entity, row: int, fault: CellFault, names: Sequence[str | None]) -> Reject:
    """Say what is wrong with a row, and in which cells: those of the fields named, or the row's own."""
    sheet, units = raw.sheets[raw.origin[row]], () if row in raw.left_out else units_of_row(raw, row, entity)
    cells = cells_of_row(raw, row, names)
    return Reject(sheet.file, sheet.sheet, int(raw.row[row]), fault.reason, fault.message, cells, units)


def _joined(
    raw: RawTable, entity: Entity, row: int, found: Sequence[tuple[str, CellFault]], sentence: Bilingual
) -> CellFault:
    """Join all that is wrong with a row into a sentence; the first reason stands for it."""
    order = list(entity.fields)
    faults = sorted(found, key=lambda item: order.index(item[0]))
    parts = [_part(raw, entity, row, name, fault) for name, fault in faults]
    return CellFault(faults[0][1].reason, sentence.format(parts=joined("; ", parts)))


def _part(raw: RawTable, entity: Entity, row: int, name: str, fault: CellFault) -> Bilingual:
    header = entity.fields[name].header or entity.fields[name].label.vi
    cell = raw.cells[name][row] if name in raw.cells else None
    shown = text(cell) if cell is not None else None
    if (row, name) in raw.moved:
        header = f"{header}, {raw.moved[row, name]}"
    if shown is None:
        said = both("Column “{header}”: {fault}")
        return said.format(header=header, fault=fault.message)
    shown = shown if len(shown) <= _SHOWN_LENGTH else f"{shown[:_SHOWN_LENGTH]}…"
    said = both("Column “{header}” holds “{shown}”: {fault}")
    return said.format(header=header, shown=shown, fault=fault.message)
