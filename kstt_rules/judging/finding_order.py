"""The order of findings: by unit in the Vietnamese alphabet, then provision, rule and subject."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.subjects import unit_name, unit_of
from kstt_rules.language.columns import Index
from kstt_rules.model.findings import WHOLE, UnitRef

WHOLE_DOSSIER: Final = -1
"""Stands for a row where a finding is about the dossier as a whole."""

UnitKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of an entity that one rule is told of; ``place`` is the rule's among all, by provision and id."""

    place: int
    entity: str
    rows: Index


def in_order(facts: Facts, groups: Sequence[Group], whole: UnitRef) -> tuple[Index, Index]:
    """Return the numbers of groups and their rows, one by one in the order of findings.

    ``whole`` is what findings about the dossier as a whole are filed under.
    """
    nothing = np.zeros(0, np.int64)
    by_entity: dict[str, list[Index]] = {}
    for group in groups:
        by_entity.setdefault(group.entity, []).append(group.rows)
    asked = {entity: np.unique(np.concatenate(rows)) for entity, rows in by_entity.items()}
    keys = {entity: [*_unit_keys(facts, entity, rows, whole)] for entity, rows in asked.items()}
    ranks = {key: rank for rank, key in enumerate(sorted(set(chain(*keys.values()))))}
    units = {entity: np.array([ranks[key] for key in own], np.int64) for entity, own in keys.items()}
    subjects = {entity: _subject_ranks(facts, entity, rows) for entity, rows in asked.items()}
    at = [np.searchsorted(asked[group.entity], group.rows) for group in groups]
    number = np.repeat(np.arange(len(groups)), [len(group.rows) for group in groups])
    order = np.lexsort(
        [
            np.concatenate([nothing, *(subjects[group.entity][own] for group, own in zip(groups, at, strict=True))]),
            np.array([group.place for group in groups], np.int64)[number],
            np.concatenate([nothing, *(units[group.entity][own] for group, own in zip(groups, at, strict=True))]),
        ]
    )
    return number[order], np.concatenate([nothing, *(group.rows for group in groups)])[order]


def _unit_keys(facts: Facts, entity: str, rows: Index, whole: UnitRef) -> Iterator[UnitKey]:
    """Yield how the unit of each row sorts."""
    known = cache(lambda unit: UnitRef(unit, unit_name(facts, unit)).sort_key)
    name = facts.vocabulary.owner_of(entity)
    for row in rows.tolist():
        if row == WHOLE_DOSSIER:
            yield whole.sort_key
        elif name is None:
            yield WHOLE.sort_key
        else:
            unit = facts.values(entity, name)[row]
            yield known(unit) if isinstance(unit, str) else unit_of(facts.row(entity, row)).sort_key


def _subject_ranks(facts: Facts, entity: str, rows: Index) -> Index:
    """Number some rows as their ids sort."""
    ids = facts.ids(entity) if facts.size(entity) else ("",)
    places = sorted(range(len(rows)), key=lambda place: ids[rows[place]])
    ranks = np.empty(len(rows), np.int64)
    ranks[places] = np.arange(len(rows))
    return ranks
