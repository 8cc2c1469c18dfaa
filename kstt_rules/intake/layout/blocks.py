"""A sheet taken apart into its tables, with every row of it in one of them or ignored for a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kstt_rules.base.cell_address import cell_address
from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import MARK, Sheet
from kstt_rules.intake.layout.by_period import is_period
from kstt_rules.intake.layout.data_rows import holds_any
from kstt_rules.intake.layout.fit import all_fit
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.header_choice import find_headers
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.layouts import LAYOUTS
from kstt_rules.intake.layout.mapping import (
    TableMapping,
    header_by,
    mappings_for,
    overridden,
    overridden_part,
)
from kstt_rules.intake.layout.row_kinds import begins_signature, is_letterhead, is_total

_FIELDS_ACROSS = 3

Text = tuple[str, str]
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

    def is_like(self, other: "Block") -> bool:
        """Tell whether another block is the same table of the same rows, whatever these hold."""
        return self == replace(other, sheet=replace(other.sheet, rows=self.sheet.rows))

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


def find_blocks(
    sheet: Sheet,
    file: str,
    headers: Headers,
    mappings: tuple[TableMapping, ...] = (),
    *,
    otherwise: str | None = None,
) -> Blocks:
    """Find the tables of a sheet; where there is none, one of the dataset that it is ``otherwise``, or from the side.

    A sheet that a mapping says to ignore has none.
    """
    said = mappings_for(mappings, file, sheet.name)
    if any(mapping.ignore for mapping in said):
        return Blocks((), len(sheet.rows))
    if any(not mapping.slips for mapping in said):
        headers = headers.without_slips
    if any(mapping.turned for mapping in said):
        return _turned(sheet, file, headers, said)
    found = _headers(sheet, file, headers, said)
    if isinstance(found, tuple) and otherwise is not None:
        stated = find_headers(sheet, file, headers, entity=otherwise)
        found = found if isinstance(stated, tuple) or stated[0].missing else stated
    if not isinstance(found, tuple):
        return _blocks(sheet, file, found)
    for layout in LAYOUTS:
        side = layout.view(sheet)
        if side is not None and side is not sheet:
            across = find_headers(side, file, headers)
            if not isinstance(across, tuple) and _is_across(across, side, headers):
                return _blocks(side, file, [replace(across[0], layout=layout.name)], is_turned=True)
    return Blocks((), len(sheet.rows), found)


def _is_across(found: Sequence[Header], side: Sheet, headers: Headers) -> bool:
    """Tell whether a sheet seen from the side is a table: one that explains columns holds none of their values."""
    [first, *others] = found
    if others or first.spread or first.depth > 1 or len(first.columns) < _FIELDS_ACROSS:
        return False
    return all_fit(headers.fit, first.entity, first.columns, side.rows, first.end)


def _turned(sheet: Sheet, file: str, headers: Headers, said: Sequence[TableMapping]) -> Blocks:
    """Find the one table of a sheet that lies on its side, as a mapping says."""
    for layout in LAYOUTS:
        side = layout.view(sheet)
        if side is not None and side is not sheet:
            found = _headers(side, file, headers, said)
            if not isinstance(found, tuple) and not found[0].spread and found[0].depth == 1:
                return _blocks(side, file, [replace(found[0], layout=layout.name)], is_turned=True)
    return Blocks((), len(sheet.rows), tuple(mapping.entity for mapping in said if mapping.entity))


def _headers(sheet: Sheet, file: str, headers: Headers, said: Sequence[TableMapping]) -> list[Header] | tuple[str, ...]:
    if not said or said[0].part:
        found = find_headers(sheet, file, headers)
        return found if isinstance(found, tuple) else [overridden_part(header, said, headers) for header in found]
    mapping = said[0]
    stated = header_by(mapping, sheet, headers)
    if stated is not None:
        return [stated, *_repeated(stated, sheet)]
    found = find_headers(sheet, file, headers, entity=mapping.entity)
    return found if isinstance(found, tuple) else [overridden(header, mapping, headers) for header in found]


def _repeated(header: Header, sheet: Sheet) -> Iterator[Header]:
    """Yield a header again where its rows stand once more below it."""
    own = sheet.rows[header.index : header.end]
    for index in range(header.end, len(sheet.rows) - header.depth + 1):
        if sheet.rows[index : index + header.depth] == own:
            yield replace(header, index=index, number=sheet.numbers[index])


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

    They stand together, apart from a letterhead, and no value of the table ``above`` is among them.
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


def sheet_titles(blocks: Blocks) -> list[Text]:
    """Return the texts above the first table of a sheet with their cells."""
    return [*title_cells(blocks.tables[0])] if blocks.tables else []


def title_cells(block: Block) -> Iterator[Text]:
    """Yield the texts above a table with their cells; in a turned one, those that head no column."""
    for at in block.titles:
        number = block.sheet.numbers[at]
        for column, cell in enumerate(block.sheet.rows[at]):
            if isinstance(cell, str) and not cell.startswith(MARK):
                yield cell, cell_address(column, number)
    if block.turned:
        for column, text in block.header.unknown.items():
            yield text, cell_address(block.header.number - 1, column + 1)
