"""Two audits held against each other: plain frozen values that know nothing of how they were made or will be shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.correction import Correction
from kstt_rules.model.findings import AuditResult, EngineRef, Finding, PackRef, RuleRef, Undecided, UnitRecord, prefaces
from kstt_rules.model.selection import Selection


class Change(StrEnum):
    """What became of a finding from one audit to the next."""

    NEW = "new"
    CHANGED = "changed"
    OPEN = "open"
    FIXED = "fixed"
    NOT_COMPARABLE = "not_comparable"


class Why(StrEnum):
    """Why nobody can tell what became of a finding.

    SETTINGS: the audits were decided by different things, or one could not read a file. RULE_CHANGED, RULE_ABSENT: the
    other audit has the rule in another form, or not at all. UNDECIDED: it left the rule undetermined. NOT_SENT: it
    lacks files or datasets that the unit sent to the audit that has the finding, or those that this rests on. PREVIOUS:
    the rosters were compared with different earlier ones. NOT_SELECTED: the earlier audit was asked for something else.
    NO_UNIT: the unit is not in its register. VERSION_1: a result of version 1 does not say what each unit sent.
    """

    SETTINGS = "settings"
    RULE_CHANGED = "rule_changed"
    RULE_ABSENT = "rule_absent"
    UNDECIDED = "undecided"
    NOT_SENT = "not_sent"
    PREVIOUS = "previous"
    NOT_SELECTED = "not_selected"
    NO_UNIT = "no_unit"
    VERSION_1 = "version_1"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a finding is not comparable; ``missing`` names data, ``files`` are the files that were not sent."""

    why: Why
    missing: tuple[Labelled, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRef:
    """A submitted file, by its name and the SHA-256 of its content; ``previous``: of an earlier roster."""

    file: str
    sha256: str
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an audit found, what it was decided by beside the dossier, and the files that could not be read.

    ``version`` is that of the contract: 1 does not say which rules judged, nor what each unit sent. ``regulation`` is
    its title in Vietnamese, ``annexed_to`` the decision that issues it where that is known, ``number`` its own,
    ``called`` what it is called for short, ``matter`` what it is about.
    """

    pack: PackRef
    regulation: str
    annexed_to: str | None
    number: str | None
    called: str
    matter: str
    as_of: dt.date
    effective_from: dt.date | None
    readings: Mapping[str, str]
    settings: Mapping[str, str]
    engine: EngineRef
    unreadable: tuple[str, ...]
    findings: Sequence[Finding]
    undecided: tuple[Undecided, ...] = ()
    units: Sequence[UnitRecord] = ()
    inputs: tuple[FileRef, ...] = ()
    rules: tuple[RuleRef, ...] = ()
    version: int = 2
    selection: Selection | None = None
    corrections: tuple[Correction, ...] = ()

    @property
    def prefaces(self) -> tuple[Bilingual, ...]:
        """What everything that is made of it says before all else."""
        return prefaces(self.selection, self.engine, self.corrections)

    def covers(self, finding: Finding) -> bool:
        """Tell whether it would hold a finding by what was selected."""
        selection, subject = self.selection, finding.subject
        return selection is None or (
            selection.takes_rule(finding.rule, finding.provision)
            and selection.takes_unit(finding.unit.id, subject.tier)
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two audits were decided by in different ways; None where one of them lacks it.

    ``kind`` is pack, schema, effective_from, reading, setting, unreadable, previous, selection or
    engine; ``name`` says which
    reading, setting or file. ``decides_all``: nothing that only one audit found can be compared.
    """

    kind: str
    name: str
    before: str | None
    after: str | None
    decides_all: bool = True


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding in two audits; None where an audit does not have it.

    ``differs`` says which of verdict, severity, values and missing are not the same in both audits that have the
    finding; what only the later day of the audit makes is not a difference. ``reasons`` say why it is not comparable.
    """

    change: Change
    before: Finding | None
    after: Finding | None
    differs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def finding(self) -> Finding:
        """The finding as it stands now, or stood before where it is gone."""
        finding = self.after or self.before
        assert finding is not None, "a change is of a finding"
        return finding

    @property
    def is_fresh(self) -> bool:
        """Tell whether the later audit has what the earlier one did not have, or not as badly."""
        return self.after is not None and (self.before is None or self.after.weight > self.before.weight)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two audits compared: what they were decided by differently, and every finding, in the order of outputs.

    ``changed_rules`` are the ids of the rules that both packs have, but not with the same meaning.
    """

    before: Snapshot
    after: Snapshot
    differences: tuple[Difference, ...]
    changes: tuple[FindingChange, ...]
    changed_rules: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Change, int]:
        """Count the findings by what became of them."""
        return {change: len(self.of(change)) for change in Change}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The files of the earlier audit that the later one has neither by their name nor by their content."""
        present = {known for item in self.after.inputs if not item.previous for known in (item.file, item.sha256)}
        earlier = (item for item in self.before.inputs if not item.previous)
        return tuple(item.file for item in earlier if not present & {item.file, item.sha256})

    @property
    def fresh(self) -> tuple[Finding, ...]:
        """The findings of the later audit that are new, got worse, or may be new as far as can be told."""
        return tuple(item.finding for item in self.changes if item.is_fresh)

    def of(self, change: Change) -> tuple[FindingChange, ...]:
        """Return the findings that this became of."""
        return tuple(item for item in self.changes if item.change is change)


@dataclass(frozen=True, slots=True)
class AuditSince:
    """An audit, and what changed since an earlier one."""

    result: AuditResult
    diff: Diff
