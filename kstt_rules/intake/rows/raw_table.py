"""One dataset on its way from cells to a table: its columns as values or faults, and what is wrong with which row."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Final, TypeVar

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.columns import CellColumn, Mask, Rows, blank_column, stacked
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault
from kstt_rules.intake.values.text_cells import column_parser_of
from kstt_rules.model.dossier import SheetOrigin, moved_to
from kstt_rules.model.vocabulary import Entity, Vocabulary

NO_PERSON: Final = "no_person"
"""Why a row is left out that names no person."""

_MISSING = CellFault("missing_value", both("is required"))

Key = TypeVar("Key", bound=Hashable)


@dataclass
class RawTable:
    """The rows of one dataset; ``columns`` holds values and Faults by field, ``cells`` what stood in the sheet.

    ``absent`` marks the rows whose sheet had no column for a field, ``moved`` the cells of values that stand elsewhere
    than in their row and column, ``units`` the ids of the units that a row may belong to, ``around`` what stands around
    it, and once it is linked the ids of the units that this leaves possible, ``unclear`` what cells may hold that were
    not read in rows that stand. By row: ``faults`` beyond
    those of its cells, ``notices`` of what was passed over in a row that stands, and in ``left_out`` why a row is not
    needed.
    """

    entity: str
    sheets: tuple[SheetOrigin, ...]
    origin: Rows
    row: Rows
    columns: dict[str, CellColumn] = field(default_factory=dict)
    cells: dict[str, CellColumn] = field(default_factory=dict)
    absent: dict[str, Mask] = field(default_factory=dict)
    moved: dict[tuple[int, str], str] = field(default_factory=dict)
    units: CellColumn | None = None
    faults: dict[int, list[tuple[str, CellFault]]] = field(default_factory=dict)
    notices: dict[int, list[tuple[str, CellFault]]] = field(default_factory=dict)
    left_out: dict[int, CellFault] = field(default_factory=dict)
    unread: CellColumn | None = None
    around: CellColumn | None = None
    unclear: dict[tuple[int, str], tuple[Any, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row)

    def set(self, name: str, column: CellColumn, absent: Mask) -> None:
        """Take the values of a field; where there is a value, the field is not absent."""
        self.columns[name] = column
        self.absent[name] = absent & column.blank

    def absent_in(self, name: str) -> Mask:
        """Return the rows whose sheet had no column for a field."""
        return self.absent.get(name, np.ones(len(self), dtype=bool))

    def note_source(self, name: str, source: str, rows: Rows) -> None:
        """Keep, where a field has a column but no cell in a row, the cell of the column that it is read from."""
        for row in rows.tolist():
            sheet = self.sheets[self.origin[row]]
            if name in sheet.columns:
                moved = {key: self.moved[row, key] for key in (source, "") if (row, key) in self.moved}
                self.moved[row, name] = sheet.cell(int(self.row[row]), source, moved)

    def add_fault(self, row: int, name: str, fault: CellFault) -> None:
        """Note that a field of a row is wrong."""
        self.faults.setdefault(row, []).append((name, fault))

    def take(self, rows: Rows) -> "RawTable":
        """Return these rows, in their order, as a raw table with the sheets that they come from."""
        sheets, origin = np.unique(self.origin[rows], return_inverse=True)
        places = {row: place for place, row in enumerate(rows.tolist())}
        return RawTable(
            self.entity,
            tuple(self.sheets[at] for at in sheets.tolist()),
            origin,
            self.row[rows],
            {name: column.take(rows) for name, column in self.columns.items()},
            {name: column.take(rows) for name, column in self.cells.items()},
            {name: marks[rows] for name, marks in self.absent.items()},
            moved_to(rows, self.moved, len(self)),
            None if self.units is None else self.units.take(rows),
            {places[row]: found for row, found in self.faults.items() if row in places},
            {places[row]: found for row, found in self.notices.items() if row in places},
            {places[row]: fault for row, fault in self.left_out.items() if row in places},
            None if self.unread is None else self.unread.take(rows),
            None if self.around is None else self.around.take(rows),
            moved_to(rows, self.unclear, len(self)),
        )

    def rows_unlike(self, other: "RawTable") -> Rows | None:
        """Return the rows in which another raw table of the dataset differs; None where more than the rows does."""
        is_like = self.sheets == other.sheets and self.columns.keys() == other.columns.keys()
        is_like = is_like and self.cells.keys() == other.cells.keys() and self.absent.keys() == other.absent.keys()
        if not (is_like and np.array_equal(self.origin, other.origin) and np.array_equal(self.row, other.row)):
            return None
        blank = blank_column(len(self))
        columns = [(self.columns[name], other.columns[name]) for name in self.columns]
        columns += [(self.cells[name], other.cells[name]) for name in self.cells]
        beside = ((self.units, other.units), (self.unread, other.unread), (self.around, other.around))
        columns += [(one or blank, another or blank) for one, another in beside if one is not another]
        rows = {row for one, another in columns for row in one.unlike(another).tolist()}
        for name, marks in self.absent.items():
            if marks is not other.absent[name]:
                rows.update(np.flatnonzero(marks != other.absent[name]).tolist())
        rows.update(row for row, _ in _keys_unlike(self.moved, other.moved))
        rows.update(row for row, _ in _keys_unlike(self.unclear, other.unclear))
        for name in ("faults", "notices", "left_out"):
            rows.update(_keys_unlike(getattr(self, name), getattr(other, name)))
        return np.array(sorted(rows), dtype=np.intp)

    def cell_faults(self) -> Iterator[tuple[int, str, CellFault]]:
        """Yield the rows and fields whose cell could not be read."""
        for name, column in self.columns.items():
            for row in column.rows_of(CellFault):
                yield row, name, column[row]

    def all_faults(self) -> dict[int, list[tuple[str, CellFault]]]:
        """Return what is wrong with rows, be it their own or that of their cells; one that names no person has none.

        What makes all cells of a row unknown is told once.
        """
        found = {row: list(faults) for row, faults in self.faults.items()}
        for row, name, fault in self.cell_faults():
            told = found.setdefault(row, [])
            if fault.records == 1 or all(fault != other for _, other in told):
                told.append((name, fault))
        nobody = {row for row, fault in self.left_out.items() if fault.reason == NO_PERSON}
        return {row: faults for row, faults in found.items() if row not in nobody}


def _keys_unlike(one: Mapping[Key, object], other: Mapping[Key, object]) -> Iterator[Key]:
    """Yield by which keys two mappings do not hold the same."""
    for key in one.keys() | other.keys() if one != other else ():
        if key not in one or key not in other or one[key] != other[key]:
            yield key


def stacked_raw_tables(raw_tables: Sequence[RawTable], fields: Sequence[str]) -> RawTable:
    """Return one raw table of the rows of several; a field that none of them has is absent in all rows."""
    sheets = np.cumsum([0, *(len(raw.sheets) for raw in raw_tables)]).tolist()
    starts = np.cumsum([0, *map(len, raw_tables)]).tolist()
    cells = dict.fromkeys(name for raw in raw_tables for name in raw.cells)
    whole = RawTable(
        raw_tables[0].entity,
        tuple(sheet for raw in raw_tables for sheet in raw.sheets),
        np.concatenate([raw.origin + start for raw, start in zip(raw_tables, sheets, strict=False)]),
        np.concatenate([raw.row for raw in raw_tables]),
        {name: stacked([_held(raw.columns, name, len(raw)) for raw in raw_tables]) for name in fields},
        {name: stacked([_held(raw.cells, name, len(raw)) for raw in raw_tables]) for name in cells},
        {name: np.concatenate([raw.absent_in(name) for raw in raw_tables]) for name in fields},
        units=stacked([raw.units or blank_column(len(raw)) for raw in raw_tables]),
        unread=stacked([raw.unread or blank_column(len(raw)) for raw in raw_tables]),
        around=stacked([raw.around or blank_column(len(raw)) for raw in raw_tables]),
    )
    for start, raw in zip(starts, raw_tables, strict=False):
        whole.moved |= {(start + row, name): cell for (row, name), cell in raw.moved.items()}
        whole.unclear |= {(start + row, name): values for (row, name), values in raw.unclear.items()}
        whole.faults |= {start + row: found for row, found in raw.faults.items()}
        whole.notices |= {start + row: found for row, found in raw.notices.items()}
        whole.left_out |= {start + row: fault for row, fault in raw.left_out.items()}
    return whole


def _held(columns: Mapping[str, CellColumn], name: str, size: int) -> CellColumn:
    return columns[name] if name in columns else blank_column(size)


def is_fault(value: object) -> bool:
    """Tell a CellFault from a value."""
    return isinstance(value, CellFault)


def without_faults(column: CellColumn) -> CellColumn:
    """Return a column with nothing in the place of its Faults."""
    faulty = CellFault in set(map(type, column.values))
    return column.map(lambda value: None if is_fault(value) else value) if faulty else column


def raw_table_of(
    name: str, tables: Sequence[SheetTable], vocabulary: Vocabulary, fields: Iterable[str] = ()
) -> RawTable:
    """Stack the sheets of one dataset and read every field that has a column of its own; units stay as text.

    ``fields`` are taken to have a column, blank where none of these sheets has it.
    """
    lengths = [len(table.numbers) for table in tables]
    raw = RawTable(
        name,
        tuple(table.origin for table in tables),
        np.repeat(np.arange(len(tables)), lengths),
        np.array([number for table in tables for number in table.numbers], dtype=np.intp),
        around=stacked([table.surroundings for table in tables]),
    )
    for key, item in vocabulary.entity(name).fields.items():
        has = [key in table.columns for table in tables]
        if (any(has) or key in fields) and not item.derived:
            cells = stacked([_held(table.columns, key, len(table.numbers)) for table in tables])
            values = cells.replaced(column_parser_of(item, vocabulary)(cells.values))
            raw.cells[key] = without_faults(cells)
            raw.set(key, values, np.zeros(len(raw), bool) if all(has) else np.repeat(~np.array(has), lengths))
    if any(table.unread is not None for table in tables):
        raw.unread = stacked([table.unread or blank_column(len(table.numbers)) for table in tables])
    for start, table in zip(np.cumsum([0, *lengths]).tolist(), tables, strict=False):
        raw.moved |= {(start + row, key): cell for (row, key), cell in table.moved.items()}
    return raw


def require(raw: RawTable, entity: Entity) -> None:
    """Note the rows that lack what they must have: required fields, and whatever says which unit they are about.

    Where that unit is optional, a row that names none is filed under none.
    """
    for name, item in entity.fields.items():
        if item.required and not item.derived:
            for row in np.flatnonzero(_blank(raw, name)).tolist():
                raw.add_fault(row, name, _MISSING)
    unit = unit_field(entity)
    if (
        unit is not None
        and not (entity.fields[unit].required or entity.fields[unit].optional)
        and "id" not in entity.key
    ):
        readers = (name for name, item in entity.fields.items() if item.reads == unit)
        nowhere = np.logical_and.reduce([_blank(raw, name) for name in (unit, *readers)])
        for row in np.flatnonzero(nowhere).tolist():
            raw.add_fault(row, unit, _MISSING)


def _blank(raw: RawTable, name: str) -> Mask:
    return raw.columns[name].blank if name in raw.columns else np.ones(len(raw), dtype=bool)
