"""When units exist, by the days of the register, and who is in post in a unit that does."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from kstt_rules.judging.due_rows import days_of
from kstt_rules.model.dossier import Table

OPEN: Final = (date.min.toordinal(), date.max.toordinal())
"""The first and last day, as ordinals, of what has neither."""

_EPOCH: Final = date(1970, 1, 1).toordinal()


def lives(units: Table | None) -> Mapping[str, tuple[int, int]]:
    """Return the first and last days, as ordinals, of the units of which the register says one."""
    if units is None or not {"valid_from", "valid_to"} & {*units.frame}:
        return {}
    starts, ends = (day_numbers(units.frame, name, at) for at, name in enumerate(("valid_from", "valid_to")))
    found = zip(units.frame["id"], starts, ends, strict=True)
    return {unit: (start, end) for unit, start, end in found if (start, end) != OPEN}


def day_numbers(frame: pd.DataFrame, name: str, bound: int) -> list[int]:
    """Return days as ordinals, a blank one as the first or last of all."""
    days = days_of(frame, name).astype("datetime64[D]")
    numbers = np.where(np.isnat(days), OPEN[bound], days.astype(np.int64) + _EPOCH)
    return numbers.tolist()  # type: ignore[no-any-return]


def in_units_that_exist(officers: Table, units: Table | None, as_of: date) -> Table:
    """Leave nobody in post on a day on which the unit does not exist."""
    day = as_of.toordinal()
    gone = {unit for unit, (first, last) in lives(units).items() if not first <= day <= last}
    if not gone or "unit" not in officers.frame:
        return officers
    active = officers.frame["active"].to_numpy(dtype=object, copy=True)
    active[officers.frame["unit"].isin(gone).to_numpy()] = False
    return replace(officers, frame=officers.frame.assign(active=pd.Series(active, dtype=object)))
