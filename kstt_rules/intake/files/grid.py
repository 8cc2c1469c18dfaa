"""The filled rows of a sheet, held by column, so that what is asked of every cell is asked of each distinct one."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce
from itertools import zip_longest
from operator import or_
from typing import overload

import numpy as np

from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.files.columns import CellColumn, Mask, Rows, blank_column, column_of, stacked

Row = list[Cell]


class Grid(Sequence[Row]):
    """Rows of cells up to the last that is filled; a row is put together when it is asked for."""

    def __init__(self, columns: Sequence[CellColumn], length: int) -> None:
        self._columns = tuple(columns)
        self._length = length

    @classmethod
    def of(cls, rows: Sequence[Sequence[Cell]]) -> "Grid":
        """Return rows as a grid, themselves where they are one."""
        return rows if isinstance(rows, Grid) else cls([column_of(cells) for cells in zip_longest(*rows)], len(rows))

    @classmethod
    def stacked(cls, grids: Sequence["Grid"]) -> "Grid":
        """Return the rows of several grids, one below the other."""
        if len(grids) == 1:
            return grids[0]
        width = max((grid.width for grid in grids), default=0)
        columns = [stacked([grid.column(at) for grid in grids]) for at in range(width)]
        return cls(columns, sum(map(len, grids)))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(self._length))]
        row = [column[at] for column in self._columns]
        while row and row[-1] is None:
            row.pop()
        return row

    def __iter__(self) -> Iterator[Row]:
        return (self[at] for at in range(self._length))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._columns)

    @property
    def columns(self) -> tuple[CellColumn, ...]:
        """All columns, each as long as the grid."""
        return self._columns

    def column(self, at: int) -> CellColumn:
        """Return a column; one beyond the last is blank."""
        return self._columns[at] if at < self.width else blank_column(self._length)

    def take(self, rows: Rows | Sequence[int]) -> "Grid":
        """Return some rows, in their order."""
        wanted = np.asarray(rows, dtype=np.intp)
        return Grid([column.take(wanted) for column in self._columns], len(wanted))

    def take_again(self, rows: Rows | Sequence[int], was: "Grid", taken: "Grid") -> "Grid":
        """Return some rows of which these were ``taken`` of what the grid ``was``: columns that it shares stay so."""
        wanted = np.asarray(rows, dtype=np.intp)
        pairs = zip_longest(self._columns, was.columns[: self.width], taken.columns[: self.width])
        return Grid([old if own is its else own.take(wanted) for own, its, old in pairs], len(wanted))

    def unlike(self, other: "Grid") -> list[int]:
        """Return the rows in which another grid of as many rows differs."""
        width = max(self.width, other.width)
        return sorted({row for at in range(width) for row in self.column(at).unlike(other.column(at)).tolist()})

    @cached_property
    def filled(self) -> Rows:
        """How many cells of each row are filled."""
        filled = np.zeros(self._length, dtype=np.intp)
        for column in self._columns:
            filled += ~column.blank
        return filled

    @property
    def singles(self) -> Mask:
        """Mark the rows with a single cell."""
        return np.equal(self.filled, 1)

    def holding(self, columns: Iterable[int]) -> Mask:
        """Mark the rows with a value in one of some columns."""
        filled = (~self.column(at).blank for at in columns)
        return reduce(or_, filled, np.zeros(self._length, dtype=bool))

    def rows_with(self, cells: AbstractSet[Cell], least: int) -> list[int]:
        """Return the rows in which at least so many cells are among some."""
        found = np.zeros(self._length, dtype=np.intp)
        for column in self._columns:
            found += column.where(cells.__contains__)
        return np.flatnonzero(found >= least).tolist()
