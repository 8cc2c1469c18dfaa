"""What was submitted, as files: for outputs that hand the files back, whatever reads what they hold."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass

CellValue = str | bool | float | dt.date | None

RESULT_TITLE: Final = both("AUDIT RESULT (KSTT_RULES)")
"""What stands in cell A1 of the sheet of findings that is added to a file: a sheet so marked holds no data."""


OTHER_KIND: Final = "other_kind"
"""The reason of a file in a folder that may hold a list and is not a workbook, such as a scan: it is told, not read."""

WAIVERS_SHEET: Final = "Miễn trừ"
"""The sheet of waivers. What stands there counts for who audits and names the file so, never for who submits it."""


@dataclass(frozen=True, slots=True)
class SubmittedSheet:
    """The values of one sheet: its filled rows by 1-based number, each from column A on.

    ``merges`` are first and last row (1-based) and column (0-based) of merged cells: top, left, bottom, right.
    """

    name: str
    rows: tuple[tuple[int, tuple[CellValue, ...]], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file: what outputs call it, where it lies, and how to get the values of its sheets.

    ``sheets`` raises InputError where they cannot be read.
    """

    label: str
    path: Path
    sheets: Callable[[], tuple[SubmittedSheet, ...]]
