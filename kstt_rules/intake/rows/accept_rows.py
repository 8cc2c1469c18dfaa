"""A raw table becomes a table: rows with a fault are rejected, repeated rows left out, the others put in order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.intake.files.columns import CellColumn, Mask, Rows
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.rows.unread_rows import cells_of_row, units_of_row
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.model.dossier import Reject, Table, moved_to
from kstt_rules.model.vocabulary import Entity

_SHOWN_LENGTH = 80


@dataclass(frozen=True)
class AcceptedRows:
    """A table, a message for each row that it does not hold, and all rows counted by their sheet.

    ``accepted`` is by the index of the sheet, the others by that index and the reason.
    """

    table: Table
    accepted: Counter[int]
    rejected: Counter[tuple[int, str]]
    ignored: Counter[tuple[int, str]]
    rejects: tuple[Reject, ...]


def accept_rows(raw: RawTable, entity: Entity) -> AcceptedRows:
    """Make the table of a raw table, its rows sorted by unit, key and all values, whatever their order in the files.

    A row that equals another in every value is left out, and said to be.
    """
    faults = raw.all_faults()
    good = np.ones(len(raw), dtype=bool)
    good[[*faults, *raw.left_out]] = False
    rows, repeats = _in_order(raw, entity, np.flatnonzero(good))
    left_out = {row: fault for row, fault in raw.left_out.items() if row not in faults} | repeats
    notices = {row: found for row, found in raw.notices.items() if good[row]}
    joined = {row: _joined(raw, entity, row, found, both("{parts}.")) for row, found in faults.items()}
    joined |= {
        row: _joined(raw, entity, row, found, both("The row was accepted; please check: {parts}."))
        for row, found in notices.items()
    }
    return AcceptedRows(
        table=_table(raw, entity, rows),
        accepted=Counter(raw.origin[rows].tolist()),
        rejected=Counter((int(raw.origin[row]), joined[row].reason) for row in faults),
        ignored=Counter((int(raw.origin[row]), fault.reason) for row, fault in left_out.items()),
        rejects=(
            *(
                _reject(raw, entity, row, fault, [name for name, _ in (faults | notices)[row]])
                for row, fault in joined.items()
            ),
            *(_reject(raw, entity, row, fault, [None]) for row, fault in left_out.items()),
        ),
    )


def _in_order(raw: RawTable, entity: Entity, rows: Rows) -> tuple[Rows, dict[int, CellFault]]:
    """Sort rows; return those that stand, and what to say of each that repeats one of them."""
    names = [name for name in entity.fields if name in raw.columns]
    leading = [name for name in (unit_field(entity), *entity.key) if name in names]
    rows, new = _sorted_by(raw, dict.fromkeys(leading), rows)
    alike = ~new | np.append(~new[1:], [False])
    rows[alike], new[alike] = _sorted_by(raw, dict.fromkeys([*leading, *names]), rows[alike], raw.unread)
    stands = rows[np.maximum.accumulate(np.where(new, np.arange(len(rows)), 0))]
    repeats = {int(row): _repeat_of(raw, int(kept)) for row, kept in zip(rows[~new], stands[~new], strict=True)}
    return rows[new], repeats


def _sorted_by(raw: RawTable, names: Iterable[str], rows: Rows, unread: CellColumn | None = None) -> tuple[Rows, Mask]:
    """Sort rows by fields and by what was not read, and mark each that differs from the row before."""
    keys = [key for name in names for key in (raw.columns[name].take(rows).ranks(), raw.absent[name][rows])]
    keys += [] if unread is None else [unread.take(rows).ranks()]
    if raw.unclear:
        keys += [np.array([(row, name) in raw.unclear for row in rows.tolist()], dtype=bool) for name in names]
    order = np.lexsort(keys[::-1]) if keys else np.arange(len(rows))
    new = np.zeros(len(rows), dtype=bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[order][1:] != key[order][:-1]
    return rows[order], new


def _repeat_of(raw: RawTable, kept: int) -> CellFault:
    sheet, row = raw.sheets[raw.origin[kept]], raw.row[kept]
    message = both("Same as row {row} of sheet {sheet}, file {file}; counted once.").format(
        row=row, sheet=sheet.sheet, file=sheet.file
    )
    return CellFault("duplicate_row", message)


def _table(raw: RawTable, entity: Entity, rows: Rows) -> Table:
    names = [name for name in entity.fields if name in raw.columns]
    frame = pd.DataFrame(
        {name: raw.columns[name].take(rows).series(entity.fields[name].type) for name in names},
        index=pd.RangeIndex(len(rows)),
    )
    absent = {name: raw.absent[name][rows] for name in names if raw.absent[name][rows].any()}
    moved = moved_to(rows, raw.moved, len(raw))
    unclear = moved_to(rows, raw.unclear, len(raw))
    return Table(raw.entity, frame, raw.sheets, raw.origin[rows], raw.row[rows], absent, moved, unclear)


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
