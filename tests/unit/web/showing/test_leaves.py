"""A long list is leafed through without ever leaving it."""

import pytest

from kstt_rules.web.showing.leaves import asked, leaf


@pytest.mark.parametrize(
    ("page", "items", "previous", "following"),
    [
        ("", [0, 1], None, 2),
        ("2", [2, 3], 1, 3),
        ("3", [4], 2, None),
        ("9", [4], 2, None),
        ("0", [0, 1], None, 2),
        ("-1", [0, 1], None, 2),
        ("²", [0, 1], None, 2),
        ("9" * 5000, [0, 1], None, 2),
    ],
)
def test_a_page_of_a_list_knows_those_around_it(page, items, previous, following):
    """What is no page, or none that there is, asks for the nearest."""
    found = leaf(range(5), {"page": page}, most=2)
    assert list(found.items) == items
    shown = found.shown({"q": "a"})
    assert shown["previous"] == (previous and {"q": "a", "page": previous})
    assert shown["next"] == (following and {"q": "a", "page": following})
    assert shown["total"] == 5


def test_an_empty_list_has_one_page_of_nothing():
    """It says 0 of 0 and leads nowhere."""
    shown = leaf((), {}).shown({})
    assert (shown["first"], shown["last"], shown["total"], shown["previous"], shown["next"]) == (0, 0, 0, None, None)


def test_an_address_holds_what_is_asked_whatever_it_is():
    """Blanks are left out; signs of addresses are written out."""
    assert asked("correct", file="a&b.xlsx", cell="", of=None) == "correct?file=a%26b.xlsx"
    assert asked("findings") == "findings"
