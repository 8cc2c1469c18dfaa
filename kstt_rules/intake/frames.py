"""Data frames, and rows of values, as the sheets of a workbook, so that they go the same way as files."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import orjson

from kstt_rules.base.arrays import is_blank
from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint, nearest
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Cell, Content, Sheet
from kstt_rules.intake.files.child_cells import MARK, bounded, encode
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pandas as pd

FRAMES: Final = "DataFrame"
"""What stands for the file in places and counts."""

_EXACT: Final = 2**53  # below, each whole number is one of those that a cell holds
_PROGRAM_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def contents_of_frames(frames: "Mapping[str, pd.DataFrame]", vocabulary: Vocabulary) -> tuple[Content, ...]:
    """Return frames as one file: a sheet each, the columns' names in row 1.

    Raises UsageError for an unknown key, a frame without columns, and a column that is nearly the id of a field.
    """
    known = Headers.of(vocabulary)
    for key, frame in frames.items():
        if fold(key) not in known.sheets:
            raise UsageError(both("unknown dataset {key!r}{hint}").format(key=key, hint=hint(key, known.entities)))
        if not len(frame.columns):
            raise UsageError(
                both("the data frame {key!r} has no columns; an empty dataset still needs its columns").format(key=key)
            )
        _check_columns(key, [str(name) for name in frame.columns], known)
    sheets = tuple(_sheet(key, frame) for key, frame in sorted(frames.items()))
    return (Content(FRAMES, digest_of(sheets), sheets),)


def digest_of(sheets: Sequence[Sheet]) -> str:
    """Return the SHA-256 of all that stands in the sheets of frames."""
    held = [[sheet.name, sheet.numbers, _whole_rows(Grid.of(sheet.rows))] for sheet in sheets]
    return hashlib.sha256(orjson.dumps(held)).hexdigest()


def _whole_rows(grid: Grid) -> list[tuple[Cell, ...]]:
    return [*zip(*(map(_as_written, column.cells()) for column in grid.columns), strict=True)]


def _as_written(cell: Cell) -> Cell | int:
    """Return a cell as it is written: 2021 and 2021.0 are one cell, whichever of them a column saw first."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT else cell


def content_of_rows(label: str, sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> Content:
    """Return sheets that are written out, each a name and its rows of values, as one file."""
    return Content(label, "", tuple(_sheet_of(name, rows) for name, rows in sheets))


def _sheet_of(name: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    cells: list[list[Cell]] = [[cell_of(value) for value in row] for row in rows]
    kept = [number for number, row in enumerate(cells, start=1) if any(cell is not None for cell in row)]
    return Sheet(name, kept, Grid.of([cells[number - 1] for number in kept]))


def _check_columns(key: str, columns: Sequence[str], known: Headers) -> None:
    """Raise UsageError for a name as programs write it that is no field, but nearly one which no column holds."""
    entity = known.sheets[fold(key)]
    matches = {column: known.match(entity, (column,)) for column in columns}
    held = {match.field for match in matches.values() if match is not None}
    free = [name for name in known.entities[entity].fields if name not in held]
    for column, match in matches.items():
        if match is None and _PROGRAM_NAME.fullmatch(column) and nearest(column, free):
            raise UsageError(
                both("{key} has no column {column!r}{hint}").format(key=key, column=column, hint=hint(column, free))
            )


def _sheet(key: str, frame: "pd.DataFrame") -> Sheet:
    rows: list[list[Cell]] = [[str(name) for name in frame.columns]]
    rows += [[cell_of(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    kept = [number for number, row in enumerate(rows, start=1) if any(cell is not None for cell in row)]
    return Sheet(key, kept, Grid.of([rows[number - 1] for number in kept]), plain=True)


def cell_of(value: Any) -> Cell:
    """Return a value as the cell that holds it, None where it is missing."""
    if isinstance(value, str):
        return bounded(value.lstrip(MARK)) if value.strip() else None
    if isinstance(value, (tuple, list)):
        return bounded("; ".join(map(str, value)).lstrip(MARK)) or None
    if is_blank(value):
        return None
    if isinstance(value, date):
        return encode(value)
    return encode(value.item() if hasattr(value, "item") else value)
