"""Which rows may head a table, by what their texts name and the rows below them, before any column gets its field."""

from collections.abc import Mapping
from functools import partial
from math import inf
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.files.watched_grid import kept_of
from kstt_rules.intake.layout.header import SpreadColumn
from kstt_rules.intake.layout.header_rows import levels
from kstt_rules.intake.layout.headers import Headers, Labels
from kstt_rules.intake.layout.layouts import layout_of
from kstt_rules.intake.layout.protocol import PossibleHeader

_MOST_COMBINED: Final = 3


@dataclass(frozen=True, slots=True)
class LikelyHeader:
    """Rows that may head a dataset, the way in which those below lie, and how many fields they name at ``most``."""

    entity: str
    depth: int
    labels: Mapping[int, Labels]
    layout: str
    spread: tuple[SpreadColumn, ...]
    most: float

    def rows_of(self, sheet: Sheet, index: int, headers: Headers) -> PossibleHeader:
        """Return the rows, of which the first is this one."""
        entity = headers.entities[self.entity]
        return PossibleHeader(entity, self.entity, self.labels, headers, sheet, index + self.depth)


def likely_headers(sheet: Sheet, index: int, entities: tuple[str, ...], headers: Headers) -> list[LikelyHeader]:
    """Return what may begin at a row, as depths and as datasets of some; only those that are named as much as any."""
    return kept_of(sheet.rows, (index, entities), partial(_likely_headers, sheet, index, entities, headers))


def _likely_headers(sheet: Sheet, index: int, entities: tuple[str, ...], headers: Headers) -> list[LikelyHeader]:
    found = []
    for depth, labels in levels(sheet, index, headers):
        counts = headers.count(labels.values(), entities)
        enough = max(counts[entity] for entity in entities) - _MOST_COMBINED
        for entity in (entity for entity in entities if counts[entity] >= max(1, enough)):
            rows = PossibleHeader(headers.entities[entity], entity, labels, headers, sheet, index + depth)
            layout, spread = layout_of(rows)
            most = inf if spread else _most_fields(counts[entity], entity, labels, headers)
            found.append(LikelyHeader(entity, depth, labels, layout, spread, most))
    return found


def _most_fields(named: int, entity: str, labels: Mapping[int, Labels], headers: Headers) -> int:
    """Return how many fields a header can hold at most where columns name so many: parts, and a name in two columns."""
    return named + 1 + sum(len(headers.parts(entity, texts)) for texts in labels.values())
