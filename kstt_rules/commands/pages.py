"""Pages about packs and rules, printed to standard output."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.commands.facts import (
    Fact,
    condition_words,
    provision_facts,
    rule_facts,
    subject_fact,
    verdicts_text,
)
from kstt_rules.outputs import texts
from kstt_rules.outputs.page import heading, pairs, write_page
from kstt_rules.outputs.target import standard_output
from kstt_rules.outputs.texts import packs
from kstt_rules.pack import Case, Pack, Rule, list_packs, load_cases, load_pack


def print_packs(language: Language) -> None:
    """List the packs that come with the program. Raises PackError if one cannot be used."""
    header = (texts.PACK, packs.VERSION, packs.PROVISIONS, packs.RULES, packs.TITLE)
    rows = [
        (pack.id, pack.version, str(len(pack.provisions)), str(len(pack.rules)), pack.title[language])
        for pack in map(load_pack, list_packs())
    ]
    with standard_output() as stream:
        write_page([pairs([tuple(label[language] for label in header), *rows])], stream)


def print_rule(name: str, pack_name: str, language: Language) -> None:
    """Explain a rule of a pack. Raises UsageError where there is no such rule or pack, PackError."""
    pack = load_pack(pack_name)
    rule = pack.rule(name)
    cases = [case for case in load_cases(pack) if rule.id in case.expect]
    with standard_output() as stream:
        write_page(_rule_page(pack, rule, cases, language), stream)


def _rule_page(pack: Pack, rule: Rule, cases: list[Case], language: Language) -> Iterator[RenderableType]:
    yield Text(f"{rule.id} · {rule.title[language]}", "bold")
    yield pairs((f"{label[language]}:", text[language]) for label, text in _facts(pack, rule))
    yield heading(packs.CASES[language])
    if not cases:
        yield Text(packs.NO_CASES[language])
    for case in cases:
        yield Text(f"{case.file}:{case.line}: {case.name} → {verdicts_text(case, rule)[language]}")


def _facts(pack: Pack, rule: Rule) -> Iterator[Fact]:
    provision, place = rule.provision, f"{rule.file}:{rule.line}:{rule.column}"
    yield texts.PROVISION, provision.label
    yield from provision_facts(pack.entry(provision))
    yield subject_fact(pack, rule)
    yield from condition_words(pack, rule)
    yield from rule_facts(pack, rule)
    yield packs.PLACE, Bilingual(place, place)
