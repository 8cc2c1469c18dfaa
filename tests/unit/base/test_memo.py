"""What was made of values that never change is made once, as long as each round asks for it."""

import pytest

from kstt_rules.base.memo import Memo


def test_the_same_values_give_what_was_made_of_them():
    """Told by identity, a tuple by that of its items; equal values that are others are made of again."""
    memo, made = Memo(), []
    first, other = [1], [1]

    def make(*given):
        made.append(given)
        return len(made)

    assert [memo.of(make, (first, "a")), memo.of(make, (first, "a")), memo.of(make, (other, "a"))] == [1, 1, 2]


def test_what_a_round_does_not_ask_for_is_forgotten():
    """What it asks for is kept for the next; a round that breaks off forgets nothing."""
    memo, one, two = Memo(), [1], [2]
    kept = [memo.of(list, item) for item in (one, two)]
    memo.end_round()
    assert memo.of(list, one) is kept[0]
    assert memo.of(list, two) is kept[1]
    memo.end_round()
    assert memo.of(list, one) is kept[0]
    memo.end_round()
    assert memo.of(list, two) is not kept[1]


def test_what_was_made_last_under_a_name_is_mended():
    """Of what was given then and now; where that does not do, it is made anew. Of the same values nothing is made."""
    memo, one, two, three = Memo(), [1], [2], [3]

    def mend(given, made, now):
        return None if now is three else [*given, *made, *now]

    assert memo.mended("name", list, mend, one) == [1]
    memo.end_round()
    mended = memo.mended("name", list, mend, two)
    assert mended == [[1], 1, 2]
    assert memo.mended("name", list, mend, two) is mended
    assert memo.mended("another", list, mend, one) == [1]
    memo.end_round()
    assert memo.mended("name", list, mend, three) == [3]


def test_an_equal_value_gives_way_to_the_one_before():
    """So that what is made of it is found again."""
    memo, first = Memo(), [1, 2]
    assert memo.same("name", first) is first
    memo.end_round()
    assert memo.same("name", [1, 2]) is first
    assert memo.same("name", [3]) == [3]


def test_what_can_be_read_once_is_not_kept():
    """It would be empty the second time."""
    with pytest.raises(AssertionError, match="can be read once"):
        Memo().of(iter, [1])
