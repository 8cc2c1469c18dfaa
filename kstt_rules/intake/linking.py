"""Values that take more than their own cell: units, found in the register, and what the text of another column says."""

import re
from collections.abc import Callable, Hashable

from kstt_rules.intake.columns import Column, blank_column, combine
from kstt_rules.intake.draft import Draft
from kstt_rules.intake.register import Register
from kstt_rules.intake.titles import Titles, classify, classify_all
from kstt_rules.intake.values import Fault
from kstt_rules.vocabulary import Entity, EntityField, Vocabulary

_HEAD_OF = re.compile(r"(?:chủ tịch|ct)\s+", re.IGNORECASE)

Reader = Callable[[str, str | None], Hashable]
"""Takes the text of another column and the kind of the row's unit."""


def unit_field(entity: Entity) -> str | None:
    """Return the field that says which unit a row belongs to: the first unit that has a column."""
    return next((name for name, item in entity.fields.items() if item.type == "unit" and item.header), None)


def link(draft: Draft, register: Register, vocabulary: Vocabulary) -> None:
    """Replace the names of units by their ids, and fill the fields that read another column.

    A field that reads a unit's column takes the text that names no unit; then the row stands without a unit.
    """
    entity = vocabulary.entity(draft.entity)
    texts = dict(draft.columns)
    for name, item in entity.fields.items():
        if item.type == "unit" and name in draft.columns:
            draft.columns[name] = register.resolve(texts[name])
    if (name := unit_field(entity)) in draft.columns:
        draft.units = draft.columns[name].map(_possible_units)
    kinds = _kinds(draft, register)
    for name, item in entity.fields.items():
        if item.reads in texts:
            _fill(draft, name, item, texts[item.reads], kinds, reader_of(item, register, vocabulary))


def reader_of(item: EntityField, register: Register, vocabulary: Vocabulary) -> Reader:
    """Return what a field that reads another column makes of its text."""
    if item.type == "unit":
        return lambda text, _: _issuer(text, register)
    if item.of is None:
        return lambda text, _: text
    titles = Titles.of(vocabulary.choices[item.of])
    read = classify_all if item.type == "choices" else classify
    return lambda text, kind: read(text, titles, kind)


def _possible_units(value: str | Fault) -> tuple[str, ...] | None:
    return value.units or None if isinstance(value, Fault) else (value,)


def _kinds(draft: Draft, register: Register) -> Column:
    if "unit" not in draft.columns:
        return blank_column(len(draft))
    return draft.columns["unit"].map(lambda unit: None if isinstance(unit, Fault) else register.kinds.get(unit))


def _issuer(text: str, register: Register) -> str | None:
    units = register.find(_HEAD_OF.sub("", text, count=1))
    return units[0].id if len(units) == 1 and units[0].taken else None


def _is_unknown(value: object) -> bool:
    return isinstance(value, Fault) and value.reason == "unknown_unit"


def _fill(draft: Draft, name: str, item: EntityField, text: Column, kinds: Column, read: Reader) -> None:
    source = str(item.reads)
    if text is not draft.columns[source]:
        text = combine(lambda text, unit: text if _is_unknown(unit) else None, text, draft.columns[source])
    own = draft.columns.get(name, blank_column(len(draft)))
    found = combine(lambda text, kind: None if text is None else read(text, kind), text, kinds)
    values = combine(lambda own, found: found if own is None else own, own, found)
    draft.set(name, values, draft.absent_in(name) & draft.absent_in(source))
    draft.columns[source] = combine(
        lambda value, found: None if _is_unknown(value) and found is not None else value,
        draft.columns[source],
        found,
    )
