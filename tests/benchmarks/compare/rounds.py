"""Interleaved rounds: every contender waits in a process of its own and works when it is its turn."""

import gc
import multiprocessing
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from tests.benchmarks.compare.base import Contender

Subject = Callable[[], Any]
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Round:
    """One piece of work: seconds by the clock and of the processors, memory before and at its peak in MB."""

    seconds: float
    processor: float
    before: float
    peak: float


@dataclass(frozen=True)
class Measured:
    """What a contender did with so many facts: the seconds to get ready, its result, and its rounds."""

    contender: Contender
    size: int
    ready: float
    result: Any
    rounds: tuple[Round, ...]

    @property
    def seconds(self) -> float:
        """The median of the rounds, for each fact."""
        return median(item.seconds for item in self.rounds) / self.size

    @property
    def processor(self) -> float:
        """The median of the processors' seconds, for each fact."""
        return median(item.processor for item in self.rounds) / self.size

    @property
    def peak(self) -> float:
        """The highest memory of all rounds in MB, facts and libraries included."""
        return max(item.peak for item in self.rounds)

    @property
    def growth(self) -> float:
        """The most that a round needed beyond what was held before it, in MB."""
        return max(item.peak - item.before for item in self.rounds)

    def ratios(self, yardstick: "Measured") -> tuple[float, float, float]:
        """Return median, least and most of the ratio to another contender in the same round, for each fact."""
        pairs = zip(self.rounds, yardstick.rounds, strict=True)
        ratios = [own.seconds / self.size / (other.seconds / yardstick.size) for own, other in pairs]
        return median(ratios), min(ratios), max(ratios)


def measure(contenders: Sequence[tuple[Contender, int, Subject]], rounds: int) -> list[Measured]:
    """Measure contenders, each with its size and its subject, in turn; each round begins with the next one."""
    with ExitStack() as stack:
        talks, ready = [], []
        for contender, _, subject in contenders:
            talks.append(stack.enter_context(_waiting(contender, subject)))
            ready.append(_answer(talks[-1]))
        done: list[list[Round]] = [[] for _ in talks]
        for number in range(rounds):
            for place in (*range(number % len(talks), len(talks)), *range(number % len(talks))):
                talks[place].send(True)
                done[place].append(_answer(talks[place]))
    return [
        Measured(contender, size, seconds, result, tuple(own))
        for (contender, size, _), (seconds, result), own in zip(contenders, ready, done, strict=True)
    ]


@contextmanager
def _waiting(contender: Contender, subject: Subject) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, contender, subject), daemon=False)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _answer(talk: Connection) -> Any:
    try:
        return talk.recv()
    except EOFError:
        raise SystemExit("A contender ended; what went wrong stands above.") from None


def _serve(talk: Connection, contender: Contender, subject: Subject) -> None:
    """Make a contender ready, work once to warm up, then once for every message until the talk ends."""
    given, prepare = subject(), contender.load()
    start = perf_counter()
    work = prepare(given)
    ready = perf_counter() - start
    del given  # what a contender does not hold is not counted as its memory
    talk.send((ready, work()))
    while True:
        try:
            talk.recv()
        except EOFError:
            return
        talk.send(_round(work))


def _round(work: Callable[[], Any]) -> Round:
    gc.collect()
    _forget_peak()
    before = _memory("VmRSS")
    processor, clock = _processor(), perf_counter()
    work()
    seconds, spent = perf_counter() - clock, _processor() - processor
    # What a child process needed at its most is added: both are there at the same time.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Round(seconds, spent, before, _memory("VmHWM") + children)


def _processor() -> float:
    """Return the processors' seconds of this process and of the children that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(item.ru_utime + item.ru_stime for item in used)


def _forget_peak() -> None:
    if sys.platform == "linux":
        _RESET.write_text("5")


def _memory(name: str) -> float:
    """Return a figure of the kernel about this process in MB; 0 where there is none."""
    if sys.platform != "linux":
        return 0.0
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
