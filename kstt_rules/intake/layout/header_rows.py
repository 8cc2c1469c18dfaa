"""The texts above each column, in a header of one row or of several with groups of columns."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import MARK, Cell, Sheet
from kstt_rules.intake.layout.headers import Headers, Labels
from kstt_rules.intake.values.parsers import text

_WIDTH: Final = 200
_MOST_LEVELS: Final = 3
_LARGEST_STEP: Final = 2
"""One empty row may stand between rows of a header."""

_Spans = dict[int, tuple[int, Labels]]
"""By column: where the text that spans it ends, and the texts from the outermost to that one."""
_UNSPANNED: Final[tuple[int, Labels]] = (0, ())


def levels(sheet: Sheet, index: int, headers: Headers) -> Iterator[tuple[int, dict[int, Labels]]]:
    """Yield the headers of one, two or three rows that may begin at a row, each as its depth and labels by column.

    Cells merged over several rows prove how many there are.
    """
    if not headers.may_head(sheet.rows[index][:_WIDTH]):
        return
    proven = _merged_depth(sheet, index)
    read: dict[int, dict[int, str]] = {}
    for depth in (proven,) if proven > 1 else range(1, _MOST_LEVELS + 1):
        labels = labels_at(sheet, index, depth, read)
        if labels is None:
            return
        yield depth, labels


def _merged_depth(sheet: Sheet, index: int) -> int:
    merges = sheet.merges.get(sheet.numbers[index], ())
    depth = filled_rows(sheet, index, max((merge.last_row for merge in merges), default=0))
    return depth if depth <= _MOST_LEVELS else 1


def filled_rows(sheet: Sheet, index: int, last: int) -> int:
    """Return how many rows from one on, at least itself, hold anything up to the row of that number."""
    return max(1, bisect_right(sheet.numbers, last) - index)


def labels_at(
    sheet: Sheet, index: int, depth: int, read: dict[int, dict[int, str]] | None = None
) -> dict[int, Labels] | None:
    """Return the texts above each column in some rows; None where these rows cannot be one header together.

    A text spans the cells that it is merged over or, where no cells of these rows are merged, the empty ones to its
    right. Lower rows hold text only, and only under a text that spans several columns. The texts of each row that was
    ``read`` are kept there.
    """
    read = {} if read is None else read
    numbers = sheet.numbers[index : index + depth]
    if len(numbers) < depth or any(below - above > _LARGEST_STEP for above, below in pairwise(numbers)):
        return None
    merged = any(number in sheet.merges for number in numbers)
    rows = sheet.rows[index : index + depth]
    width = min(_WIDTH, 1 + max(map(len, rows)))
    spans: _Spans = {}
    labels: dict[int, Labels] = {}
    for level, (number, row) in enumerate(zip(numbers, rows, strict=True)):
        if level and not all(
            cell is None or (isinstance(cell, str) and _is_spanned(spans, at)) for at, cell in enumerate(row)
        ):
            return None
        if index + level not in read:
            read[index + level] = _texts(row)
        texts = read[index + level]
        if level and len(texts) < len(row) - row.count(None):
            return None
        labels |= {column: (*spans.get(column, _UNSPANNED)[1], label) for column, label in texts.items()}
        if level + 1 < depth:
            ends = {merge.column: merge.last_column + 1 for merge in sheet.merges.get(number, ())} if merged else None
            spans = _narrowed(texts, spans, ends, width)
    return labels


def _is_spanned(spans: _Spans, column: int) -> bool:
    """Tell whether a text that spans several columns stands above a column."""
    if column not in spans:
        return False
    end, above = spans[column]
    return any(spans.get(other) == (end, above) for other in (column - 1, column + 1))


def _narrowed(texts: Mapping[int, str], above: _Spans, ends: Mapping[int, int] | None, width: int) -> _Spans:
    """Return the spans of a row's texts within those above it, to the first column that is empty in all rows."""
    spans = dict(above)
    starts = sorted(texts)
    for column, following in zip(starts, [*starts[1:], width], strict=True):
        limit, outer = above.get(column, (width, ()))
        end = min(limit, following) if ends is None else min(limit, ends.get(column, column + 1))
        spans |= dict.fromkeys(range(column, end), (end, (*outer, texts[column])))
    return spans


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    cells = ((column, cell) for column, cell in enumerate(row[:_WIDTH]) if isinstance(cell, str))
    found = {column: clean(text(cell) or "") for column, cell in cells if not cell.startswith(MARK)}
    return {column: label for column, label in found.items() if fold(label)}
