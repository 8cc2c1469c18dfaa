"""Names in the order of the Vietnamese alphabet."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.alphabet import alphabetical


@pytest.mark.parametrize(
    "names",
    [
        ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Ga"],
        ["hoa", "hoà", "hoả", "hoã", "hoá", "hoạ", "hoan"],
        ["Sở Công Thương", "Sở Du lịch", "Sở Y tế", "UBND huyện Đông", "UBND huyện Lục Nam", "UBND huyện Yên Dũng"],
        ["Hoa Lư", "Hòa Bình", "Hoan"],
        ["xã Ẩm", "xã Ấn", "xã Dĩnh Kế", "xã Đa Mai"],
        ["Quận 1", "Quận 2", "quận 2", "Quận 10"],
        ["", "A", "A B", "Ab"],
    ],
)
def test_names_stand_as_in_a_dictionary(names):
    """By syllables: first their letters, then their tones; Đ has a place of its own behind D; numbers rise."""
    mixed = list(names)
    Random(1).shuffle(mixed)
    assert sorted(mixed, key=alphabetical) == names


@given(st.text(), st.text())
def test_only_the_same_text_has_the_same_place(one, other):
    """Whatever stands in it."""
    assert (alphabetical(one) == alphabetical(other)) == (one == other)
