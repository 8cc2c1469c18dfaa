"""Audits to be compared, and what became of a finding."""

from result_factory import make_subject, result

from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.model.findings import UnitRef

A, B = UnitRef("a", "A"), UnitRef("b", "B")
REPORT = make_subject("report", "b/2022-Q1", "Quý I/2022", "tinh")


def audited(*findings, **changes):
    """Return the snapshot of an audit with these findings."""
    return snapshot(result(findings=findings, rejects=(), **changes))


def one_change(before, after):
    """Return what became of the only finding."""
    [change] = compare(before, after).changes
    return change
