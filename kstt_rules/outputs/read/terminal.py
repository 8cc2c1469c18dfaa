"""The result as a page of text that reads well at 80 columns and stays bounded however much was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from rich.align import Align
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import WHOLE, AuditResult, Coverage, Finding
from kstt_rules.model.outcomes import BREACHES, Outcome
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.page import heading, pairs, ruled_table, write_page
from kstt_rules.outputs.read.overview import bearers_in_order, facts, gaps, group_by_bearer
from kstt_rules.outputs.read.units_table import parents, unit_rows
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import units as unit_texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    cells_of,
    conclusion_label,
    correction_text,
    day,
    missing_text,
    party_text,
    places_text,
    provision_text,
    reject_place,
    title_text,
    unit_text,
    within_text,
)

OUTPUT = Output(name="terminal", suffix=".txt")

MAX_WORST: Final = 10
MAX_UNITS: Final = 20
MAX_FINDINGS: Final = 10
MAX_LINES: Final = 50
MAX_UNREAD: Final = 10
MAX_PLACES: Final = 3
MAX_TEXT: Final = 600

_IN_UNITS: Final = (*BREACHES, Outcome.UNDETERMINED)
_STYLES: Final = {Outcome.VIOLATION: "red", Outcome.REVIEW: "yellow", Outcome.INFO: "cyan"}
"""Colours of what weighs most, where a terminal shows them; the words say it all without."""


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: as wide as the terminal, else 80 columns."""
    write_page(_page(result, language), stream)


def _page(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    yield from headline(result, language)
    yield from _units(result, language)
    yield from _findings(result, language)
    yield from undetermined(result, language)
    yield from background(result, language)


def headline(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    """Say what was not read, then for which day how often each outcome was met."""
    yield from _unread(result, language)
    title = Text(texts.TITLE[language].upper(), "bold")
    yield title.append(f" · {texts.AS_OF[language].lower()} {day(result.as_of, language)}", "not bold")
    for preface in result.prefaces:
        yield Text(visible(preface[language]), "bold")
    yield Text("")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(justify="right")
    for outcome, count in result.summary.items():
        style = _STYLES.get(outcome, "") if count else ""
        grid.add_row(Text(capital(outcome.label[language]), style), Text(number(count, language), style))
    yield grid


def background(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    """Say what stands behind the findings: what was submitted and taken, what was judged, by what, and the notices."""
    yield from _rejected(result.rejects, language)
    yield from _corrected(result.corrections, language)
    yield from _coverage(result.coverage, language)
    yield from _inputs(result.inputs, language)
    yield heading(texts.APPLIED[language])
    yield pairs([(f"{label[language]}:", value) for label, value in facts(result, language)])
    if result.notices:
        yield heading(texts.NOTICES[language])
        yield pairs([("•", visible(notice[language])) for notice in result.notices])


def _unread(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    """Say before all else which files, sheets and columns were not read."""
    if not result.unread:
        return
    yield Text(texts.UNREAD[language].upper(), "bold")
    for item in result.unread[:MAX_UNREAD]:
        yield Text(f"{shown(reject_place(item, language), language)}: {shown(item.message[language], language)}")
    yield from more(len(result.unread) - MAX_UNREAD, texts.MORE_LINES, language)
    yield Text("")


def shown(text: str, language: Language) -> str:
    """Return a text as the page shows it: nothing in it hidden, and no longer than fits on a page."""
    whole = visible(text)
    return whole if len(whole) <= MAX_TEXT else whole[:MAX_TEXT] + texts.CUT[language]


def _table(first: Bilingual, others: Sequence[str], language: Language) -> Table:
    table = ruled_table()
    table.add_column(first[language], overflow="fold", vertical="bottom")
    for header in others:
        table.add_column(header, justify="right", vertical="bottom")
    return table


def more(
    count: int, words: Bilingual, language: Language, *, hint: Bilingual = texts.SEE_ALL
) -> Iterator[RenderableType]:
    """Say how many more there are than the page shows, if there are any, and hint where all of them are."""
    if count > 0:
        yield Text(words[language].format(count=number(count, language)))
        yield Text(hint[language])


def _units(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    """Show the units of which there is most to say, with what was not received of them."""
    noted = [row for row in unit_rows(result) if row.is_of_note]
    if not noted:
        return
    yield heading(unit_texts.WORST[language])
    table = _table(texts.UNIT, [texts.OUTCOME_HEADERS[outcome][language] for outcome in _IN_UNITS], language)
    for row in noted[:MAX_WORST]:
        name: RenderableType = Text(shown(within_text(row.unit, row.parent), language))
        if lacks := row.lacks(language):
            told = lacks if row.is_silent else f"{unit_texts.UNLIKE_MOST[language].lower()}: {lacks}"
            name = Group(name, Padding(Text(shown(told, language), "dim"), (0, 0, 0, 2)))
        table.add_row(name, *(_counted(outcome, row.outcomes.get(outcome, 0), language) for outcome in _IN_UNITS))
    yield table
    yield from more(len(noted) - MAX_WORST, texts.MORE_UNITS, language)


def _counted(outcome: Outcome, count: int, language: Language) -> RenderableType:
    return Align.right(Text(number(count, language), _STYLES.get(outcome, "") if count else "dim"), vertical="top")


def _inputs(inputs: Sequence[InputFile], language: Language) -> Iterator[RenderableType]:
    yield heading(texts.INPUTS[language])
    if not inputs:
        yield Text(texts.NO_INPUTS[language])
        return
    headers = (texts.READ, texts.ACCEPTED, texts.REJECTED, texts.IGNORED)
    table = _table(texts.FILE, [header[language] for header in headers], language)
    counts = [(item.read, item.accepted, item.rejected, item.ignored) for item in inputs]
    for item, row in zip(inputs[:MAX_LINES], counts, strict=False):
        table.add_row(shown(item.file, language), *(number(count, language) for count in row))
    if len(inputs) > 1:
        totals = (number(sum(column), language) for column in zip(*counts, strict=True))
        table.add_row(texts.TOTAL[language], *totals, style="bold")
    yield table
    yield from more(len(inputs) - MAX_LINES, texts.MORE_LINES, language)


def _coverage(coverage: Sequence[Coverage], language: Language) -> Iterator[RenderableType]:
    checked = [row for row in coverage if row.status == "checked"]
    yield heading(texts.COVERAGE[language])
    table = _table(texts.PROVISION, [texts.OUTCOME_HEADERS[outcome][language] for outcome in Outcome], language)
    for row in checked:
        counts = (number(row.outcomes.get(outcome, 0), language) for outcome in Outcome)
        table.add_row(capital(row.citation[language]), *counts)
    yield table
    if others := len(coverage) - len(checked):
        yield Text(f"{texts.NOT_CHECKED_COUNT[language]}: {others}.")


def _findings(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    yield heading((texts.FINDINGS if result.is_by_unit else texts.FINDINGS_OF_WHOLE)[language])
    units = bearers_in_order(result.findings)
    shown_units = frozenset(units[:MAX_UNITS])
    above = parents(result)
    if not units:
        yield Text(texts.NO_FINDINGS[language])
    groups = group_by_bearer(finding for finding in result.findings if finding.bearer in shown_units)
    for place, (unit, group) in enumerate(groups):
        if place:
            yield ""
        name = party_text(unit, language) if unit == WHOLE else unit_text(unit, above.get(unit))
        yield from _unit(name, group, language)
    yield from more(len(units) - MAX_UNITS, texts.MORE_UNITS, language)


def _unit(unit: str, findings: Sequence[Finding], language: Language) -> Iterator[RenderableType]:
    name = shown(unit, language)
    counts = Counter(conclusion_label(finding)[language] for finding in findings)
    yield Text(f"{name}: {' · '.join(f'{label} {count}' for label, count in counts.items())}", "bold")
    for finding in findings[:MAX_FINDINGS]:
        yield finding_block(finding, language)
    for line in more(len(findings) - MAX_FINDINGS, texts.MORE_FINDINGS, language):
        yield Padding(line, (0, 0, 0, 2))


def finding_block(
    finding: Finding, language: Language, *, label: str | None = None, lines: Sequence[str] = ()
) -> RenderableType:
    """Set out a finding under a label, by default what it comes to, with further lines below its message."""
    title = title_text(finding, language)
    style, plain = f"bold {_STYLES.get(finding.outcome, '')}", "default not bold"
    head = Text(f"[{label or conclusion_label(finding)[language].upper()}] ", style)
    head.append(shown(f"{capital(provision_text(finding.provision, language))} · {title}", language), plain)
    head.append(f" [{shown(finding.rule, language)}]", f"{plain} dim")
    below = [shown(finding.message[language], language), *lines]
    if remedy := finding.remedy[language]:
        below.append(f"{texts.REMEDY[language]}: {shown(remedy, language)}")
    if cells := cells_of(finding):
        below.append(f"{texts.EVIDENCE[language]}: {places_text(cells, language, limit=MAX_PLACES)}")
    grid = Table.grid(padding=0)
    grid.add_column(overflow="fold")
    grid.add_row(Padding(head, (0, 0, 0, 2)))
    for line in below:
        grid.add_row(Padding(Text(line), (0, 0, 0, 6)))
    return grid


def undetermined(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    """List what could not be judged, by what is missing."""
    found = gaps(result)
    if not found:
        return
    yield heading(texts.UNDETERMINED[language])
    table = ruled_table()
    table.add_column(texts.CONTENT[language], ratio=5)
    table.add_column(texts.MISSING[language], ratio=4)
    table.add_column(texts.COUNT[language], justify="right")
    for gap in found[:MAX_LINES]:
        table.add_row(
            shown(gap.told(language), language), missing_text(gap.missing, language), number(gap.subjects, language)
        )
    yield table
    yield from more(len(found) - MAX_LINES, texts.MORE_LINES, language)


def _corrected(corrections: Sequence[Correction], language: Language) -> Iterator[RenderableType]:
    if not corrections:
        return
    yield heading(texts.CORRECTIONS[language])
    for item in corrections[:MAX_LINES]:
        yield Text(shown(correction_text(item, language), language))
    yield from more(len(corrections) - MAX_LINES, texts.MORE_LINES, language)


def _rejected(rejects: Sequence[Reject], language: Language) -> Iterator[RenderableType]:
    if not rejects:
        return
    yield heading(texts.REJECTS[language])
    for item in rejects[:MAX_LINES]:
        yield Text(f"{shown(reject_place(item, language), language)}: {shown(item.message[language], language)}")
    yield from more(len(rejects) - MAX_LINES, texts.MORE_LINES, language)
