"""Data frames as the sheets of a workbook, so that they go the same way as files."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import orjson
import pandas as pd

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Cell, Content, Sheet
from kstt_rules.intake.files.child_cells import encode
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.model.vocabulary import Vocabulary

FRAMES: Final = "DataFrame"
"""What stands for the file in places and counts."""


def contents_of_frames(frames: Mapping[str, pd.DataFrame], vocabulary: Vocabulary) -> tuple[Content, ...]:
    """Return frames as one file: a sheet each, the columns' names in row 1.

    Raises UsageError for an unknown key or a frame without columns.
    """
    known = Headers.of(vocabulary)
    for key in frames:
        if fold(key) not in known.sheets:
            raise UsageError(
                both("unknown dataset {key!r}; choose from {names}").format(key=key, names=", ".join(known.entities))
            )
        if not len(frames[key].columns):
            raise UsageError(
                both("the data frame {key!r} has no columns; an empty dataset still needs its columns").format(key=key)
            )
    sheets = tuple(_sheet(key, frame) for key, frame in sorted(frames.items()))
    digest = hashlib.sha256(orjson.dumps([[sheet.name, sheet.numbers, sheet.rows] for sheet in sheets]))
    gridded = tuple(replace(sheet, rows=Grid.of(sheet.rows)) for sheet in sheets)
    return (Content(FRAMES, digest.hexdigest(), gridded),)


def _sheet(key: str, frame: pd.DataFrame) -> Sheet:
    rows: list[list[Cell]] = [[str(name) for name in frame.columns]]
    rows += [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    kept = [number for number, row in enumerate(rows, start=1) if any(cell is not None for cell in row)]
    return Sheet(key, kept, [rows[number - 1] for number in kept], plain=True)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, (tuple, list)):
        return "; ".join(map(str, value)) or None
    if value is None or pd.isna(value):
        return None
    if isinstance(value, date):
        return encode(value)
    return encode(value.item() if hasattr(value, "item") else value)
