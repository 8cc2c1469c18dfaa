"""What a sheet tells of runs of columns, such as their widths, told of each column."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kstt_rules.base.cell_address import MAX_COLUMN

Value = TypeVar("Value")
Run = tuple[int, int, Value]
"""The first and last 0-based column that have a value."""


def by_column(runs: Iterable[Run[Value]], ordinary: Value) -> Sequence[Value]:
    """Return the value of each column that a sheet may have; the run that is told first counts."""
    values = [ordinary] * MAX_COLUMN
    next_free = list(range(MAX_COLUMN + 1))  # of each column, one from which on to look for a column without a value
    for first, last, value in runs:
        at = max(first, 0)
        while at <= min(last, MAX_COLUMN - 1):
            if next_free[at] == at:
                values[at] = value
                next_free[at] = at + 1
            further = next_free[at]
            next_free[at] = next_free[further]
            at = further
    return values
