"""Which units rows may be about that name none that is known: what their own words and the texts around them say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final, Self

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.layout.unit_finder import DISTRICT, UnitFinder
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.values.parsers import CellFault, written_forms
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.dossier import ANY_UNIT
from kstt_rules.model.vocabulary import TIER, UNIT_KIND, Vocabulary

Units = tuple[str, ...]

ANYBODY: Final[Units] = (ANY_UNIT,)
"""The ids of units where it may be any."""

_KNOWN_UNITS: Final = frozenset({"rejected_unit", "ambiguous_unit"})
"""Faults of names that mean units of the register alone, even ones that were not accepted."""

_LEVEL: Final = frozenset({"cap", "khoi"})
_COMPILED: Final = "tong hop"
"""A list that somebody compiled of others: it bears the name of who did, and is about more."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around some rows.

    ``texts`` are headings that they stand under, then titles, the nearest first, those of one place together; ``names``
    are what the sheet, the file and its folders are called.
    """

    texts: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of_names(cls, file: str, *sheet: str) -> Self:
        """Return what is around a whole file, or a sheet of it."""
        path = PurePosixPath(file)
        return cls(names=(*sheet, fold(path.stem), *(fold(folder.name) for folder in path.parents if folder.name)))


def possible_units(value: str | CellFault) -> Units:
    """Return the ids of the units that a resolved name may mean; one that is like no other may mean any."""
    if not isinstance(value, CellFault):
        return (value,)
    return value.units or (() if value.reason in _KNOWN_UNITS else ANYBODY)


class Surroundings:
    """Tells what texts leave possible, by a register. A unit of which no kind is known may be of any tier."""

    def __init__(self, register: Register, vocabulary: Vocabulary) -> None:
        self._register = register
        self._vocabulary = vocabulary
        self._finder = UnitFinder(Titles.of(vocabulary.choices[UNIT_KIND]), register)
        tiers = vocabulary.choices.get(TIER, {})
        self._tiers = written_forms(tiers)
        self._words = {fold(tier.label.vi): name for name, tier in tiers.items()}
        self._found: dict[tuple[Around, bool], Units] = {}

    def of_row(self, text: str | None, around: Around) -> Units:
        """Return the units that a row may be about whose unit is written so, or not at all.

        They are those of the district and tier that headings, titles or names say, and of the tier that its own first
        words say, which go before the others where they do not agree.
        """
        near = self._near(around, is_whole=False)
        if text is None:
            return near
        near = self._closed(self._districts([text])) or near
        tier = self._vocabulary.tier_of(self._finder.kind(text))
        own = ANYBODY if tier is None else self._of_tiers({tier})
        return _both(near, own) or own

    def of_name(self, name: str | None, around: Around, *, is_lost: bool = False) -> Units:
        """Return the units that a name in a row may mean; ``is_lost`` is a row of a table of which no row was read."""
        if name is None:
            return self._near(around, is_whole=is_lost)
        units = possible_units(self._register.resolve(column_of([name]))[0])
        return self.of_row(name, around) if units == ANYBODY else units

    def of_whole(self, around: Around) -> Units:
        """Return the units that a whole table or file may be about of which nothing was read: its name may tell one."""
        return self._near(around, is_whole=True)

    def named(self, texts: Iterable[str]) -> Units:
        """Return the units that some texts name, and those below them."""
        return self._closed(self._units(texts))

    def _near(self, around: Around, *, is_whole: bool) -> Units:
        if (around, is_whole) not in self._found:
            said = [*self._said(around)]
            named = self._closed(self._named_by(around.names)) if is_whole else ()
            units = next((units for is_tier, units in said if not is_tier), named or ANYBODY)
            tier = next((units for is_tier, units in said if is_tier), ANYBODY)
            nearest = next((units for _, units in said), named or ANYBODY)
            self._found[around, is_whole] = _both(units, tier) or nearest
        return self._found[around, is_whole]

    def _said(self, around: Around) -> Iterator[tuple[bool, Units]]:
        """Yield which units the texts around rows say, the nearest first, and whether they do by a tier."""
        for texts in (*around.texts, *((name,) for name in around.names)):
            if units := self._closed(self._districts(texts)):
                yield False, units
            if tiers := self._tiers_in(texts):
                yield True, self._of_tiers(tiers)

    def _units(self, texts: Iterable[str]) -> Iterator[Unit]:
        names = (item.text for text in texts for item in self._finder.within(text))
        return (unit for name in names for unit in self._register.find(name))

    def _districts(self, texts: Sequence[str]) -> list[Unit]:
        return [unit for unit in self._units(texts) if unit.kind == DISTRICT]

    def _named_by(self, names: Sequence[str]) -> list[Unit]:
        """Return the units that the nearest name tells, maybe without their level if it is nothing but the name."""
        for name in names:
            if found := [*self._units([name])] or self._register.bare(name):
                return [] if _COMPILED in fold(name) else found
        return []

    def _closed(self, units: Iterable[Unit]) -> Units:
        """Return the ids of units and of all below them, in order."""
        found: set[str] = set()
        left = {unit.id for unit in units}
        while left:
            found |= left
            left = {below for unit in left for below in self._register.below(unit)} - found
        return tuple(sorted(found))

    def _tiers_in(self, texts: Sequence[str]) -> frozenset[str]:
        """Return the tiers that texts say: as a whole, or where the word for levels stands, all whose word does too."""
        found = set()
        for text in map(fold, texts):
            words = text.split()
            if text in self._tiers:
                found.add(self._tiers[text])
            elif any(word in _LEVEL and following in self._words for word, following in pairwise(words)):
                found |= {tier for word, tier in self._words.items() if re.search(rf"\b{word}\b", text)}
        return frozenset(found)

    def _of_tiers(self, tiers: Iterable[str]) -> Units:
        found = {unit for tier in (*tiers, None) for unit in self._by_tier.get(tier, ())}
        return tuple(sorted(found)) or ANYBODY

    @cached_property
    def _by_tier(self) -> dict[str | None, list[str]]:
        by_tier: dict[str | None, list[str]] = {}
        for unit in (unit for unit in self._register.index if unit.taken):
            by_tier.setdefault(self._vocabulary.tier_of(unit.kind), []).append(unit.id)
        return by_tier


def _both(one: Units, other: Units) -> Units:
    """Return the units that two texts leave possible together; none where they do not agree."""
    if ANYBODY in (one, other):
        return one if other == ANYBODY else other
    return tuple(unit for unit in one if unit in {*other})
