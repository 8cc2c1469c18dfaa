"""A sheet taken apart into its tables, with every row of it in one of them or ignored for a reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

import numpy as np

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import MARK, Sheet
from kstt_rules.intake.files.file_faults import check_rows
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.layout.by_period import is_period, period_in
from kstt_rules.intake.layout.data_rows import DataRows, data_rows, holds_any
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.header_choice import find_headers
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.headings import Group, Headings, Said
from kstt_rules.intake.layout.layouts import BY_NAME, LAYOUTS
from kstt_rules.intake.layout.mapping import TableMapping, header_by, mapping_for, overridden
from kstt_rules.intake.layout.protocol import TakenRows
from kstt_rules.intake.layout.row_kinds import begins_signature, is_letterhead, is_note, is_total, unnumbered
from kstt_rules.intake.layout.sheet_table import SheetTable, table_of
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import period_field, unit_field
from kstt_rules.intake.values.titles import Titles
from kstt_rules.model.vocabulary import UNIT_KIND, Entity, Vocabulary

_FIELDS_ACROSS = 3
WITHOUT_RECORDS: Final = "without_records"
"""The kind of a row that stands for several records and holds none: a unit that lists nobody."""

_Text = tuple[str, str]
"""A text and its cell."""


@dataclass(frozen=True)
class Block:
    """One table of a sheet: its header, the indexes of the rows above it that tell of it, and of those below.

    ``repeated`` counts the rows of the same header further down. ``unsure`` are titles that may be rows of a table
    above.
    """

    file: str
    sheet: Sheet
    header: Header
    titles: Sequence[int]
    rows: Sequence[int]
    repeated: int = 0
    turned: bool = False
    first: bool = True
    unsure: Sequence[int] = ()

    @property
    def length(self) -> int:
        """How many rows of the sheet belong to it."""
        return len(self.titles) + self.header.depth + self.repeated + len(self.rows)


@dataclass(frozen=True)
class Blocks:
    """The tables of a sheet, and how many of its rows are in none.

    Where it has no table, ``unknown`` are the datasets that it may hold.
    """

    tables: tuple[Block, ...]
    outside: int
    unknown: tuple[str, ...] | None = None

    @property
    def are_whole(self) -> bool:
        """Tell whether there are tables and none lacks a column."""
        return bool(self.tables) and not any(block.header.missing for block in self.tables)


@dataclass(frozen=True)
class TableLayout:
    """A table taken from a block, with what became of the block's rows.

    ``missing`` are the fields that its dataset cannot be without and that nothing says; ``rivals`` the columns that
    claim one field; ``by_name`` is True where only the name of the sheet or file says the unit.
    """

    block: Block
    table: SheetTable
    found: DataRows
    ignored: Counter[str]
    stated: tuple[tuple[str, Said], ...] = ()
    missing: tuple[str, ...] = ()
    rivals: tuple[int, ...] = ()
    by_name: bool = False

    @property
    def entity(self) -> str:
        """The dataset."""
        return self.block.header.entity

    @property
    def is_lost(self) -> bool:
        """Tell whether no row of it can be taken."""
        return bool(self.missing or self.rivals)


def find_blocks(sheet: Sheet, file: str, headers: Headers, mappings: tuple[TableMapping, ...] = ()) -> Blocks:
    """Find the tables of a sheet; where there is none, look at it from the side."""
    found = _headers(sheet, file, headers, mappings)
    if not isinstance(found, tuple):
        return _blocks(sheet, file, found)
    for layout in LAYOUTS:
        side = layout.view(sheet)
        if side is not None and side is not sheet:
            across = find_headers(side, file, headers)
            if not isinstance(across, tuple) and _is_across(across):
                return _blocks(side, file, [replace(across[0], layout=layout.name)], is_turned=True)
    return Blocks((), len(sheet.rows), found)


def _is_across(found: Sequence[Header]) -> bool:
    [first, *others] = found
    return not (others or first.spread) and first.depth == 1 and len(first.columns) >= _FIELDS_ACROSS


def _headers(
    sheet: Sheet, file: str, headers: Headers, mappings: tuple[TableMapping, ...]
) -> list[Header] | tuple[str, ...]:
    mapping = mapping_for(mappings, file, sheet.name)
    if mapping is None:
        return find_headers(sheet, file, headers)
    stated = header_by(mapping, sheet, headers)
    if stated is not None:
        return [stated]
    found = find_headers(sheet, file, headers, entity=mapping.entity)
    return found if isinstance(found, tuple) else [overridden(header, mapping, headers) for header in found]


def _blocks(sheet: Sheet, file: str, found: Sequence[Header], *, is_turned: bool = False) -> Blocks:
    blocks: list[Block] = []
    ends = [*(header.index for header in found[1:]), len(sheet.rows)]
    for header, end in zip(found, ends, strict=True):
        start = blocks[-1].header.end if blocks else 0
        above = blocks[-1].header if blocks else None
        titles = _titles(sheet, start, header.index, above)
        if blocks:
            last = blocks[-1]
            blocks[-1] = _with_rows(last, [at for at in last.rows if at not in set(titles)], last.repeated)
        rows = list(range(header.end, end))
        if blocks and not titles and header.labels == blocks[-1].header.labels:
            last = blocks[-1]
            blocks[-1] = _with_rows(last, [*last.rows, *rows], last.repeated + header.depth)
        else:
            unsure = _tabular(sheet, titles) if above is None else _maybe_rows(sheet, titles, above)
            blocks.append(Block(file, sheet, header, titles, rows, 0, is_turned, not blocks, unsure))
    return Blocks(tuple(blocks), 0)


def _with_rows(block: Block, rows: Sequence[int], repeated: int) -> Block:
    return replace(block, rows=rows, repeated=repeated)


def _titles(sheet: Sheet, start: int, end: int, above: Header | None) -> list[int]:
    """Return the rows above a header that are its titles: all at the top of a sheet, else those of one text.

    They stand together, but for a letterhead, and no value of the table ``above`` is among them.
    """
    if above is None:
        return list(range(start, end))
    titles: list[int] = []
    for at in range(end - 1, start - 1, -1):
        cells = [cell for cell in sheet.rows[at] if cell is not None]
        if is_letterhead(cells):
            titles.insert(0, at)
            continue
        apart = sheet.numbers[at + 1] - sheet.numbers[at] > 1
        if (titles and apart) or len(cells) != 1 or not isinstance(cells[0], str):
            break
        if cells[0].startswith((MARK, "-")) or begins_signature(cells) or is_total(cells):
            break
        if _fills(sheet, at, above) and is_period(cells[0]):
            break
        titles.insert(0, at)
    return titles


def _maybe_rows(sheet: Sheet, titles: Sequence[int], above: Header) -> list[int]:
    """Return the titles that may be rows of the table above: what stands below a letterhead is of a new part."""
    heads = [at for at in titles if is_letterhead([cell for cell in sheet.rows[at] if cell is not None])]
    return [at for at in titles if _fills(sheet, at, above) and at < min(heads, default=len(sheet.rows))]


def _tabular(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Return the rows, two or more together, that hold as much as a table whose header was not known."""
    filled = {at: [cell for cell in sheet.rows[at] if cell is not None] for at in rows}
    full = {at for at, cells in filled.items() if len(cells) >= _FIELDS_ACROSS and not is_letterhead(cells)}
    return sorted(at for at in full if {at - 1, at + 1} & full)


def _fills(sheet: Sheet, at: int, above: Header) -> bool:
    """Tell whether a row has a value in a column that the table above it may not be without."""
    return holds_any(sheet.rows[at], [above.columns[name] for name in above.needed if name in above.columns])


class Layouts:
    """Takes the tables out of blocks, by what the register says of units."""

    def __init__(self, vocabulary: Vocabulary, register: Register | None) -> None:
        self._vocabulary = vocabulary
        self._headers = Headers.of(vocabulary)
        self._finder = UnitFinder(Titles.of(vocabulary.choices[UNIT_KIND]), register)

    def lay_out(self, block: Block, above: Sequence[_Text] = ()) -> TableLayout:
        """Take the table out of a block; ``above`` are the titles of the whole sheet.

        Every row of the block is kept, ignored or doubtful.
        """
        header, sheet = block.header, block.sheet
        entity = self._vocabulary.entity(header.entity)
        headings = Headings(entity, header.held, self._vocabulary, self._finder)
        found = self._rows(block, entity, headings)
        stated = self._stated(block, entity, headings, found, above)
        plain = table_of(sheet, block.file, header, found, entity, self._finder, stated)
        rows = [*Grid.of(sheet.rows).take(found.kept)] if header.spread else ()
        taken = TakenRows(plain, rows, header, entity, sheet, self._around(block, above))
        table = BY_NAME[header.layout].records(taken)
        without = len({*plain.numbers} - {*table.numbers}) if header.spread else 0
        unclear = [at for at in block.unsure if not self._is_title(block, at, headings)]
        found.doubtful.extend(unclear)
        rest = Counter({"title": len(block.titles) - len(unclear), "header": header.depth + block.repeated})
        ignored = +(found.ignored + rest)
        counted = len(found.kept) + len(found.doubtful) + ignored.total()
        check_rows(block.file, sheet.name, read=block.length, counted=counted)
        return TableLayout(
            block,
            table,
            found,
            ignored + Counter({WITHOUT_RECORDS: without}),
            self._shown(stated, found.groups),
            tuple(name for name in header.missing if name not in table.columns),
            self._rivals(header, entity, Grid.of(sheet.rows), found.kept),
            any(item.cell is None for item in stated.values()),
        )

    def _is_title(self, block: Block, at: int, headings: Headings) -> bool:
        """Tell whether a text that may be a row of the table above names a unit, a tier or a dataset."""
        cells = [cell for cell in block.sheet.rows[at] if isinstance(cell, str)]
        if is_letterhead(cells) or len(cells) != 1:
            return is_letterhead(cells)
        [text] = cells
        says = is_note(text) or headings.is_tier(text) or self._headers.names_dataset(text)
        return says or any(self._finder.within(text))

    def _rows(self, block: Block, entity: Entity, headings: Headings) -> DataRows:
        if not (block.sheet.plain or block.turned):
            return data_rows(block.sheet, block.header, block.rows, entity, headings)
        holding = Grid.of(block.sheet.rows).holding(block.header.filled_columns)
        kept = np.asarray(block.rows, dtype=np.intp)[holding[block.rows]].tolist()
        return DataRows(kept, ignored=Counter({"outside": len(block.rows) - len(kept)}))

    def _stated(
        self, block: Block, entity: Entity, headings: Headings, found: DataRows, above: Sequence[_Text]
    ) -> dict[str, Said]:
        """Return what titles, and the names of sheet and file, say of fields that no column holds."""
        if block.sheet.plain:
            return {}
        cells = [*_title_cells(block)]
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

    def _unit(self, block: Block, cells: Sequence[_Text], above: Sequence[_Text]) -> Said | None:
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

    @staticmethod
    def _around(block: Block, above: Sequence[_Text]) -> list[list[str]]:
        titles = ([text for text, _ in cells] for cells in (_title_cells(block), above))
        return [*titles, [block.sheet.name], [PurePosixPath(block.file).stem]]

    @staticmethod
    def _shown(stated: Mapping[str, Said], groups: Sequence[tuple[int, Group]]) -> tuple[tuple[str, Said], ...]:
        said = [item for _, group in groups for item in group.said.items()]
        return tuple(dict.fromkeys([*stated.items(), *said]))

    @staticmethod
    def _rivals(header: Header, entity: Entity, grid: Grid, rows: Sequence[int]) -> tuple[int, ...]:
        for name, columns in header.rivals.items():
            if entity.fields[name].required:
                filled = sum((~grid.column(at).blank[rows] for at in columns), np.zeros(len(rows), dtype=np.intp))
                if (filled > 1).any():
                    return columns
        return ()


def _title_cells(block: Block) -> Iterator[_Text]:
    """Yield the texts above a table with their cells; in a turned one, those that head no column."""
    for at in block.titles:
        number = block.sheet.numbers[at]
        for column, cell in enumerate(block.sheet.rows[at]):
            if isinstance(cell, str) and not cell.startswith(MARK):
                yield cell, cell_address(column, number)
    if block.turned:
        for column, text in block.header.unknown.items():
            yield text, cell_address(block.header.number - 1, column + 1)


def _periods(cells: Sequence[_Text]) -> list[_Text]:
    """Return the one period that titles name, with its first cell."""
    found = [(period, cell) for text, cell in cells if (period := period_in(text)) is not None]
    return found if len({period for period, _ in found}) == 1 else []


def sheet_titles(blocks: Blocks) -> list[_Text]:
    """Return the texts above the first table of a sheet with their cells."""
    return [*_title_cells(blocks.tables[0])] if blocks.tables else []
