"""Whom a row of the dossier is about: what a reader calls it, and the unit it is filed under."""

from kstt_rules.base.bilingual import Bilingual, in_both
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.fact_row import FactRow, Rows
from kstt_rules.judging.labels import Labels
from kstt_rules.judging.message_text import day_words, period_words, within_sentence
from kstt_rules.language.evaluate_row import ABSENT
from kstt_rules.model.findings import WHOLE, Subject, UnitRef
from kstt_rules.model.vocabulary import UNIT, fields_in


def subject_of(row: FactRow, labels: Labels) -> Subject:
    """Return the row as a subject: its entity, stable id, name, and the tier of its unit."""
    owner = row.facts.vocabulary.owner_of(row.entity)
    unit = row if row.entity == UNIT else None if owner is None else row.follow(owner)
    tier = unit.value("tier") if isinstance(unit, FactRow) else None
    return Subject(
        kind=labels.dataset(row.entity),
        id=row.id,
        name=_called(row),
        tier=labels.tier(tier) if isinstance(tier, str) else None,
    )


def _called(row: FactRow) -> Labelled:
    """Name a row for people by the first of its entity's texts that can be filled in, else by its name or its kind."""
    entity = row.facts.vocabulary.entity(row.entity)
    for text in (item.bilingual for item in entity.called):
        words = {name: _words(row, name) for name in fields_in(text.vi + text.en)}
        if None not in words.values():
            named = text.format(**words)
            return Labelled(named.vi, named)
    own = _words(row, entity.name) if entity.name else None
    if own is not None:
        return Labelled(own.vi, own)
    kind = in_both(lambda language: entity.label.bilingual[language][:1].upper() + entity.label.bilingual[language][1:])
    return Labelled(kind.vi, kind)


def _words(row: FactRow, name: str) -> Bilingual | None:
    """Word a field of a row as it stands within a name; None where it has no value."""
    value = row.value(name)
    field = row.facts.vocabulary.entity(row.entity).fields[name]
    if value is None or value is ABSENT:
        return None
    match field.type:
        case "period":
            label = period_words(value)
            return in_both(lambda language: within_sentence(label[language]))
        case "provision":
            return row.facts.vocabulary.provision(value).label
        case "choice":
            return row.facts.vocabulary.label(str(field.of), value)
        case "date":
            return in_both(lambda language: day_words(value, language))
        case _:
            said = f"{value:g}" if isinstance(value, float) else str(value)
            return Bilingual(said, said)


def unit_of(row: FactRow) -> UnitRef:
    """Return the unit that findings on a row are filed under, by the name as written where it is in no register.

    What no unit stands behind, or is named for, is filed under the dossier as a whole.
    """
    vocabulary = row.facts.vocabulary
    owner = vocabulary.owner_of(row.entity)
    if owner is None:
        return WHOLE
    unit = row.value(owner)
    if isinstance(unit, str):
        return UnitRef(unit, unit_name(row.facts, unit))
    named = vocabulary.written_unit(row.entity, owner)
    written = row.value(named) if named is not None and row.facts.holds(row.entity, named) else None
    return UnitRef(None, written) if isinstance(written, str) and written else WHOLE


def unit_name(facts: Rows, unit: str) -> str:
    """Return a unit's name by its id; the id itself where the register does not have it."""
    index = facts.unit_row(unit)
    return unit if index is None else str(facts.row("unit", index).value("name"))
