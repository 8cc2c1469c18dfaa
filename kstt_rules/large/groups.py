"""A dossier in memory, by unit: cut out some units to judge them, and find the units that a change may touch."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.kept import Once
from kstt_rules.base.memo import Memo
from kstt_rules.judging.bearers import Bodies, bodies_named
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.part import Part
from kstt_rules.judging.submissions import Submissions, Submitted, key_of, lacking_in, submissions_of
from kstt_rules.language.columns import Index, Texts, as_codes
from kstt_rules.large.crossings import UNIT, Constant, Crossing, Crossings, Rows
from kstt_rules.large.differing_rows import Differing, differing_rows
from kstt_rules.large.meeting import Mask, Meeting, marked, meeting_of, values_at
from kstt_rules.large.read_batches import units_apart
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Table, UnreadRow
from kstt_rules.model.vocabulary import DOSSIER, Vocabulary

NOBODY = ""
"""The group of the rows that belong to no unit."""


Owners = npt.NDArray[np.object_]
"""The group of each row."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The groups whose verdicts may have changed, and in which fields datasets differ, None for more than values."""

    touched: frozenset[str]
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
        self._memo, self._once = memo or Memo(), Once()
        register = dossier.tables.get(UNIT)
        self._apart = self._memo.of(_apart, register, self._vocabulary)
        self.owned: Mapping[str, Texts] = {DOSSIER: _NOBODYS, **{name: self._grouped(name) for name in tables}}

    def prepare(self) -> None:
        """Find out now what the first edit is held against."""
        _ = self.constants, self._meetings

    @property
    def has_apart(self) -> bool:
        """Tell whether some unit of the register has no group of its own."""
        register = self.dossier.tables.get(UNIT)
        return register is not None and not self._apart.isdisjoint(register.cells("id"))

    def group(self, unit: str | None) -> str:
        """Return the group of a unit's rows."""
        return NOBODY if unit is None or unit in self._apart else unit

    def part(
        self, groups: frozenset[str], entities: AbstractSet[str] | None, submissions: Submissions
    ) -> tuple[Facts, dict[str, Rows]]:
        """Cut out groups, with the rows that their rules may look at; of the units all stay.

        Where only rules that look at some ``entities`` are judged, of the others no row is taken. Return also which
        rows of each entity these are.
        """
        whole = self.dossier.tables
        own = {name: self.marks(name, groups) for name in whole if entities is None or name in entities}
        kept = {name: np.ones(len(marks), bool) if name == UNIT else marks.copy() for name, marks in own.items()}
        for item, meeting in zip(self._crossings.beyond, self._meetings, strict=True):
            if meeting is not None and item.related in own and item.subject in own:
                kept[item.related] |= meeting.led_to(own[item.subject])
        rows = dict.fromkeys(whole, _NO_ROWS) | {name: np.flatnonzero(marks) for name, marks in kept.items()}
        beside = dict.fromkeys(whole, _NO_MARKS) | {name: ~own[name][marks] for name, marks in kept.items()}
        sizes = {name: len(table) for name, table in whole.items()}
        part = Part(beside, sizes, self.unasked, is_first=NOBODY in groups, bodies=self.bodies)
        return self.facts.cut(rows, part, submissions), rows

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
                return self._open_rows(crossing) if tables[crossing.related].unread else (), size
            case "submission", asked:
                found = self._submissions[key_of(*asked)]
                rows = [row for row in found.unread if not found.at_all or ANY_UNIT in row.units]
                return found.at_all, found.is_open, rows
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
        return frozenset({NOBODY}).union(*(owned.distinct for owned in self.owned.values()))

    def owners(self, entity: str) -> Owners:
        """Return the group of each row of an entity."""
        owned = self.owned.get(entity, _NO_ONES)
        return owned.distinct[owned.codes]

    def places(self, entity: str, places: Mapping[str, int]) -> Index:
        """Return the places that the groups of rows have, -1 for those that have none."""
        return self.owned.get(entity, _NO_ONES).placed(places)

    def marks(self, entity: str, groups: frozenset[str]) -> Mask:
        """Mark the rows of an entity that belong to some groups."""
        return self._once.of(self._marks, entity, groups)

    def _marks(self, entity: str, groups: frozenset[str]) -> Mask:
        return marked(self.owned.get(entity, _NO_ONES), groups)

    def changed_since(self, before: "Groups") -> Changed:
        """Tell what differs from before, and the groups whose verdicts may: those, and what looks at one of them."""
        both, entities = (before, self), self.dossier.tables.keys() | before.dossier.tables.keys()
        changed, looking, named = set[str](), set[str](), frozenset[str]()
        fields = dict[str, frozenset[str] | None]()
        for entity in entities:
            then, now = (groups.dossier.tables.get(entity) for groups in both)
            if then is now:
                continue
            rows = _differing(entity, *((groups.facts, groups.owners(entity)) for groups in both))
            doubted = _doubted(then, now)
            fields[entity] = None if doubted else rows.fields
            changed |= rows.owners.union(map(self.group, doubted))
            looking |= before.seeking(entity, doubted) | self.seeking(entity, doubted)
            if entity == UNIT:
                ids = ((groups.facts, groups.facts.held(UNIT, "id")) for groups in both)
                named = _differing(UNIT, *ids).owners | doubted
        own = frozenset(changed)
        if named:
            own = own.union(*(groups.naming(groups.below(named)) for groups in both))
        differing = entities if named else fields.keys()
        return Changed(own.union(looking, *(groups.looking_at(own, differing) for groups in both)), fields)

    def seeking(self, entity: str, units: AbstractSet[str]) -> set[str]:
        """Return the groups that look for the rows that a dataset has, or may have, of some units."""
        owner, found = self._vocabulary.owner_of(entity), set[str]()
        for item in self._crossings.beyond if units else ():
            if item.related == entity and item.subject in self.dossier.tables:
                for ours in (ours for theirs, ours in item.match if theirs == owner):
                    found |= values_at(self.owned[item.subject], marked(self._coded(item.subject, ours), units))
        return found

    def looking_at(self, groups: frozenset[str], entities: AbstractSet[str]) -> set[str]:
        """Return the groups that look at rows of some entities which belong to some groups."""
        found = set[str]()
        for item, meeting in zip(self._crossings.beyond, self._meetings, strict=True):
            if meeting is not None and item.related in entities:
                found |= values_at(self.owned[item.subject], meeting.led_from(self.marks(item.related, groups)))
        return found

    def _grouped(self, entity: str) -> Texts:
        owner = self._vocabulary.owner_of(entity)
        if owner is None:
            return self._memo.of(_nobodys, self.dossier.tables[entity])
        return self._memo.of(_owned, self._coded(entity, owner), self._apart)

    @cached_property
    def _meetings(self) -> Sequence[Meeting | None]:
        """Who looks for whom by each crossing that may lead to other groups; None where it has no rows at all."""
        tables = self.dossier.tables
        return [
            self._memo.of(meeting_of, *(tuple(self._coded(*of) for of in side) for side in item.sides))
            if item.subject in tables and item.related in tables
            else None
            for item in self._crossings.beyond
        ]

    def _coded(self, entity: str, path: str) -> Texts:
        """Return the values that a path leads to, of whatever kind, as numbers."""
        name, _, of_unit = path.partition(".")
        if of_unit:
            return self._memo.of(_followed, self._coded(UNIT, of_unit), self.facts.follow(entity, name))
        values = self.facts.column(entity, name).values
        return values if isinstance(values, Texts) else self._memo.of(as_codes, self.facts.held(entity, name))

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
                    found |= values_at(self.owned[entity], marked(self._coded(entity, name), units))
        return found | {self.group(unit) for unit in units}

    def _open_rows(self, item: Crossing) -> tuple[UnreadRow, ...]:
        """Tell the unread rows that may be anybody's, so that they cannot be left to the units that they name."""
        is_anybodys = self._vocabulary.owner_of(item.related) not in item.theirs
        return self._memo.of(_open_rows, self.dossier.tables[item.related], is_anybodys)


_NO_ROWS: Final[Rows] = np.zeros(0, np.int64)
_NO_MARKS: Final[Mask] = np.zeros(0, bool)
_NO_ONES: Final = Texts(_NO_ROWS, np.array([], dtype=object))
_NOBODYS: Final = Texts(np.zeros(1, np.int64), np.array([NOBODY], dtype=object))


_Side = tuple[Facts, Owners]


def _differing(entity: str, then: _Side, now: _Side) -> Differing:
    """Return what differs between two sides, everything where one has no such dataset."""
    if entity in then[0].tables and entity in now[0].tables:
        return differing_rows(entity, *then, *now)
    return Differing(frozenset({*then[1], *now[1]}), None)


def _followed(held: Texts, leads: Rows) -> Texts:
    """Return a column of the register by the units that rows lead to."""
    return Texts(np.append(held.codes, -1)[np.maximum(leads, -1)], held.distinct)


def _apart(register: Table | None, vocabulary: Vocabulary) -> frozenset[str]:
    ids = [] if register is None else register.cells("id")
    return frozenset(units_apart(ids, vocabulary))


def _owned(units: Texts, apart: AbstractSet[str]) -> Texts:
    """Return the group of each row by its unit."""
    places: dict[str, int] = {}
    named = [NOBODY if unit in apart else unit for unit in units.distinct.tolist()]
    numbers = np.array([places.setdefault(group, len(places)) for group in (*named, NOBODY)])
    return Texts(numbers[units.codes], objects(places, len(places)))


def _nobodys(table: Table) -> Texts:
    return Texts(np.zeros(len(table), np.int64), _NOBODYS.distinct)


def _unasked(crossings: Crossings, table: Table) -> dict[tuple[str, tuple[str, ...]], int]:
    return crossings.unasked(Facts(Dossier({table.entity: table}), crossings.vocabulary))


def _lacking(crossings: Crossings, subject: Table, register: Table | None) -> AbstractSet[str]:
    tables = {subject.entity: subject} | ({} if register is None else {UNIT: register})
    facts = Facts(Dossier(tables), crossings.vocabulary)
    return {path for path in crossings.paths[subject.entity] if facts.lacks(subject.entity, path).any()}


def _open_rows(table: Table, is_anybodys: bool) -> tuple[UnreadRow, ...]:  # noqa: FBT001 - kept by what is given
    return tuple(row for row in table.unread if is_anybodys or ANY_UNIT in row.units)


def _doubted(then: Table | None, now: Table | None) -> frozenset[str]:
    """Return the units that other rows which were not read may be about."""
    old, new = (_by_unit(table) for table in (then, now))
    return frozenset(unit for unit in old.keys() | new.keys() if old.get(unit) != new.get(unit))


def _by_unit(table: Table | None) -> Mapping[str, Sequence[UnreadRow]]:
    found: dict[str, list[UnreadRow]] = {}
    for row in () if table is None else table.unread:
        for unit in row.units:
            found.setdefault(unit, []).append(row)
    return found


def _bodies(crossings: Crossings, register: Table | None) -> Bodies:
    tables = {} if register is None else {UNIT: register}
    return bodies_named(crossings.bodies, Facts(Dossier(tables), crossings.vocabulary))
