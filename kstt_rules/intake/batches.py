"""Files read some at a time: what each batch holds is kept apart, and units are known from all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kstt_rules.intake.assemble import (
    Tables,
    complete,
    find_tables,
    laid_out,
    lost_units,
    raw_tables_of,
)
from kstt_rules.intake.files.cells import Content, Limits
from kstt_rules.intake.files.listing import ListedFile, Listing
from kstt_rules.intake.files.reader import FileReader
from kstt_rules.intake.layout.blocks import Layouts, TableLayout
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import read_mapping
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.notices import notices
from kstt_rules.intake.row_account import RowAccount
from kstt_rules.intake.rows.accept_rows import AcceptedRows, accept_rows
from kstt_rules.intake.rows.implied_units import NamedUnit, implied_units, named_units
from kstt_rules.intake.rows.raw_table import RawTable, raw_table_of
from kstt_rules.intake.rows.unit_rows import complete_units, known_units
from kstt_rules.intake.units.register import Register
from kstt_rules.model.dossier import Table
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass(frozen=True)
class Batch:
    """Some files as they were read: the tables on their sheets, those of units taken out, and the rows beside them."""

    sheets: tuple[Tables, ...]
    units: tuple[TableLayout, ...]
    account: RowAccount


@dataclass(frozen=True)
class Opened:
    """What all other files must know of a batch: its files without their sheets, and its tables of units."""

    contents: tuple[Content, ...]
    units: tuple[SheetTable, ...]


@dataclass(frozen=True)
class Taken:
    """The datasets of a batch with their units known, the units that its rejected tables name, and its account."""

    raw_tables: dict[str, RawTable]
    doubts: dict[str, Counter[str]]
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
    mappings = () if mapping is None else read_mapping(mapping, Headers.of(vocabulary))
    with FileReader(Listing(tuple(files), ()), units=units, mapping=mapping, limits=Limits()) as reading:
        contents = reading.result()
    account = RowAccount()
    sheets = find_tables(contents, vocabulary, mappings, account)
    laid = laid_out(sheets, Layouts(vocabulary, None), is_register=True)
    tables = tuple(item.table for item in laid if not item.is_lost)
    bare = tuple(replace(content, sheets=()) for content in contents)
    return Batch(tuple(sheets), tuple(laid), account), Opened(bare, tables)


def unit_names(batch: Batch, vocabulary: Vocabulary) -> tuple[NamedUnit, ...]:
    """Return the names of units in a batch, to know units by where no file has a register."""
    raw_tables = raw_tables_of(laid_out(batch.sheets, Layouts(vocabulary, None), is_register=False), vocabulary)
    return tuple(named_units(raw_tables.values(), vocabulary))


def units_of(
    opened: Sequence[Opened], vocabulary: Vocabulary, known: Table | None, named: Iterable[NamedUnit]
) -> KnownUnits:
    """Return the units that the tables of units hold, else those already known, else those that are named."""
    tables = [table for batch in opened for table in batch.units]
    if tables:
        raw = raw_table_of(UNIT, tables, vocabulary)
        first = {content.label for batch in opened for content in batch.contents if content.register}
        register = complete_units(raw, vocabulary, first=first)
        complete(raw, register, vocabulary)
        return KnownUnits(register, accept_rows(raw, vocabulary.entity(UNIT)), is_given=True)
    if known is not None:
        return KnownUnits(known_units(known), None, is_given=True)
    places = [(name, field) for name, entity in vocabulary.entities.items() for field in entity.fields]
    order = {place: number for number, place in enumerate(places)}
    implied = implied_units(sorted(named, key=lambda named_unit: order[named_unit.dataset, named_unit.field]))
    register = complete_units(implied, vocabulary)
    return KnownUnits(register, accept_rows(implied, vocabulary.entity(UNIT)), is_given=False)


def take_batch(batch: Batch, vocabulary: Vocabulary, units: KnownUnits) -> Taken:
    """Take the datasets out of a batch and link their rows to units."""
    laid = laid_out(batch.sheets, Layouts(vocabulary, units.register if units.is_given else None), is_register=False)
    account = RowAccount()
    account.add(batch.account)
    for item in (*batch.units, *laid):
        account.open(item)
        account.rejects += notices(item, vocabulary)
    raw_tables = raw_tables_of(laid, vocabulary)
    for raw in raw_tables.values():
        complete(raw, units.register, vocabulary)
    lost = {item.entity for item in laid if item.is_lost}
    doubts = {name: lost_units(name, laid, units.register, vocabulary) for name in sorted(lost)}
    return Taken(raw_tables, doubts, account)
