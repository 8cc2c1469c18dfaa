"""Two audits compared, as a page of text that stays bounded however much has changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kstt_rules.base.bilingual import Language
from kstt_rules.model.comparison import Change, Diff, FindingChange
from kstt_rules.outputs import texts
from kstt_rules.outputs.comparison.wording import (
    audit_text,
    difference_text,
    earlier_message,
    notes,
    stages,
    why_not_comparable,
)
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.page import heading, pairs, write_page
from kstt_rules.outputs.read.terminal import MAX_FINDINGS, MAX_LINES, MAX_UNITS, finding_block, more, shown
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import comparison as diff_texts
from kstt_rules.outputs.wording import (
    capital,
    conclusion_label,
    party_text,
    provision_text,
    title_text,
    unit_text,
)

OUTPUT = Output(name="terminal", suffix=".txt", shows="comparison")

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
    yield from differences(diff, language)
    for change in _IN_FULL:
        yield from in_full(change, diff.of(change), language)
    for change in _IN_SHORT:
        yield from _in_short(change, diff.of(change), language)


def counted(diff: Diff, language: Language) -> Iterator[RenderableType]:
    """Show how many findings are new, changed, still open, gone and not comparable."""
    yield pairs([(diff_texts.CHANGES[change][language], number(n, language)) for change, n in diff.counts.items()])
    if not diff.fresh:
        yield Text(diff_texts.NOTHING_NEW[language])


def differences(diff: Diff, language: Language) -> Iterator[RenderableType]:
    """Say what the audits were decided by differently, what follows from it, and what an older result cannot tell."""
    if found := diff.differences:
        yield heading(diff_texts.DIFFERENCES[language])
        yield pairs([("•", shown(difference_text(item, language), language)) for item in found[:MAX_LINES]])
        yield from more(len(found) - MAX_LINES, texts.MORE_LINES, language, hint=diff_texts.SEE_ALL)
    yield from (Text(note[language]) for note in notes(diff))


def in_full(change: Change, items: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    """Set out findings by who is obliged under the name of what became of them."""
    if not items:
        return
    yield heading(f"{diff_texts.CHANGES[change][language]} ({number(len(items), language)})")
    units = [list(group) for _, group in groupby(items, lambda item: item.finding.bearer)]
    for place, group in enumerate(units[:MAX_UNITS]):
        if place:
            yield ""
        yield from _unit(group, language)
    yield from more(len(units) - MAX_UNITS, texts.MORE_UNITS, language, hint=diff_texts.SEE_ALL)


def _unit(group: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    yield Text(shown(unit_text(group[0].finding.bearer), language), "bold")
    for item in group[:MAX_FINDINGS]:
        yield finding_block(item.finding, language, label=_label(item, language), lines=[*_notes(item, language)])
    for line in more(len(group) - MAX_FINDINGS, texts.MORE_FINDINGS, language, hint=diff_texts.SEE_ALL):
        yield Padding(line, (0, 0, 0, 2))


def _label(item: FindingChange, language: Language) -> str:
    return " → ".join(stages(item, language)).upper()


def _notes(item: FindingChange, language: Language) -> Iterator[str]:
    earlier = earlier_message(item, language)
    if earlier is not None:
        yield f"{diff_texts.EARLIER[language]}: {shown(earlier, language)}"
    yield from why_not_comparable(item, language)


def _in_short(change: Change, items: Sequence[FindingChange], language: Language) -> Iterator[RenderableType]:
    if not items:
        return
    yield heading(f"{diff_texts.CHANGES[change][language]} ({number(len(items), language)})")
    for item in items[:MAX_LINES]:
        finding = item.finding
        place = capital(provision_text(finding.provision, language))
        label = conclusion_label(finding)[language].upper()
        line = f"{party_text(finding.bearer, language)}: [{label}] {place} · {title_text(finding, language)}"
        yield Text(shown(line, language))
    yield from more(len(items) - MAX_LINES, texts.MORE_LINES, language, hint=diff_texts.SEE_ALL)
