"""What rules come to, as the report counts it: breaches by what they weigh, and the other verdicts."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import AuditResult, Coverage, Severity, Verdict
from kstt_rules.outputs.wording import capitalised


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A verdict, and of a breach its severity."""

    verdict: Verdict
    severity: Severity | None = None

    @property
    def name(self) -> str:
        """The word for it in the page's markup."""
        return (self.severity or self.verdict).value

    @property
    def label(self) -> Bilingual:
        """The words for it."""
        label = self.severity.label if self.severity else self.verdict.label
        return capitalised(label)


FOUND: Final = (
    *(Conclusion(Verdict.BREACH, severity) for severity in Severity),
    Conclusion(Verdict.UNDETERMINED),
    Conclusion(Verdict.WAIVED),
)
"""What findings come to, the weightiest first."""

CONCLUSIONS: Final = (*FOUND, Conclusion(Verdict.COMPLIANT), Conclusion(Verdict.NOT_APPLICABLE))
"""All that rules come to."""

Row = tuple[Coverage, dict[Conclusion, int]]


def by_provision(result: AuditResult) -> list[Row]:
    """Count the conclusions of every provision, in the order of the provisions."""
    breaches = Counter((one.provision, one.severity) for one in result.findings if one.verdict is Verdict.BREACH)
    return [(row, {one: _number(row, one, breaches) for one in CONCLUSIONS}) for row in result.coverage]


def _number(row: Coverage, conclusion: Conclusion, breaches: Counter[tuple[Provision, Severity]]) -> int:
    if conclusion.severity:
        return breaches[row.provision, conclusion.severity]
    return row.verdicts.get(conclusion.verdict, 0)


def totals(rows: list[Row]) -> dict[Conclusion, int]:
    """Add up the conclusions of all provisions."""
    return {one: sum(counts[one] for _, counts in rows) for one in CONCLUSIONS}
