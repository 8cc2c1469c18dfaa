"""Everything that was read, put together as a dossier in which every non-empty row is accounted for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.layout.blocks import Blocks, Layouts, TableLayout, find_blocks, sheet_titles
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import TableMapping
from kstt_rules.intake.notices import hidden_sheet, is_guide, is_result, notices, sheet_notices, unknown_sheet
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.intake.rows.accept_rows import AcceptedRows, accept_rows
from kstt_rules.intake.rows.implied_units import implied_units, named_units
from kstt_rules.intake.rows.linking import link, possible_units
from kstt_rules.intake.rows.raw_table import RawTable, raw_table_of, require, without_faults
from kstt_rules.intake.rows.unit_rows import complete_units, known_units
from kstt_rules.intake.table_report import report
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import text
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.vocabulary import UNIT, Vocabulary


def assemble(
    contents: Sequence[Content],
    vocabulary: Vocabulary,
    *,
    known: Table | None = None,
    mappings: tuple[TableMapping, ...] = (),
) -> Inspection:
    """Find the datasets in what was read and normalise them to tables; no row is lost without a word.

    Without a sheet of units, the units are those of the register already ``known``, else those that the other sheets
    name.
    """
    account = RowAccount()
    sheets = find_tables(contents, vocabulary, mappings, account)
    laid = laid_out(sheets, Layouts(vocabulary, None), is_register=True)
    raw_tables = raw_tables_of(laid, vocabulary)
    register: Register | None = None
    if UNIT in raw_tables:
        named = {content.label for content in contents if content.register}
        register = complete_units(raw_tables[UNIT], vocabulary, first=named)
    elif known is not None:
        register = known_units(known)
    others = laid_out(sheets, Layouts(vocabulary, register), is_register=False)
    raw_tables |= raw_tables_of(others, vocabulary)
    tables: dict[str, Table] = {}
    if register is None:
        implied = implied_units(named_units(raw_tables.values(), vocabulary))
        register = complete_units(implied, vocabulary)
        if raw_tables:
            tables[UNIT] = accept_rows(implied, vocabulary.entity(UNIT)).table
    accepted = _accept_all(raw_tables, [*laid, *others], register, vocabulary, account)
    tables |= {name: _with_doubts(item.table, others, register, vocabulary) for name, item in accepted.items()}
    rejects = tuple(sorted(account.rejects, key=lambda reject: reject.sort_key))
    dossier = Dossier(tables, account.close(contents), rejects)
    return Inspection(report([*laid, *others], accepted, vocabulary), dossier)


def _accept_all(
    raw_tables: Mapping[str, RawTable],
    laid: Sequence[TableLayout],
    register: Register,
    vocabulary: Vocabulary,
    account: RowAccount,
) -> dict[str, AcceptedRows]:
    """Accept the rows of the datasets in the vocabulary's order, and enter all rows in the account."""
    for item in laid:
        account.open(item)
        account.rejects += notices(item, vocabulary)
    accepted = {}
    for name in (name for name in vocabulary.entities if name in raw_tables):
        accepted[name] = _settled(raw_tables[name], register, vocabulary)
        account.enter(accepted[name])
    return accepted


def raw_tables_of(laid: Iterable[TableLayout], vocabulary: Vocabulary) -> dict[str, RawTable]:
    """Return the datasets of tables, those left out of which no row can be taken."""
    tables = defaultdict(list)
    for item in laid:
        if not item.is_lost:
            tables[item.entity].append(item.table)
    return {name: raw_table_of(name, tables[name], vocabulary) for name in vocabulary.entities if name in tables}


def _settled(raw: RawTable, register: Register, vocabulary: Vocabulary) -> AcceptedRows:
    complete(raw, register, vocabulary)
    return accept_rows(raw, vocabulary.entity(raw.entity))


def complete(raw: RawTable, register: Register, vocabulary: Vocabulary) -> None:
    """Link the rows of a raw table to units, and note what they lack."""
    if raw.entity != UNIT:
        link(raw, register, vocabulary)
    require(raw, vocabulary.entity(raw.entity))


def _with_doubts(table: Table, laid: Sequence[TableLayout], register: Register, vocabulary: Vocabulary) -> Table:
    """Let the rows of its rejected tables make the units that they name doubtful."""
    doubts = Counter(table.doubtful) + lost_units(table.entity, laid, register, vocabulary)
    return replace(table, doubtful=dict(sorted(doubts.items())))


def lost_units(entity: str, laid: Sequence[TableLayout], register: Register, vocabulary: Vocabulary) -> Counter[str]:
    """Count the rows of a dataset's rejected tables by the units that they may belong to."""
    name = unit_field(vocabulary.entity(entity))
    lost = [item.table.columns for item in laid if item.entity == entity and item.is_lost]
    columns = [columns[name] for columns in lost if name is not None and name in columns]
    doubts: Counter[str] = Counter()
    for column in columns:
        units = register.resolve(without_faults(column).map(text)).map(possible_units)
        doubts.update(unit for row in range(len(units)) for unit in units[row] or ())
    return doubts


@dataclass(frozen=True)
class Tables:
    """The tables of one sheet, and its file."""

    file: str
    blocks: Blocks


def find_tables(
    contents: Sequence[Content], vocabulary: Vocabulary, mappings: tuple[TableMapping, ...], account: RowAccount
) -> list[Tables]:
    """Find the tables in what was read, and enter the rows beside them in the account."""
    headers = Headers.of(vocabulary)
    found = []
    for content in contents:
        if content.fault is not None:
            account.rejects.append(file_reject(content.label, content.fault))
        for sheet in content.sheets:
            if sheet.rows:
                blocks = _blocks_of(sheet, content.label, headers, mappings)
                _open_sheet(content.label, sheet, blocks, headers, account)
                found.append(Tables(content.label, blocks))
    return found


def _blocks_of(sheet: Sheet, file: str, headers: Headers, mappings: tuple[TableMapping, ...]) -> Blocks:
    if not is_result(sheet):
        blocks = find_blocks(sheet, file, headers, mappings)
        if blocks.are_whole or not is_guide(sheet):
            return blocks
    return Blocks((), len(sheet.rows))


def _open_sheet(file: str, sheet: Sheet, blocks: Blocks, headers: Headers, account: RowAccount) -> None:
    account.open_sheet(file, sheet, blocks)
    if blocks.unknown is not None and not sheet.hidden:
        account.rejects.append(unknown_sheet(file, sheet.name, [headers.entities[name] for name in blocks.unknown]))
    elif blocks.tables and sheet.hidden:
        account.rejects.append(hidden_sheet(file, sheet.name))
    if blocks.tables:
        account.rejects += sheet_notices(file, sheet)


def laid_out(sheets: Sequence[Tables], layouts: Layouts, *, is_register: bool) -> list[TableLayout]:
    """Take out the tables of units, or all others."""
    return [
        layouts.lay_out(block, sheet_titles(sheet.blocks))
        for sheet in sheets
        for block in sheet.blocks.tables
        if (block.header.entity == UNIT) == is_register
    ]
