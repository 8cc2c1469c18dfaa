"""Which types of values go together, and how they are called."""

import pytest

from kstt_rules.language.types import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, ValueType, comparable

TIER = ValueType("choice", "tier", ("tinh", "xa"))
ROLE = ValueType("choice", "role", ("specialist",))
UNIT = ValueType("unit")


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        (NUMBER, NUMBER, True),
        (DATE, DATE, True),
        (NUMBER, DATE, False),
        (NUMBER, TEXT, False),
        (DATE, UNIT, False),
        (TEXT, TEXT, True),
        (TEXT, UNIT, True),
        (TIER, TEXT, True),
        (TIER, TIER, True),
        (TIER, ROLE, False),
        (TEXT, TEXTS, False),
        (TEXT, BOOLEAN, False),
        (BOOLEAN, BOOLEAN, False),
        (TEXTS, TEXTS, False),
    ],
)
def test_numbers_dates_and_texts_go_with_their_own(left, right, together):
    """Numbers and dates go only with their like, any texts together unless they are of two closed sets."""
    assert comparable(left, right) is together
    assert comparable(right, left) is together


@pytest.mark.parametrize(("value_type", "name"), [(NUMBER, "number"), (UNIT, "unit"), (TIER, "choice tier")])
def test_a_type_is_called_by_its_kind_and_its_closed_set(value_type, name):
    """Faults call a type so."""
    assert value_type.words.en == name
