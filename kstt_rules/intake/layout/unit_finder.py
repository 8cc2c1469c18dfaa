"""Units that texts other than cells of a unit column name: group rows, titles, names of sheets and files."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.layout.row_kinds import unnumbered
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.unit_index import Unit
from kstt_rules.intake.units.unit_names import is_province, plain
from kstt_rules.intake.values.titles import Titles, classify

_LABELLED = re.compile(
    r"(?:tên\s+)?(?:đơn vị|cơ quan)(?:\s+(?:báo cáo|lập|gửi|lập biểu))?\s*:\s*+(?P<unit>[^\w\n]*\w.*)", re.IGNORECASE
)
_ADDRESSEES = re.compile(r"[-–+*]|kính gửi|nơi nhận|căn cứ", re.IGNORECASE)
_WORDS = re.compile(r"[\w.]+(?:-\w+)*")
_ABOVE: Final = frozenset({"thuoc", "truc"})
_UNMARKED: Final = frozenset({"ban", "bql", "thanh", "tp", "tx", "ubnd", "vp"})
_PERSONS: Final = frozenset({"huyền", "phương", "phượng", "quân", "quấn", "số", "xa", "xá"})
"""Words that are names of persons, and without their marks the level of a unit."""
DISTRICT: Final = "ubnd_huyen"
"""The kind of unit that tells communes of one name apart."""
_LONGEST: Final = 14
_MOST_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A text that names a unit, and whether it is stated to be the unit that everything is about."""

    text: str
    is_label: bool = False


class UnitFinder:
    """Tells which texts name units: those of the register, and those that begin as the name of some kind of unit."""

    def __init__(self, kinds: Titles, register: Register | None = None) -> None:
        self._kinds = kinds
        self._register = register

    def names(self, text: str) -> bool:
        """Tell whether a text as a whole names a unit, maybe one that the register does not have."""
        if is_province(text):
            return False
        known = self._register is not None and bool(self._register.find(text))
        return known or (" " in text.strip() and self.kind(text) is not None)

    def names_in_column(self, text: str) -> bool:
        """Tell whether a cell of some column names a unit, maybe without its level."""
        if self._register is None:
            return self.names(text)
        return bool(self._register.find_cell(text))

    def kind(self, text: str) -> str | None:
        """Return the kind of unit that a name shows, by its register entry or its first words."""
        units = self._register.find(text) if self._register else []
        kinds = {unit.kind for unit in units}
        if len(kinds) == 1:
            return kinds.pop()
        first = clean(text).casefold().partition(" ")[0]
        is_name = first != fold(first) or first in _UNMARKED or fold(text) == clean(text).casefold()
        return classify(text, self._kinds, None) if is_name and first not in _PERSONS else None

    def is_sure(self, text: str) -> bool:
        """Tell whether no district is needed to say which unit a name means, or none would help."""
        return self._register is None or len(self._register.find(text)) == 1

    def qualified(self, text: str, district: str) -> str:
        """Return a unit's name with its district where only that tells which unit it is; a bare name with its level."""
        if self._register is None or self.is_sure(text):
            return text
        full = f"{text}, {district}"
        if self._register.find(text):
            return full if len(self._register.find(full)) == 1 else text
        named = self._register.bare(text, district)
        return named[0].id if len(named) == 1 else text

    def district(self, texts: Sequence[str]) -> str | None:
        """Return the one district that some titles name; None where they name none or several."""
        named = [item.text for text in texts for item in self.within(text)]
        districts = {self._key(name): name for name in named if self.kind(name) == DISTRICT}
        return next(iter(districts.values())) if len(districts) == 1 else None

    def told(self, texts: Sequence[str]) -> int | None:
        """Return which of some titles names the one unit that they are about; None where they name none or several.

        What is labelled ("Đơn vị: …") counts alone; a unit above another of them does not count.
        """
        named = [(place, item) for place, text in enumerate(texts) for item in self.within(text)]
        named = [(place, item) for place, item in named if item.is_label] or named
        ids = {self._key(item.text) for _, item in named} - self._parents(item.text for _, item in named)
        if len(ids) != 1:
            return None
        return next(place for place, item in named if self._key(item.text) in ids)

    def unit_in(self, text: str) -> str:
        """Return the name within a title that ``told`` has chosen."""
        found = [*self.within(text)]
        parents = self._parents(item.text for item in found)
        labels = [item for item in found if item.is_label] or found
        return next(item.text for item in labels if self._key(item.text) not in parents)

    def within(self, text: str) -> Iterator[Named]:
        """Yield the units that a title names: as a whole, behind a label, or among other words."""
        text = unnumbered(clean(text))[0]
        if found := _LABELLED.fullmatch(text):
            yield Named(found["unit"], is_label=True)
        elif _ADDRESSEES.match(text) is None and not is_province(text):
            if self._is_certain(text):
                yield Named(text)
            elif self._register is not None:
                yield from self._among(self._register, _WORDS.findall(text)[:_MOST_WORDS])

    def _is_certain(self, text: str) -> bool:
        if self._register is not None:
            return bool(self._register.find(text))
        return self.names(text) and len(text.split()) <= _LONGEST and not any(sign.isdigit() for sign in text)

    def _among(self, register: Register, words: Sequence[str]) -> Iterator[Named]:
        start = 0
        while start < len(words):
            end = self._end(register, words, start)
            if end is not None and not (start and fold(words[start - 1]) in _ABOVE):
                yield Named(" ".join(words[start:end]))
            start = end or start + 1

    def _end(self, register: Register, words: Sequence[str], start: int) -> int | None:
        if fold(words[start]) not in self._first_words:
            return None
        for end in range(min(len(words), start + _LONGEST), start + 1, -1):
            if register.find(" ".join(words[start:end])):
                return end
        return None

    @cached_property
    def _first_words(self) -> frozenset[str]:
        assert self._register is not None
        return frozenset({*self._register.index.first_words, "ubnd", "uy", "h", "tp", "tx", "x", "p", "tt"})

    def _key(self, text: str) -> str:
        unit = self._unit(text)
        return fold(plain(text)) if unit is None else f"={unit.id}"

    def _unit(self, text: str) -> Unit | None:
        units = self._register.find(text) if self._register else []
        return units[0] if len(units) == 1 else None

    def _parents(self, texts: Iterator[str]) -> set[str]:
        units = [self._unit(text) for text in texts]
        return {self._key(unit.parent) for unit in units if unit is not None and unit.parent is not None}
