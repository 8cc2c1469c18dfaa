"""Which law holds for a fact: the parameters of its day, and whether regulation and rule were in force on it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.facts import FactRow, Facts
from kstt_rules.language.columns import Intervals
from kstt_rules.language.values import Setting
from kstt_rules.pack.model import Rule

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Law:
    """The settings of an audit, one for each stretch of time in which no parameter changes.

    ``changes`` are the days on which a next stretch begins; ``settings`` has one more. A fact without a date of its own
    is judged by the law of ``as_of``. What lies before ``effective_from`` is not judged.
    """

    as_of: date
    changes: tuple[date, ...]
    settings: tuple[Setting, ...]
    effective_from: date | None = None

    def for_row(self, row: FactRow) -> Setting:
        """Return the setting by which one row is judged."""
        day = float(self.as_of.toordinal())
        dated = row.facts.vocabulary.entity(row.entity).dated
        if dated is not None:
            values = row.facts.column(row.entity, dated).values
            assert isinstance(values, Intervals)
            low, high = values.low[row.index], values.high[row.index]
            day = float(low) if low == high else day
        return self.settings[bisect_right(self._change_days, day)]

    def parts(self, facts: Facts, entity: str, rules: Sequence[Rule]) -> Iterator[tuple[list[Rule], Setting, Mask]]:
        """Split the judging of an entity into rules of one time in force on the rows of one stretch of time."""
        days = self._days(facts, entity)
        stretches = np.searchsorted(self._change_days, days, side="right")
        for start, until in sorted({(rule.start or date.min, rule.until or date.max) for rule in rules}):
            own = [rule for rule in rules if (rule.start or date.min, rule.until or date.max) == (start, until)]
            first = max(start, self.effective_from or date.min)
            in_force = facts.judged(entity) & (days >= first.toordinal()) & (days <= until.toordinal())
            for stretch, setting in enumerate(self.settings):
                rows = in_force & (stretches == stretch)
                if rows.any():
                    yield own, setting, rows

    def _days(self, facts: Facts, entity: str) -> npt.NDArray[np.float64]:
        dated = facts.vocabulary.entity(entity).dated
        today = np.full(facts.size(entity), float(self.as_of.toordinal()))
        if dated is None:
            return today
        values = facts.column(entity, dated).values
        assert isinstance(values, Intervals)
        return np.where(values.exact, values.low, today)

    @cached_property
    def _change_days(self) -> list[int]:
        return [day.toordinal() for day in self.changes]
