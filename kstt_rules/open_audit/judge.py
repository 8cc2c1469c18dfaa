"""How data are judged, and after an edit only what it may have turned: the groups and the rules that it touches."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from kstt_rules.base.arrays import objects
from kstt_rules.base.kept import made_once
from kstt_rules.base.progress import Watcher, unwatched
from kstt_rules.judging.causes import merged
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import labels_of
from kstt_rules.judging.steps import AuditRun, concluder_of, judge_run, with_dossier
from kstt_rules.judging.verdict_codes import CODES, Codes
from kstt_rules.language import walk
from kstt_rules.language.columns import Index
from kstt_rules.language.nodes import Field, datasets_used
from kstt_rules.large import Crossings, Groups
from kstt_rules.large.crossings import FINDING, UNIT, Rows
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Finding, UnitRecord
from kstt_rules.model.outcomes import BREACHES, Outcome, Verdict
from kstt_rules.open_audit.asked_fields import AskedFields
from kstt_rules.open_audit.kept_cells import KeptCells, Reading
from kstt_rules.open_audit.standing import Standing
from kstt_rules.open_audit.turned import NONE_MET, Turned, places_of, with_more
from kstt_rules.pack import Pack
from kstt_rules.pack.strata import findings_asked, strata_of, verdicts_asked

_OUTCOMES: Final[Mapping[str, Sequence[Outcome]]] = {
    Verdict.BREACH: BREACHES,
    Verdict.WAIVED: BREACHES,
    Verdict.UNDETERMINED: (Outcome.UNDETERMINED,),
}
"""What a rule has come to where a later one sees this verdict; waived are breaches that a file sets aside."""

_UNSEEN: Final[Codes] = np.zeros(0, np.int8)
"""The verdicts of a rule that no rule which is judged asks about."""

_crossings: Final = made_once(Crossings.of)


@made_once
def _asked_fields(pack: Pack) -> Mapping[str, AskedFields]:
    return {rule.id: AskedFields(rule, pack.vocabulary) for rule in pack.rules}


class Judge:
    """Judges data by one pack, day and choice of settings: all of them, or what differs from how they stood."""

    def __init__(self, terms: AuditRun, texts: Mapping[Provision, str]) -> None:
        self._terms, self._texts, self._places = terms, texts, _places(terms)
        self._pack = terms.pack
        self._crossings = _crossings(terms.pack)
        self._datasets = {
            rule.id: frozenset({rule.subject}.union(*map(datasets_used, rule.expressions))) for rule in self._pack.rules
        }
        self._asked = _asked_fields(terms.pack)
        self._following = frozenset(rule for rule, datasets in self._datasets.items() if FINDING in datasets)
        self._asked_of = frozenset[str]().union(*findings_asked(strata_of(terms.pack)))
        self._asked_outcomes = frozenset(
            outcome for verdict in verdicts_asked(self._pack.rules) for outcome in _OUTCOMES[verdict]
        )
        self._follows_subjects = any(
            isinstance(part, Field) and (part.entity, part.name) == (FINDING, "subject")
            for rule in self._pack.rules
            for expr in rule.expressions
            for part in walk(expr)
        )
        self._subjects = {rule.id: rule.subject for rule in self._pack.rules}

    def by(self, terms: AuditRun, texts: Mapping[Provision, str]) -> "Judge":
        """Return a judge by the same pack but another day, other settings or waivers."""
        other = copy(self)
        other._terms, other._texts, other._places = terms, texts, _places(terms)  # noqa: SLF001 - its own
        return other

    def whole(self, kept: KeptCells, watch: Watcher = unwatched) -> Standing:
        """Judge everything."""
        reading, run = self._read(kept)
        groups = Groups(run.dossier, self._crossings, kept.memo)
        standing = self._whole(kept, reading, run, groups, (), watch)
        groups.prepare()
        kept.memo.end_round()
        return standing

    def after(self, before: Standing, kept: KeptCells) -> Standing:
        """Judge what an edit may have turned since."""
        reading, run = self._read(kept)
        groups = Groups(run.dossier, self._crossings, kept.memo, before.groups)
        again = self._again(before, kept, reading, run, groups)
        standing = again or self._whole(kept, reading, run, groups, before.findings, unwatched)
        kept.memo.end_round()
        return standing

    def waived(self, before: Standing) -> Standing:
        """Judge again what follows from breaches, after others are waived; all other verdicts stand."""
        groups, run = before.groups, replace(before.run, waived=self._terms.waived)
        stands = replace(before, run=run, came=(), went=(), turned=())
        if not self._following or before.run.waived == run.waived:
            return stands
        if groups.has_apart or self._crossings.span_everything:
            return self.whole(before.kept)
        return self._with_units(self._pass(before, stands, groups.every, self._following), frozenset())

    def _read(self, kept: KeptCells) -> tuple[Reading, AuditRun]:
        reading = kept.read()
        earlier = kept.read_earlier(reading.dossier.tables.get(UNIT))
        return reading, with_dossier(self._terms, reading.dossier, earlier, kept.memo)

    def _whole(
        self,
        kept: KeptCells,
        reading: Reading,
        run: AuditRun,
        groups: Groups,
        went: tuple[Finding, ...],
        watch: Watcher,
    ) -> Standing:
        """Judge everything."""
        judgement = judge_run(run, watch=watch)
        counts = self._counts(judgement)
        findings = tuple(concluder_of(run, judgement, self._texts).findings())
        return Standing(
            kept=kept,
            reading=reading,
            run=run,
            groups=groups,
            judgement=judgement,
            outcomes=counts.by_rule(),
            findings=findings,
            units=counts.units(run.received, labels_of(self._pack)),
            came=findings,
            went=went,
        )

    def _again(
        self, before: Standing, kept: KeptCells, reading: Reading, run: AuditRun, groups: Groups
    ) -> Standing | None:
        """Judge the changed groups and those that look at them; of the others all verdicts stand.

        Return None where it cannot be told apart what is as it was.
        """
        turned, has_apart = groups.turned_since(before.groups), groups.has_apart or before.groups.has_apart
        if self._crossings.span_everything or has_apart or any(item.kind == "everything" for item in turned):
            return None
        changed = groups.changed_since(before.groups)
        own, asked = changed.touched, self._turned(changed.fields)
        if not all(_rows_stay(before.groups, groups, name, own) for name in run.dossier.tables):
            return None
        of_all = frozenset(rule for each in turned for rule, asks in self._asked.items() if asks.rests_on(each))
        touched = own | groups.every | before.groups.every if of_all else own
        stands = replace(before, kept=kept, reading=reading, run=run, groups=groups, came=(), went=(), turned=())
        later = of_all | self._following
        after = self._pass(before, stands, own, asked - later)
        if of_all - self._following:
            after = self._pass(before, after, touched, of_all - self._following)
        if self._following:
            again = (turned.groups_of(self._asked_of, self._asked_outcomes) for turned in after.turned)
            led = frozenset[str]().union(*again)
            if self._follows_subjects or not self._following.isdisjoint(of_all):
                led = frozenset(touched)
            elif not self._following.isdisjoint(asked):
                led |= own
            if led:
                after = self._pass(before, after, led, self._following)
        return self._with_units(after, own)

    def _with_units(self, after: Standing, own: frozenset[str]) -> Standing:
        """Tell anew of the units that are changed, and of others what they came to where it turned."""
        more = [turned.by_group() for turned in after.turned]
        named = own.union(*more)
        met = with_more({item.unit.id: item.outcomes for item in after.units if item.unit.id in named}, more)
        facts = after.groups.facts.judging({UNIT: after.groups.marks(UNIT, own)})
        records = self._counts(replace(after.judgement, facts=facts)).units(
            after.run.received, labels_of(self._pack), lambda unit: met.get(unit, NONE_MET)
        )
        stays = [
            item.with_outcomes(met[item.unit.id]) if item.unit.id in named else item
            for item in after.units
            if item.unit.id not in own
        ]
        return replace(after, units=_merged(stays, records))

    def _pass(
        self,
        before: Standing,
        stands: Standing,
        touched: frozenset[str],
        rules: AbstractSet[str],
    ) -> Standing:
        """Judge some rules on the touched groups; all other verdicts stand."""
        run = stands.run
        follows = not rules.isdisjoint(self._following)
        entities = frozenset({UNIT}).union(*(self._datasets[rule] for rule in rules))
        if follows:
            entities |= {self._subjects[rule] for rule in self._asked_of}
        facts, rows = stands.groups.part(touched, entities, run.submissions)
        others = self._datasets.keys() - rules
        known = {rule: self._known(rule, stands, rows) if follows else _UNSEEN for rule in others}
        part = judge_run(run, facts=facts, known=known)
        judgement, turned = _joined(before, stands, part, touched, self._places_of(rules), rows)
        came = tuple(concluder_of(run, part, self._texts).findings(only=rules))
        went, stays = list[Finding](), list[Finding]()
        for item in stands.findings:
            is_again = item.rule in rules and before.groups.group(item.unit.id) in touched
            (went if is_again else stays).append(item)
        return replace(
            stands,
            judgement=judgement,
            outcomes=with_more(stands.outcomes, (item.by_rule() for item in turned)),
            findings=_merged(stays, came),
            came=(*stands.came, *came),
            went=(*stands.went, *went),
            turned=(*stands.turned, *turned),
        )

    def _known(self, rule: str, stands: Standing, rows: Mapping[str, Rows]) -> Codes:
        """Return the verdicts of a rule on the rows of a part."""
        own, codes = rows.get(self._subjects[rule]), stands.judgement.codes[rule]
        return codes if own is None else codes[own]

    def _counts(self, judgement: Judgement) -> OutcomeCounts:
        return OutcomeCounts(self._pack, judgement, self._terms.choices.readings)

    def _turned(self, fields: Mapping[str, AbstractSet[str] | None]) -> frozenset[str]:
        """Return the rules that look at something that differs."""
        if UNIT in fields:
            return frozenset(self._datasets)
        return frozenset(
            rule
            for rule, datasets in self._datasets.items()
            if any(self._asked[rule].may_turn(entity, fields[entity]) for entity in datasets & fields.keys())
        )

    def _places_of(self, rules: AbstractSet[str]) -> dict[str, dict[str, Index]]:
        """Return some rules by their subject, with the places of the outcomes that their verdicts come to."""
        found: dict[str, dict[str, Index]] = {}
        for rule, subject in self._subjects.items():
            if rule in rules:
                found.setdefault(subject, {})[rule] = self._places[rule]
        return found


def _places(terms: AuditRun) -> Mapping[str, Index]:
    """Return the places of the outcomes that the codes of the verdicts of each rule come to."""
    rules = ((rule.id, rule.severity_in(terms.choices.readings)) for rule in terms.pack.rules)
    return {rule: places_of(Outcome.of(verdict, severity) for verdict in CODES) for rule, severity in rules}


def _joined(
    before: Standing,
    stands: Standing,
    part: Judgement,
    touched: frozenset[str],
    rules: Mapping[str, Mapping[str, Index]],
    rows: Mapping[str, Rows],
) -> tuple[Judgement, list[Turned]]:
    """Return all verdicts: of some rules on the touched rows the new ones, else as they were; and what turned."""
    codes, still_open, turned = dict(stands.judgement.codes), dict(stands.judgement.open), list[Turned]()
    places = {group: place for place, group in enumerate(touched)}
    groups = objects(places, len(places))
    for entity, own in rules.items():
        if entity not in rows:
            continue
        owners = [its.groups.places(entity, places) for its in (before, stands)]
        then, now = (of_rows >= 0 for of_rows in owners)
        old = np.stack([before.judgement.codes[rule] for rule in own])
        new = np.stack([part.codes[rule] for rule in own])[:, part.facts.judged(entity)]
        whole = np.empty((len(own), len(now)), np.int8)
        whole[:, ~now], whole[:, now] = old[:, ~then], new
        codes.update(zip(own, whole, strict=True))
        numbers = np.full(len(then), -1)
        numbers[~then] = np.flatnonzero(~now)
        for rule in own:
            pieces = before.judgement.open[rule].renumbered(numbers), part.open[rule].renumbered(rows[entity])
            still_open[rule] = merged(pieces)
        turned.append(Turned.of(own, groups, (owners[0][then], owners[1][now]), (old[:, then], new)))
    facts, by_engine = stands.groups.facts, part.by_engine
    return replace(stands.judgement, facts=facts, codes=codes, open=still_open, by_engine=by_engine), turned


def _rows_stay(before: Groups, now: Groups, entity: str, touched: frozenset[str]) -> bool:
    """Tell whether the rows of untouched groups are the same, one by one."""
    if before.owned.get(entity) is now.owned[entity]:
        return True
    old, new = (groups.owners(entity)[~groups.marks(entity, touched)] for groups in (before, now))
    return np.array_equal(old, new)


Told = TypeVar("Told", Finding, UnitRecord)


def _merged(stays: Iterable[Told], again: Iterable[Told]) -> tuple[Told, ...]:
    """Put what was made again in its place; the keys by which all is sorted are long in the making."""
    found = list(stays)
    for item in again:
        insort(found, item, key=lambda item: item.sort_key)
    return tuple(found)
