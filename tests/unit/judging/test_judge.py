"""Judging: masks for all subjects, the engine for those that a rule may fire on, and one verdict of both."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from facts_factory import facts, law, rule, table

from kstt_rules.base.errors import EngineError
from kstt_rules.engine.answers import Answer
from kstt_rules.judging import judge as judging
from kstt_rules.judging.judge import judge, judge_by_masks
from kstt_rules.judging.verdict_codes import BREACH, COMPLIANT, NOT_APPLICABLE, UNDETERMINED
from kstt_rules.model.citation import Provision
from kstt_rules.model.outcomes import Severity, Verdict

UNITS = table("unit", id=["a", "b", "c"], name=["A", "B", "C"], tier=["tinh", "xa", None])
VISITS = table(
    "visit",
    unit=["a", "b", None, "c"],
    topic=["x", "y", "z", None],
    size=[1, 9, None, 3],
    held_on=["2022-01-01", "2022-02-01", "2022-03-01", None],
)
LARGE = rule("large", "visit", "visit.size > 2", applies='visit.topic != "y"')


def world():
    """Return facts of which nothing was prepared yet."""
    return facts(UNITS, VISITS)


def judged(rules, dossier=None, *, by=None, **options):
    severities = {item.id: Severity.REVIEW for stratum in rules for item in stratum}
    return judge(rules, dossier or world(), by or law(), severities, **options)


def test_verdicts_are_told_by_the_ids_of_subjects():
    """A rule on what nobody submitted has none."""
    found = judged([[LARGE, rule("paid", "payment", "payment.amount > 1")]])
    assert list(found.verdicts(LARGE).values()) == [
        Verdict.COMPLIANT,
        Verdict.NOT_APPLICABLE,
        Verdict.UNDETERMINED,
        Verdict.UNDETERMINED,
    ]
    assert list(found.verdicts(LARGE)) == list(world().ids("visit"))
    assert found.verdicts(rule("paid", "payment", "payment.amount > 1")) == {}


def test_masks_alone_come_to_the_verdicts_of_the_engine():
    """Each a byte; what a rule was not in force for does not apply."""
    old = rule("old", "visit", "visit.size > 2", until=date(2022, 1, 31))
    codes = judge_by_masks([LARGE, old], world(), law())
    assert {name: found.tolist() for name, found in codes.items()} == {
        "large": [COMPLIANT, NOT_APPLICABLE, UNDETERMINED, UNDETERMINED],
        "old": [COMPLIANT, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
    }
    assert {found.dtype for found in codes.values()} == {np.dtype(np.int8)}
    by_engine = judged([[LARGE, old]]).codes
    assert all(np.array_equal(codes[name], by_engine[name]) for name in codes)


def test_masks_judge_one_rule_by_the_law_of_each_day():
    """A parameter has the value of the fact's own day."""
    by = law(changes=[date(2022, 1, 15)], mosts=(0, 10))
    many = rule("many", "visit", "visit.size > limits.most")
    assert judge_by_masks([many], world(), by)["many"].tolist() == [BREACH, COMPLIANT, UNDETERMINED, COMPLIANT]


def test_a_condition_that_looks_at_no_subject_holds_for_all():
    """The engine is sent a fact without a field."""
    found = judged([[rule("always", "visit", "as_of > date(2022, 1, 1)")]])
    assert [*found.verdicts(rule("always", "visit", "as_of > date(2022, 1, 1)")).values()] == [Verdict.BREACH] * 4


@pytest.mark.parametrize(
    ("subjects", "options", "screened"),
    [(2, {}, False), (3, {}, True), (4, {}, True), (3, {"verify": True}, False), (2, {"verify": True}, False)],
)
def test_the_screen_is_for_many_subjects_and_not_where_all_are_verified(monkeypatch, subjects, options, screened):
    """All subjects go through the engine, or those that a rule fires on with a sample."""
    monkeypatch.setattr(judging, "SCREEN_FROM", 3)
    monkeypatch.setattr(judging, "SAMPLE_LEAST", 0)
    asked = []
    real = judging.answers
    monkeypatch.setattr(judging, "answers", lambda *args: asked.append(args[2].tolist()) or real(*args))
    sizes = [1, 9, 1, 1][:subjects]
    dossier = facts(table("visit", unit=["a"] * subjects, size=sizes))
    found = judged([[rule("large", "visit", "visit.size > 2")]], dossier, **options)
    assert asked == [[1] if screened else [*range(subjects)]]
    assert found.by_engine == len(asked[0])


def test_the_screen_takes_what_fires_and_a_sample_of_the_other_rows_at_hand(monkeypatch):
    """Undetermined and breach fire; rows of another time are not taken; nobody is drawn twice."""
    monkeypatch.setattr(judging, "SAMPLE_LEAST", 3)
    codes = np.array([COMPLIANT, BREACH, UNDETERMINED, COMPLIANT, BREACH, COMPLIANT, NOT_APPLICABLE], np.int8)
    other = np.full(7, COMPLIANT, np.int8)
    rows = np.array([True, True, True, True, False, True, False])
    ids = [*"abcdef", "\ud800"]
    assert judging._screen([codes, other], rows, ids).tolist() == [0, 1, 2, 3, 5]
    monkeypatch.setattr(judging, "SAMPLE_LEAST", 1)
    assert len(judging._screen([other, codes], rows, ids)) == 3


def test_ids_are_told_apart_in_the_seed_of_the_sample():
    """Two subjects are not one whose id is both."""
    codes, rows = [np.full(2_000, COMPLIANT, np.int8)], np.ones(2_000, bool)
    some = [str(number) for number in range(2_000)]
    other = ["0XX1", *some[2:], "1999"]
    drawn = [judging._screen(codes, rows, ids).tolist() for ids in (some, [*some], other)]
    assert drawn[0] == drawn[1] != drawn[2]


def wrong_from(row):
    """Return masks that let every row pass from this one on."""
    real = judging._mask_codes

    def wrong(rule_, frame):
        codes = real(rule_, frame)
        codes[row:] = COMPLIANT
        return codes

    return wrong


def test_a_disagreement_of_engine_and_masks_ends_the_audit_with_the_first_row(monkeypatch):
    """It is the first of the dossier, not of those that were sent."""
    monkeypatch.setattr(judging, "_mask_codes", wrong_from(2))
    late = rule("late", "visit", "visit.size > 2", start=date(2022, 1, 15))
    dossier = facts(table("visit", unit=["a"] * 5, size=[1, 9, 1, 9, 9], held_on=["2022-01-01", *["2022-02-01"] * 4]))
    with pytest.raises(EngineError, match="late on row 3 of visit: the engine says breach, the masks say compliant"):
        judged([[late]], dossier)


def test_the_verdict_is_what_the_engine_says(monkeypatch):
    """Even if nobody held it against the masks, and they were wrong."""
    monkeypatch.setattr(judging, "_mask_codes", wrong_from(0))
    monkeypatch.setattr(judging, "_disagree", lambda *_: None)
    dossier = facts(table("visit", unit=["a"] * 4, size=[1, 9, None, 9]))
    found = judged([[rule("large", "visit", "visit.size > 2")]], dossier)
    assert found.codes["large"].tolist() == [COMPLIANT, BREACH, UNDETERMINED, BREACH]


def test_a_rule_that_the_engine_calls_two_things_ends_the_audit(monkeypatch):
    """A breach is not undetermined."""
    both = np.array([False, True])
    monkeypatch.setattr(judging, "answers", lambda *_: [("large", Answer(both, both))])
    with pytest.raises(EngineError, match="large on row 1 of visit"):
        judged([[rule("large", "visit", "visit.size > 2")]], facts(table("visit", unit=["a", "a"], size=[1, 9])))


def test_a_subject_that_many_rules_judge_is_counted_once():
    """Over all rules, stretches of time and strata."""
    late = rule("late", "visit", "visit.size > limits.most", start=date(2022, 1, 15))
    asks = rule("asks", "unit", "findings.any()")
    by = law(changes=[date(2022, 1, 15)], mosts=(0, 10))
    assert judged([[LARGE, late], [asks]], by=by).by_engine == 4 + 3


def test_later_rules_see_what_the_earlier_ones_found():
    """Breaches and what is undetermined, of all earlier rules, with unit, subject, provision and severity."""
    whole = rule("whole", "unit", 'unit.tier == "tinh"', provision=Provision(5, 1, "a"))
    asks = rule("asks", "unit", 'findings.any(rule == "large" and verdict == "undetermined")')
    judgement = judged([[whole, LARGE], [asks]])
    table_ = judgement.facts.tables["finding"]
    assert (table_.entity, table_.sheets) == ("finding", ())
    assert table_.origin.tolist() == table_.row.tolist() == [0, 0, 0, 0]
    assert {table_.origin.dtype.kind, table_.row.dtype.kind} == {"i"}
    names = ["unit", "rule", "subject", "article", "clause", "point", "verdict", "severity"]
    found = table_.frame[names].to_numpy(dtype=object).tolist()
    visits = world().ids("visit")
    assert [[None if pd.isna(value) else value for value in row] for row in found] == [
        ["a", "whole", "a", 5.0, 1.0, "a", "breach", "review"],
        ["c", "whole", "c", 5.0, 1.0, "a", "undetermined", "review"],
        [None, "large", visits[2], 1.0, None, None, "undetermined", "review"],
        ["c", "large", visits[3], 1.0, None, None, "undetermined", "review"],
    ]
    assert table_.frame.dtypes[["article", "clause", "unit", "point"]].astype(str).tolist() == [
        "float64",
        "float64",
        "object",
        "object",
    ]
    assert list(judgement.verdicts(asks).values()) == [Verdict.COMPLIANT, Verdict.COMPLIANT, Verdict.BREACH]


def test_a_finding_on_rows_without_a_unit_column_belongs_to_no_unit():
    """Nobody said whose they are."""
    visits = table("visit", topic=["x", "y"], size=[9, 9])
    large = rule("large", "visit", "visit.size > 2")
    asks = rule("asks", "unit", "findings.count() > 0")
    judgement = judged([[large], [asks]], facts(UNITS, visits))
    assert judgement.facts.tables["finding"].frame["unit"].tolist() == [None, None]
