"""The steps from files to datasets, for all files or some at a time; rows are linked when all units are known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.memo import Memo
from kstt_rules.intake.files.cells import Content, Limits, Sheet
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.files.listing import ListedFile, Listing
from kstt_rules.intake.files.reader import FileReader
from kstt_rules.intake.layout.blocks import sheet_titles
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import Mappings, TableMapping, is_for
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.layout.surroundings import Surroundings
from kstt_rules.intake.layout.take_tables import TableLayout, TableTaker
from kstt_rules.intake.notices import notices
from kstt_rules.intake.open_sheet import Tables, open_again, open_sheet
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.intake.rows.accept_rows import AcceptedRows, accept_rows
from kstt_rules.intake.rows.implied_units import NamedUnit, implied_units, named_units, without_lists
from kstt_rules.intake.rows.linked_rows import complete, linked_rows, linked_to, noted_rows, raw_rows
from kstt_rules.intake.rows.meanings import check_units_meant
from kstt_rules.intake.rows.raw_table import RawTable, raw_table_of
from kstt_rules.intake.rows.swapped_days import doubt_swapped_days
from kstt_rules.intake.rows.unit_rows import complete_units, known_units
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.unread import may_be_data, unread_file, unread_of_table, unread_rest, unread_sheet
from kstt_rules.model.dossier import ANY_UNIT, Reject, Table, UnreadRow
from kstt_rules.model.files import OTHER_KIND
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass(frozen=True)
class Batch:
    """Some files as they were read: the tables on their sheets, those of units taken out, and the rows beside them.

    ``lost`` are the files of which nothing was read, each with the reason, ``meanings`` what is said of texts.
    """

    sheets: tuple[Tables, ...]
    units: tuple[TableLayout, ...]
    account: RowAccount
    lost: tuple[tuple[str, str], ...]
    meanings: tuple[TextMeaning, ...] = ()


@dataclass(frozen=True)
class Opened:
    """What all other files must know of a batch: its files without their sheets, and its tables of units."""

    contents: tuple[Content, ...]
    units: tuple[SheetTable, ...]


@dataclass(frozen=True)
class RowsTaken:
    """The tables of a batch as they lie, without those of units, and the datasets that they make."""

    laid: tuple[TableLayout, ...]
    raw_tables: dict[str, RawTable]


@dataclass(frozen=True)
class Taken:
    """The datasets of a batch with their units known, the rows by dataset that were not read, and its row account."""

    laid: tuple[TableLayout, ...]
    raw_tables: dict[str, RawTable]
    unread: dict[str, tuple[UnreadRow, ...]]
    account: RowAccount


@dataclass(frozen=True)
class KnownUnits:
    """The units of all files: the register, and its rows where the files have or imply them.

    ``is_given`` tells a register that somebody submitted, by which tables are taken out, from one that is implied.
    """

    register: Register
    accepted: AcceptedRows | None
    is_given: bool


def open_batch(
    files: Sequence[ListedFile], vocabulary: Vocabulary, *, units: Path | None, mapping: Path | None
) -> tuple[Batch, Opened]:
    """Read some files and find their tables."""
    mappings = Mappings()
    if mapping is not None:
        from kstt_rules.intake.layout.read_mapping import read_mapping  # noqa: PLC0415 - seldom needed

        mappings = read_mapping(mapping, vocabulary)
    with FileReader(Listing(tuple(files), ()), units=units, mapping=mapping, limits=Limits()) as reading:
        return batch_of(reading.result(), vocabulary, mappings)


def batch_of(
    contents: Sequence[Content], vocabulary: Vocabulary, mappings: Mappings, memo: Memo | None = None
) -> tuple[Batch, Opened]:
    """Find the tables in what was read, and take out those of units. What was made of some of it before is kept."""
    account, memo = RowAccount(), memo or Memo()
    sheets = find_tables(contents, vocabulary, mappings.tables, account, memo)
    laid = laid_out(sheets, memo.of(TableTaker, vocabulary, None), memo, is_register=True)
    tables = tuple(item.table for item in laid if not item.is_lost)
    bare = tuple(replace(content, sheets=()) for content in contents)
    read = [content.label for content in contents if content.fault is None]
    lost = without_copies([(item.label, item.fault) for item in contents if item.fault is not None], read)
    return Batch(tuple(sheets), tuple(laid), account, lost, mappings.texts), Opened(bare, tables)


def rows_of(batch: Batch, vocabulary: Vocabulary, register: Register | None) -> RowsTaken:
    """Take the rows of a batch out of their tables, by what a register says of units."""
    laid = laid_out(batch.sheets, TableTaker(vocabulary, register), Memo(), is_register=False)
    tables = tables_of(laid, vocabulary)
    raw_tables = {
        name: raw_rows(name, doubt_swapped_days(own, vocabulary.entity(name), vocabulary), vocabulary, batch.meanings)
        for name, own in tables.items()
    }
    return RowsTaken(tuple(laid), raw_tables)


def unit_names(taken: RowsTaken, vocabulary: Vocabulary) -> tuple[NamedUnit, ...]:
    """Return the names of units in rows, to know units by where no file has a register."""
    return tuple(named_units(taken.raw_tables.values(), vocabulary))


def units_of(
    opened: Sequence[Opened],
    vocabulary: Vocabulary,
    known: Table | None,
    named: Iterable[NamedUnit],
    memo: Memo | None = None,
) -> KnownUnits:
    """Return the units that the tables of units hold, else those already known, else those that are named."""
    tables = tuple(table for batch in opened for table in batch.units)
    if tables:
        first = tuple(content.label for batch in opened for content in batch.contents if content.register)
        return (memo or Memo()).of(_units_given, tables, first, vocabulary)
    if known is not None:
        return KnownUnits(known_units(known), None, is_given=True)
    places = [(name, field) for name, entity in vocabulary.entities.items() for field in entity.fields]
    order = {place: number for number, place in enumerate(places)}
    in_order = sorted(named, key=lambda named_unit: order[named_unit.dataset, named_unit.field])
    implied = implied_units(without_lists(in_order))
    register = complete_units(implied, vocabulary)
    return KnownUnits(register, accept_rows(implied, vocabulary.entity(UNIT)), is_given=False)


def _units_given(tables: Sequence[SheetTable], first: Sequence[str], vocabulary: Vocabulary) -> KnownUnits:
    """Return the units that tables hold; those of the files named ``first`` win over others of their id."""
    raw = raw_table_of(UNIT, doubt_swapped_days(tables, vocabulary.entity(UNIT), vocabulary), vocabulary)
    register = complete_units(raw, vocabulary, first=set(first))
    complete(raw, register, vocabulary)
    accepted = accept_rows(raw, vocabulary.entity(UNIT))
    unread = by_dataset((UNIT, row) for _, row in noted_rows(raw, vocabulary))
    accepted = replace(accepted, table=replace(accepted.table, unread=unread.get(UNIT, ())))
    return KnownUnits(register, accepted, is_given=True)


def take_batch(
    batch: Batch,
    vocabulary: Vocabulary,
    units: KnownUnits,
    taken: RowsTaken | None = None,
    memo: Memo | None = None,
) -> Taken:
    """Take the datasets out of a batch, unless its rows are taken already, and link their rows to units."""
    memo, register, meanings = memo or Memo(), units.register, batch.meanings
    if units.is_given:
        check_units_meant(meanings, register)
    if taken is None:
        taker = memo.of(TableTaker, vocabulary, register if units.is_given else None)
        rows = tuple(laid_out(batch.sheets, taker, memo, is_register=False))
        tables = tables_of(rows, vocabulary)
        linked = {name: linked_rows(name, own, vocabulary, register, meanings, memo) for name, own in tables.items()}
    else:
        rows = taken.laid
        linked = {name: linked_to(raw, vocabulary, register, meanings) for name, raw in taken.raw_tables.items()}
    account = RowAccount()
    account.add(batch.account)
    laid = (*batch.units, *rows)
    for item in laid:
        account.open(item)
        account.rejects += memo.of(_notices, item, vocabulary)
    for of_dataset in linked.values():
        account.read.update(of_dataset.added)
    unread = [(name, row) for name, of_dataset in linked.items() for row in of_dataset.unread]
    surroundings = memo.of(Surroundings, register, vocabulary)
    unread += memo.of(unread_beside, batch.sheets, rows, surroundings, vocabulary)
    unread += unread_files(batch.lost, surroundings, vocabulary)
    account.rejects = with_units(account.rejects, [row for _, row in unread])
    raw_tables = {name: of_dataset.raw for name, of_dataset in linked.items()}
    return Taken(laid, raw_tables, by_dataset(unread), account)


def _notices(item: TableLayout, vocabulary: Vocabulary) -> tuple[Reject, ...]:
    return tuple(notices(item, vocabulary))


def with_units(rejects: Iterable[Reject], unread: Iterable[UnreadRow]) -> list[Reject]:
    """Say of rows, tables and files that no dataset took which units they may be about."""
    of_cell: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    of_sheet: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in unread:
        of_cell[row.source.file, row.source.sheet, row.source.cell].update(row.units)
        of_sheet[row.source.file, row.source.sheet].update(row.units)
    found = []
    for item in rejects:
        units: set[str] = set()
        if item.is_unread and not item.lacking:
            units = of_sheet.get((item.file, item.sheet or ""), units)
        elif item.reason == "unclear_row" and item.sheet is not None:
            units = of_cell.get((item.file, item.sheet, item.cells[0]), units)
        about = (ANY_UNIT,) if ANY_UNIT in units else tuple(sorted(units))
        found.append(item if item.units == about else replace(item, units=about))
    return found


def by_dataset(unread: Iterable[tuple[str, UnreadRow]]) -> dict[str, tuple[UnreadRow, ...]]:
    """Return unread rows by their dataset, in the order of their places."""
    found: dict[str, list[UnreadRow]] = defaultdict(list)
    for name, row in unread:
        found[name].append(row)
    return {name: tuple(sorted(rows, key=lambda row: row.source)) for name, rows in sorted(found.items())}


def find_tables(
    contents: Sequence[Content],
    vocabulary: Vocabulary,
    mappings: tuple[TableMapping, ...],
    account: RowAccount,
    memo: Memo,
) -> list[Tables]:
    """Find the tables in what was read, and count the rows outside them."""
    headers = Headers.of(vocabulary)
    found = []
    for content in contents:
        if content.fault is not None:
            account.rejects.append(file_reject(content.label, content.fault))
        for sheet in content.sheets:
            if sheet.rows:
                otherwise = UNIT if content.register else None
                own = tuple(item for item in mappings if is_for(item, content.label, sheet.name))
                name = ("sheet", content.label, sheet.name)
                opened = memo.mended(name, open_sheet, open_again, sheet, content.label, otherwise, headers, own)
                account.add(opened.account)
                found.append(opened.tables)
    return found


def laid_out(sheets: Sequence[Tables], taker: TableTaker, memo: Memo, *, is_register: bool) -> list[TableLayout]:
    """Take out the tables of units, or all others."""
    return [
        memo.mended(
            ("table", sheet.file, block.sheet.name, at, is_register),
            TableTaker.take,
            taker.take_again,
            taker,
            block,
            memo.of(sheet_titles, sheet.blocks),
        )
        for sheet in sheets
        for at, block in enumerate(sheet.blocks.tables)
        if (block.header.entity == UNIT) == is_register
    ]


def tables_of(laid: Iterable[TableLayout], vocabulary: Vocabulary) -> dict[str, tuple[SheetTable, ...]]:
    """Return the tables by their datasets, those left out of which no row can be taken."""
    tables = defaultdict(list)
    for item in laid:
        if not item.is_lost:
            tables[item.entity].append(item.table)
    return {name: tuple(tables[name]) for name in vocabulary.entities if name in tables}


def unread_beside(
    sheets: Sequence[Tables], laid: Iterable[TableLayout], surroundings: Surroundings, vocabulary: Vocabulary
) -> list[tuple[str, UnreadRow]]:
    """Return what no dataset took as rows, with the datasets that it may belong to."""
    return [*_unread_beside(sheets, laid, surroundings, vocabulary)]


def _unread_beside(
    sheets: Sequence[Tables], laid: Iterable[TableLayout], surroundings: Surroundings, vocabulary: Vocabulary
) -> Iterator[tuple[str, UnreadRow]]:
    for item in laid:
        if item.entity != UNIT:
            rows = unread_of_table(item, vocabulary.entity(item.entity), surroundings)
            yield from ((item.entity, row) for row in rows)
    for sheet in sheets:
        for block in sheet.blocks.tables:
            if "cut_row" in block.sheet.doubts and block.header.entity != UNIT:
                yield block.header.entity, unread_rest(sheet.file, block.sheet, surroundings)
        unknown = sheet.blocks.unknown
        if unknown is not None and sheet.unknown is not None and may_be_data(sheet.unknown):
            row = unread_sheet(sheet.file, sheet.unknown, surroundings)
            yield from ((name, row) for name in unknown or datasets(vocabulary))
    headers = Headers.of(vocabulary)
    for file, note in _notes_alone(sheets):
        row = unread_rest(file, note, surroundings)
        yield from ((name, row) for name in headers.told_by(PurePosixPath(file).stem) if name != UNIT)


def _notes_alone(sheets: Sequence[Tables]) -> Iterator[tuple[str, Sheet]]:
    """Yield the sheets of files that hold nothing else than a few texts: what their names tell may stand elsewhere."""
    of_file: dict[str, list[Tables]] = defaultdict(list)
    for sheet in sheets:
        of_file[sheet.file].append(sheet)
    for file, own in of_file.items():
        unknown = [sheet.unknown for sheet in own if sheet.unknown is not None and sheet.blocks.unknown is not None]
        if len(unknown) == len(own) and not any(map(may_be_data, unknown)):
            yield from ((file, sheet) for sheet in unknown if not sheet.hidden)


def without_copies(lost: Sequence[tuple[str, str]], read: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return files of which nothing was read, but for scans that are called as a workbook that was: its signed copy."""
    called = {PurePosixPath(file).with_suffix("") for file in read} if lost else set()
    is_copy = [fault == OTHER_KIND and PurePosixPath(file).with_suffix("") in called for file, fault in lost]
    return tuple(item for item, of_other in zip(lost, is_copy, strict=True) if not of_other)


def unread_files(
    lost: Iterable[tuple[str, str]], surroundings: Surroundings, vocabulary: Vocabulary
) -> Iterator[tuple[str, UnreadRow]]:
    """Yield what files leave open of which nothing was read, with the datasets that they may hold.

    A scan, or another file that is not a workbook, may hold those that its name tells: most are letters.
    """
    headers = Headers.of(vocabulary)
    for file, fault in lost:
        row = unread_file(file, surroundings)
        told = headers.told_by(PurePosixPath(file).stem)
        if not told and fault != OTHER_KIND:
            told = (*datasets(vocabulary),)
        yield from ((name, row) for name in told if name != UNIT)


def datasets(vocabulary: Vocabulary) -> list[str]:
    """Return the datasets that have a sheet, except the units."""
    return [name for name, entity in vocabulary.entities.items() if entity.sheet and name != UNIT]
