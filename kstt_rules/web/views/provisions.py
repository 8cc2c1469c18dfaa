"""The provisions of the regulation: what their rules came to, and why some have none."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.model.findings import Coverage
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, provision_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.told import counted


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return every provision, with the outcomes of its rules or the reason why it has none."""
    language, result = language_of(query), desk.session.result
    return around(desk, "findings") | {
        "summary": counted(result.summary, language, {}),
        "provisions": [_told(row, language) for row in result.coverage],
    }


def _told(row: Coverage, language: Language) -> dict[str, Any]:
    return {
        "name": visible(capital(provision_text(row.provision, language))),
        "summary": visible(row.summary[language]),
        "reason": visible(row.reason[language]) if row.reason else "",
        "outcomes": counted(row.outcomes, language, {"provision": row.provision.id}) if row.status == "checked" else [],
    }
