"""Many pieces of bytes, made by copies of this process, one for each of a few processors, and handed over in order.

What is made must depend on nothing that changes meanwhile. A copy shares what this process holds until either changes
it, so each takes little memory of its own.
"""

import gc
import os
import signal
import struct
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from typing import IO, Final, NamedTuple, NoReturn

from kstt_rules.base.own_limits import may_be_copied, processors

try:
    import fcntl
except ImportError:  # there is none on Windows
    fcntl = None  # type: ignore[assignment]  # asked for before each use

_SIZE: Final = struct.Struct("<Q")
"""Stands before each piece."""
_AHEAD: Final = 1 << 20
"""Bytes that a copy may be ahead of who takes them."""
_MOST: Final = 4
"""Copies; more would wait for who takes their pieces, and each holds some memory of its own."""
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class _Copy(NamedTuple):
    """A copy of this process, and where it writes its pieces."""

    process: int
    output: IO[bytes]

    def next(self) -> bytes | None:
        """Return its next piece, None where it ended before that was made."""
        head = self.output.read(_SIZE.size)
        if len(head) < _SIZE.size:
            return None
        (size,) = _SIZE.unpack(head)
        piece = self.output.read(size)
        return piece if len(piece) == size else None


def made_beside(make: Callable[[int], bytes], count: int) -> Generator[bytes, None, None]:
    """Yield what ``make`` returns for each number below ``count``; to be closed where it is not read to the end.

    What a copy fails to make is made here, and so is all where there can be no copies: an error is the same either way.
    """
    copies: list[_Copy] = []
    try:
        wanted = min(count, processors(), _MOST) if processors() > 1 and may_be_copied() else 0
        with suppress(OSError):  # as many as there can be
            for first in range(wanted):
                copies.append(_copy(make, range(first, count, wanted), copies))
        for number in range(count):
            at = number % max(wanted, 1)
            piece = copies[at].next() if at < len(copies) else None
            yield make(number) if piece is None else piece
    finally:
        for copy in copies:
            _end(copy)


def _copy(make: Callable[[int], bytes], numbers: Iterable[int], before: Sequence[_Copy]) -> _Copy:
    """Begin a copy of this process that makes these pieces; ``before`` are those that it must not keep open."""
    mine, theirs = os.pipe()
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # a copy must not undo what this process has begun
    try:
        process = os.fork()
        if not process:
            _hand_over(make, numbers, theirs, closing=(mine, *(copy.output.fileno() for copy in before)))
    except OSError:
        os.close(mine)
        raise
    finally:
        os.close(theirs)
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
    return _Copy(process, os.fdopen(mine, "rb"))


def _hand_over(make: Callable[[int], bytes], numbers: Iterable[int], to: int, *, closing: Iterable[int]) -> NoReturn:
    """Be the copy: write these pieces, and end at once whatever comes, or when nobody takes them any more."""
    try:
        for ending in _ENDING:
            if callable(signal.getsignal(ending)):
                signal.signal(ending, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        for other in closing:
            os.close(other)
        gc.freeze()  # a search for cycles would make what is shared this copy's own
        if fcntl is not None:
            with suppress(OSError):
                fcntl.fcntl(to, fcntl.F_SETPIPE_SZ, _AHEAD)
        with os.fdopen(to, "wb") as output:
            for number in numbers:
                piece = make(number)
                output.write(_SIZE.pack(len(piece)))
                output.write(piece)
                output.flush()
    finally:
        os._exit(0)


def _end(copy: _Copy) -> None:
    copy.output.close()
    with suppress(ProcessLookupError, ChildProcessError):  # where the caller lets the system bury those that end
        os.kill(copy.process, signal.SIGKILL)
        os.waitpid(copy.process, 0)
