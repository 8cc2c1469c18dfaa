"""Judging: masks for all subjects, the engine for those that a rule may fire on, and one verdict of both."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from facts_factory import facts, law, rule, setting, table
from hypothesis import example, given
from hypothesis import strategies as st

from kstt_rules.base.errors import EngineError
from kstt_rules.engine.compile import compile_rule
from kstt_rules.judging import judge as judging
from kstt_rules.judging.judge import BREACH, COMPLIANT, NOT_APPLICABLE, UNDETERMINED, judge, judge_by_masks
from kstt_rules.language.columns import Frame
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Severity, Verdict

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
    real = judging._confirm
    monkeypatch.setattr(judging, "_confirm", lambda *args: asked.append(args[2].tolist()) or real(*args))
    sizes = [1, 9, 1, 1][:subjects]
    dossier = facts(table("visit", unit=["a"] * subjects, size=sizes))
    judged([[rule("large", "visit", "visit.size > 2")]], dossier, **options)
    assert asked == [[1] if screened else [*range(subjects)]]


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


@pytest.mark.parametrize(
    ("topics", "sizes", "certain"),
    [
        (["x", "y"], [1, 2], [True, True, True]),
        (["x", None], [1, 2], [False, True, False]),
        (["x", "y"], [1, None], [True, False, True]),
    ],
)
def test_a_term_is_certain_where_every_subject_has_it(topics, sizes, certain):
    """Texts, numbers and truths; asked again, the answer is as before."""
    dossier = facts(table("visit", unit=["a", "a"], topic=topics, size=sizes))
    told = judging._Certainty(Frame(dossier, "visit", setting()))
    text = rule("t", "visit", 'visit.topic == "x"').breach
    number = rule("n", "visit", "visit.size > 1").breach
    for _ in range(2):
        assert [told(text.left), told(number.left), told(text)] == certain
        assert {type(told(term)) for term in (text.left, number.left, text)} == {bool}


def compiled(*names):
    """Return compiled rules of one column each, under these names."""
    rules = {f"{place}": rule(f"{place}", "visit", text) for place, text in enumerate(names)}
    return {name: compile_rule(None, item.breach, setting(), certain=lambda _: True) for name, item in rules.items()}


def test_rules_share_a_matcher_up_to_the_columns_it_takes(monkeypatch):
    """The columns of all rules of a group count, each once."""
    monkeypatch.setattr(judging, "COLUMNS_A_MATCHER", 2)
    one, two, three = "visit.size > 1", "visit.cost > 1", "visit.held_on > as_of"
    groups = [[*group] for group in judging._groups(compiled(one, two, one, three, three))]
    assert groups == [["0", "1", "2"], ["3", "4"]]
    assert [[*group] for group in judging._groups(compiled(one, two, three, one))] == [["0", "1"], ["2", "3"]]


def test_a_disagreement_of_engine_and_masks_ends_the_audit_with_the_first_row(monkeypatch):
    """It is the first of the dossier, not of those that were sent."""
    real = judging._mask_codes

    def wrong(rule_, frame):
        codes = real(rule_, frame)
        codes[2:] = COMPLIANT
        return codes

    monkeypatch.setattr(judging, "_mask_codes", wrong)
    late = rule("late", "visit", "visit.size > 2", start=date(2022, 1, 15))
    dossier = facts(table("visit", unit=["a"] * 5, size=[1, 9, 1, 9, 9], held_on=["2022-01-01", *["2022-02-01"] * 4]))
    with pytest.raises(EngineError, match="engine and masks disagree whether late is breach on row 3 of visit"):
        judged([[late]], dossier)


COLUMNS = st.integers(0, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 1, 2.5, -1]), min_size=size, max_size=size).map(np.array), max_size=4
    ).map(lambda columns: (size, columns))
)


@given(COLUMNS, st.sampled_from([1, 2, 3, 4, 8, 2**62]))
@example((6, [np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 1, 0, 1])]), 2**62)
def test_equal_facts_are_one_fact(drawn, most):
    """Rows are told apart by any of their columns, however few different ones fit into a number."""
    size, columns = drawn
    kept, judging.MOST_DIFFERENT = judging.MOST_DIFFERENT, most
    try:
        first, fact = judging._distinct(columns, size)
    finally:
        judging.MOST_DIFFERENT = kept
    rows = [tuple(column[row] for column in columns) for row in range(size)]
    assert [rows.index(row) for row in rows] == first[fact].tolist()
    assert sorted(set(fact.tolist())) == [*range(len(first))]
    assert first.dtype == np.int64


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
