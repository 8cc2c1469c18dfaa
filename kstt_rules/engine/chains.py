"""The only shape of condition that the rule engine is trusted with: AND-chains of comparisons with literals."""

from typing import Literal, NamedTuple

Operator = Literal["==", "!=", "<", "<=", ">", ">="]


class FactTest(NamedTuple):
    """One flat fact column compared with a literal (int, float or NFC text; never a boolean or None)."""

    column: str
    operator: Operator
    literal: int | float | str


Chain = tuple[FactTest, ...]
