"""A block becomes a table: which of its rows are data, what titles and names say, and what became of the rest."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Final

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.file_faults import check_rows
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.blocks import Block, Text, title_cells
from kstt_rules.intake.layout.by_period import period_in
from kstt_rules.intake.layout.data_rows import DataRows, RowLooks, data_rows
from kstt_rules.intake.layout.fit import ROWS_LOOKED_AT
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.headings import Group, Headings, Said
from kstt_rules.intake.layout.layouts import BY_NAME
from kstt_rules.intake.layout.proposals import proposals
from kstt_rules.intake.layout.protocol import TakenRows
from kstt_rules.intake.layout.row_kinds import is_letterhead, is_note, unnumbered
from kstt_rules.intake.layout.several_people import one_row_a_person
from kstt_rules.intake.layout.sheet_table import SheetTable, table_of, unheaded_columns
from kstt_rules.intake.layout.surroundings import Around
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import period_field, unit_field
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.vocabulary import ROLE, UNIT_KIND, Entity, Vocabulary

_FEW: Final = 8
"""Rows that are looked at apart; of more, all are."""

WITHOUT_RECORDS: Final = "without_records"
"""The kind of a row that stands for several records and holds none: a unit that lists nobody."""


@dataclass(frozen=True)
class TableLayout:
    """A table taken from a block, with what became of the block's rows.

    ``missing`` are the fields that its dataset cannot be without and that nothing says; ``rivals`` the columns that
    claim one field; ``by_name`` is True where only the name of the sheet or file says the unit. ``proposed`` are the
    fields that columns that were not read may be, ``rows`` the rows of the dataset with all their cells.
    """

    block: Block
    table: SheetTable
    found: DataRows
    rows: Grid
    ignored: Counter[str]
    stated: tuple[tuple[str, Said], ...] = ()
    missing: tuple[str, ...] = ()
    rivals: tuple[int, ...] = ()
    by_name: bool = False
    proposed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The dataset."""
        return self.block.header.entity

    @property
    def is_lost(self) -> bool:
        """Tell whether no row of it can be taken."""
        return bool(self.missing or self.rivals)


@dataclass(frozen=True)
class _Before:
    """A block as it was, the table that it became, and what its rows look like now.

    ``is_first`` is True where one of the first rows differs, by which columns are known.
    """

    block: Block
    laid: TableLayout
    looks: RowLooks
    is_first: bool

    def rows(self, grid: Grid, found: DataRows) -> Grid:
        """Return the rows of the dataset, in the columns as they were where these are the same."""
        if found.kept != self.laid.found.kept:
            return grid.take(found.kept)
        return grid.take_again(found.kept, Grid.of(self.block.sheet.rows), self.laid.rows)


class TableTaker:
    """Turns blocks into tables, with the help of the register of units."""

    def __init__(self, vocabulary: Vocabulary, register: Register | None) -> None:
        self._vocabulary = vocabulary
        self._headers = Headers.of(vocabulary)
        self._titles = Titles.of(vocabulary.choices[ROLE])
        self._finder = UnitFinder(Titles.of(vocabulary.choices[UNIT_KIND]), register)

    def take(self, block: Block, above: Sequence[Text] = ()) -> TableLayout:
        """Turn a block into a table; ``above`` are the titles of the whole sheet.

        Every row of the block is kept, ignored or doubtful.
        """
        return self._taken(block, above, None)

    def take_again(
        self,
        given: "tuple[TableTaker, Block, Sequence[Text]]",
        before: TableLayout,
        taker: "TableTaker",
        block: Block,
        above: Sequence[Text],
    ) -> TableLayout | None:
        """Do as ``take`` does, but look only at the rows that differ; None where more than rows of the table does.

        ``given`` and ``before`` are what a table was taken from before, and that table.
        """
        was, looks = given[1], before.found.looks
        if given[0] is not taker or given[2] != above or looks is None or not block.is_like(was):
            return None
        grid = Grid.of(block.sheet.rows)
        differing = grid.unlike(Grid.of(was.sheet.rows))
        if len(differing) > _FEW or not all(row in block.rows for row in differing):
            return None
        places = [bisect_left(block.rows, row) for row in differing]
        again = looks.with_rows(places, RowLooks.of(grid.take(differing), block.header))
        is_first = any(place < ROWS_LOOKED_AT for place in places)
        return self._taken(block, above, _Before(was, before, again, is_first))

    def _taken(self, block: Block, above: Sequence[Text], before: "_Before | None") -> TableLayout:
        header, sheet = block.header, block.sheet
        entity = self._vocabulary.entity(header.entity)
        proposed = self._proposed(block) if before is None or before.is_first else before.laid.proposed
        headings = Headings(entity, header.held, self._vocabulary, self._finder)
        found = self._rows(block, entity, headings, before)
        grid = Grid.of(sheet.rows)
        rows = grid.take(found.kept) if before is None else before.rows(grid, found)
        stated = self._stated(block, entity, headings, found, above)
        if (unit := unit_field(entity)) is not None and any(fields == (unit,) for fields in proposed.values()):
            stated.pop(unit, None)
        around = self._around(block, above)
        district = cache(partial(self._district, () if headings.is_register or sheet.plain else around))
        plain = table_of(sheet, block.file, header, found, rows, entity, self._finder, stated, district)
        table = BY_NAME[header.layout].records(
            TakenRows(plain, [*rows] if header.spread else (), header, entity, sheet, around)
        )
        table = one_row_a_person(table, entity, self._titles, [item.key for item in header.spread])
        table = table if sheet.plain else replace(table, around=self._spans(block, found, around))
        without = len({*plain.numbers} - {*table.numbers}) if header.spread else 0
        unclear = [at for at in block.unsure if not self._is_title(block, at, headings)]
        found = replace(found, doubtful=[*found.doubtful, *unclear])
        rest = Counter({"title": len(block.titles) - len(unclear), "header": header.depth + block.repeated})
        ignored = +(found.ignored + rest)
        counted = len(found.kept) + len(found.doubtful) + ignored.total()
        check_rows(block.file, sheet.name, read=block.length, counted=counted)
        return TableLayout(
            block,
            table,
            found,
            rows,
            ignored + Counter({WITHOUT_RECORDS: without}),
            self._shown(stated, found.groups),
            tuple(name for name in header.missing if name not in table.columns),
            self._rivals(header, entity, rows),
            any(item.cell is None for item in stated.values()),
            proposed,
        )

    def _proposed(self, block: Block) -> Mapping[int, tuple[str, ...]]:
        """Return what the columns that are not read may be; where one holds units, no title says that of the rows."""
        if block.turned or block.sheet.plain:
            return {}
        header, grid = block.header, Grid.of(block.sheet.rows)
        if not header.unknown and not unheaded_columns(header, grid):
            return {}
        rows = grid.take(block.rows[:ROWS_LOOKED_AT])
        columns = [*header.unknown, *unheaded_columns(header, rows)]
        return proposals(header, columns, rows, self._headers, self._finder.names_in_column)

    def _is_title(self, block: Block, at: int, headings: Headings) -> bool:
        """Tell whether a text that may be a row of the table above names a unit, a tier or a dataset."""
        cells = [cell for cell in block.sheet.rows[at] if isinstance(cell, str)]
        if is_letterhead(cells) or len(cells) != 1:
            return is_letterhead(cells)
        [text] = cells
        says = is_note(text) or headings.is_tier(text) or self._headers.names_dataset(text)
        return says or any(self._finder.within(text))

    @staticmethod
    def _rows(block: Block, entity: Entity, headings: Headings, before: "_Before | None") -> DataRows:
        if not (block.sheet.plain or block.turned):
            looks = None if before is None else before.looks
            return data_rows(block.sheet, block.header, block.rows, entity, headings, looks)
        holding = Grid.of(block.sheet.rows).holding(block.header.filled_columns)
        kept = np.asarray(block.rows, dtype=np.intp)[holding[block.rows]].tolist()
        return DataRows(kept, ignored=Counter({"outside": len(block.rows) - len(kept)}))

    def _stated(
        self, block: Block, entity: Entity, headings: Headings, found: DataRows, above: Sequence[Text]
    ) -> dict[str, Said]:
        """Return what titles, and the names of sheet and file, say of fields that no column holds."""
        if block.sheet.plain:
            return {}
        cells = [*title_cells(block)]
        group = Group()
        for text, cell in cells:
            if headings.is_tier(text) or unnumbered(text)[0] != text.strip():
                group = headings.read(text, cell, group) or group
        stated = {name: item for name, item in group.said.items() if name not in block.header.held}
        unit, period = unit_field(entity), period_field(entity)
        if unit is not None and unit in block.header.missing and not any(unit in item.said for _, item in found.groups):
            told = self._unit(block, cells, above)
            if told is not None:
                stated[unit] = told
        if period in block.header.missing and period is not None and period not in stated:
            for text, cell in _periods(cells)[:1]:
                stated[period] = Said(text, cell)
        return stated

    def _unit(self, block: Block, cells: Sequence[Text], above: Sequence[Text]) -> Said | None:
        """Return the unit that the titles name, else those of the whole sheet, else its name or the file's.

        Titles that name several units name none, and a later table whose title says something else has no unit.
        """
        for titles in (cells, above):
            place = self._finder.told([text for text, _ in titles])
            if place is not None:
                return Said(self._finder.unit_in(titles[place][0]), titles[place][1])
            if any(any(self._finder.within(text)) for text, _ in titles):
                return None
            if not (block.first or all(self._headers.names_dataset(text) for text, _ in titles)):
                return None
        for name in (block.sheet.name, fold(PurePosixPath(block.file).stem)):
            if self._finder.told([name]) is not None:
                return Said(self._finder.unit_in(name), None)
        return None

    def _district(self, around: Sequence[Sequence[str]]) -> str | None:
        """Return the district that the nearest texts around a table name: its titles, those of the sheet, names."""
        texts_of = [*around[:-1], *([*map(fold, file)] for file in around[-1:])]
        found = map(self._finder.district, texts_of)
        return next((district for district in found if district is not None), None)

    @staticmethod
    def _around(block: Block, above: Sequence[Text]) -> list[list[str]]:
        titles = ([text for text, _ in cells] for cells in (title_cells(block), above))
        return [*titles, [block.sheet.name], [PurePosixPath(block.file).stem]]

    @staticmethod
    def _spans(block: Block, found: DataRows, around: Sequence[Sequence[str]]) -> list[tuple[int, Around]]:
        """Return what stands around the rows of a table, from the first of each group on."""
        titles, above, *_ = map(tuple, around)
        whole = replace(Around.of_names(block.file, block.sheet.name), texts=(titles, above))
        spans = [(0, whole)]
        for place, group in found.groups:
            if place < len(found.kept):
                texts = tuple((text,) for text in (group.district, group.tier) if text is not None)
                spans.append((block.sheet.numbers[found.kept[place]], replace(whole, texts=(*texts, *whole.texts))))
        return spans

    @staticmethod
    def _shown(stated: Mapping[str, Said], groups: Sequence[tuple[int, Group]]) -> tuple[tuple[str, Said], ...]:
        said = [item for _, group in groups for item in group.said.items()]
        return tuple(dict.fromkeys([*stated.items(), *said]))

    @staticmethod
    def _rivals(header: Header, entity: Entity, rows: Grid) -> tuple[int, ...]:
        for name, columns in header.rivals.items():
            if entity.fields[name].required:
                filled = sum((~rows.column(at).blank for at in columns), np.zeros(len(rows), dtype=np.intp))
                if (filled > 1).any():
                    return columns
        return ()


def _periods(cells: Sequence[Text]) -> list[Text]:
    """Return the one period that titles name, with its first cell."""
    found = [(period, cell) for text, cell in cells if (period := period_in(text)) is not None]
    return found if len({period for period, _ in found}) == 1 else []
