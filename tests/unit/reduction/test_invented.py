"""Invented names and numbers."""

import pytest

from kstt_rules.base.text_keys import fold
from kstt_rules.reduction.invented import Inventor


def test_the_same_seed_invents_the_same():
    """On every machine; another seed invents others."""
    drawn = [[Inventor(seed, ()).person(), Inventor(seed, ()).place()] for seed in ("a", "a", "b")]
    assert drawn[0] == drawn[1] != drawn[2]


def test_nothing_that_is_taken_comes_up_and_nothing_twice():
    """Whatever the accents and the case."""
    first = Inventor("a", ()).person()
    inventor = Inventor("a", [fold(first).upper()])
    people = [inventor.person() for _ in range(50)]
    assert first not in people
    assert len(set(people)) == 50


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12/QĐ-UBND", ("/QĐ-UBND",)),
        ("2021/QĐ-UBND", ("/QĐ-UBND",)),
        ("12/2021/QĐ-UBND", ("/2021/QĐ-UBND",)),
        ("0912345678", ("09",)),
        ("7", ()),
    ],
)
def test_a_number_has_other_digits_in_the_same_form(text, kept):
    """A year within it stays, and the zero that a telephone number begins with."""
    for seed in map(str, range(20)):
        drawn = Inventor(seed, ["98/QĐ-UBND"]).number(text)
        assert drawn not in (text, "98/QĐ-UBND")
        assert len(drawn) == len(text)
        assert all(part in drawn or (part == "09" and drawn.startswith("0")) for part in kept)


def test_an_amount_stays_as_round():
    """600,000 dong become another number of hundred thousands."""
    drawn = {Inventor(str(seed), ()).amount(600_000.0) for seed in range(9)}
    assert 600_000 not in drawn
    assert all(amount % 100_000 == 0 and amount < 1_000_000 for amount in drawn)
