"""What the rules came to on the rows of each group, counted so that a changed group gives way to itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.large.groups import NOBODY
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.pack import Rule

Owners = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Count:
    """What one rule came to on some rows.

    ``outcomes`` counts its verdicts, ``subjects`` and ``units`` those that lack the same for a shared cause.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    subjects: Counter[Lacking] = field(default_factory=Counter)
    units: Counter[Lacking] = field(default_factory=Counter)

    def plus(self, others: Iterable["Count"], sign: int = 1) -> "Count":
        """Return the sum with others, or with a negative sign what is left without them."""
        outcomes, subjects, units = Counter(self.outcomes), Counter(self.subjects), Counter(self.units)
        for other in others:
            for outcome, count in other.outcomes.items():
                outcomes[outcome] += sign * count
            for lacking, count in other.subjects.items():
                subjects[lacking] += sign * count
            for lacking, count in other.units.items():
                units[lacking] += sign * count
        return Count(outcomes, subjects, units)


Tally = Mapping[str, Count]
"""What the rules came to on some rows, by the rule's id."""

NOTHING: Tally = {}


def by_outcome(tally: Tally) -> Outcomes:
    """Return the verdicts of all rules together."""
    found = dict.fromkeys(Outcome, 0)
    for count in tally.values():
        for outcome, number in count.outcomes.items():
            found[outcome] += number
    return found


def exchanged(total: Tally, rules: AbstractSet[str], went: Iterable[Tally], came: Iterable[Tally]) -> Tally:
    """Return a sum in which what some rules came to on some rows gives way to something else."""
    old, new = list(went), list(came)
    found = {
        rule: total.get(rule, Count())
        .plus((tally[rule] for tally in old if rule in tally), -1)
        .plus(tally[rule] for tally in new if rule in tally)
        for rule in rules
    }
    return {**total, **found}


def tallied(
    rules: Iterable[Rule], counts: OutcomeCounts, judgement: Judgement, owners: Mapping[str, Owners]
) -> Mapping[str, Tally]:
    """Count by group; ``owners`` has that of each row that was judged, by entity.

    What is told of a dataset that was not submitted is nobody's.
    """
    facts = judgement.facts
    tallies: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    for rule in rules:
        if rule.id in judgement.without_data:
            tallies[NOBODY][rule.id].outcomes[Outcome.UNDETERMINED] += 1
            tallies[NOBODY][rule.id].subjects[without_dataset(rule.subject)] += 1
        elif facts.submitted(rule.subject):
            judged, outcomes = facts.judged(rule.subject), counts.outcomes(rule)
            codes = judgement.codes[rule.id][judged].tolist()
            for (owner, code), count in Counter(zip(owners[rule.subject][judged], codes, strict=True)).items():
                tallies[owner][rule.id].outcomes[outcomes[code]] += count
        for lacking, rows in judgement.open[rule.id].of_shared_causes():
            for owner, count in Counter(owners[rule.subject][rows]).items():
                tallies[owner][rule.id].subjects[lacking] += count
            units, first = np.unique(facts.owners(rule.subject)[rows], return_index=True)
            for owner in owners[rule.subject][rows[first[units >= 0]]]:
                tallies[owner][rule.id].units[lacking] += 1
    return tallies
