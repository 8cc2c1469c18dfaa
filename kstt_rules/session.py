"""An audit that stays open: a row is added, changed or removed, and only what may follow from it is judged again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from kstt_rules.auditing import DEFAULT_PACK
from kstt_rules.errors import UsageError
from kstt_rules.findings import AuditResult, Coverage, Finding, Verdict
from kstt_rules.intake import from_frames
from kstt_rules.pack import Pack, load_pack
from kstt_rules.parts import Crossings, Groups
from kstt_rules.submission import Submission, concluder_of, judge_submission, prepare, result_of
from kstt_rules.suggestion import did_you_mean


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did: the place of its row in the frame, and the findings that came, went, or now read otherwise.

    ``changed`` are findings that stay, with other words, values or cells.
    """

    row: int
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]
    changed: tuple[Finding, ...]


class Session:
    """An open audit of data frames by dataset, as a form or a page needs it.

    ``result`` is always that of ``audit(session.frames, …)``. Rows are named by their place in the frame of their
    dataset, from 0. A row that is removed stays there without values, so that the others keep their places and cells.
    """

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        *,
        as_of: dt.date,
        pack: Pack | Path | str = DEFAULT_PACK,
        effective_from: dt.date | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Audit the frames once. Raises as ``audit`` does."""
        self._pack = pack if isinstance(pack, Pack) else load_pack(pack)
        self._prepare = partial(prepare, pack=self._pack, as_of=as_of, effective_from=effective_from, settings=settings)
        self._crossings = Crossings.of(self._pack)
        self._frames = {name: frame.astype(object).reset_index(drop=True) for name, frame in frames.items()}
        self._submission = self._submitted(self._frames)
        self._groups = Groups(self._submission.dossier, self._crossings)
        self._result = self._whole(self._submission)

    @property
    def result(self) -> AuditResult:
        """The result as it stands now."""
        return self._result

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The data as they stand now, by dataset; copies."""
        return {name: frame.copy() for name, frame in self._frames.items()}

    def add(self, dataset: str, values: Mapping[str, Any]) -> Change:
        """Add a row at the end of a dataset, which begins with it where it was not submitted.

        Raises UsageError for an unknown dataset or column.
        """
        frame = self._frames.get(dataset, pd.DataFrame(columns=list(values), dtype=object))
        self._check_columns(dataset, frame, values)
        row = {name: values.get(str(name)) for name in frame}
        added = pd.DataFrame([row], columns=frame.columns, dtype=object)
        return self._edited(dataset, pd.concat([frame, added], ignore_index=True) if len(frame) else added, len(frame))

    def change(self, dataset: str, row: int, values: Mapping[str, Any]) -> Change:
        """Set some values of a row. Raises UsageError where there is no such dataset, row or column."""
        frame = self._frame_with(dataset, row)
        self._check_columns(dataset, frame, values)
        for name, value in values.items():
            frame.iat[row, list(map(str, frame)).index(name)] = value
        return self._edited(dataset, frame, row)

    def remove(self, dataset: str, row: int) -> Change:
        """Empty a row. Raises UsageError where there is no such dataset or row."""
        frame = self._frame_with(dataset, row)
        return self.change(dataset, row, dict.fromkeys(map(str, frame)))

    def _frame_with(self, dataset: str, row: int) -> pd.DataFrame:
        if dataset not in self._frames:
            raise UsageError(f"there is no dataset {dataset!r}{did_you_mean(dataset, self._frames)}")
        frame = self._frames[dataset]
        if not 0 <= row < len(frame):
            raise UsageError(f"{dataset} has no row {row}; it has {len(frame)} rows, from 0")
        return frame.copy()

    @staticmethod
    def _check_columns(dataset: str, frame: pd.DataFrame, values: Mapping[str, Any]) -> None:
        columns = list(map(str, frame))
        for name in values:
            if name not in columns:
                raise UsageError(f"{dataset} has no column {name!r}{did_you_mean(name, columns)}")

    def _submitted(self, frames: Mapping[str, pd.DataFrame]) -> Submission:
        return self._prepare(from_frames(frames, self._pack.vocabulary))

    def _whole(self, submission: Submission) -> AuditResult:
        concluder = concluder_of(submission, judge_submission(submission), {})
        return _with(submission, concluder.coverage(), concluder.findings())

    def _edited(self, dataset: str, frame: pd.DataFrame, row: int) -> Change:
        """Take an edit, judge the groups that it may touch, and tell what came of it."""
        frames = {**self._frames, dataset: frame}
        submission = self._submitted(frames)
        groups = Groups(submission.dossier, self._crossings)
        if self._crossings.span_everything or groups.constants != self._groups.constants:
            result = self._whole(submission)
        else:
            result = self._again(submission, groups)
        before, self._result = self._result, result
        self._frames, self._submission, self._groups = frames, submission, groups
        return _told(row, before.findings, result.findings)

    def _again(self, submission: Submission, groups: Groups) -> AuditResult:
        """Judge the changed groups and those that look at them; of the others all verdicts stand."""
        touched = groups.changed_since(self._groups)
        was, _ = self._judged(self._submission, self._groups, touched)
        now, findings = self._judged(submission, groups, touched)
        kept = [item for item in self._result.findings if groups.group(item.unit.id) not in touched]
        coverage = tuple(map(_exchanged, self._result.coverage, was, now))
        found = tuple(sorted([*kept, *findings], key=lambda finding: finding.sort_key))
        return _with(submission, coverage, found)

    @staticmethod
    def _judged(
        submission: Submission, groups: Groups, touched: set[str]
    ) -> tuple[tuple[Coverage, ...], tuple[Finding, ...]]:
        dossier, portion = groups.portion(touched)
        part = replace(submission, dossier=dossier)
        concluder = concluder_of(part, judge_submission(part, portion=portion), {})
        return concluder.coverage(), concluder.findings()


def _with(submission: Submission, coverage: tuple[Coverage, ...], findings: tuple[Finding, ...]) -> AuditResult:
    return result_of(submission, submission.dossier.inputs, submission.dossier.rejects, coverage, findings)


def _exchanged(whole: Coverage, was: Coverage, now: Coverage) -> Coverage:
    verdicts = {name: whole.verdicts[name] - was.verdicts[name] + now.verdicts[name] for name in Verdict}
    return replace(whole, verdicts=verdicts)


def _told(row: int, before: Sequence[Finding], after: Sequence[Finding]) -> Change:
    old = {(finding.fingerprint, finding.verdict): finding for finding in before}
    new = {(finding.fingerprint, finding.verdict): finding for finding in after}
    return Change(
        row,
        tuple(finding for key, finding in new.items() if key not in old),
        tuple(finding for key, finding in old.items() if key not in new),
        tuple(finding for key, finding in new.items() if key in old and old[key] != finding),
    )
