"""Processes that are copied from one that has loaded everything already, and bounded before they begin."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any, Final

from kstt_rules.base.own_limits import limit_memory

_PROCESSES: Final = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["kstt_rules.web.guarded.warm"])
GRACE: Final = 10
"""Seconds after which a process ends by itself that the server, itself ended, no longer ends."""
_TRIES: Final = 50
_PAUSE: Final = 0.1
"""Seconds between two tries to start a process."""
ORPHANED: Final = 255
"""The exit status of a process when what it was copied from was killed, so that nobody knows how it ends."""
_MEMORY: Final = 4_000_000_000
"""Bytes of address space that a process may have."""


class _Child(Popen):
    """A process whose exit status is read once: what comes after it would be taken for the end of its parent."""

    def __init__(self, process: BaseProcess) -> None:
        self._reading = Lock()
        super().__init__(process)

    def poll(self, flag: int = os.WNOHANG) -> int | None:
        """Return the exit status, None where there is none yet; each start asks it of all others, in its own thread."""
        with self._reading:
            return super().poll(flag)


class _Process(ForkServerProcess):
    @staticmethod
    def _Popen(process: BaseProcess) -> _Child:  # noqa: N802 - as multiprocessing names it
        return _Child(process)


def make_ready() -> None:
    """Start what the processes are copied from, and wait until it is there."""
    _started(os.getpid).join()


async def start(work: Callable[..., object], *given: Any) -> BaseProcess:
    """Start a process that does the work with what is given.

    That takes long, and nobody else waits for it, where what processes are copied from was killed and must load again.
    """
    starting = asyncio.ensure_future(asyncio.to_thread(_started, work, *given))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        end(await starting)
        raise


def _started(work: Callable[..., object], *given: Any, tries: int = _TRIES) -> BaseProcess:
    process = _Process(target=work, args=given, daemon=True)
    try:
        process.start()
    except (EOFError, ConnectionError):  # what it is copied from was killed just now, and starts anew when it is gone
        if tries == 1:
            raise
        time.sleep(_PAUSE)
        return _started(work, *given, tries=tries - 1)
    return process


def bound_this(folder: Path) -> None:
    """Bound the memory of this process, give it a group of its own, and the folder for its temporary files."""
    os.setsid()
    tempfile.tempdir = str(folder)
    limit_memory(_MEMORY)


async def end_of(process: BaseProcess) -> None:
    """Wait until a process has ended."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


def end(process: BaseProcess) -> None:
    """End a process with all that it started."""
    assert process.pid
    if process.exitcode != 0:
        with suppress(ProcessLookupError):  # it has no group yet, or none that is left
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()
