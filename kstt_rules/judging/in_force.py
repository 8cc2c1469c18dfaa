"""Which law holds for a fact: the parameters of its day, and whether it bound anybody on it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.fact_row import FactRow, Rows
from kstt_rules.judging.facts import Facts
from kstt_rules.language.columns import Index, Intervals
from kstt_rules.language.values import Setting
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.pack.model import LAST_YEAR, Rule

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Law:
    """The settings of an audit, one for each stretch of time in which no parameter changes.

    ``changes`` are the days on which a next stretch begins; ``settings`` has one more, and ``local`` says of each which
    parameters are local choices in it. A fact without a date of its own
    is judged by the law of ``as_of``. What lies before ``effective_from`` is not judged, nor what lies after
    ``addressees_until``, the last day on which the regulation bound anybody.
    """

    as_of: date
    changes: tuple[date, ...]
    settings: tuple[Setting, ...]
    effective_from: date | None = None
    addressees_until: date | None = None
    local: tuple[frozenset[str], ...] = ()

    def for_row(self, row: FactRow, rule: Rule) -> Setting:
        """Return the setting by which a rule judges one row."""
        days = self._stated_days(row.facts, row.entity, rule.dated or "")
        if isinstance(days, Intervals):
            low, high = days.low[row.index], days.high[row.index]
            days = float(low) if low == high else self._today
        return self.settings[bisect_right(self._change_days, days)]

    def by_setting(self, facts: Facts, rule: Rule, rows: Index) -> Iterator[tuple[Setting, Index]]:
        """Split rows by the setting by which a rule judges them."""
        if not len(rows):
            return
        days = self._days(facts, rule.subject, rule.dated or "")[rows]
        stretches = np.searchsorted(self._change_days, days, side="right")
        for stretch, setting in enumerate(self.settings):
            own = rows[stretches == stretch]
            if len(own):
                yield setting, own

    def local_in(self, setting: Setting) -> frozenset[str]:
        """Return the parameters that are local choices in a stretch of time, which is one of the settings."""
        return next(
            (keys for each, keys in zip(self.settings, self.local, strict=False) if each is setting), frozenset()
        )

    def days_of(self, facts: Facts, rule: Rule) -> npt.NDArray[np.float64]:
        """Return the day, as an ordinal, by which a rule judges each row of its subject."""
        return self._days(facts, rule.subject, rule.dated or "")

    def may_apply(self, rule: Rule) -> bool:
        """Say whether a rule can have been broken by ``as_of``: before the effect there is nothing to tell."""
        first, _, _ = self._terms(rule)
        return first <= (self._last_year if rule.dated == LAST_YEAR else self.as_of)

    def rules_in_force(
        self, facts: Facts, entity: str, rules: Sequence[Rule]
    ) -> Iterator[tuple[list[Rule], Setting, Mask]]:
        """Split the judging of an entity into rules of one time in force on the rows of one stretch of time."""
        by_terms: dict[tuple[date, date, str], list[Rule]] = {}
        for rule in rules:
            by_terms.setdefault(self._terms(rule), []).append(rule)
        for terms in sorted(by_terms):
            first, last, dated = terms
            days = self._days(facts, entity, dated)
            stretches = np.searchsorted(self._change_days, days, side="right")
            in_force = facts.judged(entity) & (days >= first.toordinal()) & (days <= last.toordinal())
            in_force &= unit_exists(facts, entity, days)
            for stretch, setting in enumerate(self.settings):
                rows = in_force & (stretches == stretch)
                if rows.any():
                    yield by_terms[terms], setting, rows

    def _terms(self, rule: Rule) -> tuple[date, date, str]:
        """Return the first and last day of the facts that a rule judges, and what says their day."""
        first = max(rule.start or date.min, self.effective_from or date.min)
        last = min(rule.until or date.max, self.addressees_until or date.max)
        return first, last, rule.dated or ""

    def _days(self, facts: Facts, entity: str, dated: str) -> npt.NDArray[np.float64]:
        """Return the day of every row's fact."""
        days = self._stated_days(facts, entity, dated)
        if isinstance(days, Intervals):
            return np.where(days.exact, days.low, self._today)
        return np.full(facts.size(entity), days)

    def _stated_days(self, facts: Rows, entity: str, dated: str) -> Intervals | float:
        """Return the days of the rule's field, else the entity's; without either the one day of all facts."""
        if dated == LAST_YEAR:
            return float(self._last_year.toordinal())
        name = dated or facts.vocabulary.entity(entity).dated
        if name is None:
            return self._today
        values = facts.column(entity, name).values
        assert isinstance(values, Intervals)
        return values

    @property
    def _last_year(self) -> date:
        return date(self.as_of.year - 1, 12, 31)

    @property
    def _today(self) -> float:
        return float(self.as_of.toordinal())

    @cached_property
    def _change_days(self) -> npt.NDArray[np.int64]:
        return np.array([day.toordinal() for day in self.changes], dtype=np.int64)


def unit_exists(facts: Facts, entity: str, days: npt.NDArray[np.float64]) -> Mask:
    """Mark the rows whose unit, by the register, existed on the row's day; a blank bound is open."""
    if not facts.submitted(UNIT) or facts.vocabulary.owner_of(entity) is None:
        return np.ones(len(days), bool)
    rows = np.maximum(facts.owners(entity), -1)
    first, last = (facts.column(UNIT, name).values for name in ("valid_from", "valid_to"))
    assert isinstance(first, Intervals)
    assert isinstance(last, Intervals)
    return (np.append(first.low, -np.inf)[rows] <= days) & (np.append(last.high, np.inf)[rows] >= days)
