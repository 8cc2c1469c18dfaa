"""What a pack makes of the datasets and closed sets that it takes over: others like them, wider ones, hidden ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.strict_yaml import Document, Location
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.model.vocabulary import Choice, Entity, EntityField, Forms, TitleForms, Vocabulary, Wider

Choices = Mapping[str, Mapping[str, Choice]]


def with_likes(document: Document, known: Vocabulary) -> Document:
    """Return a vocabulary file in which each dataset that is like a known one has that one's fields written out.

    A field takes all that it does not say itself from the field of its name in the other dataset.
    """
    data = document.data
    entities = data.get("entities") if isinstance(data, dict) else None
    if not isinstance(entities, dict):
        return document
    whole = {name: _written_out(content, known) for name, content in entities.items()}
    return replace(document, data={**data, "entities": whole})


def like_faults(document: Document, known: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    """Find datasets that are like none, and fields without a type of which the dataset that theirs is like has none."""
    entities = document.data.get("entities") if isinstance(document.data, dict) else None
    for name, content in entities.items() if isinstance(entities, dict) else ():
        if not isinstance(content, dict) or not isinstance(content.get("like"), str):
            continue
        like, fields = content["like"], content.get("fields")
        model = known.entities.get(like)
        if model is None:
            yield ("entities", name, "like"), unknown(both("dataset"), like, known.entities)
        if model is None or not isinstance(fields, dict):
            continue
        taken = {key for key, each in model.fields.items() if not each.derived}
        for field, item in fields.items():
            if field not in taken and not (isinstance(item, dict) and "type" in item):
                told = both("{entity} has no column {name!r}{hint}; or give it a `type` and a `label`")
                message = told.format(entity=like, name=field, hint=hint(str(field), sorted(taken)))
                yield ("entities", name, "fields", field), message


def _written_out(content: Any, known: Vocabulary) -> Any:
    model = known.entities.get(str(content.get("like"))) if isinstance(content, dict) else None
    fields = content.get("fields") if isinstance(content, dict) else None
    if model is None or not isinstance(fields, dict):
        return content
    own = {name: _field_written_out(field, model.fields.get(name)) for name, field in fields.items()}
    return {"words": [*model.words], **content, "fields": own}


def _field_written_out(content: Any, model: EntityField | None) -> Any:
    if model is None or model.derived or not isinstance(content, dict):
        return content
    return {**model.model_dump(exclude_unset=True), **content}


def with_like_kinds(choices: Choices, added: Mapping[str, Choice]) -> dict[str, Mapping[str, Choice]]:
    """Return closed sets in which a title of a kind of unit is one of each added kind that is like it."""
    followers: dict[str, list[str]] = {}
    for kind, choice in added.items():
        if choice.like is not None:
            followers.setdefault(choice.like, []).append(kind)
    if not followers:
        return {**choices}
    return {
        name: {value: _in_like_kinds(choice, followers) for value, choice in values.items()}
        for name, values in choices.items()
    }


def _in_like_kinds(choice: Choice, followers: Mapping[str, Iterable[str]]) -> Choice:
    if not any(form.where for form in choice.titles):
        return choice
    return choice.model_copy(update={"titles": [_form_in_like_kinds(form, followers) for form in choice.titles]})


def _form_in_like_kinds(form: TitleForms, followers: Mapping[str, Iterable[str]]) -> TitleForms:
    more = [kind for named in form.where or () for kind in followers.get(named, ())]
    return form.model_copy(update={"where": [*(form.where or ()), *more]}) if more else form


def of_like_tier(choice: Choice, known: Mapping[str, Choice]) -> Choice:
    """Return a kind of unit with the tier of the kind that it is like, unless it says its own."""
    model = known.get(choice.like or "")
    return choice if model is None or choice.tier is not None else choice.model_copy(update={"tier": model.tier})


def widened_entities(entities: Mapping[str, Entity], wider: Wider) -> dict[str, Entity]:
    """Return datasets with further names of their sheets and headers of their columns."""
    found = {**entities}
    for name in {**wider.sheets, **wider.headers}:
        if entity := entities.get(name):
            headers = wider.headers.get(name, {})
            fields = {
                key: item.model_copy(update={"written": [*item.written, *headers[key]]}) if key in headers else item
                for key, item in entity.fields.items()
            }
            written = [*entity.written, *wider.sheets.get(name, ())]
            found[name] = entity.model_copy(update={"written": written, "fields": fields})
    return found


def widened_choice(choice: Choice, wider: Forms | None) -> Choice:
    """Return a value of a closed set with further forms and titles."""
    if wider is None:
        return choice
    forms = {"written": [*choice.written, *wider.written], "titles": [*choice.titles, *wider.titles]}
    return choice.model_copy(update=forms)


def without_hidden(vocabulary: Vocabulary, names: Iterable[str]) -> Vocabulary:
    """Return a vocabulary without sheets of the named datasets and columns of the named fields (``entity.field``).

    They stay for what is worked out from them: a dataset as one that nobody submits, a field as one that nobody is
    asked for, though a column that a sheet has of it is still read.
    """
    entities, hidden = {**vocabulary.entities}, {**vocabulary.hidden}
    for name in names:
        owner, _, field = name.partition(".")
        entity = entities[owner]
        if field:
            gone = {field, *_read_from(field, entity)}
            entities[owner] = entity.model_copy(update={"fields": _without_columns(entity, gone)})
            hidden |= {f"{owner}.{each}": () for each in sorted(gone)}
        else:
            entities[owner] = entity.model_copy(update={"sheet": None, "written": [], "fields": _unread(entity)})
            hidden[owner] = (entity.sheet or owner, *entity.written)
    return replace(vocabulary, entities=entities, hidden=hidden)


def _read_from(field: str, entity: Entity) -> Iterator[str]:
    """Yield the fields that have no column but that of another."""
    return (name for name, item in entity.fields.items() if item.reads == field and not (item.header or item.derived))


def _without_columns(entity: Entity, gone: set[str]) -> dict[str, EntityField]:
    """Return fields of which some have no header of their own, though what heads them is still known."""
    return {name: _without_column(item) if name in gone else item for name, item in entity.fields.items()}


def _without_column(item: EntityField) -> EntityField:
    return item.model_copy(update={"header": None, "written": [*([item.header] if item.header else []), *item.written]})


def _unread(entity: Entity) -> dict[str, EntityField]:
    nothing: dict[str, Any] = {"header": None, "written": [], "reads": None}
    return {name: item.model_copy(update=nothing) for name, item in entity.fields.items()}
