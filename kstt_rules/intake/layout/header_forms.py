"""All that the columns and sheets of a dataset may be called, as the vocabulary writes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kstt_rules.base.text_keys import fold
from kstt_rules.model.vocabulary import Entity, EntityField


def unit_headers(entities: Iterable[Entity]) -> dict[str, list[str]]:
    """Return by their own header all that columns of units are called in any dataset."""
    shared: dict[str, list[str]] = defaultdict(list)
    for field in (field for entity in entities for field in entity.fields.values()):
        if field.type == "unit" and field.header:
            shared[field.header] += field.written
    return shared


def field_headers(entity: Entity, shared: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the fields of a dataset by folded header: a form of its own counts before one that others have."""
    read = {name: field for name, field in entity.fields.items() if not field.derived and _is_read(field)}
    units = {name: field.header for name, field in read.items() if field.type == "unit" and field.header}
    lent = {fold(form): name for name, header in units.items() for form in shared[header]}
    ids = {fold(name): name for name in read}
    written = {fold(form): name for name, field in read.items() for form in field.written}
    canonical = {fold(field.header): name for name, field in read.items() if field.header}
    return lent | ids | written | canonical


def _is_read(field: EntityField) -> bool:
    return bool(field.header or field.written or field.reads)


def canonical_of(entity: Entity) -> Iterator[str]:
    """Yield the folded headers of a dataset's own sheet."""
    return (fold(field.header) for field in entity.fields.values() if field.header and not field.derived)


def sheet_names_of(name: str, entity: Entity) -> Iterator[str]:
    """Yield all that a sheet of a dataset is called."""
    yield from entity.written
    yield name
    if entity.sheet:
        yield entity.sheet


def forms_of(entity: Entity) -> Iterator[str]:
    """Yield the headers of a dataset as people type them, with those of running numbers."""
    for name, field in entity.fields.items():
        if not field.derived:
            yield from (name, *field.written, *([field.header] if field.header else []))
    yield from ("STT", "TT", "Số TT")


def cases_of(form: str) -> Sequence[str]:
    """Return a header in small and capital letters, and folded."""
    return (form, form.lower(), form.upper(), form.capitalize(), form.title(), fold(form))
