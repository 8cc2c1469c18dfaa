"""The workbook beside several annotated files: what became of each, and all findings with links into the files."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.dossier import Source
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated import xlsx
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet
from kstt_rules.outputs.annotated.marks import FileMarks
from kstt_rules.outputs.texts import annotated as texts
from kstt_rules.outputs.workbook import Book, BookCell, Heading


@dataclass(frozen=True, slots=True)
class FileReturned:
    """One submitted file: the annotated one in the folder or None, how many entries it has, and what is to be said.

    ``sheets`` holds the names of sheets that had to change.
    """

    label: str
    written: str | None
    entries: int
    remark: Bilingual | None = None
    sheets: Mapping[str, str] = field(default_factory=dict)


def write_index(
    outcomes: Sequence[FileReturned], sheet: FindingsSheet, stream: BinaryIO, *, language: Language, day: date
) -> None:
    """Write the workbook; files that were not annotated stand in it with the reason."""
    base = BytesIO()
    book = Book(base, title=words.TITLE[language], day=day, language=language)
    headings = [
        Heading(header[language], width) for header, width in zip(texts.INDEX_HEADERS, (48, 52, 12, 80), strict=True)
    ]
    book.table(words.GUIDE[language], headings, (_row(outcome, language) for outcome in outcomes), len(outcomes))
    book.close()
    written: Mapping[str, str] = {item.label: item.written for item in outcomes if item.written is not None}
    renamed = {(item.label, old): new for item in outcomes for old, new in item.sheets.items()}
    entries = [entry.moved(renamed) for entry in sheet.entries]

    def file_link(source: Source) -> str | None:
        return quote(written[source.file]) if source.file in written else ""

    xlsx.annotate(base, stream, FileMarks(), replace(sheet, entries=entries), file_link=file_link)


def _row(outcome: FileReturned, language: Language) -> list[BookCell]:
    remark = "" if outcome.remark is None else outcome.remark[language]
    return [
        BookCell(outcome.label),
        BookCell(outcome.written or ""),
        BookCell(outcome.entries, "count"),
        BookCell(remark),
    ]
