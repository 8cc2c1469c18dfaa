"""The texts by which a unit, or what a title says, was not understood: each once a sheet, with its cells."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

import numpy as np

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.text_keys import fold, has_syllable
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.rows.unread_rows import cells_of_row
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.intake.values.title_fields import title_fields, titles_of
from kstt_rules.intake.values.titles import Titles, classify, likely_title
from kstt_rules.model.inspection import UnclearText
from kstt_rules.model.vocabulary import Entity, EntityField, Vocabulary

_SEVERAL: Final = "ambiguous_unit"
_OF_UNITS: Final = ("unknown_unit", _SEVERAL)
_SHOWS_NOTHING: Final = both("does not say which {what} it is")
_MOST_LIKELY: Final = 10
Offered = tuple[tuple[Bilingual, tuple[str, ...]], ...]


def unclear_texts(
    raw_tables: Mapping[str, RawTable], register: Register, vocabulary: Vocabulary
) -> tuple[UnclearText, ...]:
    """Return those of linked tables, in the order of their files and sheets, units first."""
    found: list[UnclearText] = []
    for name, raw in raw_tables.items():
        entity = vocabulary.entity(name)
        for field, item in entity.fields.items():
            if item.type == "unit" and field in raw.cells:
                found += _units(raw, field, item, register)
        for field, item in title_fields(entity, vocabulary):
            if item.reads in raw.columns:
                found += _titles(raw, field, entity, register, vocabulary)
    return tuple(sorted(found, key=lambda item: (item.file, item.sheet, item.kind != "unit", item.text, item.field.vi)))


def _units(raw: RawTable, field: str, item: EntityField, register: Register) -> Iterator[UnclearText]:
    """Yield the texts that are the whole of a cell, and that no unit is known by, or several are."""
    faults = {row: raw.columns[field][row] for row in raw.columns[field].rows_of(CellFault)}
    faults |= {row: fault for row, found in raw.notices.items() for name, fault in found if name == field}
    rows: dict[str, list[int]] = defaultdict(list)
    for row in sorted(faults.keys() - raw.left_out.keys()):
        cell = raw.cells[field][row]
        if faults[row].reason in _OF_UNITS and cell is not None:
            rows[text(cell) or ""].append(row)
    for said, places in rows.items():
        fault = register.resolve(column_of([said]))[0]
        if faults[places[0]] == fault:  # else a part of the text is not understood
            likely, several = fault.units[:_MOST_LIKELY], fault.reason == _SEVERAL
            for file, sheet, cells in _cells(raw, field, places):
                label, why = item.label.bilingual, fault.message
                yield UnclearText("unit", said, file, sheet, cells, label, why, likely, several=several)


def _titles(
    raw: RawTable, field: str, entity: Entity, register: Register, vocabulary: Vocabulary
) -> Iterator[UnclearText]:
    """Yield the titles that do not show what a field reads out of them."""
    item = entity.fields[field]
    source, titles, known = item.reads or "", Titles.of(vocabulary.choices[item.of or ""]), titles_of(item, vocabulary)
    owner, label = unit_field(entity), entity.fields[item.reads or ""].label.bilingual
    why = _SHOWS_NOTHING.format(what=item.label.bilingual)
    offered: dict[frozenset[str | None], Offered] = {}
    rows: dict[str, list[int]] = defaultdict(list)
    for row in np.flatnonzero(raw.columns[source].texts & raw.columns[field].blank).tolist():
        if row not in raw.left_out:
            rows[raw.columns[source][row]].append(row)
    for said, places in rows.items():
        units = {raw.columns[owner][row] for row in places} if owner in raw.columns else set()
        kinds = frozenset(register.index.kind(unit) for unit in units if isinstance(unit, str))
        if kinds not in offered:
            offered[kinds] = _offered(item, known, kinds, vocabulary)
        near = likely_title(said, titles)
        likely = () if near is None else (known[fold(near)],)
        for file, sheet, cells in _cells(raw, source, places):
            yield UnclearText("title", said, file, sheet, cells, label, why, likely, offered[kinds])


def _offered(
    item: EntityField, known: Mapping[str, str], kinds: Collection[str | None], vocabulary: Vocabulary
) -> Offered:
    """Return the titles, written out, that show the same in units of all these kinds, by what they show."""
    choices = vocabulary.choices[item.of or ""]
    titles = Titles.of(choices)
    shown: dict[str | None, list[str]] = defaultdict(list)
    for key, form in known.items():
        values = {classify(key, titles, kind) for kind in kinds or (None,)}
        if len(values) == 1 and all(map(has_syllable, form.split())):
            shown[values.pop()].append(form)
    return tuple(
        (choice.label.bilingual, tuple(sorted(shown[name]))) for name, choice in choices.items() if shown[name]
    )


def _cells(raw: RawTable, field: str, rows: list[int]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the files and sheets that some rows are of, each with the cells of a field in them."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        sheet = raw.sheets[raw.origin[row]]
        cells[sheet.file, sheet.sheet] += cells_of_row(raw, row, [field])
    for (file, name), found in cells.items():
        yield file, name, tuple(dict.fromkeys(found))
