"""The rows of a raw table that stand, as a table; what did not change since one before is taken over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column
from kstt_rules.intake.files.columns import Mask, Rows
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.model.dossier import Table, moved_to
from kstt_rules.model.vocabulary import Entity


def table_of_rows(raw: RawTable, entity: Entity, rows: Rows) -> Table:
    """Return some rows of a raw table, in their order, as a table."""
    names = _names(raw, entity)
    columns = _columns_of(raw, entity, rows)
    moved, unclear = moved_to(rows, raw.moved, len(raw)), moved_to(rows, raw.unclear, len(raw))
    return Table(
        raw.entity, columns, raw.sheets, raw.origin[rows], raw.row[rows], _absent(raw, names, rows), moved, unclear
    )


def table_again(
    before: Table, was: tuple[RawTable, Rows], raw: RawTable, entity: Entity, rows: Rows, changed: Sequence[int]
) -> Table:
    """Return the table of rows, as ``table_of_rows`` does, from that of the rows that ``was`` of a raw table before.

    All rows but the ``changed`` ones hold what they held. A column that is as before is the same value, and so is a
    table.
    """
    names = _names(raw, entity)
    columns = _columns_again(before.columns, was, raw, entity, rows, changed)
    moved, unclear = moved_to(rows, raw.moved, len(raw)), moved_to(rows, raw.unclear, len(raw))
    absent = {name: _same(before.absent.get(name), marks) for name, marks in _absent(raw, names, rows).items()}
    origin, row = _same(before.origin, raw.origin[rows]), _same(before.row, raw.row[rows])
    is_same = columns is before.columns and origin is before.origin and row is before.row
    if is_same and _are_same(absent, before.absent) and (moved, unclear) == (before.moved, before.unclear):
        return before
    return replace(before, columns=columns, origin=origin, row=row, absent=absent, moved=moved, unclear=unclear)


def _columns_again(
    columns: Mapping[str, Column],
    was: tuple[RawTable, Rows],
    raw: RawTable,
    entity: Entity,
    rows: Rows,
    changed: Sequence[int],
) -> Mapping[str, Column]:
    """Put the rows that stood before in their order, then set what differs."""
    before, stood = was
    places = np.full(len(raw), -1, dtype=np.intp)
    places[stood] = np.arange(len(stood))
    source = places[rows]
    differs = source < 0
    for row in changed:
        differs |= rows == row
    new = np.flatnonzero(differs)
    if len(new) and not len(stood):
        return _columns_of(raw, entity, rows)
    have_stood = bool((source >= 0).all())
    if not np.array_equal(rows, stood):
        columns = {name: held[np.maximum(source, 0)] for name, held in columns.items()}
    changed_columns = {}
    for name, held in columns.items() if len(new) else ():
        if have_stood and before.columns[name] is raw.columns[name]:
            continue
        values = raw.columns[name].array(entity.fields[name].type, rows[new])
        if not _are_equal(held[new], values):
            column = held.copy()
            column[new] = values
            changed_columns[name] = column
    return {**columns, **changed_columns} if changed_columns else columns


def _columns_of(raw: RawTable, entity: Entity, rows: Rows) -> dict[str, Column]:
    return {name: raw.columns[name].array(entity.fields[name].type, rows) for name in _names(raw, entity)}


def _names(raw: RawTable, entity: Entity) -> list[str]:
    return [name for name in entity.fields if name in raw.columns]


def _absent(raw: RawTable, names: Sequence[str], rows: Rows) -> dict[str, Mask]:
    found = ((name, raw.absent[name][rows]) for name in names)
    return {name: marks for name, marks in found if marks.any()}


def _are_equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    if one.dtype == object:
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return all(mine is its or (type(mine) is type(its) and mine == its) for mine, its in pairs)
    return np.array_equal(one, other, equal_nan=True)


def _same(before: npt.NDArray[Any] | None, now: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return what was before where it equals what is now."""
    return before if before is not None and np.array_equal(before, now) else now


def _are_same(absent: Mapping[str, Mask], before: Mapping[str, Mask]) -> bool:
    return absent.keys() == before.keys() and all(marks is before[name] for name, marks in absent.items())
