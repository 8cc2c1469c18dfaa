"""Waivers: breaches that somebody with the power to do so has set aside, for a reason and a time."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver: the unit (by id or name) and the rule or provision it is for, why, by whom, and from when to when.

    ``place`` says where it stands. A blank bound is open.
    """

    unit: str
    rule: str | None
    provision: Provision | None
    reason: str
    granted_by: str
    start: dt.date | None
    until: dt.date | None
    place: str

    @property
    def subject(self) -> str:
        """What is waived, as people write it."""
        return self.rule or (self.provision.vi if self.provision else "")


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings with what is waived marked so, and a notice for each waiver that did nothing."""

    findings: Sequence[Finding]
    notices: tuple[Bilingual, ...]


_NEVER_USED = both("Waiver never used: {unit}, {subject} ({place}).")
_EXPIRED = both("Waiver expired on {until}, its finding is open again: {unit}, {subject} ({place}).")
_NOT_YET = both("Waiver not in force before {start}: {unit}, {subject} ({place}).")
_UNKNOWN_RULE = both("Waiver for a rule or provision that the pack does not have: {unit}, {subject} ({place}).")
_UNKNOWN_UNIT = both("Waiver for a unit that the register does not have: {unit}, {subject} ({place}).")
_GRANTED = both("Waived: {reason} ({granted_by}).")


def waive(
    findings: Sequence[Finding],
    waivers: Iterable[Waiver],
    *,
    as_of: dt.date,
    rules: Sequence[tuple[str, Provision]],
    units: frozenset[str],
    keep: Callable[[Iterable[Finding]], Sequence[Finding]] = tuple,
) -> Waived:
    """Mark the breaches that a waiver in force covers, and report every waiver that covers none.

    ``rules`` are the ids and provisions of the pack's rules, ``units`` all ids and names of the register. ``keep``
    makes the sequence of what is returned.
    """
    marked: dict[str, Finding] = {}
    notices: list[Bilingual] = []
    for waiver in waivers:
        covered = [finding for finding in findings if finding.verdict is Verdict.BREACH and _covers(waiver, finding)]
        fault = _fault(waiver, as_of, rules, units)
        if fault is not None and (covered or fault not in (_EXPIRED, _NOT_YET)):
            notices.append(_filled(fault, waiver))
        elif not covered:
            notices.append(_filled(_NEVER_USED, waiver))
        else:
            marked |= {finding.fingerprint: _waived(finding, waiver) for finding in covered}
    return Waived(keep(marked.get(finding.fingerprint, finding) for finding in findings), tuple(notices))


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.unit not in (finding.unit.id, finding.unit.name):
        return False
    if waiver.rule is not None:
        return waiver.rule == finding.rule
    return waiver.provision is not None and waiver.provision.contains(finding.provision)


def _fault(
    waiver: Waiver, as_of: dt.date, rules: Sequence[tuple[str, Provision]], units: frozenset[str]
) -> Bilingual | None:
    """Say why a waiver does nothing on a day, if it does nothing: the one place that decides."""
    if waiver.unit not in units:
        return _UNKNOWN_UNIT
    known = any(
        waiver.rule == rule if waiver.rule is not None else waiver.provision and waiver.provision.contains(provision)
        for rule, provision in rules
    )
    if not known:
        return _UNKNOWN_RULE
    if waiver.until is not None and waiver.until < as_of:
        return _EXPIRED
    if waiver.start is not None and waiver.start > as_of:
        return _NOT_YET
    return None


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    words = _filled(_GRANTED, waiver)
    return replace(finding, verdict=Verdict.WAIVED, message=joined(" ", (finding.message, words)))


def _filled(template: Bilingual, waiver: Waiver) -> Bilingual:
    values = {
        "unit": waiver.unit,
        "subject": waiver.subject,
        "place": waiver.place,
        "reason": waiver.reason,
        "granted_by": waiver.granted_by,
    }
    days = {"start": waiver.start, "until": waiver.until}
    told = {name: Bilingual(f"{day:%d/%m/%Y}", day.isoformat()) for name, day in days.items() if day}
    return template.format(**values, **told)
