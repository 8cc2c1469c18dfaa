"""One field of many rows, each distinct value held once, so that it is parsed, compared and sorted once."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from operator import is_not
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kstt_rules.base.arrays import coded, objects
from kstt_rules.base.dataclass import dataclass

_GREATEST_KEY: Final = 2**62
_FEW: Final = 8
"""Rows of which nothing is gained by looking at all at once."""
_ELSEWHERE: Final = -2
"""Stands for a value that another column does not have."""

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class CellColumn(Sequence[Any]):
    """The value of row i is ``values[codes[i]]``, or None where the code is -1; no value stands twice or is None."""

    codes: Rows
    values: list[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: Any) -> Any:
        code = self.codes[row]
        return None if code < 0 else self.values[code]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.cells())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    @property
    def blank(self) -> Mask:
        """True for the rows without a value."""
        return self.codes < 0

    @property
    def texts(self) -> Mask:
        """True for the rows with a text."""
        kinds = set(map(type, self.values))
        if kinds <= {str}:
            return ~self.blank
        return self.where(lambda value: type(value) is str) if str in kinds else np.zeros(len(self), dtype=bool)

    def where(self, condition: Callable[[Any], bool], among: Mask | None = None) -> Mask:
        """Mark the rows with a value that meets a condition; ``among`` some rows, no other value is looked at."""
        if len(self) <= _FEW:
            wanted = (
                self.cells() if among is None else [cell if at else None for cell, at in zip(self, among, strict=True)]
            )
            return np.array([cell is not None and condition(cell) for cell in wanted], dtype=bool)
        if among is None:
            found = np.fromiter(map(condition, self.values), dtype=bool, count=len(self.values))
            return np.append(found, False)[self.codes] if found.any() else np.zeros(len(self), dtype=bool)
        marks = np.zeros(len(self.values) + 1, dtype=bool)
        among = among & ~self.blank
        for code in np.unique(self.codes[among]).tolist() if among.any() else ():
            marks[code] = condition(self.values[code])
        return marks[self.codes] & among

    def rows_where(self, condition: Callable[[Any], bool]) -> list[int]:
        """Return the rows with a value that meets a condition."""
        return np.flatnonzero(self.where(condition)).tolist()

    def rows_of(self, kind: type) -> list[int]:
        """Return the rows with a value of a type."""
        kinds = list(map(type, self.values))
        return self.rows_where(lambda value: type(value) is kind) if kind in kinds else []

    def cells(self, rows: Rows | None = None) -> list[Any]:
        """Return the value of every row, or of some, None where there is none."""
        codes = self.codes if rows is None else self.codes[rows]
        if len(codes) <= _FEW:
            return [None if code < 0 else self.values[code] for code in codes.tolist()]
        return [*objects([*self.values, None], len(self.values) + 1)[codes]]

    def map(self, function: Callable[[Any], Hashable]) -> "CellColumn":
        """Return the column of the function's values; None where there was no value or the function gives none."""
        return self.replaced([function(value) for value in self.values])

    def replaced(self, values: Sequence[Hashable]) -> "CellColumn":
        """Return the column with other values in the place of each; some may be equal, or None."""
        return _recoded(values, self.codes)

    def with_cells(self, cells: Mapping[int, Any]) -> "CellColumn":
        """Return the column with other values in some rows, all else in its place; itself where they are the same."""
        changed = {row: cell for row, cell in cells.items() if self[row] != cell}
        if not changed:
            return self
        codes, values = self.codes.copy(), [*self.values]
        for row, cell in changed.items():
            if cell is not None and cell not in values:
                values.append(cell)
            codes[row] = -1 if cell is None else values.index(cell)
        for code in sorted({int(self.codes[row]) for row in changed}, reverse=True):
            if code >= 0 and not (codes == code).any():
                last = values.pop()
                if code < len(values):  # the others keep their places
                    values[code] = last
                    codes[codes == len(values)] = code
        return CellColumn(codes, values)

    def unlike(self, other: "CellColumn") -> Rows:
        """Return the rows in which another column of as many rows holds something else."""
        if self is other:
            return np.zeros(0, dtype=np.intp)
        odd = np.flatnonzero([*map(is_not, self.values, other.values)]).tolist()
        length = min(len(self.values), len(other.values))
        own = {self.values[code]: code for code in (*odd, *range(length, len(self.values)))}
        places = np.arange(-1, len(other.values))
        for code in (*odd, *range(length, len(other.values))):
            places[code + 1] = own.get(other.values[code], _ELSEWHERE)
        return np.flatnonzero(places[other.codes + 1] != self.codes)

    def take(self, rows: Rows) -> "CellColumn":
        """Return the column of these rows, in their order, without the values that no other row has."""
        codes = self.codes[rows]
        if len(rows) <= _FEW:
            return column_of(self.cells(rows))
        used = np.flatnonzero(np.bincount(codes + 1, minlength=len(self.values) + 1)[1:])
        if len(used) == len(self.values):
            return CellColumn(codes, self.values)
        places = np.full(len(self.values) + 1, -1, dtype=np.intp)
        places[used] = np.arange(len(used))
        return CellColumn(places[codes], [*map(self.values.__getitem__, used.tolist())])

    def ranks(self) -> Rows:
        """Return the place of each row's value among all values, the empty one first; to sort and compare rows by."""
        order = sorted(range(len(self.values)), key=self.values.__getitem__)
        ranks = np.zeros(len(order) + 1, dtype=np.intp)
        ranks[order] = np.arange(1, len(order) + 1)
        return ranks[self.codes]

    def array(self, kind: str, rows: Rows) -> NDArray[Any]:
        """Return the values of rows as a table holds them: float64, datetime64[us], or objects, by type of field."""
        if kind not in ("integer", "number", "date"):
            return objects([*self.values, None], len(self.values) + 1)[self.codes[rows]]
        blank, dtype = (None, "datetime64[us]") if kind == "date" else (np.nan, "float64")
        taken = self.take(rows)
        return np.array([*taken.values, blank], dtype=dtype)[taken.codes]


def column_of(cells: Sequence[Hashable]) -> CellColumn:
    """Return a column of values that are of one type, or cells; some may be None."""
    if len(cells) <= _FEW:
        places: dict[Hashable, int] = {}
        few = [-1 if cell is None else places.setdefault(cell, len(places)) for cell in cells]
        return CellColumn(np.array(few, dtype=np.intp), list(places))
    codes, values = coded(objects(cells, len(cells)))
    return CellColumn(codes, list(values))


def blank_column(length: int) -> CellColumn:
    """Return a column without any value."""
    return CellColumn(np.full(length, -1, dtype=np.intp), [])


def stacked(columns: Sequence[CellColumn]) -> CellColumn:
    """Return one column of the rows of several."""
    if len(columns) == 1:
        return columns[0]
    places: dict[Any, int] = {}
    codes = []
    for column in columns:
        own = [places.setdefault(value, len(places)) for value in column.values]
        codes.append(np.array([*own, -1], dtype=np.intp)[column.codes])
    return CellColumn(np.concatenate(codes), list(places))


def combine(function: Callable[..., Hashable], *columns: CellColumn) -> CellColumn:
    """Return the column of the function's values of several columns, called once for each distinct set of values."""
    if len(columns[0]) <= _FEW:
        rows = [*zip(*(column.cells() for column in columns), strict=True)]
        made = {values: function(*values) for values in dict.fromkeys(rows)}
        return column_of([made[values] for values in rows])
    key, size = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        if size * (len(column.values) + 1) > _GREATEST_KEY:
            key = coded(key)[0]
            size = len(key)
        key = key * (len(column.values) + 1) + (column.codes + 1)
        size *= len(column.values) + 1
    key = coded(key)[0]  # numbered in the order in which they come
    first = np.flatnonzero(np.diff(np.maximum.accumulate(key), prepend=-1))
    sets = zip(*(column.cells(first) for column in columns), strict=True)
    return _recoded([function(*values) for values in sets], key)


def _recoded(results: Sequence[Hashable], codes: Rows) -> CellColumn:
    if len(codes) <= _FEW:
        return column_of([None if code < 0 else results[code] for code in codes.tolist()])
    distinct = column_of(results)
    return CellColumn(np.append(distinct.codes, -1)[codes], distinct.values)
