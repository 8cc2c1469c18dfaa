"""What the rules came to on the rows of each group, counted so that a changed group gives way to itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.large.groups import NOBODY
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.pack import Rule

Owners = npt.NDArray[np.object_]


Counted = Outcome | tuple[Literal["subjects", "units"], Lacking]
"""A verdict, or the subjects or units that lack the same for a shared cause."""

Count = Mapping[Counted, int]
"""How often a rule came to what on some rows."""

Tally = Mapping[str, Count]
"""What the rules came to on some rows, by the rule's id."""

NOTHING: Tally = {}


def plus(count: Count, others: Iterable[Count], sign: int = 1) -> Count:
    """Return a sum of counts, or with a negative sign what is left of one without the others."""
    found = dict(count)
    for other in others:
        for key, number in other.items():
            found[key] = found.get(key, 0) + sign * number
    return found


def verdicts(count: Count) -> dict[Outcome, int]:
    """Return how often each verdict was come to, without what was lacking for it."""
    return {key: number for key, number in count.items() if number and isinstance(key, Outcome)}


def by_outcome(tally: Tally) -> Outcomes:
    """Return the verdicts of all rules together."""
    found = dict.fromkeys(Outcome, 0)
    for count in tally.values():
        for key, number in verdicts(count).items():
            found[key] += number
    return found


def exchanged(total: Tally, rules: AbstractSet[str], went: Iterable[Tally], came: Iterable[Tally]) -> Tally:
    """Return a sum in which what some rules came to on some rows gives way to something else."""
    old, new = list(went), list(came)
    found: dict[str, Count] = {}
    for rule in rules:
        left = plus(total.get(rule, {}), (tally[rule] for tally in old if rule in tally), -1)
        found[rule] = plus(left, (tally[rule] for tally in new if rule in tally))
    return {**total, **found}


def tallied(
    rules: Iterable[Rule], counts: OutcomeCounts, judgement: Judgement, owners: Mapping[str, Owners]
) -> Mapping[str, Tally]:
    """Count by group; ``owners`` has that of each row that was judged, by entity.

    What is told of a dataset that was not submitted is nobody's.
    """
    facts = judgement.facts
    tallies: dict[str, dict[str, dict[Counted, int]]] = defaultdict(dict)

    def add(owner: str, rule: Rule, key: Counted, count: int) -> None:
        held = tallies[owner].setdefault(rule.id, {})
        held[key] = held.get(key, 0) + count

    for rule in rules:
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
