"""The rows below a header that say what its columns hold."""

from collections.abc import Sequence
from typing import Final

from kstt_rules.intake.files.cells import Cell, Sheet
from kstt_rules.intake.layout.fit import ROWS_LOOKED_AT, all_fit
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.headers import Headers

_KNOWN_TO_HEAD: Final = 2


def values_fit(header: Header, sheet: Sheet, headers: Headers) -> bool:
    """Tell whether every column below a header holds what its field can hold."""
    return all_fit(headers.fit, header.entity, header.columns, rows_below(sheet, header, headers), 0)


def rows_below(sheet: Sheet, header: Header, headers: Headers) -> Sequence[Sequence[Cell]]:
    """Return the first rows below a header, up to the next that holds headers as people type them.

    Those that fill few of its columns say what it holds only where no other do: they may be headings and signatures.
    """
    rows = sheet.rows[header.end : header.end + ROWS_LOOKED_AT]
    known = (sum(isinstance(cell, str) and cell in headers.known for cell in row) for row in rows)
    ends = (at for at, count in enumerate(known) if at and count >= _KNOWN_TO_HEAD)
    own = rows[: next(ends, len(rows))]
    columns = header.filled_columns
    full = [row for row in own if 2 * sum(at < len(row) and row[at] is not None for at in columns) > len(columns)]
    return full or own
