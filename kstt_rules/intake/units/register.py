"""The register of units, and which unit a text names: by code, name, initials or other name, never by likeness."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from kstt_rules.base.bilingual import both
from kstt_rules.base.text_keys import fold, has_syllable
from kstt_rules.intake.files.columns import CellColumn
from kstt_rules.intake.units.unit_index import (
    HeldUnits,
    NameForm,
    Unit,
    UnitIndex,
    WrittenName,
    folded,
    plain_heads,
    plain_names,
)
from kstt_rules.intake.units.unit_names import (
    abbreviates,
    bare,
    divided,
    initials,
    literal,
    names_district,
    plain,
    says_kind,
    written_initials,
    written_words,
)
from kstt_rules.intake.values.parsers import CellFault

_LIKE: Final = 70
_VERY_LIKE: Final = 85
_SHOWN: Final = 3
_BATCH: Final = 256
_LONGEST_NAME: Final = 400
"""Characters of a text in which a unit's name is looked for; every way to divide it is tried."""

_BRACKETED = re.compile(r"(?P<name>[^()]*[^() ]) ?\((?P<more>[^()]+)\)")

_Score = tuple[int, str, int]
"""How like a name is, as a negative percentage, with the id and place of its unit: the most like comes first."""


class Register:
    """Finds units. A text that fits several units, or none exactly, is a CellFault that names the candidates."""

    def __init__(self, index: UnitIndex) -> None:
        self.index = index
        self._places: dict[int, frozenset[str]] = {}
        self._found: dict[str, list[Unit]] = {}
        self._resolved: dict[str, str | CellFault] = {}
        self._below: dict[str, tuple[str, ...]] | None = None

    @classmethod
    def of(cls, units: Sequence[Unit]) -> "Register":
        """Return the register of units that are in memory."""
        return cls(HeldUnits(units))

    def resolve(self, texts: CellColumn) -> CellColumn:
        """Return the ids of the units that texts name, or Faults."""
        found = {text: self.find_cell(text) for text in texts.values if text not in self._resolved}
        unknown = [text for text, units in found.items() if not units]
        self._resolved |= {text: _single(units) for text, units in found.items() if units}
        for start in range(0, len(unknown), _BATCH):
            some = unknown[start : start + _BATCH]
            self._resolved |= zip(some, map(self._unknown, some, self._like(some)), strict=True)
        return texts.map(self._resolved.__getitem__)

    def one_of(self, text: str, units: Sequence[Unit]) -> str | CellFault:
        """Return the id of the unit that a text names of those that it may name, or a CellFault."""
        return _single(units) if units else self._unknown(text, self._like([text])[0])

    def find(self, text: str) -> list[Unit]:
        """Return the units that a text may name; one is the answer, several are alike in all that it says."""
        if text not in self._found:
            self._found[text] = self._find(text) if len(text) <= _LONGEST_NAME else []
        return self._found[text]

    def _find(self, text: str) -> list[Unit]:
        if places := self._called(text):
            return self._all(places)
        for head, place in divided(text):
            for named in self._spelled(head):
                if places := [unit for unit in named if self._is_in(unit, place)]:
                    return self._all(places)
        short = written_initials(text)
        return [] if short is None else self._all(self.index.places(NameForm.INITIALS, fold(short)))

    def bare(self, text: str, district: str | None = None) -> list[Unit]:
        """Return the units that a text names without their level, in a column of units, maybe of one district.

        Its accents are those of the name, or left out.
        """
        places = self.index.places(NameForm.BARE, NameForm.BARE.of(text))
        units = self._all(at for at in places if district is None or self._is_in(at, district))
        named = [unit for unit in units if plain(text) in {bare(plain(form)) for form in _forms(unit)}]
        return named or (units if plain(text) == folded(text) else [])

    def find_cell(self, text: str) -> list[Unit]:
        """Return the units that a cell of a column of units may name, where less than the whole name can tell.

        A code may lack its leading zeros, a name its level, or be followed by its kind or initials in brackets, or hold
        abbreviations.
        """
        if len(text) > _LONGEST_NAME:
            return []
        if found := self.find(text) or self._all(self.index.places(NameForm.NUMBER, NameForm.NUMBER.of(text) or "")):
            return found
        if bracketed := _BRACKETED.fullmatch(text.strip()):
            named = self.find_cell(bracketed["name"])
            if _repeats(bracketed["more"], named):
                return named
        if found := self.bare(text):
            return found
        for head, place in divided(text):
            if found := self.bare(head, place):
                return found
        return self._abbreviated(text)

    def _abbreviated(self, text: str) -> list[Unit]:
        """Return the units whose name has, for each abbreviation in a text, words with its initials."""
        words = written_words(text)
        if not any(word.isupper() and len(word) > 1 for word in words):
            return []
        head = fold(words[0])
        return [unit for name_words, unit in self._by_words if name_words[0] == head and abbreviates(words, name_words)]

    @cached_property
    def _without_a_name(self) -> frozenset[str]:
        """The ids of the units of which the register has no name that could be one: a text may mean any of them."""
        return frozenset(unit.id for unit in self.index if not any(map(has_syllable, unit.names)))

    @cached_property
    def _by_words(self) -> list[tuple[tuple[str, ...], Unit]]:
        """Return the folded words of the names of the bodies that are called by initials, with their units."""
        return [
            (tuple(map(fold, written_words(name))), unit)
            for unit in self.index
            for name in unit.names
            if initials(name) is not None
        ]

    def resembles(self, text: str) -> bool:
        """Tell whether a text that names no unit is very like the name of one."""
        return any(-score >= _VERY_LIKE for score, _, _ in self._like([text])[0])

    def below(self, unit_id: str) -> tuple[str, ...]:
        """Return the ids of the units that lie directly below a unit."""
        if self._below is None:
            below: dict[str, list[str]] = {}
            for unit in self.index:
                places = () if unit.parent is None else self._called(unit.parent)
                for parent in {self.index.unit(place).id for place in places}:
                    below.setdefault(parent, []).append(unit.id)
            self._below = {parent: tuple(units) for parent, units in below.items()}
        return self._below.get(unit_id, ())

    def _called(self, text: str) -> Sequence[int]:
        """Return the places of the units whose code or whole name a text is; other forms are sought if need be."""
        by_code = self.index.places(NameForm.CODE, NameForm.CODE.of(text))
        return by_code or next((found for found in self._spelled(text) if found), ())

    def _spelled(self, name: str) -> Iterator[Sequence[int]]:
        """Yield the places of the units with a name: as it is written, then in its plain form, then without accents."""
        alike = self.index.places(NameForm.FOLDED, folded(name))
        units = [(place, self.index.unit(place)) for place in dict.fromkeys(alike)]
        written, in_plain = literal(name), plain(name)
        yield [place for place, unit in units if written in map(literal, unit.names)]
        whole = [place for place, unit in units if in_plain in plain_names(unit)]
        yield [*whole, *(place for place, unit in units if in_plain in plain_heads(unit))]
        yield alike

    def _all(self, places: Iterable[int]) -> list[Unit]:
        return [self.index.unit(place) for place in dict.fromkeys(places)]

    def _own_places(self, unit: Unit) -> frozenset[str]:
        """Return the folded names, with and without level, of the place that a unit lies in."""
        above = self._above(unit)
        names = {plain(name) for name in above} | {
            plain(rest) for name in unit.names for _, rest in divided(name) if names_district(rest)
        }
        return frozenset(fold(form) for name in names for form in (name, bare(name)))

    def _above(self, unit: Unit) -> list[str]:
        if unit.parent is None:
            return []
        parents = self._all(self._called(unit.parent))
        return [name for parent in parents for name in parent.names] or [unit.parent]

    def _is_in(self, unit: int, place: str) -> bool:
        if unit not in self._places:
            self._places[unit] = self._own_places(self.index.unit(unit))
        return folded(place) in self._places[unit]

    def _like(self, texts: Sequence[str]) -> list[list[_Score]]:
        """Return of each text that names no unit the names that are most like it, holding some of all at a time."""
        keys = [folded(text) for text in texts]
        like: list[list[_Score]] = [[] for _ in texts]
        for names in self.index.names():
            found = [name.folded for name in names]
            scores = process.cdist(keys, found, scorer=fuzz.ratio, score_cutoff=_LIKE, dtype=np.uint8)
            like = [_nearest(known, names, row) for known, row in zip(like, scores, strict=True)]
        return like

    def _unknown(self, text: str, like: Sequence[_Score]) -> CellFault:
        """Say that no unit has a name; it may mean one that is very like it, or a little where it begins as one.

        A text that is like none, or begins as no name does ("như dòng trên"), may mean any.
        """
        near = [self.index.unit(place) for place in list(dict.fromkeys(place for _, _, place in like))[: _SHOWN + 1]]
        message = both("is not in the register of units")
        if near:
            message = both("{message}; similar names: {units}").format(message=message, units=_shown(near))
        meant = {unit_id for score, unit_id, _ in like if -score >= _VERY_LIKE}
        if folded(text).partition(" ")[0] in self.index.first_words:
            meant |= {unit.id for unit in near[:_SHOWN]}
        candidates = meant | self._without_a_name if meant else ()
        return CellFault("unknown_unit", message, tuple(sorted(candidates)))


def _nearest(known: list[_Score], names: Sequence[WrittenName], scores: np.ndarray) -> list[_Score]:
    """Return the names that are very like a text, and as many of the others as may be shown, or tell of more."""
    hits = [(-int(scores[at]), names[at].id, names[at].place) for at in np.flatnonzero(scores).tolist()]
    ranked = sorted([*known, *hits])
    shown = set(list(dict.fromkeys(place for _, _, place in ranked))[: _SHOWN + 1])
    return [item for item in ranked if -item[0] >= _VERY_LIKE or item[2] in shown]


def _single(units: Sequence[Unit]) -> str | CellFault:
    if len(units) > 1 and len({(unit.id, plain(unit.name)) for unit in units}) > 1:
        message = both("could be several units: {units}; enter the code, or the name with its district").format(
            units=_shown(units)
        )
        return CellFault("ambiguous_unit", message, tuple(sorted({unit.id for unit in units if unit.taken})))
    if not any(unit.taken for unit in units):
        message = both("the row of {unit} in the register of units was rejected").format(unit=_called(units[0]))
        return CellFault("rejected_unit", message)
    return units[0].id


def _forms(unit: Unit) -> list[str]:
    """Return the names of a unit, and their heads before a place."""
    return [form for name in unit.names for form in (name, *(head for head, _ in divided(name)))]


def _repeats(more: str, units: Sequence[Unit]) -> bool:
    """Tell whether what stands in brackets behind a name is only the kind of unit, or the initials of the name."""
    if says_kind(more):
        return True
    short = fold(more).replace(" ", "")
    return bool(units) and all(
        any(short == "".join(word[0] for word in map(fold, written_words(name))) for name in unit.names)
        for unit in units
    )


def _shown(units: Sequence[Unit]) -> str:
    return ", ".join(_called(unit) for unit in units[:_SHOWN]) + (" …" if len(units) > _SHOWN else "")


def _called(unit: Unit) -> str:
    return f"{unit.name} ({unit.id})"
