"""What was taken from each unit, before anything is added that only follows from it."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass(frozen=True, slots=True)
class RowsReceived:
    """How many rows of a dataset were taken from a unit, and the files that they stand in."""

    dataset: str
    rows: int
    files: tuple[str, ...]


OfDataset = Mapping[str, RowsReceived]
"""What was taken of a dataset, by the id of the unit."""

ByUnit = Mapping[str, tuple[RowsReceived, ...]]
"""What was taken from each unit, by its id, in the order of the datasets' names."""


def received_of(dossier: Dossier, vocabulary: Vocabulary, memo: Memo | None = None) -> ByUnit:
    """Return what a dossier holds of each unit, beside the register itself."""
    memo, found = memo or Memo(), []
    for entity, table in sorted(dossier.tables.items()):
        owner = vocabulary.owner_of(entity)
        if entity != UNIT and owner is not None and owner in table.columns:
            found.append(memo.mended(("received", entity), _of_dataset, _of_dataset_again, table, owner))
    return memo.mended("received", _by_unit, _by_unit_again, tuple(found))


def _by_unit(found: Sequence[OfDataset]) -> ByUnit:
    return _of_units(found, dict.fromkeys(unit for of_dataset in found for unit in of_dataset))


def _by_unit_again(given: tuple[Sequence[OfDataset]], before: ByUnit, found: Sequence[OfDataset]) -> ByUnit:
    """Put together anew only what is of units of which something else was taken."""
    was = given[0]
    if len(was) != len(found):
        return _by_unit(found)
    pairs = [(old, new) for old, new in zip(was, found, strict=True) if old is not new]
    changed = {unit for old, new in pairs for unit in old.keys() | new.keys() if old.get(unit) is not new.get(unit)}
    return {unit: items for unit, items in {**before, **_of_units(found, changed)}.items() if items}


def _of_units(found: Sequence[OfDataset], units: Iterable[str]) -> dict[str, tuple[RowsReceived, ...]]:
    return {unit: tuple(of_dataset[unit] for of_dataset in found if unit in of_dataset) for unit in units}


def _of_dataset_again(given: tuple[Table, str], before: OfDataset, table: Table, owner: str) -> OfDataset:
    """Return what ``_of_dataset`` does, the same where all rows are of the units and from the files that they were."""
    was = given[0]
    is_same = given[1] == owner and was.sheets == table.sheets and np.array_equal(was.origin, table.origin)
    if is_same and np.array_equal(was.columns[owner], table.columns[owner]):
        return before
    return _of_dataset(table, owner, before)


def _of_dataset(table: Table, owner: str, before: OfDataset = MappingProxyType({})) -> OfDataset:
    """Count the rows of each unit; what is as it was of some unit ``before`` is the same value."""
    names = sorted({sheet.file for sheet in table.sheets})
    numbers = {name: number for number, name in enumerate(names)}
    files = np.array([numbers[sheet.file] for sheet in table.sheets], np.int64)[table.origin]
    codes, units = coded(table.columns[owner])
    rows = np.bincount((codes * len(names) + files)[codes >= 0])
    held: dict[int, tuple[int, tuple[str, ...]]] = {}
    for pair in np.flatnonzero(rows).tolist():
        code, file = divmod(pair, len(names))
        total, others = held.get(code, (0, ()))
        held[code] = (total + int(rows[pair]), (*others, names[file]))
    made = {(item.rows, item.files): item for item in before.values()}  # many units sent as much
    made |= {item: RowsReceived(table.entity, *item) for item in {*held.values()} - made.keys()}
    return {unit: made[held[code]] for code, unit in enumerate(units.tolist())}
