"""Formulas and program agree on dossiers that formulas give for a verdict, and on such as are drawn by chance."""

import random

import pytest

from kstt_rules.model.outcomes import Verdict
from kstt_rules.pack import list_packs, load_pack

z3 = pytest.importorskip("z3", reason="needs the extra prove")

from kstt_rules.proof.judged import Question  # noqa: E402 - needs z3
from kstt_rules.proof.settle import find, sizes_made  # noqa: E402 - needs z3
from kstt_rules.proof.solve import Solution  # noqa: E402 - needs z3
from kstt_rules.proof.witness import write  # noqa: E402 - needs z3

VERDICTS = (Verdict.BREACH, Verdict.COMPLIANT, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE)
QUICK = {
    "D4.2.none",
    "D6.1.a.plan",
    "D6.3.b.đ1.recipients",
    "D7.3.late",
    "D9.4.unpaid",
    "D10.5.role",
}
NEEDS_TWO_ROSTERS = {"D9.3.a.same_name", "D9.3.b.same_name"}
"""Rules on what only an earlier roster shows, of which no small dossier is made here."""

RULES = [(pack, rule.id) for pack in list_packs() for rule in load_pack(pack).rules]


def each(rules):
    """Name every rule; those that are not asked about on every run are nightly."""
    is_quick = {("bac-giang-2021", name) for name in QUICK}
    return [pytest.param(*item, marks=[] if item in is_quick else [pytest.mark.nightly]) for item in rules]


@pytest.mark.parametrize(("pack", "name"), each(RULES))
def test_the_audit_comes_to_the_verdict_that_a_dossier_was_sought_for(pack, name):
    """Of each verdict that the rule can have."""
    pack = load_pack(pack)
    rule = pack.rule(name)
    agreed, differ = set(), set()
    for verdict in VERDICTS:
        seen = []
        find(
            pack,
            [rule],
            lambda question, row, verdict=verdict: [question.judged(rule, row).verdicts[verdict]],
            lambda audited, seen=seen: seen.append(audited.verdict(rule)) or True,
        )
        (agreed if seen == [verdict] else differ).update([verdict] if seen else [])
    assert differ == set()
    assert name in NEEDS_TWO_ROSTERS or {Verdict.BREACH, Verdict.COMPLIANT} <= agreed


@pytest.mark.parametrize(("pack", "name"), each(RULES))
def test_the_audit_and_the_formulas_agree_on_dossiers_drawn_by_chance(pack, name):
    """Each unknown is drawn, as far as the ones before allow it."""
    pack, chance = load_pack(pack), random.Random(name)
    rule = pack.rule(name)
    for _ in range(2):
        question = Question(pack, sizes_made(pack, [rule]), made=True)
        subject = question.world.subject(rule.subject)
        verdicts = question.judged(rule, subject).verdicts
        solution = drawn(question, [subject.exists, question.world.submitted(subject.entity)], chance)
        found = write(solution, subject, (rule,))
        assert found is not None
        told = [each for each in VERDICTS if z3.is_true(solution.model.eval(verdicts[each], model_completion=True))]
        assert [found[1].verdict(rule)] == told, found[0]


def drawn(question, wanted, chance):
    """Return a solution whose true-or-false unknowns were drawn."""
    solver = z3.Solver()
    solver.add(*wanted, *question.given())
    unknowns = sorted({str(part): part for rule in solver.assertions() for part in leaves(rule)}.items())
    chance.shuffle(unknowns)
    for _, unknown in unknowns[:40]:
        pick = unknown if chance.random() < 0.5 else z3.Not(unknown)
        if solver.check(pick) == z3.sat:
            solver.add(pick)
    while True:
        assert solver.check() == z3.sat
        model = solver.model()
        setting = question.setting
        points = [*question.functions.wrong_points(model, setting)]
        if not points:
            return Solution(question, model)
        solver.add(*points)


def leaves(expr):
    """Yield the true-or-false unknowns of a formula."""
    seen, left = set(), [expr]
    while left:
        part = left.pop()
        if part.get_id() in seen:
            continue
        seen.add(part.get_id())
        if z3.is_const(part) and z3.is_bool(part) and part.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            yield part
        left.extend(part.children())
