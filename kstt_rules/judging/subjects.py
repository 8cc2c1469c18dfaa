"""Whom a row of the dossier is about: what a reader calls it, and the unit it is filed under."""

from kstt_rules.judging.facts import FactRow, Facts
from kstt_rules.judging.labels import Labels
from kstt_rules.model.findings import Subject, UnitRef
from kstt_rules.model.report_calendar import Period


def subject_of(row: FactRow, labels: Labels) -> Subject:
    """Return the row as a subject: its entity, stable id, name, and the tier of its unit."""
    entity = row.facts.vocabulary.entity(row.entity)
    name = row.value(entity.name) if entity.name else None
    if name is not None and entity.name and entity.fields[entity.name].type == "period":
        name = Period.parse(name).vi
    unit = row if row.entity == "unit" else row.follow("unit")
    tier = unit.value("tier") if isinstance(unit, FactRow) else None
    return Subject(
        kind=labels.dataset(row.entity),
        id=row.id,
        name=name if isinstance(name, str) else row.id,
        tier=labels.tier(tier) if isinstance(tier, str) else None,
    )


def unit_of(row: FactRow) -> UnitRef:
    """Return the unit that findings on a row are filed under, by the name as written where it is in no register."""
    unit = row.value("id" if row.entity == "unit" else "unit")
    if isinstance(unit, str):
        return UnitRef(unit, unit_name(row.facts, unit))
    written = row.value("unit_name") if "unit_name" in row.facts.tables[row.entity].frame else None
    return UnitRef(None, written if isinstance(written, str) else "")


def unit_name(facts: Facts, unit: str) -> str:
    """Return a unit's name by its id; the id itself where the register does not have it."""
    index = facts.unit_row(unit)
    return unit if index is None else str(facts.row("unit", index).value("name"))
