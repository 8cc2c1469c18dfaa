"""What keeps verdicts open is found on whole columns as on one subject after the other."""

from dossier_factory import AS_OF, PACK, dossiers, frames
from hypothesis import given, settings
from plain_lacking import lacking

from kstt_rules.auditing import judge_run, new_run, read_into
from kstt_rules.judging.verdict_codes import UNDETERMINED

FEWER = settings(max_examples=max(4, settings().max_examples // 25))  # an example judges a whole dossier


@FEWER
@given(dossiers())
def test_columns_and_rows_find_the_same(dossier):
    """Every undetermined verdict is told once, with what a plain reading of its conditions finds missing, and why."""
    run = read_into(new_run(PACK, as_of=AS_OF), frames(dossier))
    judgement, law = judge_run(run), run.law
    for rule in PACK.rules:
        found = judgement.open[rule.id]
        told = [(row, lacks) for lacks, rows in found.each(shared=True) for row in rows.tolist()]
        own = [row for _, rows in found.each(shared=False) for row in rows.tolist()]
        together = [row for _, rows in found.of_shared_causes() for row in rows.tolist()]
        undetermined = (judgement.codes[rule.id] == UNDETERMINED).nonzero()[0].tolist()
        assert sorted(row for row, _ in told) == sorted(own + together) == undetermined
        for index, lacks in told:
            row = judgement.facts.row(rule.subject, index)
            plain = lacking(rule, row, law.for_row(row, rule))
            assert {(lack.cause, lack.name) for lack in lacks} == plain, (rule.id, row.id)
