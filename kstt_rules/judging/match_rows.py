"""Which rows a relation leads to: those with an equal key, and those that may have one, as a cell of it is blank."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.language.columns import Index, Texts, numbered

Mask = npt.NDArray[np.bool_]

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
        own = {value: code for code, value in enumerate(ours.distinct.tolist())}
        codes = [own.get(value, _ELSEWHERE) for value in theirs.distinct.tolist()]
        return cls(ours.codes, np.array([*codes, _BLANK], dtype=np.int64)[theirs.codes], of_unit)


@dataclass(frozen=True, slots=True)
class BlankMatches:
    """How many rows each subject may match by blank cells; by pair of fields, whether ours or theirs is blank."""

    counts: Index
    ours: tuple[Mask, ...]
    theirs: tuple[Mask, ...]


def equal_rows(key: Sequence[KeyColumn]) -> Index:
    """Return the pairs of rows whose keys are equal and there, as two rows of numbers, in order.

    Raises InputError where they are too many to be compared.
    """
    columns = [*map(_both, key)]
    size = len(key[0].ours)
    codes = numbered(columns, len(columns[0]))
    there = np.logical_and.reduce([column != _BLANK for column in columns])
    left, right = np.flatnonzero(there[:size]), np.flatnonzero(there[size:])
    right = right[np.argsort(codes[size:][right], kind="stable")]
    keys = codes[size:][right]
    first = np.searchsorted(keys, codes[left], "left")
    number = np.searchsorted(keys, codes[left], "right") - first
    if number.sum() > MOST_PAIRS:
        raise InputError(_TOO_MANY)
    return np.stack([np.repeat(left, number), right[repeated(first, number)]])


def each_once(matches: Sequence[Index]) -> Index:
    """Put several sets of pairs of rows together, each pair once, in order."""
    if len(matches) == 1:
        return matches[0]
    size = 1 + max(pairs[1].max(initial=0) for pairs in matches)
    numbers = np.unique(np.concatenate([pairs[0] * size + pairs[1] for pairs in matches]))
    return np.stack(np.divmod(numbers, size))


def with_possible(sure: Index, perhaps: Index) -> tuple[Index, Mask | None]:
    """Add pairs of rows that may belong together to those that do, in order, and mark them; None where there are none.

    Pairs are two rows of numbers.
    """
    size = 1 + max(sure[1].max(initial=0), perhaps[1].max(initial=0))
    known, possible = (pairs[0] * size + pairs[1] for pairs in (sure, perhaps))
    possible = possible[~np.isin(possible, known)]
    if not len(possible):
        return sure, None
    keys = np.concatenate([known, possible])
    order = np.argsort(keys)
    return np.stack(np.divmod(keys[order], size)), (order >= len(known))


def repeated(first: Index, number: Index) -> Index:
    """Return so many whole numbers from each first one on, one stretch after another."""
    offsets = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    places: Index = np.repeat(first, number) + offsets
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
