"""Rows that look for rows of another dataset: what these look for and those have, as numbers, and whose they are."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.columns import Index, Texts, numbered

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """What subjects look for, and what related rows have of it, as numbers below ``size``; -1 is nothing.

    ``of_subjects`` and ``of_related`` are the groups of these rows.
    """

    sought: Index
    held: Index
    size: int
    of_subjects: Texts
    of_related: Texts

    def led_to(self, subjects: Mask) -> Mask:
        """Mark the related rows that some subjects look for."""
        return self._among(self.sought[subjects])[self.held]

    def looking_at(self, groups: AbstractSet[str]) -> frozenset[str]:
        """Return the groups of the subjects that look for rows of some groups."""
        wanted = self._among(self.held[marked(self.of_related, groups)])
        return values_at(self.of_subjects, wanted[self.sought])

    def _among(self, numbers: Index) -> Mask:
        """Tell of each number whether it is one of some; the last is for nothing."""
        found = np.zeros(self.size + 1, bool)
        found[numbers] = True
        found[-1] = False
        return found


def meeting_of(ours: Sequence[Texts], theirs: Sequence[Texts], of_subjects: Texts, of_related: Texts) -> Meeting:
    """Number what subjects look for in some columns, and related rows by which of that they have."""
    columns = [*map(_as_one, ours, theirs)]
    codes, size = columns[0], len(ours[0].distinct)
    if len(columns) > 1:
        there = np.logical_and.reduce([column >= 0 for column in columns])
        numbers, values = coded(numbered(columns, len(there)))
        codes, size = np.where(there, numbers, -1), len(values)
    sought, held = np.split(codes, [len(ours[0].codes)])
    return Meeting(sought, held, size, of_subjects, of_related)


def _as_one(ours: Texts, theirs: Texts) -> Index:
    """Return two columns, one below the other, by the numbers of ours; other values are as good as blank."""
    if ours is theirs:
        return np.tile(ours.codes, 2)
    places = {value: place for place, value in enumerate(ours.distinct.tolist())}
    known = [places.get(value, -1) for value in theirs.distinct.tolist()]
    return np.concatenate([ours.codes, np.array([*known, -1], dtype=np.int64)[theirs.codes]])


def marked(column: Texts, wanted: AbstractSet[str]) -> Mask:
    """Mark the rows whose value is among some."""
    return np.array([*map(wanted.__contains__, column.distinct.tolist()), False])[column.codes]


def values_at(column: Texts, rows: Mask) -> frozenset[str]:
    """Return the values of some rows."""
    found = np.zeros(len(column.distinct) + 1, bool)
    found[column.codes[rows]] = True
    return frozenset(column.distinct[found[:-1]])
