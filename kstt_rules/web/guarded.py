"""A job done in a process of its own, which is ended with all that it started when nobody waits or time is up."""

import asyncio
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

import orjson

from kstt_rules.base.errors import KsttError
from kstt_rules.web import words
from kstt_rules.web.lacks import lack_of
from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.request import AuditRequest

_PROCESSES: Final = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["kstt_rules.web.warm"])
_GRACE: Final = 10
"""Seconds after which a process ends by itself that the server, itself ended, no longer ends."""
_MEMORY: Final = 4_000_000_000
"""Bytes of address space that a process may have."""
_RESULT: Final = "result"
_WORD: Final = "word"


Job = Callable[[AuditRequest, Path], None]
"""Does what is asked and writes the result to a new file; a function of a module, so that it can be sent."""


class _Exit(IntEnum):
    """How a process ends; what ends otherwise was killed."""

    DONE = 0
    REFUSED = 3
    FAILED = 4
    NO_ROOM = 5
    """There is a full disk and so not even a word of it."""


class JobFailedError(Exception):
    """A job ended by an error of the program; holds its traceback."""


def make_ready() -> None:
    """Start what the processes are copied from, and wait until it is there."""
    process = _PROCESSES.Process(target=os.getpid)
    process.start()
    process.join()


async def done_guarded(job: Job, asked: AuditRequest, *, folder: Path, seconds: int) -> bytes:
    """Return the bytes that the job writes into the folder.

    Raises Refused for what the job refuses, and where the machine lacks something or the seconds have passed;
    JobFailedError where the job fails.
    """
    process = _PROCESSES.Process(target=_work, args=(job, asked, folder, seconds), daemon=True)
    process.start()
    try:
        async with asyncio.timeout(seconds):
            await _end_of(process)
    except TimeoutError:
        raise Refused(words.TOO_LONG.format(seconds=seconds), 503) from None
    finally:
        _end(process)
    if process.exitcode == _Exit.DONE:
        return (folder / _RESULT).read_bytes()
    raise _fault(process.exitcode, folder / _WORD)


async def _end_of(process: BaseProcess) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


def _end(process: BaseProcess) -> None:
    """End a process and, unless it ended in order, all that it started."""
    assert process.pid
    if process.exitcode not in set(_Exit):
        with suppress(ProcessLookupError):  # it has no group yet, or none that is left
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()


def _fault(status: int | None, word: Path) -> Exception:
    if status == -signal.SIGKILL:  # by the system, which does so to those that take too much memory
        return Refused(words.NO_MEMORY, 503, SOON)
    if status == _Exit.NO_ROOM:
        return Refused(words.DISK_FULL, 507)
    try:
        said = orjson.loads(word.read_bytes())
    except (OSError, ValueError):
        return JobFailedError(f"the process ended with {status}")
    if status == _Exit.REFUSED:
        return Refused.of_data(said)
    return JobFailedError(said)


def _work(job: Job, asked: AuditRequest, folder: Path, seconds: int) -> None:
    """Do the job in this process; leave a word in the folder where it has no result."""
    os.setsid()
    signal.alarm(seconds + _GRACE)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _MEMORY)
    try:
        job(asked, folder / _RESULT)
    except Exception as error:  # noqa: BLE001 - whatever it is, the server tells it
        (folder / _RESULT).unlink(missing_ok=True)  # on a full disk the word needs its room
        refused = lack_of(error) or (Refused(error.message, 400) if isinstance(error, KsttError) else None)
        said = refused.as_data() if refused else traceback.format_exc()
        try:
            (folder / _WORD).write_bytes(orjson.dumps(said))
        except OSError:
            sys.exit(_Exit.NO_ROOM)
        sys.exit(_Exit.REFUSED if refused else _Exit.FAILED)


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
