"""What was taken from each unit, before anything is added that only follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kstt_rules.base.memo import Memo
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass(frozen=True, slots=True)
class RowsReceived:
    """How many rows of a dataset were taken from a unit, and the files that they stand in."""

    dataset: str
    rows: int
    files: tuple[str, ...]


ByUnit = Mapping[str, tuple[RowsReceived, ...]]
"""What was taken from each unit, by its id, in the order of the datasets' names."""


def received_of(dossier: Dossier, vocabulary: Vocabulary, memo: Memo | None = None) -> ByUnit:
    """Return what a dossier holds of each unit, beside the register itself."""
    memo = memo or Memo()
    found: dict[str, list[RowsReceived]] = {}
    for entity, table in sorted(dossier.tables.items()):
        owner = vocabulary.owner_of(entity)
        if entity != UNIT and owner is not None and owner in table.frame:
            for unit, item in memo.of(_of_dataset, table, owner):
                found.setdefault(unit, []).append(item)
    return {unit: tuple(items) for unit, items in found.items()}


def _of_dataset(table: Table, owner: str) -> list[tuple[str, RowsReceived]]:
    names = sorted({sheet.file for sheet in table.sheets})
    numbers = {name: number for number, name in enumerate(names)}
    files = np.array([numbers[sheet.file] for sheet in table.sheets], np.int64)[table.origin]
    codes, units = pd.factorize(table.frame[owner])
    pairs, rows = np.unique((codes * len(names) + files)[codes >= 0], return_counts=True)
    held: dict[int, tuple[int, tuple[str, ...]]] = {}
    for pair, count in zip(pairs.tolist(), rows.tolist(), strict=True):
        code, file = divmod(pair, len(names))
        total, before = held.get(code, (0, ()))
        held[code] = (total + count, (*before, names[file]))
    made = {item: RowsReceived(table.entity, *item) for item in {*held.values()}}  # many units sent as much
    return [(unit, made[held[code]]) for code, unit in enumerate(units.tolist())]
