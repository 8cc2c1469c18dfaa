"""What can be had of the result: reports, the files marked or corrected, a calendar, a workbook to fill in."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.outputs.registry import outputs_of
from kstt_rules.outputs.wording import capital
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.kept.due_days import due_days_path
from kstt_rules.web.kept.letterhead import letterhead_path
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.told import counted
from kstt_rules.web.texts import results as words

_FIRST = ("html", "xlsx", "docx", "csv", "json")


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return what can be downloaded, by where it stands on the page."""
    language, result = language_of(query), desk.session.result
    is_corrected = bool(result.corrections)
    return around(desk, "results") | {
        "outcomes": counted(result.summary, language, {}),
        "reports": _reports(language, has_letterhead=letterhead_path(desk).exists()),
        "files": [
            _offered("marked", words.MARKED, ".zip", language),
            *([_offered("corrected", words.CORRECTED, ".zip", language)] if is_corrected else []),
            *([_offered("corrections", words.LOG, ".xlsx", language)] if is_corrected else []),
            *([_offered("mapping", words.MAPPING, ".yaml", language)] if desk.workspace.mapping.exists() else []),
        ],
        "year": result.as_of.year,
        "has_due_days": due_days_path(desk).exists(),
        "tiers": [{"id": tier, "name": capital(tier.label[language])} for tier in result.tiers],
        "template": [_offered("template", words.TEMPLATE_FILE, ".xlsx", language)],
    }


def _reports(language: Language, *, has_letterhead: bool) -> list[dict[str, Any]]:
    """Return the formats of a result, those for people first."""
    offered = {name: output for name, output in outputs_of("audit").items() if output.label}
    names = [*(name for name in _FIRST if name in offered), *(name for name in offered if name not in _FIRST)]
    reports = [_offered(name, offered[name].label or words.TITLE, offered[name].suffix, language) for name in names]
    official = [_offered("official", words.OFFICIAL, ".docx", language)] if has_letterhead else []
    return [*official, *reports]


def _offered(name: str, label: Bilingual, suffix: str, language: Language, **query: str) -> dict[str, Any]:
    return {"name": name, "label": capital(label[language]), "suffix": suffix, "query": query}
