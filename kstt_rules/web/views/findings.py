"""The findings: counted by outcome, chosen by unit, provision, outcome and words, a page at a time."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.model.findings import AuditResult
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, provision_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.choice import Choice, chosen, within
from kstt_rules.web.showing.leaves import leaf
from kstt_rules.web.showing.told import counted, lines
from kstt_rules.web.texts import findings as words


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the counts of all outcomes, what was chosen, and the findings of one page."""
    language, result, choice = language_of(query), desk.session.result, Choice.of(query)
    found = leaf(chosen(result, choice), query)
    return around(desk, "findings") | {
        "outcomes": counted(result.summary, language, choice.parts, choice.outcome),
        "choice": {"q": choice.text},
        "provisions": _provisions(result, choice.provision, language),
        "unit": _unit(result, choice),
        "findings": lines(found.items, language),
        "leaf": found.shown(choice.parts),
        "shared": _shared(result, choice, language),
    }


def _shared(result: AuditResult, choice: Choice, language: Language) -> str | None:
    """Say how many checks of what is listed are undetermined for shared causes, which are no findings."""
    if choice.outcome not in ("", Outcome.UNDETERMINED) or choice.text:
        return None
    items = [item for item in result.undecided if choice.is_within(item.provision)]
    if not items:
        return None
    count = number(sum(item.subjects for item in items), language)
    told = words.SHARED_OF_ALL_UNITS if choice.unit else words.SHARED
    return told.format(count=count)[language]


def _provisions(result: AuditResult, chosen_one: str, language: Language) -> list[dict[str, Any]]:
    """Name the provisions that something was found under, and the articles and clauses around them."""
    places = {place for finding in result.findings for place in within(finding.provision)}
    places |= {row.provision for row in result.coverage if row.provision.id == chosen_one}
    return [
        {
            "id": place.id,
            "name": visible(capital(provision_text(place, language))),
            "chosen": place.id == chosen_one,
        }
        for place in sorted(places)
    ]


def _unit(result: AuditResult, choice: Choice) -> dict[str, Any] | None:
    """Name the unit that the list is of, and what to ask for that of all units."""
    if not choice.unit:
        return None
    names = {record.unit.id: record.unit.name for record in result.units}
    without = {name: part for name, part in choice.parts.items() if name != "unit"}
    return {"id": choice.unit, "name": visible(names.get(choice.unit, choice.unit)), "without": without}
