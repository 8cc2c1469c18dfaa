"""The units of a register in a file, for whoever looks up some of them and has no room for all."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from kstt_rules.intake.units.unit_index import (
    NAMES_AT_ONCE,
    NameForm,
    Unit,
    WrittenName,
    first_words,
    head_keys,
    whole_keys,
    written_names,
)

_TABLES = """
CREATE TABLE unit (place INTEGER PRIMARY KEY, unit BLOB);
CREATE TABLE kind (id BLOB PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE word (word BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE name (folded BLOB, id BLOB, place INTEGER);
CREATE TABLE key (form TEXT, key BLOB, is_head INTEGER, place INTEGER, PRIMARY KEY (form, key, is_head, place))
WITHOUT ROWID;
"""


def store_units(units: Iterable[Unit], path: Path) -> None:
    """Write the index of a register into a new file."""
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")
        base.executemany("INSERT INTO unit VALUES (?, ?)", enumerate(map(pickle.dumps, units)))
        kinds = ((_bytes(unit.id), unit.kind) for unit in units if unit.taken)
        base.executemany("INSERT OR REPLACE INTO kind VALUES (?, ?)", kinds)
        words = ((_bytes(word),) for unit in units for word in first_words(unit))
        base.executemany("INSERT OR IGNORE INTO word VALUES (?)", words)
        names = (name for place, unit in enumerate(units) for name in written_names(unit, place))
        rows = ((_bytes(name.folded), _bytes(name.id), name.place) for name in names)
        base.executemany("INSERT INTO name VALUES (?, ?, ?)", rows)
        base.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?, ?)", _keys(units))


@contextmanager
def stored_units(path: Path) -> Iterator["StoredUnits"]:
    """Open the file of a register, which nobody changes any more."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        yield StoredUnits(base)


class StoredUnits:
    """Units in a file, found as those in memory are."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Those of all units."""
        return frozenset(_text(word) for (word,) in self._base.execute("SELECT word FROM word"))

    def __iter__(self) -> Iterator[Unit]:
        return (_unit(found) for (found,) in self._base.execute("SELECT unit FROM unit ORDER BY place"))

    def unit(self, place: int) -> Unit:
        """Return it as it was stored."""
        (found,) = self._base.execute("SELECT unit FROM unit WHERE place = ?", (place,)).fetchone()
        return _unit(found)

    def kind(self, unit_id: str) -> str | None:
        """Return that of the last unit with the id."""
        query = "SELECT kind FROM kind WHERE id = ?"
        found: tuple[str | None] | None = self._base.execute(query, (_bytes(unit_id),)).fetchone()
        return None if found is None else found[0]

    def places(self, form: NameForm, key: str) -> Sequence[int]:
        """Return them in order."""
        query = "SELECT place FROM key WHERE form = ? AND key = ? ORDER BY is_head, place"
        return [place for (place,) in self._base.execute(query, (form.value, _bytes(key)))]

    def names(self) -> Iterator[Sequence[WrittenName]]:
        """Yield them in the order of their units."""
        rows = self._base.execute("SELECT folded, id, place FROM name ORDER BY rowid")
        while some := rows.fetchmany(NAMES_AT_ONCE):
            yield [WrittenName(_text(name), _text(unit_id), place) for name, unit_id, place in some]


def _keys(units: Iterable[Unit]) -> Iterator[tuple[str, bytes, bool, int]]:
    for place, unit in enumerate(units):
        for form in NameForm:
            for is_head, keys_of in enumerate((whole_keys, head_keys)):
                yield from ((form.value, _bytes(key), bool(is_head), place) for key in keys_of(form, unit))


def _unit(data: bytes) -> Unit:
    unit: Unit = pickle.loads(data)  # noqa: S301 - a file of our own that nobody else may write
    return unit


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
