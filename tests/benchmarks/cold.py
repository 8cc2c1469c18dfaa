"""What an audit of a province takes cold, as a whole process, beside a Python that imports pandas and ends.

Run ``python -m tests.benchmarks.cold [--rounds N] [--json OUT.json]``. In each round the processes run in turn. The
figures are medians and least values of the rounds, on the clock and of the processors; a ratio is to the import of
pandas in the same round, so that it says much the same on a busy machine.
"""

import argparse
import json
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.whole_way import PACK, ROOT, Run, process

BARE = "import pandas"
COMMAND = ("-m", "kstt_rules")
PROVINCE = ("audit", str(ROOT / "examples/bac-giang-2022"), "--pack", PACK, "--as-of", "2022-03-31")
WANTED_SECONDS = 0.8


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = measured(options.rounds)
    show(found)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def measured(rounds: int) -> dict[str, dict[str, Any]]:
    """Run every process once to warm up, then in turn so many times; return what each took."""
    with TemporaryDirectory() as folder:
        processes = {
            BARE: ("-c", BARE),
            "kstt --version": (*COMMAND, "--version"),
            "kstt audit, the province": (*COMMAND, *PROVINCE, "-o", str(Path(folder) / "out.json")),
        }
        runs = [{name: process(*arguments) for name, arguments in processes.items()} for _ in range(rounds + 1)][1:]
    return {name: _of([run[name] for run in runs], [run[BARE] for run in runs]) for name in processes}


def _of(own: list[Run], bare: list[Run]) -> dict[str, Any]:
    pairs = [*zip(own, bare, strict=True)]
    return {
        "seconds": median(run.seconds for run in own),
        "least_seconds": min(run.seconds for run in own),
        "processor": median(run.processor for run in own),
        "least_processor": min(run.processor for run in own),
        "ratio": median(run.seconds / other.seconds for run, other in pairs),
        "processor_ratio": median(run.processor / other.processor for run, other in pairs),
    }


def show(found: dict[str, dict[str, Any]]) -> None:
    """Print the table: medians, least values in brackets."""
    print(f"{'':26}{'seconds':>15}{'processor':>15}{'ratio':>8}{'processor':>11}")
    for name, run in found.items():
        clock = f"{run['seconds']:.2f} ({run['least_seconds']:.2f})"
        used = f"{run['processor']:.2f} ({run['least_processor']:.2f})"
        print(f"{name:26}{clock:>15}{used:>15}{run['ratio']:>8.2f}{run['processor_ratio']:>11.2f}")
    print(f"wanted of the province: at most {WANTED_SECONDS} s on the clock, with nothing beside")


if __name__ == "__main__":
    main()
