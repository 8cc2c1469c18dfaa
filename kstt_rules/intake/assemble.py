"""Everything that was read, put together as a dossier in which every non-empty row is accounted for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kstt_rules.dossier import Dossier, InputFile, Reject, Table
from kstt_rules.intake.columns import column_of
from kstt_rules.intake.draft import Draft, draft_of, require
from kstt_rules.intake.implied_units import implied_units
from kstt_rules.intake.linking import link, possible_units, unit_field
from kstt_rules.intake.messages import (
    file_reject,
    missing_columns,
    unheaded_column,
    unknown_column,
    unknown_sheet,
)
from kstt_rules.intake.reader import Content, Sheet
from kstt_rules.intake.register import Register
from kstt_rules.intake.settle import Settled, settle
from kstt_rules.intake.tables import (
    Headers,
    SheetTable,
    find_header,
    is_guide,
    table_below,
    unheaded_columns,
)
from kstt_rules.intake.unit_rows import complete_units, known_units
from kstt_rules.intake.values import text
from kstt_rules.vocabulary import Vocabulary

_UNITS = "unit"


@dataclass
class _Books:
    """What became of every row, by file, and what is said about it."""

    read: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def enter(self, settled: Settled) -> Table:
        """Count the rows of a dataset and return its table."""
        self.accepted += settled.accepted
        self.rejected += settled.rejected
        self.ignored += settled.ignored
        self.rejects += settled.rejects
        return settled.table

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


@dataclass(frozen=True)
class _Found:
    """The sheets of each dataset, and those that lack a column that they cannot be without."""

    tables: Mapping[str, list[SheetTable]]
    lost: Mapping[str, list[SheetTable]]


def assemble(contents: Sequence[Content], vocabulary: Vocabulary, *, known: Table | None = None) -> Dossier:
    """Find the datasets in what was read and normalise them to tables; no row is lost without a word.

    Without a sheet of units, the units are those of the register already ``known``, else those that the other sheets
    name.
    """
    books = _Books()
    found = _find_tables(contents, vocabulary, books)
    drafts = {
        name: draft_of(name, found.tables[name], vocabulary) for name in vocabulary.entities if name in found.tables
    }
    tables: dict[str, Table] = {}
    if _UNITS not in drafts and known is not None:
        register = known_units(known)
    elif _UNITS not in drafts and drafts:
        implied = implied_units(drafts.values(), vocabulary)
        register = complete_units(implied, vocabulary)
        tables[_UNITS] = settle(implied, vocabulary.entity(_UNITS)).table
    elif drafts:
        named = {content.label for content in contents if content.register}
        register = complete_units(drafts[_UNITS], vocabulary, first=named)
    for name, draft in drafts.items():
        tables[name] = books.enter(_settled(draft, register, vocabulary))
        if name in found.lost:
            tables[name] = _with_doubts(tables[name], found.lost[name], register, vocabulary)
    return Dossier(tables, books.close(contents), tuple(sorted(books.rejects, key=lambda reject: reject.sort_key)))


def _settled(draft: Draft, register: Register, vocabulary: Vocabulary) -> Settled:
    entity = vocabulary.entity(draft.entity)
    if draft.entity != _UNITS:
        link(draft, register, vocabulary)
    require(draft, entity)
    return settle(draft, entity)


def _with_doubts(table: Table, lost: Sequence[SheetTable], register: Register, vocabulary: Vocabulary) -> Table:
    """Let the rows of rejected sheets make the units that they name doubtful."""
    doubts = Counter(table.doubtful)
    name = unit_field(vocabulary.entity(table.entity))
    for sheet in lost:
        if name is not None and name in sheet.origin.columns:
            texts = column_of(sheet.cells(name)).map(text)
            units = register.resolve(texts).map(possible_units)
            doubts.update(unit for row in range(len(units)) for unit in units[row] or ())
    return replace(table, doubtful=dict(sorted(doubts.items())))


def _find_tables(contents: Sequence[Content], vocabulary: Vocabulary, books: _Books) -> _Found:
    headers = Headers.of(vocabulary)
    found = _Found(defaultdict(list), defaultdict(list))
    for content in contents:
        if content.fault is not None:
            books.rejects.append(file_reject(content.label, content.fault))
        for sheet in content.sheets:
            books.read[content.label] += len(sheet.rows)
            _find_table(content.label, sheet, headers, found, books)
    return found


def _find_table(file: str, sheet: Sheet, headers: Headers, found: _Found, books: _Books) -> None:
    if not sheet.rows:
        return
    header = find_header(sheet, file, headers)
    if isinstance(header, tuple):
        books.ignored[file] += len(sheet.rows)
        if not is_guide(sheet):
            books.rejects.append(unknown_sheet(file, sheet.name, [headers.entities[name] for name in header]))
        return
    entity = headers.entities[header.entity]
    table = table_below(sheet, file, header, entity)
    books.ignored[file] += len(sheet.rows) - len(table.rows)
    if header.missing:
        found.lost[header.entity].append(table)
        books.rejected[file] += len(table.rows)
        books.rejects.append(missing_columns(file, sheet.name, entity, header.missing))
        return
    found.tables[header.entity].append(table)
    row = sheet.numbers[header.index]
    books.rejects += [unknown_column(file, sheet.name, row, *column) for column in sorted(header.unknown.items())]
    books.rejects += [unheaded_column(file, sheet.name, row, column) for column in unheaded_columns(sheet, header)]
