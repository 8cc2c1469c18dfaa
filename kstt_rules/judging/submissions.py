"""Whether a dataset, or a column of it, was submitted: at all, and of which units; what was not read leaves it open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Final

import numpy as np

from kstt_rules.base.arrays import is_blank
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.kept import made_once
from kstt_rules.base.memo import Memo
from kstt_rules.language.columns import Texts, Truths
from kstt_rules.language.nodes import Submission, walk
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.dossier import ANY_UNIT, Dossier, Reject, Table, UnreadRow
from kstt_rules.model.vocabulary import DOSSIER, Vocabulary
from kstt_rules.pack.model import Pack


@dataclass(frozen=True)
class Submitted:
    """Of which ``units`` a dataset or a column was submitted, by their ids, and whether it was ``at_all``.

    ``unread`` are the rows of the dataset of which it is not known what they say. A column that was not understood may
    be the one that is asked for: ``is_open``.
    """

    at_all: bool
    units: frozenset[str]
    unread: tuple[UnreadRow, ...] = ()
    is_open: bool = False

    @property
    def of_whole(self) -> int:
        """Tell whether it is in the dossier: a truth."""
        return TRUE if self.at_all else UNKNOWN if self.unread or self.is_open else FALSE

    def of_unit(self, unit: str | None) -> int:
        """Tell whether it was submitted of a unit, None for one that is not known: a truth."""
        if unit is None:
            return UNKNOWN if self.at_all else self.of_whole
        if unit in self.units:
            return TRUE
        return UNKNOWN if self.is_open or not self._open_units.isdisjoint((unit, ANY_UNIT)) else FALSE

    def of_units(self, units: Any) -> Truths:
        """Tell the same of a column of units, which are texts."""
        assert isinstance(units, Texts)
        return np.array([*map(self.of_unit, units.distinct), self.of_unit(None)], np.int8)[units.codes]

    def rows_of(self, unit: str | None) -> Iterator[UnreadRow]:
        """Yield the unread rows that may be of a unit, None for the whole dossier."""
        yield from (row for row in self.unread if unit is None or not {unit, ANY_UNIT}.isdisjoint(row.units))

    @cached_property
    def _open_units(self) -> frozenset[str]:
        return frozenset(unit for row in self.unread for unit in row.units)


WHOLE_TABLE: Final = Table(DOSSIER, {"id": np.array([DOSSIER], dtype=object)}, (), np.zeros(1, int), np.zeros(1, int))
"""The one row of the dossier itself; it stands in no file."""

Submissions = Mapping[str, Submitted]
"""By what is asked: ``report``, or ``report.sent_on``."""


def submissions_of(
    dossier: Dossier,
    vocabulary: Vocabulary,
    asked: Iterable[tuple[str, str | None]],
    *,
    lacking: AbstractSet[str] = frozenset(),
    memo: Memo | None = None,
) -> Submissions:
    """Return what a dossier holds of datasets and fields before anything is added that only follows from it.

    ``lacking`` are the fields, as ``report.sent_on``, that a column which was not understood may hold.
    """
    memo, found = memo or Memo(), {}
    for entity, name in asked:
        key = key_of(entity, name)
        table, is_open = dossier.tables.get(entity), name is not None and key in lacking
        unplaced = memo.same(("unplaced", entity), dossier.unplaced.get(entity, ()))
        found[key] = memo.of(_submitted, table, unplaced, vocabulary.owner_of(entity), name, is_open)
    return found


def lacking_in(rejects: Iterable[Reject]) -> frozenset[str]:
    """Return the fields that columns which were not understood may hold."""
    return frozenset(name for reject in rejects for name in reject.lacking)


def key_of(entity: str, name: str | None) -> str:
    """Return by what a dataset, or a field of one, is found among the submissions."""
    return entity if name is None else f"{entity}.{name}"


def _submitted(
    table: Table | None,
    unplaced: tuple[UnreadRow, ...],
    owner: str | None,
    name: str | None,
    is_open: bool,  # noqa: FBT001 - what is kept is told by its place
) -> Submitted:
    if table is None:
        return Submitted(at_all=False, units=frozenset(), unread=unplaced, is_open=is_open)
    at_all = name is None or name in table.columns
    units = _units(table, owner, name) if at_all else frozenset()
    return Submitted(at_all, units, table.unread, is_open)


def _units(table: Table, owner: str | None, name: str | None) -> frozenset[str]:
    if owner is None or owner not in table.columns:
        return frozenset()
    units = table.columns[owner]
    if name is not None and name in table.absent:
        units = units[~table.absent[name]]
    return frozenset(unit for unit in {*units.tolist()} if not is_blank(unit))


@made_once
def asked_of(pack: Pack) -> Sequence[tuple[str, str | None]]:
    """Return the datasets and fields of which the rules of a pack ask whether they were submitted."""
    parts = (part for rule in pack.rules for expr in rule.expressions for part in walk(expr))
    return tuple(dict.fromkeys((part.entity, part.name) for part in parts if isinstance(part, Submission)))
