"""How data are judged, and after an edit only what it may have turned: the groups and the rules that it touches."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from heapq import merge
from typing import TypeVar

import numpy as np

from kstt_rules.base.progress import Watcher, unwatched
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.labels import labels_of
from kstt_rules.judging.steps import AuditRun, concluder_of, judge_run, with_dossier
from kstt_rules.judging.verdict_codes import NOT_APPLICABLE, Codes
from kstt_rules.language.nodes import datasets_used
from kstt_rules.large import Crossings, Groups
from kstt_rules.large.crossings import FINDING, UNIT, Rows
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Finding, UnitRecord
from kstt_rules.model.outcomes import Outcomes
from kstt_rules.open_audit.kept_cells import KeptCells, Reading
from kstt_rules.open_audit.standing import Standing
from kstt_rules.open_audit.tallies import Tally, tallied


class Judge:
    """Judges data by one pack, day and choice of settings: all of them, or what differs from how they stood."""

    def __init__(self, terms: AuditRun, texts: Mapping[Provision, str]) -> None:
        self._terms, self._texts = terms, texts
        self._pack = terms.pack
        self._crossings = Crossings.of(terms.pack)
        self._datasets = {
            rule.id: frozenset({rule.subject}.union(*map(datasets_used, rule.expressions))) for rule in self._pack.rules
        }

    def whole(self, kept: KeptCells, watch: Watcher = unwatched) -> Standing:
        """Judge everything."""
        reading, run = self._read(kept)
        standing = self._whole(kept, reading, run, Groups(run.dossier, self._crossings, kept.memo), (), watch)
        kept.memo.end_round()
        return standing

    def after(self, before: Standing, kept: KeptCells) -> Standing:
        """Judge what an edit may have turned since."""
        reading, run = self._read(kept)
        groups = Groups(run.dossier, self._crossings, kept.memo)
        is_told_apart = not self._crossings.span_everything and groups.constants == before.groups.constants
        again = self._again(before, kept, reading, run, groups) if is_told_apart else None
        standing = again or self._whole(kept, reading, run, groups, before.findings, unwatched)
        kept.memo.end_round()
        return standing

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
        """Judge everything, and count how often each group has met which verdict."""
        judgement = judge_run(run, watch=watch)
        counts, concluder = self._counts(judgement), concluder_of(run, judgement, self._texts)
        tallies = tallied(self._pack.rules, counts, judgement, groups)
        findings = tuple(concluder.findings())
        return Standing(
            kept=kept,
            reading=reading,
            run=run,
            groups=groups,
            codes=judgement.codes,
            tallies=tallies,
            total=Tally().plus(tallies.values()),
            outcomes=counts.by_rule(),
            findings=findings,
            units=counts.units(run.received, labels_of(self._pack)),
            concluder=concluder,
            by_engine=judgement.by_engine,
            came=findings,
            went=went,
        )

    def _again(
        self, before: Standing, kept: KeptCells, reading: Reading, run: AuditRun, groups: Groups
    ) -> Standing | None:
        """Judge the changed groups and those that look at them; of the others all verdicts stand.

        Return None where it cannot be told which rows are as they were.
        """
        touched = groups.changed_since(before.groups)
        rules = self._touched_rules(before.groups, groups)
        old_rows = {name: _kept_rows(before.groups, groups, name, touched) for name in run.dossier.tables}
        if any(rows is None for rows in old_rows.values()):
            return None
        dossier, part, rows = groups.part(touched)
        known = {
            rule.id: before.codes[rule.id][rows.get(rule.subject, slice(None))]
            for rule in self._pack.rules
            if rule.id not in rules
        }
        run_of_part = replace(run, dossier=dossier)
        judgement = judge_run(run_of_part, part=part, known=known)
        counts, concluder = self._counts(judgement), concluder_of(run_of_part, judgement, self._texts)
        again = tuple(concluder.findings(only=rules))
        tallies, total = self._exchanged(before, counts, judgement, groups, touched, rules)
        went = tuple(item for item in before.findings if _is_of(item, before.groups, touched, rules))
        stays = (item for item in before.findings if not _is_of(item, before.groups, touched, rules))
        units = (item for item in before.units if groups.group(item.unit.id) not in touched)
        return Standing(
            kept=kept,
            reading=reading,
            run=run,
            groups=groups,
            codes=self._codes(before, judgement, groups, touched, rules, rows),
            tallies=tallies,
            total=total,
            outcomes={rule: _outcomes(rule, counted, total) for rule, counted in before.outcomes.items()},
            findings=_merged(stays, again),
            units=_merged(units, counts.units(run.received, labels_of(self._pack))),
            concluder=concluder,
            by_engine=judgement.by_engine,
            came=again,
            went=went,
        )

    def _counts(self, judgement: Judgement) -> OutcomeCounts:
        return OutcomeCounts(self._pack, judgement, self._terms.choices.readings)

    def _touched_rules(self, before: Groups, now: Groups) -> frozenset[str]:
        """Return the rules that look at a table which is not as it was; those that follow from others always do."""
        tables = (before.dossier.tables, now.dossier.tables)
        changed = {
            name for name in tables[0].keys() | tables[1].keys() if tables[0].get(name) is not tables[1].get(name)
        }
        if UNIT in changed:
            return frozenset(self._datasets)
        changed.add(FINDING)
        return frozenset(rule for rule, datasets in self._datasets.items() if datasets & changed)

    def _exchanged(
        self,
        before: Standing,
        counts: OutcomeCounts,
        judgement: Judgement,
        groups: Groups,
        touched: AbstractSet[str],
        rules: AbstractSet[str],
    ) -> tuple[Mapping[str, Tally], Tally]:
        """Return the tallies in which the touched rules of the touched groups are counted anew, and their sum."""
        own = [rule for rule in self._pack.rules if rule.id in rules]
        now = tallied(own, counts, judgement, groups)
        was = {group: before.tallies[group] for group in touched if group in before.tallies}
        stays = {group: tally.without(rules) for group, tally in was.items()}
        new = {group: stays.get(group, Tally()).plus([now[group]] if group in now else []) for group in touched}
        return {**before.tallies, **new}, before.total.plus(was.values(), -1).plus(new.values())

    def _codes(
        self,
        before: Standing,
        judgement: Judgement,
        groups: Groups,
        touched: AbstractSet[str],
        rules: AbstractSet[str],
        rows: Mapping[str, Rows],
    ) -> dict[str, Codes]:
        """Return the verdicts on all rows: of the touched rules on the touched rows the new ones, else as they were."""
        found = dict(before.codes)
        for rule in self._pack.rules:
            entity = rule.subject
            if rule.id not in rules or entity not in rows:
                continue
            codes = np.full(len(groups.dossier.tables[entity]), NOT_APPLICABLE, np.int8)
            codes[~groups.marks(entity, touched)] = before.codes[rule.id][~before.groups.marks(entity, touched)]
            judged = judgement.facts.judged(entity)
            codes[rows[entity][judged]] = judgement.codes[rule.id][judged]
            found[rule.id] = codes
        return found


def _kept_rows(before: Groups, now: Groups, entity: str, touched: AbstractSet[str]) -> bool | None:
    """Tell that the rows of untouched groups are the same, one by one; None where they are not."""
    if before.dossier.tables.get(entity) is now.dossier.tables[entity]:
        return True
    old, new = (groups.owners_of(entity)[~groups.marks(entity, touched)] for groups in (before, now))
    return True if np.array_equal(old, new) else None


def _is_of(finding: Finding, groups: Groups, touched: AbstractSet[str], rules: AbstractSet[str]) -> bool:
    return finding.rule in rules and groups.group(finding.unit.id) in touched


def _outcomes(rule: str, counted: Outcomes, total: Tally) -> Outcomes:
    return {outcome: total.outcomes[rule, outcome] for outcome in counted}


Told = TypeVar("Told", Finding, UnitRecord)


def _merged(stays: Iterable[Told], again: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(merge(stays, again, key=lambda item: item.sort_key))
