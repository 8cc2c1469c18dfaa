"""Waivers: breaches that somebody with the power to do so has set aside, for a reason and a time."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import TypeVar

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import WHOLE, AuditResult, Finding
from kstt_rules.model.outcomes import Outcome, Verdict
from kstt_rules.model.spilled import Spilled
from kstt_rules.model.streamed import Streamed
from kstt_rules.pack import Rule

Item = TypeVar("Item")

_Target = str | Provision | None
_Key = tuple[str | None, _Target]


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
    def target(self) -> _Target:
        """The rule or the provision that is waived."""
        return self.rule if self.rule is not None else self.provision

    @property
    def subject(self) -> str:
        """What is waived, as people write it."""
        return self.rule or (self.provision.vi if self.provision else "")


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings with what is waived marked so, and a notice for each waiver that did nothing."""

    findings: Sequence[Finding]
    notices: tuple[Bilingual, ...]


_NEVER_USED = both("This waiver was not used: {unit}, {subject} ({place}).")
_EXPIRED = both("This waiver expired on {until}, so its finding is open again: {unit}, {subject} ({place}).")
_NOT_YET = both("This waiver starts on {start}: {unit}, {subject} ({place}).")
_UNKNOWN_RULE = both("This waiver names a rule or provision that is not in the pack: {unit}, {subject} ({place}).")
_UNKNOWN_UNIT = both("This waiver names a unit that is not in the register: {unit}, {subject} ({place}).")
_SEVERAL = both(
    "{place}: the waiver for {unit!r} may mean several units: {units}; write the code of the one that is meant"
)
_GRANTED = both("Waived: {reason} ({granted_by}).")


def waived_by(waivers: Iterable[Waiver], as_of: dt.date) -> frozenset[tuple[str, str | Provision]]:
    """Return the units and what is waived for them on a day, for rules that follow from what is still open."""
    return frozenset(
        (waiver.unit, waiver.target)
        for waiver in waivers
        if waiver.target is not None and _out_of_time(waiver, as_of) is None
    )


def waive_result(
    result: AuditResult, waivers: Sequence[Waiver], *, rules: Iterable[Rule], units: Table | None
) -> AuditResult:
    """Set aside what the waivers cover; the counts of each provision follow. ``units`` is the register.

    Raises UsageError where a waiver names a unit by a name that several have.
    """
    if units is not None:
        _check_names(waivers, units)
    waived = waive(
        result.findings,
        waivers,
        as_of=result.as_of,
        rules=[(rule.id, rule.provision) for rule in rules],
        units=frozenset([WHOLE.name, *(() if units is None else (*units.cells("id"), *units.cells("name")))]),
        keep=partial(_like, result.findings),
        is_all=result.selection is None,
    )
    by_provision: dict[Provision, Counter[Outcome]] = defaultdict(Counter)
    by_rule: dict[str, Counter[Outcome]] = defaultdict(Counter)
    by_unit: dict[str | None, Counter[Outcome]] = defaultdict(Counter)
    for finding in waived.findings:
        if finding.verdict is Verdict.WAIVED:
            breach = Outcome.of(Verdict.BREACH, finding.severity)
            by_provision[finding.provision][breach] += 1
            by_rule[finding.rule][breach] += 1
            by_unit[finding.unit.id][breach] += 1
    return replace(
        result,
        findings=waived.findings,
        coverage=tuple(row.with_waived(by_provision[row.provision]) for row in result.coverage),
        rules=tuple(rule.with_waived(by_rule[rule.id]) for rule in result.rules),
        units=_like(result.units, (record.with_waived(by_unit[record.unit.id]) for record in result.units)),
        regulation=replace(result.regulation, notices=(*waived.notices, *result.regulation.notices)),
    )


def _like(sequence: Sequence[Item], items: Iterable[Item]) -> Sequence[Item]:
    """Hold items where those of a sequence are held: all of them, or in a file."""
    return Spilled(items) if isinstance(sequence, Streamed) else tuple(items)


def waive(
    findings: Sequence[Finding],
    waivers: Iterable[Waiver],
    *,
    as_of: dt.date,
    rules: Sequence[tuple[str, Provision]],
    units: frozenset[str],
    keep: Callable[[Iterable[Finding]], Sequence[Finding]] = tuple,
    is_all: bool = True,
) -> Waived:
    """Mark the breaches that a waiver in force covers, and report every waiver that covers none.

    ``rules`` are the ids and provisions of the pack's rules, ``units`` all ids and names of the register. ``keep``
    makes the sequence of what is returned. Unless the findings are all, none need be there for a waiver to cover.
    """
    waivers = list(waivers)
    known = {target for rule, provision in rules for target in _targets(rule, provision)}
    faults = [_fault(waiver, as_of, known, units) for waiver in waivers]
    in_force = {
        (waiver.unit, waiver.target): place
        for place, (waiver, fault) in enumerate(zip(waivers, faults, strict=True))
        if fault is None  # of several the last one counts
    }
    wanted = {(waiver.unit, waiver.target) for waiver in waivers}
    used: set[_Key] = set()

    def marked() -> Iterator[Finding]:
        for finding in findings:
            keys = wanted.intersection(_keys(finding)) if finding.verdict is Verdict.BREACH else ()
            used.update(keys)
            place = max((in_force[key] for key in keys if key in in_force), default=None)
            yield finding if place is None else _waived(finding, waivers[place])

    kept = keep(marked())
    told = [pair for pair in zip(waivers, faults, strict=True) if is_all or pair[1] in (_UNKNOWN_UNIT, _UNKNOWN_RULE)]
    notices = (_notice(waiver, fault, used) for waiver, fault in told)
    return Waived(kept, tuple(notice for notice in notices if notice is not None))


def _keys(finding: Finding) -> Iterator[_Key]:
    """Yield what a waiver may name to cover a finding: its unit by id or name, its rule or a provision around it."""
    for target in _targets(finding.rule, finding.provision):
        yield finding.unit.id, target
        yield finding.unit.name, target


def _targets(rule: str, provision: Provision) -> Iterator[_Target]:
    yield rule
    place: Provision | None = provision
    while place is not None:
        yield place
        place = place.parent


def _fault(waiver: Waiver, as_of: dt.date, known: AbstractSet[_Target], units: frozenset[str]) -> Bilingual | None:
    """Say why a waiver does nothing on a day, if it does nothing: the one place that decides."""
    if waiver.unit not in units:
        return _UNKNOWN_UNIT
    if waiver.target not in known:
        return _UNKNOWN_RULE
    return _out_of_time(waiver, as_of)


def _out_of_time(waiver: Waiver, as_of: dt.date) -> Bilingual | None:
    if waiver.until is not None and waiver.until < as_of:
        return _EXPIRED
    if waiver.start is not None and waiver.start > as_of:
        return _NOT_YET
    return None


def _check_names(waivers: Iterable[Waiver], units: Table) -> None:
    """Refuse a name that several units have: a waiver is for one of them."""
    ids = set(units.cells("id"))
    bearers: dict[str, list[str]] = {}
    for unit, name in zip(units.cells("id"), units.cells("name"), strict=True):
        bearers.setdefault(name, []).append(unit)
    for waiver in waivers:
        named = bearers.get(waiver.unit, ())
        if waiver.unit not in ids and len(named) > 1:
            shown = ", ".join(f"{waiver.unit} ({unit})" for unit in named)
            raise UsageError(_SEVERAL.format(place=waiver.place, unit=waiver.unit, units=shown))


def _notice(waiver: Waiver, fault: Bilingual | None, used: AbstractSet[_Key]) -> Bilingual | None:
    """Say what there is to say of a waiver: nothing of one that is in force and covers a breach."""
    is_used = (waiver.unit, waiver.target) in used
    if fault is None or (fault in (_EXPIRED, _NOT_YET) and not is_used):
        return None if is_used else _filled(_NEVER_USED, waiver)
    return _filled(fault, waiver)


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
