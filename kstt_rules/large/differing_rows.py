"""Which rows differ between two tables of one dataset, and whose they are."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.judging.facts import Facts
from kstt_rules.model.dossier import Table

Objects = npt.NDArray[np.object_]
_Column = npt.NDArray[np.generic]


def differing_groups(entity: str, then: Facts, owners_then: Objects, now: Facts, owners_now: Objects) -> set[str]:
    """Return the owners whose rows are not the same, in the same order and places, in both tables of an entity."""
    before, after = then.tables[entity], now.tables[entity]
    if list(before.frame) != list(after.frame) or before.sheets != after.sheets:
        return {*owners_then, *owners_now}
    sides = zip(_columns(before, then, owners_then), _columns(after, now, owners_now), strict=True)
    columns = list(sides)
    shorter = min(len(before), len(after))
    first = shorter
    for old, new in columns:
        first = min(first, _alike(old[:first], new[:first]))
    last = shorter - first
    for old, new in columns:
        last = min(last, _alike(old[::-1][:last], new[::-1][:last]))
    blocks = [_by_owner([side[first : len(side) - last] for side in sides]) for sides in zip(*columns, strict=True)]
    return {owner for owner in blocks[0].keys() | blocks[1].keys() if blocks[0].get(owner) != blocks[1].get(owner)}


def _alike(old: _Column, new: _Column) -> int:
    """Return how many values are alike from the beginning."""
    differs = np.asarray(old != new, dtype=bool)
    if old.dtype.kind == "f":
        differs &= ~(np.isnan(old) & np.isnan(new))
    return int(differs.argmax()) if differs.any() else len(old)


def _columns(table: Table, facts: Facts, owners: Objects) -> Iterator[_Column]:
    """Yield all that stands in the rows of a table and where it stands, the owner first."""
    nowhere = np.zeros(len(table), bool)
    yield owners
    yield table.origin
    yield table.row
    for name in map(str, table.frame):
        values = facts.held(table.entity, name)
        yield values.view(np.int64) if values.dtype.kind == "M" else values
        yield table.absent.get(name, nowhere)
    for noted in (table.moved, table.unclear):
        by_row: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for (row, name), what in noted.items():
            by_row[row].append((name, ascii(what)))
        notes = np.full(len(table), None, dtype=object)
        for row, found in by_row.items():
            notes[row] = tuple(sorted(found))
        yield notes


def _by_owner(columns: list[_Column]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each owner, in order."""
    found: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for owner, *values in zip(*(column.tolist() for column in columns), strict=True):
        found[owner].append(tuple(None if isinstance(item, float) and pd.isna(item) else item for item in values))
    return found
