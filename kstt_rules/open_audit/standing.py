"""What an open audit knows between two edits, and how an edit makes the next: only what it may turn is judged again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

import numpy as np

from kstt_rules.base.progress import Watcher, unwatched
from kstt_rules.judging.causes import Lacking, without_dataset
from kstt_rules.judging.count_outcomes import OutcomeCounts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.newest_day import newest_day
from kstt_rules.judging.steps import (
    AuditRun,
    Found,
    concluder_of,
    found_by,
    judge_run,
    result_of,
    with_dossier,
)
from kstt_rules.judging.write_findings import Concluder
from kstt_rules.large import Crossings, Groups
from kstt_rules.large.groups import NOBODY
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import AuditResult, Finding, RuleRef, Undecided, UnitRecord
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.open_audit.kept_cells import KeptCells


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rules came to on the rows of one group.

    ``outcomes`` counts verdicts by rule, ``subjects`` and ``units`` those that lack the same for a shared cause,
    by rule and what they lack.
    """

    outcomes: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    subjects: Counter[tuple[str, Lacking]] = field(default_factory=Counter)
    units: Counter[tuple[str, Lacking]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Standing:
    """All that is known of some data; ``result`` is what an audit of them finds, before waivers."""

    kept: KeptCells
    inspection: Inspection
    groups: Groups
    tallies: Mapping[str, Tally]
    result: AuditResult


class Judge:
    """Judges data by one pack, day and choice of settings: all of them, or what differs from how they stood."""

    def __init__(self, terms: AuditRun, texts: Mapping[Provision, str]) -> None:
        self._terms, self._texts = terms, texts
        self._pack = terms.pack
        self._crossings = Crossings.of(terms.pack)

    def whole(self, kept: KeptCells, watch: Watcher = unwatched) -> Standing:
        """Judge everything."""
        inspection, run = self._read(kept)
        return self._whole(kept, inspection, run, Groups(run.dossier, self._crossings), watch)

    def after(self, before: Standing, kept: KeptCells) -> Standing:
        """Judge what an edit may have turned since."""
        inspection, run = self._read(kept)
        groups = Groups(run.dossier, self._crossings)
        is_told_apart = not self._crossings.span_everything and groups.constants == before.groups.constants
        if not is_told_apart:
            return self._whole(kept, inspection, run, groups, unwatched)
        return self._again(before, kept, inspection, run, groups)

    def _read(self, kept: KeptCells) -> tuple[Inspection, AuditRun]:
        inspection = kept.read()
        earlier = kept.read_earlier(inspection.dossier.tables.get("unit"))
        return inspection, with_dossier(self._terms, inspection.dossier, earlier)

    def _whole(
        self, kept: KeptCells, inspection: Inspection, run: AuditRun, groups: Groups, watch: Watcher
    ) -> Standing:
        """Judge everything, and count how often each group has met which verdict."""
        judgement = judge_run(run, watch=watch)
        result = _with(run, found_by(run, judgement, self._texts), judgement)
        return Standing(kept, inspection, groups, self._tallied(judgement, groups), result)

    def _tallied(self, judgement: Judgement, groups: Groups) -> dict[str, Tally]:
        """Count by group; what is told of a dataset that was not submitted is nobody's."""
        facts = judgement.facts
        counts = OutcomeCounts(self._pack, judgement, self._terms.choices.readings)
        tallies: dict[str, Tally] = defaultdict(Tally)
        owners = {entity: groups.owners(table) for entity, table in facts.tables.items()}
        for rule in self._pack.rules:
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

    def _again(
        self, before: Standing, kept: KeptCells, inspection: Inspection, run: AuditRun, groups: Groups
    ) -> Standing:
        """Judge the changed groups and those that look at them; of the others all verdicts stand."""
        touched = groups.changed_since(before.groups)
        dossier, part = groups.part(touched)
        run_of_part = replace(run, dossier=dossier)
        judgement = judge_run(run_of_part, part=part)
        again = found_by(run_of_part, judgement, self._texts)
        was, now = (
            {group: tallies.get(group, Tally()) for group in touched}
            for tallies in (before.tallies, self._tallied(judgement, groups))
        )
        tallies = {**before.tallies, **now}
        result = before.result
        found = Found(
            outcomes={rule.id: _exchanged(rule, was.values(), now.values()) for rule in result.rules},
            findings=_merged(
                (item for item in result.findings if groups.group(item.unit.id) not in touched), again.findings
            ),
            undecided=self._undecided(concluder_of(run_of_part, judgement, self._texts), tallies.values()),
            units=_merged((item for item in result.units if groups.group(item.unit.id) not in touched), again.units),
        )
        return Standing(kept, inspection, groups, tallies, _with(run, found, judgement))

    def _undecided(self, concluder: Concluder, tallies: Iterable[Tally]) -> tuple[Undecided, ...]:
        """Word what all groups together leave undetermined for shared causes."""
        subjects, units = Counter[tuple[str, Lacking]](), Counter[tuple[str, Lacking]]()
        for tally in tallies:
            subjects.update(tally.subjects)
            units.update(tally.units)
        entries = (
            concluder.entry(self._pack.rule(rule), lacking, subjects=count, units=units[rule, lacking])
            for (rule, lacking), count in subjects.items()
        )
        return tuple(sorted(entries, key=lambda item: item.sort_key))


Kept = TypeVar("Kept", Finding, UnitRecord)


def _merged(kept: Iterable[Kept], again: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(chain(kept, again), key=lambda item: item.sort_key))


def _with(run: AuditRun, found: Found, judgement: Judgement) -> AuditResult:
    dossier, number = run.dossier, judgement.by_engine
    newest = newest_day(dossier, run.pack.vocabulary, run.as_of)
    return result_of(run, dossier.inputs, dossier.rejects, found, by_engine=number, newest=newest)


def _exchanged(rule: RuleRef, was: Iterable[Tally], now: Iterable[Tally]) -> Outcomes:
    return {
        outcome: count
        + sum(tally.outcomes[rule.id, outcome] for tally in now)
        - sum(tally.outcomes[rule.id, outcome] for tally in was)
        for outcome, count in rule.outcomes.items()
    }
