"""What rules may talk about: entities with their fields and relations, and closed sets of values."""

import dataclasses
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import PackError
from kstt_rules.base.labelled import Tier
from kstt_rules.base.strict_yaml import Document, Location, read_yaml, validate
from kstt_rules.base.suggestion import did_you_mean

UNREAD: Final = "?"  # among several choices: a part of the list that could not be read

FieldType = Literal["text", "integer", "number", "boolean", "date", "unit", "choice", "choices", "period", "provision"]
UNIT: Final = "unit"
"""The entity that is the register of units."""
ROLE: Final = "role"
"""The closed set of roles of people."""
UNIT_KIND: Final = "unit_kind"
"""The closed set of kinds of unit."""
TIER: Final = "tier"
"""The closed set of tiers, from the highest down."""
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    """A part of a YAML file: no key that it does not name, no value of another type, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Label(Strict):
    """A text in Vietnamese and English."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def bilingual(self) -> Bilingual:
        """The same text as the value that outputs carry."""
        return Bilingual(self.vi, self.en)


class TitleForms(Strict):
    """Phrases that begin a title of this value, in units of the kinds in ``where`` (everywhere without).

    With ``whole`` a phrase must be the whole title: an abbreviation that stands for other things too. ``followed_by``
    are the words that may stand behind a phrase; before any others, as in "director of a hospital", it shows nothing.
    """

    phrases: list[str]
    where: list[str] | None = None
    whole: bool = False
    followed_by: list[str] | None = None


class Choice(Strict):
    """One value of a closed set: its label, other written forms, and the titles that show it.

    A kind of unit names the ``tier`` of its units, unless they may be of any.
    The units of a tier of ``committees`` are people's committees, and those of one ``within`` another are named with
    the unit that they are under: letters address both so.
    """

    label: Label
    written: list[str] = []
    titles: list[TitleForms] = []
    tier: str | None = None
    committees: bool = False
    within: bool = False
    elsewhere: str | None = None
    nobody: bool = False
    names: Literal["post", "manner", "body"] = "post"
    own: bool = False
    shows: str | None = None


class EntityField(Strict):
    """One datum of an entity and how a sheet's column for it may be headed.

    ``yes`` and ``no`` are further words of a boolean; a ``person`` is a name without the year of birth behind it.
    A ``year`` may be written as a day of it. ``named``: a person's name may stand beside the title.
    ``ahead``: a day that may be set ahead of time.
    A choice that is read from the posts of a title ignores the posts in the closed set ``beside``. One that is read
    ``behind`` a closed set ignores its phrases at the beginning of the text. A unit that is read ``at_end`` may be
    named by the end of the text alone. ``otherwise`` are the fields that give the value where this has none.
    """

    type: FieldType
    label: Label
    of: str | None = None
    header: str | None = None
    written: list[str] = []
    yes: list[str] = []
    no: list[str] = []
    person: bool = False
    year: bool = False
    reads: str | None = None
    beside: str | None = None
    behind: str | None = None
    at_end: bool = False
    otherwise: list[str] = []
    named: bool = False
    derived: bool = False
    required: bool = False
    optional: bool = False
    ahead: bool = False


class Relation(Strict):
    """The rows of another entity that belong to one of this: alternatives of (its field: our field).

    Our field may be one of the unit that a field of ours leads to: ``unit.tier``. ``optional``: nobody is asked for
    these rows, so a dataset that was not submitted says no more than an empty one. The ``label`` names the rows, in
    English in the plural; without one they are called by the label of their entity.
    """

    entity: str
    match: list[dict[str, str]]
    where: str | None = None
    others: bool = False
    optional: bool = False
    label: Label | None = None


class Entity(Strict):
    """One dataset: its canonical sheet, fields and relations.

    ``per_period`` is the field that the cells of a form with one column a period hold; ``words`` are those that its
    headers may hold beside the words of a field ("Nơi nhận báo cáo").
    """

    label: Label
    key: list[str]
    fields: dict[Identifier, EntityField]
    sheet: str | None = None
    written: list[str] = []
    words: list[str] = []
    name: str | None = None
    dated: str | None = None
    per_period: str | None = None
    relations: dict[Identifier, Relation] = {}


class Addition(Strict):
    """What a pack adds to an entity that is already there."""

    fields: dict[Identifier, EntityField] = {}
    relations: dict[Identifier, Relation] = {}


class HeaderWords(Strict):
    """What headers are made of beside the words of their field.

    ``short`` forms by what they stand for, ``filler`` words that say nothing, ``foreign`` ones of a second language; a
    header of ``unit`` words, maybe with those ``unit_beside``, is the column of units, one of
    ``district`` words beside it that of the districts that tell these apart. Columns that are ``common``
    stand in lists of all kinds. ``unlike`` words are
    no field's, though without marks they would be. ``slips`` tells whether a header
    that is a slip of the pen away from a field's is taken for it; None leaves that to the base.
    """

    slips: bool | None = None
    short: dict[str, str] = {}
    filler: list[str] = []
    foreign: list[str] = []
    unit: list[str] = []
    unit_beside: list[str] = []
    district: list[str] = []
    unlike: list[str] = []
    common: list[str] = []

    def with_added(self, other: "HeaderWords") -> "HeaderWords":
        """Return all words of both; what the other says of slips counts."""
        return HeaderWords(
            slips=self.slips if other.slips is None else other.slips,
            short=self.short | other.short,
            filler=self.filler + other.filler,
            foreign=self.foreign + other.foreign,
            unit=self.unit + other.unit,
            unit_beside=self.unit_beside + other.unit_beside,
            district=self.district + other.district,
            unlike=self.unlike + other.unlike,
            common=self.common + other.common,
        )


class VocabularyFile(Strict):
    """A vocabulary: new values of closed sets, new entities, and ``additions`` to entities of the base.

    ``open_titles`` show no value of the base's closed set here.
    """

    choices: dict[Identifier, dict[Identifier, Choice]] = {}
    open_titles: dict[Identifier, list[TitleForms]] = {}
    entities: dict[Identifier, Entity] = {}
    additions: dict[Identifier, Addition] = {}
    header_words: HeaderWords = HeaderWords()


@dataclass(frozen=True)
class Vocabulary:
    """All entities and choices of an audit, and the words of headers: the base ones, extended by the pack's."""

    choices: Mapping[str, Mapping[str, Choice]]
    entities: Mapping[str, Entity]
    header_words: HeaderWords = dataclasses.field(default_factory=HeaderWords)

    def entity(self, name: str) -> Entity:
        """Return an entity by its name; KeyError if there is none."""
        return self.entities[name]

    def label(self, choice: str, value: str) -> Bilingual:
        """Return the label of one value of a closed set."""
        return self.choices[choice][value].label.bilingual

    def tier_of(self, kind: str | None) -> str | None:
        """Return the tier of the units of a kind; None where the kind does not tell."""
        choice = self.choices[UNIT_KIND].get(kind or "")
        return choice.tier if choice is not None else None

    def tiers(self) -> dict[str, Tier]:
        """Return the tiers of units by name, from the highest."""
        return {
            name: Tier(name, choice.label.bilingual, rank, choice.committees, choice.within)
            for rank, (name, choice) in enumerate(self.choices[TIER].items())
        }

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

    Raises PackError with every place where the document is malformed, redefines or names something wrongly.
    """
    model = validate(VocabularyFile, document)
    vocabulary = _extended(base, model)
    faults = [*_unknown_names(model, vocabulary)]
    if base.entities:
        faults += _trespasses(base, model)
    if faults:
        raise PackError([document.problem(location, message) for location, message in faults])
    return vocabulary


_Fault = tuple[Location, str]


def _extended(base: Vocabulary, model: VocabularyFile) -> Vocabulary:
    choices = {**base.choices}
    for name, values in model.choices.items():
        choices[name] = dict(_ceding(choices.get(name, {}), _titles(values))) | values
    for name, titles in model.open_titles.items():
        choices[name] = dict(_ceding(choices.get(name, {}), titles))
    entities = {**base.entities, **model.entities}
    for name, added in model.additions.items():
        if entity := entities.get(name):
            fields, relations = entity.fields | added.fields, entity.relations | added.relations
            entities[name] = entity.model_copy(update={"fields": fields, "relations": relations})
    return Vocabulary(choices, entities, base.header_words.with_added(model.header_words))


def _titles(values: Mapping[str, Choice]) -> list[TitleForms]:
    return [form for choice in values.values() for form in choice.titles]


def _ceding(values: Mapping[str, Choice], added: Iterable[TitleForms]) -> Iterator[tuple[str, Choice]]:
    """Take from values the titles that others claim, in the kinds of unit for which they do."""
    claimed = {claim for form in added for claim in _claims(form)}
    for value, choice in values.items():
        titles = [
            form.model_copy(update={"phrases": [phrase], "where": form.where and kinds})
            for form in choice.titles
            for phrase in form.phrases
            if (kinds := [kind for kind in form.where or ("",) if (phrase.casefold(), kind) not in claimed])
        ]
        yield value, choice.model_copy(update={"titles": titles})


def _claims(form: TitleForms) -> Iterator[tuple[str, str]]:
    return ((phrase.casefold(), kind) for phrase in form.phrases for kind in form.where or ("",))


def _trespasses(base: Vocabulary, model: VocabularyFile) -> Iterator[_Fault]:
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


def _redefinitions(where: Location, new: Iterable[str], old: Container[str]) -> Iterator[_Fault]:
    for name in new:
        if name in old:
            yield (*where, name), f"{name} is already defined in the base vocabulary"


def _parts(model: VocabularyFile) -> Iterator[tuple[Location, Entity | Addition]]:
    for name, entity in model.entities.items():
        yield ("entities", name), entity
    for name, added in model.additions.items():
        yield ("additions", name), added


def _unknown_names(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[_Fault]:
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
    yield from _unknown_tiers(model, vocabulary)
    for where, part in _parts(model):
        if where[-1] in vocabulary.entities:
            yield from _part_faults(where, part, vocabulary)


def _unknown_tiers(model: VocabularyFile, vocabulary: Vocabulary) -> Iterator[_Fault]:
    tiers = vocabulary.choices.get(TIER, {})
    for name, values in model.choices.items():
        for value, choice in values.items():
            place = ("choices", name, value, "tier")
            if choice.tier is not None and name != UNIT_KIND:
                yield place, "only a kind of unit has a tier"
            elif choice.tier is not None and choice.tier not in tiers:
                yield place, f"unknown tier {choice.tier!r}{did_you_mean(choice.tier, tiers)}"


def _part_faults(where: Location, part: Entity | Addition, vocabulary: Vocabulary) -> Iterator[_Fault]:
    entity = vocabulary.entities[where[-1]]
    for name, field in part.fields.items():
        yield from _field_faults((*where, "fields", name), field, entity, vocabulary)
    for name, relation in part.relations.items():
        yield from _relation_faults((*where, "relations", name), relation, entity, vocabulary)


def _field_faults(where: Location, field: EntityField, entity: Entity, vocabulary: Vocabulary) -> Iterator[_Fault]:
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
        yield where, f"a field of type {field.type} is no person's name"
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


def _relation_faults(where: Location, relation: Relation, entity: Entity, vocabulary: Vocabulary) -> Iterator[_Fault]:
    other = vocabulary.entities.get(relation.entity)
    if other is None:
        hint = did_you_mean(relation.entity, vocabulary.entities)
        yield (*where, "entity"), f"unknown entity {relation.entity!r}{hint}"
        return
    for index, alternative in enumerate(relation.match):
        for theirs, ours in alternative.items():
            place = (*where, "match", index, theirs)
            if theirs not in other.fields:
                hint = did_you_mean(theirs, other.fields)
                yield place, f"unknown field {theirs!r} of {relation.entity}{hint}"
            yield from ((place, message) for message in _path_faults(ours, entity, vocabulary))
    if relation.where is not None and relation.where not in other.fields:
        hint = did_you_mean(relation.where, other.fields)
        yield (*where, "where"), f"unknown field {relation.where!r} of {relation.entity}{hint}"
