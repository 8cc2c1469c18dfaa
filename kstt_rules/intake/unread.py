"""What no dataset took as rows: unclear rows, tables that were rejected, sheets that may hold a dataset."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import MARK, Sheet
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.take_tables import TableLayout
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.rows.linking import possible_units
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.model.dossier import ANY_UNIT, Source, UnreadRow
from kstt_rules.model.vocabulary import Entity

Units = tuple[str, ...]

_ANY: Final = (ANY_UNIT,)
_LEAST_ROWS, _LEAST_CELLS = 2, 2
_MOST_TEXTS: Final = 2_000


def unread_of_table(laid: TableLayout, entity: Entity, register: Register) -> Iterator[UnreadRow]:
    """Yield the rows of a table that may be data, and all its rows where the whole table was rejected."""
    file, sheet, owner = laid.block.file, laid.block.sheet, unit_field(entity)
    for at in laid.found.doubtful:
        units = () if owner is None else _unclear_units(laid, at, owner, register)
        yield UnreadRow(Source(file, sheet.name, _first_cell(sheet, at)), units)
    if laid.is_lost:
        column = None if owner is None else laid.table.columns.get(owner)
        for place, number in enumerate(laid.table.numbers):
            cell = None if column is None else column[place]
            names = [] if cell is None or isinstance(cell, CellFault) else [text(cell)]
            source = Source(file, sheet.name, cell_address(laid.table.origin.anchor, number))
            yield UnreadRow(source, () if owner is None else _units_in(names, register))


def may_be_data(sheet: Sheet) -> bool:
    """Tell whether a sheet that no dataset took has at least two rows with as many cells: notes have fewer."""
    return not sheet.hidden and int((Grid.of(sheet.rows).filled >= _LEAST_CELLS).sum()) >= _LEAST_ROWS


def unread_sheet(file: str, sheet: Sheet, finder: UnitFinder, register: Register) -> UnreadRow:
    """Return what a sheet that may hold a dataset leaves open: the units that it names and those below, else any."""
    texts = [value for column in Grid.of(sheet.rows).columns for value in column.values if _is_text(value)]
    texts = [*dict.fromkeys(texts)][:_MOST_TEXTS]
    named = [item.text for line in (*texts, sheet.name, fold(PurePosixPath(file).stem)) for item in finder.within(line)]
    units = {unit.id for name in named for unit in register.find(name)}
    units |= {below for unit in units for below in register.below(unit)}
    return UnreadRow(
        Source(file, sheet.name, _first_cell(sheet, 0)), tuple(sorted(units)) or _ANY, rows=len(sheet.rows)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not value.startswith(MARK)


def _unclear_units(laid: TableLayout, at: int, owner: str, register: Register) -> Units:
    """Return the units that a row may be about: those its unit cell names, else those that title or groups name."""
    column = laid.block.header.columns.get(owner)
    cells = laid.block.sheet.rows[at]
    if column is not None and column < len(cells) and _is_text(cells[column]):
        return _units_in([text(cells[column])], register)  # type: ignore[arg-type]
    return _units_in([said.text for name, said in laid.stated if name == owner], register)


def _units_in(names: Iterable[str | None], register: Register) -> Units:
    found = [possible_units(unit) for unit in register.resolve(column_of([name for name in names if name])).values]
    return tuple(sorted({unit for units in found for unit in units})) if found else _ANY


def _first_cell(sheet: Sheet, at: int) -> str:
    column = next((column for column, cell in enumerate(sheet.rows[at]) if cell is not None), 0)
    return cell_address(column, sheet.numbers[at])
