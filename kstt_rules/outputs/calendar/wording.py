"""What the calendar says alike as a workbook and as iCalendar."""

from collections.abc import Iterator

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.report_calendar import DueSource
from kstt_rules.model.reporting_year import DueReport, ReportingYear
from kstt_rules.outputs.texts import calendar as texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import day


def notes(year: ReportingYear, language: Language) -> Iterator[str]:
    """Say where the days come from, which of them are local, what happens on days of rest, and who is left out."""
    yield (texts.CUT_OFF if year.by_decree else texts.OWN_CUT_OFF)[language]
    sources = {report.source for report in year.reports}
    if None in sources:
        yield texts.NONE_SET[language]
    if stated := sources - {None}:
        yield _of_sources(stated)[language]
        yield (texts.MOVED if year.moved else texts.AS_STATED)[language]
        yield texts.HOLIDAYS[language]
    if year.unknown:
        yield texts.UNKNOWN_KIND[language].format(names=", ".join(map(visible, year.unknown)))


def _of_sources(sources: set[DueSource | None]) -> Bilingual:
    if sources == {"local"}:
        return texts.ALL_LOCAL
    return texts.SOME_LOCAL if "local" in sources else texts.NONE_LOCAL


def rest(report: DueReport, language: Language) -> str:
    """Say of a due day that it falls on a day of rest or was moved off one; empty where it does neither."""
    if not report.at_rest:
        return ""
    if report.due == report.stated:
        return texts.KEPT[language]
    return texts.MOVED_FROM[language].format(day=day(report.stated, language))


def tier(report: DueReport, language: Language) -> str:
    """Name the tier of who reports."""
    return visible(label_of(report.reporter.tier or "")[language])


def period(report: DueReport, language: Language) -> str:
    """Name the period of a report."""
    return report.period.vi if language == "vi" else report.period.en
