"""A dossier in memory, by unit: cut out some units to judge them, and find the units that a change may touch."""

from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.judging.bearers import bodies_named
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.part import Part
from kstt_rules.judging.submissions import lacking_in, submissions_of
from kstt_rules.large.crossings import UNIT, Crossing, Crossings, Hashes, Rows, row_hashes, seeking_hashes
from kstt_rules.large.read_batches import units_apart
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Table, UnreadRow

NOBODY = ""
"""The group of the rows that belong to no unit."""


class Groups:
    """A complete dossier by the units that its rows belong to."""

    def __init__(self, dossier: Dossier, crossings: Crossings) -> None:
        self.dossier = dossier
        self.facts = Facts(dossier, crossings.vocabulary)
        self._crossings = crossings
        self._vocabulary = crossings.vocabulary
        ids = self.units["id"].tolist()
        self._apart = units_apart(ids, self._vocabulary)
        self._owners = {entity: self.owners(table) for entity, table in dossier.tables.items()}

    def group(self, unit: str | None) -> str:
        """Return the group of a unit's rows."""
        return NOBODY if unit is None or unit in self._apart else unit

    def owners(self, table: Table) -> npt.NDArray[np.object_]:
        """Return the group of each row of a table."""
        owner = self._vocabulary.owner_of(table.entity)
        units = table.frame[owner] if owner is not None and owner in table.frame else [None] * len(table)
        return np.array([self.group(unit) for unit in units], dtype=object)

    def part(self, groups: AbstractSet[str]) -> tuple[Dossier, Part]:
        """Cut out groups, with the rows that their rules may look at; of the units all stay."""
        whole = self.dossier.tables
        own = {entity: np.isin(owners, [*groups]) for entity, owners in self._owners.items()}
        kept = {entity: np.ones(len(mask), bool) if entity == UNIT else mask.copy() for entity, mask in own.items()}
        frames = {entity: table.frame[own[entity]] for entity, table in whole.items()}
        sought = self._crossings.sought(frames, self.units)
        for item, wanted, (hashes, rows) in zip(self._crossings.beyond, sought, self._held, strict=True):
            if item.related in kept:
                kept[item.related][rows[np.isin(hashes, wanted)]] = True
        tables = {name: table.take(np.flatnonzero(kept[name])) for name, table in whole.items()}
        beside = {name: ~own[name][kept[name]] for name in tables}
        sizes = {entity: len(table) for entity, table in whole.items()}
        return Dossier(tables), Part(beside, sizes, self._crossings.unasked(self.facts), is_first=NOBODY in groups)

    @property
    def constants(self) -> tuple[object, ...]:
        """What is true of all groups at once: which datasets there are, and which rows may be anybody's."""
        unasked = self._crossings.unasked(self.facts)
        lacking = tuple(
            (item, len(self.dossier.tables[item.related]))
            for item in self._crossings.all
            if item.related in self.dossier.tables
            and item.subject in self.dossier.tables
            and any(self.facts.lacks(item.subject, ours).any() for _, ours in item.match)
        )
        open_to_all = tuple(
            (
                item,
                ascii([row for row in self.dossier.tables[item.related].unread if self._is_open(row, item)]),
            )
            for item in self._crossings.all
            if item.related in self.dossier.tables
        )
        bodies = tuple(bodies_named(self._crossings.bodies, self.facts).items())
        return (tuple(self.dossier.tables), tuple(unasked.items()), lacking, open_to_all, bodies, self._submissions)

    @property
    def _submissions(self) -> tuple[object, ...]:
        """What is true of all groups at once of the datasets of which rules ask whether they were submitted."""
        columns = lacking_in(self.dossier.rejects)
        found = submissions_of(self.dossier, self._vocabulary, self._crossings.asked, lacking=columns)
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
        now, then = self.signatures(), before.signatures()
        changed = {group for group in now.keys() | then.keys() if now.get(group) != then.get(group)}
        both = (self, before)
        named = {unit for unit, _ in self.unit_rows() ^ before.unit_rows()}
        named |= {unit for _, unit, _ in self.doubts() ^ before.doubts()}
        touched = changed.union(*(groups.naming(groups.below(named)) for groups in both))
        sought = [np.concatenate(hashes) for hashes in zip(*(groups.held_by(touched) for groups in both), strict=True)]
        return touched.union(*(groups.seeking(sought) for groups in both))

    @property
    def units(self) -> pd.DataFrame:
        """The rows of the register."""
        table = self.dossier.tables.get(UNIT)
        return pd.DataFrame({"id": pd.Series([], dtype=object)}) if table is None else table.frame

    @cached_property
    def _held(self) -> tuple[tuple[Hashes, Rows], ...]:
        return self._crossings.held(self.dossier.tables)

    def signatures(self) -> dict[str, tuple[object, ...]]:
        """Return all that stands in the rows of each group, and where it stands."""
        found: dict[str, list[object]] = {}
        for entity, table in self.dossier.tables.items():
            rows = row_hashes(table).tolist()
            for owner, row in zip(self._owners[entity].tolist(), rows, strict=True):
                found.setdefault(owner, []).append((entity, row))
        for doubt in sorted(self.doubts()):
            found.setdefault(self.group(doubt[1]), []).append(doubt)
        return {group: tuple(rows) for group, rows in found.items()}

    def doubts(self) -> set[tuple[str, str, str]]:
        """Return the unread rows of each dataset that may be about a unit."""
        rows = [(entity, row) for entity, table in self.dossier.tables.items() for row in table.unread]
        return {(entity, unit, ascii(row)) for entity, row in rows for unit in row.units}

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
        own = {entity: np.isin(owners, [*groups]) for entity, owners in self._owners.items()}
        items = zip(self._crossings.beyond, self._held, strict=True)
        return [hashes[own[item.related][rows]] if len(rows) else hashes for item, (hashes, rows) in items]

    def seeking(self, sought: list[Hashes]) -> set[str]:
        """Return the groups with a row that looks for some of what is sought, by crossing."""
        found: set[str] = set()
        for item, hashes in zip(self._crossings.beyond, sought, strict=True):
            if item.subject in self.dossier.tables and len(hashes):
                own, rows = seeking_hashes(item, self.dossier.tables[item.subject].frame, self.units)
                found.update(self._owners[item.subject][rows[np.isin(own, hashes)]])
        return found

    def _is_open(self, row: UnreadRow, item: Crossing) -> bool:
        """Tell whether an unread row may be anybody's, so that it cannot be left to the units that it names."""
        return self._vocabulary.owner_of(item.related) not in item.theirs or ANY_UNIT in row.units
