"""What a layout is: one way in which the rows of a dataset lie on a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Protocol

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import Cell, Sheet
from kstt_rules.intake.layout.header import Header, SpreadColumn
from kstt_rules.intake.layout.headers import Headers, Labels
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.model.vocabulary import Entity

_ROWS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class PossibleHeader:
    """Some rows of a sheet that may head a table of a dataset: the texts above each column, and where they end."""

    entity: Entity
    name: str
    labels: Mapping[int, Labels]
    headers: Headers
    sheet: Sheet
    end: int

    def cells_below(self, columns: Iterable[int]) -> list[Cell]:
        """Return the filled cells of some columns in the first rows below."""
        rows = self.sheet.rows[self.end : self.end + _ROWS_LOOKED_AT]
        cells = (row[at] for row in rows for at in columns if at < len(row))
        return [cell for cell in cells if cell is not None]


@dataclass(frozen=True, slots=True)
class TakenRows:
    """The rows below a header, taken as a table with one row each, and their cells.

    ``around`` are the texts around the table, the nearest first: its titles, those of the sheet, its name, the file's.
    """

    table: SheetTable
    rows: Sequence[Sequence[Cell]]
    header: Header
    entity: Entity
    sheet: Sheet
    around: Sequence[Sequence[str]]


class Layout(Protocol):
    """One way in which the rows of a dataset lie on a sheet; a layout overrides what is its own."""

    name: ClassVar[str]

    def view(self, sheet: Sheet) -> Sheet | None:
        """Return the sheet as this layout looks at it; None where it cannot be of this layout."""
        return sheet

    def spread(self, header: PossibleHeader) -> tuple[SpreadColumn, ...] | None:
        """Return the columns over which the records of a row are spread; None where the header shows no such layout."""
        del header
        return None

    def records(self, taken: TakenRows) -> SheetTable:
        """Return the rows of the dataset, each value with the cell that it was read from."""
        return taken.table
