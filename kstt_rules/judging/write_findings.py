"""From verdicts to findings: the citation, the words, the cells that a verdict rests on, and what was missing."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

import numpy as np

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.bearers import Bearers
from kstt_rules.judging.evidence import decisive, missing, observed
from kstt_rules.judging.expected import Wanted, wanted
from kstt_rules.judging.facts import FactRow, Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import BREACH, CODES, UNDETERMINED, Judgement
from kstt_rules.judging.labels import Labels
from kstt_rules.judging.message_text import Renderer
from kstt_rules.judging.missing_data import Lacking
from kstt_rules.judging.subjects import subject_of, unit_name, unit_of
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import Scene
from kstt_rules.language.nodes import Aggregate, Field
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Coverage, Evidence, Expected, Finding, Severity, Subject, UnitRef, Verdict
from kstt_rules.pack import Pack, ProvisionEntry, Rule

_LOCAL = both("(By a local parameter, not by the regulation.)")


_WHOLE = both("The whole dossier")


class Concluder:
    """Makes the findings of one audit."""

    def __init__(
        self,
        pack: Pack,
        judgement: Judgement,
        law: Law,
        readings: Mapping[str, str],
        annexed_to: Bilingual,
        texts: Mapping[Provision, str],
    ) -> None:
        self._pack = pack
        self._judgement = judgement
        self._facts: Facts = judgement.facts
        self._law = law
        self._readings = readings
        self._annexed_to = annexed_to
        self._texts = texts
        self._lacking = Lacking(pack)
        self._labels = labels = Labels(pack)
        self._local = {rule.id for rule in pack.rules if _rests_on_local_choice(rule, pack, law)}
        facts = judgement.facts
        self._bearers = Bearers(pack, facts)
        self._renderer = Renderer(pack.vocabulary, cache(partial(unit_name, facts)))
        # One row is the subject of many rules. What is cached must not lead back here: all rows would stay in memory
        # until the next search for circles.
        self._subject = cache(lambda entity, index: subject_of(facts.row(entity, index), labels))
        self._unit = cache(lambda entity, index: unit_of(facts.row(entity, index)))

    def findings(self) -> tuple[Finding, ...]:
        """Return every breach and everything undetermined, in the order of outputs."""
        rules = sorted(self._pack.rules, key=lambda rule: (rule.provision, rule.id))
        places = {rule.id: place for place, rule in enumerate(rules)}  # compared sooner than provisions

        def key(finding: Finding) -> tuple[str, str, int, str]:
            return (alphabetical(finding.unit.name), finding.unit.id or "", places[finding.rule], finding.subject.id)

        return tuple(sorted(self._all(), key=key))

    def coverage(self) -> tuple[Coverage, ...]:
        """Return the verdict counts of every provision of the pack."""
        return tuple(self._covered(entry) for entry in self._pack.provisions)

    def _all(self) -> Iterator[Finding]:
        for rule in self._pack.rules:
            codes = self._judgement.codes[rule.id]
            severity = rule.severity_in(self._readings)
            citation = cite(rule.provision, self._annexed_to)
            if rule.id in self._judgement.without_data:
                yield self._unsubmitted(rule, severity, citation)
            for index in np.flatnonzero(codes >= UNDETERMINED).tolist():
                row = self._facts.row(rule.subject, index)
                yield self._finding(rule, row, int(codes[index]), severity, citation)

    def _finding(self, rule: Rule, row: FactRow, code: int, severity: Severity, citation: Bilingual) -> Finding:
        scene = Scene(row, self._law.for_row(row, rule))
        leaves, scope = decisive(rule, scene)
        lacking: tuple[Labelled, ...] = ()
        if code == BREACH:
            message, remedy = (self._renderer.message(text, scene) for text in (rule.message, rule.remedy))
        else:
            names = sorted({name for leaf in leaves for name in missing(leaf, scene)})
            lacking = tuple(map(self._labels.missing, names))
            message, remedy = self._undetermined(rule, scene, lacking), self._lacking.asked(lacking)
        if rule.id in self._local:
            message = joined(" ", (message, _LOCAL))
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=CODES[code],
            severity=severity,
            provision=rule.provision,
            citation=citation,
            subject=self._subject(row.entity, row.index),
            unit=self._unit(row.entity, row.index),
            bearer=self._bearers.of(rule, row, self._unit(row.entity, row.index)),
            title=rule.title,
            message=message,
            remedy=remedy,
            reading=self._reading(rule),
            missing=lacking,
            text=self._texts.get(rule.provision),
            evidence=(*self._evidence(rule, leaves, scene, wanted(rule, scene)), *self._evidence(rule, scope, scene)),
        )

    def _evidence(
        self, rule: Rule, leaves: Iterable[Expr], scene: Scene, expected: Mapping[str, Wanted] | None = None
    ) -> Iterator[Evidence]:
        """Put terms into words; those without what is expected of them only say why the rule applies."""
        for leaf in leaves:
            if isinstance(leaf, (Field, Aggregate)):
                value, sources = observed(leaf, scene)
                yield Evidence(
                    self._labels.term(rule.subject, leaf),
                    self._renderer.labelled(leaf, value),
                    sources,
                    scope=expected is None,
                    expected=self._expected(leaf, (expected or {}).get(leaf.text)),
                )

    def _expected(self, leaf: Field | Aggregate, item: Wanted | None) -> Expected | None:
        if item is None:
            return None
        operator, value = item
        if isinstance(value, tuple):
            return Expected(operator, tuple(self._renderer.labelled(leaf, part) for part in value))
        return Expected(operator, self._renderer.labelled(leaf, value))

    def _unsubmitted(self, rule: Rule, severity: Severity, citation: Bilingual) -> Finding:
        """Say of a rule whose subjects were not submitted that nothing can be told, for the dossier as a whole."""
        lacking = self._labels.missing(rule.subject)
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=Verdict.UNDETERMINED,
            severity=severity,
            provision=rule.provision,
            citation=citation,
            subject=Subject(self._labels.dataset(rule.subject), "", lacking.label.vi, None),
            unit=UnitRef(None, _WHOLE.vi),
            bearer=UnitRef(None, _WHOLE.vi),
            title=rule.title,
            message=self._lacking.told(rule.title, (lacking,)),
            remedy=both("Submit this {data}.").format(data=lacking.label),
            reading=self._reading(rule),
            missing=(lacking,),
            text=self._texts.get(rule.provision),
        )

    def _reading(self, rule: Rule) -> Labelled | None:
        return None if rule.reading is None else self._labels.reading(rule.reading, self._readings[rule.reading])

    def _undetermined(self, rule: Rule, scene: Scene, names: tuple[Labelled, ...]) -> Bilingual:
        if rule.undetermined is not None:
            return self._renderer.message(rule.undetermined, scene)
        return self._lacking.told(rule.title, names)

    def _covered(self, entry: ProvisionEntry) -> Coverage:
        counts = dict.fromkeys(Verdict, 0)
        rules = self._pack.rules_for(entry.provision)
        for rule in rules:
            own = self._judgement.codes[rule.id][self._facts.judged(rule.subject)]
            codes, numbers = np.unique(own, return_counts=True)
            for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
                counts[CODES[code]] += number
            counts[Verdict.UNDETERMINED] += rule.id in self._judgement.without_data
        return Coverage(
            provision=entry.provision,
            citation=Bilingual(entry.provision.vi, entry.provision.en),
            summary=entry.summary,
            status="checked" if rules else "not_checked",
            verdicts=counts,
            reason=entry.not_checked,
        )


def _rests_on_local_choice(rule: Rule, pack: Pack, law: Law) -> bool:
    dated = (pack.parameters[key].at(law.as_of) for key in rule.parameters)
    return rule.local or any(value is not None and value.local for value in dated)


def cite(provision: Provision, annexed_to: Bilingual) -> Bilingual:
    """Cite a provision in full, with the regulation or the decision it belongs to."""
    if provision.part == "quyet_dinh":
        place = Bilingual(provision.vi.removesuffix(" Quyết định"), provision.en)
        return both("{place} ({decision})").format(place=place, decision=annexed_to)
    return both("{place} of the Regulation issued with {decision}").format(
        place=Bilingual(provision.vi, provision.en), decision=annexed_to
    )
