"""What the findings of one rule on rows that are alike have in common, worded once; only then is each one written."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Final, NamedTuple

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled
from kstt_rules.judging.bearers import Bearers
from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.cite import Named, cite
from kstt_rules.judging.evidence import Observed, decisive, is_silent, observed
from kstt_rules.judging.expected import Wanted, differs_by_row, wanted
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.labels import Labels, labels_of
from kstt_rules.judging.message_text import Renderer
from kstt_rules.judging.missing_data import missing_words_of
from kstt_rules.judging.subjects import subject_of, unit_name, unit_of
from kstt_rules.language import Expr
from kstt_rules.language.evaluate_row import Scene
from kstt_rules.language.values import Setting
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import WHOLE, Evidence, Expected, Finding, Subject, UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.pack import Pack, Rule

_LOCAL: Final = both("(By a local parameter, not by the {called}.)")
_HELD: Final = 1 << 12  # subjects: those of a unit and of the next ones, for findings are written unit by unit


class About(NamedTuple):
    """Whom a row is about, the unit it is filed under, and the cell that stands for it."""

    subject: Subject
    unit: UnitRef
    place: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a verdict rests on; one that is ``silent`` has no value on any row, for its data are not there.

    ``scope`` marks a term that only says why the rule applies. ``expected`` is what it should have been on all rows,
    None where that is nothing or has to be found for each.
    """

    leaf: Observed
    label: Labelled
    scope: bool
    silent: bool
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding without what differs from row to row, made by looking at one of them, its ``example``.

    ``lacking`` is what leaves the verdict undetermined, None for a breach. ``local``: it rests on a local choice.
    ``message`` and ``remedy`` are None where they have to be found for each row, as is what is expected where it
    ``differs``. It ``is_silent`` where no row has to be looked at for the values of terms and what is expected.
    """

    rule: Rule
    example: int
    scene: Scene
    lacking: Lacking | None
    verdict: Verdict
    severity: Severity
    citation: Bilingual
    reading: Labelled | None
    missing: tuple[Labelled, ...]
    remedy: Bilingual | None
    local: bool
    message: Bilingual | None
    terms: tuple[Term, ...]
    differs: bool
    is_silent: bool
    text: str | None


class Drafter:
    """Drafts the findings of one audit, and writes them for one row after another."""

    def __init__(
        self,
        pack: Pack,
        facts: Facts,
        law: Law,
        readings: Mapping[str, str],
        named: Named,
        texts: Mapping[Provision, str],
    ) -> None:
        self._pack = pack
        self._facts = facts
        self._readings = readings
        self._named = named
        self._texts = texts
        self._labels = labels_of(pack)
        self._missing = missing_words_of(pack)
        self._law = law
        self._bearers = Bearers(pack, facts, law.as_of)
        self._renderer = Renderer(pack.vocabulary, cache(partial(unit_name, facts)))
        # One row is the subject of many rules. What is cached must not lead back here: all rows would stay in memory
        # until the next search for circles.
        self._about = lru_cache(_HELD)(partial(_about, facts, self._labels))

    def draft(self, rule: Rule, lacking: Lacking | None, setting: Setting, index: int) -> Draft:
        """Draft the findings of a rule on the rows that are like one of them, for want of what is ``lacking``."""
        scene = Scene(self._facts.row(rule.subject, index), setting)
        leaves, scope = decisive(rule, scene)
        differs = differs_by_row(rule)
        expected = {} if differs else self._expected(rule, leaves, scene)
        local = rule.local or not rule.parameters.isdisjoint(self._law.local_in(setting))
        terms = (
            *self._terms(rule, leaves, setting, expected, scope=False),
            *self._terms(rule, scope, setting, {}, scope=True),
        )
        return Draft(
            rule=rule,
            example=index,
            scene=scene,
            lacking=lacking,
            verdict=Verdict.BREACH if lacking is None else Verdict.UNDETERMINED,
            severity=rule.severity_in(self._readings),
            citation=cite(rule.provision, self._named),
            reading=self._reading(rule),
            missing=self._missing.names(lacking or ()),
            remedy=None if lacking is None else self._missing.asked(lacking),
            local=local,
            message=None if lacking is None or rule.undetermined else self._told(rule, lacking, local=local),
            terms=terms,
            differs=differs,
            is_silent=not differs and all(term.silent for term in terms),
            text=self._texts.get(rule.provision),
        )

    def finding(self, draft: Draft, index: int) -> Finding:
        """Write a draft out for one row."""
        rule = draft.rule
        subject, unit, place = self._about(rule.subject, index)
        if draft.message is not None and draft.remedy is not None and draft.is_silent:
            message, remedy = draft.message, draft.remedy
            evidence = tuple([Evidence(term.label, None, place, term.scope, term.expected) for term in draft.terms])
        else:
            is_example = index == draft.example
            scene = draft.scene if is_example else Scene(self._facts.row(rule.subject, index), draft.scene.setting)
            message = draft.message or self._message(draft, scene)
            remedy = draft.remedy or self._renderer.message(rule.remedy, scene)
            evidence = tuple(self._evidence(draft, scene, place))
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=draft.verdict,
            severity=draft.severity,
            provision=rule.provision,
            citation=draft.citation,
            subject=subject,
            unit=unit,
            bearer=self._bearers.of(rule, index, unit),
            title=rule.title,
            message=message,
            remedy=remedy,
            reading=draft.reading,
            missing=draft.missing,
            evidence=evidence,
            text=draft.text,
        )

    def of_whole(self, rule: Rule) -> Finding:
        """Say of a rule whose subjects were not submitted that nothing can be told, for the dossier as a whole."""
        lacking = without_dataset(rule.subject)
        (name,) = self._missing.names(lacking)
        return Finding(
            pack=self._pack.id,
            rule=rule.id,
            verdict=Verdict.UNDETERMINED,
            severity=rule.severity_in(self._readings),
            provision=rule.provision,
            citation=cite(rule.provision, self._named),
            subject=Subject(self._labels.dataset(rule.subject), "", name.label.vi, None),
            unit=WHOLE,
            bearer=WHOLE,
            title=rule.title,
            message=self._missing.told(rule.title, lacking),
            remedy=self._missing.asked(lacking),
            reading=self._reading(rule),
            missing=(name,),
            text=self._texts.get(rule.provision),
        )

    def _reading(self, rule: Rule) -> Labelled | None:
        return None if rule.reading is None else self._labels.reading(rule.reading, self._readings[rule.reading])

    def _told(self, rule: Rule, lacking: Lacking, *, local: bool) -> Bilingual:
        return self._with_source(self._missing.told(rule.title, lacking), local=local)

    def _message(self, draft: Draft, scene: Scene) -> Bilingual:
        template = draft.rule.message if draft.lacking is None else draft.rule.undetermined
        assert template is not None, "what is told alike of all is in the draft"
        return self._with_source(self._renderer.message(template, scene), local=draft.local)

    def _with_source(self, message: Bilingual, *, local: bool) -> Bilingual:
        return joined(" ", (message, _LOCAL.format(called=self._named.called))) if local else message

    def _terms(
        self, rule: Rule, leaves: Iterable[Expr], setting: Setting, expected: Mapping[str, Expected], *, scope: bool
    ) -> Iterator[Term]:
        for leaf in leaves:
            if isinstance(leaf, Observed):
                label, silent = self._labels.term(rule, leaf, setting), is_silent(leaf, self._facts, rule.subject)
                yield Term(leaf, label, scope, silent, expected.get(leaf.text))

    def _evidence(self, draft: Draft, scene: Scene, place: tuple[Source, ...]) -> Iterator[Evidence]:
        """Put the terms of a draft into words, with the cells of one row."""
        leaves = [term.leaf for term in draft.terms if not term.scope] if draft.differs else ()
        differing = self._expected(draft.rule, leaves, scene) if draft.differs else {}
        for term in draft.terms:
            expected = differing.get(term.leaf.text) if draft.differs and not term.scope else term.expected
            if term.silent:
                yield Evidence(term.label, None, place, term.scope, expected)
            else:
                value, sources = observed(term.leaf, scene)
                yield Evidence(term.label, self._renderer.labelled(term.leaf, value), sources, term.scope, expected)

    def _expected(self, rule: Rule, leaves: Iterable[Expr], scene: Scene) -> dict[str, Expected]:
        """Return by the text of each term what its value should have been."""
        found = wanted(rule, scene)
        return {
            leaf.text: self._wanted(leaf, found[leaf.text])
            for leaf in leaves
            if isinstance(leaf, Observed) and leaf.text in found
        }

    def _wanted(self, leaf: Observed, item: Wanted) -> Expected:
        operator, value = item
        if isinstance(value, tuple):
            return Expected(operator, tuple(self._renderer.labelled(leaf, part) for part in value))
        return Expected(operator, self._renderer.labelled(leaf, value))


def _about(facts: Facts, labels: Labels, entity: str, index: int) -> About:
    row = facts.row(entity, index)
    return About(subject_of(row, labels), unit_of(row), row.places)
