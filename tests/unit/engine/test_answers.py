"""Subjects before the engine: terms that are known of all, and rules that share a matcher."""

import pytest
from facts_factory import facts, rule, setting, table

from kstt_rules.engine import answers
from kstt_rules.engine.compile import compile_rule
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
