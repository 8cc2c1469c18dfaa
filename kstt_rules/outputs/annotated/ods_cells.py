"""The cells of a table of an .ods, where one element may stand for many alike: found, and parted where one is meant."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from odfdo import Element
from odfdo.element import NEXT_SIBLING, PREV_SIBLING

from kstt_rules.outputs.annotated.addresses import Place

_ROWS: Final = "descendant::table:table-row"
_CELLS: Final = "table:table-cell|table:covered-table-cell"
_COLUMNS: Final = "descendant::table:table-column"
_SPANNING: Final = "table:table-cell[@table:number-columns-spanned or @table:number-rows-spanned]"
_ROWS_ALIKE: Final = "table:number-rows-repeated"
_CELLS_ALIKE: Final = "table:number-columns-repeated"


def merged_ranges(table: Any) -> Iterator[tuple[Place, Place]]:
    """Yield the first and the last cell of what is merged."""
    if not table.get_elements(f"descendant::{_SPANNING}"):
        return
    number = 1
    for row in table.get_elements(_ROWS):
        if row.get_elements(_SPANNING):
            column = 0
            for cell in row.get_elements(_CELLS):
                down = _count(cell, "table:number-rows-spanned")
                across = _count(cell, "table:number-columns-spanned")
                if down * across > 1:
                    yield Place(number, column), Place(number + down - 1, column + across - 1)
                column += _count(cell, _CELLS_ALIKE)
        number += _count(row, _ROWS_ALIKE)


def single_cells(table: Any, places: Iterable[Place]) -> Iterator[tuple[Place, Any, Any]]:
    """Yield places, in their order on the sheet, with their row and cell; these stand for no others any more."""
    by_row: dict[int, list[int]] = {}
    for place in sorted(places):
        by_row.setdefault(place.row, []).append(place.column)
    for number, row in _single(table, table.get_elements(_ROWS), [*by_row], _ROWS_ALIKE, "table:table-row"):
        cells = _single(
            row, row.get_elements(_CELLS), [n + 1 for n in by_row[number]], _CELLS_ALIKE, "table:table-cell"
        )
        for column, cell in cells:
            yield Place(number, column - 1), row, cell


def column_style(table: Any, column: int) -> str | None:
    """Return the style that cells of a column have which name none."""
    at = 0
    for element in table.get_elements(_COLUMNS):
        at += _count(element, _CELLS_ALIKE)
        if column < at:
            style: str | None = element.get_attribute("table:default-cell-style-name")
            return style
    return None


def _single(home: Any, elements: Iterable[Any], wanted: list[int], alike: str, tag: str) -> Iterator[tuple[int, Any]]:
    """Yield the elements at 1-based places, in rising order, parted from those that they stand for with; add missing.

    Missing ones come behind the last.
    """
    waiting = wanted[::-1]
    last = 0
    for element in elements:
        rest, count = element, _count(element, alike)
        while waiting and waiting[-1] <= last + count:
            before = waiting[-1] - last - 1
            behind = count - before - 1
            single, rest = rest, _parted(rest, before, behind, alike)
            last, count = waiting[-1], behind
            yield waiting.pop(), single
        last += count
    while waiting:
        if gap := waiting[-1] - last - 1:
            home.append(_repeated(Element.from_tag(tag), gap, alike))
        home.append(Element.from_tag(tag))
        last = waiting[-1]
        yield waiting.pop(), home.get_elements(tag)[-1]


def _parted(element: Any, before: int, behind: int, alike: str) -> Any:
    """Let an element stand for one only, with copies for those before and behind it; return the one behind."""
    rest = _repeated(element.clone, behind, alike) if behind else None
    if before:
        element.insert(_repeated(element.clone, before, alike), xmlposition=PREV_SIBLING)
    if rest is not None:
        element.insert(rest, xmlposition=NEXT_SIBLING)
    _repeated(element, 1, alike)
    return rest


def _repeated(element: Any, count: int, alike: str) -> Any:
    element.set_attribute(alike, str(count) if count > 1 else None)
    return element


def _count(element: Any, name: str) -> int:
    return max(int(element.get_attribute(name) or 1), 1)
