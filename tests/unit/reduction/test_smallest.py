"""Delta debugging: what of many things is needed."""

import pytest

from kstt_rules.reduction.smallest import smallest


@pytest.mark.parametrize("needed", [set(), {0}, {99}, {3, 50, 51}, set(range(0, 100, 9))])
def test_what_is_needed_is_left_and_nothing_else(needed):
    """Wherever it lies, in its order, and with far fewer trials than there are things, times what is needed."""
    trials = []

    def holds(items):
        trials.append(items)
        return needed <= set(items)

    assert smallest(range(100), holds) == sorted(needed)
    assert len(trials) <= 20 + 20 * len(needed)


def test_either_of_two_is_enough():
    """Of things that stand for each other one is left."""
    assert len(smallest("abcd", lambda items: "a" in items or "d" in items)) == 1
