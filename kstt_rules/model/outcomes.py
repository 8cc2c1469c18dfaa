"""What a rule may come to on a subject: its verdict, what a breach weighs, the outcomes that all readers are told."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.read_vocabulary import base_vocabulary


class Verdict(StrEnum):
    """The one conclusion of a rule on a subject."""

    BREACH = "breach"
    UNDETERMINED = "undetermined"
    COMPLIANT = "compliant"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"

    @property
    def label(self) -> Bilingual:
        """What people call it: vi phạm, chưa đủ căn cứ, đạt, không áp dụng, được miễn."""
        return base_vocabulary().label("verdict", self)


class Severity(StrEnum):
    """What a breach weighs: the text decides, a person must decide, or for information."""

    VIOLATION = "violation"
    REVIEW = "review"
    INFO = "info"

    @property
    def label(self) -> Bilingual:
        """What people call it: vi phạm, cần xem xét, thông tin."""
        return base_vocabulary().label("severity", self)

    @property
    def rank(self) -> int:
        """3 for a violation, 2 for review, 1 for info."""
        return {"violation": 3, "review": 2, "info": 1}[self.value]


class Outcome(StrEnum):
    """What a rule comes to on a subject, as every reader is told: one axis, in the order of all outputs."""

    VIOLATION = "violation"
    REVIEW = "review"
    INFO = "info"
    UNDETERMINED = "undetermined"
    WAIVED = "waived"
    COMPLIANT = "compliant"
    NOT_APPLICABLE = "not_applicable"

    @classmethod
    def of(cls, verdict: Verdict, severity: Severity) -> "Outcome":
        """Return what a verdict comes to where a breach of the rule has this severity."""
        return cls(severity.value if verdict is Verdict.BREACH else verdict.value)

    @property
    def label(self) -> Bilingual:
        """What people call it: vi phạm, cần xem xét, thông tin, chưa đủ căn cứ, được miễn, đạt, không áp dụng."""
        return Severity(self.value).label if self in BREACHES else Verdict(self.value).label


BREACHES: Final = (Outcome.VIOLATION, Outcome.REVIEW, Outcome.INFO)
"""The outcomes that are breaches, the weightiest first."""

Outcomes = Mapping[Outcome, int]
"""How often each outcome was met; one that is not there was not met."""


def added_up(counts: Iterable[Outcomes]) -> dict[Outcome, int]:
    """Add up counts, outcome by outcome, in the order of the axis."""
    total = dict.fromkeys(Outcome, 0)
    for each in counts:
        for outcome, number in each.items():
            total[outcome] += number
    return total


def waived(counts: Outcomes, numbers: Outcomes) -> Outcomes:
    """Return counts with so many of their breaches counted as waived."""
    taken = {outcome: -number for outcome, number in numbers.items()}
    return added_up((counts, taken, {Outcome.WAIVED: sum(numbers.values())}))


class Cause(StrEnum):
    """Why many subjects cannot be judged alike: what was not submitted, not set, not known, or not read."""

    DATASET = "dataset"
    COLUMN = "column"
    PARAMETER = "parameter"
    UNIT = "unit"
    ROW = "row"

    @property
    def label(self) -> Bilingual:
        """What people call it."""
        return _CAUSES[self]


_CAUSES: Final = {
    Cause.DATASET: both("data not submitted"),
    Cause.COLUMN: both("column not submitted"),
    Cause.PARAMETER: both("parameter not set"),
    Cause.UNIT: both("unit not in the register"),
    Cause.ROW: both("rows not accepted"),
}
