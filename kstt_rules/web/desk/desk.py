"""The open audit of one workspace, as views and acts meet it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kstt_rules.base.errors import KsttError
from kstt_rules.base.progress import Watcher, unwatched
from kstt_rules.judging.settings import read_settings
from kstt_rules.model.inspection import Inspection
from kstt_rules.official_text.read import read_regulation, texts_by_provision
from kstt_rules.open_audit.chosen import Options
from kstt_rules.pack import Pack, load_pack
from kstt_rules.session import EditOutcome, Session
from kstt_rules.waivers.files import read_waivers
from kstt_rules.web.desk.corrections import Corrections
from kstt_rules.web.showing.told_edit import LastEdit
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.put_back import unchanged_if_raised
from kstt_rules.web.workspace.state import State


class Desk:
    """One workspace with its open audit.

    ``workspace`` is its folder, ``state`` its options, ``pack`` its rules; ``session`` and ``inspection`` are there
    once ``open`` has succeeded. Cells are corrected by ``correct``, ``undo`` and ``redo`` of the desk: these outlive
    the process, those of the session do not. ``last_edit`` is what the last of them came to, for the page to tell.
    """

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder)
        self.state = self.workspace.state()
        self._session: Session | None = None
        self._opened_by: Pack | None = None
        self._corrections: Corrections | None = None
        self.last_edit: LastEdit | None = None

    @property
    def pack(self) -> Pack:
        """The rules of the audit."""
        return load_pack(self.state.pack)

    @property
    def session(self) -> Session:
        """The open audit."""
        assert self._session
        return self._session

    @property
    def is_open(self) -> bool:
        """Tell whether the audit could be opened."""
        return self._session is not None

    @property
    def inspection(self) -> Inspection:
        """How the files were understood."""
        found = self.session.inspection
        assert found  # there are files
        return found

    def open(self, watch: Watcher = unwatched) -> None:
        """Read and judge what lies in the folder. Raises KsttError where it cannot; what was open then stays so."""
        place, pack = self.workspace, self.pack
        text = place.only("text")
        session = Session(
            place.folder_of("files"),
            pack=pack,
            units=place.only("units"),
            previous=place.folder_of("previous") or None,
            texts=None if text is None else texts_by_provision(read_regulation(text)),
            engine_absent=self.state.engine_absent,
            progress=watch,
            **self._options(pack),
        )
        self._corrections = Corrections(place, session)
        self._session, self._opened_by = session, pack

    def correct(self, file: str, sheet: str, cell: str, text: str) -> EditOutcome:
        """Type a text into a cell: judged at once, and on the disk. Raises UsageError where that cannot be."""
        return self._made.correct(file, sheet, cell, text)

    def undo(self) -> EditOutcome:
        """Take the last correction back. Raises UsageError where there is none."""
        return self._made.undo()

    def redo(self) -> EditOutcome:
        """Make the correction again that was taken back last. Raises UsageError where there is none."""
        return self._made.redo()

    @property
    def _made(self) -> Corrections:
        assert self._corrections
        return self._corrections

    def reopen(self) -> None:
        """Read and judge everything again, after a file was changed."""
        self.open()

    def judge_again(self) -> None:
        """Judge by the mapping, the waivers and the options as they stand now; what was read is not read again.

        Raises KsttError where that cannot be; what was open then stays so.
        """
        if self._session is None or self.pack is not self._opened_by:
            self.open()
        else:
            self._session.reopen(**self._options(self.pack))

    def _options(self, pack: Pack) -> Options:
        state, place, vocabulary = self.state, self.workspace, pack.vocabulary
        waivers = place.waivers
        return Options(
            as_of=state.as_of,
            effective_from=state.effective_from or None,
            settings=read_settings(state.settings),
            mapping=place.mapping if place.mapping.exists() else None,
            waivers=read_waivers(waivers, vocabulary.sheets, vocabulary.citations) if waivers.exists() else (),
        )

    def change_state(self, **changes: Any) -> State:
        """Change options, on the disk first."""
        state = replace(self.state, **changes, version=self.state.version + 1)
        self.workspace.write_state(state)
        self.state = state
        return state

    @contextmanager
    def tried(self, *files: Path, is_step: bool = False) -> Iterator[None]:
        """Put the options, and these files of the workspace, back as they were if anything is raised within.

        What is a step stays all the same where nothing is open: of several faults each is mended alone.
        """
        state, place, next_fault = self.state, self.workspace, None
        try:
            with unchanged_if_raised([place.options, *files], place.temporary):
                try:
                    yield
                except KsttError as error:
                    if self.is_open or not is_step:
                        raise
                    next_fault = error
        except BaseException:
            self.state = state
            raise
        if next_fault:
            raise next_fault
