"""Grids and canonical rows read to a dossier, without a file between."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from kstt_rules.intake import from_frames
from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.old_encodings import decoded
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Vocabulary
from layouts.canonical import REGISTER, REGISTER_HEADERS, Row, register
from layouts.grid import Grid

VOCABULARY = base_vocabulary()
REMARKS = frozenset(
    {
        "fuzzy_column",
        "unit_from_name",
        "hidden_sheet",
        "hidden_rows",
        "hidden_columns",
        "unclear_title",
        "old_encoding",
        "open_quote",
    }
)
"""What may be said of a file all rows of which are taken."""


def register_grid() -> Grid:
    """Return the register of units as a sheet."""
    return Grid("Đơn vị", [list(REGISTER_HEADERS), *map(list, REGISTER)])


def canonical(tables: Mapping[str, Sequence[Row]]) -> Dossier:
    """Read canonical rows by dataset, and the register."""
    frames = {name: pd.DataFrame(list(rows), dtype=object) for name, rows in tables.items()}
    return from_frames({"unit": pd.DataFrame(register(), dtype=object), **frames}, VOCABULARY)


def read(*grids: Grid, file: str = "a.xlsx", vocabulary: Vocabulary = VOCABULARY) -> Inspection:
    """Read grids as the sheets of one file, and the register as another."""
    return read_files({file: grids}, vocabulary)


def read_files(files: Mapping[str, Sequence[Grid]], vocabulary: Vocabulary = VOCABULARY) -> Inspection:
    """Read grids as the sheets of files, and the register as another."""
    contents = [Content(file, "0", tuple(map(_sheet, grids))) for file, grids in files.items()]
    register = Content("units.xlsx", "1", (register_grid().sheet(),), register=True)
    return assemble([*contents, register], vocabulary).inspection


def _sheet(grid: Grid) -> Sheet:
    sheet = grid.sheet()
    found = decoded(sheet.rows)
    return replace(sheet, rows=found.rows, encoding=found.encoding, decoded=found.cells)


def assert_same_values(found: Dossier, expected: Dossier) -> None:
    """Compare the values of all tables in the columns that are expected, and that nothing else was said."""
    said = [reject for reject in found.rejects if reject.reason not in REMARKS]
    assert said == []
    assert set(found.tables) == set(expected.tables)
    for name, table in expected.tables.items():
        frame, wanted = found.tables[name].frame, table.frame
        beyond = [column for column in frame if column not in wanted and frame[column].notna().any()]
        assert beyond == [], name
        pd.testing.assert_frame_equal(frame[list(wanted)], wanted)
    for file in found.inputs:
        assert file.read == file.accepted + file.rejected + file.ignored
