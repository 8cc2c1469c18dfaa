"""An audit that stays open: after a row is added, changed or removed, only what it may affect is judged again."""

from __future__ import annotations  # so that help shows the names of kinds, not all that they hold

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from threading import RLock
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.intake import from_frames
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
    new_run,
    result_of,
    with_dossier,
)
from kstt_rules.judging.write_findings import Concluder
from kstt_rules.large import Crossings, Groups
from kstt_rules.large.groups import NOBODY
from kstt_rules.library.given import DayGiven, PathGiven, Rows, day_given, frames_given, path_given, settings_given
from kstt_rules.library.result import AuditResult
from kstt_rules.model.findings import Finding, RuleRef, Undecided, UnitRecord
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.pack import Pack, load_pack


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rules came to on the rows of one group.

    ``outcomes`` counts verdicts by rule, ``subjects`` and ``units`` those that lack the same for a shared cause,
    by rule and what they lack.
    """

    outcomes: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    subjects: Counter[tuple[str, Lacking]] = field(default_factory=Counter)
    units: Counter[tuple[str, Lacking]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What an edit did: the place of its row in the frame, and the findings that appeared, disappeared or changed.

    ``changed`` are findings that stay, but with other words, values or cells.
    """

    row: int
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]
    changed: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a session knows after an edit; the next one makes another."""

    frames: Mapping[str, pd.DataFrame]
    groups: Groups
    tallies: Mapping[str, Tally]
    result: AuditResult


class Session:
    """An open audit of data frames by dataset, as a form or a page needs it.

    ``result`` always equals ``audit(session.frames, …)``. A row is named by its place in the frame of its dataset,
    from 0. A removed row stays there without values, so that the others keep their places and cells.

    Threads may edit it: one edit waits for the other. An edit is whole or, where it raises or is interrupted, not made.
    """

    def __init__(
        self,
        frames: Mapping[str, Rows],
        *,
        as_of: DayGiven,
        pack: Pack | PathGiven = DEFAULT_PACK,
        effective_from: DayGiven | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Audit the frames once. Raises as ``audit`` does."""
        self._pack = pack if isinstance(pack, Pack) else load_pack(pack if isinstance(pack, str) else path_given(pack))
        self._terms = new_run(
            self._pack,
            as_of=day_given(as_of, "as_of"),
            effective_from=None if effective_from is None else day_given(effective_from, "effective_from"),
            settings=settings_given(settings),
        )
        self._crossings = Crossings.of(self._pack)
        self._lock = RLock()
        given = {name: frame.astype(object).reset_index(drop=True) for name, frame in frames_given(frames).items()}
        run = self._run_on(given)
        self._standing = self._whole(given, run, Groups(run.dossier, self._crossings))

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(frame)}" for name, frame in self._standing.frames.items())
        return f"<Session of {self._pack.id} as of {self._terms.as_of}: {rows}>"

    @property
    def result(self) -> AuditResult:
        """The result as it stands now."""
        return self._standing.result

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The data as they stand now, by dataset; copies."""
        return {name: frame.copy() for name, frame in self._standing.frames.items()}

    def add(self, dataset: str, values: Mapping[str, Any]) -> EditOutcome:
        """Add a row at the end of a dataset; a missing dataset begins with it.

        Raises UsageError for an unknown dataset or column.
        """
        with self._lock:
            frame = self._standing.frames.get(dataset, pd.DataFrame(columns=list(values), dtype=object))
            self._check_columns(dataset, frame, values)
            row = {name: values.get(str(name)) for name in frame}
            added = pd.DataFrame([row], columns=frame.columns, dtype=object)
            grown = pd.concat([frame, added], ignore_index=True) if len(frame) else added
            return self._edited(dataset, grown, len(frame))

    def change(self, dataset: str, row: int, values: Mapping[str, Any]) -> EditOutcome:
        """Set some values of a row. Raises UsageError where there is no such dataset, row or column."""
        with self._lock:
            frame = self._frame_with(dataset, row)
            self._check_columns(dataset, frame, values)
            for name, value in values.items():
                frame.iat[row, list(map(str, frame)).index(name)] = value
            return self._edited(dataset, frame, row)

    def remove(self, dataset: str, row: int) -> EditOutcome:
        """Empty a row. Raises UsageError where there is no such dataset or row."""
        with self._lock:
            return self.change(dataset, row, dict.fromkeys(map(str, self._frame_with(dataset, row))))

    def _frame_with(self, dataset: str, row: int) -> pd.DataFrame:
        frames = self._standing.frames
        if dataset not in frames:
            raise UsageError(f"unknown dataset {dataset!r}{hint(dataset, frames).en}")
        frame = frames[dataset]
        if not 0 <= row < len(frame):
            raise UsageError(f"{dataset} has no row {row}; it has {len(frame)} rows, from 0")
        return frame.copy()

    @staticmethod
    def _check_columns(dataset: str, frame: pd.DataFrame, values: Mapping[str, Any]) -> None:
        columns = list(map(str, frame))
        for name in values:
            if name not in columns:
                raise UsageError(f"{dataset} has no column {name!r}{hint(name, columns).en}")

    def _run_on(self, frames: Mapping[str, pd.DataFrame]) -> AuditRun:
        return with_dossier(self._terms, from_frames(frames, self._pack.vocabulary))

    def _whole(self, frames: Mapping[str, pd.DataFrame], run: AuditRun, groups: Groups) -> Standing:
        """Judge everything, and count how often each group has met which verdict."""
        judgement = judge_run(run)
        result = _with(run, found_by(run, judgement, {}), judgement)
        return Standing(frames, groups, self._tallied(judgement, groups), result)

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

    def _edited(self, dataset: str, frame: pd.DataFrame, row: int) -> EditOutcome:
        """Take an edit, judge the groups that it may touch, and tell what came of it."""
        before = self._standing
        frames = {**before.frames, dataset: frame}
        run = self._run_on(frames)
        groups = Groups(run.dossier, self._crossings)
        is_told_apart = not self._crossings.span_everything and groups.constants == before.groups.constants
        after = self._again(before, frames, run, groups) if is_told_apart else self._whole(frames, run, groups)
        self._standing = after
        return _told(row, before.result.findings, after.result.findings)

    def _again(self, before: Standing, frames: Mapping[str, pd.DataFrame], run: AuditRun, groups: Groups) -> Standing:
        """Judge the changed groups and those that look at them; of the others all verdicts stand."""
        touched = groups.changed_since(before.groups)
        dossier, part = groups.part(touched)
        run_of_part = replace(run, dossier=dossier)
        judgement = judge_run(run_of_part, part=part)
        again = found_by(run_of_part, judgement, {})
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
            undecided=self._undecided(concluder_of(run_of_part, judgement, {}), tallies.values()),
            units=_merged((item for item in result.units if groups.group(item.unit.id) not in touched), again.units),
        )
        return Standing(frames, groups, tallies, _with(run, found, judgement))

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
    result = result_of(run, dossier.inputs, dossier.rejects, found, by_engine=number, newest=newest)
    return AuditResult.of(result)


def _exchanged(rule: RuleRef, was: Iterable[Tally], now: Iterable[Tally]) -> Outcomes:
    return {
        outcome: count
        + sum(tally.outcomes[rule.id, outcome] for tally in now)
        - sum(tally.outcomes[rule.id, outcome] for tally in was)
        for outcome, count in rule.outcomes.items()
    }


def _told(row: int, before: Sequence[Finding], after: Sequence[Finding]) -> EditOutcome:
    old = {(finding.fingerprint, finding.verdict): finding for finding in before}
    new = {(finding.fingerprint, finding.verdict): finding for finding in after}
    return EditOutcome(
        row,
        tuple(finding for key, finding in new.items() if key not in old),
        tuple(finding for key, finding in old.items() if key not in new),
        tuple(finding for key, finding in new.items() if key in old and old[key] != finding),
    )
