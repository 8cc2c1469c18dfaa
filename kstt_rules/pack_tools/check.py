"""Checks a rule pack as its author would want it checked: its cases, their kinds, and what they would notice."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError, PackError, Problem
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import Case, Pack, Rule, load_cases
from kstt_rules.pack_tools.case_traces import traced
from kstt_rules.pack_tools.hold_claims import broken_claims
from kstt_rules.pack_tools.judged_cases import JudgedCase, judge_case, notices
from kstt_rules.pack_tools.taken_over import set_anew, taken_over
from kstt_rules.pack_tools.unnoticed import unnoticed_changes

_NO_SUBJECT: Final = both("{rule} on {subject}: expected {wanted}, got no such subject")
_OTHERWISE: Final = both("{rule} on {subject}: expected {wanted}, got {found}; as of {day}, {why}")
_USUAL_DAY: Final = both("{day}, as the case names no `as_of`")
_NOT_SHOWN: Final = both("{rule}: no case shows the verdict {verdicts}")
_VALUE_UNNOTICED: Final = both("{rule}: no case notices that {key} is another than in {pack}")
_NEEDED = frozenset({Verdict.BREACH, Verdict.COMPLIANT})


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How a pack stood its own cases: all is well where ``problems`` is empty.

    ``mutants`` counts the changes tried; one that no case notices is among the problems. ``taken_over``
    counts the rules that stand as they are in the pack which this one builds on, with their cases there.
    """

    rules: int
    provisions: int
    cases: int
    mutants: int
    problems: tuple[Problem, ...]
    taken_over: int = 0


def check_pack(pack: Pack) -> CheckReport:
    """Run all cases of a pack, look for the kinds of case that rules lack, and for changes that no case notices.

    Of a rule that a case names, a subject that it leaves out must be not applicable. A rule taken over from another
    pack has its cases there; where its parameters are set anew, some case must tell the new values from those.
    Raises PackError where a case file cannot be read.
    """
    cases = load_cases(pack)
    problems: list[Problem] = []
    judged: list[JudgedCase] = []
    for case in cases:
        try:
            judged.append(judge_case(case, pack))
        except PackError as error:
            problems += error.problems
        except KsttError as error:
            problems.append(_of_case(case, error.message))
    problems += [problem for item in judged for problem in _failures(item, pack)]
    inherited = [rule for rule in pack.rules if taken_over(pack, rule)]
    known = {rule.id for rule in inherited}
    own_rules = [rule for rule in pack.rules if rule.id not in known]
    problems += [problem for rule in own_rules for problem in _gaps(rule, judged)]
    problems += [problem for rule in inherited for problem in _unnoticed_values(rule, judged, pack)]
    unnoticed = unnoticed_changes(own_rules if not problems else (), judged, pack)
    problems += [*unnoticed.problems, *broken_claims(pack, judged)]
    counts = (len(pack.rules), len(pack.provisions), len(cases), unnoticed.tried)
    return CheckReport(*counts, tuple(sorted(problems)), len(inherited))


def _day(case: Case) -> Bilingual | dt.date:
    return case.as_of if case.names_day else _USUAL_DAY.format(day=case.as_of)


def _of_case(case: Case, told: Bilingual) -> Problem:
    return Problem(case.file, case.line, 1, joined(": ", [case.name, told]))


def _failures(item: JudgedCase, pack: Pack) -> Iterator[Problem]:
    case = item.case
    for rule_id, expected in case.expect.items():
        rule = pack.rule(rule_id)
        got = item.judgement.verdicts(rule)
        for subject in sorted(set(expected) | set(got)):
            wanted, found = expected.get(subject, Verdict.NOT_APPLICABLE), got.get(subject)
            if wanted != found:
                if found is None:
                    told = _NO_SUBJECT.format(rule=rule_id, subject=subject, wanted=wanted)
                else:
                    why = traced(rule, subject, item.judgement, item.law)
                    told = _OTHERWISE.format(
                        rule=rule_id, subject=subject, wanted=wanted, found=found, day=_day(case), why=why
                    )
                yield _of_case(case, told)


def _gaps(rule: Rule, judged: list[JudgedCase]) -> Iterator[Problem]:
    """Report the kinds of case that a rule must have and has not."""
    own = [item.judgement.verdicts(rule).values() for item in judged if rule.id in item.case.expect]
    shown = {verdict for verdicts in own for verdict in verdicts}
    needed = _NEEDED | ({Verdict.NOT_APPLICABLE} if rule.applies is not None else frozenset())
    missing = needed - shown
    if missing:
        kinds = ", ".join(sorted(missing))
        yield Problem(rule.file, rule.line, rule.column, _NOT_SHOWN.format(rule=rule.id, verdicts=kinds))


def _unnoticed_values(rule: Rule, judged: list[JudgedCase], pack: Pack) -> Iterator[Problem]:
    """Report parameters that are set anew for a rule, where no case would notice if they were not."""
    cases = [item.case for item in judged if rule.id in item.case.expect]
    for key in set_anew(pack, rule):
        if pack.base is not None and not any(_tells_from(pack.base, key, case, rule, pack) for case in cases):
            text = _VALUE_UNNOTICED.format(rule=rule.id, key=key, pack=pack.base.id)
            yield Problem(f"{pack.folder.name}/pack.yaml", 1, 1, text)


def _tells_from(base: Pack, key: str, case: Case, rule: Rule, pack: Pack) -> bool:
    """Say whether a case expects another verdict than a rule comes to with the value of a parameter in another pack."""
    dated = base.parameters[key].at(case.as_of)
    value = None if dated is None else dated.value
    return value is not None and notices(judge_case(case, pack, {key: value}), rule)
