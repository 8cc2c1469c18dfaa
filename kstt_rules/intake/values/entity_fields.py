"""The fields of a dataset that say which unit and which period a row is about."""

from kstt_rules.model.vocabulary import Entity


def unit_field(entity: Entity) -> str | None:
    """Return the field that says which unit a row belongs to: what files it, else the first unit that has a column."""
    if entity.owner is None or entity.owner_field is not None:
        return entity.owner_field
    return next((name for name, item in entity.fields.items() if item.type == "unit" and item.header), None)


def period_field(entity: Entity) -> str | None:
    """Return the field that says which period a row is about, where a row must say it."""
    return next((name for name, item in entity.fields.items() if item.type == "period" and item.required), None)
