"""How long nations of files take, and in how much memory: in one piece, in parts, by two processes, and by Dask.

Run ``python -m tests.benchmarks.distributed [NATIONS] [ROUNDS]``. Every audit runs in a process of its own, one after
the other in each round, and must come to the same bytes. Printed are the median seconds by the clock and of processors
(starting included), and the peak memory of the process that leads and of the largest worker, readers among them. The
rules are those whose datasets the nations hold: Điều 4, 5, 7 and 11.
"""

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

import kstt_rules
from kstt_rules.outputs.exchange import json as json_output
from kstt_rules.pack import load_pack
from tests.benchmarks.nations import AS_OF, write_nations

WORKERS = 2
ENGINES = ("whole", "parts", "processes", "dask")
ARTICLES = (4, 5, 7, 11)


@contextmanager
def executor_of(engine: str) -> Iterator[Executor | None]:
    """Give two workers, or none."""
    with ExitStack() as stack:
        if engine == "processes":
            yield stack.enter_context(ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")))
        elif engine == "dask":
            from distributed import Client, LocalCluster  # noqa: PLC0415 - slow to load

            options = {"n_workers": WORKERS, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
            client = stack.enter_context(Client(stack.enter_context(LocalCluster(**options))))
            yield client.get_executor()
        else:
            yield None


def one(engine: str, folder: Path) -> dict[str, object]:
    """Audit a folder by one engine and say what it took."""
    pack = load_pack("bac-giang-2021")
    pack = replace(pack, rules=tuple(rule for rule in pack.rules if rule.provision.article in ARTICLES))
    with executor_of(engine) as executor:
        start = perf_counter()
        result = kstt_rules.audit([folder], as_of=AS_OF, pack=pack, in_parts=engine == "parts", executor=executor)
        seconds = perf_counter() - start
        leader = _peak(resource.RUSAGE_SELF)
    processor = sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _OURS))
    stream = BytesIO()
    json_output.render(replace(result, engine=replace(result.engine, subjects=0)), stream, language="vi")
    return {
        "seconds": seconds,
        "processor": processor,
        "leader": leader,
        "worker": _peak(resource.RUSAGE_CHILDREN),
        "findings": len(result.findings),
        "sha256": hashlib.sha256(stream.getvalue()).hexdigest(),
    }


_OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def measured(engine: str, folder: Path) -> dict[str, object]:
    """Audit in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.distributed", "--one", engine, str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main(nations: int, rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        write_nations(Path(folder), nations)
        found = [{engine: measured(engine, Path(folder)) for engine in ENGINES} for _ in range(rounds)]
    assert len({item["sha256"] for engines in found for item in engines.values()}) == 1, "results differ"
    print(f"{nations} nations of 63 files, {found[0]['whole']['findings']:,} findings, median of {rounds} rounds")
    print(f"{'engine':10} {'seconds':>8} {'processor':>10} {'leader MB':>10} {'worker MB':>10}")
    for engine in ENGINES:
        values = [[engines[engine][name] for engines in found] for name in ("seconds", "processor", "leader", "worker")]
        seconds, processor, leader, worker = map(median, values)
        print(f"{engine:10} {seconds:8.1f} {processor:10.1f} {leader:10.0f} {worker:10.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(*map(int, [*sys.argv[1:3], *("1", "3")[len(sys.argv) - 1 :]]))
