"""The report calendar as iCalendar (RFC 5545): days on which data close and reports fall due, with reminders."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, Final

from icalendar import Alarm, Calendar, Event

from kstt_rules.bilingual import Bilingual, Language
from kstt_rules.outputs import calendar_texts
from kstt_rules.outputs.identifiers import uuid_of
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, day, provision_text

if TYPE_CHECKING:
    from kstt_rules.reporting_year import DueReport, ReportingYear

_ALARMS: Final = (timedelta(days=-7, hours=8), timedelta(days=-1, hours=8))
"""When the reminders ring, counted from the beginning of the day: at eight, a week and a day before."""


def render(year: "ReportingYear", stream: BinaryIO, *, language: Language) -> None:
    """Write the calendar; identifiers and stamps follow from the pack and the year, so a later one replaces it."""
    title = calendar_texts.TITLE[language].format(year=year.year)
    calendar = Calendar()
    calendar.add("prodid", f"-//kstt-rules//{visible(year.pack.id)}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", title)
    for report in year.reports:
        for event in _events(report, year, language):
            calendar.add_component(event)
    stream.write(calendar.to_ical())


def _events(report: "DueReport", year: "ReportingYear", language: Language) -> Iterator[Event]:
    data = calendar_texts.DATA[language].format(first=day(report.first, language), last=day(report.last, language))
    lines = [data, f"{capital(provision_text(report.provision, language))}."]
    if report.due is None:
        lines.append(calendar_texts.NO_DUE[language])
    else:
        source = calendar_texts.SOURCES[report.source][language]
        told = [*lines, calendar_texts.DUE_FROM[language].format(source=source)]
        yield _event(report, report.due, calendar_texts.DUE_EVENT, told, year, language)
    yield _event(report, report.last, calendar_texts.CUT_OFF_EVENT, lines, year, language)


def _event(
    report: "DueReport", on: date, what: Bilingual, lines: list[str], year: "ReportingYear", language: Language
) -> Event:
    period = report.period.vi if language == "vi" else report.period.en
    summary = what[language].format(period=period, name=visible(report.reporter.name[language]))
    event = Event()
    event.add("uid", uuid_of("event", year.pack.id, report.reporter.id, report.period.id, what.en))
    event.add("dtstamp", datetime(year.year, 1, 1, tzinfo=UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", "\n".join(lines))
    for before in _ALARMS:
        event.add_component(_alarm(before, summary))
    return event


def _alarm(before: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", before)
    return alarm
