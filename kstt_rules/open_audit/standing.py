"""What an open audit knows between two edits: the verdicts, and what is told of them."""

from collections.abc import Mapping
from functools import cached_property

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.newest_day import newest_day
from kstt_rules.judging.steps import AuditRun, Found, concluder_of, result_of
from kstt_rules.large import Groups
from kstt_rules.model.findings import AuditResult, Finding, UnitRecord
from kstt_rules.model.outcomes import Outcomes
from kstt_rules.open_audit.kept_cells import KeptCells, Reading
from kstt_rules.open_audit.turned import Turned


@dataclass(frozen=True)
class Standing:
    """All that is known of some data.

    ``judgement`` holds the verdict of each rule on every row of its subjects, and counts the subjects that the engine
    judged last. ``came`` and ``went`` are the findings that the last edit may have turned, as they are and as they
    were; all where it was not told apart what it may turn. ``turned`` is what it has turned, where that was told apart.
    """

    kept: KeptCells
    reading: Reading
    run: AuditRun
    groups: Groups
    judgement: Judgement
    outcomes: Mapping[str, Outcomes]
    findings: tuple[Finding, ...]
    units: tuple[UnitRecord, ...]
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]
    turned: tuple[Turned, ...] = ()

    @cached_property
    def result(self) -> AuditResult:
        """What an audit of the data finds, before waivers."""
        run, dossier = self.run, self.run.dossier
        undecided = concluder_of(run, self.judgement, {}).undecided()
        found = Found(self.outcomes, self.findings, undecided, self.units)
        newest = newest_day(dossier, run.pack.vocabulary, run.as_of)
        return result_of(run, dossier.inputs, dossier.rejects, found, by_engine=self.judgement.by_engine, newest=newest)
