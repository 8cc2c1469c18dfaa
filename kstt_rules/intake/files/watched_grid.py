"""A grid that notes what is looked at, so that what was made of it stands where only other rows differ."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, TypeVar, overload

from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.files.columns import CellColumn, Mask, Rows
from kstt_rules.intake.files.grid import Grid, Row

Made = TypeVar("Made")

_Kept = Mapping[Hashable, tuple[AbstractSet[int], Made]]
"""What was made of rows, by its name, with the rows that were looked at for it."""


class WatchedGrid(Grid):
    """The rows of another grid, and what was asked of them: rows one by one, in which some stand, or all of them."""

    def __init__(self, grid: Grid, known: _Kept[Any] = MappingProxyType({})) -> None:
        super().__init__(grid.columns, len(grid))
        self._grid = grid
        self._rows: dict[int, Row] = {}
        self._looked_at: set[int] = set()
        self._asked: list[tuple[AbstractSet[Cell], int]] = []
        self._known = known
        self._kept: dict[Hashable, tuple[AbstractSet[int], Any]] = {}

    def again(self, grid: Grid, differing: Sequence[int]) -> "WatchedGrid":
        """Return another grid of as many rows, of which these are ``differing``; what was made of others is kept."""
        return WatchedGrid(grid, {name: kept for name, kept in self._kept.items() if kept[0].isdisjoint(differing)})

    def kept(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is made of rows that are looked at one by one, made once as long as none of them differs."""
        found = self._kept.get(name) or self._known.get(name)
        if found is None:
            before, self._looked_at = self._looked_at, set()
            made = make()
            found = self._looked_at, made
            self._looked_at = before
        self._kept[name] = found
        self._looked_at |= found[0]
        return found[1]

    def stands_for(self, grid: Grid, differing: Sequence[int]) -> bool:
        """Tell whether another grid of as many rows gives the same answers to all that was asked.

        ``differing`` are the rows that differ. Which rows have a single cell is always taken to be asked.
        """
        if not self._looked_at.isdisjoint(differing):
            return False
        pairs = [(self._grid[at], grid[at]) for at in differing]
        return all(
            _is_single(old) == _is_single(new)
            and all(_holds(old, cells, least) == _holds(new, cells, least) for cells, least in self._asked)
            for old, new in pairs
        )

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(self._length))]
        place = range(self._length)[at]
        self._looked_at.add(place)
        if place not in self._rows:
            self._rows[place] = self._grid[place]
        return self._rows[place]

    def rows_with(self, cells: AbstractSet[Cell], least: int) -> list[int]:
        """Return what the grid does, and note the question."""
        self._asked.append((frozenset(cells), least))
        return self._grid.rows_with(cells, least)

    @property
    def singles(self) -> Mask:
        """Mark the rows with a single cell."""
        return self._grid.singles

    @property
    def width(self) -> int:
        """The number of columns."""
        return self._whole.width

    @property
    def columns(self) -> tuple[CellColumn, ...]:
        """All columns."""
        return self._whole.columns

    @property
    def filled(self) -> Rows:
        """How many cells of each row are filled."""
        return self._whole.filled

    def column(self, at: int) -> CellColumn:
        """Return a column."""
        return self._whole.column(at)

    def take(self, rows: Rows | Sequence[int]) -> Grid:
        """Return some rows."""
        return self._whole.take(rows)

    def holding(self, columns: Iterable[int]) -> Mask:
        """Mark the rows with a value in one of some columns."""
        return self._whole.holding(columns)

    @property
    def _whole(self) -> Grid:
        self._looked_at.update(range(self._length))
        return self._grid


def kept_of(rows: Sequence[Sequence[Cell]], name: Hashable, make: Callable[[], Made]) -> Made:
    """Return what is made of rows, kept where these are watched."""
    return rows.kept(name, make) if isinstance(rows, WatchedGrid) else make()


def _is_single(row: Row) -> bool:
    return len(row) - row.count(None) == 1


def _holds(row: Row, cells: AbstractSet[Cell], least: int) -> bool:
    return sum(cell in cells for cell in row) >= least
