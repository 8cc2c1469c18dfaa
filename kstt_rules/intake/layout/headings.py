"""What a row between the others says for those below it: their tier, role or period, or the unit they belong to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.layout.row_kinds import unnumbered
from kstt_rules.intake.layout.unit_finder import DISTRICT, UnitFinder
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import text, written_forms
from kstt_rules.model.report_calendar import Period
from kstt_rules.model.vocabulary import TIER, Entity, Vocabulary

_BRACKETED = re.compile(r"\([^()]*\)")
_COMMUNE: Final = "ubnd_xa"


@dataclass(frozen=True, slots=True)
class Said:
    """A text that stands for a field of rows elsewhere, and the cell that holds it; no cell where it is a name."""

    text: str
    cell: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """What holds for the rows below: texts by field, the district that tells communes of one name apart, the tier."""

    said: Mapping[str, Said] = field(default_factory=dict)
    district: str | None = None
    tier: str | None = None


class Headings:
    """Reads group rows and titles for one dataset; only fields that no column of its table holds are read.

    The unit is read in any case, for a unit column may be empty below its group row.
    """

    def __init__(self, entity: Entity, held: frozenset[str], vocabulary: Vocabulary, finder: UnitFinder) -> None:
        free = {name: item for name, item in entity.fields.items() if item.header and name not in held}
        self._finder = finder
        self._unit = unit_field(entity)
        self.is_register = entity.key == ["id"]
        self._forms = {
            name: written_forms(vocabulary.choices[item.of])
            for name, item in free.items()
            if item.type == "choice" and item.of is not None
        }
        self._tiers = written_forms(vocabulary.choices[TIER]) if TIER in vocabulary.choices else {}
        self._period = next((name for name, item in free.items() if item.type == "period"), None)

    def read(self, text: str, cell: str, group: Group) -> Group | None:
        """Return what holds below a heading within a group; None where the heading says nothing that is known."""
        body = clean(unnumbered(text)[0])
        if found := dict(self._choices(body, cell)):
            if self.is_tier(body):
                return Group(found, tier=body)
            return replace(group, said={**group.said, **found})
        if self.is_tier(body):
            return Group({name: said for name, said in group.said.items() if name != self._unit}, tier=body)
        if self._period is not None and Period.reads(body):
            return replace(group, said={**group.said, self._period: Said(body, cell)})
        if self._unit is not None and self._finder.names(body):
            return self._below_unit(body, cell, group)
        return None

    def is_unit(self, cell: Cell) -> bool:
        """Tell whether a cell is the name or code of a unit of the register, or is written as the name of some unit."""
        written = None if cell is None else text(cell)
        return written is not None and self._finder.names(written)

    def _choices(self, body: str, cell: str) -> Iterator[tuple[str, Said]]:
        for name, forms in self._forms.items():
            for form in (body, _BRACKETED.sub(" ", body)):
                if fold(form) in forms and len(fold(form)) > 1:
                    yield name, Said(form, cell)
                    break

    def is_tier(self, text: str) -> bool:
        """Tell whether a heading is a tier, below which no unit of a heading above holds."""
        body = unnumbered(text)[0]
        return any(fold(form) in self._tiers for form in (body, _BRACKETED.sub(" ", body)))

    def _below_unit(self, body: str, cell: str, group: Group) -> Group:
        assert self._unit is not None
        kind = self._finder.kind(body)
        district = body if kind == DISTRICT else group.district if kind == _COMMUNE else None
        name = self._finder.qualified(body, district) if district and kind == _COMMUNE else body
        return Group({**group.said, self._unit: Said(name, cell)}, district, group.tier)
