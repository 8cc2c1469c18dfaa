"""The result as a report in Word, to read, print and file: what was judged, what was found, and on which cells."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language, both
from kstt_rules.base.labelled import label_of
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import WHOLE, AuditResult, Coverage, Finding, UnitRef
from kstt_rules.model.letter import Letterhead
from kstt_rules.model.outcomes import BREACHES, Outcome, Verdict, added_up
from kstt_rules.outputs import official_layout, texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.official_layout import add_foot, add_head, copies, full_day, numbered
from kstt_rules.outputs.read.overview import Gap, breaches_of, facts, gaps, group_by_bearer
from kstt_rules.outputs.read.units_table import UnitRow, parents, unit_rows
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import official
from kstt_rules.outputs.texts import units as unit_texts
from kstt_rules.outputs.word_document import Look, Text, TextRun, WordCell, WordDocument, text
from kstt_rules.outputs.wording import (
    capital,
    cells_of,
    conclusion_label,
    correction_cells,
    day,
    missing_text,
    party_text,
    places_text,
    provision_text,
    title_text,
    unit_text,
    within_text,
)

OUTPUT = Output(
    name="docx",
    suffix=".docx",
    binary=True,
    bears_letterhead=True,
    label=both("Word report"),
    media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

_TITLE: Final = both("Audit report")
_JUDGED: Final = both("What was judged, and by what")
_COVERAGE: Final = both("Results by article")
_WAIVED: Final = both("Breaches set aside")
_OF_ARTICLE: Final = both("{article}, total")
_UNCHECKED: Final = both("No rule: {reason}")
_NOTHING: Final = both("None.")
_CELLS: Final = both("Data")

_SECTIONS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
_HEADER: Final = "D9E2EC"
_TOTAL: Final = "F2F2F2"
_IN_UNITS: Final = (*BREACHES, Outcome.UNDETERMINED)
_FILLS: Final = {Outcome.VIOLATION: "F8CBAD", Outcome.REVIEW: "FFE699", Outcome.INFO: "DDEBF7"}

LOOKS: Final = {
    "normal": Look("Normal", 13),
    "page_number": Look("Số trang", 13, align="center"),
    "title": Look("Title", 16, bold=True, align="center", after=3),
    "subtitle": Look("Subtitle", 13, align="center", after=6),
    "section": Look("Heading 1", 14, bold=True, before=18, after=6, keep_next=True),
    "unit": Look("Heading 2", 13, bold=True, before=14, after=3, keep_next=True),
    "finding": Look("Heading 3", 13, bold=True, before=8, after=2, keep_next=True),
    "body": Look("Nội dung", 13, align="both", after=4),
    "detail": Look("Chi tiết phát hiện", 12, align="both", after=2, left=6),
    "cells": Look("Ô dữ liệu", 11, after=2, left=6),
    "cell": Look("Ô bảng", 11, before=1, after=1),
    "count": Look("Ô bảng, số", 11, align="right", before=1, after=1),
    "note": Look("Ghi chú bảng", 11, italic=True, align="both", before=3),
    "hash": Look("Ô bảng, mã băm", 8, before=2, after=1),
    "sum": Look("Ô cộng", 11, bold=True, before=1, after=1, keep_next=True),
    "sum_count": Look("Ô cộng, số", 11, bold=True, align="right", before=1, after=1, keep_next=True),
    "header": Look("Đầu bảng", 10, bold=True, align="center", before=1, after=1),
}
_OFFICIAL_LOOKS: Final = {
    "kind": Look("Tên loại văn bản", 14, bold=True, align="center", before=12),
    "on_what": Look("Trích yếu văn bản", 14, bold=True, align="center", after=6),
    "end": Look("Kết thúc báo cáo", 13, align="both", before=12, keep_next=True),
}
_Section = Callable[[WordDocument, AuditResult, Language], None]


def render(result: AuditResult, stream: BinaryIO, *, language: Language, letterhead: Letterhead | None = None) -> None:
    """Write the report in the language; with a letterhead it is an official one, to be numbered and signed."""
    title = _TITLE[language]
    dated = result.as_of if letterhead is None or letterhead.date is None else letterhead.date
    looks = LOOKS if letterhead is None else LOOKS | official_layout.LOOKS | _OFFICIAL_LOOKS
    document = WordDocument(looks, title=title, day=dated, language=language, margins=official_layout.MARGINS)
    if letterhead is None:
        document.add(text("title", title.upper()), text("subtitle", result.regulation.title[language]))
    else:
        add_head(document, letterhead, numbered(letterhead.report_number, letterhead.report_symbol))
        document.add(*_named(result))
    document.add(text("subtitle", f"{texts.AS_OF[language]} {day(result.as_of, language)}"))
    document.add(*(text("subtitle", preface[language]) for preface in result.prefaces))
    for place, (heading, section) in zip(_SECTIONS, _sections(result), strict=False):
        document.add(text("section", f"{place}. {heading[language]}"))
        section(document, result, language)
    if letterhead is not None:
        document.add(text("end", official.END_OF_REPORT.format(day=full_day(result.as_of))), text("gap"))
        add_foot(document, letterhead, copies(letterhead))
    document.save(stream)


def _named(result: AuditResult) -> Iterator[Text]:
    """Name an official report: what kind of document it is, and what about."""
    yield text("kind", official.REPORT.upper())
    yield text("on_what", official.ON_WHAT.format(title=result.regulation.title.vi))


def _sections(result: AuditResult) -> tuple[tuple[Bilingual, _Section], ...]:
    by_unit = ((unit_texts.BY_UNIT, _units),) if result.is_by_unit else ()
    return (
        (_JUDGED, _judged),
        (texts.SUMMARY, _summary),
        *by_unit,
        (_COVERAGE if result.regulation.citations is None else texts.COVERAGE, _coverage),
        (texts.FINDINGS if by_unit else texts.FINDINGS_OF_WHOLE, _findings),
        (texts.UNDETERMINED, _undetermined),
        (_WAIVED, _waived),
        (texts.REJECTS, _rejects),
        (texts.INPUTS, _inputs),
        *(((texts.CORRECTIONS, _corrections),) if result.corrections else ()),
        (texts.NOTICES, _notices),
    )


def _cell(words: str, *, bold: bool = False, fill: str = "", span: int = 1) -> WordCell:
    return WordCell((text("cell", TextRun(words, bold=bold)),), fill, span)


def _count(value: int, language: Language) -> WordCell:
    return WordCell((text("count", number(value, language)),))


def _headers(*words: str) -> list[WordCell]:
    """Make a row of headers, each line of one a paragraph."""
    return [WordCell(tuple(text("header", line) for line in word.split("\n")), _HEADER) for word in words]


def _judged(document: WordDocument, result: AuditResult, language: Language) -> None:
    document.table(
        (50, 115), [[_cell(label[language], bold=True), _cell(value)] for label, value in facts(result, language)]
    )


def _notices(document: WordDocument, result: AuditResult, language: Language) -> None:
    document.add(*(text("body", f"- {notice[language]}") for notice in result.notices))
    if not result.notices:
        document.add(text("body", _NOTHING[language]))


def _summary(document: WordDocument, result: AuditResult, language: Language) -> None:
    rows = [
        [_cell(capital(outcome.label[language]), fill=_FILLS.get(outcome, "")), _count(count, language)]
        for outcome, count in result.summary.items()
    ]
    headers = _headers(texts.OUTCOME[language], texts.COUNT[language])
    document.table((100, 35), [headers, *rows], headings=1)


def _units(document: WordDocument, result: AuditResult, language: Language) -> None:
    """Set out the units that there is something to say of, the worst first, and count the others."""
    units = unit_rows(result)
    noted = [row for row in units if row.is_of_note]
    labels = [texts.OUTCOME_HEADERS[outcome][language] for outcome in _IN_UNITS]
    headers = _headers(texts.UNIT[language], *labels, unit_texts.UNLIKE_MOST[language])
    rows = [_unit_row(row, language) for row in noted]
    nothing = _NOTHING if units else unit_texts.NO_REGISTER
    _table_or(document, nothing[language], (66, 14, 15, 14, 17, 39), headers, rows)
    if any(row.not_received for row in noted):
        document.add(text("note", unit_texts.MEANS[language]))
    judged = sum(row.is_judged for row in units)
    for note, count in ((unit_texts.REST, judged - len(noted)), (unit_texts.NOT_JUDGED, len(units) - judged)):
        if count:
            document.add(text("note", note[language].format(count=number(count, language))))


def _unit_row(row: UnitRow, language: Language) -> list[WordCell]:
    counts = {outcome: row.outcomes.get(outcome, 0) for outcome in _IN_UNITS}
    return [
        _cell(within_text(row.unit, row.parent)),
        *(
            WordCell((text("count", number(count, language)),), _FILLS.get(outcome, "") if count else "")
            for outcome, count in counts.items()
        ),
        _cell(capital(row.lacks(language))),
    ]


def _coverage(document: WordDocument, result: AuditResult, language: Language) -> None:
    labels = [texts.OUTCOME_HEADERS[outcome][language] for outcome in Outcome]
    headers = _headers(texts.PROVISION[language], texts.CONTENT[language], *labels)
    rows = [row for group in _articles(result.coverage) for row in _article(group, language)]
    document.table((28, 34, 14, 15, 14, 17, 14, 13, 16), [headers, *rows], headings=1)


def _articles(coverage: Sequence[Coverage]) -> Iterator[list[Coverage]]:
    for _, group in groupby(coverage, lambda row: row.provision.top):
        yield list(group)


def _article(rows: Sequence[Coverage], language: Language) -> Iterator[list[WordCell]]:
    """Set out the provisions of an article, below their sums where there are several."""
    if len(rows) > 1:
        first = rows[0].provision
        article = provision_text(first.top, language)
        label = _OF_ARTICLE[language].format(article=article)
        sums = added_up(row.outcomes for row in rows).values()
        yield [
            WordCell((text("sum", label),), _TOTAL, span=2),
            *(WordCell((text("sum_count", number(count, language)),), _TOTAL) for count in sums),
        ]
    for row in rows:
        cells = [_cell(capital(row.citation[language])), _cell(row.summary[language])]
        if row.status == "checked":
            yield [*cells, *(_count(row.outcomes.get(outcome, 0), language) for outcome in Outcome)]
        else:
            reason = row.reason[language] if row.reason else ""
            yield [*cells, _cell(_UNCHECKED[language].format(reason=reason), span=len(Outcome))]


def _findings(document: WordDocument, result: AuditResult, language: Language) -> None:
    units = group_by_bearer(finding for finding in result.findings if finding.verdict is Verdict.BREACH)
    if not units:
        document.add(text("body", texts.NO_FINDINGS[language]))
    above = parents(result)
    for unit, findings in units:
        document.add(text("unit", _unit(_name(unit, above.get(unit), language), findings, language)))
        for place, finding in enumerate(findings, start=1):
            document.add(*_finding(finding, place, language))


def _unit(unit: str, findings: Sequence[Finding], language: Language) -> str:
    told = (f"{outcome.label[language]} {count}" for outcome, count in breaches_of(findings).items() if count)
    return f"{unit}: {' · '.join(told)}"


def _finding(finding: Finding, place: int, language: Language) -> Iterator[Text]:
    yield text("finding", f"{place}. {title_text(finding, language)}", f" [{conclusion_label(finding)[language]}]")
    yield text("detail", finding.message[language])
    said = partial(_labelled, language=language)
    yield said("detail", texts.BASIS, f"{capital(finding.citation[language])} [{finding.rule}]")
    if finding.text:
        yield said("detail", texts.OFFICIAL_TEXT, f"“{finding.text}”")
    if finding.remedy[language]:
        yield said("detail", texts.REMEDY, finding.remedy[language])
    if finding.reading:
        yield said("detail", texts.READING, label_of(finding.reading)[language])
    if cells := cells_of(finding):
        yield said("cells", _CELLS, places_text(cells, language))


def _labelled(look: str, label: Bilingual, words: str, *, language: Language) -> Text:
    return text(look, TextRun(f"{label[language]}: ", italic=True), words)


def _name(unit: UnitRef, parent: UnitRef | None, language: Language) -> str:
    return party_text(unit, language) if unit == WHOLE else unit_text(unit, parent)


def _undetermined(document: WordDocument, result: AuditResult, language: Language) -> None:
    rows = [_gap(gap, language) for gap in gaps(result)]
    labels = (texts.CONTENT, texts.MISSING, texts.CONCERNED, texts.COUNT)
    headers = _headers(*(label[language] for label in labels))
    _table_or(document, _NOTHING[language], (58, 46, 45, 16), headers, rows)


def _gap(gap: Gap, language: Language) -> list[WordCell]:
    return [
        _cell(gap.told(language)),
        _cell(missing_text(gap.missing, language)),
        _cell(gap.concerns(language)),
        _count(gap.subjects, language),
    ]


def _waived(document: WordDocument, result: AuditResult, language: Language) -> None:
    rows = [
        [
            _cell(party_text(finding.unit, language)),
            _cell(capital(provision_text(finding.provision, language))),
            _cell(f"{title_text(finding, language)}. {finding.message[language]}"),
        ]
        for finding in result.findings
        if finding.verdict is Verdict.WAIVED
    ]
    headers = _headers(texts.UNIT[language], texts.PROVISION[language], texts.MESSAGE[language])
    _table_or(document, _NOTHING[language], (40, 31, 94), headers, rows)


def _rejects(document: WordDocument, result: AuditResult, language: Language) -> None:
    labels = (texts.FILE, texts.SHEET, texts.ROW, texts.REASON)
    headers = _headers(*(label[language] for label in labels))
    rows = [_reject(item, language) for item in result.rejects]
    _table_or(document, texts.NO_REJECTS[language], (43, 32, 14, 76), headers, rows)


def _reject(item: Reject, language: Language) -> list[WordCell]:
    row = "" if item.row is None else str(item.row)
    return [_cell(item.file), _cell(item.sheet or ""), _cell(row), _cell(item.message[language])]


def _corrections(document: WordDocument, result: AuditResult, language: Language) -> None:
    labels = (texts.FILE, texts.SHEET, texts.CELL, texts.DATUM, texts.BEFORE, texts.AFTER)
    headers = _headers(*(label[language] for label in labels))
    rows = [[*map(_cell, correction_cells(item, language))] for item in result.corrections]
    document.table((34, 27, 14, 34, 28, 28), [headers, *rows], headings=1)


def _inputs(document: WordDocument, result: AuditResult, language: Language) -> None:
    labels = (texts.FILE, texts.READ, texts.ACCEPTED, texts.REJECTED, texts.IGNORED, texts.SHA256)
    headers = _headers(*(label[language] for label in labels))
    rows = [_input(item, language) for item in result.inputs]
    _table_or(document, texts.NO_INPUTS[language], (45, 14, 17, 17, 14, 58), headers, rows)


def _input(item: InputFile, language: Language) -> list[WordCell]:
    counts = (item.read, item.accepted, item.rejected, item.ignored)
    digest = WordCell((text("hash", item.sha256),))
    return [_cell(item.file), *(_count(count, language) for count in counts), digest]


def _table_or(
    document: WordDocument, nothing: str, widths: Sequence[float], headers: list[WordCell], rows: list[list[WordCell]]
) -> None:
    """Add a table, or a word in its place where it would hold nothing."""
    if rows:
        document.table(widths, [headers, *rows], headings=1)
    else:
        document.add(text("body", nothing))
