"""Which rows a relation leads to: those with an equal key, and those that may have one, as a cell of it is blank."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import any_of
from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.language.columns import Index, Texts, numbered

Mask = npt.NDArray[np.bool_]
Matches = tuple[Index, Index]
"""Pairs of rows, each once and in order: the numbers of the subjects, and of the rows that each leads to."""

_BLANK: Final = -1
_ELSEWHERE: Final = -2
"""Stands for a value that no subject has."""

MOST_PAIRS: Final = 50_000_000
"""As many as 7,000 rows of one person in one unit make; more take more memory than machines of an office have."""
_TOO_MANY: Final = both(
    "Too many rows are alike to be compared with each other. Look for a row that was copied thousands of times,"
    " such as one person in one unit."
)


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """One pair of fields by which rows are matched: the subjects' values and the other rows' as one kind of numbers.

    Equal values have equal numbers, blank ones -1. ``of_unit``: both say to which unit their row belongs.
    """

    ours: Index
    theirs: Index
    of_unit: bool = False

    @property
    def has_blanks(self) -> bool:
        """Tell whether some subject or row has no value."""
        return bool((self.ours == _BLANK).any() or (self.theirs == _BLANK).any())

    @classmethod
    def of(cls, ours: Texts, theirs: Texts, *, of_unit: bool) -> "KeyColumn":
        """Number values that are encoded apart from each other."""
        return cls(ours.codes, theirs.codes_among(ours, _ELSEWHERE), of_unit)


@dataclass(frozen=True, slots=True)
class BlankMatches:
    """How many rows each subject may match by blank cells; by pair of fields, whether ours or theirs is blank."""

    counts: Index
    ours: tuple[Mask, ...]
    theirs: tuple[Mask, ...]


def equal_rows(keys: Sequence[Sequence[KeyColumn]]) -> Matches:
    """Return the pairs of rows of which one of some keys is equal and there.

    Raises InputError where they are too many to be compared.
    """
    matches = [*map(_equal_rows, keys)]
    if len(matches) == 1:
        return matches[0]
    size = 1 + max(rows.max(initial=0) for _, rows in matches)
    return np.divmod(np.unique(np.concatenate([subjects * size + rows for subjects, rows in matches])), size)


def _equal_rows(key: Sequence[KeyColumn]) -> Matches:
    ours, theirs = _as_one(key)
    left, right = (ours >= 0).nonzero()[0], (theirs >= 0).nonzero()[0]
    asked, keys = ours[left], theirs[right]
    order = keys.argsort(kind="stable")
    right, keys = right[order], keys[order]
    first = keys.searchsorted(asked, "left")
    number = keys.searchsorted(asked, "right") - first
    if number.sum() > MOST_PAIRS:
        raise InputError(_TOO_MANY)
    return left.repeat(number), right[repeated(first, number)]


def _as_one(key: Sequence[KeyColumn]) -> Matches:
    """Number the values of all fields together; below 0 where some field has none, or none that a subject has."""
    if len(key) == 1:
        return key[0].ours, key[0].theirs
    columns = [*map(_both, key)]
    codes = numbered(columns, len(columns[0]))
    codes[any_of(column < 0 for column in columns)] = _BLANK
    size = len(key[0].ours)
    return codes[:size], codes[size:]


def with_possible(sure: Matches, perhaps: Matches) -> tuple[Matches, Mask | None]:
    """Add pairs of rows that may belong together to those that do, and mark them; None where there are none."""
    size = 1 + max(sure[1].max(initial=0), perhaps[1].max(initial=0))
    keys = np.concatenate([pairs[0] * size + pairs[1] for pairs in (sure, perhaps)])
    order = keys.argsort(kind="stable")
    keys = keys[order]
    is_new = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    unsure = order[is_new] >= len(sure[0])
    return (np.divmod(keys[is_new], size), unsure) if unsure.any() else (sure, None)


def repeated(first: Index, number: Index) -> Index:
    """Return so many whole numbers from each first one on, one stretch after another."""
    places: Index = (first - number.cumsum() + number).repeat(number) + np.arange(number.sum())
    return places


def blank_matches(key: Sequence[KeyColumn], left: Mask, right: Mask, *, most: int, same_rows: bool) -> BlankMatches:
    """Count for each subject the rows that are equal in all fields that both have, where one of them lacks some.

    Asked are the subjects and rows that ``left`` and ``right`` mark. A subject that lacks something may match any of
    ``most`` rows, unless it has its unit, and so have they. With ``same_rows`` a subject is not its own match.
    """
    counts = np.zeros(len(left), np.int64)
    ours, theirs = ([np.zeros(len(left), bool) for _ in key] for _ in range(2))
    our_blanks, their_blanks = _blanks(item.ours for item in key), _blanks(item.theirs for item in key)
    of_unit = sum(1 << place for place, item in enumerate(key) if item.of_unit)
    for own in np.unique(our_blanks[left]).tolist():
        rows = left & (our_blanks == own)
        if own and not of_unit & ~own:
            counts[rows] += most
            _mark(ours, own, rows & (most > 0))
            continue
        for other in np.unique(their_blanks[right]).tolist():
            if own | other:
                told = [item for place, item in enumerate(key) if not (own | other) >> place & 1]
                found = _matches(told, rows, right & (their_blanks == other), same_rows=same_rows)
                counts += found
                _mark(ours, own, found > 0)
                _mark(theirs, other, found > 0)
    return BlankMatches(counts, tuple(ours), tuple(theirs))


def _mark(masks: Sequence[Mask], places: int, rows: Mask) -> None:
    for place, mask in enumerate(masks):
        if places >> place & 1:
            mask[rows] = True


def _both(item: KeyColumn) -> Index:
    return np.concatenate([item.ours, item.theirs])


def _blanks(columns: Iterator[Index]) -> Index:
    """Return which columns are blank in each row, as bits."""
    bits = [(column == _BLANK).astype(np.int64) << place for place, column in enumerate(columns)]
    found: Index = np.bitwise_or.reduce(bits)
    return found


def _matches(key: Sequence[KeyColumn], left: Mask, right: Mask, *, same_rows: bool) -> Index:
    """Count the marked rows that are equal to each marked subject in all fields of a key, which are there."""
    columns = [*map(_both, key)]
    codes = numbered(columns, len(left) + len(right))
    own, other = codes[: len(left)], codes[len(left) :]
    distinct, which = np.unique(np.concatenate([own[left], other[right]]), return_inverse=True)
    mine, others = which[: left.sum()], which[left.sum() :]
    found = np.zeros(len(left), np.int64)
    found[left] = np.bincount(others, minlength=len(distinct))[mine]
    if same_rows:
        found -= left & right & (own == other)
    return found
