"""What an edit has turned: in which groups rules have come to other outcomes than before, and how much more often."""

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.verdict_codes import Codes
from kstt_rules.language.columns import Index
from kstt_rules.large.groups import Owners
from kstt_rules.model.outcomes import Outcome, Outcomes

_OUTCOMES: Final = tuple(Outcome)
_PLACES: Final = {outcome: place for place, outcome in enumerate(_OUTCOMES)}
NONE_MET: Final[Outcomes] = dict.fromkeys(Outcome, 0)


def places_of(outcomes: Iterable[Outcome]) -> Index:
    """Return the places of outcomes on their axis."""
    return np.array([_PLACES[outcome] for outcome in outcomes], dtype=np.int64)


@dataclass(frozen=True)
class Turned:
    """How much more often rules on one entity have come to each outcome: by rule, group and place of the outcome."""

    rules: Sequence[str]
    groups: Owners
    more: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls, rules: Mapping[str, Index], groups: Owners, owners: Iterable[Index], codes: Iterable[Codes]
    ) -> "Turned":
        """Hold verdicts against those before: ``codes`` by rule and row, then and now.

        ``owners`` are the places of the groups of these rows. ``rules`` tells of each rule the places of the outcomes
        that the codes of its verdicts come to.
        """
        places, shape = np.stack([*rules.values()]), (len(rules), len(groups), len(_OUTCOMES))
        starts = np.arange(len(rules))[:, None] * len(groups)

        def counted(owners: Index, codes: Codes) -> npt.NDArray[np.int64]:
            met = np.take_along_axis(places, codes.astype(np.intp), axis=1)
            cells = (starts + owners) * len(_OUTCOMES) + met
            return np.bincount(cells.ravel(), minlength=math.prod(shape)).reshape(shape)

        then, now = map(counted, owners, codes)
        return cls([*rules], groups, now - then)

    def groups_of(self, rules: AbstractSet[str], outcomes: AbstractSet[Outcome]) -> set[str]:
        """Return the groups in which one of some rules has come more often, or more seldom, to some outcomes."""
        asked = [place for place, rule in enumerate(self.rules) if rule in rules]
        more = self.more[asked][:, :, places_of(outcomes)]
        return {*self.groups[more.any(axis=(0, 2))]}

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
    where = np.nonzero(more)
    for place, outcome, number in zip(*(cells.tolist() for cells in (*where, more[where])), strict=True):
        found.setdefault(keys[place], {})[_OUTCOMES[outcome]] = number
    return found
