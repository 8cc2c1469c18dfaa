"""What changed between two audits: each finding followed by its fingerprint, and what keeps them from comparison."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from typing import Final

from kstt_rules.base.labelled import Labelled
from kstt_rules.compare.gaps import Gaps
from kstt_rules.compare.sent import Sent
from kstt_rules.model.comparison import Change, Diff, Difference, FileRef, FindingChange, Reason, Snapshot, Why
from kstt_rules.model.correction import corrected
from kstt_rules.model.findings import AuditResult, Finding, PackRef, Value

_DAY: Final = "as_of"
"""What a term names that depends on the day of the audit."""
_LOOKS_AT_MORE: Final = frozenset({"change", "finding"})
"""The datasets whose rows follow from others."""


def snapshot(result: AuditResult) -> Snapshot:
    """Take from a result what is compared."""
    return Snapshot(
        pack=result.pack,
        regulation=result.regulation.title.vi,
        annexed_to=result.regulation.annexed_to.vi if result.regulation.annexed_to else None,
        number=result.regulation.number,
        called=result.regulation.called.vi,
        matter=result.regulation.matter.vi,
        as_of=result.as_of,
        effective_from=result.regulation.effective_from,
        readings=result.readings,
        settings=result.settings,
        engine=result.engine,
        unreadable=tuple(reject.file for reject in result.unreadable),
        findings=result.findings,
        undecided=result.undecided,
        units=result.units,
        inputs=tuple(FileRef(item.file, item.sha256, item.previous) for item in result.inputs),
        rules=result.rules,
        selection=result.selection,
        corrections=result.corrections,
    )


def compare(before: Snapshot, after: Snapshot) -> Diff:
    """Follow every finding from one audit to another.

    A finding that only one of them has is new or fixed if both were decided by the same rule, readings, settings and
    day of effect, could read the same files, and the other could judge its rule for its unit. It is fixed only if
    the later audit had the files and datasets again that its unit had sent, and new only if the earlier one had those
    that it rests on. Otherwise nobody can tell, and it is not
    comparable; nor is anything that a rule says which another version of the pack has changed. What one audit tells of
    one subject and the other of many at once is left out, and so is what the later audit was not asked for.
    """
    return _Comparison(before, after).diff()


class _Comparison:
    """Two audits, with what is looked up in both for every finding."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._before, self._after = before, after
        self._rules = tuple({rule.id: rule for rule in audit.rules} for audit in (before, after))
        self._differences = tuple(_differences(before, after))
        self._decide_all = any(item.decides_all for item in self._differences)
        self._gaps = (Gaps(before), Gaps(after))
        self._sent = (Sent(before), Sent(after))

    def diff(self) -> Diff:
        """Return what became of every finding, in the order of outputs."""
        earlier = {finding.fingerprint: finding for finding in self._before.findings}
        later = {finding.fingerprint: finding for finding in self._after.findings}
        changes = []
        for fingerprint in dict.fromkeys(chain(earlier, later)):
            was, now = earlier.get(fingerprint), later.get(fingerprint)
            if was is not None and now is not None:
                changes.append(self._of_both(was, now))
            elif was is not None and self._after.covers(was) and not self._gaps[1].hold(was):
                changes.append(self._of_one(was, None, Change.FIXED, [*self._fixed_nowhere(was)]))
            elif now is not None and not self._gaps[0].hold(now):
                changes.append(self._of_one(None, now, Change.NEW, [*self._new_nowhere(now)]))
        changes.sort(key=lambda item: (item.finding.bearer.sort_key, item.finding.sort_key))
        return Diff(self._before, self._after, self._differences, tuple(changes), self._changed_rules())

    def _of_one(self, was: Finding | None, now: Finding | None, change: Change, reasons: list[Reason]) -> FindingChange:
        return FindingChange(Change.NOT_COMPARABLE if reasons else change, was, now, reasons=tuple(reasons))

    def _of_both(self, was: Finding, now: Finding) -> FindingChange:
        differs = tuple(self._differs(was, now))
        if self._is_changed_rule(was.rule):
            return FindingChange(Change.NOT_COMPARABLE, was, now, differs, (Reason(Why.RULE_CHANGED),))
        return FindingChange(Change.CHANGED if differs else Change.OPEN, was, now, differs)

    def _fixed_nowhere(self, was: Finding) -> Iterator[Reason]:
        """Say why a finding that is gone need not be fixed."""
        yield from self._nowhere(was, 1)
        yield from self._sent[1].not_here(was, self._sent[0])

    def _new_nowhere(self, now: Finding) -> Iterator[Reason]:
        """Say why a finding that was not there before need not be new.

        More files come with every period, so that only those count that its rule looks at.
        """
        yield from self._nowhere(now, 0)
        rule = self._rules[1].get(now.rule)
        is_known = rule is not None and not _LOOKS_AT_MORE.intersection(rule.datasets)
        yield from self._sent[0].not_here(now, self._sent[1], rule.datasets if rule and is_known else None)

    def _nowhere(self, finding: Finding, other: int) -> Iterator[Reason]:
        """Say why a finding that is not in one of the audits may have been hidden from it."""
        if other == 0 and not self._before.covers(finding):
            yield Reason(Why.NOT_SELECTED)
            return
        if self._decide_all:
            yield Reason(Why.SETTINGS)
        if self._is_changed_rule(finding.rule):
            yield Reason(Why.RULE_CHANGED)
        elif all(self._rules) and finding.rule not in self._rules[other]:
            yield Reason(Why.RULE_ABSENT)
        if lacking := self._gaps[other].of(finding):
            yield Reason(Why.UNDECIDED, lacking)
        if self._sent[0].previous != self._sent[1].previous and self._looks_at_changes(finding.rule):
            yield Reason(Why.PREVIOUS)

    def _changed_rules(self) -> tuple[str, ...]:
        return tuple(sorted(filter(self._is_changed_rule, self._rules[0])))

    def _is_changed_rule(self, name: str) -> bool:
        was, now = (rules.get(name) for rules in self._rules)
        return was is not None and now is not None and was.sha256 != now.sha256

    def _looks_at_changes(self, name: str) -> bool:
        """Tell whether a rule looks at what follows from two rosters, as far as either audit says."""
        known = [rules[name].datasets for rules in self._rules if name in rules]
        return not known or any(_LOOKS_AT_MORE.intersection(datasets) for datasets in known)

    def _differs(self, was: Finding, now: Finding) -> Iterator[str]:
        if was.severity is not now.severity:
            yield "severity"
        if was.verdict is not now.verdict:
            yield "verdict"
            return
        if self._is_later_day_alone(was, now):
            return
        values = [_values(finding) for finding in (was, now)]
        if 1 in (self._before.version, self._after.version):
            shared = values[0].keys() & values[1].keys()
            values = [{name: value for name, value in known.items() if name in shared} for known in values]
        if values[0] != values[1]:
            yield "values"
        if set(was.missing) != set(now.missing):
            yield "missing"

    def _is_later_day_alone(self, was: Finding, now: Finding) -> bool:
        """Tell whether nothing but the day of the audit differs of all that a finding rests on."""
        before, after = self._sent
        if self._before.as_of == self._after.as_of or self._decide_all or before.previous != after.previous:
            return False
        return set(before.files_of(was).values()) == set(after.files_of(now).values())


def _values(finding: Finding) -> dict[str, Value]:
    """Return the values that the verdict rests on, as they are kept in JSON; what depends on the day says so."""
    return {
        str(item.field): item.value.isoformat() if isinstance(item.value, dt.date) else item.value
        for item in finding.evidence
        if not item.scope and _DAY not in item.field
    }


def _differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    if before.pack != after.pack:
        known = before.pack.id == after.pack.id and bool(before.rules and after.rules)
        yield Difference("pack", "", _pack_text(before.pack), _pack_text(after.pack), decides_all=not known)
    if before.version != after.version:
        forms = [f"kstt-audit/{audit.version}" for audit in (before, after)]
        yield Difference("schema", "", forms[0], forms[1], decides_all=False)
    if before.effective_from != after.effective_from:
        yield Difference("effective_from", "", _day_text(before.effective_from), _day_text(after.effective_from))
    for kind, earlier, later in (
        ("reading", before.readings, after.readings),
        ("setting", before.settings, after.settings),
        ("unreadable", dict.fromkeys(before.unreadable, ""), dict.fromkeys(after.unreadable, "")),
    ):
        for name in sorted(earlier.keys() | later.keys()):
            if earlier.get(name) != later.get(name):
                yield Difference(kind, name, earlier.get(name), later.get(name))
    if before.selection != after.selection:
        yield Difference("selection", "", _selection_text(before), _selection_text(after), decides_all=False)
    if before.corrections != after.corrections:
        yield Difference("corrections", "", _corrections_text(before), _corrections_text(after), decides_all=False)
    if _engine_text(before) != _engine_text(after):
        yield Difference("engine", "", _engine_text(before), _engine_text(after), decides_all=False)
    if Sent(before).previous != Sent(after).previous:
        yield Difference("previous", "", _previous_text(before), _previous_text(after), decides_all=False)


def _pack_text(pack: PackRef) -> str:
    return f"{pack.id} {pack.version} ({pack.sha256[:12]})"


def _day_text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _selection_text(audit: Snapshot) -> str | None:
    if audit.selection is None:
        return None
    told = audit.selection.told
    return Labelled(told.en, told)


def _corrections_text(audit: Snapshot) -> str | None:
    if not audit.corrections:
        return None
    told = corrected(len(audit.corrections))
    return Labelled(told.en, told)


def _engine_text(audit: Snapshot) -> str | None:
    return None if audit.engine.is_absent else audit.engine.name


def _previous_text(audit: Snapshot) -> str | None:
    return ", ".join(item.file for item in audit.inputs if item.previous) or None
