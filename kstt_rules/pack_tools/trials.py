"""Dossiers on which the claims of a pack are tried: its cases, and small ones made for the purpose."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import judge_by_masks
from kstt_rules.judging.steps import AuditRun, new_run, with_dossier
from kstt_rules.judging.verdict_codes import Codes
from kstt_rules.language import Expr
from kstt_rules.language.columns import Frame
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.truth import TRUE
from kstt_rules.model.vocabulary import UNIT, UNIT_KIND, EntityField
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.case_tables import case_dossier
from kstt_rules.pack_tools.judged_cases import JudgedCase
from kstt_rules.pack_tools.small_dossiers import SmallDossier

Readings = Mapping[str, str]
Chosen = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Trial:
    """A dossier with all that it implies, from a case or made."""

    origin: JudgedCase | SmallDossier
    run: AuditRun
    facts: Facts
    _codes: dict[tuple[str, Chosen], Codes] = field(default_factory=dict, repr=False)
    _laws: dict[Chosen, Law] = field(default_factory=dict, repr=False)

    def looks_at(self, rule: Rule, datasets: Sequence[str]) -> bool:
        """Say whether it is worth asking what a rule on these datasets comes to."""
        if isinstance(self.origin, JudgedCase):
            return rule.id in self.origin.case.expect
        return self.origin.of is None or self.origin.of in datasets

    def own_codes(self, rule: Rule) -> Codes:
        """Return the verdict of a rule on each row of its subject, under the readings of the dossier itself."""
        if isinstance(self.origin, JudgedCase) and self.facts is self.origin.judgement.facts:
            return self.origin.judgement.codes[rule.id]
        return self.codes(rule, {})

    def codes(self, rule: Rule, readings: Readings) -> Codes:
        """Return the verdict of a rule on each row of its subject, under a choice of readings."""
        key = (rule.id, tuple(sorted(readings.items())))
        if key not in self._codes:
            law = self._law(readings)
            found = judge_by_masks([rule], self.facts, law)[rule.id] if self.facts.size(rule.subject) else None
            self._codes[key] = np.zeros(0, np.int8) if found is None else found
        return self._codes[key]

    def holds(self, condition: Expr, subject: str, readings: Readings) -> npt.NDArray[np.bool_]:
        """Mark the rows of a subject for which a condition is true on the day of the audit."""
        law = self._law(readings)
        setting = law.settings[bisect_right(law.changes, self.run.as_of)]
        size = self.facts.size(subject)
        truths = evaluate(condition, Frame(self.facts, subject, setting)) if size else np.zeros(0, np.int8)
        return np.broadcast_to(truths == TRUE, size)

    def days(self, rule: Rule) -> npt.NDArray[np.float64]:
        """Return the day, as an ordinal, by which a rule judges each row of its subject."""
        return self._law({}).days_of(self.facts, rule)

    def kinds(self, subject: str) -> list[str | None]:
        """Return the kind of unit that each row of a subject concerns, None where that is not known.

        It is what the row says itself, where its dataset has such a field, else the kind of the unit that it is of.
        """
        stated = next((name for name, item in self._fields(subject) if item.of == UNIT_KIND), None)
        if stated is not None:
            return [kind if isinstance(kind, str) else None for kind in self.facts.values(subject, stated)]
        kinds = [*self.facts.values(UNIT, "kind")] if self.facts.submitted(UNIT) else []
        found = [kinds[row] if row >= 0 else None for row in self.facts.owners(subject).tolist()]
        return [kind if isinstance(kind, str) else None for kind in found]

    def _fields(self, subject: str) -> Iterable[tuple[str, EntityField]]:
        return self.facts.vocabulary.entity(subject).fields.items()

    def _law(self, readings: Readings) -> Law:
        key = tuple(sorted(readings.items()))
        if key not in self._laws:
            choices = replace(self.run.choices, readings={**self.run.choices.readings, **readings})
            self._laws[key] = replace(self.run, choices=choices).law
        return self._laws[key]


def of_case(item: JudgedCase) -> Trial:
    """Return the trial of a case as it stands."""
    return Trial(item, item.run, item.judgement.facts)


def of_dossier(dossier: SmallDossier, pack: Pack) -> Trial:
    """Return the trial of a small dossier."""
    run = with_dossier(new_run(pack, as_of=dossier.as_of), case_dossier(dossier.tables, pack.vocabulary, file="-"))
    return Trial(dossier, run, Facts(run.dossier, pack.vocabulary))


def with_kind(item: JudgedCase, unit: str, kind: str, pack: Pack) -> Trial:
    """Return the trial of a case in which one unit is of another kind, and of its tier; else all is as it was."""
    units = item.judgement.facts.tables[UNIT]
    own = units.columns["id"] == unit
    changed = {
        name: np.where(own, np.array(value, dtype=object), units.columns[name])
        for name, value in (("kind", kind), ("tier", pack.vocabulary.tier_of(kind)))
        if name in units.columns
    }
    return Trial(item, item.run, item.judgement.facts.with_table(units.with_columns(**changed)))


def choices_of(rules: Sequence[Rule], pack: Pack) -> Iterator[Readings]:
    """Yield every choice of the readings that some rules depend on."""
    names = sorted({rule.reading for rule in rules if rule.reading is not None})
    for options in product(*(pack.readings[name].options for name in names)):
        yield dict(zip(names, options, strict=True))
