"""Subjects before the engine: terms that are known of all, rules that share a matcher, and facts that are the same."""

import numpy as np
import pytest
from facts_factory import facts, rule, setting, table
from hypothesis import example, given
from hypothesis import strategies as st

from kstt_rules.engine import answers
from kstt_rules.engine.compile import compile_rule
from kstt_rules.language import columns as arrays
from kstt_rules.language.columns import Frame


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
    told = answers._Certainty(Frame(dossier, "visit", setting()))
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
    monkeypatch.setattr(answers, "COLUMNS_A_MATCHER", 2)
    one, two, three = "visit.size > 1", "visit.cost > 1", "visit.held_on > as_of"
    groups = [[*group] for group in answers._groups(compiled(one, two, one, three, three))]
    assert groups == [["0", "1", "2"], ["3", "4"]]
    assert [[*group] for group in answers._groups(compiled(one, two, three, one))] == [["0", "1"], ["2", "3"]]


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
    kept, arrays.MOST_DIFFERENT = arrays.MOST_DIFFERENT, most
    try:
        first, fact = answers._distinct(columns, size)
    finally:
        arrays.MOST_DIFFERENT = kept
    rows = [tuple(column[row] for column in columns) for row in range(size)]
    assert [rows.index(row) for row in rows] == first[fact].tolist()
    assert sorted(set(fact.tolist())) == [*range(len(first))]
    assert first.dtype == np.int64
