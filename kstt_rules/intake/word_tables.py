"""The tables of a Word document; python-docx reads it, an extra of this package."""

import io
from typing import Final

import docx

_LEAST_COLUMNS: Final = 3

Rows = list[list[str]]


def word_tables(data: bytes) -> list[Rows]:
    """Return the tables of a document that may list anything: the letterhead and signatures have two columns.

    A merged cell's text stands in every row that it spans, and in the first of its columns.
    """
    document = docx.Document(io.BytesIO(data))
    tables = [[_texts(row) for row in table.rows] for table in document.tables]
    return [rows for rows in tables if max(map(len, rows), default=0) >= _LEAST_COLUMNS]


def _texts(row: "docx.table._Row") -> list[str]:
    texts: list[str] = [""] * row.grid_cols_before
    seen = None
    for cell in row.cells:
        texts.append("" if cell._tc is seen else cell.text)  # noqa: SLF001  (the only way to know a merged cell)
        seen = cell._tc  # noqa: SLF001
    return texts
