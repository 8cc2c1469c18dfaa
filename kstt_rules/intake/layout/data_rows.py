"""Which rows below a header are rows of its dataset, and what the rows between them are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, fields

import numpy as np

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import MARK, Cell, Sheet
from kstt_rules.intake.files.columns import Mask, Rows
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.headings import Group, Headings
from kstt_rules.intake.layout.row_kinds import (
    RowKinds,
    are_marked_numbers,
    is_furniture,
    is_motto,
    is_note,
    is_strong_number,
    numbers_columns,
    unnumbered,
)
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.model.vocabulary import Entity

_FULL = 3
_NUMBERING_ROWS = 2
_MOST_SIGNED = 25


@dataclass(frozen=True, slots=True)
class RowLooks:
    """What each row below a header looks like by its own cells: how many are filled, and the kinds that they show.

    ``plain`` are the rows that are data wherever they stand, but below a signature.
    """

    filled: Rows
    totals: Mask
    letterheads: Mask
    signatures: Mask
    plain: Mask

    @classmethod
    def of(cls, grid: Grid, header: Header) -> "RowLooks":
        """Look at each distinct cell of a column once, for all rows that hold it."""
        kinds = RowKinds.of(grid)
        plain = (grid.filled >= _FULL) & grid.holding(header.filled_columns) & ~kinds.any
        if (numbering := header.numbering) is not None:
            others = [held for at, held in enumerate(kinds.texts) if at != numbering]
            plain &= ~grid.column(numbering).where(_is_heading) | np.logical_or.reduce(others)
        return cls(grid.filled, kinds.totals, kinds.letterheads, kinds.signatures, plain)

    def with_rows(self, places: Sequence[int], part: "RowLooks") -> "RowLooks":
        """Return the same with what other rows look like in some places."""
        pairs = [(getattr(self, item.name).copy(), getattr(part, item.name)) for item in fields(self)]
        for own, other in pairs:
            own[places] = other
        return RowLooks(*(own for own, _ in pairs))


@dataclass
class DataRows:
    """The indexes of the rows of a dataset, the group from each place among them on, and the other rows by kind.

    ``doubtful`` are rows that may be data or a heading, ``looks`` what all of them look like.
    """

    kept: list[int] = field(default_factory=list)
    groups: list[tuple[int, Group]] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    doubtful: list[int] = field(default_factory=list)
    looks: RowLooks | None = field(default=None, compare=False)


def data_rows(
    sheet: Sheet,
    header: Header,
    rows: Sequence[int],
    entity: Entity,
    headings: Headings,
    looks: RowLooks | None = None,
) -> DataRows:
    """Tell the rows of a dataset from the headings, totals, notes and signatures among and below them.

    A row is data unless it shows that it is not: what may be data and cannot be understood is a doubtful row. Where it
    is known what they look like, only others are looked at.
    """
    looks = looks or RowLooks.of(Grid.of(sheet.rows).take(rows), header)
    return _Walk(sheet, header, rows, entity, headings, looks).walk()


class _Walk:
    """Goes down the rows; ``places`` are those among them, ``index`` a row's place on the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        rows: Sequence[int],
        entity: Entity,
        headings: Headings,
        looks: RowLooks,
    ) -> None:
        self._rows = rows
        self._sheet = sheet
        self._grid = Grid.of(sheet.rows)
        self._header = header
        self._headings = headings
        self._columns = header.filled_columns
        self._numbering = header.numbering
        required = (name for name, item in entity.fields.items() if item.required and name in header.columns)
        self._needed = tuple(header.columns[name] for name in required)
        telling = {*header.columns}.intersection(header.needed) or {*header.columns}.intersection(entity.key)
        self._telling = frozenset(header.columns[name] for name in telling)
        self._texts = {at for name, at in header.columns.items() if entity.fields[name].type == "text"}
        self._unit = header.columns.get(unit_field(entity) or "")
        self._name = header.columns.get(entity.name or "")
        self._group = Group()
        self._fullest = 0
        self._signature: set[int] | None = None
        self._signed = 0
        self._found = DataRows(looks=looks)
        self._looks = looks
        self._plain = looks.plain.copy()
        self._plain[:_NUMBERING_ROWS] = False

    def walk(self) -> DataRows:
        at = 0
        while at < len(self._rows):
            end = at + self._run(self._plain[at:])
            if end > at:
                self._keep(self._rows[at:end], int(self._looks.filled[at:end].max()))
            else:
                self._sort(self._rows[at], at)
                end += 1
            at = end
        return self._found

    def _run(self, plain: Mask) -> int:
        """Return how many rows, from the first on, need no closer look."""
        if self._signature is not None:
            return 0
        return len(plain) if plain.all() else int(plain.argmin())

    def _keep(self, rows: Sequence[int], filled: int) -> None:
        self._found.kept.extend(rows)
        self._fullest = max(self._fullest, filled)

    def _sort(self, index: int, place: int) -> None:
        row = self._grid[index]
        cells = [(column, cell) for column, cell in enumerate(row) if cell is not None]
        kind = self._kind(index, place, cells)
        if kind is None and self._holds_any(row):
            self._signature = None
            self._keep([index], len(cells))
        elif kind == "unclear":
            self._found.doubtful.append(index)
        else:
            self._found.ignored[kind or "outside"] += 1

    def _kind(self, index: int, place: int, cells: Sequence[tuple[int, Cell]]) -> str | None:
        """Return what a row is that is not data, or None."""
        if place < _NUMBERING_ROWS and not self._found.kept and self._numbers_columns(cells):
            return "numbering"
        if not self._is_surely_data(cells) and (kind := self._furniture(place, cells)):
            return kind
        text = self._only_text(cells)
        return None if text is None else self._single(index, *text)

    def _furniture(self, place: int, cells: Sequence[tuple[int, Cell]]) -> str | None:
        """Return which of the kinds a row is that stand around and below data: letterheads, totals and signatures."""
        if self._signature is not None and not self._is_like_data(cells):
            return self._below_signature([cell for _, cell in cells])
        if self._looks.letterheads[place]:
            self._signature = set(self._columns)
            return "title"
        if self._looks.totals[place] and len(cells) < max(_FULL, self._fullest):
            return "total"
        if self._looks.signatures[place] and len(cells) < max(_FULL + 1, self._fullest):
            self._signature = (self._signature or set()) | {column for column, _ in cells}
            return "signature"
        return None

    def _numbers_columns(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row numbers the columns; plain numbers of which one is the code of a unit are data."""
        values = [cell for _, cell in cells]
        if not numbers_columns(values):
            return False
        units = [cell for column, cell in cells if column == self._unit]
        return are_marked_numbers(values) or not any(self._headings.is_unit(cell) for cell in units)

    def _is_surely_data(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row fills the columns that none may be without, and not with what stands below a table.

        Below a signature the unit must be one that is known, for names stand side by side there too.
        """
        told = {column: cell for column, cell in cells if column in self._telling}
        if not self._telling or len(told) < len(self._telling) or any(is_motto(cell) for _, cell in cells):
            return False
        if any(isinstance(cell, str) and is_furniture(cell) for cell in told.values()):
            return self._is_unit(told) and len(told) > 1
        if self._signature is not None:
            return self._is_unit(told)
        return len(told) > 1 or len(cells) > 1

    def _is_unit(self, cells: Mapping[int, Cell]) -> bool:
        return self._unit is not None and self._headings.is_unit(cells.get(self._unit))

    def _below_signature(self, values: Sequence[Cell]) -> str:
        """Return what a row below signatures is: one of them too, or, with figures or after many rows, maybe data."""
        self._signed += 1
        is_text = all(isinstance(cell, str) and not cell.startswith(MARK) for cell in values)
        return "signature" if is_text and len(values) <= _FULL and self._signed <= _MOST_SIGNED else "unclear"

    def _is_like_data(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        columns = {column for column, _ in cells}
        needed = columns.issuperset(self._needed) and len(columns & set(self._columns)) >= _FULL
        return needed and 2 * len(cells) >= self._fullest and not columns <= (self._signature or set())

    def _only_text(self, cells: Sequence[tuple[int, Cell]]) -> tuple[int, str, bool] | None:
        """Return the column and text of a row with one text beside its number, and whether its number is strong."""
        texts = [(column, cell) for column, cell in cells if column != self._numbering and isinstance(cell, str)]
        number = next((cell for column, cell in cells if column == self._numbering), None)
        if not texts and number is not None and _is_heading(number):
            return cells[0][0], str(number), unnumbered(str(number))[1]
        others = sum(1 for column, _ in cells if column != self._numbering)
        if len(texts) != 1 or others != 1:
            return None
        [(column, text)] = texts
        return column, text, unnumbered(text)[1] or (isinstance(number, str) and is_strong_number(number))

    def _single(self, index: int, column: int, text: str, is_strong: bool) -> str | None:  # noqa: FBT001
        """Return what a row with one text is: a note, a group row, an unknown heading, or data after all."""
        if is_note(text):
            return "note"
        if self._headings.is_register and text.isdecimal() and column == self._header.columns.get("id"):
            return None
        number = self._sheet.numbers[index]
        is_heading = is_strong or column not in self._columns or self._is_wide(number, column)
        group = self._headings.read(text, cell_address(column, number), self._group)
        if group is not None:
            if not is_heading and not self._headings.is_tier(text) and self._is_row_of(index, column):
                return None
            self._enter(group)
            return "group"
        if is_heading:
            self._enter(Group())
            return "heading"
        return self._unknown_text(column, text)

    def _unknown_text(self, column: int, text: str) -> str | None:
        """Return what a text is that stands alone and says nothing known: where rows stand in groups, maybe a heading.

        Then what stands below it may not be of the group above.
        """
        is_capital = text.isupper() and " " in text.strip() and column == self._name
        if self._headings.is_register or column not in self._texts or not (self._group.said or is_capital):
            return None
        if self._group.said:
            self._enter(Group())
        return "unclear"

    def _is_row_of(self, index: int, column: int) -> bool:
        """Tell whether a unit that stands alone in its column is a row of its own, not the group of rows below it."""
        if column == self._name and column != self._unit:
            return column in self._needed and self._headings.is_register
        if column != self._unit:
            return False
        below = self._grid[index + 1] if index + 1 < len(self._grid) else []
        return (column < len(below) and below[column] is not None) or not self._holds_any(below)

    def _is_wide(self, number: int, column: int) -> bool:
        return any(
            merge.column <= column < merge.last_column and merge.row == merge.last_row
            for merge in self._sheet.merges.get(number, ())
        )

    def _enter(self, group: Group) -> None:
        self._group = group
        self._found.groups.append((len(self._found.kept), group))

    def _holds_any(self, row: Sequence[Cell]) -> bool:
        return holds_any(row, self._columns)


def _is_heading(number: Cell) -> bool:
    """Tell whether a cell of running numbers may be the heading of a group: a text beyond a number."""
    return isinstance(number, str) and not number.isdecimal()


def holds_any(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Tell whether a row has a value in one of some columns."""
    return any(column < len(row) and row[column] is not None for column in columns)
