"""Which rows differ between two tables of one dataset, and whose they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.facts import Facts
from kstt_rules.model.dossier import Table

Objects = npt.NDArray[np.object_]
_Column = npt.NDArray[np.generic]
_PLACES: Final = 3  # the columns before those of the fields


@dataclass(frozen=True, slots=True)
class Differing:
    """The owners of rows that are not the same in two tables, and the fields in which they differ.

    ``fields`` is None where more differs than values: which rows there are, or where something stands.
    """

    owners: frozenset[str]
    fields: frozenset[str] | None


def differing_rows(entity: str, then: Facts, owners_then: Objects, now: Facts, owners_now: Objects) -> Differing:
    """Compare the rows of two tables of an entity, in their order and places."""
    before, after = then.tables[entity], now.tables[entity]
    names = list(before.columns)
    if names != list(after.columns):
        return Differing(frozenset({*owners_then, *owners_now}), None)
    absent = sorted(before.absent.keys() | after.absent.keys())
    notes = [name for name in ("moved", "unclear") if getattr(before, name) != getattr(after, name)]
    given = zip((before, after), (then, now), (owners_then, owners_now), _places(before, after), strict=True)
    sides = [_columns(*side, absent, notes) for side in given]
    columns = list(zip(*sides, strict=True))
    shorter = min(len(before), len(after))
    first = shorter
    for old, new in columns:
        first = min(first, _alike(old[:first], new[:first]))
    last = shorter - first
    for old, new in columns:
        last = min(last, _alike(old[::-1][:last], new[::-1][:last]))
    cut = [[side[first : len(side) - last] for side in sides] for sides in zip(*columns, strict=True)]
    rows = [*map(_by_owner, cut)]
    owners = {owner for owner in rows[0].keys() | rows[1].keys() if rows[0].get(owner) != rows[1].get(owner)}
    return Differing(frozenset(owners), _fields(names, *cut) if len(before) == len(after) else None)


def _fields(names: Sequence[str], then: Sequence[_Column], now: Sequence[_Column]) -> frozenset[str] | None:
    """Return the fields in which rows differ that are else the same, None where they are not."""
    differs = [_alike(old, new) < len(old) for old, new in zip(then, now, strict=True)]
    values = differs[_PLACES : _PLACES + len(names)]
    return (
        None
        if sum(differs) > sum(values)
        else frozenset(name for name, is_so in zip(names, values, strict=True) if is_so)
    )


def _alike(old: _Column, new: _Column) -> int:
    """Return how many values are alike from the beginning; those of one column are."""
    if old is new:
        return len(old)
    differs = np.asarray(old != new, dtype=bool)
    if old.dtype.kind == "f":
        differs &= ~(np.isnan(old) & np.isnan(new))
    return int(differs.argmax()) if differs.any() else len(old)


def _places(before: Table, after: Table) -> tuple[_Column, _Column]:
    """Return the sheets of the rows of two tables as numbers; a sheet that is read otherwise is another one."""
    if before.sheets == after.sheets:
        return before.origin, after.origin
    numbers: dict[tuple[object, ...], int] = {}

    def numbered(table: Table) -> _Column:
        keys = ((sheet.file, sheet.sheet, sheet.anchor, *sorted(sheet.columns.items())) for sheet in table.sheets)
        own = [numbers.setdefault(key, len(numbers)) for key in keys]
        places: npt.NDArray[np.int64] = np.array(own, dtype=np.int64)[table.origin]
        return places

    return numbered(before), numbered(after)


def _columns(
    table: Table, facts: Facts, owners: Objects, places: _Column, absent: Sequence[str], notes: Sequence[str]
) -> Iterator[_Column]:
    """Yield all that stands in the rows of a table and where it stands: the owner and the place first, then fields.

    ``absent`` are the fields of which some row has no column, ``notes`` what is told of single cells.
    """
    yield owners
    yield places
    yield table.row
    for name in table.columns:
        values = facts.held(table.entity, name)
        yield values.view(np.int64) if values.dtype.kind == "M" else values
    nowhere = np.zeros(len(table), bool)
    yield from (table.absent.get(name, nowhere) for name in absent)
    for told in notes:
        by_row: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for (row, name), what in getattr(table, told).items():
            by_row[row].append((name, ascii(what)))
        noted = np.full(len(table), None, dtype=object)
        for row, found in by_row.items():
            noted[row] = tuple(sorted(found))
        yield noted


def _by_owner(columns: list[_Column]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each owner, in order."""
    found: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    owners, *values = map(_listed, columns)
    for owner, row in zip(owners, zip(*values, strict=True), strict=True):
        found[owner].append(row)
    return found


def _listed(column: _Column) -> list[Any]:
    """Return the values of a column; what is missing equals what is missing."""
    held: list[Any] = column.tolist()
    if column.dtype.kind != "f" or not np.isnan(column).any():
        return held
    return [None if value != value else value for value in held]  # noqa: PLR0124 - NaN
