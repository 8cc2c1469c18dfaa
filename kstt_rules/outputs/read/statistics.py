"""How often each rule came to each outcome, by provision, as a page of text; every rule stands on it."""

from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.findings import AuditResult, RuleRef
from kstt_rules.model.outcomes import Outcome, Outcomes, added_up
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.page import heading, ruled_table, write_page
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, provision_text


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write the numbers of every rule below those of its provision, and those of all at the end."""
    write_page(_page(result, language), stream)


def _page(result: AuditResult, language: Language) -> Iterator[RenderableType]:
    yield heading(texts.STATISTICS[language])
    for preface in result.prefaces:
        yield Text(visible(preface[language]), "bold")
    table = ruled_table()
    table.add_column(texts.RULE[language], overflow="fold", vertical="bottom")
    for outcome in Outcome:
        table.add_column(texts.OUTCOME_HEADERS[outcome][language], justify="right", vertical="bottom")
    rules = sorted((rule for rule in result.rules if rule.provision is not None), key=_place)
    for _, group in groupby(rules, key=lambda rule: rule.provision):
        own = list(group)
        total = added_up(rule.outcomes for rule in own)
        table.add_row(_provision(own[0], language), *_numbers(total, language), style="bold")
        for rule in own:
            table.add_row(_rule(rule, language), *_numbers(rule.outcomes, language))
    table.add_row(texts.TOTAL[language], *_numbers(result.summary, language), style="bold")
    yield table


def _place(rule: RuleRef) -> tuple[object, str]:
    return rule.provision, rule.id


def _provision(rule: RuleRef, language: Language) -> str:
    assert rule.provision is not None, "only rules with a provision are shown"
    return capital(provision_text(rule.provision, language))


def _rule(rule: RuleRef, language: Language) -> RenderableType:
    title = rule.title or Bilingual(rule.id, rule.id)
    return Padding(Text(f"{visible(title[language])} ").append(f"[{visible(rule.id)}]", "dim"), (0, 0, 0, 2))


def _numbers(counts: Outcomes, language: Language) -> Iterator[str]:
    return (number(counts.get(outcome, 0), language) for outcome in Outcome)
