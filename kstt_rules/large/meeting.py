"""Rows that look for rows of another dataset: what these look for and those have, as numbers."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.columns import Index, Texts, numbered

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What subjects look for, and what related rows have of it, as numbers below ``size``; -1 is nothing."""

    sought: Index
    held: Index
    size: int

    def led_to(self, subjects: Mask) -> Mask:
        """Mark the related rows that some subjects look for."""
        return self._among(self.sought[subjects])[self.held]

    def led_from(self, related: Mask) -> Mask:
        """Mark the subjects that look for some related rows."""
        return self._among(self.held[related])[self.sought]

    def _among(self, numbers: Index) -> Mask:
        """Tell of each number whether it is one of some; the last is for nothing."""
        found = np.zeros(self.size + 1, bool)
        found[numbers] = True
        found[-1] = False
        return found


def meeting_of(ours: Sequence[Texts], theirs: Sequence[Texts]) -> Meeting:
    """Number what subjects look for in some columns, and related rows by which of that they have."""
    columns = [*map(_as_one, ours, theirs)]
    codes, size = columns[0], len(ours[0].distinct)
    if len(columns) > 1:
        there = np.logical_and.reduce([column >= 0 for column in columns])
        numbers, values = coded(numbered(columns, len(there)))
        codes, size = np.where(there, numbers, -1), len(values)
    sought, held = np.split(codes, [len(ours[0].codes)])
    return Meeting(sought, held, size)


def _as_one(ours: Texts, theirs: Texts) -> Index:
    """Return two columns, one below the other, by the numbers of ours; other values are as good as blank."""
    return np.concatenate([ours.codes, theirs.codes_among(ours)])


def marked(column: Texts, wanted: AbstractSet[str]) -> Mask:
    """Mark the rows whose value is among some."""
    found = map(wanted.__contains__, column.distinct.tolist())
    return np.fromiter(chain(found, (False,)), bool, len(column.distinct) + 1)[column.codes]


def values_at(column: Texts, rows: Mask) -> frozenset[str]:
    """Return the values of some rows."""
    found = np.zeros(len(column.distinct) + 1, bool)
    found[column.codes[rows]] = True
    return frozenset(column.distinct[found[:-1]])
