"""The log of corrections: as a sheet of the workbook of findings, or as a workbook of its own."""

from collections.abc import Sequence
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Language
from kstt_rules.model.correction import Correction
from kstt_rules.model.findings import AuditResult
from kstt_rules.outputs import texts
from kstt_rules.outputs.wording import correction_cells
from kstt_rules.outputs.workbook import Book, BookCell, Heading

_COLUMNS: Final = (
    (texts.FILE, 36),
    (texts.SHEET, 24),
    (texts.CELL, 8),
    (texts.DATUM, 36),
    (texts.BEFORE, 30),
    (texts.AFTER, 30),
)


def add_corrections(book: Book, corrections: Sequence[Correction], language: Language) -> None:
    """Add the sheet: one row a change, in the order in which they were made."""
    book.table(
        texts.CORRECTIONS[language],
        [Heading(header[language], width) for header, width in _COLUMNS],
        ([*map(BookCell, correction_cells(item, language))] for item in corrections),
        len(corrections),
    )


def write_log(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook that holds the log alone."""
    book = Book(stream, title=texts.CORRECTIONS[language], day=result.as_of, language=language)
    add_corrections(book, result.corrections, language)
    book.close()
