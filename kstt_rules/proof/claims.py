"""Holds the rules of a pack against what the pack claims of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import combinations

from kstt_rules.model.outcomes import Verdict
from kstt_rules.model.vocabulary import UNIT, UNIT_KIND
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.claims import (
    Claim,
    Exclusive,
    NothingAfter,
    NothingBefore,
    NothingWhen,
    OneFindingWhen,
    Reaches,
)
from kstt_rules.proof import words
from kstt_rules.proof.judged import Question
from kstt_rules.proof.report import NotProved, ProofFinding
from kstt_rules.proof.settle import Answer, Confirm, No, Open, Wanted, Yes, find
from kstt_rules.proof.symbols import NO, Bool, both_of, no, one_of
from kstt_rules.proof.witness import Audited
from kstt_rules.proof.world import Row

Settle = Callable[[Sequence[Rule], Wanted, Confirm], Answer]
Told = ProofFinding | NotProved
Reached = Mapping[str, AbstractSet[str]]
_FOUND = frozenset({Verdict.BREACH, Verdict.UNDETERMINED})


def held_against(pack: Pack, claim: Claim, settle: Settle, reached: Reached) -> Iterator[Told]:
    """Yield how the rules are not as a claim says, and what of it is open; nothing where it holds.

    ``reached`` says by rule which kinds of unit a dossier has shown to breach it.
    """
    rules = pack.rules_of(claim)
    match claim:
        case Exclusive():
            yield from _exclusive(claim, rules, settle)
        case NothingAfter(day=day):
            yield from _each(claim, rules, settle, lambda at: at > day.toordinal())
        case NothingBefore(day=day):
            yield from _each(claim, rules, settle, lambda at: at < day.toordinal())
        case NothingWhen():
            yield from _nothing_when(claim, rules, settle)
        case OneFindingWhen():
            yield from _one_finding(claim, rules, settle)
        case Reaches():
            yield from _reaches(pack, claim, rules, settle, reached)


def _exclusive(claim: Claim, rules: Sequence[Rule], settle: Settle) -> Iterator[Told]:
    for pair in combinations(rules, 2):
        yield from _against(claim, pair, settle, partial(_all_breached, rules=pair), _breached(pair))


def _all_breached(question: Question, row: Row, *, rules: Sequence[Rule]) -> list[Bool]:
    return [question.judged(rule, row).verdicts[Verdict.BREACH] for rule in rules]


def _breached(rules: Sequence[Rule]) -> Confirm:
    return lambda audited: all(audited.verdict(rule) is Verdict.BREACH for rule in rules)


def _each(claim: Claim, rules: Sequence[Rule], settle: Settle, beyond: Callable[..., Bool]) -> Iterator[Told]:
    """Yield the rules that judge a fact of a day beyond that of a claim."""
    for rule in rules:

        def wanted(question: Question, row: Row, rule: Rule = rule) -> Sequence[Bool]:
            verdicts = question.judged(rule, row).verdicts
            return [no(verdicts[Verdict.NOT_APPLICABLE]), beyond(question.day(rule, row))]

        yield from _against(claim, [rule], settle, wanted, _not(rule, Verdict.NOT_APPLICABLE))


def _not(rule: Rule, verdict: Verdict) -> Confirm:
    return lambda audited: audited.verdict(rule) is not verdict


def _nothing_when(claim: NothingWhen, rules: Sequence[Rule], settle: Settle) -> Iterator[Told]:
    for rule in rules:

        def wanted(question: Question, row: Row, rule: Rule = rule) -> Sequence[Bool]:
            verdicts = question.judged(rule, row).verdicts
            held = question.where(rule, row, claim.condition).true
            return [held, one_of(verdicts[verdict] for verdict in sorted(_FOUND))]

        def confirm(audited: Audited, rule: Rule = rule) -> bool:
            return audited.verdict(rule) in _FOUND

        yield from _against(claim, [rule], settle, wanted, confirm)


def _one_finding(claim: OneFindingWhen, rules: Sequence[Rule], settle: Settle) -> Iterator[Told]:
    """Yield two rules that are breached together, and then whether none may be though one applies."""
    for pair in combinations(rules, 2):

        def two(question: Question, row: Row, pair: Sequence[Rule] = pair) -> Sequence[Bool]:
            return [question.where(pair[0], row, claim.condition).true, *_all_breached(question, row, rules=pair)]

        yield from _against(claim, pair, settle, two, _breached(pair))

    def none(question: Question, row: Row) -> Sequence[Bool]:
        judged = [question.judged(rule, row) for rule in rules]
        open_or_found = [item.verdicts[verdict] for item in judged for verdict in sorted(_FOUND)]
        held = one_of(
            both_of([question.where(rule, row, claim.condition).true, item.applies])
            for rule, item in zip(rules, judged, strict=True)
        )
        return [held, no(one_of(open_or_found))]

    def nobody(audited: Audited) -> bool:
        verdicts = {audited.verdict(rule) for rule in rules}
        return Verdict.COMPLIANT in verdicts and not verdicts & _FOUND

    yield from _against(claim, rules, settle, none, nobody)


def _reaches(pack: Pack, claim: Reaches, rules: Sequence[Rule], settle: Settle, reached: Reached) -> Iterator[Told]:
    others = tuple(kind for kind in pack.vocabulary.choices[UNIT_KIND] if kind not in claim.kinds)
    for rule in rules if others else ():
        yield from _against(claim, [rule], settle, _breached_by(pack, rule, others), _breached([rule]))
    left = set(claim.kinds) - {kind for rule in rules for kind in reached.get(rule.id, ())}
    answers: dict[str, list[Answer]] = {kind: [] for kind in claim.kinds}
    for rule in rules:
        for kind in sorted(left):
            answer = settle([rule], _breached_by(pack, rule, (kind,)), _breached([rule]))
            answers[kind].append(answer)
            if isinstance(answer, Yes):
                left.discard(kind)
    for kind in (kind for kind in claim.kinds if kind in left):
        open_ones = [answer.reason for answer in answers[kind] if isinstance(answer, Open)]
        shown = find(pack, rules[:1], _of_kind(pack, rules[0], kind), lambda _: True) if rules else None
        if open_ones or shown is None:
            reason = open_ones[0] if open_ones else words.NO_WITNESS
            yield NotProved("claim", (), claim.text, reason)
        else:
            label = pack.vocabulary.label(UNIT_KIND, kind)
            yield ProofFinding("claim", (), claim.text, words.not_reached(claim.text, label), shown.witness)


def _of_kind(pack: Pack, rule: Rule, kind: str) -> Wanted:
    """Ask for any subject of a rule that is, or is of, a unit of a kind."""
    return lambda question, row: _by(pack, rule, (kind,), question, row)


def _breached_by(pack: Pack, rule: Rule, kinds: Sequence[str]) -> Wanted:
    """Ask for a breach of a rule by, or for, a unit of some kinds."""
    return lambda question, row: [*_all_breached(question, row, rules=[rule]), *_by(pack, rule, kinds, question, row)]


def _by(pack: Pack, rule: Rule, kinds: Sequence[str], question: Question, row: Row) -> list[Bool]:
    world, owner = question.world, pack.vocabulary.owner_of(rule.subject)
    if owner is None:
        return [NO]
    leads, unit = (row.exists, row) if rule.subject == UNIT else world.step(row, owner)[1:]
    cell = world.cell(unit, "kind")
    return [leads, cell.known, one_of(cell.value.code == world.codes.of(kind) for kind in kinds)]


def _against(claim: Claim, rules: Sequence[Rule], settle: Settle, wanted: Wanted, confirm: Confirm) -> Iterator[Told]:
    answer, ids = settle(rules, wanted, confirm), tuple(rule.id for rule in rules)
    match answer:
        case Yes(witness=witness):
            yield ProofFinding("claim", ids, claim.text, words.of_claim(claim.text, rules), witness)
        case Open(reason=reason):
            yield NotProved("claim", ids, claim.text, reason)
        case No():
            return
