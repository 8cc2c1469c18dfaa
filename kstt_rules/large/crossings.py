"""Which rows of other units a rule may look at: the relations of a pack that lead beyond the unit of their subject.

All rows of a unit are judged in one part. Rows of other units are found by hashes of the relation's keys. If two keys
have the same hash, a part gets a row too many but never a wrong verdict, because it joins by the keys themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, coded, is_blank, objects
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.bearers import body_conditions
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.submissions import asked_of
from kstt_rules.language import Expr, walk
from kstt_rules.language.nodes import Aggregate
from kstt_rules.model.dossier import Table
from kstt_rules.model.vocabulary import DOSSIER, Relation, Vocabulary
from kstt_rules.pack import Pack, Rule

Hashes = npt.NDArray[np.uint64]
Hashed = tuple[Hashes, npt.NDArray[np.bool_]]
Rows = npt.NDArray[np.int64]

UNIT, FINDING = "unit", "finding"
_MIX = np.uint64(0x9E3779B97F4A7C15)
_NO_HASHES: Hashes = np.zeros(0, np.uint64)
_NO_ROWS: Rows = np.zeros(0, np.int64)


class Crossing(NamedTuple):
    """One alternative of a relation: pairs of (field of the related entity, path of the subject)."""

    subject: str
    related: str
    match: tuple[tuple[str, str], ...]

    @property
    def theirs(self) -> tuple[str, ...]:
        """The fields of the related entity."""
        return tuple(theirs for theirs, _ in self.match)

    @property
    def sides(self) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
        """The paths of the subject by which rows are found, and the fields of the related entity, each with its own."""
        return [(self.subject, ours) for _, ours in self.match], [(self.related, theirs) for theirs in self.theirs]


class Constant(NamedTuple):
    """Something that is true of all units at once, and what it is about.

    That is ``everything``, a Crossing (a ``relation``), an entity with fields by which its rows are found (a
    ``column``), or one with the field of which it is asked whether it was submitted (a ``submission``).
    """

    kind: Literal["everything", "relation", "column", "submission"]
    about: Any


@dataclass(frozen=True)
class Crossings:
    """All alternatives of the relations that the rules of a pack look at, and the bodies that it names.

    Those ``by_blanks`` may lead to a row because a cell of its key is blank. It ``leads_on`` where a rule looks at
    relations of what its subject leads to, or at the dossier as a whole. ``asked`` are the datasets and fields of
    which one asks whether they were submitted.
    """

    vocabulary: Vocabulary
    all: tuple[Crossing, ...]
    bodies: tuple[Expr, ...] = ()
    by_blanks: tuple[Crossing, ...] = ()
    leads_on: bool = False
    asked: Sequence[tuple[str, str | None]] = ()

    @classmethod
    def of(cls, pack: Pack) -> "Crossings":
        """Find the relations in the conditions and messages of a pack."""
        found: dict[Crossing, bool] = {}
        for rule in pack.rules:
            for item, is_open in crossings_of(rule, pack.vocabulary):
                found[item] = found.get(item, False) or is_open
        by_blanks = tuple(item for item, is_open in found.items() if is_open)
        leads_on = any(rule.subject == DOSSIER or any("." in path for path in _paths(rule)) for rule in pack.rules)
        bodies, asked = body_conditions(pack), asked_of(pack)
        return cls(pack.vocabulary, tuple(found), bodies, by_blanks, leads_on=leads_on, asked=asked)

    @cached_property
    def beyond(self) -> tuple[Crossing, ...]:
        """Those that may lead to rows of another unit."""
        return tuple(item for item in self.all if item.related != FINDING and not self._stays(item))

    @cached_property
    def naming(self) -> Mapping[str, Sequence[str]]:
        """The fields that name units, by entity."""
        return {
            entity: [name for name, field in item.fields.items() if field.type == UNIT]
            for entity, item in self.vocabulary.entities.items()
        }

    @cached_property
    def span_everything(self) -> bool:
        """Tell whether some rule may look at rows of any unit, so that all must be judged in one part.

        It looks at findings of other units, at rows that may be any unit's because a cell of their key is blank, at
        relations of what its subject leads to, or at the dossier as a whole.
        """
        findings = [item for item in self.all if item.related == FINDING]
        beyond = any(item.subject != UNIT or not self._stays(item) for item in findings)
        return beyond or self.leads_on or any(map(self._may_be_anybodys, self.by_blanks))

    def _may_be_anybodys(self, item: Crossing) -> bool:
        owner = self.vocabulary.owner_of(item.related)
        asked = [owner] if owner is not None and self._stays(item) else item.theirs
        fields = self.vocabulary.entity(item.related).fields
        return not all(fields[name].required or self.vocabulary.written_unit(item.related, name) for name in asked)

    @cached_property
    def columns(self) -> Sequence[tuple[str, tuple[str, ...]]]:
        """The fields by which some relation finds rows of an entity, several together or just one."""
        alternatives = dict.fromkeys((item.related, item.theirs) for item in self.all if item.related != FINDING)
        single = ((entity, (name,)) for entity, names in alternatives for name in names)
        return tuple(dict.fromkeys((*alternatives, *single)))

    @cached_property
    def paths(self) -> Mapping[str, AbstractSet[str]]:
        """The paths by which subjects find rows, by entity."""
        found: dict[str, set[str]] = {}
        for item in self.all:
            found.setdefault(item.subject, set()).update(ours for _, ours in item.match)
        return found

    @cached_property
    def constants(self) -> Sequence[Constant]:
        """All that is true of all units at once and may turn a verdict."""
        return (
            Constant("everything", "tables"),
            Constant("everything", "bodies"),
            *(Constant("column", columns) for columns in self.columns),
            *(Constant("relation", item) for item in self.all),
            *(Constant("submission", asked) for asked in self.asked),
        )

    def unasked(self, facts: Facts) -> dict[tuple[str, tuple[str, ...]], int]:
        """Count the rows that lack a column by which some relation finds them, one of several or just that."""
        return {
            (entity, names): facts.unasked(entity, names) for entity, names in self.columns if entity in facts.tables
        }

    def sought(self, tables: Mapping[str, Table], units: Table) -> tuple[Hashes, ...]:
        """Return what the rows of all subjects look for beyond their unit, by crossing."""
        return tuple(
            subject_hashes(item, tables[item.subject], units) if item.subject in tables else _NO_HASHES
            for item in self.beyond
        )

    def held(self, tables: Mapping[str, Table]) -> tuple[tuple[Hashes, Rows], ...]:
        """Return by what the rows of tables are found from beyond their unit, and their numbers, by crossing."""
        return tuple(
            related_hashes(item, tables[item.related]) if item.related in tables else (_NO_HASHES, _NO_ROWS)
            for item in self.beyond
        )

    def _stays(self, item: Crossing) -> bool:
        theirs, ours = (self.vocabulary.owner_of(entity) for entity in (item.related, item.subject))
        return theirs is not None and ours is not None and (theirs, ours) in item.match


def crossings_of(rule: Rule, vocabulary: Vocabulary) -> Iterator[tuple[Crossing, bool]]:
    """Yield the alternatives of the relations that a rule looks at, and whether a blank cell of the key may be any."""
    for relation in _relations(rule, vocabulary):
        for alternative in (*relation.match, *relation.perhaps):
            yield Crossing(rule.subject, relation.entity, tuple(alternative.items())), relation.blank_keys == "unknown"


def subject_hashes(item: Crossing, table: Table, units: Table) -> Hashes:
    """Return what the rows of the subject entity look for, each once; ``units`` holds every unit that they name."""
    return np.unique(mixed([hashed(_followed(table, ours, units)) for _, ours in item.match])[0])


def related_hashes(item: Crossing, table: Table) -> tuple[Hashes, Rows]:
    """Return by what rows of the related entity are found, and their numbers."""
    return mixed([hashed(_column(table, name)) for name in item.theirs])


def _relations(rule: Rule, vocabulary: Vocabulary) -> Iterator[Relation]:
    for path in _paths(rule):
        if "." not in path:
            yield vocabulary.relation(rule.subject, path)


def _paths(rule: Rule) -> Iterator[str]:
    for part in (part for expr in rule.expressions for part in walk(expr)):
        if isinstance(part, Aggregate):
            yield part.relation


def hashed(column: Column) -> Hashed:
    """Return a hash of each value of a column, and where there is one."""
    codes, distinct = coded(column)
    digests = (blake2b(ascii(value).encode(), digest_size=8).digest() for value in distinct)
    return np.append(np.frombuffer(b"".join(digests), np.uint64), np.uint64(0))[codes], codes >= 0


def mixed(columns: Sequence[Hashed]) -> tuple[Hashes, Rows]:
    """Return one hash of several values a row, and the numbers of the rows in which none of them is missing."""
    there = np.logical_and.reduce([there for _, there in columns])
    total = np.zeros(len(there), np.uint64)
    for hashes, _ in columns:
        total = total * _MIX + hashes
    return total[there], np.flatnonzero(there)


def _followed(table: Table, path: str, units: Table) -> Column:
    name, _, of_unit = path.partition(".")
    column = _column(table, name)
    if not of_unit:
        return column
    held = dict(zip(units.cells("id"), _column(units, of_unit), strict=True))
    return objects(map(held.get, column.tolist()), len(column))


def _column(table: Table, name: str) -> Column:
    return table.columns[name] if name in table.columns else np.full(len(table), None, dtype=object)


def named_units(tables: Mapping[str, Table], vocabulary: Vocabulary) -> set[str]:
    """Return the ids of all units that rows name."""
    names: set[str] = set()
    for entity, table in tables.items():
        for name, item in vocabulary.entity(entity).fields.items():
            if item.type == UNIT:
                names.update(unit for unit in {*table.cells(name)} if not is_blank(unit))
    return names
