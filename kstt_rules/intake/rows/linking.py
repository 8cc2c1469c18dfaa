"""Values that take more than their own cell: units, found in the register, and what the text of another column says."""

import re
from collections.abc import Callable, Hashable

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.intake.files.columns import CellColumn, Rows, blank_column, combine
from kstt_rules.intake.rows.raw_table import RawTable, without_faults
from kstt_rules.intake.rows.recipients import Recipients
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault, birth_year
from kstt_rules.intake.values.titles import Titles, classify, classify_posts, likely_title
from kstt_rules.model.vocabulary import EntityField, Vocabulary

_HEAD_OF = re.compile(r"(?:chủ tịch|ct)\s+", re.IGNORECASE)

Reader = Callable[[str | None, str | None], Hashable]
"""Takes the text of another column and the kind of the row's unit; either may be None."""


def link(raw: RawTable, register: Register, vocabulary: Vocabulary) -> None:
    """Replace the names of units by their ids, and fill the fields that read another column.

    A field that reads a unit's column takes the text that names no unit; then the row stands without a unit.
    """
    entity = vocabulary.entity(raw.entity)
    texts = {name: without_faults(column) for name, column in raw.columns.items()}
    for name, item in entity.fields.items():
        if item.type == "unit" and name in texts:
            units = register.resolve(texts[name])
            raw.columns[name] = combine(_fault_or_unit, raw.columns[name], units)
            texts[name] = combine(_unknown_text, texts[name], raw.columns[name])
    owner = unit_field(entity)
    if owner in raw.columns:
        raw.units = raw.columns[owner].map(possible_units)
    kinds = _kinds(raw, register)
    for name, item in entity.fields.items():
        if item.derived:
            continue
        if item.reads in texts and item.type == "integer":
            _fill_birth_year(raw, name, item.reads)
        elif item.reads in texts and item.of is not None and item.type == "choices":
            recipients = Recipients(vocabulary.choices[item.of], register)
            senders = raw.columns.get("unit", blank_column(len(raw)))
            _fill(raw, name, item.reads, combine(_named_by(recipients), texts[item.reads], senders))
        elif item.reads in texts:
            read = reader_of(item, register, vocabulary)
            if item.type == "text":
                _note_unknown(raw, item.reads)
            _fill(raw, name, item.reads, combine(read, texts[item.reads], kinds))
            if item.of is not None and item.beside is not None:
                _note_likely_titles(raw, name, item.reads, Titles.of(vocabulary.choices[item.of]))


def reader_of(item: EntityField, register: Register, vocabulary: Vocabulary) -> Reader:
    """Return what a field that reads another column makes of its text."""
    if item.type == "unit":
        return lambda text, _: text and _issuer(text, register)
    if item.of is None:
        return lambda text, _: text
    titles = Titles.of(vocabulary.choices[item.of])
    if item.beside is not None:
        beside = Titles.of(vocabulary.choices[item.beside])
        return lambda text, kind: text and classify_posts(text, titles, beside, kind)
    return lambda text, kind: text and classify(text, titles, kind)


def _named_by(recipients: Recipients) -> Callable[[str | None, str | CellFault | None], Hashable]:
    return lambda text, unit: text and recipients.named(text, None if isinstance(unit, CellFault) else unit)


def possible_units(value: str | CellFault) -> tuple[str, ...] | None:
    """Return the ids of the units that a resolved name may mean."""
    return value.units or None if isinstance(value, CellFault) else (value,)


def _kinds(raw: RawTable, register: Register) -> CellColumn:
    if "unit" not in raw.columns:
        return blank_column(len(raw))
    return raw.columns["unit"].map(lambda unit: None if isinstance(unit, CellFault) else register.index.kind(unit))


def _issuer(text: str, register: Register) -> str | None:
    units = register.find(_HEAD_OF.sub("", text, count=1))
    return units[0].id if len(units) == 1 and units[0].taken else None


def _fault_or_unit(cell: object, unit: str | CellFault | None) -> str | CellFault | None:
    return cell if isinstance(cell, CellFault) else unit


def _unknown_text(text: str | None, unit: object) -> str | None:
    return text if _is_unknown(unit) else None


def _is_unknown(value: object) -> bool:
    return isinstance(value, CellFault) and value.reason == "unknown_unit"


def _fill(raw: RawTable, name: str, source: str, found: CellColumn) -> None:
    """Take what was read where the field has no cell of its own, and unknown units as settled by what was read."""
    own = raw.columns.get(name, blank_column(len(raw)))
    if name in raw.columns:
        _note_source(raw, name, source, np.flatnonzero(own.blank & ~raw.columns[source].blank))
    values = combine(lambda own, found: found if own is None else own, own, found)
    raw.set(name, values, raw.absent_in(name) & raw.absent_in(source))
    raw.columns[source] = combine(
        lambda value, found: None if _is_unknown(value) and found is not None else value,
        raw.columns[source],
        found,
    )


def _note_source(raw: RawTable, name: str, source: str, rows: Rows) -> None:
    """Keep, where a field has a column but no cell in a row, the cell of the column that it is read from instead."""
    for row in rows.tolist():
        sheet = raw.sheets[raw.origin[row]]
        if name in sheet.columns:
            moved = {key: raw.moved[row, key] for key in (source, "") if (row, key) in raw.moved}
            raw.moved[row, name] = sheet.cell(int(raw.row[row]), source, moved)


def _note_unknown(raw: RawTable, source: str) -> None:
    """Say of units that are kept as they are written that the register does not have them, and which are like them."""
    column = raw.columns[source]
    for row in column.rows_where(_is_unknown):
        raw.notices.setdefault(row, []).append((source, column[row]))


def _fill_birth_year(raw: RawTable, name: str, source: str) -> None:
    """Take the years behind people's names; a row without one is as it was, blank or without such a column."""
    own = raw.columns.get(name, blank_column(len(raw)))
    found = raw.cells[source].map(birth_year)
    if not found.blank.all():
        if name in raw.columns:
            _note_source(raw, name, source, np.flatnonzero(own.blank & ~found.blank))
        values = combine(lambda own, found: found if own is None else own, own, found)
        raw.set(name, values, raw.absent_in(name))


def _note_likely_titles(raw: RawTable, role: str, source: str, titles: Titles) -> None:
    """Say of titles that show no role which title each is likely to be; the role stays open."""
    open_titles = combine(_text_without_role, raw.columns[source], raw.columns[role])
    likely = open_titles.map(lambda text: likely_title(text, titles))
    for row in np.flatnonzero(~likely.blank).tolist():
        message = both("does not show a role; did you mean “{title}”?")
        message = message.format(title=likely[row])
        raw.notices.setdefault(row, []).append((source, CellFault("unclear_title", message)))


def _text_without_role(text: str | CellFault | None, role: object) -> str | None:
    return text if role is None and isinstance(text, str) else None
