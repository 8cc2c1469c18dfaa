"""Registers completed with what is due but not on record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, alike, coded, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.dossier import SheetOrigin, Table

_GREATEST_KEY: Final = 2**62
Numbers = npt.NDArray[np.int64]
Columns = Mapping[str, Column]
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
    own = {**submitted.columns, **stated, "listed": np.full(len(submitted), True, dtype=object)}
    listed = [None if submitted.may_lack_rows_of(row.unit) else False for row in rows]
    named = dict.fromkeys(name for row in rows for name in row.values)
    values: dict[str, Sequence[Any]] = {name: [row.values.get(name) for row in rows] for name in named}
    values |= {"unit": [row.unit for row in rows], "listed": listed}
    columns = _longer(own, values, len(rows))
    table = _with_places(submitted, anchors, owners.origin[at] + len(submitted.sheets), owners.row[at])
    may_be_listed = [len(submitted) + row for row, is_listed in enumerate(listed) if is_listed is None]
    unclear = {(row, name): () for row in may_be_listed for name in submitted.columns if name not in values}
    return replace(table, columns={**columns, **marks(columns)}, unclear={**table.unclear, **unclear})


def are_alike(was: Table, now: Table, names: Iterable[str]) -> bool:
    """Tell whether tables have the same rows in the same places, alike in some columns, and as much that is unread."""
    is_like = was.columns.keys() == now.columns.keys() and was.sheets == now.sheets and was.unread == now.unread
    return (
        is_like
        and np.array_equal(was.origin, now.origin)
        and np.array_equal(was.row, now.row)
        and all(alike(was.columns[name], now.columns[name]) for name in names if name in now.columns)
    )


def completed_again(before: Table, was: Table, submitted: Table) -> Table:
    """Return what ``completed`` does, from what it made of a table that was alike in all that anything follows from."""
    number = len(submitted)
    columns = {
        name: np.concatenate([column, before.columns[name][number:]])
        for name, column in submitted.columns.items()
        if column is not was.columns[name]
    }
    added = {key: values for key, values in before.unclear.items() if key[0] >= number}
    return replace(
        before,
        columns={**before.columns, **columns},
        absent=_longer_marks(submitted.absent, len(before) - number),
        moved=submitted.moved,
        unclear={**submitted.unclear, **added},
    )


def with_rows(
    table: Table, values: Mapping[str, Sequence[Any]], sheets: Sequence[SheetOrigin], origin: Numbers, row: Numbers
) -> Table:
    """Add rows to a table, blank in the columns without ``values``.

    ``origin`` and ``row`` are their places, among the table's sheets and then ``sheets``.
    """
    longer = _with_places(table, sheets, origin, row)
    return replace(longer, columns=_longer(table.columns, values, len(row)))


def _with_places(table: Table, sheets: Sequence[SheetOrigin], origin: Numbers, row: Numbers) -> Table:
    return replace(
        table,
        sheets=(*table.sheets, *sheets),
        origin=np.concatenate([table.origin, origin]),
        row=np.concatenate([table.row, row]),
        absent=_longer_marks(table.absent, len(row)),
    )


def _longer_marks(absent: Columns, number: int) -> Columns:
    return {name: np.concatenate([marks, np.zeros(number, bool)]) for name, marks in absent.items()}


def _longer(columns: Columns, values: Mapping[str, Sequence[Any]], number: int) -> Columns:
    if not number:
        return columns
    blank = [None] * number
    return {name: _followed(held, values.get(name, blank)) for name, held in columns.items()}


def _followed(column: Column, values: Sequence[Any]) -> Column:
    given = objects(values, len(values)) if column.dtype == object else np.array(values, column.dtype)
    return np.concatenate([column, given])


def first_of_each(keys: Sequence[Column], order: Sequence[Column]) -> Column:
    """Mark of the rows with the same keys the first by an order, whose first column counts most.

    A key of whole numbers is one whose values are numbered already, from -1 on.
    """
    group, size = np.zeros(len(keys[0]), dtype=np.int64), 1
    for values in keys:
        codes = values if values.dtype.kind == "i" else coded(values)[0]
        number = int(codes.max(initial=-1)) + 2
        if size * number > _GREATEST_KEY:
            group, size = coded(group)[0], len(group)
        group = group * number + codes
        size *= number
    ranked = np.lexsort([np.arange(len(group)), *reversed(order)])
    places = np.unique(group[ranked], return_index=True)[1]
    first = np.zeros(len(group), bool)
    first[ranked[places]] = True
    return first.astype(object)


def spread(values: Sequence[Any], codes: npt.NDArray[np.intp]) -> Column:
    """Return the value of each row by its code; None where that is -1."""
    return objects((*values, None), len(values) + 1)[codes]
