"""The tables of a Word document; python-docx reads it, an extra of this package."""

import io
from collections.abc import Sequence
from typing import Any, Final

import docx

from kstt_rules.intake.files.html_tables import Drawn

_LEAST_COLUMNS: Final = 3


def word_tables(data: bytes) -> list[Drawn]:
    """Return the tables of a document that may list anything: its letterhead and signatures have two columns."""
    document = docx.Document(io.BytesIO(data))
    grids = [[_cells(row) for row in table.rows] for table in document.tables]
    return [_drawn(grid) for grid in grids if max(map(len, grid), default=0) >= _LEAST_COLUMNS]


def _cells(row: Any) -> list[Any]:
    """Return the cell under each column of a row, a merged one in all that it covers."""
    return [*[None] * row.grid_cols_before, *row.cells]


def _drawn(grid: Sequence[Sequence[Any]]) -> Drawn:
    rows: list[list[str]] = []
    spans: dict[Any, tuple[int, int, int, int]] = {}
    for number, cells in enumerate(grid, start=1):
        rows.append([])
        for column, cell in enumerate(cells):
            element = None if cell is None else cell._tc  # noqa: SLF001  (only its element tells a merged cell)
            first = spans.get(element, (number, column))
            rows[-1].append("" if cell is None or element in spans else cell.text.strip())
            if element is not None:
                spans[element] = (first[0], first[1], number, column)
    return Drawn(rows, [span for span in spans.values() if span[:2] != span[2:]])
