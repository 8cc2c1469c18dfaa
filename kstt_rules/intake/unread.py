"""What no dataset took as rows: unclear rows, tables that were rejected, sheets that may hold a dataset."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kstt_rules.base.cell_address import MAX_ROW, cell_address
from kstt_rules.intake.files.cells import MARK, Sheet
from kstt_rules.intake.files.columns import CellColumn
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.surroundings import ANYBODY, Around, Surroundings, Units
from kstt_rules.intake.layout.take_tables import TableLayout
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.intake.values.person_names import most_people
from kstt_rules.model.dossier import ANY_UNIT, Source, UnreadRow
from kstt_rules.model.vocabulary import Entity

_LEAST_ROWS, _LEAST_CELLS = 2, 2
_MOST_TEXTS: Final = 2_000


def unread_of_table(laid: TableLayout, entity: Entity, surroundings: Surroundings) -> Iterator[UnreadRow]:
    """Yield the rows of a table that may be data, and all its rows where the whole table was rejected."""
    file, sheet, owner = laid.block.file, laid.block.sheet, unit_field(entity)
    for at in laid.found.doubtful:
        units = () if owner is None else _unclear_units(laid, at, owner, surroundings)
        yield UnreadRow(Source(file, sheet.name, _first_cell(sheet, at)), units, rows=_most_people(laid, at, entity))
    if laid.is_lost:
        column = None if owner is None else laid.table.columns.get(owner)
        divided = [cells for cells in laid.table.columns.values() if cells.rows_of(CellFault)]
        for place, number in enumerate(laid.table.numbers):
            cell = None if column is None else column[place]
            name = None if cell is None or isinstance(cell, CellFault) else text(cell)
            source = Source(file, sheet.name, cell_address(laid.table.origin.anchor, number))
            around = laid.table.around_row(number)
            units = () if owner is None else surroundings.of_name(name, around, is_lost=True)
            yield UnreadRow(source, units, rows=_most_records(divided, place))


def _most_people(laid: TableLayout, at: int, entity: Entity) -> int:
    """Return how many people a row may name: its text may be a cell of several."""
    if entity.name is None or not entity.fields[entity.name].person:
        return 1
    return max((most_people(cell) for cell in laid.block.sheet.rows[at] if isinstance(cell, str)), default=1)


def _most_records(columns: Sequence[CellColumn], place: int) -> int:
    """Return how many records a row of a table may hold, for some of its cells may not divide."""
    cells = (column[place] for column in columns)
    return max((cell.records for cell in cells if isinstance(cell, CellFault)), default=1)


def may_be_data(sheet: Sheet) -> bool:
    """Tell whether a sheet that no dataset took has at least two rows with as many cells: notes have fewer."""
    return not sheet.hidden and int((Grid.of(sheet.rows).filled >= _LEAST_CELLS).sum()) >= _LEAST_ROWS


def unread_sheet(file: str, sheet: Sheet, surroundings: Surroundings) -> UnreadRow:
    """Return what a sheet that may hold a dataset leaves open: the units that it names and those below, else any."""
    texts = [value for column in Grid.of(sheet.rows).columns for value in column.values if _is_text(value)]
    named = surroundings.named([*dict.fromkeys(texts)][:_MOST_TEXTS])
    around = surroundings.of_whole(Around.of_names(file, sheet.name))
    units = named if around == ANYBODY and named else tuple(sorted({*named, *around}))
    return UnreadRow(Source(file, sheet.name, _first_cell(sheet, 0)), units, rows=len(sheet.rows))


def unread_file(file: str, surroundings: Surroundings) -> UnreadRow:
    """Return what a file leaves open of which nothing was read: the units that its name tells, else any."""
    return UnreadRow(Source(file, "", ""), surroundings.of_whole(Around.of_names(file)), rows=MAX_ROW)


def unread_rest(file: str, sheet: Sheet, surroundings: Surroundings) -> UnreadRow:
    """Return what a text leaves open that breaks off, or points elsewhere: the rows that may stand there."""
    units = surroundings.of_whole(Around.of_names(file, sheet.name))
    return UnreadRow(Source(file, sheet.name, _first_cell(sheet, -1)), units, rows=MAX_ROW)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not value.startswith(MARK)


def _unclear_units(laid: TableLayout, at: int, owner: str, surroundings: Surroundings) -> Units:
    """Return the units that a row may be about: those its unit cell names, else those that title or groups name."""
    column = laid.block.header.columns.get(owner)
    cells = laid.block.sheet.rows[at]
    around = laid.table.around_row(laid.block.sheet.numbers[at])
    if column is not None and column < len(cells) and _is_text(cells[column]):
        return surroundings.of_name(text(cells[column]), around)  # type: ignore[arg-type]
    stated = [surroundings.of_name(said.text, around) for name, said in laid.stated if name == owner]
    return _together(stated) if stated else surroundings.of_name(None, around)


def _together(found: Iterable[Units]) -> Units:
    units = {unit for some in found for unit in some}
    return ANYBODY if ANY_UNIT in units else tuple(sorted(units))


def _first_cell(sheet: Sheet, at: int) -> str:
    column = next((column for column, cell in enumerate(sheet.rows[at]) if cell is not None), 0)
    return cell_address(column, sheet.numbers[at])
