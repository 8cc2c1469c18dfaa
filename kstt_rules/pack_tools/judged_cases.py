"""The cases of a pack as its rules judge them, or as a changed rule or another law would."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from kstt_rules.base.dataclass import dataclass
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge_by_masks
from kstt_rules.judging.steps import AuditRun, judge_run, new_run, with_dossier
from kstt_rules.judging.verdict_codes import CODES
from kstt_rules.language import follows_findings
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import Case, Pack, Parameter, Rule
from kstt_rules.pack.model import ParameterValue
from kstt_rules.pack_tools.case_sheets import dossier_of


@dataclass(frozen=True)
class JudgedCase:
    """A case, and what the rules that it names come to on its dossier."""

    case: Case
    run: AuditRun
    law: Law
    judgement: Judgement

    def law_with(self, parameter: Parameter) -> Law:
        """Return the law of the case were a parameter another than it is."""
        parameters = {**self.run.pack.parameters, parameter.key: parameter}
        choices = replace(self.run.choices, parameters=parameters)
        return replace(self.run, pack=replace(self.run.pack, parameters=parameters), choices=choices).law


def judge_case(case: Case, pack: Pack, settings: Mapping[str, ParameterValue] = MappingProxyType({})) -> JudgedCase:
    """Judge a case by the rules that it names, through the engine and the masks.

    Where one of them follows from findings, all rules are judged. Raises KsttError for what cannot be judged.
    """
    readings = {f"readings.{name}": option for name, option in case.readings.items()}
    stated = {**settings, **case.settings, **readings}
    run = new_run(_with_named_rules(pack, case), as_of=case.as_of, effective_from=case.effective_from, settings=stated)
    run = with_dossier(run, dossier_of(case, pack.vocabulary), case.previous)
    return JudgedCase(case, run, run.law, judge_run(run, verify=True))


def notices(item: JudgedCase, changed: Rule, law: Law | None = None) -> bool:
    """Say whether a case expects of some subject another verdict than the changed rule, or the law, gives it."""
    expected = item.case.expect[changed.id]
    facts = item.judgement.facts
    codes = judge_by_masks([changed], facts, law or item.law)[changed.id].tolist()
    ids = facts.ids(changed.subject) if codes else ()
    return any(
        expected.get(subject, Verdict.NOT_APPLICABLE) != CODES[code] for subject, code in zip(ids, codes, strict=True)
    )


def _with_named_rules(pack: Pack, case: Case) -> Pack:
    named = tuple(rule for rule in pack.rules if rule.id in case.expect)
    conditions = (condition for rule in named for condition in (rule.applies, rule.breach) if condition is not None)
    return pack if any(map(follows_findings, conditions)) else replace(pack, rules=named)
