"""Rows of a text that have more fields than those above, or break off: their cells may stand in other columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

Doubts = dict[str, list[int]]
"""The numbers of rows in a file of text by what is odd about them, as one word."""
_MOST_LONG_ROWS: Final = 1_000


def unlike_others(rows: Iterable[list[Any]], width: int, doubts: Doubts, *, is_ended: bool) -> Iterator[list[Any]]:
    """Yield rows, those that are unlike others with cells that are unsure; ``width`` is how many fields most have.

    One that is followed by a row as long is not: there another table begins. ``is_ended`` tells whether the last row
    has an end.
    """
    most = 0
    long_rows = doubts.setdefault("long_row", [])
    for number, (row, below) in enumerate(pairwise(_followed(rows)), start=1):
        if len(row) > most >= width > 1 and len(below) <= most and any(row[most:]) and len(long_rows) < _MOST_LONG_ROWS:
            long_rows.append(number)
            yield unsure(row)
            continue
        most = max(most, len(row))
        if below is _END and not is_ended and 0 < len(row) < width <= most:
            doubts["cut_row"] = [number]
            yield [*row[:-1], *unsure(row[-1:])]
        else:
            yield row


_END: Final[list[Any]] = []


def _followed(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    yield from rows
    yield _END


def unsure(fields: Sequence[Any]) -> list[Any]:
    """Return fields as cells of which nobody can say what they are, those that are empty as they are."""
    return [("U", field) if isinstance(field, str) and field else field for field in fields]
