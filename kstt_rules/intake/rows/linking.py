"""Values that take more than their own cell: units, found in the register, and what the text of another column says."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Final

import numpy as np

from kstt_rules.base.bilingual import both
from kstt_rules.intake.files.columns import CellColumn, blank_column, column_of, combine
from kstt_rules.intake.layout.surroundings import ANYBODY, Around, Surroundings, Units, possible_units
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.rows.meanings import titles_meant
from kstt_rules.intake.rows.raw_table import RawTable, without_faults
from kstt_rules.intake.rows.recipients import Recipients
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_names import is_province
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, birth_year
from kstt_rules.intake.values.person_names import without_name
from kstt_rules.intake.values.posts import Beside, classify_posts
from kstt_rules.intake.values.scopes import foreign_district, read_scope
from kstt_rules.intake.values.titles import Titles, classify, likely_title, rest_behind
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import UNIT_KIND, Entity, EntityField, Vocabulary

SCOPE: Final = "list_scope"
"""The choices of a field that says whose lists a decision is about, where it names no unit."""

_TYPED: Final = frozenset({"integer", "number", "boolean", "date", "period", "provision"})
_WHOLE_TIER: Final = "tinh"
_PROVINCE: Final = "provincial_committee"
_HEAD_OF = re.compile(r"(?:chủ tịch|ct)\s+", re.IGNORECASE)
Reader = Callable[[str | None, str | None], Hashable]
"""Takes the text of another column and the kind of the row's unit; either may be None."""


def link(raw: RawTable, register: Register, vocabulary: Vocabulary, meanings: Sequence[TextMeaning] = ()) -> None:
    """Replace the names of units by their ids, and fill the fields that read another column.

    A field that reads a unit's column takes the text that names no unit; then the row stands without a unit. Titles
    are read as the ``meanings`` say.
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
    unknown = texts.get(owner or "", blank_column(len(raw)))
    titles = {name: titles_meant(raw, column, meanings) for name, column in texts.items()} if meanings else texts
    _fill_read(raw, entity, texts, titles, register, vocabulary)
    for name in reversed([name for name, item in entity.fields.items() if item.otherwise]):
        _fill_otherwise(raw, name, entity)
        if name == owner:
            _widen_doubts(raw, name, entity.fields[name].otherwise, register, vocabulary)
    if owner is not None:
        readers = [name for name, item in entity.fields.items() if item.reads == owner and item.of]
        scopes = [raw.columns[name] for name in readers if name in raw.columns]
        _narrow_doubts(raw, combine(_text_without, unknown, *scopes), Surroundings(register, vocabulary))
    for name, item in entity.fields.items():
        if item.at_end and item.reads in texts and owner in raw.columns:
            _name_foreign_districts(raw, name, texts[item.reads], raw.columns[owner], register)


def _fill_read(
    raw: RawTable,
    entity: Entity,
    texts: dict[str, CellColumn],
    titles: dict[str, CellColumn],
    register: Register,
    vocabulary: Vocabulary,
) -> None:
    """Fill the fields that read another column from its ``texts``, those that know titles from its ``titles``."""
    finder = UnitFinder(Titles.of(vocabulary.choices[UNIT_KIND]), register)
    kinds = _kinds(raw, unit_field(entity) or "", texts, finder, register)
    for name, item in entity.fields.items():
        if item.derived:
            continue
        if item.reads in texts and item.year and entity.fields[item.reads].person:
            _fill_birth_year(raw, name, item.reads)
        elif item.reads in texts and item.type in _TYPED:
            _fill_typed(raw, name, item, vocabulary)
        elif item.reads in texts and item.of is not None and item.type == "choices":
            recipients = Recipients(vocabulary.choices[item.of], register)
            senders = raw.columns.get(unit_field(entity) or "", blank_column(len(raw)))
            _fill(raw, name, item.reads, combine(_named_by(recipients), texts[item.reads], senders))
        elif item.reads in texts:
            read = reader_of(item, register, vocabulary)
            if item.type == "text":
                _note_unknown(raw, item.reads)
            said = texts if item.of in (None, SCOPE) else titles
            _fill(raw, name, item.reads, combine(read, said[item.reads], kinds))
            if item.of is not None and item.beside is not None:
                _note_likely_titles(raw, name, item.reads, Titles.of(vocabulary.choices[item.of]))


def reader_of(item: EntityField, register: Register, vocabulary: Vocabulary) -> Reader:
    """Return what a field that reads another column makes of its text."""
    if item.type == "unit":
        find = unit_at_end if item.at_end else _issuer
        return lambda text, _: text and find(text, register)
    if item.of is None:
        return lambda text, _: text
    titles = Titles.of(vocabulary.choices[item.of])
    if item.of == SCOPE:
        return lambda text, _: text and _scope(text, titles, register)
    return _in_all_kinds(_title_reader(item, titles, vocabulary), tuple(vocabulary.choices[UNIT_KIND]))


def _title_reader(item: EntityField, titles: Titles, vocabulary: Vocabulary) -> Reader:
    if item.behind is not None:
        leading = Titles.of(vocabulary.choices[item.behind])
        return lambda text, kind: text and classify(rest_behind(text, leading), titles, kind)
    if item.beside is not None:
        beside = Beside.of(vocabulary.choices[item.beside])
        bare = without_name if item.named else str
        return lambda text, kind: text and classify_posts(bare(text), titles, beside, kind)
    return lambda text, kind: text and classify(text, titles, kind)


def _in_all_kinds(read: Reader, kinds: Sequence[str]) -> Reader:
    """Let a title show, where the kind of its unit is not known, only what it shows in units of every kind."""

    def read_in(text: str | None, kind: str | None) -> Hashable:
        if text is None or kind is not None or not kinds:
            return read(text, kind)
        found = {read(text, each) for each in kinds}
        return found.pop() if len(found) == 1 else None

    return read_in


def _named_by(recipients: Recipients) -> Callable[[str | None, str | CellFault | None], Hashable]:
    return lambda text, unit: text and recipients.named(text, None if isinstance(unit, CellFault) else unit)


def _kinds(
    raw: RawTable, owner: str, texts: Mapping[str, CellColumn], finder: UnitFinder, register: Register
) -> CellColumn:
    """Return the kind of each row's unit: of one that is not known what its name shows, or all have that it may be."""

    def kind(unit: str | CellFault | None, text: str | None) -> str | None:
        if unit is None or isinstance(unit, str):
            return unit and register.index.kind(unit)
        shown = None if text is None else finder.kind(text)
        kinds = {register.index.kind(each) for each in unit.units}
        return shown or (kinds.pop() if len(kinds) == 1 else None)

    return combine(kind, raw.columns[owner], texts[owner]) if owner in raw.columns else blank_column(len(raw))


def _issuer(text: str, register: Register) -> str | None:
    """Return the unit that a text names: whole, with its head before it, or as the district of a scope."""
    scope = read_scope(text)
    return _one_unit(scope[1] if scope and scope[1] else _HEAD_OF.sub("", text, count=1), register)


def unit_at_end(text: str, register: Register) -> str | None:
    """Return the unit that a text or the longest end of it names: "Chánh VP HĐND và UBND huyện A"."""
    words = text.replace("HĐND-UBND", "HĐND UBND").split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    found = next((units for end in ends if (units := register.find(end))), [])
    return found[0].id if len(found) == 1 and found[0].taken else None


def _name_foreign_districts(raw: RawTable, name: str, texts: CellColumn, units: CellColumn, register: Register) -> None:
    """Give a unit that was not found the name of a district that the register lacks.

    Only where the district of the row's own unit is in the register: otherwise it may be that one.
    """

    def named(found: str | None, text: str | None, unit: object) -> Hashable:
        district = foreign_district(text) if found is None and text is not None else None
        if district is None or not isinstance(unit, str) or not _has_district(unit, register):
            return found
        resolved = register.resolve(column_of([district]))[0]
        if isinstance(resolved, CellFault):
            return None if resolved.reason != "unknown_unit" or register.resembles(district) else district
        return str(resolved)

    raw.columns[name] = combine(named, raw.columns[name], texts, units)


def _has_district(unit_id: str, register: Register) -> bool:
    parents = {unit.parent for unit in register.find(unit_id)}
    return all(parent is None or is_province(parent) or _one_unit(parent, register) for parent in parents)


def _one_unit(text: str, register: Register) -> str | None:
    units = register.find(text)
    return units[0].id if len(units) == 1 and units[0].taken else None


def _scope(text: str, titles: Titles, register: Register) -> str | None:
    """Return the scope that a text states; a district that it names must be in the register."""
    if (whole := classify(text, titles, None)) is not None:
        return whole
    scope = read_scope(text)
    return None if scope is None or (scope[1] and _one_unit(scope[1], register) is None) else scope[0]


def _fill_otherwise(raw: RawTable, name: str, entity: Entity) -> None:
    """Give a field the value of the first of some other fields that has one, where it has none itself."""
    item = entity.fields[name]
    own = raw.columns.get(name, blank_column(len(raw)))
    for other in item.otherwise:
        if other in raw.columns:
            values = combine(_first_value, own, raw.columns[other])
            read, source = item.reads, entity.fields[other].reads
            if read in raw.columns and source is not None:
                filled = own.blank & ~values.blank & raw.columns[read].blank
                raw.note_source(read, source, np.flatnonzero(filled))
            own = values
    raw.set(name, own, raw.absent_in(name))


def _first_value(own: object, *others: object) -> Hashable:
    if own is not None:
        return own
    return next((value for value in others if value is not None and not isinstance(value, CellFault)), None)


def _widen_doubts(raw: RawTable, owner: str, others: Sequence[str], register: Register, vocabulary: Vocabulary) -> None:
    """Let a row whose unit is not known be about the unit of another field or one below it, without one about any unit.

    What the province decides is about units of its tier; a row that states the whole tier is about no unit alone.
    """
    blank = blank_column(len(raw))
    known = raw.columns[owner].map(possible_units)
    nearest = combine(_first_value, blank, *(raw.columns.get(other, blank) for other in others))
    whole = raw.columns.get("scope", blank)
    of_province: Units = ()
    if raw.columns.get("issuer", blank).where(lambda issuer: issuer == _PROVINCE).any():
        of_province = tuple(u.id for u in register.index if vocabulary.tier_of(u.kind) in (_WHOLE_TIER, None))

    def about(units: Units | None, unit: str | None, scope: str | None, issuer: str | None) -> Units | None:
        if units not in (None, ANYBODY) or scope == _WHOLE_TIER:
            return units
        if unit is not None:
            return (unit, *register.below(unit))
        return of_province if issuer == _PROVINCE else ANYBODY

    raw.units = combine(about, known, nearest, whole, raw.columns.get("issuer", blank))


def _narrow_doubts(raw: RawTable, unknown: CellColumn, surroundings: Surroundings) -> None:
    """Let a row that may be about any unit be about those that its own text and those around it leave possible."""
    blank, around = blank_column(len(raw)), raw.around or column_of([Around()] * len(raw))

    def about(units: Units | None, text: str | None, around: Around) -> Units | None:
        return surroundings.of_row(text, around) if units in (None, ANYBODY) else units

    raw.around = combine(about, raw.units or blank, blank, around)
    if raw.units is not None:
        raw.units = combine(lambda units, *said: units and about(units, *said), raw.units, unknown, around)


def _text_without(text: str | None, *scopes: object) -> str | None:
    """Return a text that is not a scope."""
    return text if all(scope is None for scope in scopes) else None


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
        raw.note_source(name, source, np.flatnonzero(own.blank & ~raw.columns[source].blank))
    values = combine(lambda own, found: found if own is None else own, own, found)
    raw.set(name, values, raw.absent_in(name) & raw.absent_in(source))
    raw.columns[source] = combine(
        lambda value, found: None if _is_unknown(value) and found is not None else value,
        raw.columns[source],
        found,
    )


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
            raw.note_source(name, source, np.flatnonzero(own.blank & ~found.blank))
        values = combine(lambda own, found: found if own is None else own, own, found)
        raw.set(name, values, raw.absent_in(name))


def _fill_typed(raw: RawTable, name: str, item: EntityField, vocabulary: Vocabulary) -> None:
    """Read the cells of another column by the type of the field; of what cannot be read so no value is known."""
    assert item.reads is not None
    found = raw.cells[item.reads].map(parser_of(item, vocabulary))
    own = raw.columns.get(name, blank_column(len(raw)))
    for row in found.rows_where(lambda value: isinstance(value, CellFault)):
        if own.blank[row]:
            raw.notices.setdefault(row, []).append((item.reads, found[row]))
            raw.unclear[row, name] = ()
    _fill(raw, name, item.reads, found.map(lambda value: None if isinstance(value, CellFault) else value))


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
