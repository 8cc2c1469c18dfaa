"""Why each rule came to its verdict on one unit, as JSON, schema ``kstt-explanation/1``; it holds both languages."""

from typing import Any, BinaryIO, Final

from kstt_rules.model.explanation import Judged, RuleExplanation, Term, UnitExplanation
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.exchange.json_values import bilingual, dumped, judged_subject, labelled, party, sources

SCHEMA: Final = "kstt-explanation/1"


def render(explanation: UnitExplanation, stream: BinaryIO) -> None:
    """Write the document in UTF-8 with two-space indents: every rule, every subject, every part of its conditions."""
    unit, rules = party(explanation.unit), [_rule(rule) for rule in explanation.rules]
    stream.write(dumped({"schema": SCHEMA, "unit": unit, "rules": rules}))


def _rule(rule: RuleExplanation) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "title": bilingual(rule.title),
        "provision": {"id": rule.provision.id, "citation": bilingual(rule.provision.label)},
        "summary": bilingual(rule.summary),
        "severity": rule.severity.value,
        "kind": labelled(rule.kind),
        "submitted": rule.submitted,
        "judged": [_judged(rule, judged) for judged in rule.judged],
    }


def _judged(rule: RuleExplanation, judged: Judged) -> dict[str, Any]:
    return {
        "subject": judged_subject(judged.subject),
        "outcome": Outcome.of(judged.verdict, rule.severity).value,
        "verdict": judged.verdict.value,
        "out_of_force": judged.out_of_force,
        "applies": None if judged.applies is None else _term(judged.applies),
        "breach": None if judged.breach is None else _term(judged.breach),
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "label": bilingual(term.text),
        "value": bilingual(term.value),
        "is_condition": term.is_condition,
        "missing": [labelled(name) for name in term.missing],
        "sources": sources(term.sources),
        "parts": [_term(part) for part in term.parts],
    }
