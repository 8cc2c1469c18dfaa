"""Names of a unit that may be one: which are near, and which rows they leave open."""

import pytest
from facts_factory import table

from kstt_rules.judging.near_names import are_near, near_entries


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("nguyễn trọng bình", "nuyễn trọng bình"),
        ("nguyễn trọng bình", "nguyễn trọng bìhn"),
        ("nguyễn trọng bình", "nguyen trong binh"),
        ("đỗ thị loan", "do thị lan"),
        ("lê an", "lê ân"),
        ("nông đình hoàn", "đình hoàn"),
        ("nguyễn văn an", "van an"),
        ("nguyễn văn an", "an"),
    ],
)
def test_names_that_differ_in_a_letter_and_accents_are_near(name, other):
    """Left out, swapped, typed without accents; so are those without the family name, or the last word alone."""
    assert are_near(name, other)
    assert are_near(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("trần văn a", "trần văn b"),
        ("người 1", "người 2"),
        ("a1", "a2"),
        ("lê thị hà", "lê thị lan"),
        ("lê an", "lê văn an"),
        ("trần văn a", "a"),
    ],
)
def test_names_that_differ_in_a_word_are_not_near(name, other):
    """A letter that is a whole word is a word."""
    assert not are_near(name, other)


def entries(*rows):
    told = [{"unit": "so-a", **row} for row in rows]
    return [*near_entries(table("officer", **{name: [row.get(name) for row in told] for name in told[0]}))]


def test_what_tells_two_entries_apart_makes_them_two_people():
    """Another year of birth, telephone or address; the same one does not."""
    assert entries({"person": "lê an"}, {"person": "lê ân"}) == [(0, 1)]
    same = [{"person": name, "birth_year": 1980} for name in ("lê an", "lê ân")]
    assert entries(*same) == [(0, 1)]
    assert entries(same[0], {**same[1], "birth_year": 1985}) == []
    assert entries({"person": "lê an", "phone": "0912345678"}, {"person": "lê ân", "phone": "0912345679"}) == []


def test_people_of_two_units_are_never_taken_for_one():
    """However near their names are."""
    assert entries({"person": "lê an"}, {"person": "lê ân", "unit": "so-b"}) == []
