"""Whether the cells that evidence names hold the values that it gives, told apart from the program's own reading."""

import re
from datetime import date, datetime

import pandas as pd
from dossier_factory import VOCABULARY

from kstt_rules.base.labelled import Labelled
from kstt_rules.base.text_keys import clean, fold

YES, NO = {"co", "x", "true", "1", "kiem nhiem", "kiem"}, {"khong", "false", "0", "chuyen trach"}


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


def wrong_in_frames(result, frames):
    """Return the same of an audit of data frames, whose first row is that of the columns."""
    held = {name: [list(frame.columns), *frame.to_numpy(dtype=object).tolist()] for name, frame in frames.items()}
    return wrong(result, lambda source: at(held[source.sheet], source.cell))
