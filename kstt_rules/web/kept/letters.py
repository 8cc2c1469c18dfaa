"""Which letters of reminder are asked for, and to whom they are."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.letter import Letters, Per
from kstt_rules.model.outcomes import Severity
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.kept.letterhead import letterhead_of

_PERS: Final[Mapping[str, Per]] = {"district": "district", "unit": "unit"}


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """The lowest severity to write about, whom a commune's matters are written to, and the unit that alone gets one.

    ``capitalised`` cites with capitals: Điểm a Khoản 1 Điều 5.
    """

    severity: Severity
    per: Per
    unit: str
    capitalised: bool


def choice_of(query: Mapping[str, str]) -> LetterChoice:
    """Read it from an address; what is not known is as ``kstt letters`` has it by default."""
    severity = query.get("severity", "")
    return LetterChoice(
        Severity(severity) if severity in set(Severity) else Severity.REVIEW,
        _PERS.get(query.get("per", ""), "district"),
        query.get("unit", "").strip(),
        query.get("capitalised") == "1",
    )


def letters_of(desk: Desk, choice: LetterChoice) -> Letters:
    """Return the letters. Raises UsageError where the unit that is named has nothing to be told."""
    return write_to(
        snapshot(desk.session.result),
        least=choice.severity,
        per=choice.per,
        sender=letterhead_of(desk).unit,
        only=[choice.unit] if choice.unit else [],
    )
