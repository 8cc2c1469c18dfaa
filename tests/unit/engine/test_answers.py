"""Subjects before the engine: terms that are known of all, and rules that share a matcher."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from facts_factory import facts, rule, setting, table

from kstt_rules.base.errors import EngineError
from kstt_rules.engine import adapter, answers
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
    return {name: compile_rule(item.conditions, setting(), certain=lambda _: True) for name, item in rules.items()}


def test_rules_share_a_matcher_up_to_the_columns_it_takes(monkeypatch):
    """The columns of all rules of a group count, each once."""
    monkeypatch.setattr(answers, "COLUMNS_A_MATCHER", 2)
    one, two, three = "visit.size > 1", "visit.cost > 1", "visit.held_on > as_of"
    groups = [[*group] for group in answers._groups(compiled(one, two, one, three, three))]
    assert groups == [["0", "1", "2"], ["3", "4"]]
    assert [[*group] for group in answers._groups(compiled(one, two, three, one))] == [["0", "1"], ["2", "3"]]


LARGE = rule("large", "visit", "visit.size > 1")


def asked(*sizes):
    """Tell which visits of these sizes are large."""
    dossier = facts(table("visit", unit=["a"] * len(sizes), topic=[*map(str, range(len(sizes)))], size=[*sizes]))
    frame = Frame(dossier, "visit", setting())
    ((_, answer),) = answers.answers({"large": LARGE.conditions}, frame, np.arange(len(sizes)))
    return answer.breach.tolist()


@pytest.fixture
def made(monkeypatch):
    """The matchers that are made from now on."""
    made = []
    monkeypatch.setattr(answers, "Matcher", lambda *given: made.append(given) or adapter.Matcher(*given))
    answers._MATCHERS.of.cache_clear()
    yield made
    answers._MATCHERS.of.cache_clear()


def test_who_asks_the_same_again_is_answered_by_the_same_matcher(made):
    """Of other subjects too; where a size is not known the chains are others."""
    assert [asked(1, 2), asked(3), asked(0, 5)] == [[False, True], [True], [False, True]]
    assert len(made) == 1
    assert asked(None, 2) == [False, True]
    assert len(made) == 2


def test_each_thread_has_its_own_matcher(made):
    """The engine's handles are never shared by threads."""
    with ThreadPoolExecutor(1) as pool:
        told = [asked(2), *(pool.submit(asked, size).result() for size in (1, 2)), asked(1)]
    assert told == [[True], [False], [True], [False]]
    assert len(made) == 2


def test_a_matcher_that_failed_is_not_asked_again(made, monkeypatch):
    """The failure is told, and the next audit has a new matcher."""
    assert asked(2) == [True]
    with monkeypatch.context() as broken:
        broken.setattr(adapter._Ruleset, "holding", lambda _self, _values: 1 / 0)
        with pytest.raises(EngineError, match="durable-rules failed"):
            asked(2)
    assert asked(2) == [True]
    assert len(made) == 2
