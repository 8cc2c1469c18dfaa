"""The register of units, and which unit a text names: by code, name, initials or other name, never by likeness."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from kstt_rules.bilingual import both
from kstt_rules.intake.columns import Column
from kstt_rules.intake.folding import fold
from kstt_rules.intake.unit_names import (
    bare,
    divided,
    initials,
    literal,
    names_district,
    plain,
    written_initials,
)
from kstt_rules.intake.values import Fault

_LIKE: Final = 70
_VERY_LIKE: Final = 85
_SHOWN: Final = 3
_BATCH: Final = 256


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the register: its id, name, other names, kind, and its parent as written.

    ``taken`` is False for a row that was rejected: what names it belongs to no unit, but is not unknown either.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    parent: str | None = None
    taken: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """All that the unit is called."""
        return (self.name, *self.aliases)


class Register:
    """Finds units. A text that fits several units, or none exactly, is a Fault that names the candidates."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self._by_id = _index((literal(unit.id), place) for place, unit in enumerate(units))
        self._places: dict[int, frozenset[str]] = {}
        self._resolved: dict[str, str | Fault] = {}
        self.kinds = {unit.id: unit.kind for unit in units if unit.taken}

    def resolve(self, texts: Column) -> Column:
        """Return the ids of the units that texts name, or Faults."""
        found = {text: self.find(text) for text in texts.values if text not in self._resolved}
        unknown = [text for text, units in found.items() if not units]
        self._resolved |= {text: _single(units) for text, units in found.items() if units}
        if unknown:
            self._resolved |= zip(unknown, self._like(unknown), strict=True)
        return texts.map(self._resolved.__getitem__)

    def find(self, text: str) -> list[Unit]:
        """Return the units that a text may name; one is the answer, several are alike in all that it says."""
        if places := self._called(text):
            return self._all(places)
        for head, place in divided(text):
            for index, key in self._indexes():
                if places := [unit for unit in index.get(key(head), ()) if self._is_in(unit, place)]:
                    return self._all(places)
        return self._all(self._by_initials.get(fold(written_initials(text) or ""), ()))

    def _called(self, text: str) -> Sequence[int]:
        """Return the places of the units whose code or whole name a text is; other forms are sought if need be."""
        if places := self._by_id.get(literal(text)):
            return places
        return next((found for index, key in self._indexes() if (found := index.get(key(text)))), ())

    def _indexes(self) -> Iterator[tuple[Mapping[str, Sequence[int]], Callable[[str], str]]]:
        yield self._by_literal, literal
        yield self._by_plain, plain
        yield self._by_folded, _folded

    def _all(self, places: Iterable[int]) -> list[Unit]:
        return [self.units[place] for place in dict.fromkeys(places)]

    @cached_property
    def _by_literal(self) -> Mapping[str, Sequence[int]]:
        return self._names_by(literal)

    @cached_property
    def _by_plain(self) -> Mapping[str, Sequence[int]]:
        return _joined(self._names_by(plain), _index((plain(head), place) for head, place in self._heads))

    @cached_property
    def _by_folded(self) -> Mapping[str, Sequence[int]]:
        return _joined(self._names_by(_folded), _index((_folded(head), place) for head, place in self._heads))

    @cached_property
    def _by_initials(self) -> Mapping[str, Sequence[int]]:
        return _index(
            (fold(key), place) for place, unit in enumerate(self.units) for key in map(initials, unit.names) if key
        )

    def _names_by(self, key: Callable[[str], str]) -> dict[str, list[int]]:
        return _index((key(name), place) for place, unit in enumerate(self.units) for name in unit.names)

    @cached_property
    def _heads(self) -> list[tuple[str, int]]:
        """By what else units are known: one that the register calls "Xã A - huyện B" by "Xã A" too."""
        return [
            (head, place)
            for place, unit in enumerate(self.units)
            for name in unit.names
            for head, rest in divided(name)
            if names_district(rest) and plain(head) != plain(name)
        ]

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
            self._places[unit] = self._own_places(self.units[unit])
        return _folded(place) in self._places[unit]

    def _like(self, texts: Sequence[str]) -> Iterator[Fault]:
        """Describe texts that name no unit, with the units whose names are like them."""
        named = [(_folded(name), unit) for unit in self.units if unit.taken for name in unit.names] if texts else []
        for start in range(0, len(texts), _BATCH):
            keys = [_folded(text) for text in texts[start : start + _BATCH]]
            names = [name for name, _ in named]
            scores = process.cdist(keys, names, scorer=fuzz.ratio, score_cutoff=_LIKE, dtype=np.uint8)
            for row in scores:
                like = sorted((-int(row[place]), named[place][1].id, place) for place in np.flatnonzero(row))
                yield _unknown([(named[place][1], -score) for score, _, place in like])


def _folded(name: str) -> str:
    return fold(plain(name))


def _joined(one: Mapping[str, list[int]], other: Mapping[str, list[int]]) -> dict[str, list[int]]:
    return {key: [*one.get(key, ()), *other.get(key, ())] for key in (*one, *other)}


def _index(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for key, place in pairs:
        index[key].append(place)
    return dict(index)


def _single(units: Sequence[Unit]) -> str | Fault:
    if len(units) > 1 and len({(unit.id, plain(unit.name)) for unit in units}) > 1:
        message = both("may be several units: {units}; write the code, or the name with its district").format(
            units=_shown(units)
        )
        return Fault("ambiguous_unit", message, tuple(sorted({unit.id for unit in units if unit.taken})))
    if not any(unit.taken for unit in units):
        message = both("the row of {unit} in the register of units was rejected").format(unit=_called(units[0]))
        return Fault("rejected_unit", message)
    return units[0].id


def _unknown(like: Sequence[tuple[Unit, int]]) -> Fault:
    near = list(dict.fromkeys(unit for unit, _ in like))
    message = both("is not in the register of units")
    if near:
        message = both("{message}; names like it: {units}").format(message=message, units=_shown(near))
    return Fault("unknown_unit", message, tuple(sorted({unit.id for unit, score in like if score >= _VERY_LIKE})))


def _shown(units: Sequence[Unit]) -> str:
    return ", ".join(_called(unit) for unit in units[:_SHOWN]) + (" …" if len(units) > _SHOWN else "")


def _called(unit: Unit) -> str:
    return f"{unit.name} ({unit.id})"
