"""Whether the time for a fact stays as it is at 100,000, and memory flat, up to ten million facts streamed in parts.

Run ``python -m tests.benchmarks.linear [PART]``: each part (100,000 facts unless told otherwise) is made, its columns
encoded, and judged by screen and engine; making it is not timed. Prints a line a size; ratios are to the first size.
"""

import gc
import resource
import sys
from time import perf_counter, process_time

from kstt_rules.judging.verdict_codes import BREACH, UNDETERMINED
from tests.benchmarks.compare.contenders import audit
from tests.benchmarks.compare.offices import make

SIZES = (100_000, 1_000_000, 10_000_000)


def judged(part: int, size: int) -> tuple[float, float, int, int]:
    """Judge one part; return seconds by the clock and of the processor, and how much was found."""
    offices = make(size, part=part)
    clock, processor = perf_counter(), process_time()
    codes = audit.codes(audit.prepared(offices))
    seconds, spent = perf_counter() - clock, process_time() - processor
    breaches, undetermined = (
        sum(int((own == code).sum()) for own in codes.values()) for code in (BREACH, UNDETERMINED)
    )
    return seconds, spent, breaches, undetermined


def main() -> None:
    """Judge each size from its first part to its last."""
    part_size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[0]
    judged(0, part_size)  # what is loaded on first use is no fact's time
    print(f"{'facts':>12} {'us/fact':>9} {'ratio':>6} {'cpu us':>7} {'ratio':>6} {'peak MB':>8} {'found':>17}")
    first: tuple[float, float] | None = None
    for size in SIZES:
        gc.collect()
        parts = [judged(part, part_size) for part in range(size // part_size)]
        seconds, spent, breaches, undetermined = (sum(column) for column in zip(*parts, strict=True))
        mean, work = seconds / size * 1e6, spent / size * 1e6
        first = first or (mean, work)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        ratios = mean / first[0], work / first[1]
        found = f"{breaches:,} + {undetermined:,}"
        print(f"{size:>12,} {mean:>9.2f} {ratios[0]:>6.2f} {work:>7.2f} {ratios[1]:>6.2f} {peak:>8} {found:>17}")


if __name__ == "__main__":
    main()
