"""A table of one dataset as it stands on a sheet: every field as a column of cells, and where a value comes from."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from operator import itemgetter

import numpy as np

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import MARK, Cell, Merge, Sheet
from kstt_rules.intake.files.columns import CellColumn, Rows, blank_column, column_of, combine
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.combined import split
from kstt_rules.intake.layout.data_rows import DataRows
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.headers import shown
from kstt_rules.intake.layout.headings import Group, Said
from kstt_rules.intake.layout.surroundings import Around
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault
from kstt_rules.model.dossier import SheetOrigin
from kstt_rules.model.vocabulary import Entity

Cells = list[Cell | CellFault]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The rows of a dataset on a sheet: their 1-based numbers, and their cells by field.

    A CellFault stands for a cell that could not be taken apart. ``moved`` holds, by place among the rows and field, the
    cell of a value that stands elsewhere than in its row and column. ``unread`` is what stands in each row in columns
    that no field has, but for running numbers: rows that differ there are not one row. ``around`` is what stands around
    the rows from a row number on.
    """

    entity: str
    origin: SheetOrigin
    numbers: Sequence[int]
    columns: Mapping[str, CellColumn]
    moved: Mapping[tuple[int, str], str] = field(default_factory=dict)
    unread: CellColumn | None = None
    around: Sequence[tuple[int, Around]] = ((0, Around()),)

    def around_row(self, number: int) -> Around:
        """Return what stands around a row of the sheet."""
        return self.around[bisect_right(self.around, number, key=itemgetter(0)) - 1][1]

    @property
    def surroundings(self) -> CellColumn:
        """What stands around each row."""
        distinct = column_of([around for _, around in self.around])
        places = np.searchsorted([start for start, _ in self.around], self.numbers, side="right") - 1
        return CellColumn(distinct.codes[places], distinct.values)

    def rows_unlike(self, other: "SheetTable") -> Rows | None:
        """Return the places of the rows in which another table differs; None where more than the rows does."""
        is_like = self.origin == other.origin and self.columns.keys() == other.columns.keys()
        if not is_like or self.numbers != other.numbers or self.around != other.around:
            return None
        columns = [*zip(self.columns.values(), map(other.columns.__getitem__, self.columns), strict=True)]
        if self.unread is not None or other.unread is not None:
            blank = blank_column(len(self.numbers))
            columns.append((self.unread or blank, other.unread or blank))
        rows = {row for one, another in columns for row in one.unlike(another).tolist()}
        if self.moved != other.moved:
            rows |= {row for (row, _), _ in self.moved.items() ^ other.moved.items()}
        return np.array(sorted(rows), dtype=np.intp)

    def take(self, rows: Rows) -> "SheetTable":
        """Return these rows, in their order, as a table of the same columns."""
        places = {row: place for place, row in enumerate(rows.tolist())}
        return replace(
            self,
            numbers=[self.numbers[row] for row in places],
            columns={name: column.take(rows) for name, column in self.columns.items()},
            moved={(places[row], name): cell for (row, name), cell in self.moved.items() if row in places},
            unread=None if self.unread is None else self.unread.take(rows),
        )


@dataclass
class TableDraft:
    """A table while it is put together."""

    header: Header
    entity: Entity
    sheet: Sheet
    file: str
    numbers: list[int]
    rows: Grid
    columns: dict[str, CellColumn | Cells] = field(default_factory=dict)
    moved: dict[tuple[int, str], str] = field(default_factory=dict)

    def cells(self, name: str) -> Cells:
        """Return the cells of a field, to be changed; those of one that no column holds are empty."""
        cells = self.columns.get(name, [None] * len(self.rows))
        self.columns[name] = cells = cells.cells() if isinstance(cells, CellColumn) else cells
        return cells

    def put(self, place: int, name: str, cell: Cell | CellFault, address: str | None) -> None:
        """Set the value of a field in one row, and the cell that holds it."""
        self.cells(name)[place] = cell
        if address is not None:
            self.moved[place, name] = address


def table_of(  # noqa: PLR0913, PLR0917 - all that a table is made of
    sheet: Sheet,
    file: str,
    header: Header,
    found: DataRows,
    rows: Grid,
    entity: Entity,
    finder: UnitFinder,
    said: Mapping[str, Said],
    district: Callable[[], str | None],
) -> SheetTable:
    """Take the cells of the ``rows`` that were ``found`` by field, from wherever they stand.

    They stand in a column of their own or a part of one, in cells merged with those above, in the group that a row is
    in, or in what is ``said`` of the whole table. ``district`` tells the one that its surroundings name; it is sought
    where a unit needs it.
    """
    draft = TableDraft(header, entity, sheet, file, [sheet.numbers[at] for at in found.kept], rows)
    _take_columns(draft)
    _fill_merged(draft)
    _split_combined(draft, finder)
    _fill_units_down(draft)
    _fill_from_groups(draft, found.groups)
    _fill_from(draft, said)
    _qualify(draft, found, finder, district)
    anchor = header.columns.get(entity.name or "", header.filled_columns[0])
    origin = SheetOrigin(file, sheet.name, dict(header.columns), anchor)
    columns = {
        name: cells if isinstance(cells, CellColumn) else column_of(cells) for name, cells in draft.columns.items()
    }
    return SheetTable(header.entity, origin, draft.numbers, columns, draft.moved, _unread(draft))


def _unread(draft: TableDraft) -> CellColumn | None:
    """Return what the columns that no field has hold, by their headers; None where there is nothing."""
    held = {*draft.header.filled_columns, draft.header.numbering}
    others = [at for at in range(draft.rows.width) if at not in held and not draft.rows.column(at).blank.all()]
    if not others:
        return None
    heads = [shown(draft.header.labels[at]) if at in draft.header.labels else "" for at in others]
    if len(others) == 1:
        only = draft.rows.column(others[0])
        return only.replaced([(f"{heads[0]}={cell}",) for cell in only.values])

    def together(*cells: Cell) -> tuple[str, ...] | None:
        return tuple(f"{head}={cell}" for head, cell in zip(heads, cells, strict=True) if cell is not None) or None

    return combine(together, *(draft.rows.column(at) for at in others))


def _take_columns(draft: TableDraft) -> None:
    for name, column in draft.header.columns.items():
        draft.columns[name] = draft.rows.column(column)
    for name, columns in draft.header.joined.items():
        if draft.header.columns.get(name) == columns[0]:
            draft.columns[name] = combine(_together, *(draft.rows.column(at) for at in columns))


def _together(*cells: Cell) -> Cell:
    """Return the words of several cells as one text; a cell that is not plain text stays alone."""
    held = [cell for cell in cells if cell is not None]
    odd = next((cell for cell in held if not isinstance(cell, str) or cell.startswith(MARK)), None)
    return odd if odd is not None else " ".join(map(str, held)) or None


def _fill_merged(draft: TableDraft) -> None:
    """Give the cells that are merged with one above them its value."""
    if not draft.sheet.merges or not draft.numbers:
        return
    names = {column: name for name, column in draft.header.columns.items()}
    for merge in _tall_merges(draft):
        name = names.get(merge.column)
        cell = _cell(draft.sheet, merge.row, merge.column)
        if name is None or cell is None:
            continue
        for place in range(*_places(draft.numbers, merge)):
            if draft.columns[name][place] is None:
                draft.put(place, name, cell, cell_address(merge.column, merge.row))


def _tall_merges(draft: TableDraft) -> Iterator[Merge]:
    for merges in draft.sheet.merges.values():
        for merge in merges:
            if merge.last_row > merge.row and draft.numbers[0] <= merge.last_row and merge.row <= draft.numbers[-1]:
                yield merge


def _places(numbers: Sequence[int], merge: Merge) -> tuple[int, int]:
    return bisect_left(numbers, merge.row), bisect_right(numbers, merge.last_row)


def _cell(sheet: Sheet, number: int, column: int) -> Cell:
    at = bisect_left(sheet.numbers, number)
    if at == len(sheet.numbers) or sheet.numbers[at] != number or column >= len(sheet.rows[at]):
        return None
    return sheet.rows[at][column]


def _split_combined(draft: TableDraft, finder: UnitFinder) -> None:
    for column, fields in draft.header.combined.items():
        names = [name for name in fields if name not in draft.columns]
        for name in names:
            draft.cells(name)
        for place, cell in enumerate(draft.rows.column(column).cells()):
            parts = split(cell, fields, draft.entity, finder)
            address = cell_address(column, draft.numbers[place])
            for name in names:
                value = parts if isinstance(parts, CellFault) else parts[name]
                if value is not None:
                    draft.put(place, name, value, address)


def _fill_units_down(draft: TableDraft) -> None:
    """Give empty unit cells the unit above them, where the layout proves that it is meant.

    Cells that are merged say so themselves. Else the proof is that rows are numbered only where a unit stands, or anew
    from 1 below each unit, or, without numbers, that each unit stands once and has empty cells below it.
    """
    name = unit_field(draft.entity)
    if name is None or name not in draft.header.columns or draft.sheet.plain or draft.entity.key == ["id"]:
        return
    column = draft.header.columns[name]
    if any(merge.column == column and merge.last_row > merge.row for merge in _merges_below(draft)):
        return
    held = draft.rows.column(column)
    starts = np.flatnonzero(~held.blank).tolist()
    if starts[:1] != [0] or len(starts) == len(held) or not _is_proven(draft, held.cells(), starts):
        return
    cells = draft.cells(name)
    for start, end in _blocks(starts, len(cells)):
        for place in range(start + 1, end):
            draft.put(place, name, cells[start], cell_address(column, draft.numbers[start]))


def _merges_below(draft: TableDraft) -> Iterator[Merge]:
    return (merge for merge in _tall_merges(draft)) if draft.numbers else iter(())


def _is_proven(draft: TableDraft, cells: Cells, starts: Sequence[int]) -> bool:
    texts = [cells[start] for start in starts]
    numbering = draft.header.numbering
    if numbering is None:
        gaps = [end - start for start, end in _blocks(starts, len(cells))]
        return len(starts) > 1 and len(set(texts)) == len(texts) and min(gaps) > 1
    numbers = [_number(cell) for cell in draft.rows.column(numbering).cells()]
    if [place for place, number in enumerate(numbers) if number is not None] == list(starts):
        return True
    expected = [place - start + 1 for start, end in _blocks(starts, len(cells)) for place in range(start, end)]
    return len(starts) > 1 and numbers == expected


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        return float(cell) if cell.isdecimal() else -1.0
    return cell


def _blocks(starts: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], length], strict=True)


def _fill_from_groups(draft: TableDraft, groups: Sequence[tuple[int, Group]]) -> None:
    """Give rows what the group says that they stand in.

    That are the fields that no column holds, and the unit where its column is empty in the whole group.
    """
    unit = unit_field(draft.entity)
    for start, end, group in _spans(groups, len(draft.rows)):
        for name, said in group.said.items():
            cells = draft.cells(name)
            if name in draft.header.held and (name != unit or any(cell is not None for cell in cells[start:end])):
                continue
            for place in range(start, end):
                draft.put(place, name, said.text, said.cell)


def _spans(groups: Sequence[tuple[int, Group]], length: int) -> Iterator[tuple[int, int, Group]]:
    for place, (start, group) in enumerate(groups):
        yield start, groups[place + 1][0] if place + 1 < len(groups) else length, group


def _fill_from(draft: TableDraft, said: Mapping[str, Said]) -> None:
    """Give all rows what holds for the whole table."""
    for name, item in said.items():
        if name not in draft.columns:
            for place in range(len(draft.rows)):
                draft.put(place, name, item.text, item.cell)


def _qualify(draft: TableDraft, found: DataRows, finder: UnitFinder, district: Callable[[], str | None]) -> None:
    """Add the district of a group, or of the table, to units that only that tells apart; the value keeps its cell."""
    unit = unit_field(draft.entity)
    if unit is None or unit not in draft.header.held:
        return
    _tell_districts(draft, unit, finder)
    groups = [*found.groups] if found.groups and found.groups[0][0] == 0 else [(0, Group()), *found.groups]
    for start, end, group in _spans(groups, len(draft.rows)):
        texts = {cell for cell in _distinct(draft.columns.get(unit, []), start, end) if isinstance(cell, str)}
        unsure = [text for text in texts if not finder.is_sure(text)]
        within = (group.district or district()) if unsure else None
        if within is not None:
            cells = draft.cells(unit)
            full = {text: finder.qualified(text, within) for text in unsure}
            cells[start:end] = [full.get(cell, cell) if isinstance(cell, str) else cell for cell in cells[start:end]]


def _distinct(cells: CellColumn | Cells, start: int, end: int) -> Cells:
    """Return each cell of some rows, maybe several times."""
    is_whole = isinstance(cells, CellColumn) and end - start == len(cells)
    return cells.values if isinstance(cells, CellColumn) and is_whole else [*cells][start:end]


def _tell_districts(draft: TableDraft, unit: str, finder: UnitFinder) -> None:
    """Add to units the district that stands beside them in a column of its own, maybe merged over several rows."""
    column = draft.header.district
    if column is None:
        return
    beside = draft.rows.column(column).cells()
    for merge in _merges_below(draft):
        if merge.column == column and (above := _cell(draft.sheet, merge.row, column)) is not None:
            for place in range(*_places(draft.numbers, merge)):
                beside[place] = above if beside[place] is None else beside[place]
    cells = draft.cells(unit)
    for place, (cell, district) in enumerate(zip(cells, beside, strict=True)):
        if isinstance(cell, str) and isinstance(district, str):
            cells[place] = finder.qualified(cell, district)


def unheaded_columns(header: Header, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the columns, 0-based, that have no header but a value in some rows."""
    grid, headed = Grid.of(rows), {*header.labels, *header.filled_columns}
    return [at for at in range(grid.width) if at not in headed and not grid.column(at).blank.all()]
