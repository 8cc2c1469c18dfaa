"""The piece of a sheet around some of its cells, as a small grid: headings, neighbours, the cells marked."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from kstt_rules.base.cell_address import Place, column_letters, column_number, place_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.model.dossier import Source
from kstt_rules.model.inspection import TableInspection
from kstt_rules.outputs.visible import visible
from kstt_rules.session import CellNow
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.showing.cell_text import cell_text
from kstt_rules.web.showing.told import cell, sheet_name

_AROUND: Final = 2
"""How many rows above and below a cell are shown, and columns beside it where a table is wide."""
_MOST_ROWS, _MOST_COLUMNS = 24, 14
_MOST_GRIDS: Final = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows (from 1) and columns (from 0) that are shown, in their order, and the cells that are marked."""

    rows: Sequence[int]
    columns: Sequence[int]
    marked: Collection[Place]


def grids(desk: Desk, sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return a grid for each of the first sheets of the dossier in which some cells stand."""
    by_sheet: dict[tuple[str, str], list[Place]] = {}
    for source in sources:
        place = place_of(source.cell)
        if place is not None and can_be_corrected(desk, source.file, source.sheet):
            by_sheet.setdefault((source.file, source.sheet), []).append(place)
    return [grid(desk, file, sheet, places) for (file, sheet), places in [*by_sheet.items()][:_MOST_GRIDS]]


def can_be_corrected(desk: Desk, file: str, sheet: str) -> bool:
    """Tell whether the dossier has such a sheet; cells of an earlier roster cannot be corrected."""
    try:
        desk.session.cells(file, sheet, (), ())
    except UsageError:
        return False
    return True


def grid(desk: Desk, file: str, sheet: str, marked: Sequence[Place]) -> dict[str, Any]:
    """Return the grid around some cells of a sheet. Raises UsageError where the dossier has no such sheet."""
    table = table_at(desk, file, sheet, marked[0])
    piece = _Piece(_rows(marked), _columns(marked, table), frozenset(marked))
    headers = {} if table is None else {column_number(one.letters): one.header for one in table.columns}
    return {
        "place": sheet_name(file, sheet),
        "columns": [
            {"letters": column_letters(column), "header": visible(headers.get(column, ""))} for column in piece.columns
        ],
        "rows": [
            {
                "number": row,
                "after_gap": after_gap,
                "is_header": table is not None and row in table.header_rows,
                "cells": [_told(Source(file, sheet, one.cell), one, piece) for one in cells],
            }
            for (row, after_gap), cells in zip(
                _with_gaps(piece.rows), desk.session.cells(file, sheet, piece.rows, piece.columns), strict=True
            )
        ],
        "left": len({place.row for place in marked} - set(piece.rows)),
    }


def _told(source: Source, now: CellNow, piece: _Piece) -> dict[str, Any]:
    return cell(source) | {
        "text": visible(cell_text(now.value)),
        "changed": now.is_changed,
        "marked": place_of(now.cell) in piece.marked,
    }


def table_at(desk: Desk, file: str, sheet: str, place: Place) -> TableInspection | None:
    """Return the table of a sheet that a cell stands in: the last one that begins above it."""
    here = [
        table for table in desk.inspection.tables if (table.file, table.sheet) == (file, sheet) and not table.turned
    ]
    above = [table for table in here if table.header_rows and table.header_rows[0] <= place.row]
    return max(above, key=lambda table: table.header_rows[0], default=here[0] if here else None)


def _rows(marked: Iterable[Place]) -> list[int]:
    near = {row + step for row, _ in marked for step in range(-_AROUND, _AROUND + 1)}
    return sorted(row for row in near if row > 0)[:_MOST_ROWS]


def _columns(marked: Sequence[Place], table: TableInspection | None) -> list[int]:
    """Return all columns of a table that is not wide, else the first two and those around the cells."""
    own = {column_number(one.letters) for one in table.columns} if table else set()
    own |= {place.column for place in marked}
    if len(own) > _MOST_COLUMNS or table is None:
        near = {place.column + step for place in marked for step in range(-_AROUND, _AROUND + 1)}
        own = {column for column in near | set(sorted(own)[:2]) if column >= 0}
    return sorted(own)[:_MOST_COLUMNS]


def _with_gaps(rows: Sequence[int]) -> Iterable[tuple[int, bool]]:
    """Yield the rows, and whether some before them are not shown."""
    yield rows[0], False
    for before, row in pairwise(rows):
        yield row, row > before + 1
