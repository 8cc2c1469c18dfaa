"""Processes that are copied from one that has loaded everything already, and bounded before they begin."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from kstt_rules.base.own_limits import limit_memory

_PROCESSES: Final = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["kstt_rules.web.guarded.warm"])
GRACE: Final = 10
"""Seconds after which a process ends by itself that the server, itself ended, no longer ends."""
_MEMORY: Final = 4_000_000_000
"""Bytes of address space that a process may have."""


def make_ready() -> None:
    """Start what the processes are copied from, and wait until it is there."""
    process = _PROCESSES.Process(target=os.getpid)
    process.start()
    process.join()


def start(work: Callable[..., None], *given: Any) -> BaseProcess:
    """Start a process that does the work with what is given."""
    process = _PROCESSES.Process(target=work, args=given, daemon=True)
    process.start()
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
