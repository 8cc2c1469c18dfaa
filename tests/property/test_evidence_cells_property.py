"""Every cell that evidence names holds the value that it stands for: in the example, and in dossiers that are drawn."""

import csv
from datetime import date
from functools import cache

from dossier_factory import AS_OF, dossiers, frames
from evidence_cells import at, wrong, wrong_in_frames
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from repository import EXAMPLES

from kstt_rules import audit

EXAMPLE = EXAMPLES / "bac-giang-2022"


@cache
def sheets(path):
    """Return the rows of each sheet of a file, by its name."""
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if text.count(";") > text.count(",") else ","
        return {None: list(csv.reader(text.splitlines(), delimiter=delimiter))}
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def in_files(source):
    """Return what a file of the example holds in a cell."""
    held = sheets(EXAMPLE / source.file)
    return at(held.get(source.sheet, next(iter(held.values()))), source.cell)


def test_every_cell_cited_in_the_example_holds_the_value():
    """The files are opened again, apart from the program's own reading."""
    result = audit([EXAMPLE], as_of=date(2022, 3, 31), effective_from=date(2021, 6, 1))
    assert wrong(result, in_files) == []


@settings(max_examples=settings().max_examples * 2 // 5)
@given(dossiers(), st.booleans())
def test_every_cell_cited_in_a_drawn_dossier_holds_the_value(drawn, with_effect):
    """Whatever columns are there, and whichever cells are blank or read from another column.

    Dossiers with all their columns are looked at in hundreds by test_plain_reading.
    """
    given_frames = frames(drawn)
    result = audit(given_frames, as_of=AS_OF, effective_from=date(2021, 6, 1) if with_effect else None)
    assert wrong_in_frames(result, given_frames) == []
