"""The process that leads an audit in parts: files in batches, then units in parts, then one result for the whole."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.progress import Progress, Watcher, unwatched, watched
from kstt_rules.intake.batches import Opened, by_dataset, units_of, unread_files, with_units, without_copies
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.files.listing import ListedFile, Listing, list_files
from kstt_rules.intake.layout.surroundings import Surroundings
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.judging.approvals import with_possible_lists
from kstt_rules.judging.complete import Horizon
from kstt_rules.judging.roster_changes import names_apart, renamed
from kstt_rules.judging.steps import Found, gathered, result_of, with_register
from kstt_rules.judging.submissions import lacking_in
from kstt_rules.large.complete_part import PartSummary, complete_part
from kstt_rules.large.crossings import UNIT
from kstt_rules.large.guests import guests_of, totals_of
from kstt_rules.large.job import REST, Batches, FilesGiven, Job, Side, WholeDossier
from kstt_rules.large.judge_part import judge_part
from kstt_rules.large.read_batches import BatchSummary, file_rows, keep_register, name_units, open_files, plan_parts
from kstt_rules.large.register_rows import store_rows
from kstt_rules.large.workers import Here, each
from kstt_rules.large.workspace import Workspace
from kstt_rules.model.dossier import Dossier, InputFile, Reject, Table, UnreadRow
from kstt_rules.model.findings import AuditResult
from kstt_rules.model.outcomes import Outcomes, added_up
from kstt_rules.model.spilled import Spilled

FILES_A_BATCH = 16
BYTES_A_BATCH = 4_000_000
UNITS_A_PART = 2_000

_ROSTER = "officer"

Outcome = TypeVar("Outcome")


@dataclass
class _SideRead:
    """One side with all its files opened, and what became of its rows so far.

    ``lost`` is what the files leave open, by dataset, that could not be given to anybody to read.
    """

    contents: list[Content]
    account: RowAccount
    units: Table
    is_register: bool
    lost: Sequence[tuple[str, UnreadRow]]
    filed: Sequence[BatchSummary] = ()

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The columns of each dataset that was submitted, beside the units."""
        names: dict[str, dict[str, None]] = {}
        for batch in self.filed:
            for entity, columns in batch.fields.items():
                names.setdefault(entity, {}).update(dict.fromkeys(columns))
        return {entity: tuple(columns) for entity, columns in names.items()}

    @property
    def table(self) -> Table | None:
        """The units; None if nothing was submitted that names a unit."""
        return self.units if self.is_register or self.fields else None


def audit_in_parts(
    job: Job,
    now: FilesGiven,
    before: FilesGiven | None,
    *,
    executor: Executor | None = None,
    scratch: Path | None = None,
    units_a_part: int = UNITS_A_PART,
    watch: Watcher = unwatched,
) -> tuple[AuditResult, Table | None]:
    """Audit files in parts; return the same result as in one piece, and the units.

    An ``executor`` shares the parts among its workers; without one they are done here, one after the other.
    ``scratch`` is the temporary folder that all workers share; ``watch`` is told how far files and parts have come.
    Raises as ``audit`` does.
    """
    with tempfile.TemporaryDirectory(prefix="kstt-", dir=scratch) as folder:
        leader = _Leader(job, Workspace(folder), executor or Here(), units_a_part, watch)
        try:
            return leader.result(now, before)
        finally:
            leader.workspace.forget()


class _Leader:
    """The steps in their order, each done for all batches or parts before the next."""

    def __init__(self, job: Job, workspace: Workspace, executor: Executor, units_a_part: int, watch: Watcher) -> None:
        self.workspace = workspace
        self._job = job
        self._executor = executor
        self._units_a_part = units_a_part
        self._watch = watch
        workspace.save("job", job)

    def result(self, now: FilesGiven, before: FilesGiven | None) -> tuple[AuditResult, Table | None]:
        """Do all steps and return the result and the units."""
        sides: dict[Side, _SideRead] = {"now": self._opened("now", now, None)}
        parts = self._parts(sides["now"].units)
        self._file("now", sides["now"])
        units = sides["now"].table
        run = with_register(self._job.run, units)
        self.workspace.save("selection", run.selection)
        if before is not None:
            sides["before"] = self._opened("before", before, units)
            self._file("before", sides["before"])
        names = self._keep_whole(sides)
        noted = self._complete_parts(parts)
        for side, opened in sides.items():
            for item in noted:
                opened.account.add(item.accounts[side])
        judged = self._each(judge_part, ((part,) for part in parts))
        counted = [*watched("judge", judged, [1] * len(parts), self._watch)]
        self._watch(Progress("word", 0, 1))
        found = Found(
            _summed([item.outcomes for item in counted]),
            Spilled(self._in_order("judged", parts)),
            gathered(entry for item in counted for entry in item.undecided),
            Spilled(self._in_order("records", parts)),
        )
        by_engine = sum(item.by_engine for item in counted)
        run = replace(run, dossier=Dossier({} if units is None else {UNIT: units}))
        said = [_inputs_and_rejects(opened, names if side == "before" else {}) for side, opened in sides.items()]
        inputs = [
            replace(item, previous=side == "before")
            for side, (inputs, _) in zip(sides, said, strict=True)
            for item in inputs
        ]
        rejects = [reject for _, rejects in said for reject in rejects]
        newest = max(filter(None, (item.newest_day for item in noted)), default=None)
        return result_of(run, inputs, rejects, found, by_engine=by_engine, newest=newest), units

    def _in_order(self, name: str, parts: Sequence[int]) -> Iterator[Any]:
        """Yield what was kept of all parts, findings or units, in one order, holding some of each."""
        kept = (chain.from_iterable(self.workspace.load_each(f"{name}/{part}")) for part in parts)
        return merge(*kept, key=lambda item: item.sort_key)

    def _each(self, step: Callable[..., Outcome], arguments: Iterable[tuple[object, ...]]) -> Iterator[Outcome]:
        return each(self._executor, step, self.workspace, arguments)

    def _opened(self, side: Side, given: FilesGiven, known: Table | None) -> _SideRead:
        """Read all files of a side, and know its units."""
        listing = list_files([*given.paths, *([given.units] if given.units else [])])
        planned = Batches(tuple(_batches(listing)), given.units, given.mapping)
        self.workspace.save(f"{side}/batches", planned)
        numbers = [(side, number) for number in range(len(planned.files))]
        read: Iterator[Opened] = self._each(open_files, numbers)
        batches = [*watched("read", read, [*map(len, planned.files)], self._watch)]
        is_named = known is None and not any(batch.units for batch in batches)
        named = [name for names in self._each(name_units, numbers if is_named else ()) for name in names]
        units = units_of(batches, self._job.pack.vocabulary, known, named)
        keep_register(self.workspace, side, units)
        vocabulary = self._job.pack.vocabulary
        surroundings = Surroundings(units.register, vocabulary)
        unread = without_copies(listing.faults, [item.label for item in listing.files])
        lost = [*unread_files(unread, surroundings, vocabulary)]
        rejects = [file_reject(label, fault) for label, fault in listing.faults]
        account = RowAccount(rejects=with_units(rejects, [row for _, row in lost]))
        is_register = units.accepted is not None and units.is_given
        if units.accepted is not None and is_register:
            account.enter(units.accepted)
        contents = [Content(label, "", (), fault) for label, fault in listing.faults]
        contents += [content for batch in batches for content in batch.contents]
        table = known if units.accepted is None else units.accepted.table
        assert table is not None, "units that are not accepted are known"
        return _SideRead(contents, account, table, is_register, lost)

    def _parts(self, units: Table) -> list[int]:
        """Give the units to parts, those near each other that stand in one file of the register; return the parts."""
        plan: Mapping[str, int] = {}
        if not self._job.crossings.span_everything:
            files = [units.sheets[at].file for at in units.origin.tolist()]
            rows = sorted(range(len(files)), key=lambda row: files[row])
            ids = units.columns["id"][rows].tolist()
            plan = plan_parts(ids, self._units_a_part, self._job.pack.vocabulary)
        store_rows(self.workspace, units, plan, self._job.crossings)
        return sorted({REST, *plan.values()})

    def _file(self, side: Side, opened: _SideRead) -> None:
        planned: Batches = self.workspace.load_once(f"{side}/batches")
        opened.filed = [*self._each(file_rows, ((side, number) for number in range(len(planned.files))))]
        for filed in opened.filed:
            opened.account.add(filed.account)

    def _keep_whole(self, sides: Mapping[Side, _SideRead]) -> Mapping[str, str]:
        """Keep what each part must know of the whole dossier; return the new names of files of the earlier roster."""
        files = {side: [item.label for item in opened.contents if item.sha256] for side, opened in sides.items()}
        fields = {side: opened.fields for side, opened in sides.items()}
        unread = {side: self._unread(opened, side) for side, opened in sides.items()}
        whole = WholeDossier(
            fields={"before": {}, **fields},
            pieces={"before": {}, **{side: _pieces(opened.filed) for side, opened in sides.items()}},
            unread={"before": {}, **{side: self._submitted(unread[side], opened) for side, opened in sides.items()}},
            unplaced={name: rows for name, rows in unread["now"].items() if name not in fields["now"]},
            lacking=lacking_in(sides["now"].account.rejects),
            horizon=Horizon(*(_periods(sides["now"].filed, entity) for entity in ("report", "payment"))),
            has_units=sides["now"].table is not None,
            compared=all(_ROSTER in fields.get(side, ()) for side in ("now", "before")),
            names=names_apart(files.get("before", ()), files["now"]),
        )
        self.workspace.save("whole", whole)
        return whole.names

    def _unread(self, opened: _SideRead, side: Side) -> dict[str, tuple[UnreadRow, ...]]:
        """Return the rows that were not read, by the dataset that they may be of."""
        rows = [(name, row) for batch in opened.filed for name, rows in batch.unread.items() for row in rows]
        unread = by_dataset([*opened.lost, *rows])
        if side == "now" and "approval" in unread and "approval" in opened.fields:
            unread["approval"] = with_possible_lists(unread["approval"], opened.table)
        return unread

    @staticmethod
    def _submitted(unread: Mapping[str, tuple[UnreadRow, ...]], opened: _SideRead) -> dict[str, tuple[UnreadRow, ...]]:
        return {name: rows for name, rows in unread.items() if name in opened.fields}

    def _complete_parts(self, parts: Sequence[int]) -> list[PartSummary]:
        """Complete all parts, and tell each which rows of the others it must look at."""
        noted = [*self._each(complete_part, ((part,) for part in parts))]
        self.workspace.save("totals", totals_of(noted))
        for part, guests in guests_of(self._job.crossings, parts, noted).items():
            self.workspace.save(f"guests/{part}", guests)
        return noted


def _inputs_and_rejects(
    opened: _SideRead, names: Mapping[str, str]
) -> tuple[tuple[InputFile, ...], tuple[Reject, ...]]:
    """Return what the result says of the files of a side, under their names there."""
    return renamed(opened.account.close(opened.contents), names), renamed(opened.account.rejects, names)


def _batches(listing: Listing) -> Iterator[tuple[ListedFile, ...]]:
    batch: list[ListedFile] = []
    size = 0
    for file in listing.files:
        own = 0
        with suppress(OSError):
            own = file.path.stat().st_size
        if batch and (size + own > BYTES_A_BATCH or len(batch) == FILES_A_BATCH):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(file)
        size += own
    if batch:
        yield tuple(batch)


def _pieces(filed: Sequence[BatchSummary]) -> dict[int, tuple[int, ...]]:
    parts = {part for batch in filed for part in batch.parts}
    return {part: tuple(number for number, batch in enumerate(filed) if part in batch.parts) for part in sorted(parts)}


def _periods(filed: Sequence[BatchSummary], entity: str) -> frozenset[str]:
    return frozenset(period for batch in filed for period in batch.periods.get(entity, ()))


def _summed(parts: Sequence[Mapping[str, Outcomes]]) -> dict[str, Outcomes]:
    """Add up the outcomes of all parts, rule by rule."""
    return {rule: added_up(part[rule] for part in parts) for rule in parts[0]}
