"""Every contender once on little: ``python -m tests.benchmarks.compare.once`` prints who found something else."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks import intake
from tests.benchmarks.compare.base import Contender, difference
from tests.benchmarks.compare.offices import make
from tests.benchmarks.compare.registry import JUDGING, READING

FACTS, FLAWED, BLANK = 400, 0.5, 0.4
UNITS, OFFICERS, REPORTS = 20, 60, 80


def main() -> None:
    """Print, by contest and contender, how it differs from the first, null where it does not."""
    offices = make(FACTS, flawed=FLAWED, blank=BLANK)
    findings = JUDGING[0].load()(offices)()
    found = {"breach": findings.breaches, "undetermined": findings.undetermined}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "small.xlsx")
        intake.write(path, intake.units(None)[:UNITS], (OFFICERS, REPORTS))
        said = {
            "judging": _differences(JUDGING, offices),
            "reading": _differences(READING, path),
            "rules": {verdict: len({rule for rule, _ in pairs}) for verdict, pairs in found.items()},
        }
    print(json.dumps(said, indent=1))


def _differences(contenders: Sequence[Contender], subject: Any) -> dict[str, str | None]:
    expected, *others = [(item.name, item.load()(subject)()) for item in contenders if item.installed]
    return {name: difference(result, expected[1]) for name, result in others}


if __name__ == "__main__":
    main()
