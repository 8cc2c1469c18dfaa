"""One field of many rows, each distinct value held once, so that it is parsed, compared and sorted once."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """The value of row i is ``values[codes[i]]``, or None where the code is -1; no value stands twice or is None."""

    codes: Rows
    values: list[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Any:
        code = self.codes[row]
        return None if code < 0 else self.values[code]

    @property
    def blank(self) -> Mask:
        """True for the rows without a value."""
        return self.codes < 0

    def rows_where(self, condition: Callable[[Any], bool]) -> list[int]:
        """Return the rows with a value that meets a condition."""
        found = [*map(condition, self.values), False]
        if True not in found:
            return []
        meets = np.array(found, dtype=bool)
        return np.flatnonzero(meets[self.codes]).tolist()

    def map(self, function: Callable[[Any], Hashable]) -> "Column":
        """Return the column of the function's values; None where there was no value or the function gives none."""
        return _recoded([function(value) for value in self.values], self.codes)

    def take(self, rows: Rows) -> "Column":
        """Return the column of these rows, in their order, without the values that no other row has."""
        codes = self.codes[rows]
        used = np.flatnonzero(np.bincount(codes + 1, minlength=len(self.values) + 1)[1:])
        places = np.full(len(self.values) + 1, -1, dtype=np.intp)
        places[used] = np.arange(len(used))
        return Column(places[codes], [self.values[code] for code in used])

    def ranks(self) -> Rows:
        """Return the place of each row's value among all values, the empty one first; to sort and compare rows by."""
        place = {value: rank for rank, value in enumerate(sorted(self.values), start=1)}
        return np.array([*(place[value] for value in self.values), 0], dtype=np.intp)[self.codes]

    def series(self, kind: str) -> "pd.Series[Any]":
        """Return the values as a frame holds them: float64, datetime64[us], or Python objects, by type of field."""
        if kind in ("integer", "number"):
            return pd.Series(np.array([*self.values, np.nan], dtype=np.float64)[self.codes])
        if kind == "date":
            days = np.array([*self.values, None], dtype="datetime64[us]")
            return pd.Series(days[self.codes])
        return pd.Series(_objects([*self.values, None])[self.codes], dtype=object)


def column_of(cells: Sequence[Hashable]) -> Column:
    """Return a column of values that are of one type, or cells; some may be None."""
    codes, values = pd.factorize(_objects(cells))
    return Column(codes, list(values))


def blank_column(length: int) -> Column:
    """Return a column without any value."""
    return Column(np.full(length, -1, dtype=np.intp), [])


def stacked(columns: Sequence[Column]) -> Column:
    """Return one column of the rows of several."""
    places: dict[Any, int] = {}
    codes = []
    for column in columns:
        own = [places.setdefault(value, len(places)) for value in column.values]
        codes.append(np.array([*own, -1], dtype=np.intp)[column.codes])
    return Column(np.concatenate(codes), list(places))


def combine(function: Callable[..., Hashable], *columns: Column) -> Column:
    """Return the column of the function's values of several columns, called once for each distinct set of values."""
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        key = key * (len(column.values) + 1) + (column.codes + 1)
        key = pd.factorize(key)[0]
    _, first = np.unique(key, return_index=True)
    return _recoded([function(*(column[row] for column in columns)) for row in first], key)


def _recoded(results: Sequence[Hashable], codes: Rows) -> Column:
    distinct = column_of(results)
    return Column(np.append(distinct.codes, -1)[codes], distinct.values)


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    return np.fromiter(values, dtype=object, count=len(values))
