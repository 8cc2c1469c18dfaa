"""What is wrong in a vocabulary file: names that nothing has, and definitions that only the base may make."""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, both
from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.model.vocabulary import (
    DOSSIER,
    TIER,
    UNIT,
    UNIT_KIND,
    Addition,
    Entity,
    EntityField,
    Relation,
    Vocabulary,
    VocabularyFile,
    fields_in,
)

_ALL_BELONG = both("all rows belong to the dossier; leave out `match`")

Fault = tuple[Location, Bilingual]

_ENTITY: Final = both("entity")
_CHOICES: Final = both("choices")
_FIELD: Final = both("field")
_OF_THE_BASE: Final = both("{name!r} is a dataset of the base vocabulary; give this one another name")
_DEFINED: Final = both("{name} is already defined in the base vocabulary; `wider` adds forms to it")
_UNKNOWN_FIELD: Final = both("unknown field {name!r} of {entity}{hint}")


def trespasses(base: Vocabulary, model: VocabularyFile) -> Iterator[Fault]:
    """Find what only the base may define: a pack adds data, it does not change meanings or compute."""
    for name, values in model.choices.items():
        yield from _redefinitions(("choices", name), values, base.choices.get(name, {}))
    yield from _redefinitions(("entities",), model.entities, base.entities)
    for name, added in model.additions.items():
        if entity := base.entities.get(name):
            yield from _redefinitions(("additions", name, "fields"), added.fields, entity.fields)
            yield from _redefinitions(("additions", name, "relations"), added.relations, entity.relations)
        else:
            yield ("additions", name), unknown(_ENTITY, name, base.entities)
    for where, part in _parts(model):
        for name, field in part.fields.items():
            if field.derived:
                yield (*where, "fields", name, "derived"), both("only the base vocabulary has derived fields")


def _redefinitions(where: Location, new: Iterable[str], old: Container[str]) -> Iterator[Fault]:
    for name in new:
        if name in old:
            yield (*where, name), _DEFINED.format(name=name)


def _parts(model: VocabularyFile) -> Iterator[tuple[Location, Entity | Addition]]:
    for name, entity in model.entities.items():
        yield ("entities", name), entity
    for name, added in model.additions.items():
        yield ("additions", name), added


def names_of_left_out(model: VocabularyFile, base: Vocabulary, known: Vocabulary) -> Iterator[Fault]:
    """Find datasets with the name of one of the base that the pack leaves out: what that implies is not theirs."""
    for name in model.entities:
        if name in known.entities and name not in base.entities:
            yield ("entities", name), _OF_THE_BASE.format(name=name)


def unknown_names(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find names that nothing has, and fields and relations that contradict themselves."""
    for name in model.open_titles:
        if name not in vocabulary.choices or not vocabulary.choices[name]:
            yield ("open_titles", name), unknown(_CHOICES, name, vocabulary.choices)
    for name, entity in model.entities.items():
        for index, field in enumerate(entity.key):
            if field not in entity.fields:
                yield ("entities", name, "key", index), _no_field(field, name, entity)
        for key, named in (("name", entity.name), ("per_period", entity.per_period)):
            if named is not None and named not in entity.fields:
                yield ("entities", name, key), _no_field(named, name, entity)
        if entity.owner not in (None, UNIT) and entity.owner_field is None:
            units = [field for field, item in entity.fields.items() if item.type == UNIT]
            told = both("{owner!r} is not a field of type unit of {entity}{hint}")
            message = told.format(owner=entity.owner, entity=name, hint=hint(entity.owner, units))
            yield ("entities", name, "owner"), message
        yield from _unknown_in_names(name, entity)
    yield from _unknown_tiers(model, vocabulary)
    for where, part in _parts(model):
        if where[-1] in vocabulary.entities:
            yield from _part_faults(where, part, vocabulary)


def _unknown_in_names(name: str, entity: Entity) -> Iterator[Fault]:
    for index, called in enumerate(entity.called):
        for language in LANGUAGES:
            for field in fields_in(called.bilingual[language]):
                if field not in entity.fields:
                    yield ("entities", name, "called", index, language), _no_field(field, name, entity)


def _unknown_tiers(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[Fault]:
    tiers = vocabulary.choices.get(TIER, {})
    for name, values in model.choices.items():
        for value, choice in values.items():
            place = ("choices", name, value, "tier")
            if choice.tier is not None and name != UNIT_KIND:
                yield place, both("only a kind of unit has a tier")
            elif choice.tier is not None and choice.tier not in tiers:
                yield place, unknown(both("tier"), choice.tier, tiers)


def _part_faults(where: Location, part: Entity | Addition, vocabulary: Vocabulary) -> Iterator[Fault]:
    entity = vocabulary.entities[where[-1]]
    if part.fields and where == ("additions", DOSSIER):
        yield (*where, "fields"), both("the dossier has no sheet of its own, so it has no fields")
    for name, field in part.fields.items():
        yield from _field_faults((*where, "fields", name), field, entity, vocabulary)
    for name, relation in part.relations.items():
        yield from _relation_faults((*where, "relations", name), relation, entity, vocabulary)


def _field_faults(where: Location, field: EntityField, entity: Entity, vocabulary: Vocabulary) -> Iterator[Fault]:
    closed = field.type in ("choice", "choices")
    if closed and field.of is None:
        yield where, both("a field of type {type} names its closed set with `of`").format(type=field.type)
    elif closed and field.of not in vocabulary.choices:
        yield (*where, "of"), unknown(_CHOICES, str(field.of), vocabulary.choices)
    elif not closed and field.of is not None:
        yield (*where, "of"), both("a field of type {type} has no closed set").format(type=field.type)
    if field.beside is not None and field.beside not in vocabulary.choices:
        yield (*where, "beside"), unknown(_CHOICES, field.beside, vocabulary.choices)
    if (field.yes or field.no) and field.type != "boolean":
        yield where, both("a field of type {type} has no words for yes and no").format(type=field.type)
    if field.person and field.type != "text":
        yield where, both("a field of type {type} is not a person's name").format(type=field.type)
    if field.behind is not None and field.behind not in vocabulary.choices:
        yield (*where, "behind"), unknown(_CHOICES, field.behind, vocabulary.choices)
    for index, other in enumerate(field.otherwise):
        if other not in entity.fields:
            yield (*where, "otherwise", index), unknown(_FIELD, other, entity.fields)
    if field.reads is not None and field.reads not in entity.fields:
        yield (*where, "reads"), unknown(_FIELD, field.reads, entity.fields)
    if not (field.header or field.reads or field.derived):
        yield where, both("a field has a `header`, or `reads` another field")


def _path_faults(path: str, entity: Entity, vocabulary: Vocabulary) -> Iterator[Bilingual]:
    first, _, second = path.partition(".")
    if first not in entity.fields:
        yield unknown(_FIELD, first, entity.fields)
    elif second and entity.fields[first].type != "unit":
        yield both("{name!r} does not lead to a unit").format(name=first)
    elif second and second not in vocabulary.entities[UNIT].fields:
        yield _no_field(second, UNIT, vocabulary.entities[UNIT])


def _relation_faults(where: Location, relation: Relation, entity: Entity, vocabulary: Vocabulary) -> Iterator[Fault]:
    other = vocabulary.entities.get(relation.entity)
    if other is None:
        yield (*where, "entity"), unknown(_ENTITY, relation.entity, vocabulary.entities)
        return
    if (where[-3] == DOSSIER) == bool(relation.match or relation.perhaps):
        told = _ALL_BELONG if relation.match else both("say by `match` which rows belong")
        yield (*where, "match") if relation.match else where, told
    for key in ("match", "perhaps"):
        for index, alternative in enumerate(getattr(relation, key)):
            for theirs, ours in alternative.items():
                place = (*where, key, index, theirs)
                if theirs not in other.fields:
                    yield place, _no_field(theirs, relation.entity, other)
                yield from ((place, message) for message in _path_faults(ours, entity, vocabulary))
    if relation.where is not None and relation.where not in other.fields:
        yield (*where, "where"), _no_field(relation.where, relation.entity, other)


def _no_field(name: str, of: str, entity: Entity) -> Bilingual:
    return _UNKNOWN_FIELD.format(name=name, entity=of, hint=hint(name, entity.fields))
