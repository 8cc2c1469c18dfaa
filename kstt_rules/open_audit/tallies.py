"""What the rules came to on the rows of each group, counted so that a changed group gives way to itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.large.groups import NOBODY
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.pack import Rule

Owners = npt.NDArray[np.object_]
OutcomeKey = tuple[str, Outcome]
LackingKey = tuple[str, Lacking]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rules came to on some rows.

    ``outcomes`` counts verdicts by rule, ``subjects`` and ``units`` those that lack the same for a shared cause,
    by rule and what they lack.
    """

    outcomes: Counter[OutcomeKey] = field(default_factory=Counter)
    subjects: Counter[LackingKey] = field(default_factory=Counter)
    units: Counter[LackingKey] = field(default_factory=Counter)

    @property
    def by_outcome(self) -> Outcomes:
        """The verdicts of all rules together."""
        found = dict.fromkeys(Outcome, 0)
        for (_, outcome), count in self.outcomes.items():
            found[outcome] += count
        return found

    def split(self, rules: AbstractSet[str]) -> tuple["Tally", "Tally"]:
        """Return the tally of some rules, and that of all others."""
        (outcomes, subjects, units) = (_split(item, rules) for item in (self.outcomes, self.subjects, self.units))
        return Tally(outcomes[0], subjects[0], units[0]), Tally(outcomes[1], subjects[1], units[1])

    def plus(self, others: Iterable["Tally"], sign: int = 1) -> "Tally":
        """Return the sum with others, or with a negative sign what is left without them."""
        summed = Tally(Counter(self.outcomes), Counter(self.subjects), Counter(self.units))
        for other in others:
            _add(summed.outcomes, other.outcomes, sign)
            _add(summed.subjects, other.subjects, sign)
            _add(summed.units, other.units, sign)
        return summed


Told = TypeVar("Told")


def _split(
    counts: Counter[tuple[str, Told]], rules: AbstractSet[str]
) -> tuple[Counter[tuple[str, Told]], Counter[tuple[str, Told]]]:
    own, others = Counter[tuple[str, Told]](), Counter[tuple[str, Told]]()
    for key, count in counts.items():
        (own if key[0] in rules else others)[key] = count
    return own, others


def _add(total: Counter[Told], counts: Mapping[Told, int], sign: int) -> None:
    for key, count in counts.items():
        total[key] += sign * count


def tallied(
    rules: Iterable[Rule], counts: OutcomeCounts, judgement: Judgement, owners: Mapping[str, Owners]
) -> Mapping[str, Tally]:
    """Count by group; ``owners`` has that of each row that was judged, by entity.

    What is told of a dataset that was not submitted is nobody's.
    """
    facts = judgement.facts
    tallies: dict[str, Tally] = defaultdict(Tally)
    for rule in rules:
        if rule.id in judgement.without_data:
            tallies[NOBODY].outcomes[rule.id, Outcome.UNDETERMINED] += 1
            tallies[NOBODY].subjects[rule.id, without_dataset(rule.subject)] += 1
        elif facts.submitted(rule.subject):
            judged, outcomes = facts.judged(rule.subject), counts.outcomes(rule)
            codes = judgement.codes[rule.id][judged].tolist()
            for (owner, code), count in Counter(zip(owners[rule.subject][judged], codes, strict=True)).items():
                tallies[owner].outcomes[rule.id, outcomes[code]] += count
        for lacking, rows in judgement.open[rule.id].of_shared_causes():
            for owner, count in Counter(owners[rule.subject][rows]).items():
                tallies[owner].subjects[rule.id, lacking] += count
            units, first = np.unique(facts.owners(rule.subject)[rows], return_index=True)
            for owner in owners[rule.subject][rows[first[units >= 0]]]:
                tallies[owner].units[rule.id, lacking] += 1
    return tallies
