"""Two audits compared, as a page of text that stays bounded however much has changed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kstt_rules.bilingual import Language
from kstt_rules.diff import Change, Diff, Difference, FindingChange, Snapshot
from kstt_rules.findings import Finding
from kstt_rules.outputs import diff_texts, texts
from kstt_rules.outputs.page import heading, pairs, write_page
from kstt_rules.outputs.terminal import MAX_FINDINGS, MAX_LINES, MAX_UNITS, finding_block, more, shown
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, conclusion_label, day, missing_text, number, provision_text

_IN_FULL = (Change.NEW, Change.CHANGED, Change.NOT_COMPARABLE)
_IN_SHORT = (Change.FIXED, Change.OPEN)


def render(diff: Diff, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: what is new, changed and not comparable in full, what is gone or still open by its title."""
    write_page(_page(diff, language), stream)


def _page(diff: Diff, language: Language) -> Iterator[RenderableType]:
    yield Text(diff_texts.TITLE[language].upper(), "bold")
    yield pairs(
        [
            (f"{diff_texts.BEFORE[language]}:", audit_text(diff.before, language)),
            (f"{diff_texts.AFTER[language]}:", audit_text(diff.after, language)),
        ]
    )
    yield heading(texts.SUMMARY[language])
    yield from counted(diff, language)
    yield from differences(diff.differences, language)
    for change in _IN_FULL:
        yield from in_full(change, diff.of(change), language)
    for change in _IN_SHORT:
        yield from _in_short(change, diff.of(change), language)


def audit_text(audit: Snapshot, language: Language) -> str:
    """Name an audit by its day and pack."""
    return visible(f"{day(audit.as_of, language)} · {audit.pack.id} {audit.pack.version}")


def counts_text(diff: Diff, language: Language) -> str:
    """Count in one line what became of the findings since the earlier audit."""
    counts = (f"{diff_texts.CHANGES[change][language]} {number(n, language)}" for change, n in diff.counts.items())
    return f"{diff_texts.SINCE[language]}: {' · '.join(counts)}"


def counted(diff: Diff, language: Language) -> Iterator[RenderableType]:
    """Show how many findings are new, changed, still open, gone and not comparable."""
    yield pairs([(diff_texts.CHANGES[change][language], number(n, language)) for change, n in diff.counts.items()])
    if not diff.fresh:
        yield Text(diff_texts.NOTHING_NEW[language])


def differences(found: Sequence[Difference], language: Language) -> Iterator[RenderableType]:
    """Say what the audits were decided by differently, and what follows from it."""
    if not found:
        return
    yield heading(diff_texts.DIFFERENCES[language])
    yield pairs([("•", _difference(item, language)) for item in found[:MAX_LINES]])
    yield from more(len(found) - MAX_LINES, texts.MORE_LINES, language, hint=diff_texts.SEE_ALL)
    yield Text(diff_texts.WHY_NOT_COMPARABLE[language])


def _difference(item: Difference, language: Language) -> str:
    label = diff_texts.DIFFERENCE[item.kind][language].format(name=item.name)
    if item.kind == "unreadable":
        words = [(diff_texts.NO if side is None else diff_texts.YES)[language] for side in (item.before, item.after)]
    else:
        words = [texts.UNKNOWN[language] if side is None else side for side in (item.before, item.after)]
    return shown(f"{label}: {' → '.join(words)}", language)


def in_full(change: Change, items: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    """Set out findings by unit under the name of what became of them."""
    if not items:
        return
    yield heading(f"{diff_texts.CHANGES[change][language]} ({number(len(items), language)})")
    units = [list(group) for _, group in groupby(items, lambda item: item.finding.unit)]
    for place, group in enumerate(units[:MAX_UNITS]):
        if place:
            yield ""
        yield from _unit(group, language)
    yield from more(len(units) - MAX_UNITS, texts.MORE_UNITS, language, hint=diff_texts.SEE_ALL)


def _unit(group: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    unit = group[0].finding.unit
    yield Text(shown(f"{unit.name} ({unit.id})" if unit.id else unit.name, language), "bold")
    for item in group[:MAX_FINDINGS]:
        yield finding_block(item.finding, language, label=_label(item, language), lines=[*_notes(item, language)])
    for line in more(len(group) - MAX_FINDINGS, texts.MORE_FINDINGS, language, hint=diff_texts.SEE_ALL):
        yield Padding(line, (0, 0, 0, 2))


def _label(item: FindingChange, language: Language) -> str:
    """Name what a finding comes to, or came to and comes to where that has changed."""
    stages: Iterable[Finding | None] = (item.before, item.after)
    labels = [conclusion_label(finding)[language].upper() for finding in stages if finding is not None]
    return " → ".join(dict.fromkeys(labels))


def _notes(item: FindingChange, language: Language) -> Iterator[str]:
    if item.before is not None and "message" in item.differs:
        yield f"{diff_texts.EARLIER[language]}: {shown(item.before.message[language], language)}"
    if item.change is Change.NOT_COMPARABLE:
        yield (diff_texts.ONLY_BEFORE if item.after is None else diff_texts.ONLY_AFTER)[language]
    if item.lacking:
        yield diff_texts.LACKING[language].format(names=missing_text(item.lacking, language))


def _in_short(change: Change, items: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    if not items:
        return
    yield heading(f"{diff_texts.CHANGES[change][language]} ({number(len(items), language)})")
    for item in items[:MAX_LINES]:
        finding = item.finding
        subject = "" if finding.subject.kind == "unit" else f" ({finding.subject.name})"
        place = capital(provision_text(finding.provision, language))
        label = conclusion_label(finding)[language].upper()
        line = f"{finding.unit.name}: [{label}] {place} · {finding.title[language]}{subject}"
        yield Text(shown(line, language))
    yield from more(len(items) - MAX_LINES, texts.MORE_LINES, language, hint=diff_texts.SEE_ALL)
