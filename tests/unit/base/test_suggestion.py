"""The hint that follows the message about an unknown name."""

import pytest

from kstt_rules.base.suggestion import hint

RULES = ("D5.1.a.max", "D5.1.a.twice", "D11.1.unresolved", "D4.1.none")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("D11.1", "; did you mean 'D11.1.unresolved'?"),
        ("D5.1.a", "; known: D5.1.a.max, D5.1.a.twice"),
        ("D5.1.a.maxx", "; did you mean 'D5.1.a.max'?"),
        ("nothing", "; known: D5.1.a.max, D5.1.a.twice, D11.1.unresolved, D4.1.none"),
    ],
)
def test_what_goes_on_where_a_name_ends_is_meant_first(name, told):
    """Then what is spelled nearly alike; else all that is known."""
    assert hint(name, RULES).en == told
