"""The rows of the register: some of them by id, with what lies above, or by a relation that leads to units."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace

import numpy as np

from kstt_rules.large.crossings import UNIT, Crossing, Crossings, Hashes, Rows, related_hashes
from kstt_rules.large.job import REST
from kstt_rules.large.workspace import Workspace
from kstt_rules.model.dossier import Table, stacked

_BASE, _NONE = "units/base", "units/none"
_TABLES = """
CREATE TABLE unit (row INTEGER PRIMARY KEY, id BLOB, parent BLOB, part INTEGER, place INTEGER);
CREATE TABLE found (crossing INTEGER, hash INTEGER, row INTEGER, PRIMARY KEY (crossing, hash, row)) WITHOUT ROWID;
"""


def store_rows(workspace: Workspace, table: Table, plan: Mapping[str, int], crossings: Crossings) -> None:
    """Keep the rows of the register by part, and by what they are found; units of no part are with the rest."""
    parts = np.array([plan.get(unit, REST) for unit in table.cells("id")], dtype=np.int64)
    places = np.zeros(len(table), dtype=np.int64)
    for part in sorted({REST, *plan.values()}):
        own = np.flatnonzero(parts == part)
        places[own] = np.arange(len(own))
        workspace.save(f"units/{part}", replace(table.take(own), unread=()))
    workspace.save(_NONE, table.take(np.arange(0)))
    ids, parents = (map(_bytes, column) for column in (table.cells("id"), _parents(table)))
    with closing(sqlite3.connect(workspace.place(_BASE))) as base, base:
        base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")
        rows = zip(range(len(table)), ids, parents, parts.tolist(), places.tolist(), strict=True)
        base.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", rows)
        base.execute("CREATE INDEX unit_by_id ON unit (id)")
        for number, crossing in enumerate(crossings.beyond):
            if crossing.related == UNIT:
                hashes, found = related_hashes(crossing, table)
                pairs = zip(hashes.astype(np.int64).tolist(), found.tolist(), strict=True)
                base.executemany("INSERT INTO found VALUES (?, ?, ?)", ((number, *pair) for pair in pairs))


def units_of_part(workspace: Workspace, part: int) -> Table:
    """Return the units that belong to a part."""
    return stacked([workspace.load(_NONE), workspace.load(f"units/{part}")])


@contextmanager
def stored_rows(workspace: Workspace, crossings: Crossings) -> Iterator["StoredRows"]:
    """Open the rows that ``store_rows`` has kept."""
    place = workspace.place(_BASE).absolute().as_uri()
    with closing(sqlite3.connect(f"{place}?mode=ro&immutable=1", uri=True)) as base:
        yield StoredRows(workspace, crossings, base)


class StoredRows:
    """The rows of all parts in the workspace, of which no more is in memory than is asked for and one part."""

    def __init__(self, workspace: Workspace, crossings: Crossings, base: sqlite3.Connection) -> None:
        self._workspace = workspace
        self._crossings = crossings.beyond
        self._base = base

    def part(self, unit: str) -> int:
        """Return the part to which a unit belongs."""
        found = self._found(unit)
        return REST if found is None else found[2]

    def of(self, ids: Iterable[str]) -> Rows:
        """Return the rows of some ids, in order."""
        found = {found[0] for unit in ids if (found := self._found(unit)) is not None}
        return np.array(sorted(found), dtype=np.int64)

    def with_above(self, ids: Iterable[str]) -> Rows:
        """Return the rows of some ids and of all units above them, in order."""
        found: set[str] = set()
        level = {*ids}
        while level:
            found |= level
            level = {parent for parent in map(self._parent, level) if parent is not None} - found
        return self.of(found)

    def found_by(self, crossing: Crossing, sought: Hashes) -> Rows:
        """Return the rows to which a relation leads from subjects that look for some hashes."""
        number = self._crossings.index(crossing)
        query = "SELECT row FROM found WHERE crossing = ? AND hash = ?"
        found = (self._base.execute(query, (number, value)) for value in sought.astype(np.int64).tolist())
        return np.array([row for rows in found for (row,) in rows], dtype=np.int64)

    def take(self, rows: Rows) -> Table:
        """Return some rows, in order, from the parts that they belong to."""
        query = "SELECT part, place FROM unit WHERE row = ?"
        found = [self._base.execute(query, (row,)).fetchone() for row in rows.tolist()]
        places = np.array(found, dtype=np.int64).reshape(-1, 2)
        pieces, order = [self._workspace.load(_NONE)], [np.arange(0)]
        for part in np.unique(places[:, 0]).tolist():
            own = np.flatnonzero(places[:, 0] == part)
            pieces.append(self._workspace.load(f"units/{part}").take(places[own, 1]))
            order.append(own)
        return stacked(pieces).take(np.argsort(np.concatenate(order)))

    def _parent(self, unit: str) -> str | None:
        found = self._found(unit)
        return None if found is None or found[1] is None else found[1].decode("utf-8", "surrogatepass")

    def _found(self, unit: str) -> tuple[int, bytes | None, int] | None:
        """Return the row of an id, the id above it, and its part."""
        query = "SELECT row, parent, part FROM unit WHERE id = ?"
        found: tuple[int, bytes | None, int] | None = self._base.execute(query, (_bytes(unit),)).fetchone()
        return found


def _parents(table: Table) -> list[str | None]:
    return [parent if isinstance(parent, str) else None for parent in table.cells("parent")]


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogatepass")
