"""Where the time of an audit goes: room by room, and as whole processes, on a province and on a nation.

Run ``python -m tests.benchmarks.whole_way [--units UNITS.csv] [--rounds N] [--only PART] [--json OUT.json]``; UNITS.csv
is a list of units with the columns code, tier, full_name and parent_code, without which they are made up; PART is
``rooms`` or ``whole``. Everything is measured in
processes of its own, yardstick and audit in turn within each round; the figures are medians of the rounds. What many
nations take, streamed by parts, is measured by ``tests.benchmarks.linear``.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

from tests.benchmarks.partial_pack import write_partial_pack
from tests.benchmarks.rooms import ROOMS

ROOT = Path(__file__).parents[2]
PACK = "bac-giang-2021"
BARE = """
import sys, python_calamine
book = python_calamine.load_workbook(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""


class Case(NamedTuple):
    """A dossier, the pack that judges it, the day, and which undetermined verdicts are told one by one."""

    source: Path
    pack: str
    as_of: str
    detail: str = "own"


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=["rooms", "whole"])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        nation, cut_down = folder / "nation.xlsx", folder / "partial"
        # A process begins with the peak memory of the one that starts it, so the large workbook is not written in this.
        sizes = run_json("nation", str(nation), *map(str, filter(None, [options.units])))
        cut_down.mkdir()
        write_partial_pack(cut_down, PACK, {"unit", "officer", "report"})
        cases = {
            "province": Case(ROOT / "examples/bac-giang-2022", PACK, "2022-03-31"),
            "nation": Case(nation, str(cut_down), "2022-12-31"),
            "nation, all rules": Case(nation, PACK, "2022-12-31"),
            "nation, all rules, all detail": Case(nation, PACK, "2022-12-31", "all"),
        }
        parts = {"rooms": rooms, "whole": partial(whole, yardstick=nation)}
        found: dict[str, Any] = {"sizes": sizes} | {
            part: {title: measure(case, folder=folder, rounds=options.rounds) for title, case in cases.items()}
            for part, measure in parts.items()
            if options.only in (None, part)
        }
    show(found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def rooms(case: Case, *, folder: Path, rounds: int) -> dict[str, Any]:
    """Walk the rooms several times; return the medians."""
    walks = [run_json("rooms", *map(str, case), str(folder / "out.json")) for _ in range(rounds)]
    medians = {
        kind: {room: median(walk[kind][room] for walk in walks) for room in ROOMS} for kind in ("seconds", "processor")
    }
    return (
        walks[0]
        | medians
        | {"peak_mb": [max(peaks) for peaks in zip(*(walk["peak_mb"] for walk in walks), strict=True)]}
    )


def whole(case: Case, *, yardstick: Path, folder: Path, rounds: int) -> dict[str, float]:
    """Time the command as a whole process, and bare reading of the national workbook as another, in turn."""
    options = ("--pack", case.pack, "--as-of", case.as_of, "--detail", case.detail, "-o", str(folder / "out.json"))
    audit = ("-m", "kstt_rules", "audit", str(case.source), *options)
    process(*audit)  # to warm up
    times = [(process("-c", BARE, str(yardstick)), process(*audit)) for _ in range(rounds)]
    return {
        "bare_seconds": median(bare.seconds for bare, _ in times),
        "bare_processor": median(bare.processor for bare, _ in times),
        "seconds": median(own.seconds for _, own in times),
        "processor": median(own.processor for _, own in times),
        "ratio": median(own.seconds / bare.seconds for bare, own in times),
        "processor_ratio": median(own.processor / bare.processor for bare, own in times),
        "peak_mb": max(own.peak_mb for _, own in times),
        "json_mb": (folder / "out.json").stat().st_size / 1e6,
    }


class Run(NamedTuple):
    """What a process and those that it waited for took; the peak is that of the largest."""

    seconds: float
    processor: float
    peak_mb: int


def process(*arguments: str) -> Run:
    """Run Python to its end, as it is installed: it may keep compiled modules, else each process compiles all anew."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode in (0, 1), child.returncode
    return Run(perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def run_json(module: str, *arguments: str) -> Any:
    """Run a module of the benchmarks and return the JSON that it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def show(found: Mapping[str, Any]) -> None:
    """Print the tables."""
    print("the nation: " + ", ".join(f"{rows:,} {sheet}" for sheet, rows in found["sizes"].items()))
    if "rooms" in found:
        print(f"\n{'seconds (of the processor)':32}" + "".join(f"{room:>15}" for room in ROOMS))
    for title, walk in found.get("rooms", {}).items():
        times = (f"{walk['seconds'][room]:.2f} ({walk['processor'][room]:.2f})" for room in ROOMS)
        print(f"{title:32}" + "".join(f"{time:>15}" for time in times))
        print(f"{'':32}{walk['rows']:,} rows, {walk['findings']:,} findings, peaks {walk['peak_mb']} MB")
    if "whole" in found:
        columns = f"{'seconds':>9}{'times':>7}{'processor':>11}{'times':>7}{'peak MB':>9}{'JSON MB':>9}"
        print(f"\n{'whole processes':32}{columns}")
    for title, run in found.get("whole", {}).items():
        clock, processor = (
            f"{run['seconds']:9.2f}{run['ratio']:7.2f}",
            f"{run['processor']:11.2f}{run['processor_ratio']:7.2f}",
        )
        print(f"{title:32}{clock}{processor}{run['peak_mb']:9}{run['json_mb']:9.1f}")
        bare = f"{run['bare_seconds']:9.2f}{'':7}{run['bare_processor']:11.2f}"
        print(f"{'  calamine alone beside it':32}{bare}")


if __name__ == "__main__":
    main()
