"""Who is in post on a day, by the days of the rows of a roster."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, blanks, days_of
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
    columns, day = table.columns, np.datetime64(as_of)
    starts, ends = days_of(columns, "from_date"), days_of(columns, "to_date")
    active = ~(starts > day) & ~(ends < day) & ~blanks(columns["person"])
    unclear, may_come = _unclear(table, active, as_of)
    unsure = np.zeros(len(table), bool)
    leaving, coming = np.flatnonzero(active & (ends == day)), np.flatnonzero(active & (starts == day))
    if "unit" in columns and len(leaving) and len(coming) + len(may_come):
        units, roles = table.cells("unit"), table.cells("role")
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


def stays(rows: Sequence[int], columns: Mapping[str, Column], active: Marks) -> list[tuple[int, ...]]:
    """Divide the rows of one person into stays in the post: those on the day, and others that overlap."""
    present = tuple(row for row in rows if active[row])
    found = [present] if present else []
    starts, ends = days_of(columns, "from_date"), days_of(columns, "to_date")
    apart: list[tuple[int, ...]] = []
    for row in (row for row in rows if not active[row]):
        at = next((at for at, stay in enumerate(apart) if any(_meet(starts, ends, row, other) for other in stay)), None)
        if at is None:
            apart.append((row,))
        else:
            apart[at] += (row,)
    return found + apart


def _meet(starts: Column, ends: Column, one: int, other: int) -> bool:
    return not bool(starts[one] > ends[other] or starts[other] > ends[one])
