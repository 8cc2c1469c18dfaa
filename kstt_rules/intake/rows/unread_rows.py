"""The rows of which it is not known what they say: what could be read of each, and the units that it may be about."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from kstt_rules.intake.layout.surroundings import ANYBODY
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault
from kstt_rules.model.dossier import Source, UnreadRow
from kstt_rules.model.vocabulary import UNIT, Entity, EntityField, Vocabulary


def unread_rows(raw: RawTable, vocabulary: Vocabulary) -> Iterator[tuple[int, UnreadRow]]:
    """Yield the rows with a fault, those under a name that no unit has, and those that name a unit without meaning one.

    Each stands behind its place. The last are accepted, but whoever asks for the rows of a unit cannot tell whether
    they are among them.
    """
    entity = vocabulary.entity(raw.entity)
    faults = raw.all_faults()
    for row, found in faults.items():
        yield row, _unread(raw, entity, row, [name for name, _ in found], units_of_row(raw, row, entity))
    if raw.entity == UNIT:
        return
    good = np.ones(len(raw), dtype=bool)
    good[[*faults, *raw.left_out]] = False
    owner = unit_field(entity)
    if owner is not None and raw.units is not None:
        for row in np.flatnonzero(good & raw.columns[owner].blank & ~raw.units.blank).tolist():
            yield row, _unread(raw, entity, row, [owner], units_of_row(raw, row, entity))
    for name, item in _looked_up(vocabulary, entity):
        if item.reads in raw.columns and name in raw.columns:
            for row in np.flatnonzero(good & raw.columns[name].blank & ~raw.columns[item.reads].blank).tolist():
                yield row, _unread(raw, entity, row, [name], ())


def units_of_row(raw: RawTable, row: int, entity: Entity) -> tuple[str, ...]:
    """Return the ids of the units that a row may be about."""
    owner = unit_field(entity)
    if owner is None or raw.entity == UNIT:
        return ()
    units: tuple[str, ...] | None = None if raw.units is None else raw.units[row]
    if units is None:
        blank = owner not in raw.columns or raw.columns[owner].blank[row]
        if not (blank and any(name == owner for name, _ in raw.faults.get(row, ()))):
            return ()
        return ANYBODY if raw.around is None else raw.around[row]
    return units


def cells_of_row(raw: RawTable, row: int, names: Sequence[str | None]) -> tuple[str, ...]:
    """Return the cells of some fields of a row; None stands for the row itself."""
    sheet, number = raw.sheets[raw.origin[row]], int(raw.row[row])
    moved = {key: raw.moved[row, key] for key in {*(name or "" for name in names), ""} if (row, key) in raw.moved}
    return tuple(dict.fromkeys(sheet.cell(number, name, moved) for name in names))


def _unread(raw: RawTable, entity: Entity, row: int, names: Sequence[str], units: tuple[str, ...]) -> UnreadRow:
    sheet = raw.sheets[raw.origin[row]]
    source = Source(sheet.file, sheet.sheet, cells_of_row(raw, row, names)[0])
    values = {name: column[row] for name, column in raw.columns.items()}
    read = {name: _may_be(value) for name, value in values.items() if not _is_open(name, values, entity, names)}
    faults = [fault for _, fault in raw.faults.get(row, ())]
    most = max((item.records for item in (*faults, *values.values()) if isinstance(item, CellFault)), default=1)
    return UnreadRow(source, units, read, most)


def _may_be(value: Any) -> Any:
    """Return a value, or all that a cell may hold that can be read in several ways."""
    return frozenset(value.candidates) if isinstance(value, CellFault) else value


def _is_open(name: str, values: Mapping[str, Any], entity: Entity, names: Sequence[str]) -> bool:
    """Tell whether it is not known what a field holds: its cell or the one it is read from was not understood.

    A unit that a row should name and does not, or that a text names without meaning one, is not known to be none.
    """
    value, item = values[name], entity.fields[name]
    source = None if item.reads is None else values.get(item.reads)
    if isinstance(value, CellFault) or value is not None:
        return isinstance(value, CellFault) and not value.candidates
    return isinstance(source, CellFault) or (item.type == UNIT and (name in names or source is not None))


def _looked_up(vocabulary: Vocabulary, entity: Entity) -> Iterator[tuple[str, EntityField]]:
    """Yield the fields that hold the unit that another column names, and by which rows are found from that unit."""
    relations = vocabulary.entity(UNIT).relations.values()
    named = {name for relation in relations for match in relation.match for name in match}
    for name, item in entity.fields.items():
        if item.type == UNIT and item.reads is not None and not item.derived and name in named:
            yield name, item
