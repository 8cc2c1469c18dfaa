"""One row of the facts, as the interpreter sees it, with the cell of every value."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.submissions import Submitted
from kstt_rules.language.columns import Data
from kstt_rules.language.evaluate_row import ABSENT, Absent, Related
from kstt_rules.model.dossier import Source, Table
from kstt_rules.model.vocabulary import Vocabulary


class Rows(Data, Protocol):
    """All rows of an audit, as one of them looks at the others."""

    vocabulary: Vocabulary
    tables: Mapping[str, Table]

    def row(self, entity: str, index: int) -> "FactRow":
        """Return one row of an entity."""

    def values(self, entity: str, name: str) -> npt.NDArray[np.object_]:
        """Return a field of all rows of an entity."""

    def unread(self, entity: str, index: int, relation: str) -> Iterator[Source]:
        """Yield the places of the unread rows that a relation of a row may lead to."""

    def ids(self, entity: str) -> tuple[str, ...]:
        """Return the stable id of every row of an entity."""

    def holds(self, entity: str, name: str) -> bool:
        """Tell whether the table of an entity has a column for a field."""

    def place(self, entity: str, index: int) -> tuple[Table, int]:
        """Return the table that a row stands in, and its number there."""

    def unit_row(self, unit: str | None) -> int | None:
        """Return the row number of a unit by its id."""

    def submission(self, entity: str, name: str | None) -> Submitted:
        """Return what was submitted of a dataset, or of the column for a field of it."""

    def asked_owner(self, entity: str, other: str) -> str | None:
        """Return the field with the unit of which a subject asks for a dataset; None where it asks the whole."""


class FactRow:
    """One row of the facts, as the interpreter sees it."""

    __slots__ = ("entity", "facts", "index")

    def __init__(self, facts: Rows, entity: str, index: int) -> None:
        self.facts, self.entity, self.index = facts, entity, index

    def value(self, name: str) -> Any:
        """Return a field: a plain value, None where the cell is blank, ABSENT where there was no column."""
        return self.facts.values(self.entity, name)[self.index]

    def follow(self, name: str) -> "FactRow | Absent | None":
        """Return the unit that a field leads to, None where it leads nowhere."""
        row = int(self.facts.follow(self.entity, name)[self.index])
        return ABSENT if row == -2 else None if row == -1 else self.facts.row("unit", row)

    def related(self, relation: str) -> Related | None:
        """Return the rows of a relation, or None where their dataset was not submitted."""
        pairs = self.facts.pairs(self.entity, relation)
        if pairs is None:
            return None
        low, high = pairs.subject.searchsorted((self.index, self.index + 1)).tolist()
        doubtful = pairs.doubtful[self.index].item()
        if low == high:
            return Related((), doubtful)
        entity = self.facts.vocabulary.relation(self.entity, relation).entity
        rows = tuple([FactRow(self.facts, entity, row) for row in pairs.related[low:high].tolist()])
        unsure = [] if pairs.unsure is None else pairs.unsure[low:high].nonzero()[0].tolist()
        return Related(rows, doubtful, frozenset(unsure))

    def unread(self, relation: str) -> Iterator[Source]:
        """Yield the places of the unread rows that may be of a relation, those about the row's unit first."""
        return self.facts.unread(self.entity, self.index, relation) if "." not in relation else iter(())

    def submitted(self, entity: str, name: str | None) -> int:
        """Tell whether a dataset, or a column for a field of it, was submitted of the row's unit: a truth."""
        found, owner = self.facts.submission(entity, name), self.facts.asked_owner(self.entity, entity)
        return found.of_whole if owner is None else found.of_unit(self._unit(owner))

    def unread_of(self, entity: str, name: str | None) -> Iterator[Source]:
        """Yield the places of what was not read and may be what was submitted of the row's unit."""
        owner = self.facts.asked_owner(self.entity, entity)
        rows = self.facts.submission(entity, name).rows_of(None if owner is None else self._unit(owner))
        yield from (row.source for row in rows)

    def _unit(self, owner: str) -> str | None:
        unit = self.value(owner)
        return unit if isinstance(unit, str) else None

    @property
    def places(self) -> tuple[Source, ...]:
        """The cell that stands for the row; the dossier as a whole stands in none."""
        return (self.source(),) if self.facts.tables[self.entity].sheets else ()

    def source(self, name: str | None = None) -> Source:
        """Locate a field's cell, else that of the column it was read from, else the cell that stands for the row.

        A derived value that no cell gave, such as a due day that the pack sets, lies in the latter.
        """
        table, row = self.facts.place(self.entity, self.index)
        if name is None:
            return table.source(row)
        is_own = name in table.sheets[table.origin[row]].columns or (row, name) in table.moved
        if not is_own:
            field = self.facts.vocabulary.entity(self.entity).fields[name]
            if field.derived and field.reads and self.value(field.reads) in (None, ABSENT):
                return table.source(row)
            name = field.reads or name
        return table.source(row, name)

    @property
    def id(self) -> str:
        """The row's stable id."""
        return self.facts.ids(self.entity)[self.index]
