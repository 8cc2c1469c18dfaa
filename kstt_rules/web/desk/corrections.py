"""Corrections of an open audit that outlive it: each is on the disk before it is answered."""

from collections.abc import Callable, Sequence

from kstt_rules.open_audit.kept_cells import TypedCell
from kstt_rules.session import EditOutcome, Session
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.journal import Journal, Typed, read_journal, write_journal


def _cells(typed: Sequence[Typed]) -> list[TypedCell]:
    return [(item.file, item.sheet, item.cell, item.text) for item in typed]


class Corrections:
    """The corrections of a workspace, made in its session as they were made before."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        """Make again what was made. Raises UsageError where a cell is not there any more."""
        self._path = workspace.corrections
        self._session = session
        self._journal = read_journal(self._path)
        if self._journal.done or self._journal.undone:
            done, undone = map(_cells, (self._journal.done, self._journal.undone))
            self._journal = self._journal.kept(session.correct_all(done, taken_back=undone))

    def correct(self, file: str, sheet: str, cell: str, text: str) -> EditOutcome:
        """Type a text into a cell, as ``Session.correct`` does."""
        before = self._session.result
        outcome = self._session.correct(file, sheet, cell, text)
        if self._session.result is not before:
            self._keep(self._journal.made(Typed(file, sheet, cell, text)), or_else=self._session.undo)
        return outcome

    def undo(self) -> EditOutcome:
        """Take the last correction back. Raises UsageError where there is none."""
        outcome = self._session.undo()
        self._keep(self._journal.taken_back(), or_else=self._session.redo)
        return outcome

    def redo(self) -> EditOutcome:
        """Make the correction again that was taken back last. Raises UsageError where there is none."""
        outcome = self._session.redo()
        self._keep(self._journal.made_again(), or_else=self._session.undo)
        return outcome

    def _keep(self, journal: Journal, *, or_else: Callable[[], EditOutcome]) -> None:
        try:
            write_journal(self._path, journal)
        except BaseException:
            or_else()
            raise
        self._journal = journal
