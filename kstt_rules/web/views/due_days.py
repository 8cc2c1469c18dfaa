"""The due days that are set locally, in a form."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.report_calendar import DueRule
from kstt_rules.outputs.wording import capital, provision_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.kept.due_days import due_days_path, pack_with_due_days, reports_of, rule_of, swapped
from kstt_rules.web.showing.around import around
from kstt_rules.web.texts import due_days as words


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return each report with its day, which is either set by law or to be filled in."""
    language, pack = language_of(query), desk.pack
    calendar, tiers = pack_with_due_days(desk).calendar, pack.vocabulary.tiers()
    return around(desk, "results") | {
        "reports": [
            {
                "key": f"{tier}.{kind}",
                "tier": capital(tiers[tier].label[language]),
                "period": words.KINDS[kind][language],
                "regulated": _regulated(rule),
                "day": rule.day if rule else "",
                "after": rule.months_after if rule and rule.months_after else "",
            }
            for tier, kind in reports_of(pack)
            for rule in [rule_of(calendar, tier, kind)]
        ],
        "policy": calendar.weekend_policy,
        "swapped": {name: swapped(calendar, pack, is_worked=worked) for name, worked in words.SWAPPED.items()},
        "is_kept": due_days_path(desk).exists(),
    }


def _regulated(rule: DueRule | None) -> Bilingual | None:
    """Say which day the law sets, and what sets it; None where it sets none."""
    if rule is None or rule.source == "local":
        return None
    said = words.REGULATED_LATER if rule.months_after else words.REGULATED
    if rule.provision is None:
        return said.format(day=rule.day, after=rule.months_after, source=rule.act)
    source = Bilingual(provision_text(rule.provision, "vi"), provision_text(rule.provision, "en"))
    return said.format(day=rule.day, after=rule.months_after, source=source)
