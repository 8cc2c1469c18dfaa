"""The columns of the tables of a dossier, or of some of their rows, each prepared once, on first use."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, blanks
from kstt_rules.judging.fact_columns import plain_values, row_ids, typed_values
from kstt_rules.language.columns import FieldValues, Index, Intervals, Texts
from kstt_rules.language.evaluate_row import ABSENT
from kstt_rules.model.dossier import Table
from kstt_rules.model.vocabulary import Vocabulary

_Key = tuple[str, str]


class TableColumns:
    """The columns of whole tables, by entity and field."""

    def __init__(self, tables: Mapping[str, Table], vocabulary: Vocabulary) -> None:
        self.tables, self.vocabulary = tables, vocabulary
        self._held: dict[_Key, Column] = {}
        self._typed: dict[_Key, FieldValues] = {}
        self._plain: dict[_Key, npt.NDArray[np.object_]] = {}
        self._ids: dict[str, tuple[str, ...]] = {}

    def with_tables(self, tables: Mapping[str, Table]) -> "TableColumns":
        """Return the columns of other tables; what was prepared of a column that is among them too is kept."""
        same = {name for name, table in tables.items() if self.tables.get(name) is table}
        other: TableColumns = self._begun(tables, same)
        prepared = self._held.keys() | self._typed.keys() | self._plain.keys()
        kept = {key for key in prepared if key[0] in same or (key[0] in tables and self._stays(*key, tables[key[0]]))}
        other._held = {key: column for key, column in self._held.items() if key in kept}
        other._typed = {key: column for key, column in self._typed.items() if key in kept}
        other._plain = {key: column for key, column in self._plain.items() if key in kept}
        other._ids = {entity: ids for entity, ids in self._ids.items() if entity in same}
        return other

    def _begun(self, tables: Mapping[str, Table], _same: AbstractSet[str]) -> "TableColumns":
        """Return the columns of tables, of which some are the same; none of them is prepared."""
        return TableColumns(tables, self.vocabulary)

    def _stays(self, entity: str, name: str, now: Table) -> bool:
        """Tell whether another table holds the very same column, of as many rows."""
        before = self.tables.get(entity)
        if before is None or len(before) != len(now) or before.absent.get(name) is not now.absent.get(name):
            return False
        if before.unclear != now.unclear and any(of_row == name for _, of_row in (*before.unclear, *now.unclear)):
            return False
        return before.columns.get(name) is now.columns.get(name)

    def cut(self, rows: Mapping[str, Index]) -> "TableColumns":
        """Return the same columns of some rows only, by entity; of what is not named, of all."""
        return _CutColumns(self, rows)

    def size(self, entity: str) -> int:
        """Return the number of rows of an entity, 0 where it was not submitted."""
        return len(self.tables[entity]) if entity in self.tables else 0

    def place(self, entity: str, row: int) -> tuple[Table, int]:
        """Return the table that a row stands in, and its number there."""
        return self.tables[entity], row

    def holds(self, entity: str, name: str) -> bool:
        """Tell whether the table of an entity has a column for a field."""
        return entity in self.tables and name in self.tables[entity].columns

    def held(self, entity: str, name: str) -> Column:
        """Return a column as its table holds it, blank where it has none."""
        key = (entity, name)
        if key not in self._held:
            self._held[key] = self._make_held(entity, name)
        return self._held[key]

    def typed(self, entity: str, name: str) -> FieldValues:
        """Return a column as conditions take it."""
        key = (entity, name)
        if key not in self._typed:
            self._typed[key] = self._make_typed(entity, name)
        return self._typed[key]

    def absent(self, entity: str, name: str) -> npt.NDArray[np.bool_]:
        """Mark the rows that lack a column for a field, or whose cell was not understood."""
        size, table = self.size(entity), self.tables.get(entity)
        if self.vocabulary.entity(entity).fields[name].optional:
            absent = np.zeros(size, bool)
        elif table is None or not self.holds(entity, name):
            absent = np.ones(size, bool)
        else:
            absent = table.absent.get(name, np.zeros(size, bool))
        if table is not None and (unclear := [row for row, of_row in table.unclear if of_row == name]):
            absent = absent.copy()
            absent[unclear] = True
        return absent

    def plain(self, entity: str, name: str) -> npt.NDArray[np.object_]:
        """Return a column as plain values, None where the cell is blank, ABSENT where there was no column."""
        key = (entity, name)
        if key not in self._plain:
            self._plain[key] = self._make_plain(entity, name)
        return self._plain[key]

    def ids(self, entity: str) -> tuple[str, ...]:
        """Return the stable id of every row: its key joined by slashes, repeats numbered in canonical order."""
        if entity not in self._ids:
            self._ids[entity] = self._make_ids(entity)
        return self._ids[entity]

    def _make_held(self, entity: str, name: str) -> Column:
        if self.holds(entity, name):
            return self.tables[entity].columns[name]
        return np.full(self.size(entity), None, dtype=object)

    def _make_typed(self, entity: str, name: str) -> FieldValues:
        field = self.vocabulary.entity(entity).fields[name]
        values, blank = typed_values(self.held(entity, name), field)
        return FieldValues(values, blank, self.absent(entity, name))

    def _make_plain(self, entity: str, name: str) -> npt.NDArray[np.object_]:
        held = self.held(entity, name)
        plain = plain_values(held)
        plain[blanks(held)] = None
        plain[self.absent(entity, name)] = ABSENT
        return plain

    def _make_ids(self, entity: str) -> tuple[str, ...]:
        key = self.vocabulary.entity(entity).key
        return row_ids([self.held(entity, name) for name in key if self.holds(entity, name)], self.size(entity))


class _CutColumns(TableColumns):
    """The columns of some rows of tables; cut from what is prepared of all rows, else prepared of these alone."""

    def __init__(self, whole: TableColumns, rows: Mapping[str, Index]) -> None:
        super().__init__(whole.tables, whole.vocabulary)
        self._whole = whole
        self._rows = {entity: own for entity, own in rows.items() if len(own) < whole.size(entity)}

    def _begun(self, tables: Mapping[str, Table], _same: AbstractSet[str]) -> TableColumns:
        rows = {entity: rows for entity, rows in self._rows.items() if entity in _same}
        return _CutColumns(self._whole.with_tables(tables), rows)

    def size(self, entity: str) -> int:
        return len(self._rows[entity]) if entity in self._rows else self._whole.size(entity)

    def place(self, entity: str, row: int) -> tuple[Table, int]:
        return self._whole.place(entity, int(self._rows[entity][row]) if entity in self._rows else row)

    def _stays(self, entity: str, name: str, now: Table) -> bool:  # noqa: ARG002 - it is not known which rows of it
        return False

    def absent(self, entity: str, name: str) -> npt.NDArray[np.bool_]:
        return self._cut(entity, self._whole.absent(entity, name))

    def _make_held(self, entity: str, name: str) -> Column:
        return self._cut(entity, self._whole.held(entity, name))

    def _make_typed(self, entity: str, name: str) -> FieldValues:
        if entity not in self._rows:
            return self._whole.typed(entity, name)
        if (entity, name) not in self._whole._typed:  # noqa: SLF001 - its own
            return super()._make_typed(entity, name)
        column, rows = self._whole.typed(entity, name), self._rows[entity]
        return FieldValues(_taken(column.values, rows), column.blank[rows], column.absent[rows])

    def _make_plain(self, entity: str, name: str) -> npt.NDArray[np.object_]:
        if entity in self._rows and (entity, name) not in self._whole._plain:  # noqa: SLF001 - its own
            return super()._make_plain(entity, name)
        return self._cut(entity, self._whole.plain(entity, name))

    def _make_ids(self, entity: str) -> tuple[str, ...]:
        ids = self._whole.ids(entity)
        return tuple(ids[row] for row in self._rows[entity].tolist()) if entity in self._rows else ids

    def _cut(self, entity: str, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return column[self._rows[entity]] if entity in self._rows else column


def _taken(values: Any, rows: Index) -> Any:
    """Pick rows of prepared values; texts keep only those that are among them, for much is asked of each of these."""
    if isinstance(values, Intervals):
        return Intervals(values.low[rows], values.high[rows])
    if not isinstance(values, Texts):
        return values[rows]
    found, codes = np.unique(values.codes[rows], return_inverse=True)
    missing = int(found[:1].sum() < 0)
    return Texts(codes - missing, values.distinct[found[missing:]])
