"""What cannot be concluded for a cause that many subjects share, and what to supply."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.model.findings import Undecided
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, missing_text, provision_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.leaves import leaf


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of the causes, in the order of provisions."""
    language = language_of(query)
    found = leaf(desk.session.result.undecided, query)
    return around(desk, "findings") | {
        "causes": [_told(item, language) for item in found.items],
        "leaf": found.shown({}),
    }


def _told(item: Undecided, language: Language) -> dict[str, Any]:
    return {
        "provision": visible(capital(provision_text(item.provision, language))),
        "title": visible(item.title[language]),
        "cause": capital(item.cause.label[language]),
        "message": visible(item.message[language]),
        "missing": missing_text(item.missing, language),
        "remedy": visible(item.remedy[language]),
        "would_be": item.would_be.label[language],
        "subjects": number(item.subjects, language),
        "units": number(item.units, language),
    }
