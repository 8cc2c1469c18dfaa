"""The rows of files by dataset and number: where the cells of their fields stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.intake.files.changed_cells import first_of_merged
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.open_audit.edits import Edit
from kstt_rules.open_audit.kept_cells import KeptCells

NO_ROW = both("{dataset} has no row {row}; it has {count} rows, from 0")
NO_COLUMN = both("{dataset} has no column {column!r}{hint}")
UNKNOWN_DATASET = both("unknown dataset {dataset!r}{hint}")
_NO_ROOM = both("there is no empty row below the table of {dataset} in any file; add the row in the office program")
_READ_OTHERWISE = both("{file} · {sheet} does not hold {dataset} any more, and so not this row of it")
_SHARED = both("{cell} holds {column!r} together with {others}; correct the cell as a whole")


@dataclass(frozen=True, slots=True)
class RowCells:
    """Where the fields of one row stand."""

    file: str
    sheet: str
    number: int
    cells: Mapping[str, Place]


class NamedRows:
    """The rows that were accepted when the files were opened, in the order of files, sheets and rows, and those added.

    A row keeps its number, whatever becomes of it.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._tables = dossier.tables
        self._order: dict[str, list[int]] = {}

    def count(self, dataset: str) -> int:
        """Return how many rows of a dataset were there when the files were opened."""
        return len(self._table(dataset))

    def row(self, dataset: str, row: int, added: Sequence[Edit]) -> RowCells:
        """Return where a row of a dataset stands; ``added`` are the edits that added rows to it."""
        table = self._table(dataset)
        count = len(table) + len(added)
        if not 0 <= row < count:
            raise UsageError(NO_ROW.format(dataset=dataset, row=row, count=count))
        if row >= len(table):
            edit = added[row - len(table)]
            origins = (item for item in table.sheets if (item.file, item.sheet) == (edit.file, edit.sheet))
            origin = next(origins, None)
            if origin is None:
                raise UsageError(_READ_OTHERWISE.format(file=edit.file, sheet=edit.sheet, dataset=dataset))
            return _along(origin, edit.cells[0].place.row)
        index = self._in_order(dataset)[row]
        origin = table.sheets[table.origin[index]]
        names = [name for name in table.columns if name in origin.columns or (index, name) in table.moved]
        sources = {name: table.source(index, name) for name in names}
        cells = {name: place for name, source in sources.items() if (place := place_of(source.cell)) is not None}
        return RowCells(origin.file, origin.sheet, int(table.row[index]), cells)

    def set_values(self, kept: KeptCells, dataset: str, row: int, values: Mapping[str, Any], cells: RowCells) -> Edit:
        """Return the edit that sets fields of a row. Raises UsageError for what does not stand in a cell of its own."""
        edits = {}
        for name, value in values.items():
            if name not in cells.cells:
                known = hint(name, list(cells.cells))
                raise UsageError(NO_COLUMN.format(dataset=dataset, column=name, hint=known))
            place = cells.cells[name]
            others = [other for other, at in cells.cells.items() if at == place and other not in values]
            if others:
                raise UsageError(_SHARED.format(cell=place.address, column=name, others=", ".join(others)))
            edit = kept.given(cells.file, cells.sheet, place, value)
            edits[edit.place] = edit
        return Edit(cells.file, cells.sheet, tuple(edits.values()), row)

    def room_for_one(self, kept: KeptCells, dataset: str, added: Sequence[Edit]) -> RowCells:
        """Return the first empty row below a table of a dataset, of the last one that has room."""
        table = self._table(dataset)
        for at, origin in reversed(list(enumerate(table.sheets))):
            own = [edit.cells[0].place.row for edit in added if (edit.file, edit.sheet) == (origin.file, origin.sheet)]
            last = max([*table.row[table.origin == at].tolist(), *own], default=0)
            sheet = kept.sheet(origin.file, origin.sheet)
            places = [Place(last + 1, column) for column in origin.columns.values()]
            is_free = last + 1 not in sheet.numbers and all(first_of_merged(sheet, place) == place for place in places)
            if last and places and is_free:
                return _along(origin, last + 1)
        raise UsageError(_NO_ROOM.format(dataset=dataset))

    def _table(self, dataset: str) -> Table:
        if dataset not in self._tables:
            raise UsageError(UNKNOWN_DATASET.format(dataset=dataset, hint=hint(dataset, self._tables)))
        return self._tables[dataset]

    def _in_order(self, dataset: str) -> list[int]:
        if dataset not in self._order:
            table = self._tables[dataset]
            places = zip(table.origin.tolist(), table.row.tolist(), range(len(table)), strict=True)
            self._order[dataset] = [index for _, _, index in sorted(places)]
        return self._order[dataset]


def _along(origin: SheetOrigin, number: int) -> RowCells:
    cells = {name: Place(number, column) for name, column in origin.columns.items()}
    return RowCells(origin.file, origin.sheet, number, cells)
