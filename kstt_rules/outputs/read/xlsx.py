"""The result as a workbook to read, filter and print, one sheet for each of its parts."""

from collections.abc import Mapping
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Finding, Severity, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.read.findings_table import COLUMNS
from kstt_rules.outputs.read.overview import breaches_by_severity, facts
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.wording import capital, status_label
from kstt_rules.outputs.workbook import Book, BookCell, Heading, Style

OUTPUT = Output(
    name="xlsx",
    suffix=".xlsx",
    binary=True,
    label=both("Excel workbook of findings"),
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)

_FILLS: Final[Mapping[Severity, Style]] = {
    Severity.VIOLATION: "violation",
    Severity.REVIEW: "review",
    Severity.INFO: "info",
}
_CONCLUSIONS: Final = frozenset({texts.VERDICT, texts.SEVERITY})

_ROW_COUNTS: Final = ((texts.READ, 12), (texts.ACCEPTED, 12), (texts.REJECTED, 12), (texts.IGNORED, 12))


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook, its sheets and headers in the language."""
    book = Book(stream, title=texts.TITLE[language], day=result.as_of, language=language)
    _summary(book, result, language)
    book.table(
        texts.FINDINGS_SHEET[language],
        [Heading(column.header[language], column.width, printed=not column.technical) for column in COLUMNS],
        [_finding(finding, language) for finding in result.findings],
    )
    book.table(
        texts.COVERAGE[language],
        _coverage_headings(language),
        [_coverage(row, language) for row in result.coverage],
    )
    book.table(
        texts.INPUTS[language],
        _headings(language, (texts.FILE, 50), *_ROW_COUNTS, (texts.SHA256, 68)),
        [_input(item) for item in result.inputs],
    )
    book.table(
        texts.REJECTS[language],
        _headings(
            language,
            (texts.FILE, 36),
            (texts.SHEET, 24),
            (texts.ROW, 8),
            (texts.REASON, 70),
            (texts.REASON_CODE, 20),
        ),
        [_reject(item, language) for item in result.rejects],
    )
    book.table(
        texts.NOTICES[language],
        _headings(language, (texts.NOTICES, 130)),
        [[BookCell(notice[language])] for notice in result.regulation.notices],
    )
    book.close()


def _summary(book: Book, result: AuditResult, language: Language) -> None:
    rows = [[BookCell(texts.TITLE[language], "title")], []]
    rows += [[BookCell(label[language], "label"), BookCell(value)] for label, value in facts(result, language)]
    rows += [[], [BookCell(texts.VERDICT[language], "header"), BookCell(texts.COUNT[language], "header")]]
    rows += [_count(verdict.label[language], count) for verdict, count in result.summary.items()]
    rows += [[], [BookCell(texts.OF_WHICH[language], "header"), BookCell(texts.COUNT[language], "header")]]
    rows += [
        _count(severity.label[language], count, _FILLS[severity])
        for severity, count in breaches_by_severity(result.findings).items()
    ]
    book.sheet(texts.SUMMARY[language], (34, 90), rows)


def _count(label: str, count: int, style: Style = "text") -> list[BookCell]:
    return [BookCell(capital(label), style), BookCell(count, "total")]


def _headings(language: Language, *columns: tuple[Bilingual, int]) -> list[Heading]:
    return [Heading(header[language], width) for header, width in columns]


def _finding(finding: Finding, language: Language) -> list[BookCell]:
    style = _FILLS[finding.severity] if finding.verdict is Verdict.BREACH else "undetermined"
    return [
        BookCell(column.cell(finding, language), style if column.header in _CONCLUSIONS else "text")
        for column in COLUMNS
    ]


def _coverage_headings(language: Language) -> list[Heading]:
    verdicts = [Heading(capital(verdict.label[language]), 11) for verdict in Verdict]
    first = _headings(language, (texts.PROVISION, 24), (texts.CONTENT, 56), (texts.STATUS, 14))
    return [*first, *verdicts, *_headings(language, (texts.REASON, 44))]


def _coverage(row: Coverage, language: Language) -> list[BookCell]:
    checked = row.status == "checked"
    return [
        BookCell(capital(row.citation[language])),
        BookCell(row.summary[language]),
        BookCell(capital(status_label(row.status)[language])),
        *(BookCell(row.verdicts.get(verdict, 0) if checked else "", "count") for verdict in Verdict),
        BookCell(row.reason[language] if row.reason else ""),
    ]


def _input(item: InputFile) -> list[BookCell]:
    counts = (item.read, item.accepted, item.rejected, item.ignored)
    return [BookCell(item.file), *(BookCell(count, "count") for count in counts), BookCell(item.sha256)]


def _reject(item: Reject, language: Language) -> list[BookCell]:
    row = BookCell("") if item.row is None else BookCell(item.row, "count")
    return [
        BookCell(item.file),
        BookCell(item.sheet or ""),
        row,
        BookCell(item.message[language]),
        BookCell(item.reason),
    ]
