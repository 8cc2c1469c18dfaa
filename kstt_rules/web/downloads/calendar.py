"""The report calendar of a year, for every unit of the register."""

from collections.abc import Mapping

from kstt_rules.base.errors import UsageError
from kstt_rules.judging.reporting_year import reporting_year
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.download import Download
from kstt_rules.web.fields import language_of, one_of
from kstt_rules.web.kept.due_days import pack_with_due_days
from kstt_rules.web.texts import results as words

_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


def write(desk: Desk, query: Mapping[str, str]) -> Download:
    """Write the calendar. Raises UsageError for a year or a tier that there is not, and where nobody has to report."""
    year, place = _year(query.get("year", "")), desk.workspace.free_out()
    kind = one_of(query.get("format", ""), tuple(words.CALENDAR_FORMATS))
    register = desk.inspection.dossier.tables.get(UNIT)
    found = reporting_year(pack_with_due_days(desk), year, register, tier=query.get("tier") or None)
    if not found.reports:
        raise UsageError(words.NOBODY_REPORTS)
    output = outputs_of("calendar")[kind]
    with place.open("xb") as stream:
        output.render(found, stream, language=language_of(query))
    return Download(place, f"lich-bao-cao-{year}{output.suffix}", _MEDIA[kind])


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise UsageError(words.NO_YEAR.format(text=text))
    return int(text)
