"""What grows faster than what is given: each dimension of an input or a result doubled, and the time beside it.

Run ``nice python -m tests.benchmarks.sweep [PART OF A NAME]…``. Times are those of the processors, of this process and
of those that it starts, the least of several rounds. A size that takes hardly any time is doubled first, up to four
times as large. Prints a line a dimension, and ends with status 1 where double the size took more than 2.3 times as
long; where that is so of one doubling, the next one decides. What even then takes less than a tenth of a second is
shown, but not judged.
"""

import datetime as dt
import gc
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time

import kstt_rules
from kstt_rules.outputs import outputs_of

sys.path.append(str(Path(__file__).parents[1] / "helpers"))

from tests.benchmarks import sweep_inputs, sweep_outputs

MOST = 2.3
LEAST = 0.1
ROUNDS = int(os.environ.get("ROUNDS", "3"))
AS_OF = dt.date(2022, 3, 31)

Work = Callable[[], object]


def spent() -> float:
    """Return the seconds of processors that this process and its children have taken."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def seconds_of(work: Work) -> float:
    """Return the least of several rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        start = spent()
        work()
        least = min(least, spent() - start)
    return least


def growth(seconds: Callable[[int], float], size: int) -> tuple[list[tuple[int, float]], float]:
    """Return sizes with the time of each, and how many times as long double the size takes.

    Where the first doubling takes longer than it should, the next one decides: a cache may have become too small.
    """
    first = seconds(size)
    for _ in range(2):
        if first < LEAST:
            size, first = 2 * size, seconds(2 * size)
    measured = [(size, first), (2 * size, seconds(2 * size))]
    if measured[1][1] > MOST * first:
        measured.append((4 * size, seconds(4 * size)))
    return measured, measured[-1][1] / measured[-2][1]


def cases(folder: Path) -> Iterator[tuple[str, int, Callable[[int], Work]]]:
    """Yield what is measured: its name, a size, and what makes the work of a size."""
    for make, size in sweep_inputs.DIMENSIONS.items():
        yield f"audit: {_words(make)}", size, partial(_audit, folder, make)
    for make, size in sweep_inputs.ANNOTATED.items():
        yield f"annotated: {_words(make)}", size, partial(_annotate, folder, make)
    for make, size in sweep_outputs.RESULTS.items():
        for name in outputs_of("audit"):
            yield f"{name}: {_words(make)}", size, partial(_write, name, make)
    for make, size in sweep_outputs.RESULTS.items():
        yield f"compare: {_words(make)}", size, lambda size, make=make: partial(sweep_outputs.compared, make(size))
        yield f"read back: {_words(make)}", size, lambda size, make=make: sweep_outputs.kept(make(size), folder)
    yield "audit: rules of a pack", 4, sweep_outputs.judged_by


def _audit(folder: Path, make: Callable[[Path, int], None], size: int) -> Work:
    place = _made(folder, make, size)
    read = kstt_rules.audit([place], as_of=AS_OF)
    assert not read.unreadable, read.unreadable
    return lambda: kstt_rules.audit([place], as_of=AS_OF)


def _annotate(folder: Path, make: Callable[[Path, int], None], size: int) -> Work:
    place = _made(folder, make, size)
    result = kstt_rules.audit([place], as_of=AS_OF)
    return lambda: result.write(folder / "marked", format="annotated", language="vi")


def _made(folder: Path, make: Callable[[Path, int], None], size: int) -> Path:
    place = folder / f"{make.__name__}-{size}"
    if not place.exists():
        place.mkdir()
        make(place, size)
    return place


def _write(name: str, make: Callable[[int], object], size: int) -> Work:
    return partial(sweep_outputs.written, name, make(size))


def _words(make: Callable[..., object]) -> str:
    return make.__name__.replace("_", " ")


def main() -> None:
    """Measure what is named, or everything."""
    wanted, slow = sys.argv[1:], []
    gc.set_threshold(200_000)  # as the command does; looking at all that was made grows by itself
    with tempfile.TemporaryDirectory() as name:
        _audit(Path(name), sweep_inputs.rows, 10)()  # what is loaded on first use belongs to no dimension
        for told, start, work in cases(Path(name)):
            if wanted and not any(part in told for part in wanted):
                continue
            measured, ratio = growth(lambda size, work=work: seconds_of(work(size)), start)
            sizes = " → ".join(f"{size:,}" for size, _ in measured)
            times = " → ".join(f"{took:.2f}" for _, took in measured)
            print(f"| {told} | {sizes} | {times} | {ratio:.2f} |", flush=True)
            slow += [told] if ratio > MOST and measured[-2][1] >= LEAST else []
    if slow:
        sys.exit(f"more than {MOST} times as long: {'; '.join(slow)}")


if __name__ == "__main__":
    main()
