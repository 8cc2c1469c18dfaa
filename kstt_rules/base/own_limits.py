"""What this process may use of the machine, asked and set by whatever the system has for it.

docs/where-it-runs.md says what guards instead where it has nothing. Imports next to nothing: it is the first that the
process that reads files loads.
"""

import faulthandler
import os
import signal
from pathlib import Path
from typing import Final

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]  # asked for before each use

SECONDS_A_FILE: Final = 25
MEMORY_A_FILE: Final = 950_000_000
"""Bytes of address space. What a process may take for one file that somebody sent, whoever opens it."""
TIME_UP: Final = 1
"""The status with which ``end_after`` ends a process where there is no alarm."""
_UNKNOWN_FILES: Final = 512
"""Files that a process may have open where the system does not tell: what the C library of Windows allows."""


def limit_memory(most: int) -> None:
    """Let this process have so many bytes of address space, and leave no copy of them behind when it crashes."""
    if resource is not None:
        _limit(resource.RLIMIT_AS, most)
        _limit(resource.RLIMIT_CORE, 0)


def end_after(seconds: int) -> None:
    """Let this process end in so many seconds, whatever it does then; another call sets the time anew."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
    else:  # a thread that needs no Python to go on
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())


def end_never() -> None:
    """Take back what ``end_after`` was told."""
    if hasattr(signal, "alarm"):
        signal.alarm(0)
    else:
        faulthandler.cancel_dump_traceback_later()


def ended_by_time(status: int | None) -> bool:
    """Tell by the status of a process whether ``end_after`` ended it."""
    return status == (-signal.SIGALRM if hasattr(signal, "alarm") else TIME_UP)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_be_copied() -> bool:
    """Tell whether a copy of this process can do its work: it has no other thread, of whatever library, to lack."""
    try:
        return hasattr(os, "fork") and len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:  # the system does not tell
        return False


def most_open_files() -> int:
    """Return how many files this process may have open at once."""
    return _UNKNOWN_FILES if resource is None else resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


_streams: list[int] = []


def _nowhere() -> int:
    """Return where a traceback goes that nobody is to see."""
    if not _streams:
        _streams.append(os.open(os.devnull, os.O_WRONLY))
    return _streams[0]
