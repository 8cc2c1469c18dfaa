"""Writes the corpus of layouts: ``python -m layouts FOLDER``, run in ``tests``."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.grid import Grid, write
from layouts.messy import SHEETS, Layout, lay_out, transposed, wide
from layouts.reading import register_grid
from layouts.shapes import Shape, shapes

SEEDED = 60
_MAKERS = {"officer": officers, "report": reports, "approval": approvals}


def main() -> None:
    """Write every file with the canonical rows that it stands for beside it, and the register of units."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write([register_grid()], folder / "units.csv")
    for shape in (*shapes(), *seeded()):
        path = write(shape.grids, folder / shape.file)
        expected = json.dumps(shape.tables, ensure_ascii=False, indent=1)
        path.with_suffix(f"{path.suffix}.json").write_text(expected + "\n", encoding="utf-8")


def seeded() -> Iterator[Shape]:
    """Yield shapes drawn from the numbers of their files."""
    for seed in range(SEEDED):
        order = Random(seed)
        units = order.sample(list(NAMES), order.randint(2, 6))
        dataset = order.choice(list(_MAKERS))
        if seed % 10 == 8:
            rows = reports(order, units)
            yield Shape(f"{seed:02}-quy.xlsx", [wide(rows, PERIODS, with_year=seed % 20 == 8)], {"report": rows})
        elif seed % 10 == 9:
            rows = officers(order, units[:2])
            yield Shape(f"{seed:02}-phieu.xlsx", [transposed("officer", rows)], {"officer": rows})
        else:
            yield _laid_out(seed, dataset, units, order)


def _laid_out(seed: int, dataset: str, units: list[str], order: Random) -> Shape:
    rows = _MAKERS[dataset](order, units)
    layout = Layout.drawn(order, dataset)
    merged = layout.units == "merged"
    suffix = order.choice((".xlsx", ".xls") if merged else (".xlsx", ".xls", ".ods", ".csv"))
    grid: Grid = lay_out(dataset, rows, layout)
    name = {"officer": "cong-chuc-dau-moi", "report": "bao-cao", "approval": "phe-duyet"}[dataset]
    assert grid.name == SHEETS[dataset]
    return Shape(f"{seed:02}-{name}{suffix}", [grid], {dataset: rows})


if __name__ == "__main__":
    main()
