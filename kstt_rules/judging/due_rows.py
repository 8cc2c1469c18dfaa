"""Registers completed with what is due but not on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.model.dossier import SheetOrigin, Table

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DueRow:
    """A row that should stand in a register: whose it is, by the row of another table, and the values that name it."""

    owner: int
    unit: str
    values: Mapping[str, Any]


def completed(submitted: Table, rows: Sequence[DueRow], owners: Table) -> Table:
    """Add one unlisted row for each that is due; its place is its owner's row, its ``listed`` False.

    ``listed`` is unknown where an unread row may be the one.
    """
    at = np.array([row.owner for row in rows], dtype=np.int64)
    anchors = tuple(SheetOrigin(sheet.file, sheet.sheet, {}, sheet.anchor) for sheet in owners.sheets)
    stated = submitted.frame.assign(listed=constant(True, len(submitted)))
    listed = [None if submitted.may_lack_rows_of(row.unit) else False for row in rows]
    values: dict[str, Sequence[Any]] = {name: [row.values.get(name) for row in rows] for name in map(str, stated)}
    values |= {"unit": [row.unit for row in rows], "listed": listed}
    origin = owners.origin[at] + len(submitted.sheets)
    return with_rows(replace(submitted, frame=stated), values, anchors, origin, owners.row[at])


def with_rows(
    table: Table, values: Mapping[str, Sequence[Any]], sheets: Sequence[SheetOrigin], origin: Numbers, row: Numbers
) -> Table:
    """Add rows to a table, blank in the columns without ``values``.

    ``origin`` and ``row`` are their places, among the table's sheets and then ``sheets``.
    """
    frame, number = table.frame, len(row)
    added = pd.DataFrame(
        {name: pd.Series(values.get(name, [None] * number), dtype=frame[name].dtype) for name in map(str, frame)}
    )
    return replace(
        table,
        frame=pd.concat([frame, added], ignore_index=True) if number else frame,
        sheets=(*table.sheets, *sheets),
        origin=np.concatenate([table.origin, origin]),
        row=np.concatenate([table.row, row]),
        absent={name: np.concatenate([marks, np.zeros(number, bool)]) for name, marks in table.absent.items()},
    )


def first_of_each(keys: Sequence["pd.Series[Any]"], order: Sequence[npt.NDArray[Any]]) -> "pd.Series[Any]":
    """Mark of the rows with the same keys the first by an order, whose first column counts most."""
    ranked = np.lexsort([np.arange(len(keys[0])), *reversed(order)])
    frame = pd.DataFrame(dict(enumerate(keys))).iloc[ranked]
    first = np.zeros(len(ranked), bool)
    first[ranked] = ~frame.duplicated().to_numpy()
    return pd.Series(first.astype(object))


def days_of(frame: pd.DataFrame, name: str) -> npt.NDArray[np.datetime64]:
    """Return a column of days, none where there is no such column."""
    if name not in frame:
        return np.full(len(frame), np.datetime64("NaT", "us"))
    return frame[name].to_numpy(dtype="datetime64[us]")


def spread(values: Sequence[Any], codes: npt.NDArray[np.intp]) -> "pd.Series[Any]":
    """Return the value of each row by its code; None where that is -1."""
    distinct = np.fromiter((*values, None), dtype=object, count=len(values) + 1)
    return pd.Series(distinct[codes], dtype=object)


def constant(value: object, length: int) -> "pd.Series[Any]":
    """Return a column of one value."""
    return pd.Series([value] * length, dtype=object)
