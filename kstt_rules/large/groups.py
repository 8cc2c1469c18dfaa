"""A dossier in memory, by unit: cut out some units to judge them, and find the units that a change may touch."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Codes, Column, coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.judging.bearers import Bodies, bodies_named
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.part import Part
from kstt_rules.judging.submissions import Submissions, Submitted, key_of, lacking_in, submissions_of
from kstt_rules.language.columns import numbered
from kstt_rules.large.crossings import UNIT, Constant, Crossing, Crossings, Rows
from kstt_rules.large.differing_rows import Differing, differing_rows
from kstt_rules.large.read_batches import units_apart
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Table
from kstt_rules.model.vocabulary import DOSSIER, Vocabulary

NOBODY = ""
"""The group of the rows that belong to no unit."""


Owners = npt.NDArray[np.object_]
"""The group of each row."""

Numbered = tuple[Codes, Mapping[str, int]]
"""A column of texts as numbers, -1 where it is blank, and the number of each text."""

Coded = tuple[Codes, Column]
"""A column as numbers, -1 where it is blank, and the values that they stand for."""


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
        self.owners: Mapping[str, Owners] = {DOSSIER: _NOBODYS, **{name: self._owners(name) for name in tables}}

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
        for item, sought, held in self._beyond:
            if item.related in needed and item.subject in needed:
                kept[item.related] |= _among(sought[own[item.subject]], held)
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
    def constants(self) -> Sequence[object]:
        """What is true of all groups at once, by the constants of the crossings."""
        return [self._constant(item) for item in self._crossings.constants]

    def _constant(self, item: Constant) -> object:
        tables = self.dossier.tables
        match item.kind, item.about:
            case "everything", "tables":
                return tuple(tables)
            case "everything", "bodies":
                return tuple(self.bodies.items())
            case "column", columns:
                return self.unasked.get(columns)
            case "relation", crossing if crossing.related in tables:
                lacks = any(ours in self._lacking[crossing.subject] for _, ours in crossing.match)
                size = len(tables[crossing.related]) if lacks else None
                return self._open_rows(crossing), size
            case "submission", asked:
                found = self._submissions[key_of(*asked)]
                rows = [row for row in found.unread if not found.at_all or ANY_UNIT in row.units]
                return found.at_all, found.is_open, ascii(rows)
        return None

    @cached_property
    def _lacking(self) -> Mapping[str, AbstractSet[str]]:
        """The paths by which subjects find rows and that some of them lack, by entity."""
        tables = self.dossier.tables
        return {
            entity: self._memo.of(_lacking, self._crossings, tables[entity], tables.get(UNIT))
            if entity in tables
            else frozenset()
            for entity in self._crossings.paths
        }

    @cached_property
    def _submissions(self) -> Mapping[str, Submitted]:
        asked, columns = self._crossings.asked, lacking_in(self.dossier.rejects)
        return submissions_of(self.dossier, self._vocabulary, asked, lacking=columns, memo=self._memo)

    def turned_since(self, before: "Groups") -> frozenset[Constant]:
        """Return what is not as before of what is true of all groups at once."""
        told = zip(self._crossings.constants, before.constants, self.constants, strict=True)
        return frozenset(item for item, then, now in told if then != now)

    @cached_property
    def every(self) -> frozenset[str]:
        """All groups."""
        return frozenset({NOBODY}).union(*(self._numbered(entity)[1] for entity in self.owners))

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
        looking = (groups._looking_at(touched, differing) for groups in both)  # noqa: SLF001 - its own
        return Changed(touched.union(*looking), fields)

    def _looking_at(self, groups: AbstractSet[str], entities: AbstractSet[str]) -> set[str]:
        """Return the groups that look at rows of some entities which belong to some groups."""
        found: set[str] = set()
        for item, sought, held in self._beyond:
            if item.related in entities:
                seeks = _among(held[self.marks(item.related, groups)], sought)
                found.update(self.owners[item.subject][seeks])
        return found

    def marks(self, entity: str, groups: AbstractSet[str]) -> npt.NDArray[np.bool_]:
        """Mark the rows of an entity that belong to some groups."""
        return _marked(self._numbered(entity), groups)

    def _owners(self, entity: str) -> Owners:
        owner = self._vocabulary.owner_of(entity)
        if owner is None:
            return self._memo.of(_nobodys, self.dossier.tables[entity])
        return self._memo.of(_owners, self.facts.held(entity, owner), self._apart)

    def _numbered(self, entity: str) -> Numbered:
        return self._memo.of(_numbered, self.owners.get(entity, _NO_OWNERS))

    @cached_property
    def _beyond(self) -> Sequence[tuple[Crossing, Codes, Codes]]:
        """The crossings that may lead to rows of other groups, with what their subjects and related rows are met by."""
        tables = self.dossier.tables
        return [
            (item, *self._memo.of(_met, *(tuple(self._coded(*of) for of in side) for side in item.sides)))
            for item in self._crossings.beyond
            if item.subject in tables and item.related in tables
        ]

    def _coded(self, entity: str, path: str) -> Coded:
        name, _, of_unit = path.partition(".")
        if not of_unit:
            return self._memo.of(coded, self.facts.held(entity, name))
        return self._memo.of(_followed, self._coded(UNIT, of_unit), self.facts.follow(entity, name))

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
            for name in self._crossings.naming[entity]:
                if name in table.columns:
                    marks = _marked(self._memo.of(_numbered, table.columns[name]), units)
                    found.update(self.owners[entity][marks])
        return found | {self.group(unit) for unit in units}

    def _open_rows(self, item: Crossing) -> str:
        """Tell the unread rows that may be anybody's, so that they cannot be left to the units that they name."""
        is_anybodys = self._vocabulary.owner_of(item.related) not in item.theirs
        return self._memo.of(_open_rows, self.dossier.tables[item.related], is_anybodys)


_NOBODYS: Final[Owners] = np.array([NOBODY], dtype=object)
_NO_OWNERS: Final[Owners] = np.array([], dtype=object)


_Side = tuple[Facts, Owners]


def _differing(entity: str, then: _Side, now: _Side) -> Differing:
    """Return what differs between two sides, everything where one has no such dataset."""
    if entity in then[0].tables and entity in now[0].tables:
        return differing_rows(entity, *then, *now)
    return Differing(frozenset({*then[1], *now[1]}), None)


def _met(ours: Sequence[Coded], theirs: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number what subjects look for in some columns, and related rows by which of that they have; -1 is nothing."""
    columns = [*map(_as_one, ours, theirs)]
    codes = columns[0]
    if len(columns) > 1:
        there = np.logical_and.reduce([column >= 0 for column in columns])
        codes = np.where(there, coded(numbered(columns, len(there)))[0], -1)
    size = len(ours[0][0])
    return codes[:size], codes[size:]


def _as_one(ours: Coded, theirs: Coded) -> Codes:
    """Return two columns, one below the other, by the numbers of ours; other values are as good as blank."""
    if ours is theirs:
        return np.tile(ours[0], 2)
    places = {value: place for place, value in enumerate(ours[1].tolist())}
    known = [places.get(value, -1) for value in theirs[1].tolist()]
    return np.concatenate([ours[0], np.array([*known, -1], dtype=np.intp)[theirs[0]]])


def _among(wanted: Codes, codes: Codes) -> npt.NDArray[np.bool_]:
    """Mark the numbers that are wanted; -1 is nothing."""
    marked = np.zeros(max(wanted.max(initial=-1), codes.max(initial=-1)) + 2, bool)
    marked[wanted] = True
    marked[-1] = False
    return marked[codes]


def _followed(held: Coded, leads: Rows) -> Coded:
    """Return a column of the register by the units that rows lead to."""
    codes, values = held
    return np.append(codes, -1)[np.maximum(leads, -1)], values


def _apart(register: Table | None, vocabulary: Vocabulary) -> frozenset[str]:
    ids = [] if register is None else register.cells("id")
    return frozenset(units_apart(ids, vocabulary))


def _owners(units: Column, apart: AbstractSet[str]) -> Owners:
    return np.array([NOBODY if unit is None or unit in apart else unit for unit in units.tolist()], dtype=object)


def _nobodys(table: Table) -> Owners:
    return np.full(len(table), NOBODY, dtype=object)


def _numbered(values: Column) -> Numbered:
    codes, distinct = coded(values)
    return codes, {value: place for place, value in enumerate(distinct.tolist())}


def _marked(numbered: Numbered, among: AbstractSet[str]) -> npt.NDArray[np.bool_]:
    """Mark the rows whose value is among some."""
    codes, places = numbered
    marked = np.zeros(len(places) + 1, bool)  # the last is for blank ones
    marked[[places[value] for value in among & places.keys()]] = True
    return marked[codes]


def _unasked(crossings: Crossings, table: Table) -> dict[tuple[str, tuple[str, ...]], int]:
    return crossings.unasked(Facts(Dossier({table.entity: table}), crossings.vocabulary))


def _lacking(crossings: Crossings, subject: Table, register: Table | None) -> AbstractSet[str]:
    tables = {subject.entity: subject} | ({} if register is None else {UNIT: register})
    facts = Facts(Dossier(tables), crossings.vocabulary)
    return {path for path in crossings.paths[subject.entity] if facts.lacks(subject.entity, path).any()}


def _open_rows(table: Table, is_anybodys: bool) -> str:  # noqa: FBT001 - kept by what it is given, in order
    return ascii([row for row in table.unread if is_anybodys or ANY_UNIT in row.units])


def _doubts(table: Table) -> set[tuple[str, str]]:
    told = ((row.units, ascii(row)) for row in table.unread)
    return {(unit, row) for units, row in told for unit in units}


def _bodies(crossings: Crossings, register: Table | None) -> Bodies:
    tables = {} if register is None else {UNIT: register}
    return bodies_named(crossings.bodies, Facts(Dossier(tables), crossings.vocabulary))
