"""What a rule pack decides: of every provision its rules and how often they are tried, or why there are none."""

from collections.abc import Iterator, Sequence

from kstt_rules.language import Expr
from kstt_rules.language.mutate import mutants
from kstt_rules.model.findings import PackRef
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage, RuleCoverage
from kstt_rules.pack import Case, Pack, ProvisionEntry, Rule, load_cases


def cover(pack: Pack) -> PackCoverage:
    """Return what a pack covers. Raises PackError where a case file cannot be read."""
    cases = load_cases(pack)
    return PackCoverage(
        pack=PackRef(pack.id, pack.version, pack.sha256),
        title=pack.title,
        cases=len(cases),
        provisions=tuple(_provision(entry, pack, cases) for entry in pack.provisions),
    )


def _provision(entry: ProvisionEntry, pack: Pack, cases: Sequence[Case]) -> ProvisionCoverage:
    return ProvisionCoverage(
        provision=entry.provision,
        norm=entry.norm,
        bearer=entry.bearer,
        summary=entry.summary,
        rules=tuple(_rule(rule, cases) for rule in pack.rules_for(entry.provision)),
        reason=entry.not_checked,
    )


def _rule(rule: Rule, cases: Sequence[Case]) -> RuleCoverage:
    named = sum(rule.id in case.expect for case in cases)
    changes = sum(1 for condition in _conditions(rule) for _ in mutants(condition))
    return RuleCoverage(rule.id, rule.title, named, changes)


def _conditions(rule: Rule) -> Iterator[Expr]:
    yield rule.breach
    if rule.applies is not None:
        yield rule.applies
