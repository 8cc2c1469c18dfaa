"""A desk as the server sees it: a process that opens, is asked, and can be closed or killed at any time."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import field
from multiprocessing.process import BaseProcess
from typing import Any, Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.web.desk.messages import packed, read
from kstt_rules.web.desk.questions import Kind
from kstt_rules.web.guarded.named import Named
from kstt_rules.web.guarded.processes import end, start
from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.texts import common as words
from kstt_rules.web.workspace.folder import Workspace

_SERVE: Final = Named("kstt_rules.web.desk.process", "serve_desk")

_log = logging.getLogger(__name__)


class DeskLostError(Exception):
    """The process of a desk was there no more before it was asked anything."""


@dataclass(slots=True)
class Standing:
    """How far a desk has come: a stage of the audit, what is done of it and of how much; ``fault`` is why it cannot."""

    stage: str = "line"
    done: int = 0
    total: int = 0
    fault: Refused | None = None


@dataclass(eq=False)
class OpenDesk:
    """One desk. ``asked`` counts who waits for it; ``last`` is when it was asked last."""

    workspace: Workspace
    seconds: int
    standing: Standing = field(default_factory=Standing)
    asked: int = 0
    last: float = 0.0
    was_asked: bool = False

    def __post_init__(self) -> None:
        self._turn = asyncio.Lock()
        self._process: BaseProcess | None = None
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def has_process(self) -> bool:
        """Tell whether it takes memory."""
        return self._process is not None

    @property
    def is_lost(self) -> bool:
        """Tell whether it was opened, or should have been, and cannot be asked any more."""
        return self._process is None and self.standing.stage in {"open", "fault"}

    async def open(self) -> None:
        """Start the process and wait until the audit is open, or cannot be. Raises Refused where it was ended."""
        own, other = socket.socketpair()
        try:
            with other:
                self._process = await start(_SERVE, other, self.workspace.folder, self.seconds)
            self._stream = await asyncio.open_connection(sock=own)
        except BaseException:
            own.close()
            raise
        async with self._bounded():
            while "opened" not in (message := await read(self._stream[0])):
                said = message["progress"]
                self.standing = Standing(said["stage"], said["done"], said["total"])
        self.standing = Standing("open") if "answer" in message else Standing("fault", fault=_refusal(message))

    async def ask(self, kind: Kind, name: str, given: Mapping[str, Any]) -> Any:
        """Return the answer to a question; it is put when those before it are answered.

        Raises Refused for what the desk refuses, where it was ended and for an error of the program, which is logged;
        DeskLostError where it had ended before.
        """
        async with self._turn:
            if self._stream is None:
                raise DeskLostError
            reader, writer = self._stream
            if reader.at_eof():
                self.close()
                raise DeskLostError
            async with self._bounded():
                writer.write(packed({"kind": kind, "name": name, "given": given}))
                await writer.drain()
                message = await read(reader)
        self.was_asked = True
        if message.get("is_open"):
            self.standing = Standing("open")
        if "answer" not in message:
            raise _refusal(message)
        return message["answer"]

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._stream is not None:
            self._stream[1].close()
        self._stream = None
        if self._process is not None:
            end(self._process)
        self._process = None

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        """End the desk where it takes too long, and tell why where it has ended, while it is waited for."""
        try:
            async with asyncio.timeout(self.seconds):
                yield
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise Refused(words.TOO_LONG.format(seconds=self.seconds), 503) from None
            if isinstance(error, (EOFError, ConnectionError)):  # most of all by the system, for its memory
                raise Refused(words.NO_MEMORY, 503, SOON) from error
            raise


def _refusal(message: Mapping[str, Any]) -> Refused:
    """Return how a desk's word that it did not do something is told; an error of the program is logged."""
    if "refused" in message:
        return Refused.of_data(message["refused"])
    _log.error("a desk failed: %s", message["failed"])
    return Refused(words.FAILED, 500)
