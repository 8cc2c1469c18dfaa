"""Asks of every rule and every two rules of a pack what no case can show, and gathers what is found."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from itertools import permutations
from typing import Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.judging.judge import judge_by_masks
from kstt_rules.language import Expr
from kstt_rules.language.nodes import And
from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.claims import Claim
from kstt_rules.pack.proof_waivers import ProofKind
from kstt_rules.proof import words
from kstt_rules.proof.apart import are_apart, asked_values
from kstt_rules.proof.claims import held_against
from kstt_rules.proof.judged import Question
from kstt_rules.proof.parts import without_parts
from kstt_rules.proof.report import NotProved, ProofFinding, ProofReport
from kstt_rules.proof.settle import Answer, Confirm, No, Open, Wanted, Yes, find, settle
from kstt_rules.proof.shown import Evidence, JudgedDossier, Shown
from kstt_rules.proof.symbols import Bool, both_of, no, one_of
from kstt_rules.proof.waived import with_waivers
from kstt_rules.proof.witness import Audited, Witness
from kstt_rules.proof.world import Row

_TOGETHER: Final = 6
_APPLIED = frozenset({Verdict.BREACH, Verdict.COMPLIANT, Verdict.UNDETERMINED})


def prove(pack: Pack, only: AbstractSet[str] | None = None) -> ProofReport:
    """Return what holds of a pack's rules whatever the dossier; with ``only``, what is asked of the rules of these ids.

    Raises PackError where the pack's cases or waivers cannot be read.
    """
    prover = _Prover(pack, only)
    for rule in pack.rules:
        if only is None or rule.id in only:
            prover.ask_rule(rule)
    for shown in prover.evidence.by_subject.values():
        prover.ask_pairs(shown)
    for claim in pack.claims if only is None else ():
        prover.ask_claim(claim)
    return with_waivers(prover.report, pack)


class _Prover:
    """Asks questions one after another; what a dossier has shown is not asked again."""

    def __init__(self, pack: Pack, only: AbstractSet[str] | None) -> None:
        self.pack = pack
        self.only = only
        self.report = ProofReport()
        self.evidence = Evidence(pack, only)
        self._dead: set[str] = set()

    # -- one rule

    def ask_rule(self, rule: Rule) -> None:
        seen = self.evidence.by_subject[rule.subject].verdicts.get(rule.id, set())
        self.report.asked += 3
        applies = self._can(rule, seen, {Verdict.BREACH, Verdict.COMPLIANT}, "never_applies")
        breach = applies and self._can(rule, seen, {Verdict.BREACH}, "never_breached")
        if not (breach and self._can(rule, seen, {Verdict.COMPLIANT}, "always_breached")):
            self._dead.add(rule.id)
        for part, changed in without_parts(rule) if breach else ():
            self._ask_part(rule, part, replace(changed, id=f"{rule.id} without a part"))

    def _can(self, rule: Rule, seen: set[Verdict], verdicts: set[Verdict], kind: ProofKind) -> bool:
        """Say whether a rule can come to one of some verdicts; tell where it cannot. What is open may be so."""
        if seen & verdicts:
            self.report.shown += 1
            return True
        if kind == "never_applies":
            answer = self._settle([rule], lambda question, row: [question.judged(rule, row).applies], _applied(rule))
        else:
            answer = self._settle([rule], _is(rule, verdicts), lambda audited: audited.verdict(rule) in verdicts)
        if isinstance(answer, No):
            self._found(kind, (rule,), None, words.of_rule(kind, rule), self._nearest(rule, kind))
        elif isinstance(answer, Open):
            self._open(kind, (rule,), None, answer)
        return not isinstance(answer, No)

    def _nearest(self, rule: Rule, kind: ProofKind) -> Witness | None:
        """Return a dossier that comes as near to the verdict as there is one: as many parts hold as can at once."""
        wanted: list[Expr] = []
        best = None
        target = rule.applies if kind == "never_applies" else rule.breach
        parts = target.items if isinstance(target, And) else ()
        for part in (None, *parts):
            tried = [*wanted, *([] if part is None else [part])]
            found = find(self.pack, [rule], partial(_parts_hold, rule=rule, parts=tried, kind=kind), lambda _: True)
            if found is not None:
                wanted, best = tried, found.witness
        return best

    def _ask_part(self, rule: Rule, part: str, changed: Rule) -> None:
        self.report.asked += 1
        if self.evidence.tells(rule, changed):
            self.report.shown += 1
            return
        answer = self._settle_changed(rule, changed)
        if isinstance(answer, No):
            shown = find(
                self.pack, [rule], _is(rule, {Verdict.BREACH}), lambda audited: audited.verdict(rule) is Verdict.BREACH
            )
            self._found("idle_part", (rule,), part, words.of_part(rule, part), None if shown is None else shown.witness)
        elif isinstance(answer, Open):
            self._open("idle_part", (rule,), part, answer)

    def _settle_changed(self, rule: Rule, changed: Rule) -> Answer:
        def wanted(question: Question, row: Row) -> Sequence[Bool]:
            own, other = question.judged(rule, row), question.judged(changed, row)
            return [one_of(both_of([own.verdicts[one], no(other.verdicts[one])]) for one in own.verdicts)]

        return self._settle([rule, changed], wanted, lambda audited: _differ(audited, rule, changed))

    # -- two rules

    def ask_pairs(self, shown: Shown) -> None:
        """Ask of every two rules on one kind of subject what they come to together."""
        self._note_apart(shown)
        self._seek_kept(shown)
        for one, rule in enumerate(shown.rules):
            for other, second in enumerate(shown.rules):
                if one == other or {rule.id, second.id} & self._dead or not self._is_asked(rule, second):
                    continue
                self._ask_implied(shown, one, other)
                if one < other:
                    self._ask_both(shown, one, other)

    def _is_asked(self, *rules: Rule) -> bool:
        return self.only is None or any(rule.id in self.only for rule in rules)

    def _note_apart(self, shown: Shown) -> None:
        """Note of rules that no subject is under at once that one is breached without the other, if it can be."""
        asked = [asked_values(self.pack, rule) for rule in shown.rules]
        for one, other in permutations(range(len(asked)), 2):
            if are_apart(asked[one], asked[other]):
                shown.alone[one, other] = True
                shown.kept[one, other] = True

    def _seek_kept(self, shown: Shown) -> None:
        """Seek subjects that keep many rules at once, so that not every two of them have to be asked about."""
        alive = [at for at, rule in enumerate(shown.rules) if rule.id not in self._dead]
        for at in (at for at in alive if self._is_asked(shown.rules[at])):
            group = [at]
            for other in alive:
                if len(group) < _TOGETHER and other not in group and not shown.kept[other, group].any():
                    group.append(other)
            if len(group) > 2:
                self._keep(shown, group)

    def _keep(self, shown: Shown, group: Sequence[int]) -> None:
        rules = [shown.rules[at] for at in group]
        found = find(self.pack, rules, partial(_kept, rules=rules), lambda _: True, plain=False)
        if found is not None:
            self._note(found, rules[0].subject)
        elif len(group) > _TOGETHER // 2:
            half = len(group) // 2
            self._keep(shown, group[:half])
            self._keep(shown, group[half:])

    def _ask_implied(self, shown: Shown, one: int, other: int) -> None:
        self.report.asked += 1
        if shown.alone[one, other]:
            self.report.shown += 1
            return
        rule, second = shown.rules[one], shown.rules[other]

        def wanted(question: Question, row: Row) -> Sequence[Bool]:
            return [
                question.judged(rule, row).verdicts[Verdict.BREACH],
                no(question.judged(second, row).verdicts[Verdict.BREACH]),
            ]

        def confirm(audited: Audited) -> bool:
            return audited.verdict(rule) is Verdict.BREACH and audited.verdict(second) is not Verdict.BREACH

        answer = self._settle([rule, second], wanted, confirm)
        if isinstance(answer, No):
            self._implied(rule, second)
        elif isinstance(answer, Open):
            self._open("implied", (rule, second), None, answer)

    def _implied(self, rule: Rule, second: Rule) -> None:
        def wanted(question: Question, row: Row) -> Sequence[Bool]:
            return [question.judged(each, row).verdicts[Verdict.BREACH] for each in (rule, second)]

        def confirm(audited: Audited) -> bool:
            return {audited.verdict(rule), audited.verdict(second)} == {Verdict.BREACH}

        shown = find(self.pack, [rule, second], wanted, confirm)
        self._found(
            "implied", (rule, second), None, words.implied(rule, second), None if shown is None else shown.witness
        )

    def _ask_both(self, shown: Shown, one: int, other: int) -> None:
        self.report.asked += 1
        if shown.kept[one, other]:
            self.report.shown += 1
            return
        rules = [shown.rules[one], shown.rules[other]]

        def confirm(audited: Audited) -> bool:
            return {audited.verdict(each) for each in rules} == {Verdict.COMPLIANT}

        answer = self._settle(rules, partial(_kept, rules=rules), confirm)
        if isinstance(answer, No):
            self._cannot_meet(rules)
        elif isinstance(answer, Open):
            self._open("cannot_meet_both", tuple(rules), None, answer)

    def _cannot_meet(self, rules: Sequence[Rule]) -> None:
        """Tell of two rules that no subject meets together, unless no subject is under both."""

        def wanted(question: Question, row: Row) -> Sequence[Bool]:
            return [question.judged(each, row).applies for each in rules]

        def confirm(audited: Audited) -> bool:
            return all(audited.verdict(each) in _APPLIED for each in rules)

        together = self._settle(rules, wanted, confirm, plain=True)
        if isinstance(together, Yes):
            self._found("cannot_meet_both", tuple(rules), None, words.cannot_meet(*rules), together.witness)
        elif isinstance(together, Open):
            self._open("cannot_meet_both", tuple(rules), None, together)

    def ask_claim(self, claim: Claim) -> None:
        """Hold the rules against a claim."""
        self.report.asked += 1
        for told in held_against(self.pack, claim, partial(self._settle, plain=True), self.evidence.reached):
            if isinstance(told, ProofFinding):
                self.report.findings.append(told)
            else:
                self.report.open.append(told)

    # -- what is noted

    def _settle(self, rules: Sequence[Rule], wanted: Wanted, confirm: Confirm, *, plain: bool = False) -> Answer:
        answer = settle(self.pack, rules, wanted, confirm, plain=plain)
        if isinstance(answer, Yes):
            self.report.shown += 1
            self._note(answer, rules[0].subject)
        elif isinstance(answer, No):
            self.report.proved += 1
        return answer

    def _note(self, answer: Yes, subject: str) -> None:
        self.evidence.add(JudgedDossier(answer.audited.judgement.facts, answer.audited.law), subject)

    def _found(
        self, kind: ProofKind, rules: tuple[Rule, ...], part: str | None, told: Bilingual, witness: Witness | None
    ) -> None:
        ids = tuple(rule.id for rule in rules)
        if witness is None:
            self.report.open.append(NotProved(kind, ids, part, words.NO_WITNESS))
        else:
            self.report.findings.append(ProofFinding(kind, ids, part, told, witness))

    def _open(self, kind: ProofKind, rules: tuple[Rule, ...], part: str | None, answer: Open) -> None:
        self.report.open.append(NotProved(kind, tuple(rule.id for rule in rules), part, answer.reason))


def _kept(question: Question, row: Row, *, rules: Sequence[Rule]) -> Sequence[Bool]:
    return [question.judged(each, row).verdicts[Verdict.COMPLIANT] for each in rules]


def _applied(rule: Rule) -> Confirm:
    return lambda audited: audited.verdict(rule) in _APPLIED


def _is(rule: Rule, verdicts: set[Verdict]) -> Wanted:
    return lambda question, row: [one_of(question.judged(rule, row).verdicts[verdict] for verdict in sorted(verdicts))]


def _parts_hold(question: Question, row: Row, *, rule: Rule, parts: Sequence[Expr], kind: ProofKind) -> Sequence[Bool]:
    held = [question.where(rule, row, part).true for part in parts]
    return held if kind == "never_applies" else [question.judged(rule, row).applies, *held]


def _differ(audited: Audited, rule: Rule, changed: Rule) -> bool:
    codes = [judge_by_masks([each], audited.judgement.facts, audited.law)[each.id] for each in (rule, changed)]
    return bool(codes[0][audited.row] != codes[1][audited.row])
