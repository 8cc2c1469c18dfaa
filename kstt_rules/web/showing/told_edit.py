"""What a correction came to, as the page tells it that it was made on."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any, Final, Self
from urllib.parse import parse_qsl

from kstt_rules.base.bilingual import Bilingual, Language, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.wording import capital
from kstt_rules.session import EditOutcome
from kstt_rules.web.showing.leaves import asked
from kstt_rules.web.showing.told import line
from kstt_rules.web.texts import correct as words

_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class LastEdit:
    """The last correction that was made or taken back at a desk: its own id, what was done, and what came of it.

    ``turned`` are findings that stay but say something else, or have come to another outcome, as they were and are.
    ``before`` and ``after`` count all outcomes: what is undetermined for a shared cause is no finding.
    """

    id: str
    said: Bilingual
    appeared: tuple[Finding, ...]
    disappeared: tuple[Finding, ...]
    turned: tuple[tuple[Finding | None, Finding], ...]
    before: Outcomes
    after: Outcomes

    @classmethod
    def of(cls, outcome: EditOutcome, done: Bilingual, before: Outcomes, after: Outcomes) -> Self:
        """Take what a correction came to, under an id of its own."""
        gone = {finding.fingerprint: finding for finding in outcome.disappeared}
        now = {finding.fingerprint: finding for finding in outcome.appeared}
        disappeared = tuple(finding for key, finding in gone.items() if key not in now)
        appeared = tuple(finding for key, finding in now.items() if key not in gone)
        turned = (
            *((gone[key], finding) for key, finding in now.items() if key in gone),
            *((None, finding) for finding in outcome.changed),
        )
        counts = words.COUNTS.format(gone=len(disappeared), appeared=len(appeared), changed=len(turned))
        return cls(token_hex(4), joined(" ", [done, counts]), appeared, disappeared, turned, before, after)


def told_edit(edit: LastEdit, language: Language) -> dict[str, Any]:
    """Return which outcomes were met more or less often, and the first of the findings that came, went and changed."""
    changed = [_turned(before, after, language) for before, after in edit.turned]
    return {
        "numbers": [
            f"{capital(outcome.label[language])} {number(edit.before[outcome], language)}"
            f" → {number(edit.after[outcome], language)}"
            for outcome in Outcome
            if edit.before[outcome] != edit.after[outcome]
        ],
        "appeared": _part([line(finding, language) for finding in edit.appeared]),
        "disappeared": _part([line(finding, language) for finding in edit.disappeared]),
        "changed": _part(changed),
    }


def page_of_edit(edit: LastEdit, form: Mapping[str, str | list[str]]) -> str:
    """Return the page that a form was on, where it tells of this correction."""
    page, _, query = str(form.get("from", "")).partition("?")
    return asked(page or "corrections", **{**dict(parse_qsl(query)), "edit": edit.id})


def _turned(before: Finding | None, after: Finding, language: Language) -> dict[str, Any]:
    told = line(after, language)
    if before is None:
        return told
    labels = (capital(finding.outcome.label[language]) for finding in (before, after))
    return told | {"label": " → ".join(labels)}


def _part(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"total": len(told), "findings": told[:_MOST], "left": max(0, len(told) - _MOST)}
