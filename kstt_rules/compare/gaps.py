"""What an audit left undetermined, and which findings of another audit may be hidden in it."""

from collections import Counter

from kstt_rules.base.labelled import Labelled
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.findings import Finding
from kstt_rules.model.outcomes import Outcome, Verdict


class Gaps:
    """What an audit left undetermined without a finding of each subject."""

    def __init__(self, audit: Snapshot) -> None:
        self._lacking: dict[str, dict[Labelled, None]] = {}
        self._sets: dict[str, list[frozenset[str]]] = {}
        for item in audit.undecided:
            self._lacking.setdefault(item.rule, {}).update(dict.fromkeys(item.missing))
            self._sets.setdefault(item.rule, []).append(frozenset(item.missing))
        self._unjudged: dict[str, tuple[Labelled, ...]] = {
            item.rule: item.missing for item in audit.undecided if item.is_of_all
        }
        self._unjudged |= {finding.rule: finding.missing for finding in audit.findings if _is_of_no_subject(finding)}
        told = Counter(finding.unit.id for finding in audit.findings if finding.verdict is Verdict.UNDETERMINED)
        self._decided = {
            record.unit.id
            for record in audit.units
            if record.outcomes.get(Outcome.UNDETERMINED, 0) == told[record.unit.id]
        }

    def of(self, finding: Finding) -> tuple[Labelled, ...]:
        """Return what the audit lacked so that a finding of another may be hidden in it."""
        if finding.rule in self._unjudged:
            return self._unjudged[finding.rule]
        if finding.unit.id in self._decided:
            return ()
        return tuple(self._lacking.get(finding.rule, ()))

    def hold(self, finding: Finding) -> bool:
        """Tell whether the audit says of many subjects at once what a finding says of one."""
        if finding.verdict is not Verdict.UNDETERMINED:
            return False
        return any(names.issubset(finding.missing) for names in self._sets.get(finding.rule, ()))


def _is_of_no_subject(finding: Finding) -> bool:
    """Tell whether a finding says that nothing was submitted to judge, as against a row without a key."""
    return not finding.subject.id and finding.missing == (finding.subject.kind,)
