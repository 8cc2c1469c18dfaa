"""How a cell is marked: by the worst finding on it."""

from enum import Enum, unique
from typing import Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import BREACHES, Outcome
from kstt_rules.outputs.texts.annotated import REJECTED


@unique
class Level(Enum):
    """How grave the finding on a cell is, with the colour of its fill; the worst comes first."""

    VIOLATION = "F8CBAD"
    REJECTED = "E4C9F0"
    REVIEW = "FFE699"
    INFO = "BDD7EE"
    UNDETERMINED = "D9D9D9"
    WAIVED = "C6E0B4"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _ORDER[self]

    @property
    def label(self) -> Bilingual:
        """The level in words."""
        return _LABELS[self]


_ORDER: Final = {level: rank for rank, level in enumerate(Level)}
_LABELS: Final = {
    Level.REJECTED: REJECTED,
    **{Level[outcome.name]: outcome.label for outcome in (*BREACHES, Outcome.UNDETERMINED, Outcome.WAIVED)},
}


def level_of(finding: Finding) -> Level:
    """Return the level of a finding: what it comes to."""
    return Level[finding.outcome.name]
