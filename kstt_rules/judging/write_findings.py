"""From verdicts to findings: the citation, the words, the cells that a verdict rests on, and what was missing."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial

import numpy as np

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.bearers import Bearers
from kstt_rules.judging.causes import Lacking, shared_cause, without_dataset
from kstt_rules.judging.evidence import decisive, observed
from kstt_rules.judging.expected import Wanted, wanted
from kstt_rules.judging.fact_row import FactRow
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import labels_of
from kstt_rules.judging.message_text import Renderer
from kstt_rules.judging.missing_data import MissingWords
from kstt_rules.judging.subjects import subject_of, unit_name, unit_of
from kstt_rules.judging.verdict_codes import BREACH
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import Scene
from kstt_rules.language.nodes import Aggregate, Field
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Evidence, Expected, Finding, Severity, Subject, Undecided, UnitRef, Verdict
from kstt_rules.pack import Pack, Rule

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
        self._labels = labels = labels_of(pack)
        self._missing = MissingWords(labels)
        self._local = {rule.id for rule in pack.rules if _rests_on_local_choice(rule, pack, law)}
        facts = judgement.facts
        self._bearers = Bearers(pack, facts)
        self._renderer = Renderer(pack.vocabulary, cache(partial(unit_name, facts)))
        # One row is the subject of many rules. What is cached must not lead back here: all rows would stay in memory
        # until the next search for circles.
        self._subject = cache(lambda entity, index: subject_of(facts.row(entity, index), labels))
        self._unit = cache(lambda entity, index: unit_of(facts.row(entity, index)))

    def findings(self, *, every: bool = False) -> tuple[Finding, ...]:
        """Return every breach and what is undetermined for a reason of its own, in the order of outputs.

        ``every`` adds what is undetermined for a cause that many subjects share.
        """
        rules = sorted(self._pack.rules, key=lambda rule: (rule.provision, rule.id))
        places = {rule.id: place for place, rule in enumerate(rules)}  # compared sooner than provisions

        def key(finding: Finding) -> tuple[str, str, int, str]:
            return (alphabetical(finding.unit.name), finding.unit.id or "", places[finding.rule], finding.subject.id)

        return tuple(sorted(self._all(every=every), key=key))

    def undecided(self) -> tuple[Undecided, ...]:
        """Return what is undetermined for causes that many subjects share, each once, in the order of outputs."""
        found = []
        for rule in self._pack.rules:
            if rule.id in self._judgement.without_data:
                found.append(self.entry(rule, without_dataset(rule.subject), subjects=1, units=0))
            for lacking, rows in self._judgement.open[rule.id].of_shared_causes():
                units = np.unique(self._facts.owners(rule.subject)[rows])
                found.append(self.entry(rule, lacking, subjects=len(rows), units=int((units >= 0).sum())))
        return tuple(sorted(found, key=lambda item: item.sort_key))

    def entry(self, rule: Rule, lacking: Lacking, *, subjects: int, units: int) -> Undecided:
        """Word what a rule leaves undetermined for want of the same, on so many subjects of so many units."""
        cause = shared_cause(lacking)
        assert cause is not None, "what is told once is shared"
        return Undecided(
            rule=rule.id,
            provision=rule.provision,
            citation=cite(rule.provision, self._annexed_to),
            title=rule.title,
            kind=self._labels.dataset(rule.subject),
            would_be=rule.severity_in(self._readings),
            cause=cause,
            missing=self._missing.names(lacking),
            message=self._missing.told(rule.title, lacking),
            remedy=self._missing.asked(lacking),
            subjects=subjects,
            units=units,
        )

    def _all(self, *, every: bool) -> Iterator[Finding]:
        for rule in self._pack.rules:
            severity = rule.severity_in(self._readings)
            citation = cite(rule.provision, self._annexed_to)
            if every and rule.id in self._judgement.without_data:
                yield self._unsubmitted(rule, severity, citation)
            for index in np.flatnonzero(self._judgement.codes[rule.id] == BREACH).tolist():
                yield self._finding(rule, self._facts.row(rule.subject, index), None, severity, citation)
            for lacking, rows in self._judgement.open[rule.id].each(shared=every):
                for index in rows.tolist():
                    yield self._finding(rule, self._facts.row(rule.subject, index), lacking, severity, citation)

    def _finding(
        self, rule: Rule, row: FactRow, lacking: Lacking | None, severity: Severity, citation: Bilingual
    ) -> Finding:
        """Write one finding: a breach, or undetermined for want of what is ``lacking``."""
        scene = Scene(row, self._law.for_row(row, rule))
        leaves, scope = decisive(rule, scene)
        if lacking is None:
            message, remedy = (self._renderer.message(text, scene) for text in (rule.message, rule.remedy))
        else:
            message, remedy = self._undetermined(rule, scene, lacking), self._missing.asked(lacking)
        if rule.id in self._local:
            message = joined(" ", (message, _LOCAL))
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=Verdict.BREACH if lacking is None else Verdict.UNDETERMINED,
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
            missing=self._missing.names(lacking or ()),
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
                    self._labels.term(rule, leaf, scene.setting),
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
        lacking = without_dataset(rule.subject)
        (name,) = self._missing.names(lacking)
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=Verdict.UNDETERMINED,
            severity=severity,
            provision=rule.provision,
            citation=citation,
            subject=Subject(self._labels.dataset(rule.subject), "", name.label.vi, None),
            unit=UnitRef(None, _WHOLE.vi),
            bearer=UnitRef(None, _WHOLE.vi),
            title=rule.title,
            message=self._missing.told(rule.title, lacking),
            remedy=self._missing.asked(lacking),
            reading=self._reading(rule),
            missing=(name,),
            text=self._texts.get(rule.provision),
        )

    def _reading(self, rule: Rule) -> Labelled | None:
        return None if rule.reading is None else self._labels.reading(rule.reading, self._readings[rule.reading])

    def _undetermined(self, rule: Rule, scene: Scene, lacking: Lacking) -> Bilingual:
        if rule.undetermined is not None:
            return self._renderer.message(rule.undetermined, scene)
        return self._missing.told(rule.title, lacking)


def _rests_on_local_choice(rule: Rule, pack: Pack, law: Law) -> bool:
    dated = (pack.parameters[key].at(law.as_of) for key in rule.parameters)
    return rule.local or any(value is not None and value.local for value in dated)


@lru_cache(1 << 10)
def cite(provision: Provision, annexed_to: Bilingual) -> Bilingual:
    """Cite a provision in full, with the regulation or the decision it belongs to."""
    if provision.part == "quyet_dinh":
        place = Bilingual(provision.vi.removesuffix(" Quyết định"), provision.en)
        return both("{place} ({decision})").format(place=place, decision=annexed_to)
    return both("{place} of the Regulation issued with {decision}").format(
        place=Bilingual(provision.vi, provision.en), decision=annexed_to
    )
