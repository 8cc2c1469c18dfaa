"""The letters of reminder: who is written to about how much, and the letterhead."""

from collections.abc import Mapping
from typing import Any

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import UsageError
from kstt_rules.model.letter import Letters
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.fields import language_of
from kstt_rules.web.kept.letterhead import letterhead_of, letterhead_path, shown
from kstt_rules.web.kept.letters import LetterChoice, choice_of, letters_of
from kstt_rules.web.showing.around import around
from kstt_rules.web.texts import letters as words

_MOST = 40


def view(desk: Desk, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the first of the letters that the choice asks for, and the fields of the letterhead."""
    language, choice = language_of(query), choice_of(query)
    letters, fault = _chosen(desk, choice)
    values = shown(letterhead_of(desk))
    return around(desk, "results") | {
        "choice": {
            "severity": choice.severity.value,
            "per": choice.per,
            "unit": choice.unit,
            "capitalised": choice.capitalised,
        },
        "fault": fault,
        "severities": [(level.value, capital(level.label[language])) for level in Severity],
        "letters": [
            {
                "unit": visible(letter.unit.name),
                "is_own": letter.is_own,
                "findings": len(letter.findings),
                "requests": len(letter.requests),
                "annex": len(letter.annex),
            }
            for letter in letters.written[:_MOST]
        ],
        "total": len(letters.written),
        "unaddressed": [visible(part.unit.name) for part in letters.unaddressed],
        "fields": [
            {"name": name, "kind": kind, "label": label[language], "value": values[name]}
            for name, (kind, label) in words.FIELDS.items()
        ],
        "has_letterhead": letterhead_path(desk).exists(),
    }


def _chosen(desk: Desk, choice: LetterChoice) -> tuple[Letters, Bilingual | None]:
    """Return the letters, or none and why where there is nothing to write to the unit that is named."""
    try:
        return letters_of(desk, choice), None
    except UsageError as error:
        return Letters((), ()), error.message
