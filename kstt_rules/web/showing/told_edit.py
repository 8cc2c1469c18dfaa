"""What a correction came to, as the page tells it that it was made on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final, Self
from urllib.parse import parse_qsl

from kstt_rules.base.bilingual import Bilingual, Language, joined
from kstt_rules.model.findings import Finding
from kstt_rules.session import EditOutcome
from kstt_rules.web.showing.leaves import asked
from kstt_rules.web.showing.told import lines
from kstt_rules.web.texts import correct as words

_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class LastEdit:
    """The last correction that was made or taken back at a desk: its own id, what was done, and what came of it."""

    id: str
    said: Bilingual
    outcome: EditOutcome

    @classmethod
    def of(cls, outcome: EditOutcome, done: Bilingual) -> Self:
        """Take what a correction came to, under an id of its own."""
        counts = words.COUNTS.format(
            gone=len(outcome.disappeared), appeared=len(outcome.appeared), changed=len(outcome.changed)
        )
        return cls(token_hex(4), joined(" ", [done, counts]), outcome)


def told_edit(edit: LastEdit, language: Language) -> dict[str, Any]:
    """Return the first of the findings that appeared, disappeared and changed."""
    return {
        "appeared": _part(edit.outcome.appeared, language),
        "disappeared": _part(edit.outcome.disappeared, language),
        "changed": _part(edit.outcome.changed, language),
    }


def page_of_edit(edit: LastEdit, form: Mapping[str, str | list[str]]) -> str:
    """Return the page that a form was on, where it tells of this correction."""
    page, _, query = str(form.get("from", "")).partition("?")
    return asked(page or "corrections", **{**dict(parse_qsl(query)), "edit": edit.id})


def _part(findings: Sequence[Finding], language: Language) -> dict[str, Any]:
    shown = findings[:_MOST]
    return {"total": len(findings), "findings": lines(shown, language), "left": len(findings) - len(shown)}
