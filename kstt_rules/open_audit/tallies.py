"""What the rules came to on the rows of each group, counted so that a changed group gives way to itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.large.groups import NOBODY
from kstt_rules.model.findings import UnitRecord
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.pack import Rule

Owners = npt.NDArray[np.object_]


Counted = Outcome | tuple[Literal["subjects", "units"], Lacking]
"""A verdict, or the subjects or units that lack the same for a shared cause."""

Count = Mapping[Counted, int]
"""How often a rule came to what on some rows."""

Tally = Mapping[str, Count]
"""What a rule came to on the rows of each group."""


@dataclass(frozen=True, slots=True)
class Tallies:
    """What each rule came to in every group and in ``total``, and what all rules came to in the group of each unit."""

    of_rules: Mapping[str, Tally]
    total: Mapping[str, Count]
    of_groups: Mapping[str, Outcomes]

    @classmethod
    def of(cls, of_rules: Mapping[str, Tally], units: Iterable[UnitRecord]) -> "Tallies":
        """Return what all rules came to; the records of units tell of each what it met."""
        total: dict[str, dict[Counted, int]] = {rule: {} for rule in of_rules}
        for rule, tally in of_rules.items():
            for count in tally.values():
                for key, number in count.items():
                    total[rule][key] = total[rule].get(key, 0) + number
        return cls(of_rules, total, {record.unit.id: record.outcomes for record in units if record.unit.id is not None})

    def exchanged(self, now: Mapping[str, Tally], touched: AbstractSet[str]) -> "Tallies":
        """Return the tallies in which some rules came to something else in the touched groups."""
        of_rules, total = dict(self.of_rules), dict(self.total)
        of_groups: dict[str, dict[Outcome, int]] = {}
        for rule, tally in now.items():
            was = self.of_rules[rule]
            differing = [group for group in touched & (was.keys() | tally.keys()) if was.get(group) != tally.get(group)]
            if not differing:
                continue
            after, summed = dict(was), dict(total[rule])
            for group in differing:
                held = of_groups.setdefault(group, {**_NONE, **self.of_groups.get(group, {})})
                _add(after.pop(group, {}), -1, summed, held)
                if group in tally:
                    after[group] = tally[group]
                    _add(tally[group], 1, summed, held)
            of_rules[rule], total[rule] = after, summed
        return Tallies(of_rules, total, {**self.of_groups, **of_groups})

    def of_group(self, group: str) -> Outcomes:
        """Return what all rules together came to in the group of a unit."""
        return dict(self.of_groups.get(group, _NONE))

    def turned_since(self, before: "Tallies", rules: Iterable[str], among: AbstractSet[str]) -> set[str]:
        """Return the groups, among some, in which one of some rules has come to other verdicts."""
        sides = ((before.of_rules[rule], self.of_rules[rule]) for rule in rules)
        return {
            group
            for then, now in sides
            if then is not now
            for group in among & (then.keys() | now.keys())
            if then.get(group) != now.get(group) and _verdicts(then.get(group, {})) != _verdicts(now.get(group, {}))
        }


_NONE: Final[Outcomes] = dict.fromkeys(Outcome, 0)


def _add(count: Count, sign: int, summed: dict[Counted, int], of_group: dict[Outcome, int]) -> None:
    for key, number in count.items():
        summed[key] = summed.get(key, 0) + sign * number
        if isinstance(key, Outcome):
            of_group[key] += sign * number


def _verdicts(count: Count) -> dict[Outcome, int]:
    """Return how often each verdict was come to, without what was lacking for it."""
    return {key: number for key, number in count.items() if number and isinstance(key, Outcome)}


def tallied(
    rules: Iterable[Rule], counts: OutcomeCounts, judgement: Judgement, owners: Mapping[str, Owners]
) -> Mapping[str, Tally]:
    """Count each rule by group; ``owners`` has that of each row that was judged, by entity.

    What is told of a dataset that was not submitted is nobody's.
    """
    facts = judgement.facts
    tallies: dict[str, dict[str, Count]] = {}
    alone: dict[tuple[Counted, int], Count] = {}  # of most rules a group has but one verdict, the same as many others

    def add(owner: str, rule: Rule, key: Counted, count: int) -> None:
        own = tallies[rule.id]
        if owner in own:
            own[owner] = {**own[owner], key: own[owner].get(key, 0) + count}
        else:
            own[owner] = alone.get((key, count)) or alone.setdefault((key, count), {key: count})

    for rule in rules:
        tallies[rule.id] = {}
        if rule.id in judgement.without_data:
            add(NOBODY, rule, Outcome.UNDETERMINED, 1)
            add(NOBODY, rule, ("subjects", without_dataset(rule.subject)), 1)
        elif facts.submitted(rule.subject):
            judged, outcomes = facts.judged(rule.subject), counts.outcomes(rule)
            codes = judgement.codes[rule.id][judged].tolist()
            for (owner, code), count in Counter(zip(owners[rule.subject][judged], codes, strict=True)).items():
                add(owner, rule, outcomes[code], count)
        for lacking, rows in judgement.open[rule.id].of_shared_causes():
            for owner, count in Counter(owners[rule.subject][rows]).items():
                add(owner, rule, ("subjects", lacking), count)
            units, first = np.unique(facts.owners(rule.subject)[rows], return_index=True)
            for owner in owners[rule.subject][rows[first[units >= 0]]]:
                add(owner, rule, ("units", lacking), 1)
    return tallies
