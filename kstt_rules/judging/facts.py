"""The dossier as conditions see it: whole columns, single rows, and the cell of every value."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, any_of, coded, is_blank
from kstt_rules.base.kept import Once
from kstt_rules.judging.fact_columns import plain_values
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.match_rows import BlankMatches, KeyColumn, Matches, blank_matches, equal_rows, with_possible
from kstt_rules.judging.part import Part
from kstt_rules.judging.reached_rows import reached
from kstt_rules.judging.submissions import WHOLE_TABLE, Submissions, Submitted, key_of, submissions_of
from kstt_rules.judging.table_columns import TableColumns
from kstt_rules.judging.unread_matches import may_match, possible_matches
from kstt_rules.language.columns import FieldValues, Index, Pairs, Texts, Truths, as_codes
from kstt_rules.language.truth import FALSE, UNKNOWN
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Source, Table, UnreadRow
from kstt_rules.model.vocabulary import DOSSIER, Relation, Vocabulary


class Facts:
    """All tables of one audit, or a part of them, each column and relation prepared once, on first use.

    ``tables`` are those of the whole, also where only some rows of them are facts.
    """

    def __init__(
        self,
        dossier: Dossier,
        vocabulary: Vocabulary,
        part: Part | None = None,
        submissions: Submissions | None = None,
    ) -> None:
        """Take a complete dossier, and what was submitted of it; without that all its rows were."""
        self._begin(TableColumns({**dossier.tables, DOSSIER: WHOLE_TABLE}, vocabulary), part, submissions or {})

    def _begin(self, columns: TableColumns, part: Part | None, submissions: Submissions) -> None:
        self.vocabulary, self.tables = columns.vocabulary, columns.tables
        self._columns, self._part = columns, part
        self._submissions = dict(submissions)
        self._links: dict[tuple[str, str], Index] = {}
        self._pairs: dict[tuple[str, str], Pairs | None] = {}
        self._once = Once()

    @property
    def part(self) -> Part | None:
        """What these facts know of the whole, where they are a part of it."""
        return self._part

    def with_table(self, table: Table) -> "Facts":
        """Return the same facts with one table added or replaced; what was prepared of others is kept."""
        tables = {**self.tables, table.entity: table}
        other: Facts = self._of(self._columns.with_tables(tables), self._part, self._submissions)
        other._links = {key: links for key, links in self._links.items() if key[0] != table.entity}
        other._pairs = {
            (entity, name): pairs
            for (entity, name), pairs in self._pairs.items()
            if table.entity not in {entity, *self._entities_on(entity, name)}
        }
        return other

    def with_tables(self, tables: Mapping[str, Table]) -> "Facts":
        """Return facts of another dossier as a whole; columns that are the same are kept, and whom they lead to."""
        other: Facts = self._of(self._columns.with_tables({**tables, DOSSIER: WHOLE_TABLE}), None, {})
        if other.held("unit", "id") is self.held("unit", "id"):
            other._links = {key: rows for key, rows in self._links.items() if other.column(*key) is self.column(*key)}
        return other

    def cut(self, rows: Mapping[str, Index], part: Part, submissions: Submissions) -> "Facts":
        """Return a part of the facts: some rows of each entity, in order; of an entity that is not named, all."""
        return self._of(self._columns.cut(rows), part, submissions)

    def _of(self, columns: TableColumns, part: Part | None, submissions: Submissions) -> "Facts":
        other: Facts = object.__new__(Facts)
        other._begin(columns, part, submissions)
        return other

    def judging(self, rows: Mapping[str, npt.NDArray[np.bool_]]) -> "Facts":
        """Return the same facts of which, by entity, only some of the judged rows count as judged."""
        other: Facts = copy(self)
        own = self._part or Part({}, {}, {}, is_first=True)
        beside = {entity: ~(self.judged(entity) & mask) for entity, mask in rows.items()}
        other._part = replace(own, beside={**own.beside, **beside})
        return other

    def submitted(self, entity: str) -> bool:
        """Say whether a dataset was submitted, even an empty one."""
        return entity in self.tables

    def judged(self, entity: str) -> npt.NDArray[np.bool_]:
        """Mark the rows of an entity that are judged: all except those that a part only looks at.

        The dossier as a whole is judged in the first part.
        """
        if entity == DOSSIER and self._part is not None and not self._part.is_first:
            return np.zeros(1, bool)
        beside = self._part.beside.get(entity) if self._part else None
        return np.ones(self.size(entity), bool) if beside is None else ~beside

    def silent(self, entity: str) -> bool:
        """Say whether these facts have to tell that a dataset was not submitted."""
        return not self.submitted(entity) and (self._part is None or self._part.is_first)

    # -- what masks ask for

    def size(self, entity: str) -> int:
        """Return the number of rows of an entity, 0 where it was not submitted."""
        return self._columns.size(entity)

    def column(self, entity: str, name: str) -> FieldValues:
        """Return a field of all rows of an entity."""
        return self._columns.typed(entity, name)

    def follow(self, entity: str, name: str) -> Index:
        """Return, for each row, the row number of the unit that a field leads to; -1 none, -2 not submitted."""
        key = (entity, name)
        if key not in self._links:
            column = self.column(entity, name)
            texts = column.values
            assert isinstance(texts, Texts)
            rows = np.array([self._unit_rows.get(text, -1) for text in texts.distinct] + [-1], dtype=np.int64)
            unknown = column.absent | ("unit" not in self.tables)
            self._links[key] = np.where(unknown, -2, rows[texts.codes])
        return self._links[key]

    def owners(self, entity: str) -> Index:
        """Return the row of the unit that each row of an entity belongs to, a unit to itself; below 0 none."""
        if entity == "unit":
            return np.arange(self.size("unit"))
        owner = self.vocabulary.owner_of(entity)
        return np.full(self.size(entity), -1) if owner is None else self.follow(entity, owner)

    def pairs(self, entity: str, relation: str) -> Pairs | None:
        """Return a relation of an entity, or of what it leads to; None where the related dataset was not submitted."""
        key = (entity, relation)
        if key not in self._pairs:
            is_own = "." not in relation
            self._pairs[key] = self._join(*key) if is_own else reached(self, *key)
        return self._pairs[key]

    def submission(self, entity: str, name: str | None) -> Submitted:
        """Return what was submitted of a dataset, or of the column for a field of it."""
        key = key_of(entity, name)
        if key not in self._submissions:
            self._submissions |= submissions_of(Dossier(self.tables), self.vocabulary, [(entity, name)])
        return self._submissions[key]

    def submitted_of(self, entity: str, other: str, name: str | None) -> Truths:
        """Tell of each row whether another dataset, or a column for a field of it, was submitted of its unit."""
        found, owner = self.submission(other, name), self.asked_owner(entity, other)
        whole = np.full(self.size(entity), found.of_whole, np.int8)
        return whole if owner is None else found.of_units(self.column(entity, owner).values)

    def asked_owner(self, entity: str, other: str) -> str | None:
        """Return the field with the unit of which a subject asks for a dataset; None where it asks the whole."""
        return None if self.vocabulary.owner_of(other) is None else self.vocabulary.owner_of(entity)

    # -- what the interpreter and the findings ask for

    def row(self, entity: str, index: int) -> FactRow:
        """Return one row of a submitted entity."""
        return FactRow(self, entity, index)

    def values(self, entity: str, name: str) -> npt.NDArray[np.object_]:
        """Return a field of all rows: plain values, None where the cell is blank, ABSENT where there was no column."""
        return self._columns.plain(entity, name)

    def ids(self, entity: str) -> tuple[str, ...]:
        """Return the stable id of every row: its key joined by slashes, repeats numbered in canonical order."""
        return self._columns.ids(entity)

    def held(self, entity: str, name: str) -> Column:
        """Return a field of all rows as their table holds it, blank where it has no such column."""
        return self._columns.held(entity, name)

    def holds(self, entity: str, name: str) -> bool:
        """Tell whether the table of an entity has a column for a field."""
        return self._columns.holds(entity, name)

    def place(self, entity: str, index: int) -> tuple[Table, int]:
        """Return the table that a row stands in, and its number there."""
        return self._columns.place(entity, index)

    def unit_row(self, unit: str | None) -> int | None:
        """Return the row number of a unit by its id."""
        return None if unit is None else self._unit_rows.get(unit)

    # -- preparation

    @cached_property
    def _unit_rows(self) -> dict[str, int]:
        if "unit" not in self.tables:
            return {}
        return {unit: row for row, unit in enumerate(self.held("unit", "id").tolist())}

    def _relation(self, entity: str, relation: str) -> Relation:
        return self.vocabulary.relation(entity, relation)

    def _entities_on(self, entity: str, path: str) -> Iterator[str]:
        """Yield the entities that a path leads over."""
        for start, _, relation in self.vocabulary.on_the_way(entity, path):
            yield start
            if relation is not None:
                yield relation.entity

    def _join(self, entity: str, name: str) -> Pairs | None:
        relation = self._relation(entity, name)
        if relation.entity not in self.tables:
            nothing = np.zeros(0, np.int64)
            return Pairs(nothing, nothing, np.zeros(self.size(entity), np.int64)) if relation.optional else None
        if entity == DOSSIER:
            every = np.arange(self.size(relation.entity))
            pairs, alike = (np.zeros_like(every), every), None
        else:
            pairs, alike = self._matched(entity, relation.entity, relation.match), None
        if relation.perhaps:
            pairs, alike = with_possible(pairs, self._matched(entity, relation.entity, relation.perhaps))
        subject, related = pairs
        kept, unsure = np.ones(len(subject), bool), alike
        if relation.others:
            kept &= subject != related
        if relation.where is not None:
            truths = self._truths(relation.entity, relation.where)[related]
            kept &= truths != FALSE
            unsure = (truths == UNKNOWN) if alike is None else (truths == UNKNOWN) | alike
        unsure = None if unsure is None or not unsure[kept].any() else unsure[kept]
        return Pairs(subject[kept], related[kept], self._doubts(entity, name), unsure)

    def _matched(self, entity: str, other: str, alternatives: Sequence[Mapping[str, str]]) -> Matches:
        """Return the pairs of rows that one of the alternatives finds."""
        return equal_rows([self._once.of(self._key, entity, other, *own.items()) for own in alternatives])

    def _truths(self, entity: str, name: str) -> Truths:
        truths = self.column(entity, name).values
        assert isinstance(truths, np.ndarray)
        return truths.astype(np.int8, copy=False)

    def _key(self, entity: str, other: str, *alternative: tuple[str, str]) -> list[KeyColumn]:
        """Return the columns by which rows of two entities are matched."""
        owners = (self.vocabulary.owner_of(other), self.vocabulary.owner_of(entity))
        return [
            KeyColumn.of(self._encoded(entity, ours), self._encoded(other, theirs), of_unit=(theirs, ours) == owners)
            for theirs, ours in alternative
        ]

    def _encoded(self, entity: str, path: str) -> Texts:
        """Return the values that a path leads to as codes, whatever their type."""
        name, _, of_unit = path.partition(".")
        if of_unit and not self.size("unit"):
            return as_codes(np.full(self.size(entity), None, dtype=object))
        if of_unit:
            return self._encoded("unit", of_unit).take(self.follow(entity, name))
        values = self.column(entity, name).values
        if isinstance(values, Texts):
            return values
        codes, distinct = coded(self.held(entity, name))
        return Texts(codes, plain_values(distinct))

    def _doubts(self, entity: str, name: str) -> npt.NDArray[np.int64]:
        """Count the rows that may or may not belong to each subject.

        They are the unread rows that may be about its unit, or match it by another field, and those that cannot be
        matched because a column was not submitted.
        """
        relation = self._relation(entity, name)
        other, total = relation.entity, self.unread_counts(entity, name)
        size = self._whole_size(other)
        for alternative in relation.match:
            ours = any_of(self.lacks(entity, path) for path in alternative.values())
            total = total + np.where(ours, size, self.unasked_of_all(other, tuple(alternative)))
        return total + sum(found.counts for _, found in self.blank_matches(entity, name))

    def _whole_size(self, entity: str) -> int:
        """Return the number of rows of an entity in the whole dossier."""
        return self.size(entity) if self._part is None else self._part.sizes.get(entity, self.size(entity))

    def blank_matches(self, entity: str, name: str) -> Sequence[tuple[Mapping[str, str], BlankMatches]]:
        """Return how many rows each row may match because cells of a key are blank, by alternative of a relation.

        An alternative of which no cell is blank is left out. What may be about a unit because it was not read for
        certain is among the unread rows.
        """
        return self._once.of(self._blank_matches, entity, name)

    def _blank_matches(self, entity: str, name: str) -> list[tuple[Mapping[str, str], BlankMatches]]:
        found: list[tuple[Mapping[str, str], BlankMatches]] = []
        relation = self._relation(entity, name)
        other = relation.entity
        if relation.blank_keys == "nothing":
            return found
        takes = (
            np.ones(self.size(other), bool) if relation.where is None else self._truths(other, relation.where) != FALSE
        )
        for alternative in relation.match:
            key = self._once.of(self._key, entity, other, *alternative.items())
            if not any(item.has_blanks for item in key):
                continue
            left = ~any_of(self.lacks(entity, path) for path in alternative.values())
            left_out = [
                item.blank | item.absent if self.vocabulary.written_unit(other, name) else item.absent
                for name, item in ((name, self.column(other, name)) for name in alternative)
            ]
            right = takes & ~any_of(left_out)
            same_rows = relation.others and entity == other
            matches = blank_matches(key, left, right, most=self._whole_size(other), same_rows=same_rows)
            found.append((alternative, matches))
        return found

    def names_a_stranger(self, entity: str, name: str) -> npt.NDArray[np.bool_]:
        """Mark the rows whose field is blank because the unit that is written there is not in the register."""
        other, blank = self.vocabulary.written_unit(entity, name), self.column(entity, name).blank
        if other is None:
            return np.zeros(self.size(entity), bool)
        written = self.column(entity, other)
        return blank & ~(written.blank | written.absent)

    def unread_counts(self, entity: str, relation: str) -> npt.NDArray[np.int64]:
        """Return how many unread rows may belong to each row by a relation to a dataset that was submitted."""
        return self._once.of(self._unread_counts, entity, relation)

    def _unread_counts(self, entity: str, name: str) -> npt.NDArray[np.int64]:
        relation = self._relation(entity, name)
        doubtful, unread = self.tables[relation.entity].doubtful, self.tables[relation.entity].unread
        total = np.full(self.size(entity), sum(row.rows for row in unread) if entity == DOSSIER else 0, np.int64)
        for alternative in relation.match:
            owner = self._owner_in(relation.entity, alternative)
            if doubtful and owner is not None:
                units = self._encoded(entity, alternative[owner])
                counts = [doubtful.get(ANY_UNIT, 0)] * len(units.distinct)
                for unit, rows in doubtful.items():
                    if unit in units.places:
                        counts[units.places[unit]] += rows
                total += np.array([*counts, 0], dtype=np.int64)[units.codes]
            if unread and owner is None:
                ours = {theirs: self._encoded(entity, path) for theirs, path in alternative.items()}
                total += possible_matches(unread, ours, any_of_blank=relation.blank_keys == "unknown")
        return total

    def _owner_in(self, entity: str, alternative: Mapping[str, str]) -> str | None:
        """Return the field by which rows are filed under units, where a key asks for it; units are under none."""
        owner = None if entity == "unit" else self.vocabulary.owner_of(entity)
        return owner if owner in alternative else None

    def unread(self, entity: str, index: int, relation: str) -> Iterator[Source]:
        """Yield the places of the unread rows that a relation of a row may lead to, those about its unit first."""
        item = self._relation(entity, relation)
        table = self.tables.get(item.entity)
        if table is None or not table.unread:
            return
        if entity == DOSSIER:
            yield from (row.source for row in table.unread)
        for match in item.match:
            ours = {theirs: self._once.of(self._values_at, entity, path)[index] for theirs, path in match.items()}
            if (owner := self._owner_in(item.entity, match)) is not None:
                units = [] if is_blank(ours[owner]) else [ours[owner], ANY_UNIT]
                by_unit = self._once.of(self._unread_by_unit, item.entity)
                yield from (row.source for unit in units for row in by_unit.get(unit, ()))
            else:
                any_of_blank = item.blank_keys == "unknown"
                yield from (row.source for row in table.unread if may_match(row, ours, any_of_blank=any_of_blank))

    def _unread_by_unit(self, entity: str) -> dict[str, list[UnreadRow]]:
        by_unit: dict[str, list[UnreadRow]] = {}
        for row in self.tables[entity].unread:
            for each in row.units:
                by_unit.setdefault(each, []).append(row)
        return by_unit

    def _values_at(self, entity: str, path: str) -> list[Any]:
        name, _, of_unit = path.partition(".")
        if not of_unit:
            return self.held(entity, name).tolist()  # type: ignore[no-any-return]
        units = self.held("unit", of_unit).tolist()
        return [units[row] if row >= 0 else None for row in self.follow(entity, name).tolist()]

    def unasked(self, entity: str, names: Sequence[str]) -> int:
        """Count the rows that lack a column for one of some fields."""
        return int(any_of(self._columns.absent(entity, name) for name in names).sum())

    def unasked_of_all(self, entity: str, names: tuple[str, ...]) -> int:
        """Count the rows of the whole dossier that lack a column for one of some fields of a relation."""
        known = {} if self._part is None else self._part.unasked
        return known[entity, names] if (entity, names) in known else self.unasked(entity, names)

    def lacks(self, entity: str, path: str) -> npt.NDArray[np.bool_]:
        """Mark the rows that lack a column for a field, or for one of the unit that a field leads to."""
        name, _, of_unit = path.partition(".")
        absent = self._columns.absent(entity, name)
        if not of_unit:
            return absent
        rows, inside = self.follow(entity, name), self._columns.absent("unit", of_unit)
        return absent | (np.append(inside, False)[rows] if len(inside) else rows < -1)
