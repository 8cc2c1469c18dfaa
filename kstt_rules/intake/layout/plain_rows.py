"""The plain layout: each row of the sheet is a row of the dataset."""

from typing import ClassVar

from kstt_rules.intake.layout.header import ROWS, SpreadColumn
from kstt_rules.intake.layout.protocol import Layout, PossibleHeader


class PlainRows(Layout):
    """Each row is a row; every header may be of this layout."""

    name: ClassVar[str] = ROWS

    def spread(self, header: PossibleHeader) -> tuple[SpreadColumn, ...]:
        """Return no column."""
        del header
        return ()
