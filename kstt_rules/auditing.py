"""``audit()``: the whole way from submitted files to a result."""

from __future__ import annotations  # so that help shows the names of kinds, not all that they hold

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from kstt_rules.base.bilingual import both
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import UsageError
from kstt_rules.base.memo import Memo
from kstt_rules.base.progress import Progress, Watcher, unwatched
from kstt_rules.intake import FileReader, finish_reading, from_frames, start_reading
from kstt_rules.judging.steps import (
    AuditRun,
    EngineAbsent,
    begin_to_complete,
    conclude,
    judge_run,
    new_run,
    with_dossier,
)
from kstt_rules.library.given import (
    DayGiven,
    Given,
    PathGiven,
    choice_given,
    day_given,
    kind_given,
    path_given,
    settings_given,
    source_given,
)
from kstt_rules.library.inputs import check_there
from kstt_rules.library.result import AuditResult
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.selection import Only
from kstt_rules.pack import Pack, load_pack
from kstt_rules.waivers.apply import Waiver, waive_result, waived_by

_NOTHING = both(
    "the selected rules judge nothing of the selected units; name other rules or provisions, or other units or tiers"
)

_NO_SECOND_WAY = both("nothing can be judged twice without the rule engine; leave verify out, or install the engine")

Detail = Literal["own", "all"]
"""Which undetermined verdicts are findings: those for a reason of their own, or all."""


def audit(  # noqa: PLR0913 - the options of the command line, keyword-only
    source: Given,
    *,
    as_of: DayGiven,
    pack: Pack | PathGiven = DEFAULT_PACK,
    effective_from: DayGiven | None = None,
    settings: Mapping[str, Any] | None = None,
    units: PathGiven | None = None,
    mapping: PathGiven | None = None,
    previous: Given | None = None,
    waivers: Sequence[Waiver] = (),
    texts: Mapping[Provision, str] | None = None,
    verify: bool = False,
    detail: Detail = "own",
    engine_absent: EngineAbsent = "stop",
    in_parts: bool = False,
    executor: Executor | None = None,
    scratch: PathGiven | None = None,
    only: Only | None = None,
    progress: Watcher | None = None,
) -> AuditResult:
    """Audit what was submitted by a rule pack, as the facts stand on the day ``as_of``.

    ``source`` is the path of a workbook or of a folder of them, a list of such paths, or the rows themselves: a dict
    of data frames, or of lists of dicts, by dataset. Datasets and columns go by their ids (``officer``, ``role``) or
    by their names on sheets ("Công chức đầu mối", "Vai trò"). A dataset that is not given was not submitted; one that
    holds nothing is a data frame with columns and no rows.

    ``as_of`` is a date, a text such as "2022-03-31", or a datetime, whose date counts as it stands in its own time
    zone. ``effective_from``, given likewise, is the day on which the regulation took effect: what was earlier does not
    apply. ``pack`` is the name or the folder of a rule pack. ``settings`` override its parameters and readings by
    their dotted keys. ``units`` is a file with the register of units, ``mapping`` one that says what columns hold,
    ``previous`` an earlier roster to compare with, given as ``source`` is. ``waivers`` set breaches aside; ``texts``
    holds the official wording by provision, for findings to quote.

    What is undetermined for a cause that many subjects share is told once; ``detail="all"`` makes a finding of each.
    ``only`` names the rules, provisions, units or tiers to tell of: all is judged, but nothing else is counted or
    told. ``verify`` judges every subject twice, in two ways. Where the rule engine is not on the machine,
    ``engine_absent="masks"`` lets columns judge alone, and the result says so. ``progress`` is called with a
    ``Progress`` whenever a stage has come further, in an order that depends on the data alone; what it raises ends the
    audit.

    Paths may be audited ``in_parts``, with the same result but less memory: some files, or some units, at a time. An
    ``executor`` shares the parts among its workers: processes or, with Dask's ``Client.get_executor()``, machines. All
    workers must see the files and ``scratch``, a temporary folder.

    Raises UsageError, which is a ValueError, for a day, setting, dataset or column that is not allowed, and for what
    was named in ``only`` that is not there or has nothing to judge; TypeError for what is of a wrong kind; InputError
    for a path where nothing is; PackError with all faults of a rule pack; EngineError where the rule engine cannot be
    trusted. Files, sheets, columns and rows that cannot be read raise nothing: they are ``rejects`` of the result.
    """
    _check_kinds(waivers, texts, only, progress)
    choice_given("detail", detail, get_args(Detail))
    choice_given("engine_absent", engine_absent, get_args(EngineAbsent))
    watch = progress or unwatched
    given, earlier = source_given(source), None if previous is None else source_given(previous)
    units, mapping, scratch = (None if path is None else path_given(path) for path in (units, mapping, scratch))
    submitted, besides = _read_from(given, units), _read_from(earlier, mapping)
    check_there(*submitted, *besides, scratch)
    day = day_given(as_of, "as_of")
    run = new_run(
        _pack(pack),
        as_of=day,
        effective_from=None if effective_from is None else day_given(effective_from, "effective_from"),
        settings=settings_given(settings),
        waived=waived_by(waivers, day),
        every=detail == "all",
        only=only,
        engine_absent=engine_absent,
    )
    if verify and run.by_columns:
        raise UsageError(_NO_SECOND_WAY)
    if in_parts or executor is not None:
        from kstt_rules.large import FilesGiven, Job, audit_in_parts  # noqa: PLC0415 - seldom needed

        now = FilesGiven(_paths(given), units, mapping)
        before = None if earlier is None else FilesGiven(_paths(earlier), mapping=mapping)
        job = Job(run, texts or {}, verify)
        found, register = audit_in_parts(job, now, before, executor=executor, scratch=scratch, watch=watch)
    else:
        run = read_into(run, given, units=units, mapping=mapping, previous=earlier, watch=watch)
        judgement = judge_run(run, verify=verify, watch=watch)
        watch(Progress("word", 0, 1))
        found = conclude(run, judgement, texts or {})
        register = run.dossier.tables.get("unit")
    if only and not any(found.summary.values()):
        raise UsageError(_NOTHING)
    if waivers:
        found = waive_result(found, waivers, rules=run.pack.rules, units=register)
    watch(Progress("word", 1, 1))
    folder = () if isinstance(pack, Pack) else (Path(pack),)
    return AuditResult.of(found, submitted=submitted, read_besides=(*besides, *folder))


def _check_kinds(
    waivers: Sequence[Waiver],
    texts: Mapping[Provision, str] | None,
    only: Only | None,
    progress: Watcher | None,
) -> None:
    """Raise TypeError or UsageError for options that would fail later without a word of what may be given."""
    kind_given("waivers", waivers, Sequence, "a list of Waiver")
    for waiver in waivers or ():
        kind_given("waivers", waiver, Waiver, "a list of Waiver")
    kind_given("texts", texts, Mapping, "a dict of texts by provision")
    kind_given("only", only, Only, "an Only, such as Only(units=['Sở Y tế'])")
    if progress is not None and not callable(progress):
        raise TypeError(f"progress: give a function that takes a Progress, not {type(progress).__name__}")


def read_into(
    run: AuditRun,
    source: Given,
    *,
    units: Path | None = None,
    mapping: Path | None = None,
    previous: Given | None = None,
    watch: Watcher = unwatched,
) -> AuditRun:
    """Read a dossier, and an earlier roster by the dossier's register, into a run.

    Unreadable files become rejects of the dossier.
    """
    memo = Memo()
    dossier = _read(source, run, watch, units=units, mapping=mapping, memo=memo)
    known = dossier.tables.get("unit")
    earlier = None if previous is None else _read(previous, run, watch, mapping=mapping, known=known)
    return with_dossier(run, dossier, earlier, memo)


def _pack(pack: Pack | PathGiven) -> Pack:
    return pack if isinstance(pack, Pack) else load_pack(pack if isinstance(pack, str) else path_given(pack))


def _read_from(given: Given | None, *others: Path | None) -> tuple[Path, ...]:
    """Return the files and folders that are read."""
    return (*(given if isinstance(given, list) else ()), *filter(None, others))


def _paths(source: Given) -> Sequence[Path]:
    if not isinstance(source, list):
        raise UsageError("an audit in parts needs paths of files and folders")
    return source


def _read(
    source: Given,
    run: AuditRun,
    watch: Watcher,
    *,
    units: Path | None = None,
    mapping: Path | None = None,
    known: Table | None = None,
    memo: Memo | None = None,
) -> Dossier:
    """Read a dossier; with a memo, what follows from the first sheets is found while the last are read."""
    vocabulary = run.pack.vocabulary
    given = source_given(source)
    if isinstance(given, Dossier):
        return given
    if isinstance(given, Mapping):
        return _counted(len(given), watch, lambda: from_frames(given, vocabulary))
    if isinstance(given, FileReader):
        watch(Progress("read", 0, given.files))
        told = None if watch is unwatched else partial(_files_read, watch, given.files)
        begun = None if memo is None else partial(begin_to_complete, run, memo=memo)
        return finish_reading(given, vocabulary, known=known, watch=told, memo=memo, begun=begun)
    with start_reading(given, units=units, mapping=mapping) as reading:
        return _read(reading, run, watch, known=known, memo=memo)


def _files_read(watch: Watcher, total: int, done: int) -> None:
    watch(Progress("read", done, total))


def _counted(total: int, watch: Watcher, read: Callable[[], Dossier]) -> Dossier:
    """Read at once, and say so before and after."""
    watch(Progress("read", 0, total))
    dossier = read()
    watch(Progress("read", total, total))
    return dossier
