"""The order in which rules are judged: a rule that asks about findings comes after every rule it may ask about."""

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import PackError, Problem
from kstt_rules.base.kept import made_once
from kstt_rules.language import Expr, walk
from kstt_rules.language.functions import AGGREGATES
from kstt_rules.language.nodes import Aggregate, And, Compare, Field, Literal
from kstt_rules.language.truth import FALSE
from kstt_rules.model.findings import finding_place
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack.model import Pack, Rule


def stratify(rules: Sequence[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """Group rules into strata, each judged after the one before; raises PackError where rules wait for each other."""
    by_id = {rule.id: rule for rule in rules}
    sorter = TopologicalSorter({rule.id: sorted({other.id for other in asked(rule, rules)}) for rule in rules})
    try:
        sorter.prepare()
    except CycleError as error:
        first = by_id[error.args[1][0]]
        circle = " → ".join(error.args[1])
        message = both("the rule depends on its own finding: {circle}").format(circle=circle)
        raise PackError([Problem(first.file, first.line, first.column, message)]) from error
    strata: list[tuple[Rule, ...]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        strata.append(tuple(rule for rule in rules if rule.id in ready))
        sorter.done(*ready)
    return tuple(strata)


@made_once
def strata_of(pack: Pack) -> tuple[tuple[Rule, ...], ...]:
    """Return the strata of a pack's rules; PackError as above."""
    return stratify(pack.rules)


@made_once
def findings_asked(strata: Sequence[Sequence[Rule]]) -> tuple[frozenset[str], ...]:
    """Return for each stratum the ids of the rules whose findings its own may look at."""
    rules = [rule for own in strata for rule in own]
    return tuple(frozenset(other.id for rule in own for other in asked(rule, rules)) for own in strata)


def asked(rule: Rule, rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules whose findings a rule may look at, as far as it names them or their provision."""
    for required in _required(rule):
        yield from (other for other in rules if _fits(other, required))


def verdicts_asked(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the verdicts of which rules may look at findings."""
    every = frozenset({Verdict.BREACH, Verdict.UNDETERMINED, Verdict.WAIVED})
    named = ({value for name, value in required if name == "verdict"} for rule in rules for required in _required(rule))
    return frozenset[str]().union(*(every & verdicts if verdicts else every for verdicts in named))


def _required(rule: Rule) -> Iterator[list[tuple[str, object]]]:
    """Yield for each question about findings which fields of theirs it requires to have a certain value."""
    for part in (part for expr in rule.expressions for part in walk(expr)):
        if isinstance(part, Aggregate) and part.entity == "finding":
            counts_others = FALSE in AGGREGATES[part.function].shown
            yield [] if counts_others else [*_named(part.condition)]


def _named(condition: Expr | None) -> Iterator[tuple[str, object]]:
    """Yield the fields of a finding that a condition requires to have a certain value."""
    for part in condition.items if isinstance(condition, And) else (condition,):
        match part:
            case Compare(operator="==", left=Field(related=True, name=name), right=Literal(value=value)):
                yield name, value


def _fits(rule: Rule, named: Sequence[tuple[str, object]]) -> bool:
    """Say whether a rule can make findings whose fields have these values."""
    fixed = {"rule": rule.id, **finding_place(rule.provision)}
    return all(fixed.get(name, value) == value for name, value in named)
