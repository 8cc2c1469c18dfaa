"""A correction of the data that were submitted: one cell, what stood there, and what stands there now."""

from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled

_EMPTY: Final = both("(empty cell)")
_CORRECTED: Final = both(
    "The data were corrected before this audit: {count} changes of cells, all in the log of corrections."
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of one cell, in the order in which the changes were made.

    ``before`` and ``after`` are what the office program shows, None where the cell is empty. ``dataset`` and ``field``
    name what the cell holds, None where it is beside the rows of a dataset.
    """

    file: str
    sheet: str
    cell: str
    dataset: Labelled | None
    field: Labelled | None
    before: str | None
    after: str | None

    @property
    def told(self) -> Bilingual:
        """What the cell held, and what it holds now."""
        return joined(" → ", (_quoted(self.before), _quoted(self.after)))


def corrected(count: int) -> Bilingual:
    """Say that data were corrected before they were audited."""
    return _CORRECTED.format(count=count)


def _quoted(text: str | None) -> Bilingual | str:
    return _EMPTY if text is None else f"“{text}”"
