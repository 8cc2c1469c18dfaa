"""The one place that counts: what the rules came to, by rule, by provision and by unit."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import Labels
from kstt_rules.judging.received import ByUnit
from kstt_rules.judging.verdict_codes import CODES
from kstt_rules.model.findings import Coverage, Received, UnitRecord, UnitRef
from kstt_rules.model.outcomes import Outcome, Outcomes, added_up
from kstt_rules.pack import Pack, ProvisionEntry, Rule

_UNIT = "unit"
_REPORT = "report"
_OUTCOMES: Final = tuple(Outcome)


def coverage_of(pack: Pack, counts: Mapping[str, Outcomes]) -> tuple[Coverage, ...]:
    """Return the counts of every provision of a pack, from those of its rules by their ids."""
    return tuple(_covered(pack, entry, counts) for entry in pack.provisions)


def _covered(pack: Pack, entry: ProvisionEntry, counts: Mapping[str, Outcomes]) -> Coverage:
    rules = pack.rules_for(entry.provision)
    return Coverage(
        provision=entry.provision,
        citation=Bilingual(entry.provision.vi, entry.provision.en),
        summary=entry.summary,
        status="checked" if rules else "not_checked",
        outcomes=added_up(counts[rule.id] for rule in rules),
        reason=entry.not_checked,
    )


class OutcomeCounts:
    """Counts the outcomes of one judgement by the severities that its readings give."""

    def __init__(self, pack: Pack, judgement: Judgement, readings: Mapping[str, str]) -> None:
        self._pack = pack
        self._judgement = judgement
        self._facts: Facts = judgement.facts
        self._readings = readings

    def outcomes(self, rule: Rule) -> tuple[Outcome, ...]:
        """Return what the codes of a rule's verdicts come to, in the order of the codes."""
        return tuple(Outcome.of(verdict, rule.severity_in(self._readings)) for verdict in CODES)

    def by_rule(self) -> dict[str, Outcomes]:
        """Return the counts of every rule of the pack, by its id."""
        return {rule.id: self._counted(rule) for rule in self._pack.rules}

    def units(
        self, received: ByUnit, labels: Labels, counted: Callable[[str], Outcomes] | None = None
    ) -> tuple[UnitRecord, ...]:
        """Return the units that are judged, in the order of outputs; nothing where there is no register.

        ``counted`` gives the numbers of a unit by its id, where they are known.
        """
        if not self._facts.submitted(_UNIT):
            return ()
        counts = self._by_unit().tolist() if counted is None else []
        held = {name: self._facts.values(_UNIT, name) for name in ("id", "name", "tier", "parent", "kind")}
        # Most are shared by many units: a parent, and as many rows from as many files of each dataset.
        above = cache(self._parent)
        expects = self._pack.calendar.expects  # it may leave open of whom, or there may be no reports at all
        reporting = frozenset(kind for item in expects for kind in item.kinds)
        silent = (labels.dataset(_REPORT),) if expects else ()
        taken = cache(
            lambda sent: tuple(Received(labels.dataset(item.dataset), item.rows, item.files) for item in sent)
        )
        found = []
        for row in np.flatnonzero(self._facts.judged(_UNIT)).tolist():
            unit, name, tier, parent, kind = (values[row] for values in held.values())
            record = UnitRecord(
                UnitRef(unit, name),
                labels.tier(tier) if isinstance(tier, str) else None,
                above(parent) if isinstance(parent, str) else None,
                taken(received.get(unit, ())),
                dict(zip(_OUTCOMES, counts[row], strict=True)) if counted is None else counted(unit),
                silent if isinstance(kind, str) and kind not in reporting else (),
            )
            found.append(record)
        return tuple(sorted(found, key=lambda record: record.sort_key))

    def _parent(self, parent: str) -> UnitRef:
        row = self._facts.unit_row(parent)
        name = parent if row is None else self._facts.row(_UNIT, row).value("name")
        return UnitRef(None if row is None else parent, name)

    def _by_unit(self) -> npt.NDArray[np.int64]:
        """Count for each row of the register, in the order of the axis."""
        size, kinds, places = self._facts.size(_UNIT), len(CODES), _OUTCOMES
        counts = np.zeros((size, len(places)), np.int64)
        for rule in self._pack.rules:
            owners = self._facts.owners(rule.subject)
            rows = self._facts.judged(rule.subject) & (owners >= 0)
            code = owners[rows] * kinds + self._judgement.codes[rule.id][rows]
            numbers = np.bincount(code, minlength=size * kinds).reshape(size, kinds)
            for column, outcome in zip(numbers.T, self.outcomes(rule), strict=True):
                counts[:, places.index(outcome)] += column
        return counts

    def _counted(self, rule: Rule) -> Outcomes:
        """Count one rule; where nothing was submitted to judge, the dossier counts as one that is undetermined."""
        own = self._judgement.codes[rule.id][self._facts.judged(rule.subject)]
        numbers = np.bincount(own, minlength=len(CODES)).tolist()
        counts = dict(zip(self.outcomes(rule), numbers, strict=True))
        if rule.id in self._judgement.without_data:
            counts[Outcome.UNDETERMINED] += 1
        return counts
