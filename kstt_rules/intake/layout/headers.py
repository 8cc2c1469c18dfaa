"""How columns and sheets are headed: which field of a dataset a header names, and why it is thought to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA

from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.layout.row_kinds import unnumbered
from kstt_rules.intake.values.parsers import written_forms
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.vocabulary import Choice, Entity, Vocabulary

How = Literal["canonical", "written", "combined", "fuzzy", "mapping"]
"""A field's own header, another written form of it, a part of a header for several fields, a likeness, or the word of a
mapping file."""

Labels = tuple[str, ...]
"""The texts above a column, from the outermost group to its own."""

_BRACKETED = re.compile(r"\([^()]*\)")
_BETWEEN_FIELDS = tuple(
    re.compile(signs)
    for signs in (
        r"\s*[,;&+\n]\s*|\s+[-–—]\s+",
        r"\s*[,;&+\n/]\s*|\s+[-–—]\s+",
        r"\s*[,;&+\n/]\s*|\s+(?:[-–—]|và)\s+",
    )
)
_FILLERS = re.compile(
    r"\b(?:lien he|lien lac|di dong|hien nay|hien tai|neu co|ghi ro|cu the|cua (?:can bo|cong chuc|don vi)|can bo|"
    r"cong chuc|lam dau moi|dau moi|thang nam)\b"
)
_YEAR_BEHIND = re.compile(r"(?: nam)? \d{4}$")
_VAGUE_LENGTH: Final = 4
_FUZZY_LENGTH: Final = 5
_LONG: Final = 10
UNREAD: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu"})
NUMBERING: Final = UNREAD - {"ghi chu"}


@dataclass(frozen=True, slots=True)
class Match:
    """The field that a header names, why, and the likeness of the two in per cent."""

    field: str
    how: How
    likeness: int = 100


@dataclass(frozen=True)
class Headers:
    """How the columns and sheets of every dataset may be headed, on folded text.

    ``known`` holds the forms of all headers as people type them, to tell at once that a row holds none; ``choices`` are
    the closed sets of the vocabulary, whose values headers may name too.
    """

    entities: Mapping[str, Entity]
    fields: Mapping[str, Mapping[str, str]]
    canonical: Mapping[str, frozenset[str]]
    sheets: Mapping[str, str]
    folded: frozenset[str]
    known: frozenset[str]
    choices: Mapping[str, Mapping[str, Choice]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Headers":
        """Take the headers, their other written forms and the ids of fields; derived fields have no column."""
        entities = {
            name: entity
            for name, entity in vocabulary.entities.items()
            if entity.sheet or vocabulary.submitted_fields(name)
        }
        shared = _unit_headers(entities.values())
        fields = {name: _field_headers(entity, shared) for name, entity in entities.items()}
        return cls(
            entities,
            fields,
            {name: frozenset(_canonical(entity)) for name, entity in entities.items()},
            {fold(form): name for name, entity in entities.items() for form in _sheet_names(name, entity)},
            frozenset(form for forms in fields.values() for form in forms),
            frozenset(case for entity in entities.values() for form in _forms(entity) for case in _cases(form)),
            vocabulary.choices,
        )

    @cached_property
    def forms(self) -> Mapping[str, Mapping[str, str]]:
        """The values of each closed set by their folded labels and other written forms."""
        return {name: written_forms(values) for name, values in self.choices.items()}

    @cached_property
    def titles(self) -> Mapping[str, Titles]:
        """The titles that show the values of each closed set."""
        return {name: Titles.of(values) for name, values in self.choices.items()}

    def match(self, entity: str, labels: Labels) -> Match | None:
        """Return the field that the texts above a column name: its own header, or another form of it."""
        fields = self.fields[entity]
        for key in keys(labels):
            if key in fields:
                return Match(fields[key], "canonical" if key in self.canonical[entity] else "written")
        return None

    def count(self, labels: Iterable[Labels]) -> dict[str, int]:
        """Return how many fields of each dataset the texts above some columns name."""
        forms = [keys(texts) for texts in labels]
        counts = {}
        for entity, fields in self.fields.items():
            found = {next((fields[key] for key in options if key in fields), None) for options in forms}
            counts[entity] = len(found - {None})
        return counts

    def names_dataset(self, text: str) -> bool:
        """Tell whether a text is the name of a dataset and at most a year."""
        return _YEAR_BEHIND.sub("", fold(unnumbered(text)[0])) in self.sheets

    def may_head(self, row: Sequence[object]) -> bool:
        """Tell at a glance whether a row may be part of a header."""
        texts = (cell for cell in row if isinstance(cell, str))
        return any(key in self.folded or key in UNREAD for text in texts for key in keys((text,)))

    def like(self, entity: str, labels: Labels, taken: Iterable[str]) -> Match | None:
        """Return the one field without a column whose header is a slip of the pen away from a column's, or None."""
        key = fold(_BRACKETED.sub(" ", labels[-1]))
        if len(key) < _FUZZY_LENGTH or key in UNREAD:
            return None
        found: dict[str, int] = {}
        for form, field in self.fields[entity].items():
            allowed = 2 if min(len(form), len(key)) >= _LONG else 1
            if len(form) >= _FUZZY_LENGTH and OSA.distance(form, key, score_cutoff=allowed) <= allowed:
                likeness = round(100 * OSA.normalized_similarity(form, key))
                found[field] = max(likeness, found.get(field, 0))
        if len(found) != 1 or found.keys() & set(taken):
            return None
        [(field, likeness)] = found.items()
        return Match(field, "fuzzy", likeness)

    def parts(self, entity: str, labels: Labels) -> tuple[str, ...]:
        """Return the fields that one header names together ("Chức vụ, đơn vị công tác"), at least two, or none."""
        for between in _BETWEEN_FIELDS:
            matches = [self.match(entity, (part,)) for part in between.split(labels[-1]) if fold(part)]
            fields = tuple(match.field for match in matches if match is not None)
            if len(fields) == len(matches) > 1 and len(set(fields)) == len(fields):
                return fields
        return ()


@lru_cache(maxsize=1 << 12)
def keys(labels: Labels) -> tuple[str, ...]:
    """Return the folded forms under which the texts above a column may be known, the surest first.

    Under groups, a word as short as "Số" or "Ngày" says nothing without one: all of them, or the inner ones.
    """
    own = labels[-1]
    bare = _BRACKETED.sub(" ", own)
    groups = [" ".join(labels[outer:-1]) for outer in range(len(labels) - 1)]
    joined = (pair for above in groups for text in (own, bare) for pair in (f"{above} {text}", f"{text} {above}"))
    forms = [*map(fold, joined)]
    if len(labels) == 1 or len(fold(bare)) > _VAGUE_LENGTH:
        forms += [fold(own), fold(bare), " ".join(_FILLERS.sub(" ", fold(bare)).split())]
    return tuple(dict.fromkeys(forms))


def shown(labels: Labels) -> str:
    """Return the texts above a column as one."""
    return " / ".join(map(clean, labels))


def _unit_headers(entities: Iterable[Entity]) -> dict[str, list[str]]:
    """Return by their own header all that columns of units are called in any dataset."""
    shared: dict[str, list[str]] = defaultdict(list)
    for field in (field for entity in entities for field in entity.fields.values()):
        if field.type == "unit" and field.header:
            shared[field.header] += field.written
    return shared


def _field_headers(entity: Entity, shared: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the fields of a dataset by folded header: a form of its own counts before one that others have."""
    read = {name: field for name, field in entity.fields.items() if not field.derived}
    units = {name: field.header for name, field in read.items() if field.type == "unit" and field.header}
    lent = {fold(form): name for name, header in units.items() for form in shared[header]}
    ids = {fold(name): name for name in read}
    written = {fold(form): name for name, field in read.items() for form in field.written}
    canonical = {fold(field.header): name for name, field in read.items() if field.header}
    return lent | ids | written | canonical


def _canonical(entity: Entity) -> Iterator[str]:
    return (fold(field.header) for field in entity.fields.values() if field.header and not field.derived)


def _sheet_names(name: str, entity: Entity) -> Iterator[str]:
    yield from entity.written
    yield name
    if entity.sheet:
        yield entity.sheet


def _forms(entity: Entity) -> Iterator[str]:
    for name, field in entity.fields.items():
        if not field.derived:
            yield from (name, *field.written, *([field.header] if field.header else []))
    yield from ("STT", "TT", "Số TT")


def _cases(form: str) -> Sequence[str]:
    return (form, form.lower(), form.upper(), form.capitalize(), form.title(), fold(form))
