"""The one function that walks the whole way: from what was submitted to the findings."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kstt_rules.base.errors import UsageError
from kstt_rules.intake import Reading, finish_reading, from_frames, read_dossier
from kstt_rules.judging.settings import choose
from kstt_rules.judging.steps import Submission, conclude, judge_submission, prepare
from kstt_rules.large import Job, Paths, audit_in_parts
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.findings import AuditResult, Verdict
from kstt_rules.model.report_calendar import check_day
from kstt_rules.model.spilled_findings import KeptFindings
from kstt_rules.pack import Pack, load_pack
from kstt_rules.waivers.apply import Waiver, waive

if TYPE_CHECKING:
    import pandas as pd

    Submitted = Dossier | Reading | Sequence[Path] | Mapping[str, pd.DataFrame]

DEFAULT_PACK = "bac-giang-2021"


def audit(  # noqa: PLR0913 - the options of the command line, keyword-only
    source: "Submitted",
    *,
    as_of: dt.date,
    pack: Pack | Path | str = DEFAULT_PACK,
    effective_from: dt.date | None = None,
    settings: Mapping[str, str] | None = None,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Submitted | None" = None,
    waivers: Sequence[Waiver] = (),
    texts: Mapping[Provision, str] | None = None,
    verify: bool = False,
    in_parts: bool = False,
    executor: Executor | None = None,
    scratch: Path | None = None,
) -> AuditResult:
    """Audit a dossier by a rule pack, as the facts stand on the day ``as_of``.

    ``source`` is a dossier, paths of workbooks and folders, a reading of them, or data frames by dataset.
    ``effective_from`` is the day the regulation came into force; what lies before it is not applicable. ``settings``
    override parameters and readings by their dotted keys. ``units`` is a file with the unit register, ``previous`` an
    earlier roster to compare with, ``mapping`` a file that says what the columns of either hold where intake would not
    see it. ``waivers`` set breaches aside, ``texts`` holds the official wording by provision. ``verify`` compares
    engine and masks on every subject.

    Paths may be audited ``in_parts``, with the same result: no more of them is in memory than some files, or some units
    with what their rules look at. An ``executor`` shares the parts among its workers, as processes or, by Dask's
    ``Client.get_executor()``, machines; all must see the files and ``scratch``, the folder for what the steps leave
    each other (by default that for temporary files).

    Raises PackError, UsageError for a setting or a day that is not allowed, EngineError; unreadable files become
    rejects of the result.
    """
    check_day(as_of)
    if in_parts or executor is not None:
        chosen = pack if isinstance(pack, Pack) else load_pack(pack)
        job = Job(chosen, as_of, choose(chosen, settings or {}), effective_from, texts or {}, verify)
        now = Paths(_paths(source), units, mapping)
        before = None if previous is None else Paths(_paths(previous), mapping=mapping)
        found, register = audit_in_parts(job, now, before, executor=executor, scratch=scratch)
        return _with_waivers(found, job.pack, register, waivers)
    submission = submit(
        source,
        as_of=as_of,
        pack=pack,
        effective_from=effective_from,
        settings=settings,
        units=units,
        mapping=mapping,
        previous=previous,
    )
    result = conclude(submission, judge_submission(submission, verify=verify), texts or {})
    return _with_waivers(result, submission.pack, submission.dossier.tables.get("unit"), waivers)


def submit(  # noqa: PLR0913 - as above
    source: "Submitted",
    *,
    as_of: dt.date,
    pack: Pack | Path | str = DEFAULT_PACK,
    effective_from: dt.date | None = None,
    settings: Mapping[str, str] | None = None,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Submitted | None" = None,
) -> Submission:
    """Read a dossier, and an earlier roster by the dossier's register, to be judged as ``audit`` does.

    Raises PackError, UsageError for a setting or a day that is not allowed; unreadable files become rejects of the
    dossier.
    """
    chosen = pack if isinstance(pack, Pack) else load_pack(pack)
    submitted = _read(source, chosen, units, mapping)
    earlier = None if previous is None else _read(previous, chosen, None, mapping, submitted.tables.get("unit"))
    return prepare(submitted, chosen, as_of=as_of, effective_from=effective_from, settings=settings, previous=earlier)


def _with_waivers(result: AuditResult, pack: Pack, units: Table | None, waivers: Sequence[Waiver]) -> AuditResult:
    """Set aside what the waivers cover; the counts of each provision follow."""
    if not waivers:
        return result
    waived = waive(
        result.findings,
        waivers,
        as_of=result.as_of,
        rules=[(rule.id, rule.provision) for rule in pack.rules],
        units=frozenset() if units is None else frozenset([*units.frame["id"], *units.frame["name"]]),
        keep=KeptFindings if isinstance(result.findings, KeptFindings) else tuple,
    )
    moved = Counter(finding.provision for finding in waived.findings if finding.verdict is Verdict.WAIVED)
    return replace(
        result,
        findings=waived.findings,
        coverage=tuple(row.with_waived(moved[row.provision]) for row in result.coverage),
        regulation=replace(result.regulation, notices=(*waived.notices, *result.regulation.notices)),
    )


def _paths(source: "Submitted") -> Sequence[Path]:
    if isinstance(source, (Dossier, Reading, Mapping)):
        raise UsageError("an audit in parts reads files itself: give the paths of files and folders")
    return source


def _read(
    source: "Submitted", pack: Pack, units: Path | None, mapping: Path | None, known: Table | None = None
) -> Dossier:
    if isinstance(source, Dossier):
        return source
    if isinstance(source, Reading):
        return finish_reading(source, pack.vocabulary, known=known)
    if isinstance(source, Mapping):
        return from_frames(source, pack.vocabulary)
    return read_dossier(source, pack.vocabulary, units=units, mapping=mapping, known=known)
