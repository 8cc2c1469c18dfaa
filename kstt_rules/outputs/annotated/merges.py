"""Merged cells: of what is said of a hidden one, the cell that shows is marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from kstt_rules.base.cell_address import Place


def unmerged(cells: Mapping[Place, list[int]], merges: Iterable[tuple[Place, Place]]) -> dict[Place, list[int]]:
    """Move what is said of cells within merges, given by first and last cell, to the first."""
    wanted: dict[int, list[Place]] = {}
    for place in cells:
        wanted.setdefault(place.row, []).append(place)
    rows = sorted(wanted)
    shown: dict[Place, Place] = {}
    for first, last in merges:
        for row in rows[bisect_left(rows, first.row) : bisect_right(rows, last.row)]:
            shown |= {place: first for place in wanted[row] if first.column <= place.column <= last.column}
    found: dict[Place, list[int]] = {}
    for place, numbers in cells.items():
        found.setdefault(shown.get(place, place), []).extend(numbers)
    return {place: sorted(set(numbers)) for place, numbers in found.items()}
