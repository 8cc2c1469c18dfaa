"""One finding: what the provision says, what was found, what it rests on in the sheets, how to set it aside."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import BREACHES
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import cells_of, provision_text
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.showing.sheet_grid import can_be_corrected, grids
from kstt_rules.web.showing.told import finding_of, whole
from kstt_rules.web.texts import finding as words


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the finding that is asked for with the pieces of sheets; nothing where it is there no more."""
    language, result = language_of(query), desk.session.result
    finding = finding_of(result, query)
    told = around(desk, "findings") | {"finding": None}
    if finding is None:
        return told
    return told | {
        "finding": whole(finding, language, partial(can_be_corrected, desk)),
        "grids": grids(desk, dict.fromkeys(cells_of(finding))),
        "others": {"unit": finding.unit.id or finding.unit.name},
        "scopes": _scopes(finding, language) if finding.outcome in BREACHES else (),
    }


def _scopes(finding: Finding, language: Language) -> list[tuple[str, str]]:
    """Say what of the unit may be waived: what the rule asks for, or all that the provision does."""
    provision = provision_text(finding.provision, language)
    return [
        ("rule", words.WAIVE_RULE.format(rule=visible(finding.rule))[language]),
        ("provision", words.WAIVE_PROVISION.format(provision=visible(provision))[language]),
    ]
