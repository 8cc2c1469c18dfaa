"""The desks that are open: few at a time, the one that was asked least lately is closed for the next."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final

from kstt_rules.web.desk.open_desk import DeskLostError, OpenDesk, Standing
from kstt_rules.web.desk.questions import UNOPENED, Kind
from kstt_rules.web.guarded.done import refusal_of
from kstt_rules.web.guarded.line import Line
from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.folder import Workspace

_LOOK: Final = 0.05
"""Seconds after which it is looked again whether there is room."""
_FRESH: Final = 20
"""Seconds for which a desk that was opened waits for the first question of who opened it."""

_log = logging.getLogger(__name__)


class Desks:
    """At most ``most`` desks at once, each a process; ``line`` lets them open, ``seconds`` bounds each question."""

    def __init__(self, *, most: int, line: Line, seconds: int) -> None:
        self._most = most
        self._line = line
        self._seconds = seconds
        self._desks: dict[str, OpenDesk] = {}
        self._opening: dict[str, asyncio.Task[None]] = {}

    def begin(self, workspace: Workspace) -> None:
        """Begin to open the desk of a workspace."""
        self._desk(workspace)

    async def standing(self, workspace: Workspace, *, wait: float = 0) -> Standing:
        """Return how far the desk of a workspace has come, after so many seconds at most; it begins to open."""
        desk = self._desk(workspace)
        await asyncio.wait([self._opening[workspace.id]], timeout=wait)
        if desk.is_lost:
            self._forget(desk)
        return desk.standing

    async def ask(self, workspace: Workspace, kind: Kind, name: str, given: Mapping[str, Any]) -> Any:
        """Return the answer to a question to the desk of a workspace, which is opened for it if need be.

        Raises Refused where the audit cannot be opened, but for acts, which may mend that, and UNOPENED; and as
        ``OpenDesk.ask``. An act that mends one of several faults is refused for the next: the desk is opened again.
        """
        for _ in range(3):
            desk = self._desk(workspace)
            desk.asked += 1
            try:
                await asyncio.wait([self._opening[workspace.id]])
                if desk.standing.fault and (desk.is_lost or not (kind == "acts" or name in UNOPENED)):
                    raise desk.standing.fault
                return await desk.ask(kind, name, given)
            except Refused:
                if desk.standing.fault and kind == "acts":
                    self._forget(desk)
                raise
            except DeskLostError:
                continue
            finally:
                desk.asked -= 1
                desk.last = asyncio.get_running_loop().time()
                if desk.is_lost:
                    self._forget(desk)
        raise Refused(words.BUSY, 503, SOON)

    def close(self, identity: str) -> None:
        """Close the desk of a workspace, whatever it does."""
        if identity in self._desks:
            self._opening[identity].cancel()
            self._forget(self._desks[identity])

    def close_all(self) -> None:
        """Close all desks."""
        for identity in list(self._desks):
            self.close(identity)

    def _desk(self, workspace: Workspace) -> OpenDesk:
        desk = self._desks.get(workspace.id)
        if desk is None:
            if not workspace.folder.exists():  # deleted meanwhile
                raise Refused(words.NO_WORKSPACE, 404)
            desk = self._desks[workspace.id] = OpenDesk(workspace, self._seconds)
            self._opening[workspace.id] = asyncio.create_task(self._open(desk))
        return desk

    async def _open(self, desk: OpenDesk) -> None:
        """Open a desk in its turn."""
        try:
            async with self._line.place(is_accepted=True):
                while not self._has_room():  # noqa: ASYNC110 - time makes room too
                    await asyncio.sleep(_LOOK)
                desk.standing = Standing("start")
                await desk.open()
        except Exception as error:  # noqa: BLE001 - whatever it is, who waits is told
            if not isinstance(error, Refused):
                _log.exception("a desk could not be opened")
            desk.standing = Standing("fault", fault=refusal_of(error) or Refused(words.FAILED, 500))
        finally:
            desk.last = asyncio.get_running_loop().time()

    def _has_room(self) -> bool:
        """Tell whether one more desk may be there, after the one that was asked least lately was closed for it."""
        there = [desk for desk in self._desks.values() if desk.has_process]
        if len(there) < self._most:
            return True
        idle = [desk for desk in there if self._is_idle(desk)]
        if not idle:
            return False
        self._forget(min(idle, key=lambda desk: desk.last))
        return True

    def _is_idle(self, desk: OpenDesk) -> bool:
        is_opening = not self._opening[desk.workspace.id].done()
        waited = asyncio.get_running_loop().time() - desk.last
        return not is_opening and not desk.asked and (desk.was_asked or waited > _FRESH)

    def _forget(self, desk: OpenDesk) -> None:
        desk.close()
        if self._desks.get(desk.workspace.id) is desk:
            del self._desks[desk.workspace.id], self._opening[desk.workspace.id]
