"""What a rule pack covers, as plain frozen values: every provision with its rules, or the reason why it has none."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import PackRef


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """A rule, the number of cases that name it, and of changes to its conditions that a case must notice."""

    id: str
    title: Bilingual
    cases: int
    mutants: int


@dataclass(frozen=True, slots=True)
class ProvisionCoverage:
    """One provision: its kind of norm, whom it binds, what it says, its rules, or the reason why it has none."""

    provision: Provision
    norm: str
    bearer: Bilingual
    summary: Bilingual
    rules: tuple[RuleCoverage, ...]
    reason: Bilingual | None

    @property
    def status(self) -> str:
        """``checked``, ``not_checked``, or ``untested`` where no case shows what a rule does."""
        if self.reason is not None:
            return "not_checked"
        return "checked" if self.rules and all(rule.cases for rule in self.rules) else "untested"


@dataclass(frozen=True, slots=True)
class PackCoverage:
    """All provisions of a pack, in the order of the regulation, and the number of its cases."""

    pack: PackRef
    title: Bilingual
    cases: int
    provisions: tuple[ProvisionCoverage, ...]

    @property
    def rules(self) -> tuple[RuleCoverage, ...]:
        """All rules, in the order of their provisions."""
        return tuple(rule for entry in self.provisions for rule in entry.rules)

    def count(self, status: str) -> int:
        """Count the provisions of a status."""
        return sum(entry.status == status for entry in self.provisions)

    @property
    def decided(self) -> float:
        """The percentage of provisions that are checked, or not checked for a stated reason.

        It is rounded down to one decimal, so that 100 means all.
        """
        every = len(self.provisions)
        return 1000 * (every - self.count("untested")) // every / 10 if every else 100.0
