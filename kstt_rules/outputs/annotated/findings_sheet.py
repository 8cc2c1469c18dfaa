"""The sheet of findings that a file gets: what it says, line by line, before any format of a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.dossier import Source
from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.marks import Entry
from kstt_rules.outputs.annotated.styles import Look
from kstt_rules.outputs.texts import annotated as texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, counts_text, day, places_text
from kstt_rules.outputs.workbook import height

HEADER_ROW: Final = 7
FIRST_ROW: Final = HEADER_ROW + 1
MAX_ENTRIES: Final = 1_000_000
_SHOWN_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class AddedCell:
    """Text in a cell, or a number, its look, and the cell it leads to."""

    text: str | int
    look: Look = "text"
    link: Source | None = None

    @property
    def is_wrapped(self) -> bool:
        """Tell whether the text stays within its column."""
        return self.look not in ("title", "plain")


@dataclass(frozen=True, slots=True)
class _EntryColumn:
    header: Bilingual
    width: int
    text: Callable[[Entry], str]


_COLUMNS: Final = (
    _EntryColumn(words.PROVISION, 20, lambda entry: entry.provision),
    _EntryColumn(words.BEARER, 22, lambda entry: entry.bearer),
    _EntryColumn(words.UNIT, 22, lambda entry: entry.unit),
    _EntryColumn(words.SUBJECT, 22, lambda entry: entry.subject),
    _EntryColumn(words.HEADING, 26, lambda entry: entry.title),
    _EntryColumn(texts.MESSAGE, 50, lambda entry: entry.message),
    _EntryColumn(texts.REMEDY, 36, lambda entry: entry.remedy),
    _EntryColumn(words.EVIDENCE, 44, lambda entry: entry.evidence),
    _EntryColumn(words.CITATION, 44, lambda entry: entry.citation),
    _EntryColumn(words.RULE_ID, 18, lambda entry: entry.rule),
)
WIDTHS: Final = (6, 32, 15, *(column.width for column in _COLUMNS))
PRINTED_COLUMNS: Final = 10
_FILE_WIDTH: Final = 64


@dataclass(frozen=True, slots=True)
class FindingsSheet:
    """The sheet of one file: ``name`` and ``title`` of the file, what was applied, remarks, and the entries.

    With ``shows_files`` the cells are named with their files, for a sheet about several.
    """

    name: str
    file: str
    applied: str
    language: Language
    entries: Sequence[Entry]
    remark: str = ""
    shows_files: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the columns in characters."""
        return (WIDTHS[0], _FILE_WIDTH if self.shows_files else WIDTHS[1], *WIDTHS[2:])

    def rows(self) -> Iterator[list[AddedCell]]:
        """Yield all rows from the top."""
        yield [AddedCell(RESULT_TITLE[self.language], "title")]
        for text in (self.file, self.applied, texts.HOW_TO_READ[self.language]):
            yield [AddedCell(text, "plain")]
        levels = [AddedCell(capital(level.label[self.language]), level) for level in Level]
        yield [AddedCell("", "plain"), AddedCell(texts.COLOURS[self.language], "plain"), *levels]
        yield [AddedCell(self.remark, "plain")]
        headers = (texts.NUMBER, texts.CELL, words.OUTCOME, *(column.header for column in _COLUMNS))
        yield [AddedCell(header[self.language], "header") for header in headers]
        for number, entry in enumerate(self.entries[:MAX_ENTRIES], start=1):
            yield self._row(number, entry)
        if not self.entries:
            yield [AddedCell(""), AddedCell(texts.NO_ENTRY[self.language])]
        if (left := len(self.entries) - MAX_ENTRIES) > 0:
            yield [AddedCell(""), AddedCell(texts.MORE_ROWS[self.language].format(count=left))]

    def height(self, cells: Sequence[AddedCell]) -> float:
        """Guess the points that a row needs for the columns that are printed."""
        return height([str(cell.text) if cell.is_wrapped else "" for cell in cells[:PRINTED_COLUMNS]], self.widths)

    def _row(self, number: int, entry: Entry) -> list[AddedCell]:
        places = entry.places if self.shows_files else [replace(place, file="") for place in entry.places]
        shown = places_text(places, self.language, limit=_SHOWN_PLACES)
        link = entry.places[0] if entry.places else None
        return [
            AddedCell(number),
            AddedCell(shown, "link" if link else "text", link),
            AddedCell(capital(entry.level.label[self.language]), entry.level),
            *(AddedCell(column.text(entry)) for column in _COLUMNS),
        ]


def applied_text(result: AuditResult, language: Language) -> str:
    """Name the day, the pack and the regulation that an audit applied, and what it came to."""
    prefaces = "".join(f" {visible(preface[language])}" for preface in result.prefaces)
    applied = texts.APPLIED[language].format(
        day=day(result.as_of, language),
        pack=visible(f"{result.pack.id} {result.pack.version}"),
        title=visible(result.regulation.title[language]),
        counts=counts_text(result.summary, language),
    )
    return applied + prefaces
