"""A job done in a process of its own, which is ended with all that it started when nobody waits or time is up."""

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

import orjson

from kstt_rules.base.errors import KsttError
from kstt_rules.base.own_limits import end_after
from kstt_rules.web.guarded.lacks import lack_of
from kstt_rules.web.guarded.processes import GRACE, ORPHANED, bound_this, end, end_of, start
from kstt_rules.web.refusal import SOON, Refused
from kstt_rules.web.texts import common as words

_RESULT: Final = "result"
_WORD: Final = "word"


Job = Callable[[Any, Path], None]
"""Does what is asked and writes the result to a new file; it can be sent to another process."""


class _Exit(IntEnum):
    """How a process ends; what ends otherwise was killed."""

    DONE = 0
    REFUSED = 3
    FAILED = 4
    NO_ROOM = 5
    """There is a full disk and so not even a word of it."""


class JobFailedError(Exception):
    """A job ended by an error of the program; holds its traceback."""


async def done_guarded(job: Job, asked: Any, *, folder: Path, seconds: int) -> bytes:
    """Return the bytes that the job writes into the folder.

    Raises Refused for what the job refuses, and where the machine lacks something or the seconds have passed;
    JobFailedError where the job fails.
    """
    process = await start(_work, job, asked, folder, seconds)
    try:
        async with asyncio.timeout(seconds):
            await end_of(process)
    except TimeoutError:
        raise Refused(words.TOO_LONG.format(seconds=seconds), 503) from None
    finally:
        if process.exitcode not in set(_Exit):
            end(process)
        process.join()
    if process.exitcode == _Exit.DONE:
        return (folder / _RESULT).read_bytes()
    raise _fault(process.exitcode, folder / _WORD)


def _fault(status: int | None, word: Path) -> Exception:
    if status in (-signal.SIGKILL, ORPHANED):  # by the system, which does so to those that take too much memory
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


def refusal_of(error: Exception) -> Refused | None:
    """Return how an error is told to who asked, None where it is one of the program."""
    return lack_of(error) or (Refused(error.message, 400) if isinstance(error, KsttError) else None)


def _work(job: Job, asked: Any, folder: Path, seconds: int) -> None:
    """Do the job in this process; leave a word in the folder where it has no result."""
    bound_this(folder)
    end_after(seconds + GRACE)
    try:
        job(asked, folder / _RESULT)
    except Exception as error:  # noqa: BLE001 - whatever it is, the server tells it
        (folder / _RESULT).unlink(missing_ok=True)  # on a full disk the word needs its room
        refused = refusal_of(error)
        said = refused.as_data() if refused else traceback.format_exc()
        try:
            (folder / _WORD).write_bytes(orjson.dumps(said))
        except OSError:
            sys.exit(_Exit.NO_ROOM)
        sys.exit(_Exit.REFUSED if refused else _Exit.FAILED)
