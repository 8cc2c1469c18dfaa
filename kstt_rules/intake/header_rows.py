"""Which rows of a sheet head a table, of one level or several, which dataset it is, and which column is which field."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kstt_rules.intake.folding import clean, fold
from kstt_rules.intake.headers import NUMBERING, UNREAD, Headers, Labels, Match, shown
from kstt_rules.intake.reader import Cell, Sheet
from kstt_rules.intake.reader_child import MARK
from kstt_rules.intake.values import text
from kstt_rules.report_calendar import Period, PeriodError
from kstt_rules.vocabulary import Entity

_SEARCHED_ROWS: Final = 30
_SEARCHED_COLUMNS: Final = 200
_FIELDS_TO_KNOW: Final = 3
_MOST_LEVELS: Final = 3
_YEARLESS = re.compile(r"(?:(?:quy|q) ?(?P<quarter>[1-4]|iv|i{1,3})|(?:ca )?nam)")
_WIDE_VALUES: Final = {"report": "sent_on"}
"""The field of a form with a column a period that stands in the column itself."""


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column that holds one field of the rows of one period, as the header names the period."""

    column: int
    period: str
    field: str


@dataclass(frozen=True, slots=True)
class Header:
    """Rows of a sheet (the index of the first, and how many) that head a dataset.

    ``columns`` are those of its fields, ``matches`` says why; ``combined`` are the columns of several fields, ``wide``
    those of a form with columns for periods, ``unknown`` the headers that name no field, ``rivals`` the columns that
    claim a field that another column has with equal right. ``missing`` are the fields that this dataset cannot be
    without.
    """

    entity: str
    index: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    missing: tuple[str, ...]
    depth: int = 1
    labels: Mapping[int, Labels] = field(default_factory=dict)
    matches: Mapping[int, Match] = field(default_factory=dict)
    combined: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    wide: tuple[WideColumn, ...] = ()
    rivals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """The index of the first row below."""
        return self.index + self.depth

    @property
    def numbering(self) -> int | None:
        """The column of running numbers, if there is one."""
        return next((column for column, labels in self.labels.items() if fold(labels[-1]) in NUMBERING), None)

    @property
    def held(self) -> frozenset[str]:
        """The fields that some column holds."""
        combined = (name for names in self.combined.values() for name in names)
        return frozenset((*self.columns, *combined, *(item.field for item in self.wide)))


def find_header(sheet: Sheet, file: str, headers: Headers) -> Header | tuple[str, ...]:
    """Find the header among the first rows and the dataset that it heads.

    A sheet that bears a dataset's name is that dataset where it has a header for it; any other sheet is the dataset
    that most of its headers belong to, at least three, and of equals the one that the file's name or the
    rows above name at greatest length. Returns the entities that fit equally, none or several, where that does
    not decide.
    """
    named = headers.sheets.get(fold(sheet.name))
    rows = range(min(len(sheet.rows), _SEARCHED_ROWS))
    found = [*_candidates(sheet, rows, [named], headers, least=1)] if named else []
    if not found:
        found = [*_candidates(sheet, rows, headers.entities, headers, least=_FIELDS_TO_KNOW)]
    best = greatest(found, strength)
    if len({header.entity for header in best}) > 1:
        best = greatest(best, lambda header: _named_length(header, sheet, file, headers))
    entities = tuple(sorted({header.entity for header in best}))
    return completed(best[0], headers) if len(entities) == 1 else entities


def find_headers(sheet: Sheet, file: str, headers: Headers) -> list[Header] | tuple[str, ...]:
    """Find the headers of all tables on a sheet from top to bottom; what ``find_header`` returns where it finds none."""
    first = find_header(sheet, file, headers)
    if isinstance(first, tuple):
        return first
    others = [index for index, row in enumerate(sheet.rows) if index != first.index and not _is_known(row, headers)]
    found = [first]
    for header in _others(sheet, file, first, others, headers):
        if all(header.end <= other.index or other.end <= header.index for other in found):
            found.append(header)
    return sorted(found, key=lambda header: header.index)


def _is_known(row: Sequence[Cell], headers: Headers) -> bool:
    return headers.known.isdisjoint(row)


def _others(
    sheet: Sheet, file: str, first: Header, indexes: Iterable[int], headers: Headers
) -> Iterator[Header]:
    """Yield the headers at some rows: with the same texts as the first, or the surest dataset of at least three."""
    for index in indexes:
        if _row_labels(sheet, index) == _row_labels(sheet, first.index):
            yield replace(first, index=index)
            continue
        best = greatest([*_candidates(sheet, [index], headers.entities, headers, least=_FIELDS_TO_KNOW)], strength)
        if len({header.entity for header in best}) > 1:
            best = greatest(best, lambda header: _named_length(header, sheet, "", headers, above=8))
            best = [header for header in best if header.entity == first.entity] or best
        if best and not best[0].missing or len({header.entity for header in best}) == 1:
            yield completed(best[0], headers)


def greatest(found: Sequence[Header], measure: Callable[[Header], Any]) -> list[Header]:
    """Return the headers with the greatest measure."""
    most = max(map(measure, found), default=None)
    return [header for header in found if measure(header) == most]


def strength(header: Header) -> tuple[int, int]:
    """Measure how surely a header heads its dataset: by its fields, then by those that it lacks."""
    combined = sum(map(len, header.combined.values()))
    return len(header.columns) + combined + 2 * bool(header.wide), -len(header.missing)


def _candidates(
    sheet: Sheet, indexes: Iterable[int], entities: Iterable[str], headers: Headers, *, least: int
) -> Iterator[Header]:
    entities = list(entities)
    for index in indexes:
        for depth, labels in _label_levels(sheet, index, headers):
            for entity in entities:
                header = mapped(entity, index, depth, labels, headers)
                if strength(header)[0] >= least:
                    yield header


def _row_labels(sheet: Sheet, index: int) -> list[tuple[int, str]]:
    row = sheet.rows[index][:_SEARCHED_COLUMNS]
    return [(column, fold(cell)) for column, cell in enumerate(row) if isinstance(cell, str)]


def _label_levels(sheet: Sheet, index: int, headers: Headers) -> Iterator[tuple[int, dict[int, Labels]]]:
    """Yield the headers that a row may be of one, two or three levels; merged cells that span rows tell how many."""
    proven = _merged_depth(sheet, index)
    for depth in [proven] if proven > 1 else range(1, _MOST_LEVELS + 1):
        labels = labels_at(sheet, index, depth)
        if labels is None or (depth == 1 and not _any_known(labels, headers)):
            return
        yield depth, labels


def _any_known(labels: Mapping[int, Labels], headers: Headers) -> bool:
    return any(
        folded in headers.folded or _BEFORE_BRACKET.sub("", folded) in headers.folded or " " in folded
        for folded in (fold(texts[-1]) for texts in labels.values())
    )


_BEFORE_BRACKET = re.compile(r"$^")


def _merged_depth(sheet: Sheet, index: int) -> int:
    number = sheet.numbers[index]
    spans = [merge.last_row - merge.row + 1 for merge in sheet.merges if merge.row == number]
    depth = max(spans, default=1)
    return depth if depth <= _MOST_LEVELS else 1


def labels_at(sheet: Sheet, index: int, depth: int) -> dict[int, Labels] | None:
    """Return the texts above each column in some rows; None where these rows cannot be one header together.

    A text spans the cells that it is merged over, or, in rows without merged cells, the empty cells to its right. In
    lower rows there is text only under a text that spans several columns.
    """
    if index + depth > len(sheet.rows):
        return None
    first = sheet.numbers[index]
    merges = {
        (merge.row, merge.column): merge.last_column + 1
        for merge in sheet.merges
        if first <= merge.row < first + depth
    }
    spans: dict[int, tuple[int, Labels]] = dict.fromkeys(range(_SEARCHED_COLUMNS), (_SEARCHED_COLUMNS, ()))
    labels: dict[int, Labels] = {}
    for level in range(depth):
        if sheet.numbers[index + level] != first + level:
            return None
        texts = _texts(sheet.rows[index + level])
        if texts is None and level:
            return None
        below = _narrowed(texts or {}, spans, merges, first + level, is_merged=bool(merges))
        if below is None:
            return None
        labels |= {column: below[column][1] for column in texts or {}}
        spans = below
    return labels


def _texts(row: Sequence[Cell]) -> dict[int, str] | None:
    """Return the texts of a row by column; None where it holds anything else."""
    cells = {column: cell for column, cell in enumerate(row[:_SEARCHED_COLUMNS]) if cell is not None}
    texts = {
        column: clean(cell) for column, cell in cells.items() if isinstance(cell, str) and not cell.startswith(MARK)
    }
    texts = {column: found for column, found in texts.items() if fold(found)}
    return texts if len(texts) == len(cells) else None
