"""The result as a workbook to read, filter and print, one sheet for each of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.base.labelled import Labelled, label_of
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Finding
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs import texts
from kstt_rules.outputs.read.corrections import add_corrections
from kstt_rules.outputs.read.findings_table import Column, columns_of
from kstt_rules.outputs.read.overview import Gap, facts, gaps
from kstt_rules.outputs.read.units_table import UnitRow, datasets_received, unit_rows
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import units as unit_texts
from kstt_rules.outputs.wording import capital, missing_text, provision_text, status_label
from kstt_rules.outputs.workbook import Book, BookCell, Heading, Style

OUTPUT = Output(
    name="xlsx",
    suffix=".xlsx",
    binary=True,
    label=both("Excel workbook of findings"),
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)

_FILLS: Final[Mapping[Outcome, Style]] = {
    Outcome.VIOLATION: "violation",
    Outcome.REVIEW: "review",
    Outcome.INFO: "info",
    Outcome.UNDETERMINED: "undetermined",
    Outcome.WAIVED: "undetermined",
}

_MOST_HELD: Final = 20_000
"""Findings; the cells of more are held on disk."""
_BURNING: Final[Mapping[Outcome, Style]] = {Outcome.VIOLATION: "violation_count", Outcome.REVIEW: "review_count"}

_GAP_COLUMNS: Final = (
    (texts.PROVISION, 20),
    (texts.CONTENT, 34),
    (texts.CAUSE, 18),
    (texts.MISSING, 34),
    (texts.REMEDY, 34),
    (texts.WOULD_BE, 14),
    (texts.COUNT, 11),
    (texts.CONCERNED, 28),
    (texts.RULE_ID, 15),
)
_ROW_COUNTS: Final = ((texts.READ, 12), (texts.ACCEPTED, 12), (texts.REJECTED, 12), (texts.IGNORED, 12))


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook, its sheets and headers in the language."""
    many = len(result.findings) > _MOST_HELD
    book = Book(stream, title=texts.TITLE[language], day=result.as_of, language=language, large=many)
    _summary(book, result, language)
    columns = columns_of(result)
    book.table(
        texts.FINDINGS_SHEET[language],
        [Heading(column.header[language], column.width, printed=not column.technical) for column in columns],
        (_finding(finding, columns, language) for finding in result.findings),
        len(result.findings),
    )
    undecided = gaps(result)
    book.table(
        texts.UNDETERMINED[language],
        _headings(language, *_GAP_COLUMNS),
        (_gap(gap, language) for gap in undecided),
        len(undecided),
    )
    book.table(
        texts.COVERAGE[language],
        _coverage_headings(language),
        (_coverage(row, language) for row in result.coverage),
        len(result.coverage),
    )
    book.table(
        texts.INPUTS[language],
        _headings(language, (texts.FILE, 50), *_ROW_COUNTS, (texts.SHA256, 68)),
        map(_input, result.inputs),
        len(result.inputs),
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
        (_reject(item, language) for item in result.rejects),
        len(result.rejects),
    )
    book.table(
        texts.NOTICES[language],
        _headings(language, (texts.NOTICES, 130)),
        ([BookCell(notice[language])] for notice in result.notices),
        len(result.notices),
    )
    if result.corrections:
        add_corrections(book, result.corrections, language)
    if result.is_by_unit:
        _units(book, unit_rows(result), language)
    book.close()


def _units(book: Book, units: Sequence[UnitRow], language: Language) -> None:
    datasets = datasets_received(units)
    book.table(
        unit_texts.BY_UNIT[language],
        [*_unit_headings(datasets, language)],
        ([*_unit(row, datasets, language)] for row in units),
        len(units),
    )


def _summary(book: Book, result: AuditResult, language: Language) -> None:
    rows = [[BookCell(texts.TITLE[language], "title")], []]
    rows[1:1] = [[BookCell(preface[language], "note")] for preface in result.prefaces]
    rows += [[BookCell(label[language], "label"), BookCell(value)] for label, value in facts(result, language)]
    rows += [[], [BookCell(texts.OUTCOME[language], "header"), BookCell(texts.COUNT[language], "header")]]
    rows += [
        [BookCell(capital(outcome.label[language]), _FILLS.get(outcome, "text")), BookCell(count, "total")]
        for outcome, count in result.summary.items()
    ]
    book.sheet(texts.SUMMARY[language], (34, 90), rows)


def _headings(language: Language, *columns: tuple[Bilingual, int]) -> list[Heading]:
    return [Heading(header[language], width) for header, width in columns]


def _finding(finding: Finding, columns: Sequence[Column], language: Language) -> list[BookCell]:
    style = _FILLS[finding.outcome]
    return [
        BookCell(column.cell(finding, language), style if column.header == texts.OUTCOME else "text")
        for column in columns
    ]


def _gap(gap: Gap, language: Language) -> list[BookCell]:
    return [
        BookCell(capital(provision_text(gap.provision, language))),
        BookCell(gap.title[language]),
        BookCell(capital(gap.cause[language])),
        BookCell(missing_text(gap.missing, language)),
        BookCell(gap.remedy[language]),
        BookCell(capital(gap.would_be.label[language])),
        BookCell(gap.subjects, "count"),
        BookCell(gap.concerns(language)),
        BookCell(gap.rule),
    ]


def _outcome_headings(language: Language) -> list[Heading]:
    return [Heading(capital(outcome.label[language]), 11) for outcome in Outcome]


def _coverage_headings(language: Language) -> list[Heading]:
    first = _headings(language, (texts.PROVISION, 24), (texts.CONTENT, 56), (texts.STATUS, 14))
    return [*first, *_outcome_headings(language), *_headings(language, (texts.REASON, 44))]


def _coverage(row: Coverage, language: Language) -> list[BookCell]:
    checked = row.status == "checked"
    return [
        BookCell(capital(row.citation[language])),
        BookCell(row.summary[language]),
        BookCell(capital(status_label(row.status)[language])),
        *(BookCell(row.outcomes.get(outcome, 0) if checked else "", "count") for outcome in Outcome),
        BookCell(row.reason[language] if row.reason else ""),
    ]


def _unit_headings(datasets: Sequence[Labelled], language: Language) -> Iterator[Heading]:
    yield from _headings(language, (texts.UNIT, 34), (unit_texts.PARENT, 26), (texts.TIER, 9))
    yield from _outcome_headings(language)
    yield from _headings(language, (unit_texts.UNLIKE_MOST, 40))
    for dataset in datasets:
        label = capital(label_of(dataset)[language])
        yield Heading(unit_texts.ROWS_OF[language].format(dataset=label), 14, printed=False)
    yield Heading(texts.UNIT_ID[language], 36, printed=False)


def _unit(row: UnitRow, datasets: Sequence[Labelled], language: Language) -> Iterator[BookCell]:
    """Yield the cells of a unit; ``datasets`` have a column each, blank where no row of it was received."""
    yield BookCell(row.unit.name)
    yield BookCell(row.parent.name if row.parent else "")
    yield BookCell(capital(label_of(row.tier or "")[language]))
    for outcome in Outcome:
        count = row.outcomes.get(outcome, 0)
        yield BookCell(count, _BURNING.get(outcome, "count") if count else "count")
    yield BookCell(capital(row.lacks(language)))
    rows = row.rows
    for dataset in datasets:
        yield BookCell(rows.get(dataset, ""), "count")
    yield BookCell(row.unit.id or "")


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
