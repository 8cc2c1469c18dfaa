"""The report calendar as a workbook: the sheet of reports to fill in and submit, and a guide to its days."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import Language
from kstt_rules.model.reporting_year import DueReport, ReportingYear
from kstt_rules.outputs import texts
from kstt_rules.outputs.calendar.wording import notes, period, rest, tier
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import calendar as calendar_texts
from kstt_rules.outputs.wording import capital, provision_text
from kstt_rules.outputs.workbook import Book, BookCell, Heading

OUTPUT = Output(name="xlsx", suffix=".xlsx", shows="calendar", binary=True)

_UNIT_WIDTH: Final = 34
_FIELD_WIDTH: Final = 14

_COLUMNS: Final = (
    (texts.UNIT, _UNIT_WIDTH),
    (texts.TIER, 8),
    (calendar_texts.PERIOD, 14),
    (calendar_texts.DATA_FROM, 13),
    (calendar_texts.DATA_UNTIL, 13),
    (calendar_texts.DUE, 13),
    (calendar_texts.SOURCE, 30),
    (calendar_texts.REST, 28),
    (texts.BASIS, 18),
)


def render(year: ReportingYear, stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook; the sheet of reports has its Vietnamese headers, so that it can be read back.

    A calendar of kinds of unit has no such sheet, for nobody could submit it.
    """
    title = calendar_texts.TITLE[language].format(year=year.year)
    book = Book(stream, title=title, day=date(year.year, 1, 1), language=language)
    if year.of_units:
        headings = [Heading(header, _width(field)) for field, header in year.headers.items()]
        book.table(
            year.sheet, headings, (_row(report, list(year.headers)) for report in year.reports), len(year.reports)
        )
    above = list(_guide(year, language))
    header = [BookCell(label[language], "header") for label, _ in _COLUMNS]
    days = [_days(report, language) for report in year.reports]
    guide = book.sheet(texts.GUIDE[language], [width for _, width in _COLUMNS], [*above, header, *days])
    guide.repeat_rows(len(above))
    guide.autofilter(len(above), 0, len(above) + len(days), len(header) - 1)
    book.close()


def _width(field: str) -> int:
    return _UNIT_WIDTH if field == "unit" else _FIELD_WIDTH


def _row(report: DueReport, fields: list[str]) -> list[BookCell]:
    known = {
        "unit": BookCell(report.reporter.written),
        "period": BookCell(report.period.vi),
        "due_on": BookCell("") if report.due is None else BookCell(report.due, "date"),
    }
    return [known.get(field, BookCell("")) for field in fields]


def _guide(year: ReportingYear, language: Language) -> Iterator[list[BookCell]]:
    yield [BookCell(calendar_texts.TITLE[language].format(year=year.year), "title")]
    yield [BookCell(year.regulation[language], "note")]
    yield [BookCell(f"{texts.PACK[language]}: {year.pack.id} {year.pack.version}", "note")]
    yield []
    if year.of_units:
        yield [BookCell(f"• {calendar_texts.FILL_IN[language].format(sheet=year.sheet)}", "note")]
    for note in notes(year, language):
        yield [BookCell(f"• {note}", "note")]
    yield []


def _days(report: DueReport, language: Language) -> list[BookCell]:
    return [
        BookCell(report.reporter.name[language]),
        BookCell(tier(report, language)),
        BookCell(period(report, language)),
        BookCell(report.first, "date"),
        BookCell(report.last, "date"),
        BookCell("") if report.due is None else BookCell(report.due, "date"),
        BookCell(calendar_texts.SOURCES[report.source][language]),
        BookCell(rest(report, language)),
        BookCell(capital(provision_text(report.provision, language))),
    ]
