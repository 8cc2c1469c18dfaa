"""What an edit has turned: in which groups rules have come to other outcomes than before, and how much more often."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import coded
from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.verdict_codes import Codes
from kstt_rules.large.groups import Owners
from kstt_rules.model.outcomes import Outcome, Outcomes

_OUTCOMES: Final = tuple(Outcome)
NONE_MET: Final[Outcomes] = dict.fromkeys(Outcome, 0)


@dataclass(frozen=True)
class Turned:
    """How much more often rules on one entity have come to each outcome: by rule, group and place of the outcome."""

    rules: Sequence[str]
    groups: Owners
    more: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls, rules: Mapping[str, Sequence[Outcome]], owners: tuple[Owners, Owners], codes: tuple[Codes, Codes]
    ) -> "Turned":
        """Hold verdicts against those before: ``codes`` by rule and row, which are those of ``owners``, then and now.

        ``rules`` tells of each rule what the codes of its verdicts come to.
        """
        numbers, groups = coded(np.concatenate(owners))
        places = np.array([[_OUTCOMES.index(outcome) for outcome in own] for own in rules.values()])
        met = np.take_along_axis(places, np.concatenate(codes, axis=1).astype(np.intp), axis=1)
        shape = (len(rules), len(groups), len(_OUTCOMES))
        cells = (np.arange(len(rules))[:, None] * len(groups) + numbers) * len(_OUTCOMES) + met
        signs = np.repeat((-1, 1), [len(own) for own in owners])
        more = np.bincount(cells.ravel(), np.tile(signs, len(rules)), minlength=int(np.prod(shape)))
        return cls([*rules], groups, more.astype(np.int64).reshape(shape))

    def groups_of(self, rules: AbstractSet[str], outcomes: AbstractSet[Outcome]) -> set[str]:
        """Return the groups in which one of some rules has come more often, or more seldom, to some outcomes."""
        asked = self.more[[rule in rules for rule in self.rules]][:, :, [outcome in outcomes for outcome in _OUTCOMES]]
        return {*self.groups[asked.any(axis=(0, 2))]}

    def by_rule(self) -> Mapping[str, Outcomes]:
        """Return how much more often each rule has come to the outcomes of which that differs."""
        return _differing(self.rules, self.more.sum(axis=1))

    def by_group(self) -> Mapping[str, Outcomes]:
        """Return how much more often all rules have come in each group to the outcomes of which that differs."""
        return _differing(self.groups, self.more.sum(axis=0))


def with_more(counts: Mapping[Any, Outcomes], turned: Iterable[Mapping[str, Outcomes]]) -> dict[Any, Outcomes]:
    """Return counts by rule or group in which some outcomes are met more often, or more seldom, than they were."""
    found = dict(counts)
    for key, more in (item for each in turned for item in each.items()):
        held = found.get(key, NONE_MET)
        found[key] = {**held, **{outcome: held[outcome] + number for outcome, number in more.items()}}
    return found


def _differing(keys: Sequence[str] | Owners, more: npt.NDArray[np.int64]) -> Mapping[str, Outcomes]:
    found: dict[str, dict[Outcome, int]] = {}
    for place, outcome in np.argwhere(more).tolist():
        found.setdefault(keys[place], {})[_OUTCOMES[outcome]] = int(more[place, outcome])
    return found
