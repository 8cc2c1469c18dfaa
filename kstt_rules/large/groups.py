"""A dossier in memory, by unit: cut out some units to judge them, and find the units that a change may touch."""

from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.base.memo import Memo
from kstt_rules.judging.bearers import Bodies, bodies_named
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.part import Part
from kstt_rules.judging.submissions import lacking_in, submissions_of
from kstt_rules.large.crossings import (
    UNIT,
    Crossing,
    Crossings,
    Hashes,
    Rows,
    related_hashes,
    row_hashes,
    seeking_hashes,
    subject_hashes,
)
from kstt_rules.large.differing_rows import differing_groups
from kstt_rules.large.read_batches import units_apart
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Table
from kstt_rules.model.vocabulary import Vocabulary

NOBODY = ""
"""The group of the rows that belong to no unit."""


class Groups:
    """A complete dossier by the units that its rows belong to."""

    def __init__(self, dossier: Dossier, crossings: Crossings, memo: Memo | None = None) -> None:
        self.dossier = dossier
        self.facts = Facts(dossier, crossings.vocabulary)
        self._crossings = crossings
        self._vocabulary = crossings.vocabulary
        self._memo = memo or Memo()
        register = dossier.tables.get(UNIT)
        self._apart = self._memo.of(_apart, register, self._vocabulary)
        self._owners = {entity: self.owners(table) for entity, table in dossier.tables.items()}

    @property
    def has_apart(self) -> bool:
        """Tell whether some unit of the register has no group of its own."""
        return not self._apart.isdisjoint(self.units["id"])

    def group(self, unit: str | None) -> str:
        """Return the group of a unit's rows."""
        return NOBODY if unit is None or unit in self._apart else unit

    def owners(self, table: Table) -> npt.NDArray[np.object_]:
        """Return the group of each row of a table."""
        return self._memo.of(_owners, table, self._vocabulary.owner_of(table.entity), self._apart)

    def rows(self, entity: str, groups: AbstractSet[str]) -> Rows:
        """Return the rows of an entity that belong to some groups, in order."""
        by_group = self._memo.of(_by_group, self._owners[entity])
        found = [by_group[group] for group in groups if group in by_group]
        return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def part(
        self, groups: AbstractSet[str], entities: AbstractSet[str] | None = None
    ) -> tuple[Dossier, Part, dict[str, Rows]]:
        """Cut out groups, with the rows that their rules may look at; of the units all stay.

        Where only rules that look at some ``entities`` are judged, of the others no row is taken. Return also which
        rows of each entity these are.
        """
        whole = self.dossier.tables
        needed = {entity: table for entity, table in whole.items() if entities is None or entity in entities}
        own, kept = {}, {}
        for entity, table in whole.items():
            own[entity] = self.marks(entity, groups) if entity in needed else np.zeros(len(table), bool)
            kept[entity] = np.ones(len(table), bool) if entity == UNIT else own[entity].copy()
        frames = {entity: table.frame[own[entity]] for entity, table in needed.items()}
        for item, (hashes, rows) in zip(self._crossings.beyond, self._held, strict=True):
            if item.related in needed and item.subject in needed and len(frames[item.subject]):
                wanted = subject_hashes(item, frames[item.subject], self.units)
                kept[item.related][rows[np.isin(hashes, wanted)]] = True
        rows_kept = {name: np.flatnonzero(mask) for name, mask in kept.items()}
        tables = {name: self._cut(table, rows_kept[name]) for name, table in whole.items()}
        beside = {name: ~own[name][kept[name]] for name in tables}
        sizes = {entity: len(table) for entity, table in whole.items()}
        part = Part(beside, sizes, self.unasked, is_first=NOBODY in groups, bodies=self.bodies)
        return Dossier(tables), part, rows_kept

    def _cut(self, table: Table, rows: Rows) -> Table:
        if len(rows) == len(table):
            return table
        return table.take(rows) if len(rows) else self._memo.of(Table.take, table, _NO_ROWS)

    @cached_property
    def unasked(self) -> dict[tuple[str, tuple[str, ...]], int]:
        """The rows that lack a column by which some relation finds them, counted by entity and columns."""
        found: dict[tuple[str, tuple[str, ...]], int] = {}
        for table in self.dossier.tables.values():
            found |= self._memo.of(_unasked, self._crossings, table)
        return found

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that the pack names in the register."""
        return self._memo.of(_bodies, self._crossings, self.dossier.tables.get(UNIT))

    @property
    def constants(self) -> tuple[object, ...]:
        """What is true of all groups at once: which datasets there are, and which rows may be anybody's."""
        tables = self.dossier.tables
        related = [item for item in self._crossings.all if item.related in tables]
        lacking = tuple(
            (item, len(tables[item.related]))
            for item in related
            if item.subject in tables
            and self._memo.of(_lacks, self._crossings, item, tables[item.subject], tables.get(UNIT))
        )
        open_to_all = tuple((item, self._open_rows(item, tables[item.related])) for item in related)
        unasked, bodies = tuple(self.unasked.items()), tuple(self.bodies.items())
        return (tuple(tables), unasked, lacking, open_to_all, bodies, self._submissions)

    @property
    def _submissions(self) -> tuple[object, ...]:
        """What is true of all groups at once of the datasets of which rules ask whether they were submitted."""
        columns = lacking_in(self.dossier.rejects)
        found = submissions_of(self.dossier, self._vocabulary, self._crossings.asked, lacking=columns, memo=self._memo)
        return tuple(
            (
                key,
                item.at_all,
                item.is_open,
                ascii([row for row in item.unread if not item.at_all or ANY_UNIT in row.units]),
            )
            for key, item in found.items()
        )

    def changed_since(self, before: "Groups") -> set[str]:
        """Return the groups whose verdicts may differ from before: changed ones, and those that look at one of them."""
        both = (self, before)
        changed, named = set[str](), set[str]()
        for entity in self.dossier.tables.keys() | before.dossier.tables.keys():
            now, then = (groups.dossier.tables.get(entity) for groups in both)
            if now is then:
                continue
            if now is None or then is None:
                differing = {owner for groups in both for owner in groups.owners_in(entity)}
            else:
                differing = differing_groups(then, before.owners(then), now, self.owners(now))
            changed |= differing
            doubts = set.symmetric_difference(*(groups.doubts(entity) for groups in both))
            changed |= {self.group(unit) for unit, _ in doubts}
            named |= {unit for unit, _ in doubts}
            if entity == UNIT:
                named |= {unit for unit, _ in set.symmetric_difference(*(groups.unit_rows() for groups in both))}
        touched = changed.union(*(groups.naming(groups.below(named)) for groups in both)) if named else changed
        sought = [np.concatenate(hashes) for hashes in zip(*(groups.held_by(touched) for groups in both), strict=True)]
        return touched.union(*(groups.seeking(sought) for groups in both))

    def owners_of(self, entity: str) -> npt.NDArray[np.object_]:
        """Return the group of each row of an entity."""
        return self._owners[entity]

    def marks(self, entity: str, groups: AbstractSet[str]) -> npt.NDArray[np.bool_]:
        """Mark the rows of an entity that belong to some groups."""
        marked = np.zeros(len(self._owners[entity]), bool)
        marked[self.rows(entity, groups)] = True
        return marked

    def owners_in(self, entity: str) -> set[str]:
        """Return the groups that rows of an entity belong to."""
        return {*self._owners[entity]} if entity in self._owners else set()

    @property
    def units(self) -> pd.DataFrame:
        """The rows of the register."""
        table = self.dossier.tables.get(UNIT)
        return _NO_UNITS if table is None else table.frame

    @cached_property
    def _held(self) -> tuple[tuple[Hashes, Rows], ...]:
        tables = self.dossier.tables
        nothing = (np.zeros(0, np.uint64), np.zeros(0, np.int64))
        return tuple(
            self._memo.of(related_hashes, item, tables[item.related]) if item.related in tables else nothing
            for item in self._crossings.beyond
        )

    def doubts(self, entity: str) -> set[tuple[str, str]]:
        """Return the unread rows of a dataset by the units that they may be about."""
        table = self.dossier.tables.get(entity)
        return set() if table is None else {(unit, ascii(row)) for row in table.unread for unit in row.units}

    def unit_rows(self) -> set[tuple[str, int]]:
        """Return the ids of units, each with a hash of its row."""
        table = self.dossier.tables.get(UNIT)
        return set() if table is None else set(zip(table.frame["id"], row_hashes(table).tolist(), strict=True))

    def below(self, units: AbstractSet[str]) -> set[str]:
        """Return units with all that lie below them."""
        found, level = set(units), set(units)
        while level and "parent" in self.units:
            level = set(self.units["id"][self.units["parent"].isin(level)]) - found
            found |= level
        return found

    def naming(self, units: AbstractSet[str]) -> set[str]:
        """Return the groups with a row that names one of some units."""
        found: set[str] = set()
        for entity, table in self.dossier.tables.items():
            for name, item in self._vocabulary.entity(entity).fields.items():
                if item.type == UNIT and name in table.frame:
                    found.update(self._owners[entity][table.frame[name].isin(units).to_numpy(dtype=bool)])
        return found | {self.group(unit) for unit in units}

    def held_by(self, groups: AbstractSet[str]) -> list[Hashes]:
        """Return, by crossing, by what the rows of some groups are found."""
        found = []
        for item, (hashes, rows) in zip(self._crossings.beyond, self._held, strict=True):
            own = self.rows(item.related, groups) if len(rows) else rows
            found.append(hashes[np.isin(rows, own)])
        return found

    def seeking(self, sought: list[Hashes]) -> set[str]:
        """Return the groups with a row that looks for some of what is sought, by crossing."""
        found: set[str] = set()
        for item, hashes in zip(self._crossings.beyond, sought, strict=True):
            if item.subject in self.dossier.tables and len(hashes):
                frame = self.dossier.tables[item.subject].frame
                own, rows = self._memo.of(seeking_hashes, item, frame, self.units)
                found.update(self._owners[item.subject][rows[np.isin(own, hashes)]])
        return found

    def _open_rows(self, item: Crossing, related: Table) -> str:
        """Tell the unread rows that may be anybody's, so that they cannot be left to the units that they name."""
        is_anybodys = self._vocabulary.owner_of(item.related) not in item.theirs
        return ascii([row for row in related.unread if is_anybodys or ANY_UNIT in row.units])


_NO_ROWS: Final[Rows] = np.zeros(0, np.int64)
_NO_UNITS: Final = pd.DataFrame({"id": pd.Series([], dtype=object)})


def _apart(register: Table | None, vocabulary: Vocabulary) -> frozenset[str]:
    ids = [] if register is None else register.frame["id"].tolist()
    return frozenset(units_apart(ids, vocabulary))


def _owners(table: Table, owner: str | None, apart: frozenset[str]) -> npt.NDArray[np.object_]:
    units = table.frame[owner] if owner is not None and owner in table.frame else [None] * len(table)
    return np.array([NOBODY if unit is None or unit in apart else unit for unit in units], dtype=object)


def _by_group(owners: npt.NDArray[np.object_]) -> dict[str, Rows]:
    codes, groups = pd.factorize(owners)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(1, len(groups)))
    return dict(zip(groups.tolist(), np.split(order, starts), strict=True)) if len(groups) else {}


def _unasked(crossings: Crossings, table: Table) -> dict[tuple[str, tuple[str, ...]], int]:
    return crossings.unasked(Facts(Dossier({table.entity: table}), crossings.vocabulary))


def _lacks(crossings: Crossings, item: Crossing, subject: Table, register: Table | None) -> bool:
    tables = {subject.entity: subject} | ({} if register is None else {UNIT: register})
    facts = Facts(Dossier(tables), crossings.vocabulary)
    return any(facts.lacks(item.subject, ours).any() for _, ours in item.match)


def _bodies(crossings: Crossings, register: Table | None) -> Bodies:
    tables = {} if register is None else {UNIT: register}
    return bodies_named(crossings.bodies, Facts(Dossier(tables), crossings.vocabulary))
