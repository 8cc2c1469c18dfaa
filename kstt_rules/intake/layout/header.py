"""The header of a table: which column holds which field, and in which way the rows below it lie."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.layout.headers import Labels, Match, is_numbering

ROWS: Final = "rows"
"""The plain layout: each row is a row of the dataset."""


@dataclass(frozen=True, slots=True)
class SpreadColumn:
    """A column whose cells hold one field of one record of a row that stands for several.

    ``said`` is the text of the header or group that says the field ``key`` of the record, such as its period. Columns
    of one ``record`` belong together.
    """

    column: int
    record: int
    key: str
    said: str
    field: str


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of a sheet (by the index of the first, and how many) that head a dataset.

    ``number`` is the 1-based number of the first; ``joined`` are the columns that a field's words are spread over.
    ``columns`` are those of its fields and ``matches`` why; ``combined``
    are columns of several fields, ``spread`` those of rows that stand for several records, ``unknown`` the headers that
    name no field, ``rivals`` the columns that claim a field with the same right as the one that has it. ``needed`` are
    the fields that this dataset cannot be without, ``missing`` those of them that no column holds. ``layout`` names the
    way in which the rows below lie, ``district`` the column that tells units of one name apart.
    """

    entity: str
    index: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    missing: tuple[str, ...]
    needed: tuple[str, ...] = ()
    depth: int = 1
    labels: Mapping[int, Labels] = field(default_factory=dict)
    matches: Mapping[int, Match] = field(default_factory=dict)
    combined: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    spread: tuple[SpreadColumn, ...] = ()
    rivals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    number: int = 0
    layout: str = ROWS
    district: int | None = None

    @property
    def end(self) -> int:
        """The index of the first row below."""
        return self.index + self.depth

    @property
    def numbering(self) -> int | None:
        """The column of running numbers, if there is one."""
        return next((column for column, labels in self.labels.items() if is_numbering(labels)), None)

    @property
    def held(self) -> frozenset[str]:
        """The fields that some column holds."""
        combined = (name for names in self.combined.values() for name in names)
        spread = (name for item in self.spread for name in (item.key, item.field))
        return frozenset((*self.columns, *combined, *spread))

    @property
    def filled_columns(self) -> tuple[int, ...]:
        """All columns that hold a field."""
        joined = (at for columns in self.joined.values() for at in columns)
        return tuple(sorted({*self.columns.values(), *joined, *self.combined, *(item.column for item in self.spread)}))
