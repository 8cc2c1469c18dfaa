"""The report calendar as iCalendar (RFC 5545): days on which data close and reports fall due, with reminders."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO, Final

from icalendar import Alarm, Calendar, Event, vText

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.reporting_year import DueReport, ReportingYear
from kstt_rules.outputs.calendar.wording import notes, period, rest, tier
from kstt_rules.outputs.exchange.identifiers import uuid_of
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import calendar as calendar_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, day, provision_text

OUTPUT = Output(name="ics", suffix=".ics", shows="calendar")

_ALARMS: Final = (timedelta(days=-7, hours=8), timedelta(days=-1, hours=8))
"""When the reminders ring, counted from the beginning of the day: at eight, a week and a day before."""


@dataclass(frozen=True, slots=True)
class _What:
    """What happens on a day: the summary of the event, and its kind, by which it can be filtered."""

    summary: Bilingual
    kind: Bilingual


_CUT_OFF: Final = _What(calendar_texts.CUT_OFF_EVENT, calendar_texts.CUT_OFF_KIND)
_DUE: Final = _What(calendar_texts.DUE_EVENT, calendar_texts.DUE_KIND)


def render(year: ReportingYear, stream: BinaryIO, *, language: Language) -> None:
    """Write the calendar; identifiers and stamps follow from the pack and the year, so a later one replaces it."""
    title = calendar_texts.TITLE[language].format(year=year.year)
    calendar = Calendar()
    calendar.add("prodid", f"-//kstt-rules//{visible(year.pack.id)}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(title))
    calendar.add("x-wr-caldesc", vText("\n".join([year.regulation[language], *notes(year, language)])))
    for report in year.reports:
        for event in _events(report, year, language):
            calendar.add_component(event)
    stream.write(calendar.to_ical())


def _events(report: DueReport, year: ReportingYear, language: Language) -> Iterator[Event]:
    words = calendar_texts.DATA if year.by_decree else calendar_texts.OWN_DATA
    data = words[language].format(first=day(report.first, language), last=day(report.last, language))
    lines = [data, f"{capital(provision_text(report.provision, language))}."]
    if report.due is None:
        lines.append(calendar_texts.NO_DUE[language])
    else:
        source = calendar_texts.SOURCES[report.source][language]
        told = [*lines, calendar_texts.DUE_FROM[language].format(source=source)]
        if at_rest := rest(report, language):
            told.append(f"{capital(at_rest)}.")
        yield _event(report, report.due, _DUE, told, year, language)
    yield _event(report, report.last, _CUT_OFF, lines, year, language)


def _event(
    report: DueReport, on: date, what: _What, lines: list[str], year: ReportingYear, language: Language
) -> Event:
    name = visible(report.reporter.name[language])
    summary = what.summary[language].format(period=period(report, language), name=name)
    event = Event()
    event.add("uid", uuid_of("event", year.pack.id, report.reporter.id, report.period.id, what.summary.en))
    event.add("dtstamp", datetime(year.year, 1, 1, tzinfo=UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("categories", list(filter(None, (what.kind[language], tier(report, language)))))
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
