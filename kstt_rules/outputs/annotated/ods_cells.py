"""The cells of a table of an .ods, where one element may stand for many alike: found, and parted where one is meant.

odfdo makes an object of every row that it is asked for, which takes too long in a large table; so tables are walked
as the tree that odfdo keeps.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, Final

from odfdo import Element

from kstt_rules.base.cell_address import Place

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _CELL, _COVERED = f"{_TABLE}table-row", f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_ROWS_ALIKE: Final = f"{_TABLE}number-rows-repeated"
_CELLS_ALIKE: Final = f"{_TABLE}number-columns-repeated"
_ROWS_SPANNED: Final = f"{_TABLE}number-rows-spanned"
_COLUMNS_SPANNED: Final = f"{_TABLE}number-columns-spanned"
_STYLE: Final = f"{_TABLE}default-cell-style-name"


def first_text(table: Any) -> str:
    """Return the text of the first cell."""
    for cell in _tree(table).iter(_CELL, _COVERED):
        return "".join(cell.itertext())
    return ""


def merged_ranges(table: Any) -> Iterator[tuple[Place, Place]]:
    """Yield the first and the last cell of what is merged."""
    number = 1
    for row in _tree(table).iter(_ROW):
        column = 0
        for cell in row.iterchildren(_CELL, _COVERED):
            down, across = _count(cell, _ROWS_SPANNED), _count(cell, _COLUMNS_SPANNED)
            if down * across > 1:
                yield Place(number, column), Place(number + down - 1, column + across - 1)
            column += _count(cell, _CELLS_ALIKE)
        number += _count(row, _ROWS_ALIKE)


def single_cells(table: Any, places: Iterable[Place]) -> Iterator[tuple[Place, Any, str | None]]:
    """Yield places, in their order on the sheet, with their cell and the style it has if it names none itself.

    The cell stands for no others any more.
    """
    for place, cell, style in single_elements(_tree(table), places):
        yield place, Element.from_tag(cell), style


def single_elements(tree: Any, places: Iterable[Place]) -> Iterator[tuple[Place, Any, str | None]]:
    """Do as ``single_cells``, of a table and cells that are elements of lxml."""
    columns: dict[int, list[int]] = {}
    for place in sorted(places):
        columns.setdefault(place.row, []).append(place.column + 1)
    styles = _column_styles(tree)
    for number, row in _single(tree, [*tree.iter(_ROW)], [*columns], _ROWS_ALIKE, _ROW):
        for column, cell in _single(row, [*row.iterchildren(_CELL, _COVERED)], columns[number], _CELLS_ALIKE, _CELL):
            place = Place(number, column - 1)
            inherited = next((style for last, style in styles if place.column < last), None)
            yield place, cell, row.get(_STYLE) or inherited


def _column_styles(tree: Any) -> list[tuple[int, str | None]]:
    """Return the styles of columns, each with the column behind the last that has it."""
    at, styles = 0, []
    for element in tree.iter(f"{_TABLE}table-column"):
        at += _count(element, _CELLS_ALIKE)
        styles.append((at, element.get(_STYLE)))
    return styles


def _single(home: Any, elements: Iterable[Any], wanted: list[int], alike: str, tag: str) -> Iterator[tuple[int, Any]]:
    """Yield the elements at 1-based places, in rising order, parted from those that they stand for with.

    Missing ones are added behind the last.
    """
    waiting, last = wanted[::-1], 0
    for element in elements:
        rest, count = element, _count(element, alike)
        while waiting and waiting[-1] <= last + count:
            before = waiting[-1] - last - 1
            single, rest, count = rest, _parted(rest, before, count - before - 1, alike), count - before - 1
            last = waiting.pop()
            yield last, single
        last += count
    while waiting:
        if gap := waiting[-1] - last - 1:
            home.append(_repeated(home.makeelement(tag), gap, alike))
        last = waiting.pop()
        home.append(home.makeelement(tag))
        yield last, home[-1]


def _parted(element: Any, before: int, behind: int, alike: str) -> Any:
    """Let an element stand for one only, with copies for those before and behind it; return the one behind."""
    rest = _repeated(deepcopy(element), behind, alike) if behind else None
    if before:
        element.addprevious(_repeated(deepcopy(element), before, alike))
    if rest is not None:
        element.addnext(rest)
    _repeated(element, 1, alike)
    return rest


def _repeated(element: Any, count: int, alike: str) -> Any:
    if count > 1:
        element.set(alike, str(count))
    else:
        element.attrib.pop(alike, None)
    return element


def _count(element: Any, name: str) -> int:
    value = element.get(name)
    return max(int(value), 1) if value else 1


def _tree(table: Any) -> Any:
    return table._xml_element  # noqa: SLF001 - odfdo has no other way to it
