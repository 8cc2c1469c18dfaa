"""Checks a rule pack as its author would want it checked: its cases, their kinds, and what they would notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kstt_rules.base.errors import KsttError, Problem
from kstt_rules.judging.in_force import Law
from kstt_rules.judging.judge import Judgement, judge_by_masks
from kstt_rules.judging.steps import judge_run, law_of, new_run, with_dossier
from kstt_rules.judging.verdict_codes import CODES
from kstt_rules.language.mutate import mutants
from kstt_rules.model.findings import Verdict
from kstt_rules.pack import Case, Pack, Rule, load_cases
from kstt_rules.pack.model import ParameterValue
from kstt_rules.pack_tools.case_traces import traced
from kstt_rules.pack_tools.taken_over import set_anew, taken_over

_NEEDED = frozenset({Verdict.BREACH, Verdict.COMPLIANT})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How a pack stood its own cases: all is well where ``problems`` is empty.

    ``mutants`` counts the changed conditions tried; one that no case notices is among the problems. ``taken_over``
    counts the rules that stand as they are in the pack which this one builds on, with their cases there.
    """

    rules: int
    provisions: int
    cases: int
    mutants: int
    problems: tuple[Problem, ...]
    taken_over: int = 0


@dataclass(frozen=True)
class _JudgedCase:
    case: Case
    law: Law
    judgement: Judgement


def check_pack(pack: Pack) -> CheckReport:
    """Run all cases of a pack, look for the kinds of case that rules lack, and for changes that no case notices.

    Of a rule that a case names, a subject that it leaves out must be not applicable. A rule taken over from another
    pack has its cases there; where its parameters are set anew, some case must tell the new values from those.
    Raises PackError where a case file cannot be read.
    """
    cases = load_cases(pack)
    problems: list[Problem] = []
    judged: list[_JudgedCase] = []
    for case in cases:
        try:
            judged.append(_judge(case, pack))
        except KsttError as error:
            problems.append(Problem(case.file, case.line, 1, f"{case.name}: {error}"))
    problems += [problem for item in judged for problem in _failures(item, pack)]
    inherited = [rule for rule in pack.rules if taken_over(pack, rule)]
    known = {rule.id for rule in inherited}
    own_rules = [rule for rule in pack.rules if rule.id not in known]
    problems += [problem for rule in own_rules for problem in _gaps(rule, judged)]
    problems += [problem for rule in inherited for problem in _unnoticed_values(rule, judged, pack)]
    tried = 0
    for rule in own_rules if not problems else ():
        own = [item for item in judged if rule.id in item.case.expect]
        for changed in _changed(rule):
            tried += 1
            if not any(_notices(item, changed) for item in own):
                problems.append(_survivor(rule, changed))
    counts = (len(pack.rules), len(pack.provisions), len(cases), tried)
    return CheckReport(*counts, tuple(sorted(problems)), len(inherited))


def _judge(case: Case, pack: Pack, settings: Mapping[str, ParameterValue] = MappingProxyType({})) -> _JudgedCase:
    readings = {f"readings.{name}": option for name, option in case.readings.items()}
    stated = {**settings, **case.settings, **readings}
    run = new_run(pack, as_of=case.as_of, effective_from=case.effective_from, settings=stated)
    run = with_dossier(run, case.dossier, case.previous)
    return _JudgedCase(case, law_of(run), judge_run(run, verify=True))


def _failures(item: _JudgedCase, pack: Pack) -> Iterator[Problem]:
    case = item.case
    for rule_id, expected in case.expect.items():
        rule = pack.rule(rule_id)
        got = item.judgement.verdicts(rule)
        for subject in sorted(set(expected) | set(got)):
            wanted, found = expected.get(subject, Verdict.NOT_APPLICABLE), got.get(subject)
            if wanted != found:
                words = f"{case.name}: {rule_id} on {subject}: expected {wanted}, got {found or 'no such subject'}"
                why = (
                    "" if found is None else f"; as of {case.as_of}, {traced(rule, subject, item.judgement, item.law)}"
                )
                yield Problem(case.file, case.line, 1, f"{words}{why}")


def _gaps(rule: Rule, judged: list[_JudgedCase]) -> Iterator[Problem]:
    """Report the kinds of case that a rule must have and has not."""
    own = [item.judgement.verdicts(rule).values() for item in judged if rule.id in item.case.expect]
    shown = {verdict for verdicts in own for verdict in verdicts}
    needed = _NEEDED | ({Verdict.NOT_APPLICABLE} if rule.applies is not None else frozenset())
    missing = needed - shown
    if missing:
        kinds = ", ".join(sorted(missing))
        yield Problem(rule.file, rule.line, rule.column, f"{rule.id}: no case shows the verdict {kinds}")


def _unnoticed_values(rule: Rule, judged: list[_JudgedCase], pack: Pack) -> Iterator[Problem]:
    """Report parameters that are set anew for a rule, where no case would notice if they were not."""
    cases = [item.case for item in judged if rule.id in item.case.expect]
    for key in set_anew(pack, rule):
        if pack.base is not None and not any(_tells_from(pack.base, key, case, rule, pack) for case in cases):
            text = f"{rule.id}: no case notices that {key} is another than in {pack.base.id}"
            yield Problem(f"{pack.folder.name}/pack.yaml", 1, 1, text)


def _tells_from(base: Pack, key: str, case: Case, rule: Rule, pack: Pack) -> bool:
    """Say whether a case expects another verdict than a rule comes to with the value of a parameter in another pack."""
    dated = base.parameters[key].at(case.as_of)
    value = None if dated is None else dated.value
    return value is not None and _notices(_judge(case, pack, {key: value}), rule)


def _changed(rule: Rule) -> Iterator[Rule]:
    for breach in mutants(rule.breach):
        yield replace(rule, breach=breach, breach_text=breach.text)
    if rule.applies is not None:
        for applies in mutants(rule.applies):
            yield replace(rule, applies=applies, applies_text=applies.text)


def _notices(item: _JudgedCase, changed: Rule) -> bool:
    """Say whether a case expects of some subject another verdict than the changed rule gives it."""
    expected: Mapping[str, Verdict] = item.case.expect[changed.id]
    facts = item.judgement.facts
    codes = judge_by_masks([changed], facts, item.law)[changed.id].tolist()
    ids = facts.ids(changed.subject) if codes else ()
    return any(
        expected.get(subject, Verdict.NOT_APPLICABLE) != CODES[code] for subject, code in zip(ids, codes, strict=True)
    )


def _survivor(rule: Rule, changed: Rule) -> Problem:
    part, text = ("breach", changed.breach_text)
    if changed.breach is rule.breach:
        part, text = ("applies", changed.applies_text or "")
    return Problem(
        rule.file, rule.line, rule.column, f"{rule.id}: no case notices the {part} condition changed to: {text}"
    )
