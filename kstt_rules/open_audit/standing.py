"""What an open audit knows between two edits: the verdicts, and what is told of them."""

from collections.abc import Mapping
from functools import cached_property

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.newest_day import newest_day
from kstt_rules.judging.steps import AuditRun, Found, result_of
from kstt_rules.judging.verdict_codes import Codes
from kstt_rules.judging.write_findings import Concluder
from kstt_rules.large import Groups
from kstt_rules.model.findings import AuditResult, Finding, Undecided, UnitRecord
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.open_audit.kept_cells import KeptCells, Reading
from kstt_rules.open_audit.tallies import Tallies


@dataclass(frozen=True)
class Standing:
    """All that is known of some data.

    ``codes`` holds the verdict of each rule on every row of its subjects, ``tallies`` counts them; ``judgement`` is the
    last that was made of some of them. ``came`` and ``went`` are the findings that the last edit may have turned, as
    they are and as they were; all where it was not told apart what it may turn.
    """

    kept: KeptCells
    reading: Reading
    run: AuditRun
    groups: Groups
    codes: Mapping[str, Codes]
    tallies: Tallies
    outcomes: Mapping[str, Outcomes]
    findings: tuple[Finding, ...]
    units: tuple[UnitRecord, ...]
    concluder: Concluder
    judgement: Judgement
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]

    @cached_property
    def result(self) -> AuditResult:
        """What an audit of the data finds, before waivers."""
        run, dossier = self.run, self.run.dossier
        found = Found(self.outcomes, self.findings, self._undecided(), self.units)
        newest = newest_day(dossier, run.pack.vocabulary, run.as_of)
        return result_of(run, dossier.inputs, dossier.rejects, found, by_engine=self.judgement.by_engine, newest=newest)

    def _undecided(self) -> tuple[Undecided, ...]:
        """Word what all groups together leave undetermined for shared causes."""
        entries = (
            self.concluder.entry(
                self.run.pack.rule(rule), key[1], subjects=number, units=count.get(("units", key[1]), 0)
            )
            for rule, count in self.tallies.total.items()
            for key, number in count.items()
            if number and not isinstance(key, Outcome) and key[0] == "subjects"
        )
        return tuple(sorted(entries, key=lambda item: item.sort_key))
