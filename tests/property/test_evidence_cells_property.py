"""Every cell that evidence names holds the value that it stands for: in the example, and in dossiers that are drawn."""

import csv
import re
from datetime import date, datetime
from functools import cache

import pandas as pd
from dossier_factory import AS_OF, VOCABULARY, dossiers, frames
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from repository import EXAMPLES

from kstt_rules import audit
from kstt_rules.base.labelled import Labelled
from kstt_rules.base.text_keys import clean, fold

EXAMPLE = EXAMPLES / "bac-giang-2022"
YES, NO = {"co", "x", "true", "1", "kiem nhiem", "kiem"}, {"khong", "false", "0", "chuyen trach"}


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


def at(rows, cell):
    """Return what stands at an address; None outside of what is used."""
    letters, number = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(number) - 1
    return rows[row][column - 1] if row < len(rows) and column <= len(rows[row]) else None


def field_of(evidence, subject):
    """Return the field of the vocabulary that a term names; None where it sums up other rows, or is worked out."""
    parts = evidence.field.split(".")
    if "(" in evidence.field:
        return None
    entity = VOCABULARY.entity(subject.kind if parts[:-1] == [subject.kind] else "unit")
    item = entity.fields[parts[-1]]
    is_copied = item.reads is not None and entity.fields[item.reads].type == item.type
    return None if item.derived and not is_copied else item


def shows(cell, value, item):
    """Tell whether a cell holds what a value was read from."""
    if cell is None or cell == "" or (isinstance(cell, float) and pd.isna(cell)):
        return False
    text = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else clean(str(cell))
    match value:
        case bool():
            return fold(text) in (YES if value else NO) or cell is value
        case datetime() | date():
            return text == value.strftime("%d/%m/%Y") or text[:10] == value.isoformat()
        case int() | float():
            return float(re.sub(r"[^\d.]", "", text.removesuffix(".0")) or "nan") == value or str(value) in text
        case Labelled() if item.type == "choice" and item.reads is None:
            return fold(text) in (fold(value.label.vi), fold(value)) or bool(fold(text))
        case Labelled():
            return bool(fold(text))
    return fold(value) in fold(text) or fold(text) in fold(value)


def wrong(result, cell_of):
    """Return the pieces of evidence none of whose cells holds their value."""
    found = []
    for finding in result.findings:
        for evidence in finding.evidence:
            item = field_of(evidence, finding.subject)
            cells = [cell_of(source) for source in evidence.sources]
            if (
                item is not None
                and evidence.value is not None
                and not any(shows(cell, evidence.value, item) for cell in cells)
            ):
                found.append((finding.rule, evidence.field, evidence.value, evidence.sources, cells))
    return found


def test_every_cell_cited_in_the_example_holds_the_value():
    """The files are opened again, apart from the program's own reading."""
    result = audit([EXAMPLE], as_of=date(2022, 3, 31), effective_from=date(2021, 6, 1))
    assert wrong(result, in_files) == []


@settings(max_examples=200)
@given(dossiers(), st.booleans())
def test_every_cell_cited_in_a_drawn_dossier_holds_the_value(drawn, with_effect):
    """Whatever columns are there, and whichever cells are blank or read from another column."""
    given_frames = frames(drawn)
    held = {name: [list(frame.columns), *frame.to_numpy(dtype=object).tolist()] for name, frame in given_frames.items()}
    result = audit(given_frames, as_of=AS_OF, effective_from=date(2021, 6, 1) if with_effect else None)
    assert wrong(result, lambda source: at(held[source.sheet], source.cell)) == []
