"""Kleene's three truth values as small integers, so that and, or, not are minimum, maximum and complement."""

FALSE, UNKNOWN, TRUE = 0, 1, 2


def negate(truth: int) -> int:
    """Swap true and false; what is unknown stays unknown."""
    return TRUE - truth


def from_bool(value: object) -> int:
    """Read True, False, or None for unknown."""
    return UNKNOWN if value is None else TRUE if value else FALSE
