"""When units exist, by the days of the register, and who is in post in a unit that does."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from kstt_rules.base.arrays import days_of
from kstt_rules.model.dossier import Table

OPEN: Final = (date.min.toordinal(), date.max.toordinal())
"""The first and last day, as ordinals, of what has neither."""

_EPOCH: Final = date(1970, 1, 1).toordinal()


def lives(units: Table | None) -> Mapping[str, tuple[int, int]]:
    """Return the first and last days, as ordinals, of the units of which the register says one."""
    if units is None or not {"valid_from", "valid_to"} & units.columns.keys():
        return {}
    starts, ends = (day_numbers(units, name, at) for at, name in enumerate(("valid_from", "valid_to")))
    found = zip(units.cells("id"), starts, ends, strict=True)
    return {unit: (start, end) for unit, start, end in found if (start, end) != OPEN}


def day_numbers(table: Table, name: str, bound: int) -> list[int]:
    """Return days as ordinals, a blank one as the first or last of all."""
    days = days_of(table.columns, name).astype("datetime64[D]")
    numbers = np.where(np.isnat(days), OPEN[bound], days.astype(np.int64) + _EPOCH)
    return numbers.tolist()  # type: ignore[no-any-return]


def in_units_that_exist(officers: Table, units: Table | None, as_of: date) -> Table:
    """Leave nobody in post on a day on which the unit does not exist."""
    day = as_of.toordinal()
    gone = {unit for unit, (first, last) in lives(units).items() if not first <= day <= last}
    if not gone or "unit" not in officers.columns:
        return officers
    active = officers.columns["active"].copy()
    active[[unit in gone for unit in officers.cells("unit")]] = False
    return officers.with_columns(active=active)
