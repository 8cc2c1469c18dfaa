"""The waivers: what units are excused from, why, by whom and until when."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, day
from kstt_rules.waivers.apply import Waiver
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.kept.waivers import key_of, waivers_of
from kstt_rules.web.showing.around import around


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return all waivers, in the order in which they were recorded."""
    language = language_of(query)
    names = {record.unit.id: record.unit.name for record in desk.session.result.units}
    return around(desk, "results") | {
        "waivers": [_told(item, names, language) for item in waivers_of(desk.workspace.waivers, desk.pack)],
        "notices": [visible(notice[language]) for notice in _notices(desk)],
    }


def _notices(desk: Desk) -> list[Bilingual]:
    """Return what there is to say of waivers that do nothing: each such notice names the line of the file."""
    line = f"{desk.workspace.waivers.name}:"
    return [notice for notice in desk.session.result.regulation.notices if line in notice.vi]


def _told(item: Waiver, names: Mapping[str | None, str], language: Language) -> dict[str, Any]:
    provision = item.provision
    return {
        "key": key_of(item),
        "unit": visible(names.get(item.unit, item.unit)),
        "subject": visible(item.subject if provision is None else capital(provision.label[language])),
        "reason": visible(item.reason),
        "granted_by": visible(item.granted_by),
        "start": "" if item.start is None else day(item.start, language),
        "until": "" if item.until is None else day(item.until, language),
    }
