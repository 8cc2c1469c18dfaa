"""``audit()``: the whole way from submitted files to a result."""

import datetime as dt
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kstt_rules.base.bilingual import both
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import UsageError
from kstt_rules.intake import FileReader, finish_reading, from_frames, read_dossier
from kstt_rules.judging.steps import AuditRun, conclude, judge_run, new_run, with_dossier
from kstt_rules.large import FilesGiven, Job, audit_in_parts
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.findings import AuditResult
from kstt_rules.model.selection import Only
from kstt_rules.pack import Pack, load_pack
from kstt_rules.waivers.apply import Waiver, waive_result, waived_by

if TYPE_CHECKING:
    import pandas as pd

    Given = Dossier | FileReader | Sequence[Path] | Mapping[str, pd.DataFrame]


_NOTHING = both(
    "the selected rules judge nothing of the selected units; name other rules or provisions, or other units or tiers"
)

Detail = Literal["own", "all"]
"""Which undetermined verdicts are findings: those for a reason of their own, or all."""


def audit(  # noqa: PLR0913 - the options of the command line, keyword-only
    source: "Given",
    *,
    as_of: dt.date,
    pack: Pack | Path | str = DEFAULT_PACK,
    effective_from: dt.date | None = None,
    settings: Mapping[str, Any] | None = None,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Given | None" = None,
    waivers: Sequence[Waiver] = (),
    texts: Mapping[Provision, str] | None = None,
    verify: bool = False,
    detail: Detail = "own",
    in_parts: bool = False,
    executor: Executor | None = None,
    scratch: Path | None = None,
    only: Only | None = None,
) -> AuditResult:
    """Audit a dossier by a rule pack, as the facts stand on the day ``as_of``.

    ``source`` is a dossier, paths of workbooks and folders, a reading of them, or data frames by dataset.
    ``effective_from`` is the day the regulation took effect; earlier events are not applicable. ``settings`` override
    parameters and readings by their dotted keys. ``units`` is a file with the register of units, ``previous`` an
    earlier roster to compare with, ``mapping`` a file that says what the columns hold. ``waivers`` set breaches aside,
    ``texts`` holds the official wording by provision. ``verify`` judges every subject twice, in two ways. What is
    undetermined for a cause that many subjects share is told once; ``detail="all"`` makes a finding of each. ``only``
    names the rules, provisions, units or tiers to tell of: all is judged, but nothing else is counted or told.

    Paths may be audited ``in_parts``, with the same result but less memory: some files, or some units, at a time. An
    ``executor`` shares the parts among its workers: processes or, with Dask's ``Client.get_executor()``, machines. All
    workers must see the files and ``scratch``, a temporary folder.

    Raises PackError, EngineError, and UsageError for a setting or day that is not allowed, and for what was named that
    is not there or has nothing to judge. Unreadable files become rejects of the result.
    """
    waived = waived_by(waivers, as_of)
    run = new_run(
        _pack(pack),
        as_of=as_of,
        effective_from=effective_from,
        settings=settings,
        waived=waived,
        every=detail == "all",
        only=only,
    )
    if in_parts or executor is not None:
        now = FilesGiven(_paths(source), units, mapping)
        before = None if previous is None else FilesGiven(_paths(previous), mapping=mapping)
        job = Job(run, texts or {}, verify)
        result, register = audit_in_parts(job, now, before, executor=executor, scratch=scratch)
    else:
        run = read_into(run, source, units=units, mapping=mapping, previous=previous)
        result = conclude(run, judge_run(run, verify=verify), texts or {})
        register = run.dossier.tables.get("unit")
    if only and not any(result.summary.values()):
        raise UsageError(_NOTHING)
    return waive_result(result, waivers, rules=run.pack.rules, units=register) if waivers else result


def read_into(
    run: AuditRun,
    source: "Given",
    *,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: "Given | None" = None,
) -> AuditRun:
    """Read a dossier, and an earlier roster by the dossier's register, into a run.

    Unreadable files become rejects of the dossier.
    """
    dossier = _read(source, run.pack, units, mapping)
    earlier = None if previous is None else _read(previous, run.pack, None, mapping, dossier.tables.get("unit"))
    return with_dossier(run, dossier, earlier)


def _pack(pack: Pack | Path | str) -> Pack:
    return pack if isinstance(pack, Pack) else load_pack(pack)


def _paths(source: "Given") -> Sequence[Path]:
    if isinstance(source, (Dossier, FileReader, Mapping)):
        raise UsageError("an audit in parts needs paths of files and folders")
    return source


def _read(source: "Given", pack: Pack, units: Path | None, mapping: Path | None, known: Table | None = None) -> Dossier:
    if isinstance(source, Dossier):
        return source
    if isinstance(source, FileReader):
        return finish_reading(source, pack.vocabulary, known=known)
    if isinstance(source, Mapping):
        return from_frames(source, pack.vocabulary)
    return read_dossier(source, pack.vocabulary, units=units, mapping=mapping, known=known)
