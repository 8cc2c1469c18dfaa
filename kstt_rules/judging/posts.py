"""Who is in post on a day, by the days of the rows of a roster."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.dossier import Table

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Posts:
    """Which rows are in post on a day.

    ``unclear`` are those of them that may not be, by days that were not read, ``unsure`` those whom a successor may
    have replaced already.
    """

    active: Marks
    unclear: Marks
    unsure: Marks


def posts_on(table: Table, person: npt.NDArray[np.int64], as_of: date) -> Posts:
    """Mark who is in post on a day; a blank bound is open, and a row that names nobody holds nobody.

    Who leaves on the day on which somebody else of the unit begins in the role is not in post on it; where a role is
    not known, or the day of who comes, it may be so. ``person`` numbers the rows by person.
    """
    frame, day = table.frame, pd.Timestamp(as_of)
    starts, ends = days_of(frame, "from_date"), days_of(frame, "to_date")
    active = ~(starts > day).to_numpy() & ~(ends < day).to_numpy() & frame["person"].notna().to_numpy()
    unclear, may_come = _unclear(table, active, as_of)
    unsure = np.zeros(len(frame), bool)
    leaving, coming = np.flatnonzero(active & (ends == day)), np.flatnonzero(active & (starts == day))
    if "unit" in frame and len(leaving) and len(coming) + len(may_come):
        units = frame["unit"].tolist()
        roles = frame["role"].tolist() if "role" in frame else [None] * len(frame)
        by_unit: dict[str, list[int]] = {}
        for row in [*coming.tolist(), *may_come]:
            by_unit.setdefault(units[row], []).append(row)
        for row in leaving.tolist():
            others = [new for new in by_unit.get(units[row], ()) if person[new] != person[row]]
            alike = [new for new in others if roles[row] is not None and roles[new] == roles[row]]
            if any(new not in may_come for new in alike):
                active[row] = False
            elif alike or any(None in (roles[row], roles[new]) for new in others):
                unsure[row] = True
    return Posts(active, unclear & active, unsure)


def _unclear(table: Table, active: Marks, as_of: date) -> tuple[Marks, list[int]]:
    """Mark the rows of which days that were not read leave open whether they are in post; return who may begin then.

    Rows that cannot be in post, whatever these days are, are marked so in ``active``.
    """
    unclear, may_come = np.zeros(len(table), bool), list[int]()
    for (row, name), days in table.unclear.items():
        is_start = name == "from_date"
        outside = [day > as_of if is_start else day <= as_of for day in days]
        if days and all(day > as_of if is_start else day < as_of for day in days):
            active[row] = False
        unclear[row] |= not days or any(outside)
        if is_start and (not days or as_of in days):
            may_come.append(row)
    return unclear, [row for row in may_come if active[row]]


def stays(rows: Sequence[int], frame: pd.DataFrame, active: Marks) -> list[tuple[int, ...]]:
    """Divide the rows of one person into stays in the post: those on the day, and others that overlap."""
    present = tuple(row for row in rows if active[row])
    found = [present] if present else []
    starts, ends = days_of(frame, "from_date"), days_of(frame, "to_date")
    apart: list[tuple[int, ...]] = []
    for row in (row for row in rows if not active[row]):
        at = next((at for at, stay in enumerate(apart) if any(_meet(starts, ends, row, other) for other in stay)), None)
        if at is None:
            apart.append((row,))
        else:
            apart[at] += (row,)
    return found + apart


def days_of(frame: pd.DataFrame, name: str) -> "pd.Series[Any]":
    """Return a column of days, all of them blank where there is no such column."""
    return frame[name] if name in frame else pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")


def _meet(starts: "pd.Series[Any]", ends: "pd.Series[Any]", one: int, other: int) -> bool:
    return not (starts[one] > ends[other] or starts[other] > ends[one])
