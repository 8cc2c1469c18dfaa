"""The arrays that conditions are evaluated on: typed columns, relations as pairs of rows, and frames of them."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded, coded_numbers
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.nodes import Field
from kstt_rules.language.values import Setting

Truths = npt.NDArray[np.int8]
Index = npt.NDArray[np.int64]

MOST_DIFFERENT = 2**62
"""How many different rows a number of 64 bits can surely tell apart."""
MOST_SPREAD = 2**20
"""Up to how far apart whole numbers are taken as they are: then some columns of them still go together."""
EPOCH_ORDINAL = 719_163  # of 1970-01-01, where numpy counts days from


@dataclass(frozen=True)
class Intervals:
    """Numbers or date ordinals by their bounds, float64; unknown is from -inf to inf."""

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]

    def take(self, rows: Index) -> "Intervals":
        """Pick rows; a negative number gives the unknown."""
        outside, inside = rows < 0, np.maximum(rows, 0)
        return Intervals(np.where(outside, -np.inf, self.low[inside]), np.where(outside, np.inf, self.high[inside]))

    @cached_property
    def exact(self) -> npt.NDArray[np.bool_]:
        """Where there is only one value it can be."""
        return np.equal(self.low, self.high)


@dataclass(frozen=True)
class Texts:
    """Texts as codes into an array of the distinct ones; -1 is missing."""

    codes: npt.NDArray[np.int64]
    distinct: npt.NDArray[np.object_]

    @cached_property
    def places(self) -> Mapping[Any, int]:
        """The code of each text."""
        return {text: code for code, text in enumerate(self.distinct.tolist())}

    def codes_among(self, other: "Texts", elsewhere: int = -1) -> Index:
        """Return the codes that its texts have in another, -1 where one is missing, ``elsewhere`` where it has none."""
        return self.codes if self.distinct is other.distinct else self.placed(other.places, elsewhere)

    def placed(self, places: Mapping[Any, int], elsewhere: int = -1) -> Index:
        """Return the places that its texts have, -1 where one is missing, ``elsewhere`` where it has none."""
        found = [places.get(text, elsewhere) for text in self.distinct.tolist()]
        return np.array([*found, -1], dtype=np.int64)[self.codes]

    def take(self, rows: Index) -> "Texts":
        """Pick rows; a negative number gives the missing."""
        return Texts(np.where(rows < 0, -1, self.codes[np.maximum(rows, 0)]), self.distinct)

    def code(self, text: str) -> int:
        """Return the code of a text, or -2 where no row has it."""
        places = (self.distinct == text).nonzero()[0]
        return int(places[0]) if len(places) else -2


@dataclass(frozen=True, slots=True)
class FieldValues:
    """All values of one field of an entity, and which of them are blank or were never submitted."""

    values: "Truths | Intervals | Texts | npt.NDArray[np.object_]"
    blank: npt.NDArray[np.bool_]
    absent: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A relation as pairs of row numbers, in the subject's and then the canonical order of the related rows.

    ``doubtful`` counts for each subject the rows that may or may not belong to it, beside the pairs, infinite where
    there is no telling; of those marked ``unsure`` it is not known either.
    """

    subject: Index
    related: Index
    doubtful: npt.NDArray[np.int64] | npt.NDArray[np.float64]
    unsure: npt.NDArray[np.bool_] | None = None


class Data(Protocol):
    """The datasets of an audit as columns."""

    def size(self, entity: str) -> int:
        """Return the number of rows of an entity, 0 where it was not submitted."""

    def column(self, entity: str, name: str) -> FieldValues:
        """Return a field of all rows of an entity."""

    def follow(self, entity: str, name: str) -> Index:
        """Return, for each row, the row number of the unit that a field leads to; -1 none, -2 not submitted."""

    def submitted_of(self, entity: str, other: str, name: str | None) -> Truths:
        """Tell of each row whether another dataset, or a column for a field of it, was submitted."""

    def pairs(self, entity: str, relation: str) -> Pairs | None:
        """Return a relation of an entity, or of what it leads to; None where the related dataset was not submitted."""


@dataclass(frozen=True)
class Frame:
    """The rows a condition is evaluated on: all subjects of an entity, or the pairs of one of its relations."""

    data: Data
    entity: str
    setting: Setting
    pairs: Pairs | None = None
    related_entity: str = ""
    known: dict[str, Any] = field(default_factory=dict, repr=False)  # what conditions were found to be, by their text

    def __len__(self) -> int:
        return self.data.size(self.entity) if self.pairs is None else len(self.pairs.subject)

    def rows(self, expr: Field) -> tuple[str, Index | None]:
        """Return the entity that holds a field and the row numbers to take, None for all in order."""
        entity = self.related_entity if expr.related else self.entity
        rows: Index | None = None
        if self.pairs is not None:
            rows = self.pairs.related if expr.related else self.pairs.subject
        for step in expr.steps:
            leads = self.data.follow(entity, step)
            if rows is None:
                rows = leads
            elif len(leads):
                rows = np.where(rows < 0, rows, leads[np.maximum(rows, 0)])
            entity = "unit"
        return entity, rows


def numbered(columns: Iterable[Any], size: int) -> Index:
    """Give rows numbers that are equal where all their columns are; what is missing equals what is missing."""
    rows, radix = np.zeros(size, np.int64), 1
    for column in columns:
        codes, number = _codes(column)
        if radix * number > MOST_DIFFERENT:
            rows, different = coded_numbers(rows)
            radix = len(different)
        rows, radix = rows * number + codes, radix * number
    return rows


def _codes(column: Any) -> tuple[Index, int]:
    """Return a number from 0 for each value, and one that is greater than all; whole numbers nearly are such."""
    if isinstance(column, np.ndarray) and column.dtype.kind in "bi" and len(column):
        least, most = int(column.min()), int(column.max())
        if most - least < MOST_SPREAD:
            return column.astype(np.int64) - least, most - least + 1
    codes, values = coded(column)
    return codes + 1, len(values) + 1


def distinct(columns: Iterable[Any], size: int) -> tuple[Index, Index]:
    """Return the number of the first row of each different one, and for every row which of these it is."""
    which, first = coded_numbers(numbered(columns, size))
    return first, which


def as_codes(values: npt.NDArray[np.object_]) -> Texts:
    """Encode texts for comparison; None is missing."""
    codes, distinct = coded(values)
    return Texts(codes.astype(np.int64), distinct)
