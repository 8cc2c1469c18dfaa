"""The report calendar as a workbook: the sheet of reports to fill in and submit, and a guide to its days."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from kstt_rules.bilingual import Language
from kstt_rules.outputs import calendar_texts, texts
from kstt_rules.outputs.wording import capital, provision_text
from kstt_rules.outputs.workbook import Book, Cell, Heading

if TYPE_CHECKING:
    from kstt_rules.reporting_year import DueReport, ReportingYear

_GUIDE_WIDTHS = (40, 16, 16, 16, 18, 30, 18)
_WIDE_FIELDS = ("unit",)


def render(year: "ReportingYear", stream: BinaryIO, *, language: Language) -> None:
    """Write the workbook; the sheet of reports bears its Vietnamese headers, so that it can be read back."""
    book = Book(
        stream,
        title=calendar_texts.TITLE[language].format(year=year.year),
        day=date(year.year, 1, 1),
        cut_mark=texts.CUT[language],
        page=texts.PAGE[language],
    )
    headings = [Heading(header, _width(field, header)) for field, header in year.headers.items()]
    book.table(year.sheet, headings, [_row(report, list(year.headers)) for report in year.reports])
    book.sheet(calendar_texts.GUIDE[language], _GUIDE_WIDTHS, _guide(year, language))
    book.close()


def _width(field: str, header: str) -> int:
    return 40 if field in _WIDE_FIELDS else max(14, len(header) + 4)


def _row(report: "DueReport", fields: list[str]) -> list[Cell]:
    known = {
        "unit": Cell(report.reporter.written),
        "period": Cell(report.period.vi),
        "due_on": Cell("") if report.due is None else Cell(report.due, "date"),
    }
    return [known.get(field, Cell("")) for field in fields]


def _guide(year: "ReportingYear", language: Language) -> Iterator[list[Cell]]:
    yield [Cell(calendar_texts.TITLE[language].format(year=year.year), "title")]
    yield [Cell(year.regulation[language], "note")]
    yield [Cell(f"{texts.PACK[language]}: {year.pack.id} {year.pack.version}", "note")]
    yield []
    for note in _notes(year, language):
        yield [Cell(f"• {note}", "note")]
    yield []
    yield [Cell(header[language], "header") for header in _GUIDE_HEADERS]
    for report in year.reports:
        yield _days(report, language)


_GUIDE_HEADERS = (
    calendar_texts.UNIT,
    calendar_texts.PERIOD,
    calendar_texts.DATA_FROM,
    calendar_texts.DATA_UNTIL,
    calendar_texts.DUE,
    calendar_texts.SOURCE,
    calendar_texts.PROVISION,
)


def _notes(year: "ReportingYear", language: Language) -> Iterator[str]:
    yield calendar_texts.FILL_IN[language].format(sheet=year.sheet)
    yield calendar_texts.CUT_OFF[language]
    sources = {report.source for report in year.reports}
    if None in sources:
        yield calendar_texts.NONE_SET[language]
    if "local" in sources:
        yield calendar_texts.SOME_LOCAL[language].format(source=calendar_texts.SOURCE[language])
    if year.moved:
        yield calendar_texts.MOVED[language]
    if year.unknown:
        yield calendar_texts.UNKNOWN_KIND[language].format(names=", ".join(year.unknown))


def _days(report: "DueReport", language: Language) -> list[Cell]:
    return [
        Cell(report.reporter.name[language]),
        Cell(report.period.vi if language == "vi" else report.period.en),
        Cell(report.first, "date"),
        Cell(report.last, "date"),
        Cell("") if report.due is None else Cell(report.due, "date"),
        Cell(calendar_texts.SOURCES[report.source][language]),
        Cell(capital(provision_text(report.provision, language))),
    ]
