"""Forms with a column, or a group of columns, for each period: one row of them is a row of the dataset a period."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.layout.header_choice import Header
from kstt_rules.intake.layout.sheet_table import Cells, SheetTable
from kstt_rules.intake.values.entity_fields import period_field
from kstt_rules.model.report_calendar import Period, PeriodError
from kstt_rules.model.vocabulary import Entity

_YEARS = (re.compile(r"\bnam ((?:19|20)\d\d)\b"), re.compile(r"\b((?:19|20)\d\d)\b"))
_OTHER_DAY = re.compile(r"\bthang \d{1,2} nam \d{4}|\b\d{1,2} \d{1,2} \d{4}|\b\d+ \d{4} (?=qd|nd|tt|kh|cv)")
_PERIOD = re.compile(r"\bquy (?:[1-4]|iv|i{1,3})(?: nam)? (?:19|20)\d\d\b")


def year_in(texts: Iterable[str]) -> str | None:
    """Return the one year that some texts name ("năm 2022", else "2022"), days and numbers of documents left out."""
    folded = [_OTHER_DAY.sub(" ", fold(text)) for text in texts]
    for form in _YEARS:
        if years := {year for text in folded for year in form.findall(text)}:
            return years.pop() if len(years) == 1 else None
    return None


def period_in(text: str) -> str | None:
    """Return the one quarter that a title names, as text, or None."""
    found = {match.group() for match in _PERIOD.finditer(fold(text))}
    return found.pop() if len(found) == 1 else None


def widened(
    table: SheetTable, rows: Sequence[Sequence[Cell]], header: Header, entity: Entity, year: str | None
) -> SheetTable:
    """Return the table with a row for each period of each of its rows.

    A period without its year takes that of the sheet; without one it stays as it is and is found wrong. Where nothing
    stands under a period there is no row, except in datasets whose vocabulary names a field per period.
    """
    periods = list(dict.fromkeys(item.period for item in header.wide))
    under = {period: [item for item in header.wide if item.period == period] for period in periods}
    places = [
        (place, period)
        for place, row in enumerate(rows)
        for period in periods
        if entity.per_period is not None or any(_cell(row, item.column) is not None for item in under[period])
    ]
    name = period_field(entity)
    assert name is not None
    rows_of = np.array([place for place, _ in places], dtype=np.intp)
    columns: dict[str, Cells] = {key: column.take(rows_of).cells() for key, column in table.columns.items()}
    columns[name] = [_with_year(period, year) for _, period in places]
    head = {item.period: cell_address(item.column, header.number) for item in reversed(header.wide)}
    moved = {(at, name): head[period] for at, (_, period) in enumerate(places)}
    for at, (place, period) in enumerate(places):
        for key in table.columns:
            if (place, key) in table.moved:
                moved[at, key] = table.moved[place, key]
        for item in under[period]:
            columns.setdefault(item.field, [None] * len(places))[at] = _cell(rows[place], item.column)
            moved[at, item.field] = cell_address(item.column, table.numbers[place])
    numbers = [table.numbers[place] for place, _ in places]
    return SheetTable(
        table.entity, table.origin, numbers, {key: column_of(cells) for key, cells in columns.items()}, moved
    )


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _with_year(period: str, year: str | None) -> str:
    try:
        Period.parse(period)
    except PeriodError:
        quarter = fold(period)
        if year is None:
            return period
        return year if quarter.endswith("nam") else f"{period}/{year}"
    return period
