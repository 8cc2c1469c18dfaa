"""One walk through the rooms of an audit, told as JSON.

``python -m tests.benchmarks.rooms SOURCE PACK AS_OF DETAIL OUT`` prints the seconds of each room, on the clock and of
the processor, the findings, and the peak memory of this process and of the one that reads.
"""

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from kstt_rules.auditing import conclude, judge_run, new_run, with_dossier
from kstt_rules.intake import start_reading
from kstt_rules.intake.assemble import assemble
from kstt_rules.outputs import write
from kstt_rules.pack import load_pack

ROOMS = ("read", "normalise", "facts", "engine", "findings", "outputs")
Made = TypeVar("Made")


class Clock:
    """Takes the time of one room after another."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    def time(self, room: str, work: Callable[[], Made]) -> Made:
        """Do the work of a room; of reading, which another process does, the processor's time is that one's too."""
        start, used = perf_counter(), process_time() + _of_children()
        made = work()
        self.seconds[room] = perf_counter() - start
        self.processor[room] = process_time() + _of_children() - used
        return made


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Walk the way and print what it took."""
    source, name, day, detail, out = sys.argv[1:]
    clock, pack = Clock(), load_pack(name)
    begun = new_run(pack, as_of=date.fromisoformat(day), every=detail == "all")
    contents = clock.time("read", lambda: start_reading([Path(source)]).result())
    dossier = clock.time("normalise", lambda: assemble(contents, pack.vocabulary).dossier)
    run = clock.time("facts", lambda: with_dossier(begun, dossier))
    judgement = clock.time("engine", lambda: judge_run(run))
    result = clock.time("findings", lambda: conclude(run, judgement, {}))
    clock.time("outputs", lambda: write(result, "json", Path(out), language="vi"))
    peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {
                "rows": sum(item.read for item in result.inputs),
                "findings": len(result.findings),
                "seconds": clock.seconds,
                "processor": clock.processor,
                "peak_mb": peaks,
            }
        )
    )


if __name__ == "__main__":
    main()
