"""The page that explains the verdicts on one unit: each condition as a tree of its parts, values and cells."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.explanation import Judged, RuleExplanation, Term, UnitExplanation
from kstt_rules.model.outcomes import Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.page import heading, write_page
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    missing_text,
    places_text,
    provision_text,
    unit_text,
)

MAX_PLACES: Final = 12


def render(explanation: UnitExplanation, stream: BinaryIO, *, language: Language, in_full: bool) -> None:
    """Write the page; unless ``in_full``, subjects that a rule does not apply to are only named."""
    write_page(_page(explanation, language, in_full=in_full), stream)


def _page(explanation: UnitExplanation, language: Language, *, in_full: bool) -> Iterator[RenderableType]:
    unit = explanation.unit
    yield Text(visible(unit_text(unit)), "bold")
    for rule in explanation.rules:
        yield heading(visible(f"{rule.rule} · {rule.title[language]}"))
        yield Text(visible(f"{capital(provision_text(rule.provision, language))}: {rule.summary[language]}"))
        yield from _rule(rule, language, in_full=in_full)


def _rule(rule: RuleExplanation, language: Language, *, in_full: bool) -> Iterator[RenderableType]:
    if not rule.submitted:
        lacking = f"{texts.MISSING[language]}: {missing_text([rule.kind], language)}"
        yield _verdict(Verdict.UNDETERMINED.label[language], lacking)
    elif not rule.judged:
        yield Text(packs.NO_SUBJECT[language])
    others = []
    for judged in rule.judged:
        if judged.verdict is Verdict.NOT_APPLICABLE and not in_full:
            others.append(visible(label_of(judged.subject.name)[language]))
        else:
            yield from _judged(rule, judged, language)
    if others:
        yield _verdict(Verdict.NOT_APPLICABLE.label[language], ", ".join(others))


def _judged(rule: RuleExplanation, judged: Judged, language: Language) -> Iterator[RenderableType]:
    verdict = judged.verdict.label[language]
    if judged.verdict is Verdict.BREACH:
        verdict = rule.severity.label[language]
    yield _verdict(verdict, visible(label_of(judged.subject.name)[language]))
    if judged.out_of_force:
        yield Text(packs.OUT_OF_FORCE[language])
    for label, term in ((packs.APPLIES, judged.applies), (packs.BREACH, judged.breach)):
        if term is not None:
            yield _tree(label, term, language)


def _verdict(verdict: str, subject: str) -> Text:
    return Text(f"[{verdict.upper()}] ", "bold").append(subject, "not bold")


def _tree(label: Bilingual, term: Term, language: Language) -> Tree:
    tree = Tree(Text(f"{label[language]}: ").append(_line(term, language)), guide_style="dim")
    _branch(tree, term, language)
    return tree


def _branch(tree: Tree, term: Term, language: Language) -> None:
    for part in term.parts:
        _branch(tree.add(_line(part, language)), part, language)


def _line(term: Term, language: Language) -> Text:
    sign = "→" if term.is_condition else "="
    line = Text(f"{visible(term.text[language])} {sign} ").append(visible(term.value[language]), "bold")
    if term.missing:
        line.append(f" · {texts.MISSING[language]}: {missing_text(term.missing, language)}")
    if term.sources:
        line.append(f" [{places_text(term.sources, language, limit=MAX_PLACES)}]", "dim")
    return line
