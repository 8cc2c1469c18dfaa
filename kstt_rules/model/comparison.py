"""Two audits held against each other: plain frozen values that know nothing of how they were made or will be shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kstt_rules.base.labelled import Labelled
from kstt_rules.model.findings import AuditResult, Finding, PackRef, Undecided, UnitRecord


class Change(StrEnum):
    """What became of a finding from one audit to the next."""

    NEW = "new"
    CHANGED = "changed"
    OPEN = "open"
    FIXED = "fixed"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an audit found, what it was decided by beside the dossier, and the files that could not be read.

    ``regulation`` is its title in Vietnamese, ``annexed_to`` the decision that issues it where that is known.
    """

    pack: PackRef
    regulation: str
    annexed_to: str | None
    as_of: dt.date
    effective_from: dt.date | None
    readings: Mapping[str, str]
    settings: Mapping[str, str]
    unreadable: tuple[str, ...]
    findings: Sequence[Finding]
    undecided: tuple[Undecided, ...] = ()
    units: Sequence[UnitRecord] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that two audits were decided by in different ways; None where one of them lacks it.

    ``kind`` is pack, effective_from, reading, setting or unreadable; ``name`` says which reading, setting or file.
    """

    kind: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding in two audits; None where an audit does not have it.

    ``differs`` says which of verdict, severity and message are not the same in both audits that have the finding;
    a later day of the audit is not a difference. ``lacking`` names the datasets without which one of the audits
    could not judge what the other found.
    """

    change: Change
    before: Finding | None
    after: Finding | None
    differs: tuple[str, ...] = ()
    lacking: tuple[Labelled, ...] = ()

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
    """Two audits compared: what they were decided by differently, and every finding, in the order of outputs."""

    before: Snapshot
    after: Snapshot
    differences: tuple[Difference, ...]
    changes: tuple[FindingChange, ...]

    @property
    def counts(self) -> dict[Change, int]:
        """Count the findings by what became of them."""
        return {change: len(self.of(change)) for change in Change}

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
