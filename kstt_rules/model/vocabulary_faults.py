"""What is wrong in a vocabulary file: names that nothing has, and definitions that only the base may make."""

from collections.abc import Container, Iterable, Iterator

from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import did_you_mean
from kstt_rules.model.vocabulary import (
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

Fault = tuple[Location, str]


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
            yield ("additions", name), f"unknown entity {name!r}{did_you_mean(name, base.entities)}"
    for where, part in _parts(model):
        for name, field in part.fields.items():
            if field.derived:
                yield (*where, "fields", name, "derived"), "only the base vocabulary has derived fields"


def _redefinitions(where: Location, new: Iterable[str], old: Container[str]) -> Iterator[Fault]:
    for name in new:
        if name in old:
            yield (*where, name), f"{name} is already defined in the base vocabulary; `wider` adds forms to it"


def _parts(model: VocabularyFile) -> Iterator[tuple[Location, Entity | Addition]]:
    for name, entity in model.entities.items():
        yield ("entities", name), entity
    for name, added in model.additions.items():
        yield ("additions", name), added


def names_of_left_out(model: VocabularyFile, base: Vocabulary, known: Vocabulary) -> Iterator[Fault]:
    """Find datasets with the name of one of the base that the pack leaves out: what that implies is not theirs."""
    for name in model.entities:
        if name in known.entities and name not in base.entities:
            yield ("entities", name), f"{name!r} is a dataset of the base vocabulary; give this one another name"


def unknown_names(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find names that nothing has, and fields and relations that contradict themselves."""
    for name in model.open_titles:
        if name not in vocabulary.choices or not vocabulary.choices[name]:
            yield ("open_titles", name), f"unknown choices {name!r}{did_you_mean(name, vocabulary.choices)}"
    for name, entity in model.entities.items():
        for index, field in enumerate(entity.key):
            if field not in entity.fields:
                message = f"unknown field {field!r} of {name}{did_you_mean(field, entity.fields)}"
                yield ("entities", name, "key", index), message
        for key, named in (("name", entity.name), ("per_period", entity.per_period)):
            if named is not None and named not in entity.fields:
                message = f"unknown field {named!r} of {name}{did_you_mean(named, entity.fields)}"
                yield ("entities", name, key), message
        if entity.owner not in (None, UNIT) and entity.owner_field is None:
            units = [field for field, item in entity.fields.items() if item.type == UNIT]
            yield (
                ("entities", name, "owner"),
                f"{entity.owner!r} is not a field of type unit of {name}{did_you_mean(entity.owner, units)}",
            )
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
                    message = f"unknown field {field!r} of {name}{did_you_mean(field, entity.fields)}"
                    yield ("entities", name, "called", index, language), message


def _unknown_tiers(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[Fault]:
    tiers = vocabulary.choices.get(TIER, {})
    for name, values in model.choices.items():
        for value, choice in values.items():
            place = ("choices", name, value, "tier")
            if choice.tier is not None and name != UNIT_KIND:
                yield place, "only a kind of unit has a tier"
            elif choice.tier is not None and choice.tier not in tiers:
                yield place, f"unknown tier {choice.tier!r}{did_you_mean(choice.tier, tiers)}"


def _part_faults(where: Location, part: Entity | Addition, vocabulary: Vocabulary) -> Iterator[Fault]:
    entity = vocabulary.entities[where[-1]]
    for name, field in part.fields.items():
        yield from _field_faults((*where, "fields", name), field, entity, vocabulary)
    for name, relation in part.relations.items():
        yield from _relation_faults((*where, "relations", name), relation, entity, vocabulary)


def _field_faults(where: Location, field: EntityField, entity: Entity, vocabulary: Vocabulary) -> Iterator[Fault]:
    closed = field.type in ("choice", "choices")
    if closed and field.of is None:
        yield where, f"a field of type {field.type} names its closed set with `of`"
    elif closed and field.of not in vocabulary.choices:
        yield (*where, "of"), f"unknown choices {field.of!r}{did_you_mean(str(field.of), vocabulary.choices)}"
    elif not closed and field.of is not None:
        yield (*where, "of"), f"a field of type {field.type} has no closed set"
    if field.beside is not None and field.beside not in vocabulary.choices:
        yield (*where, "beside"), f"unknown choices {field.beside!r}{did_you_mean(field.beside, vocabulary.choices)}"
    if (field.yes or field.no) and field.type != "boolean":
        yield where, f"a field of type {field.type} has no words for yes and no"
    if field.person and field.type != "text":
        yield where, f"a field of type {field.type} is not a person's name"
    if field.behind is not None and field.behind not in vocabulary.choices:
        yield (*where, "behind"), f"unknown choices {field.behind!r}{did_you_mean(field.behind, vocabulary.choices)}"
    for index, other in enumerate(field.otherwise):
        if other not in entity.fields:
            yield (*where, "otherwise", index), f"unknown field {other!r}{did_you_mean(other, entity.fields)}"
    if field.reads is not None and field.reads not in entity.fields:
        yield (*where, "reads"), f"unknown field {field.reads!r}{did_you_mean(field.reads, entity.fields)}"
    if not (field.header or field.reads or field.derived):
        yield where, "a field has a `header`, or `reads` another field"


def _path_faults(path: str, entity: Entity, vocabulary: Vocabulary) -> Iterator[str]:
    first, _, second = path.partition(".")
    if first not in entity.fields:
        yield f"unknown field {first!r}{did_you_mean(first, entity.fields)}"
    elif second and entity.fields[first].type != "unit":
        yield f"{first!r} does not lead to a unit"
    elif second and second not in vocabulary.entities[UNIT].fields:
        yield f"unknown field {second!r} of unit{did_you_mean(second, vocabulary.entities['unit'].fields)}"


def _relation_faults(where: Location, relation: Relation, entity: Entity, vocabulary: Vocabulary) -> Iterator[Fault]:
    other = vocabulary.entities.get(relation.entity)
    if other is None:
        hint = did_you_mean(relation.entity, vocabulary.entities)
        yield (*where, "entity"), f"unknown entity {relation.entity!r}{hint}"
        return
    for key in ("match", "perhaps"):
        for index, alternative in enumerate(getattr(relation, key)):
            for theirs, ours in alternative.items():
                place = (*where, key, index, theirs)
                if theirs not in other.fields:
                    hint = did_you_mean(theirs, other.fields)
                    yield place, f"unknown field {theirs!r} of {relation.entity}{hint}"
                yield from ((place, message) for message in _path_faults(ours, entity, vocabulary))
    if relation.where is not None and relation.where not in other.fields:
        hint = did_you_mean(relation.where, other.fields)
        yield (*where, "where"), f"unknown field {relation.where!r} of {relation.entity}{hint}"
