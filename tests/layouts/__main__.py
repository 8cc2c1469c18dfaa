"""Writes the corpus of layouts: ``python -m layouts FOLDER``, run in ``tests``."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from kstt_rules.intake.files.old_encodings import Encoding
from layouts.canonical import NAMES, PERIODS, approvals, officers, reports
from layouts.column_shapes import column_shapes
from layouts.grid import Grid, write
from layouts.habit_shapes import habit_shapes
from layouts.heading_shapes import heading_shapes
from layouts.list_shapes import list_shapes
from layouts.messy import SHEETS, Layout, lay_out, named_after, transposed, wide
from layouts.reading import register_grid
from layouts.shape import Shape
from layouts.stacked_shapes import stacked_shapes
from layouts.written import Hand, in_old_text

SEEDED = 70
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
_ENCODINGS: dict[int, Encoding] = {5: "TCVN3", 6: "VNI"}
_MAKERS = {"officer": officers, "report": reports, "approval": approvals}


def main() -> None:
    """Write every file with the canonical rows that it stands for beside it, and the register of units."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    write([register_grid()], folder / "units.csv")
    for shape in (*heading_shapes(), *column_shapes(), *stacked_shapes(), *list_shapes(), *habit_shapes(), *seeded()):
        path = write(shape.grids, folder / shape.file, titles=shape.titles)
        expected = json.dumps(shape.tables, ensure_ascii=False, indent=1)
        path.with_suffix(f"{path.suffix}.json").write_text(expected + "\n", encoding="utf-8")


def seeded() -> Iterator[Shape]:
    """Yield shapes drawn from the numbers of their files; the last digit of each says of what form it is."""
    for seed in range(SEEDED):
        order = Random(seed)
        units = order.sample(list(NAMES), order.randint(2, 6))
        dataset = order.choice(list(_MAKERS))
        form = seed % 10
        if form == 9:
            rows = officers(order, units[:2])
            grid = transposed("officer", rows, Hand.drawn(order, in_one_text=False))
            yield Shape(f"{seed:02}-phieu.xlsx", [grid], {"officer": rows})
        elif form == 8:
            rows = reports(order, units)
            grid = wide(rows, PERIODS, with_year=seed % 20 == 8, hand=Hand.drawn(order, in_one_text=False))
            yield Shape(f"{seed:02}-quy.xlsx", [grid], {"report": rows})
        elif form == 7:
            yield _by_unit(seed, dataset, units, order)
        else:
            yield _laid_out(seed, dataset, units, order, _ENCODINGS.get(form))


def _by_unit(seed: int, dataset: str, units: list[str], order: Random) -> Shape:
    """Return a sheet for each unit, which only its name says."""
    rows = _MAKERS[dataset](order, units)
    layout = replace(Layout.drawn(order, dataset), titles=3, units="nowhere", tiers=False, combined=())
    grids = []
    for unit in units:
        grid = lay_out(dataset, [row for row in rows if row["Đơn vị"] == unit], layout)
        grids.append(replace(grid, name=named_after(unit).replace("UBND ", "")))
    return Shape(f"{seed:02}-moi-don-vi-mot-trang{order.choice(SUFFIXES[:3])}", grids, {dataset: rows})


def _laid_out(seed: int, dataset: str, units: list[str], order: Random, encoding: Encoding | None) -> Shape:
    rows = _MAKERS[dataset](order, units)
    grid: Grid = lay_out(dataset, rows, Layout.drawn(order, dataset))
    if encoding:
        grid = in_old_text(grid, encoding)
    suffix = order.choice(SUFFIXES[:3] if grid.merges else SUFFIXES)
    name = {"officer": "cong-chuc-dau-moi", "report": "bao-cao", "approval": "phe-duyet"}[dataset]
    assert grid.name == SHEETS[dataset]
    return Shape(f"{seed:02}-{name}{suffix}", [grid], {dataset: rows})


if __name__ == "__main__":
    main()
