"""A small dossier that gives one finding: what may be handed on to whoever corrects the program."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.files import SubmittedSheet
from kstt_rules.model.findings import Finding, PackRef

NOW: Final = "case.xlsx"
BEFORE: Final = "previous.xlsx"
"""What the workbooks of a case are called: the dossier, and the earlier roster where one is needed."""


@dataclass(frozen=True, slots=True)
class SmallCase:
    """Workbooks by name with their sheets, the finding that they give, and how it is had.

    ``settings`` are readings and parameters by dotted key. ``detail_all``: only an audit that tells every undetermined
    verdict one by one has the finding. ``kept`` are the numbers and texts of the original that had to stay.
    """

    books: Mapping[str, tuple[SubmittedSheet, ...]]
    finding: Finding
    pack: PackRef
    as_of: dt.date
    effective_from: dt.date | None
    settings: Mapping[str, str]
    detail_all: bool = False
    kept: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The number of rows of all sheets, headers too."""
        return sum(len(sheet.rows) for sheets in self.books.values() for sheet in sheets)
