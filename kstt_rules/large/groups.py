"""A dossier in memory, by unit: cut out some units to judge them, and find the units that a change may touch."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.judging.bearers import Bodies, bodies_named
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.part import Part
from kstt_rules.judging.submissions import Submissions, key_of, lacking_in, submissions_of
from kstt_rules.large.crossings import (
    UNIT,
    Crossing,
    Crossings,
    Hashed,
    Hashes,
    Rows,
    hashed,
    mixed,
)
from kstt_rules.large.differing_rows import Differing, differing_rows
from kstt_rules.large.read_batches import units_apart
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Table
from kstt_rules.model.vocabulary import DOSSIER, Vocabulary

NOBODY = ""
"""The group of the rows that belong to no unit."""


class Constant(NamedTuple):
    """Something that is true of all groups at once, and what it is about.

    That is ``everything``, a Crossing (a ``relation``), an entity with fields by which its rows are found (a
    ``column``), or one with the field of which it is asked whether it was submitted (a ``submission``).
    """

    kind: Literal["everything", "relation", "column", "submission"]
    about: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """The groups whose verdicts may have changed, and in which fields datasets differ, None for more than values."""

    touched: AbstractSet[str]
    fields: Mapping[str, frozenset[str] | None]


class Groups:
    """A complete dossier by the units that its rows belong to."""

    def __init__(
        self, dossier: Dossier, crossings: Crossings, memo: Memo | None = None, before: "Groups | None" = None
    ) -> None:
        """Take the groups of a dossier; what was prepared ``before`` of tables that are the same is kept."""
        self.dossier = dossier
        tables = dossier.tables
        self.facts: Facts = before.facts.with_tables(tables) if before else Facts(dossier, crossings.vocabulary)
        self._crossings = crossings
        self._vocabulary = crossings.vocabulary
        self._memo = memo or Memo()
        register = dossier.tables.get(UNIT)
        self._apart = self._memo.of(_apart, register, self._vocabulary)
        owners = {
            name: self._memo.of(_owners, table, self._vocabulary.owner_of(name), self._apart)
            for name, table in tables.items()
        }
        self.owners: Mapping[str, npt.NDArray[np.object_]] = {DOSSIER: _NOBODYS, **owners}

    @property
    def has_apart(self) -> bool:
        """Tell whether some unit of the register has no group of its own."""
        register = self.dossier.tables.get(UNIT)
        return register is not None and not self._apart.isdisjoint(register.cells("id"))

    def group(self, unit: str | None) -> str:
        """Return the group of a unit's rows."""
        return NOBODY if unit is None or unit in self._apart else unit

    def part(
        self, groups: AbstractSet[str], entities: AbstractSet[str] | None, submissions: Submissions
    ) -> tuple[Facts, dict[str, Rows]]:
        """Cut out groups, with the rows that their rules may look at; of the units all stay.

        Where only rules that look at some ``entities`` are judged, of the others no row is taken. Return also which
        rows of each entity these are.
        """
        whole = self.dossier.tables
        needed = {entity for entity in whole if entities is None or entity in entities}
        own = {entity: self.marks(entity, groups if entity in needed else frozenset()) for entity in whole}
        kept = {entity: np.ones(len(marks), bool) if entity == UNIT else marks.copy() for entity, marks in own.items()}
        for item in self._crossings.beyond:
            if item.related in needed and item.subject in needed:
                wanted, subjects = self._sought(item)
                own_wanted = wanted[own[item.subject][subjects]]
                if len(own_wanted):
                    hashes, rows = self._held(item)
                    kept[item.related][rows[np.isin(hashes, own_wanted)]] = True
        rows_kept = {name: np.flatnonzero(mask) for name, mask in kept.items()}
        beside = {name: ~own[name][kept[name]] for name in whole}
        sizes = {entity: len(table) for entity, table in whole.items()}
        part = Part(beside, sizes, self.unasked, is_first=NOBODY in groups, bodies=self.bodies)
        return self.facts.cut(rows_kept, part, submissions), rows_kept

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

    @cached_property
    def constants(self) -> Mapping[Constant, object]:
        """What is true of all groups at once.

        That is which datasets there are, which rows may be anybody's, and what was submitted at all.
        """
        tables = self.dossier.tables
        found: dict[Constant, object] = {
            Constant("everything", "tables"): tuple(tables),
            Constant("everything", "bodies"): tuple(self.bodies.items()),
        }
        for (entity, names), count in self.unasked.items():
            found[Constant("column", (entity, names))] = count
        for item in self._crossings.all:
            if item.related in tables:
                size = len(tables[item.related]) if self._lacks(item) else None
                found[Constant("relation", item)] = (self._open_rows(item), size)
        return found | self._submissions

    def _lacks(self, item: Crossing) -> bool:
        """Tell whether some row of the subject lacks a column by which a crossing finds rows."""
        table, register = self.dossier.tables.get(item.subject), self.dossier.tables.get(UNIT)
        return table is not None and self._memo.of(_lacks, self._crossings, item, table, register)

    @property
    def _submissions(self) -> dict[Constant, object]:
        """What is true of all groups at once of the datasets of which rules ask whether they were submitted."""
        asked, columns = self._crossings.asked, lacking_in(self.dossier.rejects)
        found = submissions_of(self.dossier, self._vocabulary, asked, lacking=columns, memo=self._memo)
        told: dict[Constant, object] = {}
        for entity, name in asked:
            item = found[key_of(entity, name)]
            rows = [row for row in item.unread if not item.at_all or ANY_UNIT in row.units]
            told[Constant("submission", (entity, name))] = (item.at_all, item.is_open, ascii(rows))
        return told

    def turned_since(self, before: "Groups") -> frozenset[Constant]:
        """Return what is not as before of what is true of all groups at once."""
        then, now = before.constants, self.constants
        return frozenset(key for key in then.keys() | now.keys() if then.get(key) != now.get(key))

    @cached_property
    def every(self) -> frozenset[str]:
        """All groups."""
        return frozenset({NOBODY}).union(*map(set, self.owners.values()))

    def changed_since(self, before: "Groups") -> Changed:
        """Tell what differs from before, and the groups whose verdicts may: those, and what looks at one of them."""
        both = (before, self)
        changed, named, fields = set[str](), set[str](), dict[str, frozenset[str] | None]()
        for entity in self.dossier.tables.keys() | before.dossier.tables.keys():
            if self.dossier.tables.get(entity) is before.dossier.tables.get(entity):
                continue
            rows = _differing(entity, *((groups.facts, groups.owners.get(entity, _NO_OWNERS)) for groups in both))
            doubts = set.symmetric_difference(*(groups.doubts(entity) for groups in both))
            fields[entity] = None if doubts else rows.fields
            changed |= rows.owners
            changed |= {self.group(unit) for unit, _ in doubts}
            named |= {unit for unit, _ in doubts}
            if entity == UNIT:
                named |= _differing(UNIT, *((groups.facts, groups.facts.held(UNIT, "id")) for groups in both)).owners
        touched = changed.union(*(groups.naming(groups.below(named)) for groups in both)) if named else changed
        differing = self.dossier.tables.keys() | before.dossier.tables.keys() if named else fields.keys()
        found = [item for item in self._crossings.beyond if item.related in differing]
        return Changed(touched.union(*self._looking_at(found, touched, both)), fields)

    def _looking_at(
        self, crossings: Sequence[Crossing], touched: AbstractSet[str], both: Sequence["Groups"]
    ) -> Iterator[set[str]]:
        """Yield the groups that look at rows of the touched ones, as they are or as they were."""
        for item in crossings:
            sought = np.concatenate([groups._held_by(item, touched) for groups in both])  # noqa: SLF001 - its own
            if len(sought):
                yield from (groups._seeking(item, sought) for groups in both)  # noqa: SLF001

    def marks(self, entity: str, groups: AbstractSet[str]) -> npt.NDArray[np.bool_]:
        """Mark the rows of an entity that belong to some groups."""
        owners = self.owners.get(entity, _NO_OWNERS)
        by_group = self._memo.of(_by_group, owners)
        marked = np.zeros(len(owners), bool)
        for group in groups & by_group.keys():
            marked[by_group[group]] = True
        return marked

    def _held(self, item: Crossing) -> tuple[Hashes, Rows]:
        """Return by what the rows of a crossing's related entity are found from other units, and their numbers."""
        if item.related not in self.dossier.tables:
            return _NO_HASHES, _NO_ROWS
        return self._mixed([self._hashed(item.related, name) for name in item.theirs])

    def _sought(self, item: Crossing) -> tuple[Hashes, Rows]:
        """Return what the rows of a crossing's subject look for, and their numbers."""
        return self._mixed([self._hashed(item.subject, ours) for _, ours in item.match])

    def _mixed(self, columns: Sequence[Hashed]) -> tuple[Hashes, Rows]:
        return self._memo.of(_mixed, *columns)

    def _hashed(self, entity: str, path: str) -> Hashed:
        name, _, of_unit = path.partition(".")
        if not of_unit:
            return self._memo.of(hashed, self.facts.held(entity, name))
        return self._memo.of(_followed, self._hashed(UNIT, of_unit), self.facts.follow(entity, name))

    def doubts(self, entity: str) -> set[tuple[str, str]]:
        """Return the unread rows of a dataset by the units that they may be about."""
        table = self.dossier.tables.get(entity)
        return set() if table is None else self._memo.of(_doubts, table)

    def below(self, units: AbstractSet[str]) -> set[str]:
        """Return units with all that lie below them."""
        register = self.dossier.tables.get(UNIT)
        parents = [] if register is None else [*zip(register.cells("id"), register.cells("parent"), strict=True)]
        found, level = set(units), set(units)
        while level:
            level = {unit for unit, parent in parents if parent in level} - found
            found |= level
        return found

    def naming(self, units: AbstractSet[str]) -> set[str]:
        """Return the groups with a row that names one of some units."""
        found: set[str] = set()
        for entity, table in self.dossier.tables.items():
            for name, item in self._vocabulary.entity(entity).fields.items():
                if item.type == UNIT and name in table.columns:
                    codes, named = self._memo.of(coded, table.columns[name])
                    marks = np.array([*(unit in units for unit in named), False], dtype=bool)
                    found.update(self.owners[entity][marks[codes]])
        return found | {self.group(unit) for unit in units}

    def _held_by(self, item: Crossing, groups: AbstractSet[str]) -> Hashes:
        """Return by what the rows of some groups are found."""
        hashes, rows = self._held(item)
        return hashes[self.marks(item.related, groups)[rows]]

    def _seeking(self, item: Crossing, sought: Hashes) -> set[str]:
        """Return the groups with a row that looks for some of what is sought."""
        if item.subject not in self.dossier.tables:
            return set()
        own, rows = self._sought(item)
        return set(self.owners[item.subject][rows[np.isin(own, sought)]])

    def _open_rows(self, item: Crossing) -> str:
        """Tell the unread rows that may be anybody's, so that they cannot be left to the units that they name."""
        is_anybodys = self._vocabulary.owner_of(item.related) not in item.theirs
        return self._memo.of(_open_rows, self.dossier.tables[item.related], is_anybodys)


_NOBODYS: Final[npt.NDArray[np.object_]] = np.array([NOBODY], dtype=object)
_NO_OWNERS: Final[npt.NDArray[np.object_]] = np.array([], dtype=object)
_NO_HASHES: Final[Hashes] = np.zeros(0, np.uint64)
_NO_ROWS: Final[Rows] = np.zeros(0, np.int64)


_Side = tuple[Facts, npt.NDArray[np.object_]]


def _differing(entity: str, then: _Side, now: _Side) -> Differing:
    """Return what differs between two sides, everything where one has no such dataset."""
    if entity in then[0].tables and entity in now[0].tables:
        return differing_rows(entity, *then, *now)
    return Differing(frozenset({*then[1], *now[1]}), None)


def _mixed(*columns: Hashed) -> tuple[Hashes, Rows]:
    return mixed(columns)


def _followed(held: Hashed, leads: Rows) -> Hashed:
    """Return the hashes of a column of the register by the units that rows lead to."""
    hashes, there = held
    return np.append(hashes, np.uint64(0))[np.maximum(leads, -1)], np.append(there, False)[np.maximum(leads, -1)]


def _apart(register: Table | None, vocabulary: Vocabulary) -> frozenset[str]:
    ids = [] if register is None else register.cells("id")
    return frozenset(units_apart(ids, vocabulary))


def _owners(table: Table, owner: str | None, apart: frozenset[str]) -> npt.NDArray[np.object_]:
    units = [None] * len(table) if owner is None else table.cells(owner)
    return np.array([NOBODY if unit is None or unit in apart else unit for unit in units], dtype=object)


def _by_group(owners: npt.NDArray[np.object_]) -> dict[str, Rows]:
    codes, groups = coded(owners)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(1, len(groups)))
    return dict(zip(groups.tolist(), np.split(order, starts), strict=True)) if len(groups) else {}


def _unasked(crossings: Crossings, table: Table) -> dict[tuple[str, tuple[str, ...]], int]:
    return crossings.unasked(Facts(Dossier({table.entity: table}), crossings.vocabulary))


def _lacks(crossings: Crossings, item: Crossing, subject: Table, register: Table | None) -> bool:
    tables = {subject.entity: subject} | ({} if register is None else {UNIT: register})
    facts = Facts(Dossier(tables), crossings.vocabulary)
    return any(facts.lacks(item.subject, ours).any() for _, ours in item.match)


def _open_rows(table: Table, is_anybodys: bool) -> str:  # noqa: FBT001 - kept by what it is given, in order
    return ascii([row for row in table.unread if is_anybodys or ANY_UNIT in row.units])


def _doubts(table: Table) -> set[tuple[str, str]]:
    told = ((row.units, ascii(row)) for row in table.unread)
    return {(unit, row) for units, row in told for unit in units}


def _bodies(crossings: Crossings, register: Table | None) -> Bodies:
    tables = {} if register is None else {UNIT: register}
    return bodies_named(crossings.bodies, Facts(Dossier(tables), crossings.vocabulary))
