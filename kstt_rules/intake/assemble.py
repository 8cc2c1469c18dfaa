"""Everything that was read, put together as a dossier in which every non-empty row is accounted for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.layout.blocks import Blocks, Laid, Layouts, find_blocks, sheet_titles
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import TableMapping
from kstt_rules.intake.notices import hidden_sheet, is_guide, is_result, notices, sheet_notices, unknown_sheet
from kstt_rules.intake.rows.accept_rows import Settled, settle
from kstt_rules.intake.rows.implied_units import implied_units, namings
from kstt_rules.intake.rows.linking import link, possible_units
from kstt_rules.intake.rows.raw_table import Draft, draft_of, require, without_faults
from kstt_rules.intake.rows.unit_rows import complete_units, known_units
from kstt_rules.intake.table_report import report
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.entity_fields import unit_field
from kstt_rules.intake.values.parsers import text
from kstt_rules.model.dossier import Dossier, InputFile, Reject, Table
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass
class Books:
    """What became of every row, by file, and what is said about it."""

    read: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def enter(self, settled: Settled) -> None:
        """Count the rows of a dataset."""
        files = [sheet.file for sheet in settled.table.sheets]
        for at, count in settled.accepted.items():
            self.accepted[files[at]] += count
        for (at, _), count in settled.rejected.items():
            self.rejected[files[at]] += count
        for (at, _), count in settled.ignored.items():
            self.ignored[files[at]] += count
        self.rejects += settled.rejects

    def open(self, laid: Laid) -> None:
        """Count the rows of a table's sheet that the table does not hold.

        A row that stands for several, in a form with columns for periods, is read as many times.
        """
        file = laid.block.file
        self.read[file] += len(laid.table.numbers) - len(laid.found.kept)
        self.ignored[file] += laid.ignored.total()
        self.rejected[file] += len(laid.found.doubtful)
        if laid.is_lost:
            self.rejected[file] += len(laid.table.numbers)

    def add(self, other: "Books") -> None:
        """Enter what other books hold."""
        self.read += other.read
        self.accepted += other.accepted
        self.rejected += other.rejected
        self.ignored += other.ignored
        self.rejects += other.rejects

    def close(self, contents: Sequence[Content]) -> tuple[InputFile, ...]:
        """Return one entry a file that was opened; each must have as many rows accounted for as were read."""
        for content in contents:
            file = content.label
            fates = self.accepted[file] + self.rejected[file] + self.ignored[file]
            assert self.read[file] == fates, f"{file}: {self.read[file]} rows read, {fates} accounted for"
        return tuple(
            InputFile(
                content.label,
                content.sha256,
                self.read[content.label],
                self.accepted[content.label],
                self.rejected[content.label],
                self.ignored[content.label],
            )
            for content in contents
            if content.sha256
        )


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
    books = Books()
    sheets = find_tables(contents, vocabulary, mappings, books)
    laid = laid_out(sheets, Layouts(vocabulary, None), is_register=True)
    drafts = drafts_of(laid, vocabulary)
    register: Register | None = None
    if UNIT in drafts:
        named = {content.label for content in contents if content.register}
        register = complete_units(drafts[UNIT], vocabulary, first=named)
    elif known is not None:
        register = known_units(known)
    others = laid_out(sheets, Layouts(vocabulary, register), is_register=False)
    drafts |= drafts_of(others, vocabulary)
    tables: dict[str, Table] = {}
    if register is None:
        implied = implied_units(namings(drafts.values(), vocabulary))
        register = complete_units(implied, vocabulary)
        if drafts:
            tables[UNIT] = settle(implied, vocabulary.entity(UNIT)).table
    settled = _settle_all(drafts, [*laid, *others], register, vocabulary, books)
    tables |= {name: _with_doubts(item.table, others, register, vocabulary) for name, item in settled.items()}
    rejects = tuple(sorted(books.rejects, key=lambda reject: reject.sort_key))
    dossier = Dossier(tables, books.close(contents), rejects)
    return Inspection(report([*laid, *others], settled, vocabulary), dossier)


def _settle_all(
    drafts: Mapping[str, Draft], laid: Sequence[Laid], register: Register, vocabulary: Vocabulary, books: Books
) -> dict[str, Settled]:
    """Settle the datasets in the vocabulary's order, and enter all rows in the books."""
    for item in laid:
        books.open(item)
        books.rejects += notices(item, vocabulary)
    settled = {}
    for name in (name for name in vocabulary.entities if name in drafts):
        settled[name] = _settled(drafts[name], register, vocabulary)
        books.enter(settled[name])
    return settled


def drafts_of(laid: Iterable[Laid], vocabulary: Vocabulary) -> dict[str, Draft]:
    """Return the datasets of tables, those left out of which no row can be taken."""
    tables = defaultdict(list)
    for item in laid:
        if not item.is_lost:
            tables[item.entity].append(item.table)
    return {name: draft_of(name, tables[name], vocabulary) for name in vocabulary.entities if name in tables}


def _settled(draft: Draft, register: Register, vocabulary: Vocabulary) -> Settled:
    complete(draft, register, vocabulary)
    return settle(draft, vocabulary.entity(draft.entity))


def complete(draft: Draft, register: Register, vocabulary: Vocabulary) -> None:
    """Link the rows of a draft to units, and note what they lack."""
    if draft.entity != UNIT:
        link(draft, register, vocabulary)
    require(draft, vocabulary.entity(draft.entity))


def _with_doubts(table: Table, laid: Sequence[Laid], register: Register, vocabulary: Vocabulary) -> Table:
    """Let the rows of its rejected tables make the units that they name doubtful."""
    doubts = Counter(table.doubtful) + lost_units(table.entity, laid, register, vocabulary)
    return replace(table, doubtful=dict(sorted(doubts.items())))


def lost_units(entity: str, laid: Sequence[Laid], register: Register, vocabulary: Vocabulary) -> Counter[str]:
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
    contents: Sequence[Content], vocabulary: Vocabulary, mappings: tuple[TableMapping, ...], books: Books
) -> list[Tables]:
    """Find the tables in what was read, and enter the rows beside them in the books."""
    headers = Headers.of(vocabulary)
    found = []
    for content in contents:
        if content.fault is not None:
            books.rejects.append(file_reject(content.label, content.fault))
        for sheet in content.sheets:
            if sheet.rows:
                blocks = _blocks_of(sheet, content.label, headers, mappings)
                _open_sheet(content.label, sheet, blocks, headers, books)
                found.append(Tables(content.label, blocks))
    return found


def _blocks_of(sheet: Sheet, file: str, headers: Headers, mappings: tuple[TableMapping, ...]) -> Blocks:
    if not is_result(sheet):
        blocks = find_blocks(sheet, file, headers, mappings)
        if blocks.are_whole or not is_guide(sheet):
            return blocks
    return Blocks((), len(sheet.rows))


def _open_sheet(file: str, sheet: Sheet, blocks: Blocks, headers: Headers, books: Books) -> None:
    rows = sum(block.length for block in blocks.tables)
    books.read[file] += rows + blocks.outside
    books.ignored[file] += blocks.outside
    assert rows + blocks.outside == (len(blocks.tables[0].sheet.rows) if blocks.tables else len(sheet.rows))
    if blocks.unknown is not None and not sheet.hidden:
        books.rejects.append(unknown_sheet(file, sheet.name, [headers.entities[name] for name in blocks.unknown]))
    elif blocks.tables and sheet.hidden:
        books.rejects.append(hidden_sheet(file, sheet.name))
    if blocks.tables:
        books.rejects += sheet_notices(file, sheet)


def laid_out(sheets: Sequence[Tables], layouts: Layouts, *, is_register: bool) -> list[Laid]:
    """Take out the tables of units, or all others."""
    return [
        layouts.lay_out(block, sheet_titles(sheet.blocks))
        for sheet in sheets
        for block in sheet.blocks.tables
        if (block.header.entity == UNIT) == is_register
    ]
