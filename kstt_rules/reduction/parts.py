"""Cells that list several things, such as the communes of a decision, with some of the things left out."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from kstt_rules.intake.files.cells import MARK
from kstt_rules.reduction.pages import Pages, Place, changed

_SEPARATOR: Final = re.compile(r"([,;\n]\s*)")


class PartOfCell(NamedTuple):
    """A thing of several in a cell, by its number."""

    place: Place
    number: int


def parts_in(pages: Pages) -> list[PartOfCell]:
    """Return the things in all cells that list several."""
    return [PartOfCell(place, number) for place, things in _lists(pages) for number in range(len(things))]


def with_parts(pages: Pages, parts: AbstractSet[PartOfCell]) -> Pages:
    """Return the pages with only some of the things in such cells; a cell keeps one at least."""
    texts = {}
    for place, things in _lists(pages):
        kept = [thing for number, thing in enumerate(things) if PartOfCell(place, number) in parts] or things[:1]
        texts[place] = "".join(kept).rstrip(",; \n")
    return changed(pages, texts)


def _lists(pages: Pages) -> Iterator[tuple[Place, list[str]]]:
    """Yield the things of each list, with the sign behind them."""
    for at, page in enumerate(pages):
        for row, cells in page.cells.items():
            for column, cell in cells.items():
                if isinstance(cell, str) and not cell.startswith(MARK) and _SEPARATOR.search(cell):
                    pieces = [*_SEPARATOR.split(cell), ""]
                    yield Place(at, row, column), [a + b for a, b in zip(pieces[::2], pieces[1::2], strict=True)]
