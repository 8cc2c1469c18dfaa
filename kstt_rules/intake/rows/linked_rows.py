"""Datasets whose rows name units of the register; after an edit only the rows that differ are read and linked again."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, Final

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.columns import CellColumn, Rows, blank_column
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.rows.linking import link
from kstt_rules.intake.rows.meanings import take_units_meant
from kstt_rules.intake.rows.people import free_attributes, settle_names, tells_namesakes_apart
from kstt_rules.intake.rows.raw_table import RawTable, raw_table_of, require, stacked_raw_tables
from kstt_rules.intake.rows.several_units import one_row_a_unit
from kstt_rules.intake.rows.swapped_days import doubt_swapped_days
from kstt_rules.intake.rows.unread_rows import unread_rows
from kstt_rules.intake.units.register import Register
from kstt_rules.model.dossier import UnreadRow
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import UNIT, Vocabulary

_FEW: Final = 8
"""As many rows are read apart: of more, their tables are."""

Given = tuple[str, Sequence[SheetTable], Vocabulary, Register, Sequence[TextMeaning]]
"""What rows are linked by: a dataset, its tables, the vocabulary, the register, and what texts are said to mean."""


@dataclass(frozen=True)
class LinkedRows:
    """A dataset whose rows name units of the register, how many rows more it is read as by file, and what is unread.

    ``noted`` are the unread rows, each behind its place among the rows.
    """

    raw: RawTable
    added: Counter[str]
    noted: tuple[tuple[int, UnreadRow], ...]

    @property
    def unread(self) -> tuple[UnreadRow, ...]:
        """The rows of which it is not known what they say, in the order of all rows."""
        return tuple(row for _, row in self.noted)


def linked_rows(
    name: str,
    tables: Sequence[SheetTable],
    vocabulary: Vocabulary,
    register: Register,
    meanings: Sequence[TextMeaning],
    memo: Memo,
) -> LinkedRows:
    """Stack the tables of a dataset and link their rows to units."""
    tables = doubt_swapped_days(tables, vocabulary.entity(name), vocabulary, memo)
    return memo.mended(("linked", name), _linked, _mended, name, tables, vocabulary, register, meanings)


def raw_rows(
    name: str,
    tables: Sequence[SheetTable],
    vocabulary: Vocabulary,
    meanings: Sequence[TextMeaning],
    fields: Iterable[str] = (),
) -> RawTable:
    """Return the rows of a dataset as they lie in its tables, in which days are doubted already.

    ``fields`` have a column too, though none of these tables has it.
    """
    raw = raw_table_of(name, tables, vocabulary, fields)
    settle_names(raw, vocabulary.entity(name))
    take_units_meant(raw, vocabulary.entity(name), meanings)
    return raw


def linked_to(raw: RawTable, vocabulary: Vocabulary, register: Register, meanings: Sequence[TextMeaning]) -> LinkedRows:
    """Link the rows of a raw table to units."""
    raw, added = one_row_a_unit(raw, vocabulary.entity(raw.entity), register)
    complete(raw, register, vocabulary, meanings)
    return LinkedRows(raw, added, noted_rows(raw, vocabulary))


def complete(raw: RawTable, register: Register, vocabulary: Vocabulary, meanings: Sequence[TextMeaning] = ()) -> None:
    """Link the rows of a raw table to units, and note what they lack."""
    if raw.entity != UNIT:
        link(raw, register, vocabulary, meanings)
    require(raw, vocabulary.entity(raw.entity))
    free_attributes(raw, vocabulary.entity(raw.entity))


def noted_rows(raw: RawTable, vocabulary: Vocabulary) -> tuple[tuple[int, UnreadRow], ...]:
    """Return the rows of which it is not known what they say, each behind its place, in their order."""
    return tuple(sorted(unread_rows(raw, vocabulary), key=itemgetter(0)))


def _linked(
    name: str,
    tables: Sequence[SheetTable],
    vocabulary: Vocabulary,
    register: Register,
    meanings: Sequence[TextMeaning],
) -> LinkedRows:
    return linked_to(raw_rows(name, tables, vocabulary, meanings), vocabulary, register, meanings)


def _mended(
    given: Given,
    before: LinkedRows,
    name: str,
    tables: Sequence[SheetTable],
    vocabulary: Vocabulary,
    register: Register,
    meanings: Sequence[TextMeaning],
) -> LinkedRows | None:
    """Link only the rows or tables that differ, for each row is read and linked by itself; None where all must be."""
    if given[3] is not register or given[4] != meanings or before.added or tells_namesakes_apart(before.raw):
        return None
    fields = {field for table in tables for field in table.columns}

    def linked(some: Sequence[SheetTable]) -> LinkedRows | None:
        part = linked_to(raw_rows(name, some, vocabulary, meanings, fields), vocabulary, register, meanings)
        return None if part.added or tells_namesakes_apart(part.raw) else part

    mended = _of_rows(given[1], before, tables, linked) if len(given[1]) == len(tables) else None
    if mended is not None:
        return mended
    is_like = fields == {field for table in given[1] for field in table.columns}
    return _of_tables(given[1], before, tables, linked) if is_like else None


def _of_rows(
    was: Sequence[SheetTable],
    before: LinkedRows,
    tables: Sequence[SheetTable],
    linked: Callable[[Sequence[SheetTable]], LinkedRows | None],
) -> LinkedRows | None:
    """Link only the rows that differ; None where they are none or many, or more than rows differ."""
    differing = _differing(was, tables)
    if differing is None:
        return None
    rows, parts = differing
    part = linked(parts) if 0 < len(rows) <= _FEW else None
    if part is None:
        return None
    raw = _with_rows(before.raw, rows, part.raw)
    if raw is None:
        return None
    places = rows.tolist()
    stays = (item for item in before.noted if item[0] not in places)
    noted = sorted([*stays, *((places[row], item) for row, item in part.noted)], key=itemgetter(0))
    return LinkedRows(raw, before.added, tuple(noted))


def _of_tables(
    was: Sequence[SheetTable],
    before: LinkedRows,
    tables: Sequence[SheetTable],
    linked: Callable[[Sequence[SheetTable]], LinkedRows | None],
) -> LinkedRows | None:
    """Link only the tables that have come; None where these, or those that are gone, say more than their own rows."""
    if not all(table.numbers for table in (*was, *tables)):
        return None
    ends = pairwise(np.cumsum([0, *(len(table.numbers) for table in was)]).tolist())
    places = {id(table): np.arange(*own) for table, own in zip(was, ends, strict=True)}
    pieces: list[LinkedRows] = []
    for is_known, some in groupby(tables, lambda table: id(table) in places):
        if is_known:
            rows = np.concatenate([places[id(table)] for table in some])
            at = {row: place for place, row in enumerate(rows.tolist())}
            noted = tuple((at[row], item) for row, item in before.noted if row in at)
            pieces.append(LinkedRows(before.raw.take(rows), before.added, noted))
        elif (piece := linked([*some])) is None:
            return None
        else:
            pieces.append(piece)
    raws = [piece.raw for piece in pieces]
    are_like = all(raw.columns.keys() == before.raw.columns.keys() for raw in raws)
    if not raws or not are_like or any(raw.cells.keys() != before.raw.cells.keys() for raw in raws):
        return None
    firsts = np.cumsum([0, *map(len, raws)]).tolist()
    found = ((first + row, item) for first, piece in zip(firsts, pieces, strict=False) for row, item in piece.noted)
    raw = raws[0] if len(raws) == 1 else stacked_raw_tables(raws, [*before.raw.columns])
    return LinkedRows(raw, before.added, tuple(sorted(found, key=itemgetter(0))))


def _differing(before: Sequence[SheetTable], now: Sequence[SheetTable]) -> tuple[Rows, list[SheetTable]] | None:
    """Return the places of the rows that differ, and these rows of their tables; None where more than rows differ."""
    rows, parts, start = [], [], 0
    for one, other in zip(before, now, strict=True):
        if one is not other:
            own = one.rows_unlike(other)
            if own is None:
                return None
            if len(own):
                rows.append(own + start)
                parts.append(other.take(own))
        start += len(other.numbers)
    return np.concatenate([np.zeros(0, dtype=np.intp), *rows]), parts


def _with_rows(raw: RawTable, rows: Rows, part: RawTable) -> RawTable | None:
    """Return a raw table with other rows in the place of some; None where these have other columns."""
    is_like = raw.columns.keys() == part.columns.keys() and raw.cells.keys() == part.cells.keys()
    if not is_like or raw.absent.keys() != part.absent.keys():
        return None
    places = rows.tolist()
    return replace(
        raw,
        columns={name: _with_cells(column, places, part.columns[name]) for name, column in raw.columns.items()},
        cells={name: _with_cells(column, places, part.cells[name]) for name, column in raw.cells.items()},
        absent={name: _with_marks(marks, rows, part.absent[name]) for name, marks in raw.absent.items()},
        moved=_with_noted(raw.moved, places, part.moved),
        units=_with_column(raw.units, places, part.units, len(raw)),
        faults=_with_of_rows(raw.faults, places, part.faults),
        notices=_with_of_rows(raw.notices, places, part.notices),
        left_out=_with_of_rows(raw.left_out, places, part.left_out),
        unread=_with_column(raw.unread, places, part.unread, len(raw)),
        around=_with_column(raw.around, places, part.around, len(raw)),
        unclear=_with_noted(raw.unclear, places, part.unclear),
    )


def _with_cells(column: CellColumn, rows: Sequence[int], part: CellColumn) -> CellColumn:
    return column.with_cells(dict(zip(rows, part.cells(), strict=True)))


def _with_column(
    column: CellColumn | None, rows: Sequence[int], part: CellColumn | None, length: int
) -> CellColumn | None:
    if column is None and part is None:
        return None
    return _with_cells(column or blank_column(length), rows, part or blank_column(len(rows)))


def _with_marks(marks: np.ndarray, rows: Rows, part: np.ndarray) -> np.ndarray:
    if np.array_equal(marks[rows], part):
        return marks
    changed = marks.copy()
    changed[rows] = part
    return changed


def _with_noted(
    noted: Mapping[tuple[int, str], Any], rows: Sequence[int], part: Mapping[tuple[int, str], Any]
) -> dict[tuple[int, str], Any]:
    stays = {key: item for key, item in noted.items() if key[0] not in rows}
    return stays | {(rows[row], name): item for (row, name), item in part.items()}


def _with_of_rows(found: Mapping[int, Any], rows: Sequence[int], part: Mapping[int, Any]) -> dict[int, Any]:
    return {row: item for row, item in found.items() if row not in rows} | {rows[at]: item for at, item in part.items()}
