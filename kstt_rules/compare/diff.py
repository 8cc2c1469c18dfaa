"""What changed between two audits: each finding followed by its fingerprint, and what keeps them from comparison."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.comparison import Change, Diff, Difference, FindingChange, Snapshot
from kstt_rules.model.findings import AuditResult, Finding, Outcome, PackRef, Verdict


def snapshot(result: AuditResult) -> Snapshot:
    """Take from a result what is compared."""
    return Snapshot(
        pack=result.pack,
        regulation=result.regulation.title.vi,
        annexed_to=result.regulation.annexed_to.vi if result.regulation.annexed_to else None,
        as_of=result.as_of,
        effective_from=result.regulation.effective_from,
        readings=result.readings,
        settings=result.settings,
        unreadable=tuple(reject.file for reject in result.unreadable),
        findings=result.findings,
        undecided=result.undecided,
        units=result.units,
    )


def compare(before: Snapshot, after: Snapshot) -> Diff:
    """Follow every finding from one audit to another.

    A finding that only one of them has is new or fixed if both were decided by the same pack, readings, settings and
    day of effect, could read the same files, and the other could judge its rule for its unit; otherwise nobody can
    tell, and it is not comparable. What one audit tells of one subject and the other of many at once is left out.
    """
    differences = tuple(_differences(before, after))
    earlier = {finding.fingerprint: finding for finding in before.findings}
    later = {finding.fingerprint: finding for finding in after.findings}
    gaps = (_Gaps(before), _Gaps(after))
    changes = []
    for fingerprint in dict.fromkeys(chain(earlier, later)):
        was, now = earlier.get(fingerprint), later.get(fingerprint)
        if was is not None and now is not None:
            differs = tuple(_differs(was, now, (before.as_of, after.as_of)))
            changes.append(FindingChange(Change.CHANGED if differs else Change.OPEN, was, now, differs))
            continue
        one = FindingChange(Change.NEW if was is None else Change.FIXED, was, now)
        other_gaps = gaps[0] if was is None else gaps[1]
        if not other_gaps.hold(one.finding):
            lacking = other_gaps.of(one.finding)
            unsure = bool(differences or lacking)
            changes.append(replace(one, change=Change.NOT_COMPARABLE, lacking=lacking) if unsure else one)
    changes.sort(key=lambda item: (item.finding.bearer.sort_key, item.finding.sort_key))
    return Diff(before, after, differences, tuple(changes))


class _Gaps:
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


def _differs(before: Finding, after: Finding, days: tuple[dt.date, dt.date]) -> Iterator[str]:
    if before.verdict is not after.verdict:
        yield "verdict"
    if before.severity is not after.severity:
        yield "severity"
    undated = [_undated(finding.message, day) for finding, day in zip((before, after), days, strict=True)]
    if before.message != after.message and undated[0] != undated[1]:
        yield "message"


def _undated(message: Bilingual, day: dt.date) -> Bilingual:
    """Take the day of an audit out of a message."""
    return Bilingual(message.vi.replace(f"{day:%d/%m}/{day.year}", "…"), message.en.replace(day.isoformat(), "…"))


def _differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    if before.pack != after.pack:
        yield Difference("pack", "", _pack_text(before.pack), _pack_text(after.pack))
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


def _pack_text(pack: PackRef) -> str:
    return f"{pack.id} {pack.version} ({pack.sha256[:12]})"


def _day_text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
