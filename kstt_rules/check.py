"""Checks a rule pack as its author would want it checked: every case, and every rule's kinds of case."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kstt_rules.audit import judge_submission, prepare
from kstt_rules.errors import KsttError, Problem
from kstt_rules.findings import Verdict
from kstt_rules.pack import Case, Pack, Rule, load_cases

_NEEDED = (Verdict.BREACH, Verdict.COMPLIANT)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How a pack stood its own cases: all is well where ``problems`` is empty."""

    rules: int
    provisions: int
    cases: int
    problems: tuple[Problem, ...]


def check_pack(pack: Pack) -> CheckReport:
    """Run all cases of a pack. Raises PackError where a case file cannot be read."""
    cases = load_cases(pack)
    failures = [problem for case in cases for problem in _run(case, pack)]
    gaps = [problem for rule in pack.rules for problem in _gaps(rule, cases)]
    return CheckReport(len(pack.rules), len(pack.provisions), len(cases), tuple(sorted([*failures, *gaps])))


def _run(case: Case, pack: Pack) -> Iterator[Problem]:
    stated = {**case.settings, **{f"readings.{name}": option for name, option in case.readings.items()}}
    try:
        submission = prepare(case.dossier, pack, as_of=case.as_of, effective_from=case.effective_from, settings=stated)
        judgement = judge_submission(submission, verify=True)
    except KsttError as error:
        yield Problem(case.file, case.line, 1, f"{case.name}: {error}")
        return
    for rule_id, expected in case.expect.items():
        got = judgement.verdicts(pack.rule(rule_id))
        for subject in sorted(set(expected) | set(got)):
            wanted, found = expected.get(subject), got.get(subject)
            if wanted != found:
                words = f"{case.name}: {rule_id} on {subject}: expected {_word(wanted)}, got {_word(found)}"
                yield Problem(case.file, case.line, 1, words)


def _word(verdict: Verdict | None) -> str:
    return "no such subject" if verdict is None else verdict.value


def _gaps(rule: Rule, cases: tuple[Case, ...]) -> Iterator[Problem]:
    """Report the kinds of case that a rule must have and has not."""
    shown: dict[str, set[Verdict]] = defaultdict(set)
    for case in cases:
        for rule_id, verdicts in case.expect.items():
            shown[rule_id] |= set(verdicts.values())
    needed = {*_NEEDED, *([Verdict.NOT_APPLICABLE] if rule.applies is not None else [])}
    missing = needed - shown[rule.id]
    if missing:
        kinds = ", ".join(sorted(missing))
        yield Problem(rule.file, rule.line, rule.column, f"{rule.id}: no case shows the verdict {kinds}")
