"""What changed between two audits: each finding followed by its fingerprint, and what keeps them from comparison."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import chain

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.comparison import Change, Diff, Difference, FindingChange, Snapshot
from kstt_rules.model.findings import AuditResult, Finding, PackRef


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
    )


def compare(before: Snapshot, after: Snapshot) -> Diff:
    """Follow every finding from one audit to another.

    A finding that only one of them has is new or fixed if both were decided by the same pack, readings, settings and
    day of effect, could read the same files, and could judge its rule; otherwise nobody can tell, and it is not
    comparable.
    """
    differences = tuple(_differences(before, after))
    earlier = {finding.fingerprint: finding for finding in before.findings}
    later = {finding.fingerprint: finding for finding in after.findings}
    unjudged = (_unjudged(before), _unjudged(after))
    changes = []
    for fingerprint in dict.fromkeys(chain(earlier, later)):
        was, now = earlier.get(fingerprint), later.get(fingerprint)
        if was is not None and now is not None:
            differs = tuple(_differs(was, now, (before.as_of, after.as_of)))
            changes.append(FindingChange(Change.CHANGED if differs else Change.OPEN, was, now, differs))
        else:
            changes.append(_appeared_or_gone(was, now, unjudged, same_basis=not differences))
    changes.sort(key=lambda item: (item.finding.bearer.sort_key, item.finding.sort_key))
    return Diff(before, after, differences, tuple(changes))


_Unjudged = Mapping[str, tuple[Labelled, ...]]


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


def _appeared_or_gone(
    before: Finding | None, after: Finding | None, unjudged: tuple[_Unjudged, _Unjudged], *, same_basis: bool
) -> FindingChange:
    one = FindingChange(Change.NEW if before is None else Change.FIXED, before, after)
    other_audit = unjudged[0] if before is None else unjudged[1]
    lacking = other_audit.get(one.finding.rule, ())
    if same_basis and not lacking:
        return one
    return FindingChange(Change.NOT_COMPARABLE, before, after, lacking=lacking)


def _unjudged(audit: Snapshot) -> _Unjudged:
    """Return the rules that could judge nothing, with the datasets that they lacked."""
    return {
        finding.rule: finding.missing
        for finding in audit.findings
        if not finding.subject.id and finding.missing == (finding.subject.kind,)  # not a row without a key
    }


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
