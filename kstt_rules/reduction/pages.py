"""What was submitted as pages whose rows and cells can be left out or changed, and pages as sheets to be read."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.free_name import free_name
from kstt_rules.intake.files.cells import Cell, Content, Merge, Sheet
from kstt_rules.intake.files.grid import Grid

_LONGEST_NAME = 31  # of a sheet, where a workbook is written


class Place(NamedTuple):
    """A cell: the number of its page, its row (1-based) and its column (0-based)."""

    page: int
    row: int
    column: int


@dataclass(frozen=True)
class Page:
    """One sheet: its cells by row (1-based) and column (0-based), without what is empty."""

    name: str
    cells: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    previous: bool = False
    """It belongs to the earlier roster that the dossier is compared with."""


Pages = tuple[Page, ...]


def pages_of(contents: Iterable[Content], earlier: Iterable[Content] = ()) -> Pages:
    """Return the sheets of all files as those of one workbook, and those of the earlier roster as those of another."""
    found: list[Page] = []
    for previous, files in ((False, contents), (True, earlier)):
        taken: list[str] = []
        for sheet in (sheet for content in files for sheet in content.sheets):
            taken.append(free_name(sheet.name, taken, longest=_LONGEST_NAME))
            found.append(_page(sheet, taken[-1], previous=previous))
    return tuple(found)


def _page(sheet: Sheet, name: str, *, previous: bool) -> Page:
    rows = zip(sheet.numbers, sheet.rows, strict=True)
    cells = {number: {at: cell for at, cell in enumerate(row) if cell is not None} for number, row in rows}
    merges = tuple(merge for group in sheet.merges.values() for merge in group)
    return Page(name, cells, merges, sheet.hidden, previous)


def sheets_of(pages: Iterable[Page]) -> tuple[Sheet, ...]:
    """Return pages as sheets that were read."""
    return tuple(_sheet(page) for page in pages if page.cells)


def _sheet(page: Page) -> Sheet:
    numbers = sorted(number for number, row in page.cells.items() if row)
    rows = [[page.cells[number].get(at) for at in range(max(page.cells[number]) + 1)] for number in numbers]
    merges: dict[int, list[Merge]] = {}
    for merge in page.merges:
        merges.setdefault(merge.row, []).append(merge)
    return Sheet(page.name, numbers, Grid.of(rows), page.hidden, merges=merges)


def rows_in(pages: Pages) -> list[tuple[int, int]]:
    """Return all rows, each as the number of its page and its own."""
    return [(at, row) for at, page in enumerate(pages) for row in page.cells]


def columns_in(pages: Pages) -> list[tuple[int, int]]:
    """Return all columns that hold anything, each as the number of its page and its own."""
    return [(at, column) for at, page in enumerate(pages) for column in sorted({*_columns(page)})]


def places_in(pages: Pages) -> list[Place]:
    """Return the places of all cells that hold anything."""
    return [Place(at, row, column) for at, page in enumerate(pages) for row in page.cells for column in page.cells[row]]


def with_rows(pages: Pages, rows: AbstractSet[tuple[int, int]]) -> Pages:
    """Return the pages with only some of their rows."""
    return _kept(pages, lambda place: (place.page, place.row) in rows)


def with_columns(pages: Pages, columns: AbstractSet[tuple[int, int]]) -> Pages:
    """Return the pages with only some of their columns."""
    return _kept(pages, lambda place: (place.page, place.column) in columns)


def with_cells(pages: Pages, places: AbstractSet[Place]) -> Pages:
    """Return the pages with only some of their cells."""
    return _kept(pages, places.__contains__)


def changed(pages: Pages, cells: Mapping[Place, Cell]) -> Pages:
    """Return the pages with other values in some cells."""
    return tuple(
        replace(
            page,
            cells={
                row: {column: cells.get(Place(at, row, column), cell) for column, cell in own.items()}
                for row, own in page.cells.items()
            },
        )
        for at, page in enumerate(pages)
    )


def packed(pages: Pages) -> Pages:
    """Return the pages that hold anything without empty rows and columns, merged cells and hidden sheets."""
    return tuple(_packed(page) for page in pages if page.cells)


def _packed(page: Page) -> Page:
    places = {column: at for at, column in enumerate(sorted({*_columns(page)}))}
    rows = {
        number: {places[column]: cell for column, cell in page.cells[row].items()}
        for number, row in enumerate(sorted(page.cells), start=1)
    }
    return replace(page, cells=rows, merges=(), hidden=False)


def _columns(page: Page) -> Iterable[int]:
    return (column for row in page.cells.values() for column in row)


def _kept(pages: Pages, keep: Callable[[Place], bool]) -> Pages:
    """Return the pages with the cells that are kept; a merge goes with its first cell, a row with its last."""
    return tuple(_page_kept(at, page, keep) for at, page in enumerate(pages))


def _page_kept(at: int, page: Page, keep: Callable[[Place], bool]) -> Page:
    rows = {
        row: {column: cell for column, cell in cells.items() if keep(Place(at, row, column))}
        for row, cells in page.cells.items()
    }
    cells = {row: own for row, own in rows.items() if own}
    merges = tuple(merge for merge in page.merges if merge.column in cells.get(merge.row, ()))
    return replace(page, cells=cells, merges=merges)
