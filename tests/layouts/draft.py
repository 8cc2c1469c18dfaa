"""A list on its way to a file: what habits change, and how it becomes sheets and a file in the end."""

from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from layouts.canonical import Row
from layouts.grid import Grid, write
from layouts.lists import PlainList
from layouts.messy import SHEETS

Line = list[object]
UNIT = "Đơn vị"
"""The column of the unit."""


@dataclass
class Column:
    """A column: the field that it holds, its header, None where it continues the one before, and a text above it."""

    field: str
    head: str | None
    above: str | None = None


@dataclass
class Record:
    """A row of the list, with the code of its unit whatever its cell says."""

    unit: str
    cells: Row


@dataclass
class Draft:
    """A list with what stands around it; ``body`` holds records, and lines that are none, as they lie on the sheet."""

    dataset: str
    columns: list[Column]
    body: list[Record | Line]
    sheet: str
    titles: list[str] = field(default_factory=list)
    known_titles: tuple[str, ...] = ()
    between: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    others: list[Grid] = field(default_factory=list)
    suffix: str = ".xlsx"
    header_has_a_gap: bool = False
    units_are_merged: bool = False

    @classmethod
    def of(cls, plain: PlainList) -> "Draft":
        """Return a list in its canonical form."""
        columns = [Column(header, header) for header in plain.rows[0]]
        sheet = SHEETS[plain.dataset]
        body: list[Record | Line] = [Record(str(row[UNIT]), dict(row)) for row in plain.rows]
        return cls(plain.dataset, columns, body, sheet, known_titles=plain.titles)

    @property
    def records(self) -> list[Record]:
        """The rows of the list."""
        return [item for item in self.body if isinstance(item, Record)]

    def column(self, header: str) -> Column | None:
        """Return the first column that holds a field."""
        return next((column for column in self.columns if column.field == header), None)

    def place(self, header: str) -> int:
        """Return where a field stands, -1 for nowhere."""
        return next((at for at, column in enumerate(self.columns) if column.field == header), -1)

    def grids(self) -> list[Grid]:
        """Return the sheets."""
        grid = Grid(self.sheet)
        for title in self.titles:
            grid.add(title)
        self._header(grid)
        grid.rows += self.between
        for unit, own in groupby(self.body, lambda item: item.unit if isinstance(item, Record) else None):
            top = grid.height
            for item in own:
                cells = item if isinstance(item, list) else [item.cells.get(column.field) for column in self.columns]
                grid.add(*cells)
            at = self.place(UNIT)
            if unit and self.units_are_merged and at >= 0:
                for row in grid.rows[top + 1 :]:
                    row[at] = None
                grid.merge(top, at, grid.height - 1, at)
        grid.rows += self.below
        return [grid, *self.others]

    def _header(self, grid: Grid) -> None:
        top = grid.height
        if any(column.above for column in self.columns):
            above = [column.above or column.head for column in self.columns]
            grid.add(*(text if at == 0 or above[at - 1] != text else None for at, text in enumerate(above)))
            if self.header_has_a_gap:
                grid.add()
            grid.add(*(column.head if column.above else None for column in self.columns))
        else:
            grid.add(*(column.head for column in self.columns))
        for at, column in enumerate(self.columns[1:], start=1):
            if column.head is None:
                grid.merge(top, at - 1, top, at)

    def suffix_of(self, grids: list[Grid]) -> str:
        """Return the suffix of the file: what holds neither merged cells nor a second sheet cannot be asked to."""
        is_plain = self.suffix in (".csv", ".docx")
        return ".xlsx" if is_plain and (len(grids) > 1 or grids[0].merges) else self.suffix

    def write(self, folder: Path, name: str) -> Path:
        """Write the file."""
        grids = self.grids()
        return write(grids, folder / f"{name}{self.suffix_of(grids)}", titles=len(self.titles))
