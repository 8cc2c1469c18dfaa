"""Columns in which a program that puts months first has swapped days: its date cells may be read in two ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.cells import MARK
from kstt_rules.intake.files.columns import CellColumn
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, day_before_month
from kstt_rules.model.vocabulary import Entity, Vocabulary

_MONTHS: Final = 12
_MESSAGE = both(
    "may be {day} or {swapped}: no date cell of this column is after the twelfth, but texts are, as a program that "
    "puts the month first leaves them; format the column as text and enter the day again"
)


@dataclass(frozen=True)
class _Days:
    """The days of a column: those that a program took for days, by cell, and whether a text is a late one.

    A day is late where its number cannot be a month, so that it was not swapped.
    """

    taken: Mapping[Any, date]
    has_late_text: bool

    @property
    def may_be_swapped(self) -> bool:
        """Tell whether no day that a program took is late, and one can be read in two ways."""
        days = self.taken.values()
        return all(day.day <= _MONTHS for day in days) and any(day.day != day.month for day in days)

    @property
    def show_a_swap(self) -> bool:
        """Tell whether only texts are late: such a program could not take them."""
        return self.has_late_text and self.may_be_swapped


_Known = Mapping[tuple[str, int], _Days]
"""The days of columns by their fields and identities, of which none is let go meanwhile."""


@dataclass(frozen=True)
class DoubtedDays:
    """The tables of a dataset with doubted days, and what their columns of days show."""

    tables: tuple[SheetTable, ...]
    shown: tuple[Mapping[str, _Days], ...]


def doubt_swapped_days(
    tables: Sequence[SheetTable], entity: Entity, vocabulary: Vocabulary, memo: Memo | None = None
) -> tuple[SheetTable, ...]:
    """Put faults in the place of days that a month-first program may have swapped, with the two that each may be.

    A swap shows where texts of a column are late and none of its date cells is, in one table or in all of a file. Then
    the date cells of the table's other columns are as doubtful, unless one of these is late. Where nothing is text, or
    both are late, nothing shows.
    """
    name = ("days", tables[0].entity if tables else "")
    return (memo or Memo()).mended(name, _doubted_days, _doubted_again, tuple(tables), entity, vocabulary).tables


def _doubted_days(
    tables: Sequence[SheetTable], entity: Entity, vocabulary: Vocabulary, known: _Known = MappingProxyType({})
) -> DoubtedDays:
    shown = tuple(
        {
            name: known.get((name, id(table.columns[name]))) or _days_of(table.columns[name], name, entity, vocabulary)
            for name in _day_columns(table, entity)
        }
        for table in tables
    )
    return DoubtedDays(tuple(_with_doubts(tables, shown)), shown)


def _doubted_again(
    given: tuple[Sequence[SheetTable], Entity, Vocabulary],
    before: DoubtedDays,
    tables: Sequence[SheetTable],
    entity: Entity,
    vocabulary: Vocabulary,
) -> DoubtedDays:
    """Look again only at the columns that are others than before; a table that is doubted as before is the same."""
    was = [*zip(given[0], before.tables, before.shown, strict=True)]
    known = {(name, id(old.columns[name])): days for old, _, own in was for name, days in own.items()}
    again = _doubted_days(tables, entity, vocabulary, known)
    doubted = {id(old): made for old, made, _ in was if made is not old}
    pairs = zip(tables, again.tables, strict=True)
    kept = tuple(made if made is table else doubted.get(id(table), made) for table, made in pairs)
    return replace(again, tables=kept)


def _with_doubts(tables: Sequence[SheetTable], shown: Sequence[Mapping[str, _Days]]) -> Iterator[SheetTable]:
    of_file: dict[tuple[str, str], list[_Days]] = defaultdict(list)
    for table, columns in zip(tables, shown, strict=True):
        for name, days in columns.items():
            of_file[table.origin.file, name].append(days)
    swapped = {place for place, columns in of_file.items() if _together(columns).show_a_swap}
    for table, columns in zip(tables, shown, strict=True):
        shows = any(days.show_a_swap or (table.origin.file, name) in swapped for name, days in columns.items())
        yield _doubted(table, columns) if shows else table


def _day_columns(table: SheetTable, entity: Entity) -> Iterator[str]:
    for name, item in entity.fields.items():
        if item.type == "date" and not item.derived and name in table.columns:
            yield name


def _days_of(column: CellColumn, name: str, entity: Entity, vocabulary: Vocabulary) -> _Days:
    parse = parser_of(entity.fields[name], vocabulary)
    by_program: dict[Any, date] = {}
    has_late_text = False
    for cell in column.values:
        if isinstance(cell, CellFault):
            continue
        typed = day_before_month(cell)
        if typed is not None:
            has_late_text |= typed > _MONTHS
        elif _is_by_program(cell) and isinstance(day := parse(cell), date):
            by_program[cell] = day
    return _Days(by_program, has_late_text)


def _is_by_program(cell: object) -> bool:
    """Tell whether a cell is a day as programs hold it: a date cell, its number, or a text with the year first."""
    return not isinstance(cell, str) or cell.startswith(MARK) or cell.lstrip()[:4].isdecimal()


def _together(columns: Iterable[_Days]) -> _Days:
    taken: dict[Any, date] = {}
    has_late_text = False
    for days in columns:
        taken |= days.taken
        has_late_text |= days.has_late_text
    return _Days(taken, has_late_text)


def _doubted(table: SheetTable, columns: Mapping[str, _Days]) -> SheetTable:
    faults = {
        name: {cell: _fault(day) for cell, day in days.taken.items() if day.day != day.month}
        for name, days in columns.items()
        if days.may_be_swapped
    }
    doubtful = {name: _with(table.columns[name], of_cells) for name, of_cells in faults.items()}
    return replace(table, columns={**table.columns, **doubtful})


def _with(column: CellColumn, faults: Mapping[Any, CellFault]) -> CellColumn:
    return column.replaced([faults.get(cell, cell) for cell in column.values])


def _fault(day: date) -> CellFault:
    swapped = day.replace(month=day.day, day=day.month)
    message = _MESSAGE.format(day=f"{day:%d/%m/%Y}", swapped=f"{swapped:%d/%m/%Y}")
    return CellFault("swapped_day", message, candidates=(day, swapped))
