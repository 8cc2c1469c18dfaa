"""Whether rows of one name are one person: the year of birth first, then telephone and e-mail."""

import pytest

from kstt_rules.judging.one_person import Details, addresses, are_certain, people, phone_numbers

NOTHING = (None, None, None)


def divided(*rows):
    found = people([Details.of(*row) for row in rows])
    return [item.rows for item in found], are_certain([item.details for item in found])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NOTHING, NOTHING),
        (NOTHING, (1980.0, "0912345678", "a@x.vn")),
        ((1980.0, "0912345678", None), (1980.0, "0912345679", None)),
        ((None, "0912345678", "a@x.vn"), (None, "0912345678", "b@x.vn")),
        ((None, "0912345678", "a@x.vn"), (None, "0912345679", "A@X.vn")),
        ((1980.0, None, "a@x.vn"), (None, "0912345678", None)),
    ],
)
def test_rows_are_one_person_by_year_or_contact_or_where_nothing_tells_them_apart(one, other):
    """An equal year outweighs all; without years one equal contact, or no contradiction, is enough."""
    assert divided(one, other) == ([(0, 1)], [True])


@pytest.mark.parametrize("contact", [None, "0912345678"])
def test_different_years_of_birth_are_two_people(contact):
    """Even with one telephone; both are certain."""
    assert divided((1970.0, contact, None), (1990.0, contact, None)) == ([(0,), (1,)], [True, True])


@pytest.mark.parametrize(
    "rows", [((None, "1234567", None), (None, "7654321", None)), ((1970.0, None, "a"), (None, None, "b"))]
)
def test_only_contacts_that_differ_leave_it_open(rows):
    """One person is certain, the other may be the same."""
    assert divided(*rows) == ([(0,), (1,)], [True, False])


def test_a_row_may_join_two_others():
    """What has a telephone of one row and an e-mail of another makes all three one person."""
    rows = ((None, "1234567", None), (None, "7654321", "a@x.vn"), (None, "1234567", "a@x.vn"))
    assert divided(*rows) == ([(0, 1, 2)], [True])


def test_who_has_a_year_is_counted_before_who_has_none():
    """Two years are two people; a third row that contradicts both is perhaps one of them."""
    rows = ((None, "1111111", None), (1970.0, "2222222", None), (1990.0, "3333333", None))
    assert divided(*rows) == ([(0,), (1,), (2,)], [False, True, True])


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0912 345 678", {"0912345678"}),
        ("+84 912 345 678", {"0912345678"}),
        ("0912345678; 0204.3555.666", {"0912345678", "02043555666"}),
        ("không có", set()),
        (None, set()),
    ],
)
def test_telephones_are_compared_by_their_digits(cell, numbers):
    """However they are grouped, with or without the country's code, several in a cell."""
    assert phone_numbers(cell) == numbers


def test_addresses_are_compared_in_small_letters():
    """Several in a cell are several."""
    assert addresses("An@x.vn, b@X.vn") == {"an@x.vn", "b@x.vn"}


def test_of_very_many_rows_of_one_name_only_what_is_sure_is_joined():
    """By year of birth or where all that they tell is equal; nobody else is told to be another person for sure."""
    rows = [(1980.0, f"09{n:08}", None) for n in range(150)] + [(None, f"08{n:08}", None) for n in range(100)]
    found, certain = divided(*rows, (None, "0800000000", None))
    assert found[0] == tuple(range(150))
    assert found[1] == (150, 250)
    assert certain == [True] + [False] * 100
