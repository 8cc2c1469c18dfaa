"""What a proof found, in sentences for whoever answers for the rules."""

from collections.abc import Sequence
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.pack import Rule

NO_WITNESS: Final = both(
    "it holds of all dossiers that formulas express, but no dossier shows it that the audit confirms"
)

_OF_RULE: Final = {
    "never_applies": both(
        "Rule {rule} ({title}) never applies: no subject meets all parts of its condition `applies`."
    ),
    "never_breached": both(
        "Rule {rule} ({title}) never finds a breach: whatever the dossier, its condition `breach` does not hold."
    ),
    "always_breached": both(
        "Rule {rule} ({title}) finds a breach wherever it applies and can be told: nobody can comply with it."
    ),
}
_PART: Final = both(
    "In rule {rule} ({title}) the part `{part}` makes no difference: without it every verdict is the same."
)
_IMPLIED: Final = both(
    "Whoever breaches rule {rule} ({title}) breaches rule {second} ({other}) too: one fact is found twice."
)
_BOTH: Final = both("Nobody to whom both apply can comply with rule {rule} ({title}) and with rule {second} ({other}).")
_CLAIM: Final = both("The claim `{claim}` does not hold: see what {rules} find here.")
_NOT_REACHED: Final = both(
    "The claim `{claim}` does not hold: no rule can find a breach of a unit of the kind “{kind}”."
)


def of_rule(kind: str, rule: Rule) -> Bilingual:
    """Tell of a rule that never applies, is never breached, or always is."""
    return _OF_RULE[kind].format(rule=rule.id, title=rule.title)


def of_part(rule: Rule, part: str) -> Bilingual:
    """Tell of a part of a condition that makes no difference."""
    return _PART.format(rule=rule.id, title=rule.title, part=part)


def implied(rule: Rule, second: Rule) -> Bilingual:
    """Tell of a rule whose breach is always a breach of another too."""
    return _IMPLIED.format(rule=rule.id, title=rule.title, second=second.id, other=second.title)


def cannot_meet(rule: Rule, second: Rule) -> Bilingual:
    """Tell of two rules that no subject meets together."""
    return _BOTH.format(rule=rule.id, title=rule.title, second=second.id, other=second.title)


def of_claim(text: str, rules: Sequence[Rule]) -> Bilingual:
    """Tell of a claim that a dossier shows to be wrong."""
    return _CLAIM.format(claim=text, rules=", ".join(rule.id for rule in rules))


def not_reached(text: str, kind: Bilingual) -> Bilingual:
    """Tell of a kind of unit that no rule can find a breach of, though a claim says so."""
    return _NOT_REACHED.format(claim=text, kind=kind)
