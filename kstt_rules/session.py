"""An audit that stays open: after a row or a cell is changed, only what that may turn is judged again."""

from __future__ import annotations  # so that help shows the names of kinds, not all that they hold

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Unpack

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import Place
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.default_pack import DEFAULT_PACK
from kstt_rules.base.errors import UsageError
from kstt_rules.base.progress import Progress, Watcher, unwatched
from kstt_rules.intake.files.changed_cells import cell_at
from kstt_rules.intake.files.reread import plain_value
from kstt_rules.judging.steps import EngineAbsent
from kstt_rules.library.given import DayGiven, Given, PathGiven, path_given, source_given
from kstt_rules.library.inputs import check_there
from kstt_rules.library.result import AuditResult
from kstt_rules.model.citation import Provision
from kstt_rules.model.correction import Correction
from kstt_rules.model.findings import Finding
from kstt_rules.open_audit.chosen import Chosen, Options
from kstt_rules.open_audit.edits import Edit, History
from kstt_rules.open_audit.judge import Judge
from kstt_rules.open_audit.kept_cells import KeptCells, TypedCell
from kstt_rules.open_audit.kept_frames import KeptFrames
from kstt_rules.open_audit.log import corrections_of
from kstt_rules.open_audit.named_rows import NamedRows
from kstt_rules.open_audit.opening import opened
from kstt_rules.open_audit.standing import Standing
from kstt_rules.pack import Pack, load_pack
from kstt_rules.waivers.apply import Waiver, waive_result

if TYPE_CHECKING:
    import pandas as pd

    from kstt_rules.model.files import CellValue
    from kstt_rules.model.inspection import Inspection
    from kstt_rules.outputs.corrected import FileWritten

_NO_FILES = both("no file was opened, so there is none to write back")
_NOTHING_DONE = both("there is no change to undo")
_NOTHING_UNDONE = both("there is no undone change to make again")


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """What an edit did: the findings that appeared, disappeared or changed.

    ``row`` is the place of its row in the dataset, None where a cell was named. ``changed`` are findings that stay, but
    with other words, values or cells. ``corrections`` are the cells that the edit changed.
    """

    row: int | None
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class CellNow:
    """A cell as it stands now and as it was submitted."""

    cell: str
    value: CellValue
    submitted: CellValue

    @property
    def is_changed(self) -> bool:
        """Tell whether it holds something else than was submitted."""
        return self.value != self.submitted or type(self.value) is not type(self.submitted)


@dataclass(frozen=True)
class _State:
    """What a session holds between two edits; the next one makes another.

    ``opened`` is what was opened, as it is understood now, and ``rows`` how its rows are named.
    """

    chosen: Chosen
    judge: Judge
    opened: KeptCells
    rows: NamedRows
    standing: Standing
    history: History
    finished: Callable[[_State], AuditResult]

    @cached_property
    def result(self) -> AuditResult:
        """The result with all that a caller sees of it, made when it is asked for."""
        return self.finished(self)


class Session:
    """An open audit of files or of data frames by dataset, as a form or a page needs it.

    It opens what ``read_dossier`` returned too, but that has no cells to correct and its rows are not edited.

    ``result`` always equals what ``audit`` finds in the data as they stand; its ``corrections`` tell what was changed.
    A cell is named by its file, sheet and address, as findings name it. A row is named by its place in the frame of its
    dataset, from 0; of files, by its place among the rows that were accepted at the beginning, in the order of files,
    sheets and rows. A removed row stays there without values, so that the others keep their places and cells.

    Threads may edit it: one edit waits for the other, and what is read is always what some edit left. An edit, an undo
    or a redo is whole or, where it raises or is interrupted, not made.
    """

    def __init__(  # noqa: PLR0913 - the options of audit, keyword-only
        self,
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
        engine_absent: EngineAbsent = "stop",
        progress: Watcher | None = None,
    ) -> None:
        """Audit once what is given. Takes the options of ``audit``, and raises as it does."""
        watch = progress or unwatched
        given, earlier = source_given(source), None if previous is None else source_given(previous)
        chosen = Chosen(
            as_of=as_of,
            effective_from=effective_from,
            settings=settings,
            mapping=mapping,
            waivers=tuple(waivers),
            texts=texts,
            engine_absent=engine_absent,
        )
        self._submitted = tuple(given) if isinstance(given, list) else ()
        beside = [] if units is None else [path_given(units)]
        self._read_besides = (*(earlier if isinstance(earlier, list) else ()), *beside)
        check_there(*self._submitted, *self._read_besides, chosen.mapping_path)
        self._pack = pack if isinstance(pack, Pack) else load_pack(pack if isinstance(pack, str) else path_given(pack))
        self._lock = RLock()
        judge = Judge(chosen.terms(self._pack), texts or {})
        kept = opened(
            given,
            self._pack.vocabulary,
            watch,
            units=None if units is None else path_given(units),
            mapping=chosen.mapping_path,
            previous=earlier,
        )
        standing = judge.whole(kept, watch)
        rows = NamedRows(standing.reading.dossier)
        self._state = _State(chosen, judge, kept, rows, standing, History(), self._result_of)
        watch(Progress("word", 1, 1))

    def __repr__(self) -> str:
        tables = self._state.standing.reading.dossier.tables
        rows = ", ".join(f"{name} {len(table)}" for name, table in tables.items())
        return f"<Session of {self._pack.id} as of {self._state.standing.run.as_of}: {rows}>"

    @property
    def result(self) -> AuditResult:
        """The result as it stands now."""
        return self._state.result

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The changes that were made and not taken back, in order."""
        return self._log(self._state, self._state.history.done)

    @property
    def inspection(self) -> Inspection | None:
        """How the files were understood, as they stand now; None where no file was read."""
        standing = self._state.standing
        assembled = standing.reading.assembled
        return None if isinstance(standing.kept, KeptFrames) or assembled is None else assembled.inspection

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The data as they stand now, by dataset; copies. Of files, what was accepted, with the ids of fields."""
        standing = self._state.standing
        if isinstance(standing.kept, KeptFrames):
            return {name: frame.copy() for name, frame in standing.kept.frames.items()}
        return {name: table.frame for name, table in standing.reading.dossier.tables.items()}

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to take back."""
        return bool(self._state.history.done)

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a change that was taken back and may be made again."""
        return bool(self._state.history.undone)

    def correct(self, file: str, sheet: str, cell: str, text: str) -> EditOutcome:
        """Type a text into a cell, as the office program would store it; a blank one empties the cell.

        Raises UsageError where there is no such file, sheet or cell, and for a formula.
        """
        with self._lock:
            return self._made(self._kept.typed(file, sheet, cell, text))

    def add(self, dataset: str, values: Mapping[str, Any]) -> EditOutcome:
        """Add a row at the end of a dataset; of data frames, a missing dataset begins with it.

        Raises UsageError for an unknown dataset or column, and where no table of a file has an empty row below it.
        """
        with self._lock:
            kept = self._kept
            if isinstance(kept, KeptFrames):
                return self._made(kept.added(dataset, values))
            added = self._state.history.added(dataset)
            cells = self._rows.room_for_one(kept, dataset, added)
            edit = self._rows.set_values(kept, dataset, self._rows.count(dataset) + len(added), values, cells)
            return self._made(replace(edit, adds=dataset))

    def change(self, dataset: str, row: int, values: Mapping[str, Any]) -> EditOutcome:
        """Set some values of a row, texts as if they were typed into its cells.

        Raises UsageError where there is no such dataset, row or column, or where a cell holds more than one of them.
        """
        with self._lock:
            kept = self._kept
            if isinstance(kept, KeptFrames):
                return self._made(kept.set_values(dataset, row, values))
            cells = self._rows.row(dataset, row, self._state.history.added(dataset))
            return self._made(self._rows.set_values(kept, dataset, row, values, cells))

    def remove(self, dataset: str, row: int) -> EditOutcome:
        """Empty a row. Raises UsageError where there is no such dataset or row."""
        with self._lock:
            kept = self._kept
            if isinstance(kept, KeptFrames):
                return self._made(kept.emptied(dataset, row))
            cells = self._rows.row(dataset, row, self._state.history.added(dataset))
            return self._made(self._rows.set_values(kept, dataset, row, dict.fromkeys(cells.cells), cells))

    def undo(self) -> EditOutcome:
        """Take the last change back. Raises UsageError where there is none."""
        with self._lock:
            before = self._state
            if not before.history.done:
                raise UsageError(_NOTHING_DONE)
            edit = before.history.done[-1]
            return self._moved(edit, before.standing.kept.taken_back(edit), before.history.taken_back())

    def redo(self) -> EditOutcome:
        """Make the change again that was taken back last. Raises UsageError where there is none."""
        with self._lock:
            before = self._state
            if not before.history.undone:
                raise UsageError(_NOTHING_UNDONE)
            edit = before.history.undone[-1]
            return self._moved(edit, before.standing.kept.made(edit), before.history.made_again())

    def correct_all(self, cells: Iterable[TypedCell], *, taken_back: Iterable[TypedCell] = ()) -> tuple[bool, ...]:
        """Type texts into cells, one after the other as ``correct`` does, and judge once; return which were changed.

        Each is an edit of its own, to be taken back alone. Those that are ``taken_back`` already are there to be made
        again, the last one first. Raises UsageError as ``correct`` does; then nothing is changed.
        """
        with self._lock:
            before = self._state
            done, kept = before.standing.kept.typed_all(cells)
            undone, _ = kept.typed_all(reversed([*taken_back]))
            changed = [edit for edit in done if not edit.changes_nothing]
            again = tuple(edit for edit in reversed(undone) if not edit.changes_nothing)
            if changed or again:
                standing = before.judge.after(before.standing, kept)
                history = History((*before.history.done, *changed), again)
                self._state = replace(before, standing=standing, history=history)
            return tuple(not edit.changes_nothing for edit in (*done, *reversed(undone)))

    def reopen(self, **options: Unpack[Options]) -> None:
        """Judge by another ``as_of``, ``effective_from``, ``settings``, ``mapping`` or ``waivers``; the rest stays.

        No file is read again, and all edits stay, with what was taken back; only what the options may turn is judged
        again. Rows of files are named anew, by what is accepted with the mapping. Raises as opening does, and then all
        stays as it was.
        """
        with self._lock:
            before = self._state
            chosen = replace(before.chosen, **options)
            after = replace(before, chosen=chosen, judge=before.judge.by(chosen.terms(self._pack), chosen.texts or {}))
            if "mapping" in options:
                after = self._understood(after)
            kept = replace(before.standing.kept, mappings=after.opened.mappings)
            if not chosen.judges_as(before.chosen):
                standing = after.judge.whole(kept)
            else:
                standing = after.judge.waived(before.standing)
                if after.opened is not before.opened:
                    standing = after.judge.after(standing, kept)
            self._state = replace(after, standing=standing)

    def write_files(self, folder: PathGiven) -> tuple[FileWritten, ...]:
        """Write the files that were corrected to a folder: the changed cells are new, all else is as it was.

        That holds for .xlsx, .xlsm and .ods; a table in plain text is written anew, and what is of another format is
        copied to .xlsx and said to be. All are written, or none. Raises InputError where a file cannot be written
        back, UsageError where nothing can be written there or no file was opened.
        """
        from kstt_rules.open_audit.write_back import corrected_files  # noqa: PLC0415 - seldom needed
        from kstt_rules.outputs.annotated.targets import check_place  # noqa: PLC0415
        from kstt_rules.outputs.corrected import write_corrected  # noqa: PLC0415

        state, place = self._state, path_given(folder)
        if isinstance(state.standing.kept, KeptFrames) or not state.standing.kept.paths:
            raise UsageError(_NO_FILES)
        check_place(place, self._submitted, others=self._besides(state), is_folder=True)
        return write_corrected(corrected_files(state.opened, state.standing.kept, state.history), place)

    def cells(self, file: str, sheet: str, rows: Iterable[int], columns: Iterable[int]) -> list[list[CellNow]]:
        """Return the cells of some rows, numbered from 1, and columns, numbered from 0, as they stand now.

        Raises UsageError where there is no such file or sheet.
        """
        now, then = self._kept.sheet(file, sheet), self._state.opened.sheet(file, sheet)
        wanted = list(columns)
        return [
            [
                CellNow(place.address, plain_value(cell_at(now, place)), plain_value(cell_at(then, place)))
                for place in (Place(row, column) for column in wanted)
            ]
            for row in rows
        ]

    @property
    def _rows(self) -> NamedRows:
        return self._state.rows

    @property
    def _kept(self) -> KeptCells:
        return self._state.standing.kept

    def _made(self, edit: Edit) -> EditOutcome:
        before = self._state
        if edit.changes_nothing:
            return EditOutcome(edit.row, (), (), ())
        return self._moved(edit, before.standing.kept.made(edit), before.history.made(edit))

    def _moved(self, edit: Edit, kept: KeptCells, history: History) -> EditOutcome:
        """Judge what an edit may have turned, and tell what came of it."""
        before = self._state
        standing = before.judge.after(before.standing, kept)
        after = replace(before, standing=standing, history=history)
        has_waivers = bool(before.chosen.waivers)
        told = (before.result.findings, after.result.findings) if has_waivers else (standing.went, standing.came)
        outcome = _told(edit.row, self._log(after, [edit]), *told)
        self._state = after
        return outcome

    def _understood(self, state: _State) -> _State:
        """Take the mapping that was chosen, by which rows are named from then on."""
        check_there(state.chosen.mapping_path)
        opened = state.opened.mapped(state.chosen.mapping_path)
        return replace(state, opened=opened, rows=NamedRows(opened.read().dossier))

    def _log(self, state: _State, edits: Sequence[Edit]) -> tuple[Correction, ...]:
        dossiers = (state.standing.reading.dossier, state.rows.dossier)
        return corrections_of(edits, dossiers, self._pack.vocabulary)

    def _result_of(self, state: _State) -> AuditResult:
        standing, waivers = state.standing, state.chosen.waivers
        found = standing.result
        if waivers:
            register = standing.groups.dossier.tables.get("unit")
            found = waive_result(found, waivers, rules=self._pack.rules, units=register)
        found = replace(found, corrections=self._log(state, state.history.done))
        return AuditResult.of(found, submitted=self._submitted, read_besides=self._besides(state))

    def _besides(self, state: _State) -> tuple[Path, ...]:
        mapping = state.chosen.mapping_path
        return self._read_besides if mapping is None else (*self._read_besides, mapping)


def _told(
    row: int | None, corrections: tuple[Correction, ...], before: Sequence[Finding], after: Sequence[Finding]
) -> EditOutcome:
    old, new = ({(item.rule, item.subject.id, item.verdict): item for item in told} for told in (before, after))
    return EditOutcome(
        row,
        tuple(finding for key, finding in new.items() if key not in old),
        tuple(finding for key, finding in old.items() if key not in new),
        tuple(finding for key, finding in new.items() if key in old and old[key] != finding),
        corrections,
    )
