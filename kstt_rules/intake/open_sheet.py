"""A sheet as it was read: the tables on it, and the rows beside them; after an edit what was found stands if it can."""

from collections.abc import Sequence
from dataclasses import replace

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.watched_grid import WatchedGrid
from kstt_rules.intake.layout.blocks import Block, Blocks, find_blocks
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import TableMapping
from kstt_rules.intake.notices import (
    hidden_sheet,
    is_guide,
    is_of_waivers,
    is_result,
    is_unused,
    sheet_notices,
    unknown_sheet,
    unused_sheet,
    waivers_sheet,
)
from kstt_rules.intake.row_account import RowAccount

Given = tuple[Sheet, str, str | None, Headers, tuple[TableMapping, ...]]
"""A sheet, its file, the dataset that it is where nothing tells it, and how headers and mappings are read."""


@dataclass(frozen=True)
class Tables:
    """The tables of one sheet, and its file; ``unknown`` is the sheet itself where no dataset took it."""

    file: str
    blocks: Blocks
    unknown: Sheet | None = None


@dataclass(frozen=True)
class OpenedSheet:
    """The tables of a sheet, the rows outside them, and what was looked at to find them; None where it is not known."""

    account: RowAccount
    tables: Tables
    looked_at: WatchedGrid | None


def open_sheet(
    sheet: Sheet, file: str, otherwise: str | None, headers: Headers, mappings: tuple[TableMapping, ...]
) -> OpenedSheet:
    """Find the tables of a sheet, of which one that nothing tells is of ``otherwise``; count the rows outside them."""
    return _open(WatchedGrid(Grid.of(sheet.rows)), sheet, file, otherwise, headers, mappings)


def _open(
    watched: WatchedGrid,
    sheet: Sheet,
    file: str,
    otherwise: str | None,
    headers: Headers,
    mappings: tuple[TableMapping, ...],
) -> OpenedSheet:
    account, blocks = _opened(replace(sheet, rows=watched), file, otherwise, headers, mappings)
    is_known = all(block.sheet.rows is watched for block in blocks.tables)
    tables = tuple(replace(block, sheet=sheet) if block.sheet.rows is watched else block for block in blocks.tables)
    found = Tables(file, replace(blocks, tables=tables), None if tables else sheet)
    return OpenedSheet(account, found, watched if is_known else None)


def open_again(
    given: Given,
    before: OpenedSheet,
    sheet: Sheet,
    file: str,
    otherwise: str | None,
    headers: Headers,
    mappings: tuple[TableMapping, ...],
) -> OpenedSheet | None:
    """Return the same tables where rows differ at which nobody looked to find them; else look again at what differs."""
    was, grid = given[0], Grid.of(sheet.rows)
    is_like = given[1:] == (file, otherwise, headers, mappings) and replace(was, rows=sheet.rows) == sheet
    if before.looked_at is None or not is_like:
        return None
    differing = Grid.of(was.rows).unlike(grid)
    if not before.looked_at.stands_for(grid, differing):
        return _open(before.looked_at.again(grid, differing), sheet, file, otherwise, headers, mappings)
    blocks = before.tables.blocks
    tables = Tables(file, replace(blocks, tables=_on(sheet, blocks.tables)), None if blocks.tables else sheet)
    return OpenedSheet(before.account, tables, before.looked_at)


def _on(sheet: Sheet, blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, sheet=sheet) for block in blocks)


def _opened(
    sheet: Sheet, file: str, otherwise: str | None, headers: Headers, mappings: tuple[TableMapping, ...]
) -> tuple[RowAccount, Blocks]:
    account, blocks = RowAccount(), _blocks_of(sheet, file, otherwise, headers, mappings)
    account.open_sheet(file, sheet, blocks)
    if blocks.unknown is not None and not sheet.hidden:
        account.rejects.append(unknown_sheet(file, sheet.name, [headers.entities[name] for name in blocks.unknown]))
    elif blocks.tables and sheet.hidden:
        account.rejects.append(hidden_sheet(file, sheet.name))
    if blocks.tables:
        account.rejects += sheet_notices(file, sheet)
    elif is_of_waivers(sheet) and len(sheet.rows) > 1:
        account.rejects.append(waivers_sheet(file, sheet.name))
    elif is_unused(sheet, headers) and len(sheet.rows) > 1:
        account.rejects.append(unused_sheet(file, sheet.name))
    return account, blocks


def _blocks_of(
    sheet: Sheet, file: str, otherwise: str | None, headers: Headers, mappings: tuple[TableMapping, ...]
) -> Blocks:
    if not is_result(sheet):
        blocks = find_blocks(sheet, file, headers, mappings, otherwise=otherwise)
        if blocks.are_whole or not (is_guide(sheet) or is_of_waivers(sheet) or is_unused(sheet, headers)):
            return blocks
    return Blocks((), len(sheet.rows))
