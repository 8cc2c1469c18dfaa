"""What was submitted: one table a dataset, each value traceable to its cell, and what could not be taken."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from kstt_rules.base.arrays import Column
from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.files import OTHER_KIND

if TYPE_CHECKING:
    import pandas as pd

ANY_UNIT: Final = "*"
"""Stands alone for the ids of the units that a row may be about, where it may be about any."""

_WHOLE_TABLES: Final = frozenset({"unknown_sheet", "ambiguous_sheet", "missing_column", "ambiguous_column"})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One cell: file name relative to what was submitted, sheet name, address such as ``C12``."""

    file: str
    sheet: str
    cell: str


Noted = TypeVar("Noted")


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was not taken: a row, or a whole sheet (row None) or file (sheet and row None).

    ``cells`` are the addresses of what is at fault, or of what stands for its row, where they are known. ``units`` are
    the ids of the units that it may have been about, ``ANY_UNIT`` alone where it may be any. ``lacking`` are the
    fields, as ``officer.role``, that a column which was not read may hold, for its table has no other.
    """

    file: str
    sheet: str | None
    row: int | None
    reason: str
    message: Bilingual
    cells: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Tell whether it is about a whole file or table, or a column that may hold a field that is lacking."""
        return self.is_unreadable or self.reason in _WHOLE_TABLES or bool(self.lacking)

    @property
    def is_unreadable(self) -> bool:
        """Tell whether it is a whole file that could not be read."""
        return self.sheet is None and not self.is_passed_over

    @property
    def is_passed_over(self) -> bool:
        """Tell whether it is a file that lies beside the workbooks, such as a scan."""
        return self.reason == OTHER_KIND

    @property
    def leaves_rows_whole(self) -> bool:
        """Tell whether it is about a column beside those that are needed, all of whose rows were taken."""
        return self.reason == "unknown_column" and not self.lacking

    @property
    def sort_key(self) -> tuple[str, str, int, str, str]:
        """Order by place, then reason."""
        return (self.file, self.sheet or "", self.row or 0, self.reason, self.message.vi)

    @property
    def told(self) -> Bilingual:
        """Say where and why, in one line."""
        place = ", ".join(part for part in (self.file, self.sheet) if part is not None)
        if self.row is None:
            return both("{place}: {message}").format(place=place, message=self.message)
        return both("{place}, row {row}: {message}").format(place=place, row=self.row, message=self.message)


def as_told(reject: Reject, *, is_unread: bool) -> Reject:
    """Return what a kept result told, where it did not say which fields a column that was not read may hold."""
    return replace(reject, lacking=("*",)) if is_unread and not reject.is_unread else reject


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of a dataset of which it is not known what it says, or several of one place.

    ``source`` is the cell to look at. ``units`` are the ids of the units that it may be about, ``ANY_UNIT`` alone where
    it may be any. ``values`` holds what could be read, by field; a frozenset holds all that a value may be.
    """

    source: Source
    units: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: int = 1


@dataclass(frozen=True, slots=True)
class InputFile:
    """One submitted file and what became of its non-empty rows: read = accepted + rejected + ignored.

    ``previous`` marks a file of the earlier roster that the dossier was compared with.
    """

    file: str
    sha256: str
    read: int
    accepted: int
    rejected: int
    ignored: int
    previous: bool = False


@dataclass(frozen=True, slots=True)
class SheetOrigin:
    """A sheet that rows came from: the 0-based column of each field, and the column that stands for the row."""

    file: str
    sheet: str
    columns: Mapping[str, int]
    anchor: int

    def cell(self, row: int, name: str | None, moved: Mapping[str, str]) -> str:
        """Return the address of a field in a row (1-based), or the one that stands for the row where it has none.

        ``moved`` holds the row's cells that stand elsewhere, by field, under the empty name the row's own.
        """
        place = moved.get(name or "")
        if place is None and name is not None and name not in self.columns:
            place = moved.get("")
        if place is not None:
            return place
        column = self.anchor if name is None else self.columns.get(name, self.anchor)
        return cell_address(column, row)


@dataclass(frozen=True)
class Table:
    """The rows of one dataset.

    ``columns`` has an array, which nobody changes, for each field that some sheet held or that was derived: text,
    choice, unit, period and provision fields as str or None (object dtype), choices fields as tuples of str or None,
    integer and number fields as float64 with NaN, booleans as object True, False or None, dates as datetime64[us] with
    NaT. A field that is not a column was not submitted at all; ``absent[field]`` marks the rows whose own sheet had no
    such column. ``origin`` (an index into ``sheets``) and ``row`` (1-based) say where each row stands; ``moved``
    holds the cells of values that stand elsewhere than in their row and column (merged cells, group rows, another row
    of the same person), and under the empty name the cell that stands for a row that does not lie along one.
    ``unclear`` holds what a blank cell of ``columns`` may say, for it could not be read: nothing where it may say
    anything. ``unread`` are the rows beside these of which it is not known what they say.
    """

    entity: str
    columns: Mapping[str, Column]
    sheets: tuple[SheetOrigin, ...]
    origin: np.ndarray
    row: np.ndarray
    absent: Mapping[str, np.ndarray] = field(default_factory=dict)
    moved: Mapping[tuple[int, str], str | Source] = field(default_factory=dict)
    unclear: Mapping[tuple[int, str], tuple[Any, ...]] = field(default_factory=dict)
    unread: tuple[UnreadRow, ...] = ()

    def __len__(self) -> int:
        return len(self.row)

    @property
    def frame(self) -> "pd.DataFrame":
        """The columns as a data frame of its own, with a RangeIndex."""
        import pandas as pd  # noqa: PLC0415 - an audit of files does without

        index = pd.RangeIndex(len(self))
        return pd.DataFrame({name: pd.Series(cells, index, cells.dtype) for name, cells in self.columns.items()}, index)

    @cached_property
    def doubtful(self) -> Mapping[str, int]:
        """The number of unread rows that may be about a unit, by its id; those that may be about any by ANY_UNIT."""
        counts: Counter[str] = Counter()
        for row in self.unread:
            for unit in {*row.units}:
                counts[unit] += row.rows
        return dict(sorted(counts.items()))

    def may_lack_rows_of(self, unit: str | None) -> bool:
        """Say whether an unread row may be about a unit."""
        return unit is not None and (unit in self.doubtful or ANY_UNIT in self.doubtful)

    def source(self, index: int, name: str | None = None) -> Source:
        """Locate the cell of a field of one row, or the row's anchor cell where the field has none."""
        sheet = self.sheets[self.origin[index]]
        moved: dict[str, str] = {}
        for key in (name or "", ""):
            place = self.moved.get((index, key))
            if isinstance(place, Source):
                return place
            if place is not None:
                moved[key] = place
        return Source(sheet.file, sheet.sheet, sheet.cell(int(self.row[index]), name, moved))

    def cells(self, name: str) -> list[Any]:
        """Return the value of every row in a field, days as datetime; all None where there is no such column."""
        return self.columns[name].tolist() if name in self.columns else [None] * len(self)

    def records(self) -> list[dict[str, Any]]:
        """Return the values of each row by field, days as datetime."""
        rows = zip(*map(self.cells, self.columns), strict=True)
        return [dict(zip(self.columns, values, strict=True)) for values in rows]

    def with_columns(self, **columns: Column) -> "Table":
        """Return the table with other columns, in place of those of the same names or beside them."""
        return replace(self, columns={**self.columns, **columns})

    def take(self, rows: np.ndarray) -> "Table":
        """Return these rows, in their order, as a table with the sheets that they come from."""
        sheets, origin = np.unique(self.origin[rows], return_inverse=True)
        return replace(
            self,
            columns={name: cells[rows] for name, cells in self.columns.items()},
            sheets=tuple(self.sheets[at] for at in sheets.tolist()),
            origin=origin,
            row=self.row[rows],
            absent={name: marks[rows] for name, marks in self.absent.items()},
            moved=moved_to(rows, self.moved, len(self)),
            unclear=moved_to(rows, self.unclear, len(self)),
        )


def moved_to(rows: np.ndarray, moved: Mapping[tuple[int, str], Noted], size: int) -> dict[tuple[int, str], Noted]:
    """Return what is noted of rows and fields by the rows' places among those that are taken of ``size``."""
    if not moved:
        return {}
    places = np.full(size, -1, dtype=np.intp)
    places[rows] = np.arange(len(rows))
    index = places.tolist()
    return {(index[row], name): cell for (row, name), cell in moved.items() if index[row] >= 0}


def stacked(tables: Sequence[Table]) -> Table:
    """Return one table of the rows of several of one dataset that have the same columns."""
    first = tables[0]
    if len(tables) == 1:
        return first
    starts = np.cumsum([0, *map(len, tables)]).tolist()
    sheets = np.cumsum([0, *(len(table.sheets) for table in tables)]).tolist()
    names = dict.fromkeys(name for table in tables for name in table.absent)
    return replace(
        first,
        columns={name: np.concatenate([table.columns[name] for table in tables]) for name in first.columns},
        sheets=tuple(sheet for table in tables for sheet in table.sheets),
        origin=np.concatenate([table.origin + start for table, start in zip(tables, sheets, strict=False)]),
        row=np.concatenate([table.row for table in tables]),
        absent={
            name: np.concatenate([table.absent.get(name, np.zeros(len(table), bool)) for table in tables])
            for name in names
        },
        moved=_shifted([table.moved for table in tables], starts),
        unclear=_shifted([table.unclear for table in tables], starts),
    )


def _shifted(found: Sequence[Mapping[tuple[int, str], Noted]], starts: Sequence[int]) -> dict[tuple[int, str], Noted]:
    """Return what is noted of rows and fields of several tables by the rows of the table that they make together."""
    return {
        (start + row, name): noted
        for start, of_table in zip(starts, found, strict=False)
        for (row, name), noted in of_table.items()
    }


@dataclass(frozen=True)
class Dossier:
    """Everything submitted for one audit. A dataset that is not in ``tables`` was not submitted.

    ``unplaced`` are the rows that were not read of what may be one of these.
    """

    tables: Mapping[str, Table]
    inputs: tuple[InputFile, ...] = ()
    rejects: tuple[Reject, ...] = ()
    unplaced: Mapping[str, tuple[UnreadRow, ...]] = field(default_factory=dict)
