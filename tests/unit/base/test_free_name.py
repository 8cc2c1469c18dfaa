"""Names that nothing has yet."""

import pytest

from kstt_rules.base.free_name import free_name


@pytest.mark.parametrize(
    ("name", "taken", "options", "free"),
    [
        ("a", [], {}, "a"),
        ("a", ["A"], {}, "a (2)"),
        ("a", ["a", "a (2)"], {}, "a (3)"),
        ("a", ["a"], {"numbered": "{name}-{number}"}, "a-2"),
        ("abcdefgh", ["abcdef"], {"longest": 6}, "ab (2)"),
    ],
)
def test_a_name_that_is_taken_gets_a_number(name, taken, options, free):
    """The first that is free, within the length that is allowed."""
    assert free_name(name, taken, **options) == free
