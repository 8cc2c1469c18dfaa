"""What is made of a value is made once, and told by the value's identity."""

from kstt_rules.base.kept import MOST, made_once


def test_one_value_is_taken_once_and_its_equal_is_another():
    """Values are told apart by what they are, not by what they hold; what was not asked for lately is made anew."""
    asked = []
    make = made_once(lambda value: asked.append(value) or len(asked))
    first, equal = {"a": 1}, {"a": 1}
    assert (make(first), make(equal), make(first)) == (1, 2, 1)
    others = [{} for _ in range(MOST)]
    assert [make(other) for other in others] == [*range(3, MOST + 3)]
    assert make(first) == MOST + 3
