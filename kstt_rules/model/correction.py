"""A correction of the data that were submitted: one cell, what stood there, and what stands there now."""

from dataclasses import dataclass

from kstt_rules.base.labelled import Labelled


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
