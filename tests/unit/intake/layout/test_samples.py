"""Every sample of a layout is read to the rows, with their cells, and the rejects that stand beside it.

``samples/LAYOUT.yaml`` is a list. Each sample ``says`` what it shows and has the ``rows`` of a sheet, maybe with
``merges`` and the name of the ``sheet``; then by dataset the rows that are made of them, whole, each value alone or as
``[value, cell]``; the ``rejects`` as ``[row, reason]``; and how many rows of a dataset are ``doubtful`` by unit.
"""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from layouts.grid import Grid
from layouts.reading import read

from kstt_rules.base.cell_address import place_of
from kstt_rules.intake.layout.layouts import LAYOUTS

FOLDER = Path(__file__).with_name("samples")
SAMPLES = [
    pytest.param(sample, id=f"{path.stem}: {sample['says']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for sample in yaml.safe_load(path.read_text(encoding="utf-8"))
]
WORDS = frozenset({"says", "sheet", "rows", "merges", "rejects", "doubtful"})


def test_each_layout_has_samples():
    """In a file of the name of its module."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {
        type(layout).__module__.rpartition(".")[2] for layout in LAYOUTS
    }


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_read_to_what_stands_beside_it(sample):
    """No row, value or reject more or less; cells where they are given."""
    found = read(Grid(sample.get("sheet", "Sheet1"), sample["rows"], [*map(area, sample.get("merges", ()))])).dossier
    expected = {name: rows for name, rows in sample.items() if name not in WORDS}
    assert {name for name in found.tables if name != "unit"} == set(expected)
    for name, rows in expected.items():
        assert made(found.tables[name], rows) == rows
    rejects = [[reject.row, reject.reason] for reject in found.rejects if reject.file == "a.xlsx"]
    assert rejects == sample.get("rejects", [])
    doubtful = {name: found.tables[name].doubtful for name in expected if found.tables[name].doubtful}
    assert doubtful == sample.get("doubtful", {})


def area(text):
    """Return a merged area, 0-based, from one as spreadsheets write it."""
    first, last = map(place_of, text.split(":"))
    return first.row - 1, first.column, last.row - 1, last.column


def made(table, rows):
    """Return all rows of a table as a sample writes them, with the cells that the sample gives."""
    written = []
    for at, values in enumerate(table.frame.to_dict("records")):
        told = {name: plain(value) for name, value in values.items() if not pd.isna(value)}
        asked = rows[at] if at < len(rows) else {}
        written.append(
            {
                name: [value, table.source(at, name).cell] if isinstance(asked.get(name), list) else value
                for name, value in told.items()
            }
        )
    return written


def plain(value):
    """Return a day as YAML has it, and anything else as it is."""
    return value.date() if isinstance(value, pd.Timestamp) else value
