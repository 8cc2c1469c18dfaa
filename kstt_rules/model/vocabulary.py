"""What rules may talk about: entities with their fields and relations, and closed sets of values."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.report_calendar import USUAL_KINDS, PeriodKind

UNREAD: Final = "?"  # among several choices: a part of the list that could not be read

FieldType = Literal["text", "integer", "number", "boolean", "date", "unit", "choice", "choices", "period", "provision"]
UNIT: Final = "unit"
"""The entity that is the register of units."""
FINDING: Final = "finding"
"""The entity that is what rules found."""
DOSSIER: Final = "dossier"
"""The entity that is all that was submitted, of which there is one."""
ROLE: Final = "role"
"""The closed set of roles of people."""
UNIT_KIND: Final = "unit_kind"
"""The closed set of kinds of unit."""
TIER: Final = "tier"
"""The closed set of tiers, from the highest down."""
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


_IN_BRACES: Final = re.compile(r"\{([^{}]*)\}")


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


class Forms(Strict):
    """How sheets write a value of a closed set: other forms of its label, and the titles that show it."""

    written: list[str] = []
    titles: list[TitleForms] = []


class Choice(Forms):
    """One value of a closed set, with its label.

    A kind of unit names the ``tier`` of its units, unless they may be of any; one that is ``like`` another is of its
    tier, and the titles of people that hold in units of that kind hold in its own.
    The units of a tier of ``committees`` are people's committees, and those of one ``within`` another are named with
    the unit that they are under: letters address both so.
    """

    label: Label
    tier: str | None = None
    like: str | None = None
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
    A ``year`` may be written as a day of it, a ``phone`` with a name before it or without its leading zero.
    ``named``: a person's name may stand beside the title. ``ahead``: a day that may be set ahead of time. A choice
    that is read from the posts of a title ignores the posts in the closed set ``beside``. One that is read ``behind``
    a closed set ignores its phrases at the beginning of the text. A unit that is read ``at_end`` may be named by the
    end of the text alone. ``otherwise`` are the fields that give the value where this has none.
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
    phone: bool = False
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

    To the dossier belong all rows, so that there is nothing to match.
    Our field may be one of the unit that a field of ours leads to: ``unit.tier``. Of a row that is found by ``perhaps``
    alone it is not known whether it belongs. ``optional``: nobody is asked for these rows, so a dataset that was not
    submitted says no more than an empty one. A cell of the key that is blank is not known, so it may match any; with
    ``blank_keys: nothing`` it says that there is nothing to match. The ``label`` names the rows, in English in the
    plural; without one they are called by the label of their entity.
    """

    entity: str
    match: list[dict[str, str]] = []
    perhaps: list[dict[str, str]] = []
    where: str | None = None
    others: bool = False
    optional: bool = False
    blank_keys: Literal["unknown", "nothing"] = "unknown"
    label: Label | None = None

    @property
    def alike(self) -> tuple[str, ...]:
        """The related fields that leave open whether a row belongs: those by which it is found only perhaps."""
        sure = {name for alternative in self.match for name in alternative}
        return tuple(dict.fromkeys(name for alternative in self.perhaps for name in alternative if name not in sure))


class Entity(Strict):
    """One dataset: its canonical sheet, fields and relations.

    ``per_period`` is the field that the cells of a form with one column a period hold; ``words`` are those that its
    headers may hold beside the words of a field ("Nơi nhận báo cáo"). ``called`` are texts with fields in braces that
    name a row for people; the first all of whose fields have a value counts. ``owner`` is the field of type unit that
    says under which unit a row is filed; null, or no such field: under none. A dataset that is ``like`` another takes
    from it what its fields do not say themselves: type, label, headers.
    """

    like: str | None = None
    label: Label
    key: list[str]
    fields: dict[Identifier, EntityField]
    sheet: str | None = None
    written: list[str] = []
    words: list[str] = []
    name: str | None = None
    called: list[Label] = []
    dated: str | None = None
    owner: str | None = UNIT
    per_period: str | None = None
    relations: dict[Identifier, Relation] = {}

    @property
    def owner_field(self) -> str | None:
        """The field that says to which unit a row belongs; None for none."""
        field = self.fields.get(self.owner or "")
        return self.owner if field is not None and field.type == UNIT else None


class Addition(Strict):
    """What a pack adds to an entity that is already there."""

    fields: dict[Identifier, EntityField] = {}
    relations: dict[Identifier, Relation] = {}


class HeaderWords(Strict):
    """What headers are made of beside the words of their field.

    ``short`` forms by what they stand for, ``filler`` words that say nothing, ``foreign`` ones of a second language; a
    header of ``unit`` words, maybe with those ``unit_beside``, is the column of units, with ``unit_code`` words that of
    their codes; one of ``district`` words beside it is that of the districts that tell these apart. Columns that are
    ``common`` stand in lists of all kinds. ``unlike`` words belong to no field, though without marks they would.
    ``slips`` tells whether a header that is a slip of the pen away from a field's is taken for it; None leaves that to
    the base.
    """

    slips: bool | None = None
    short: dict[str, str] = {}
    filler: list[str] = []
    foreign: list[str] = []
    unit: list[str] = []
    unit_beside: list[str] = []
    unit_code: list[str] = []
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
            unit_code=self.unit_code + other.unit_code,
            district=self.district + other.district,
            unlike=self.unlike + other.unlike,
            common=self.common + other.common,
        )


class Wider(Strict):
    """Forms that sheets use beside those that are known: of values, of sheets, and of headers by dataset and field."""

    choices: dict[Identifier, dict[Identifier, Forms]] = {}
    sheets: dict[Identifier, list[str]] = {}
    headers: dict[Identifier, dict[Identifier, list[str]]] = {}


class VocabularyFile(Strict):
    """A vocabulary: new values of closed sets, new entities, and ``additions`` to entities of the base.

    With ``base: false`` it leaves out all that is of Vietnamese administration: of the base only the register of units
    and the findings of other rules stay.
    ``open_titles`` show no value of the base's closed set here. ``hides`` names datasets, and fields as
    ``officer.division``, that have no sheet or column here; ``wider`` are further forms of what is there.
    """

    base: bool = True
    hides: list[str] = []
    wider: Wider = Wider()
    choices: dict[Identifier, dict[Identifier, Choice]] = {}
    open_titles: dict[Identifier, list[TitleForms]] = {}
    entities: dict[Identifier, Entity] = {}
    additions: dict[Identifier, Addition] = {}
    header_words: HeaderWords = HeaderWords()


@lru_cache(1 << 8)
@lru_cache(1 << 10)
def fields_in(called: str) -> tuple[str, ...]:
    """Return the fields in braces in a text that a row is called by."""
    return tuple(_IN_BRACES.findall(called))


@dataclass(frozen=True)
class Vocabulary:
    """All entities and choices of an audit, and the words of headers: the base ones, extended by the pack's.

    ``provisions`` are those of the pack: a cell may name one of them, what contains it, or what it contains; None where
    there is no pack, so that it may be any plain one; ``citations`` is the form of its own in which a pack cites them.
    ``period_kinds`` are the kinds of period that a cell may name.
    ``hidden`` are the datasets and fields (``officer.division``) that no rule may look at, with what sheets of such a
    dataset are called.
    """

    choices: Mapping[str, Mapping[str, Choice]]
    entities: Mapping[str, Entity]
    header_words: HeaderWords = dataclasses.field(default_factory=HeaderWords)
    provisions: frozenset[Provision] | None = None
    period_kinds: frozenset[PeriodKind] = USUAL_KINDS
    citations: CitationForm | None = None
    hidden: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def entity(self, name: str) -> Entity:
        """Return an entity by its name; KeyError if there is none."""
        return self.entities[name]

    @property
    def sheets(self) -> frozenset[str]:
        """The canonical sheets of the datasets."""
        return frozenset(entity.sheet for entity in self.entities.values() if entity.sheet)

    def provision(self, text: str) -> Provision:
        """Read a citation as the pack writes them; raises CitationError for any other text."""
        return Provision.parse(text, self.citations)

    def label(self, choice: str, value: str) -> Bilingual:
        """Return the label of one value of a closed set."""
        return self.choices[choice][value].label.bilingual

    def on_the_way(self, entity: str, path: str) -> Iterator[tuple[str, str, Relation | None]]:
        """Yield the steps of a path such as ``parent.officers``: the entity it starts from, its name, its relation.

        A step without a relation follows a field to a unit. KeyError where there is no such step.
        """
        for name in path.split("."):
            relation = self.entities[entity].relations.get(name)
            if relation is None and self.entities[entity].fields[name].type != UNIT:
                raise KeyError(name)
            yield entity, name, relation
            entity = UNIT if relation is None else relation.entity

    def relation(self, entity: str, path: str) -> Relation:
        """Return the relation that a path ends with."""
        *_, (_, _, relation) = self.on_the_way(entity, path)
        assert relation is not None
        return relation

    def owner_of(self, entity: str) -> str | None:
        """Return the field that says to which unit a row of an entity belongs, its own id of a unit; None for none."""
        if entity == UNIT:
            return "id"
        return self.entities[entity].owner_field

    def written_unit(self, entity: str, name: str) -> str | None:
        """Return the field that holds how the unit of another field was written; None where there is none."""
        fields = self.entities[entity].fields
        if fields[name].type != UNIT:
            return None
        return next((other for other, item in fields.items() if item.type == "text" and item.reads == name), None)

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
