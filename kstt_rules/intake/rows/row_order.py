"""The order of the rows of a dataset, by unit, key and all values, whatever their order in the files."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.columns import CellColumn, Mask, Rows
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.model.vocabulary import Entity


@dataclass(frozen=True)
class RowOrder:
    """Rows of a raw table in order; ``first`` marks each that differs in some value from the row before."""

    rows: Rows
    first: Mask

    @property
    def standing(self) -> Rows:
        """The rows that repeat none before them."""
        return self.rows[self.first]

    @property
    def repeats(self) -> dict[int, int]:
        """The rows that equal another in every value, and which that is."""
        stands = self.rows[np.maximum.accumulate(np.where(self.first, np.arange(len(self.rows)), 0))]
        return dict(zip(self.rows[~self.first].tolist(), stands[~self.first].tolist(), strict=True))


def in_order(raw: RawTable, entity: Entity, rows: Rows) -> RowOrder:
    """Sort rows without a fault."""
    leading, names = _leading(raw, entity), _names(raw, entity)
    rows, new = _sorted_by(raw, leading, rows)
    alike = ~new | np.append(~new[1:], [False])
    rows[alike], new[alike] = _sorted_by(raw, dict.fromkeys([*leading, *names]), rows[alike], raw.unread)
    return RowOrder(rows, new)


def reordered(
    before: RowOrder, was: RawTable, raw: RawTable, entity: Entity, changed: Sequence[int], good: Iterable[int]
) -> RowOrder:
    """Return the order of a raw table of which some rows ``changed``, the ``good`` ones of these without a fault."""
    leading = _leading(raw, entity)
    every = dict.fromkeys([*leading, *_names(raw, entity)])
    stays = np.ones(len(before.rows), dtype=bool)
    for row in changed:
        stays &= before.rows != row
    old = before.rows[~stays].tolist()
    rows, first = before.rows[stays], before.first[stays]
    new: dict[tuple[Any, ...], list[int]] = {_key(was, leading, row): [] for row in old}
    for row in sorted(good):
        new.setdefault(_key(raw, leading, row), []).append(row)
    for key in sorted(new, reverse=True):
        start = bisect_left(rows, key, key=lambda row: _key(raw, leading, row))
        end = bisect_right(rows, key, lo=start, key=lambda row: _key(raw, leading, row))
        alike = np.array(sorted([*rows[start:end].tolist(), *new[key]]), dtype=np.intp)
        marks = np.ones(len(alike), dtype=bool)
        if len(alike) > 1:
            alike, marks = _sorted_by(raw, every, alike, raw.unread)
        rows = np.concatenate([rows[:start], alike, rows[end:]])
        first = np.concatenate([first[:start], marks, first[end:]])
    return RowOrder(rows, first)


def _names(raw: RawTable, entity: Entity) -> list[str]:
    return [name for name in entity.fields if name in raw.columns]


def _leading(raw: RawTable, entity: Entity) -> list[str]:
    wanted = dict.fromkeys(name for name in (unit_field(entity), *entity.key) if name in raw.columns)
    return [name for name in wanted if name is not None and name in entity.fields]


def _key(raw: RawTable, names: Sequence[str], row: int) -> tuple[Any, ...]:
    """Return what a row is sorted by first, as ``_sorted_by`` sorts it by these fields."""
    values = ((raw.columns[name][row], bool(raw.absent[name][row])) for name in names)
    by_value = ((() if value is None else (value,), is_absent) for value, is_absent in values)
    return (*by_value, *((int(row), name) in raw.unclear for name in names))


def _sorted_by(raw: RawTable, names: Iterable[str], rows: Rows, unread: CellColumn | None = None) -> tuple[Rows, Mask]:
    """Sort rows by fields and by what was not read, and mark each that differs from the row before."""
    keys = [key for name in names for key in (raw.columns[name].take(rows).ranks(), raw.absent[name][rows])]
    keys += [] if unread is None else [unread.take(rows).ranks()]
    if raw.unclear:
        keys += [np.array([(row, name) in raw.unclear for row in rows.tolist()], dtype=bool) for name in names]
    order = np.lexsort(keys[::-1]) if keys else np.arange(len(rows))
    new = np.zeros(len(rows), dtype=bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[order][1:] != key[order][:-1]
    return rows[order], new
