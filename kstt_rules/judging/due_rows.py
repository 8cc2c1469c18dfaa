"""Registers completed with what is due but not on record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.dossier import SheetOrigin, Table

Numbers = npt.NDArray[np.int64]
Column = npt.NDArray[Any]
Columns = dict[str, Column]
Marker = Callable[[Columns], Columns]
"""Takes columns of some rows, and gives more of them."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A row that should stand in a register: whose it is, by the row of another table, and the values that name it."""

    owner: int
    unit: str
    values: Mapping[str, Any]


def completed(submitted: Table, rows: Sequence[DueRow], owners: Table, marks: Marker, **stated: Column) -> Table:
    """Add one unlisted row for each that is due; its place is its owner's row, its ``listed`` False.

    ``listed`` is unknown where an unread row may be the one, and so is all that this one may say. ``stated`` are more
    columns of what was submitted; ``marks`` gives those that follow from all.
    """
    at = np.array([row.owner for row in rows], dtype=np.int64)
    anchors = tuple(SheetOrigin(sheet.file, sheet.sheet, {}, sheet.anchor) for sheet in owners.sheets)
    own = columns_of(submitted.frame) | stated | {"listed": np.full(len(submitted), True, dtype=object)}
    listed = [None if submitted.may_lack_rows_of(row.unit) else False for row in rows]
    named = dict.fromkeys(name for row in rows for name in row.values)
    values: dict[str, Sequence[Any]] = {name: [row.values.get(name) for row in rows] for name in named}
    values |= {"unit": [row.unit for row in rows], "listed": listed}
    columns = _longer(own, values, len(rows))
    table = _with_places(submitted, anchors, owners.origin[at] + len(submitted.sheets), owners.row[at])
    may_be_listed = [len(submitted) + row for row, is_listed in enumerate(listed) if is_listed is None]
    unclear = {(row, name): () for row in may_be_listed for name in map(str, submitted.frame) if name not in values}
    return replace(table, frame=frame_of(columns | marks(columns)), unclear={**table.unclear, **unclear})


def with_rows(
    table: Table, values: Mapping[str, Sequence[Any]], sheets: Sequence[SheetOrigin], origin: Numbers, row: Numbers
) -> Table:
    """Add rows to a table, blank in the columns without ``values``.

    ``origin`` and ``row`` are their places, among the table's sheets and then ``sheets``.
    """
    longer = _with_places(table, sheets, origin, row)
    return replace(longer, frame=frame_of(_longer(columns_of(table.frame), values, len(row))))


def _with_places(table: Table, sheets: Sequence[SheetOrigin], origin: Numbers, row: Numbers) -> Table:
    return replace(
        table,
        sheets=(*table.sheets, *sheets),
        origin=np.concatenate([table.origin, origin]),
        row=np.concatenate([table.row, row]),
        absent={name: np.concatenate([marks, np.zeros(len(row), bool)]) for name, marks in table.absent.items()},
    )


def _longer(columns: Columns, values: Mapping[str, Sequence[Any]], number: int) -> Columns:
    if not number:
        return columns
    blank = [None] * number
    longer = {}
    for name, held in columns.items():
        given = pd.Series(values[name], dtype=held.dtype).to_numpy() if name in values else np.array(blank, held.dtype)
        longer[name] = np.concatenate([held, given])
    return longer


def columns_of(frame: pd.DataFrame) -> Columns:
    """Return the columns of a frame as arrays, to be read."""
    return {name: frame[name].to_numpy() for name in map(str, frame)}


def frame_of(columns: Columns) -> pd.DataFrame:
    """Return a frame of columns, which nobody may change any more."""
    index = pd.RangeIndex(len(next(iter(columns.values()), ())))
    series = {name: pd.Series(cells, index, cells.dtype, copy=False) for name, cells in columns.items()}
    return pd.DataFrame(series, index, copy=False)


def first_of_each(keys: Sequence[Any], order: Sequence[Column]) -> Column:
    """Mark of the rows with the same keys the first by an order, whose first column counts most."""
    group = np.zeros(len(keys[0]), dtype=np.int64)
    for values in keys:
        codes, distinct = pd.factorize(values)
        group = pd.factorize(group * (len(distinct) + 1) + codes)[0]
    ranked = np.lexsort([np.arange(len(group)), *reversed(order)])
    places = np.unique(group[ranked], return_index=True)[1]
    first = np.zeros(len(group), bool)
    first[ranked[places]] = True
    return first.astype(object)


def days_of(frame: pd.DataFrame | Columns, name: str) -> npt.NDArray[np.datetime64]:
    """Return a column of days, none where there is no such column."""
    if name in frame:
        return np.asarray(frame[name], dtype="datetime64[us]")
    length = len(frame) if isinstance(frame, pd.DataFrame) else len(next(iter(frame.values())))
    return np.full(length, np.datetime64("NaT", "us"))


def spread(values: Sequence[Any], codes: npt.NDArray[np.intp]) -> Column:
    """Return the value of each row by its code; None where that is -1."""
    distinct = np.fromiter((*values, None), dtype=object, count=len(values) + 1)
    return distinct[codes]


def constant(value: object, length: int) -> "pd.Series[Any]":
    """Return a column of one value."""
    return pd.Series([value] * length, dtype=object)
