"""What rules may talk about: entities, their fields and relations, and closed sets of values, all read from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.bilingual import Bilingual
from kstt_rules.errors import PackError, Problem
from kstt_rules.strict_yaml import Document, read_yaml, validate

FieldType = Literal[
    "text", "integer", "number", "boolean", "date", "unit", "choice", "choices", "period", "provision"
]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Label(_Strict):
    """A text in Vietnamese and English."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def bilingual(self) -> Bilingual:
        """The same text as the value that outputs carry."""
        return Bilingual(self.vi, self.en)


class TitleForms(_Strict):
    """Phrases that begin a title of this value, in units of the kinds in ``where`` (everywhere without it)."""

    phrases: list[str]
    where: list[str] | None = None


class Choice(_Strict):
    """One value of a closed set: its label, other written forms, and the titles that show it."""

    label: Label
    written: list[str] = []
    titles: list[TitleForms] = []


class EntityField(_Strict):
    """One datum of an entity and how a sheet's column for it may be headed."""

    type: FieldType
    label: Label
    of: str | None = None
    header: str | None = None
    written: list[str] = []
    reads: str | None = None
    derived: bool = False
    required: bool = False


class Relation(_Strict):
    """The rows of another entity that belong to one of this: alternatives of (its field: our field)."""

    entity: str
    match: list[dict[str, str]]
    where: str | None = None
    others: bool = False


class Entity(_Strict):
    """One dataset: its canonical sheet, fields and relations."""

    label: Label
    key: list[str]
    fields: dict[Identifier, EntityField]
    sheet: str | None = None
    written: list[str] = []
    name: str | None = None
    relations: dict[Identifier, Relation] = {}


class _VocabularyModel(_Strict):
    choices: dict[Identifier, dict[Identifier, Choice]] = {}
    entities: dict[Identifier, Entity] = {}



@dataclass(frozen=True)
class Vocabulary:
    """All entities and choices of an audit: the base ones, extended by the pack's."""

    choices: Mapping[str, Mapping[str, Choice]]
    entities: Mapping[str, Entity]

    def entity(self, name: str) -> Entity:
        """Return an entity by its name; KeyError if there is none."""
        return self.entities[name]

    def label(self, choice: str, value: str) -> Bilingual:
        """Return the label of one value of a closed set."""
        return self.choices[choice][value].label.bilingual

    def submitted_fields(self, entity: str) -> dict[str, EntityField]:
        """Return the fields of an entity that have a column of their own in a workbook."""
        return {name: item for name, item in self.entities[entity].fields.items() if item.header}


@cache
def base_vocabulary() -> Vocabulary:
    """Return the vocabulary that every pack shares."""
    path = Path(__file__).with_name("vocabulary.yaml")
    return extend(Vocabulary({}, {}), read_yaml(path, name="vocabulary.yaml"))


def extend(base: Vocabulary, document: Document) -> Vocabulary:
    """Add the choices, entities, fields and relations of a document to a vocabulary.

    Raises PackError with every position where the document is malformed or redefines or names something wrongly.
    """
    model = validate(_VocabularyModel, document)
    choices = {**base.choices, **{name: {**base.choices.get(name, {}), **new} for name, new in model.choices.items()}}
    entities = {**base.entities}
    for name, entity in model.entities.items():
        entities[name] = _merge(base.entities.get(name), entity)
    vocabulary = Vocabulary(choices, entities)
    problems = [
        Problem(document.name, *document.position(loc), message) for loc, message in _faults(model, vocabulary)
    ]
    if problems:
        raise PackError(problems)
    return vocabulary


def _merge(old: Entity | None, new: Entity) -> Entity:
    if old is None:
        return new
    return new.model_copy(
        update={"fields": {**old.fields, **new.fields}, "relations": {**old.relations, **new.relations}}
    )


def _faults(model: _VocabularyModel, vocabulary: Vocabulary) -> list[tuple[tuple[Any, ...], str]]:
    faults: list[tuple[tuple[Any, ...], str]] = []
    for name, entity in model.entities.items():
        merged = vocabulary.entities[name]
        where: tuple[Any, ...] = ("entities", name)
        faults += [
            ((*where, "fields", field_name, "of"), f"unknown choices {field.of!r}; known: {', '.join(sorted(vocabulary.choices))}")
            for field_name, field in entity.fields.items()
            if field.type in ("choice", "choices") and field.of not in vocabulary.choices
        ]
        faults += [
            ((*where, "fields", field_name, "reads"), f"unknown field {field.reads!r} of {name}")
            for field_name, field in entity.fields.items()
            if field.reads is not None and field.reads not in merged.fields
        ]
        faults += [
            ((*where, "key", place), f"unknown field {key!r} of {name}")
            for place, key in enumerate(entity.key)
            if key not in merged.fields
        ]
        for relation_name, relation in entity.relations.items():
            faults += _relation_faults((*where, "relations", relation_name), relation, merged, vocabulary)
    return faults


def _relation_faults(
    where: tuple[Any, ...], relation: Relation, entity: Entity, vocabulary: Vocabulary
) -> list[tuple[tuple[Any, ...], str]]:
    other = vocabulary.entities.get(relation.entity)
    if other is None:
        return [((*where, "entity"), f"unknown entity {relation.entity!r}; known: {', '.join(sorted(vocabulary.entities))}")]
    faults: list[tuple[tuple[Any, ...], str]] = [
        ((*where, "match"), f"unknown pair {theirs}: {ours}")
        for alternative in relation.match
        for theirs, ours in alternative.items()
        if theirs not in other.fields or ours not in entity.fields
    ]
    if relation.where is not None and relation.where not in other.fields:
        faults.append(((*where, "where"), f"unknown field {relation.where!r} of {relation.entity}"))
    return faults
