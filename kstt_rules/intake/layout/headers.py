"""How columns and sheets are headed: which field of a dataset a header names, and why it is thought to."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field as kept
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import repeat, takewhile
from typing import Any, Final, Literal

from rapidfuzz.distance import OSA

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.kept import made_once
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.layout.fit import Fit
from kstt_rules.intake.layout.header_forms import (
    canonical_of,
    cases_of,
    field_headers,
    forms_of,
    sheet_names_of,
    unit_headers,
)
from kstt_rules.intake.layout.header_words import BRACKETED, HeaderSpeech, divided_header, remember, unnumbered_header
from kstt_rules.intake.layout.row_kinds import unnumbered
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import written_forms
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.vocabulary import Choice, Entity, Vocabulary

How = Literal["canonical", "written", "combined", "fuzzy", "mapping"]
"""A field's own header, another written form of it, a part of a header for several fields, a likeness, or the word of a
mapping file."""

Labels = tuple[str, ...]
"""The texts above a column, from the outermost group to its own."""

_YEAR_BEHIND = re.compile(r"(?: nam)? \d{4}$")
_PART = re.compile(r"[/(\[\n]")
_VAGUE_LENGTH: Final = 4
_FUZZY_LENGTH: Final = 5
_LONG: Final = 10
_SHORTEST_SLIP: Final = 3
_UNSEEN: Final = "unseen"
_TELLING_WORDS: Final = 3
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

    ``known`` holds all headers as people type them, to tell at once that a row holds none; headers may name values of
    closed sets (``choices``) too. ``unused`` sheets are those of hidden datasets.
    """

    entities: Mapping[str, Entity]
    fields: Mapping[str, Mapping[str, str]]
    canonical: Mapping[str, frozenset[str]]
    sheets: Mapping[str, str]
    folded: frozenset[str]
    known: frozenset[str]
    choices: Mapping[str, Mapping[str, Choice]]
    unused: frozenset[str]
    speech: HeaderSpeech
    fit: Fit
    slips: bool = True
    _matches: dict[tuple[str, Labels], Match | None] = kept(default_factory=dict, repr=False, compare=False)
    _heads: dict[str, bool] = kept(default_factory=dict, repr=False, compare=False)
    told_roles: dict[tuple[str, str, str], Any] = kept(default_factory=dict, repr=False, compare=False)
    _read: dict[Labels, tuple[str, ...]] = kept(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(vocabulary: Vocabulary) -> "Headers":
        """Take the headers, their other written forms and the ids of fields; derived fields have no column."""
        return _headers_of(vocabulary)

    @classmethod
    def _made(cls, vocabulary: Vocabulary) -> "Headers":
        entities = {name: entity for name, entity in vocabulary.entities.items() if entity.sheet}
        shared = unit_headers(entities.values())
        fields = {name: field_headers(entity, shared) for name, entity in entities.items()}
        return cls(
            entities,
            fields,
            {name: frozenset(canonical_of(entity)) for name, entity in entities.items()},
            {fold(form): name for name, entity in entities.items() for form in sheet_names_of(name, entity)},
            frozenset(form for forms in fields.values() for form in forms),
            frozenset(case for entity in entities.values() for form in forms_of(entity) for case in cases_of(form)),
            vocabulary.choices,
            frozenset(fold(form) for forms in vocabulary.hidden.values() for form in forms),
            HeaderSpeech.of(vocabulary),
            Fit(vocabulary),
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
        """Return the field that the texts above a column name: its own header, another form of it, or its words."""
        key = entity, labels
        found = self._matches.get(key, _UNSEEN)
        if isinstance(found, str):
            found = self._match(entity, labels) if self._may_name(labels) else None
            remember(self._matches, key, found)
        return found

    def _match(self, entity: str, labels: Labels) -> Match | None:
        fields = self.fields[entity]
        for key in keys(labels):
            if key in fields:
                return Match(fields[key], "canonical" if key in self.canonical[entity] else "written")
        found = self.meant(entity, labels)
        return Match(found[0], "written") if len(found) == 1 else None

    def meant(self, entity: str, labels: Labels) -> tuple[str, ...]:
        """Return the fields that a header may mean by what it is made of: one, several that it cannot tell, or none."""
        read = self._known_readings(labels)
        if not read:
            return ()
        words = self._words[entity]
        readings = [key for key in read if words.issuperset(key.split())]
        for key in readings:
            if found := self._written_out[entity].get(key):
                return found
        cores = [core for key in readings if (core := self.speech.core(entity, key)) != key]
        for core in cores:
            if found := self._cores[entity].get(core):
                return found
        named = self._unit_names[entity]
        if named and any(map(self.speech.names_unit, readings)):
            return (named,)
        coded = self._unit_codes[entity]
        return (coded,) if coded and any(map(self.speech.names_unit_codes, readings)) else ()

    def _known_readings(self, labels: Labels) -> tuple[str, ...]:
        """Return what a header may be read as in words that headers of any dataset may hold."""
        read = self._read.get(labels)
        if read is None:
            known = self._words_of_any
            read = tuple(key for key in self._readings(labels) if key and known.issuperset(key.split()))
            remember(self._read, labels, read)
        return read

    def is_other_word(self, labels: Labels, match: Match) -> bool:
        """Tell whether a header of one short word is another than those that it is like without marks: "Ký", "Nam"."""
        word = clean(unnumbered_header(BRACKETED.sub(" ", labels[-1]))).casefold()
        if " " in word or len(word) > _VAGUE_LENGTH or match.how == "fuzzy":
            return False
        return word in self._unlike or (not word.isascii() and word not in self._marked)

    @cached_property
    def _unlike(self) -> frozenset[str]:
        return frozenset(clean(word).casefold() for word in self.speech.words.unlike)

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The words of all headers, and what they are short for, with their marks."""
        forms = (form for entity in self.entities.values() for form in forms_of(entity))
        words = self.speech.words
        given = (*forms, *words.short, *words.unit, *words.district)
        return frozenset(clean(form).casefold() for form in given)

    def names_district(self, labels: Labels) -> bool:
        """Tell whether a header names districts alone: "Huyện", "Tên huyện, thành phố"."""
        return any(map(self.speech.names_district, self.speech.readings(labels[-1])))

    def _match_part(self, entity: str, part: str) -> Match | None:
        """Return the field of a part of a header, which may lack a word that another part has: "Số, ngày QĐ"."""
        found, key = self.match(entity, (part,)), fold(part)
        is_figure = key.isdecimal() and key not in self._words_of_any  # as in the days of rows of data
        if found is None and len(key) <= _VAGUE_LENGTH and not is_figure:
            tried = (self.match(entity, (f"{part} {word}",)) for word in self.entities[entity].words)
            fields = {match.field for match in tried if match is not None}
            found = Match(fields.pop(), "written") if len(fields) == 1 else None
        return found

    def _readings(self, labels: Labels) -> Iterator[str]:
        groups = [" ".join(labels[outer:-1]) for outer in range(len(labels) - 1)]
        own = [*dict.fromkeys(self.speech.readings(labels[-1]))]
        for above in groups:
            for text in own:
                yield from (
                    self.speech.written_out(f"{fold(above)} {text}"),
                    f"{text} {self.speech.written_out(fold(above))}",
                )
        yield from (text for text in own if len(labels) == 1 or len(text) > _VAGUE_LENGTH)

    @cached_property
    def _written_out(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return {name: _fields_by(map(self.speech.written_out, fields), fields) for name, fields in self.fields.items()}

    @cached_property
    def _cores(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        out = {name: [*map(self.speech.written_out, fields)] for name, fields in self.fields.items()}
        return {
            name: _fields_by([self.speech.core(name, key) for key in out[name]], fields)
            for name, fields in self.fields.items()
        }

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """The words that a header of each dataset may hold."""
        common = self.speech.all_words()
        return {
            name: common.union(
                *(self.speech.written_out(form).split() for form in fields),
                *(self.speech.written_out(fold(phrase)).split() for phrase in self.entities[name].words),
            )
            for name, fields in self.fields.items()
        }

    @cached_property
    def _words_of_any(self) -> frozenset[str]:
        return frozenset().union(*self._words.values())

    @cached_property
    def _unit_names(self) -> Mapping[str, str | None]:
        return {
            name: entity.name if entity.key == ["id"] else unit_field(entity) for name, entity in self.entities.items()
        }

    @cached_property
    def _unit_codes(self) -> Mapping[str, str | None]:
        return {
            name: entity.key[0] if entity.key == ["id"] else unit_field(entity)
            for name, entity in self.entities.items()
        }

    def names_unit_codes(self, labels: Labels) -> bool:
        """Tell whether a header names the codes of units: "Mã đơn vị", "Mã xã"."""
        return any(map(self.speech.names_unit_codes, self.speech.readings(labels[-1])))

    @cached_property
    def telling(self) -> Mapping[str, frozenset[str]]:
        """The fields of each dataset whose columns show which it is, for no list of another kind has them."""
        common = {*map(fold, self.speech.words.common)}
        return {
            name: frozenset(
                key for key, item in entity.fields.items() if item.header and fold(item.header) not in common
            )
            for name, entity in self.entities.items()
        }

    def count(self, labels: Iterable[Labels], entities: Iterable[str]) -> dict[str, int]:
        """Return how many fields of each of some datasets the texts above some columns name."""
        texts = [*filter(self._may_name, labels)]
        return {
            entity: len({match.field for text in texts if (match := self.match(entity, text)) is not None})
            for entity in entities
        }

    def names_dataset(self, text: str) -> bool:
        """Tell whether a text is the name of a dataset and at most a year."""
        return _YEAR_BEHIND.sub("", fold(unnumbered(text)[0])) in self.sheets

    def told_by(self, name: str) -> tuple[str, ...]:
        """Return the datasets that the name of a file tells.

        Names as short as those of reports and evidence are names of many things, and tell none.
        """
        said = f" {fold(name)} "
        told = {key: entity for key, entity in self.sheets.items() if len(key.split()) >= _TELLING_WORDS}
        return tuple(dict.fromkeys(entity for key, entity in told.items() if f" {key} " in said))

    def may_head(self, row: Sequence[object]) -> bool:
        """Tell at a glance whether a row may be part of a header."""
        return any(self._may_head(cell) for cell in row if isinstance(cell, str))

    def _may_name(self, labels: Labels) -> bool:
        return len(labels) > 1 or self._may_head(labels[0])

    def _may_head(self, text: str) -> bool:
        found = self._heads.get(text)
        if found is None:
            found = self._is_known(text)
            remember(self._heads, text, found)
        return found

    def _is_known(self, text: str) -> bool:
        only = self.speech.only_reading(text)
        if only is not None and not self._words_of_any.issuperset(self.speech.written_out(only).split()):
            return only in self.folded or only in UNREAD
        if any(key in self.folded or key in UNREAD for key in keys((text,))):
            return True
        return bool(self._known_readings((text,))) and any(map(self.meant, self.fields, repeat((text,))))

    def like(self, entity: str, labels: Labels, taken: Iterable[str]) -> Match | None:
        """Return the one field without a column whose header is a slip of the pen away from a column's, or None."""
        key = fold(BRACKETED.sub(" ", labels[-1]))
        if len(key) < _FUZZY_LENGTH or key in UNREAD:
            return None
        found: dict[str, int] = {}
        for form, field in self.fields[entity].items():
            allowed = 2 if min(len(form), len(key)) >= _LONG else 1
            near = len(form) >= _FUZZY_LENGTH and OSA.distance(form, key, score_cutoff=allowed) <= allowed
            if near and not self._differs_in_a_word(entity, form, key):
                likeness = round(100 * OSA.normalized_similarity(form, key))
                found[field] = max(likeness, found.get(field, 0))
        if len(found) != 1 or found.keys() & set(taken):
            return None
        [(field, likeness)] = found.items()
        return Match(field, "fuzzy", likeness)

    def _differs_in_a_word(self, entity: str, form: str, key: str) -> bool:
        """Tell whether two texts are apart by a word that means something else: "ngày gửi", "ngày ghi", "ngày gì"."""
        ours, theirs = form.split(), key.split()
        if len(ours) != len(theirs):
            return form.replace(" ", "") != key.replace(" ", "")
        pairs = [(our, their) for our, their in zip(ours, theirs, strict=True) if our != their]
        known = self._words[entity]
        return any(their in known or min(len(our), len(their)) < _SHORTEST_SLIP for our, their in pairs)

    @cached_property
    def takes_slips(self) -> bool:
        """Tell whether a header that is a slip of the pen away from a field's is taken for it."""
        return self.slips and self.speech.words.slips is not False

    @cached_property
    def without_slips(self) -> "Headers":
        """The same, but that no header is taken for one that it is nearly."""
        return replace(self, slips=False)

    def parts(self, entity: str, labels: Labels) -> tuple[str, ...]:
        """Return the fields that one header names together ("Chức vụ, đơn vị công tác"), at least two, or none."""
        for parts in divided_header(labels[-1]):
            matches = (self._match_part(entity, part) for part in parts)
            fields = tuple(match.field for match in takewhile(bool, matches) if match is not None)
            if len(fields) == len(parts) and len(set(fields)) == len(fields):
                return fields
        return ()


@lru_cache(maxsize=1 << 12)
def keys(labels: Labels) -> tuple[str, ...]:
    """Return the folded forms under which the texts above a column may be known, the surest first.

    Under groups, a word as short as "Số" or "Ngày" says nothing without one: all of them, or the inner ones.
    """
    own = labels[-1]
    bare = BRACKETED.sub(" ", own)
    groups = [" ".join(labels[outer:-1]) for outer in range(len(labels) - 1)]
    joined = (pair for above in groups for text in (own, bare) for pair in (f"{above} {text}", f"{text} {above}"))
    forms = [*map(fold, joined)]
    if len(labels) == 1 or len(fold(bare)) > _VAGUE_LENGTH:
        forms += [fold(own), fold(bare)]
    return tuple(dict.fromkeys(forms))


def _fields_by(forms: Iterable[str], fields: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return by each form the fields that it is one of: those of ``fields``, in the same order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for form, name in zip(forms, fields.values(), strict=True):
        found[form][name] = None
    return {form: tuple(sorted(names)) for form, names in found.items() if form}


def is_unread(labels: Labels) -> bool:
    """Tell whether a column of numbers or notes is so headed, maybe in a second language: "STT / No."."""
    return any(part in UNREAD for part in _plain_parts(labels[-1]))


def is_numbering(labels: Labels) -> bool:
    """Tell whether a column of running numbers is so headed."""
    return any(part in NUMBERING for part in _plain_parts(labels[-1]))


@lru_cache(maxsize=1 << 12)
def _plain_parts(label: str) -> tuple[str, str]:
    bare = unnumbered_header(label)
    return fold(bare), fold(_PART.split(bare)[0])


def shown(labels: Labels) -> str:
    """Return the texts above a column as one."""
    return " / ".join(map(clean, labels))


_headers_of = made_once(Headers._made)  # noqa: SLF001 - of this module
