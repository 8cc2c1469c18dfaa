"""Which rows that could not be read may belong to a subject."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import is_blank
from kstt_rules.language.columns import Texts
from kstt_rules.model.dossier import UnreadRow


def possible_matches(
    unread: Sequence[UnreadRow], subjects: Mapping[str, Texts], *, any_of_blank: bool
) -> npt.NDArray[np.int64]:
    """Count for each subject at most how many unread rows match it; what could not be read of one may match any.

    ``subjects`` holds, by field of the unread rows, the value that each subject asks of it, encoded; a blank one
    matches none, or any with ``any_of_blank``.
    """
    total = sum(row.rows for row in unread)
    counts = []
    for name, values in subjects.items():
        open_rows = sum(row.rows for row in unread if name not in row.values)
        of_each = [open_rows] * len(values.distinct)
        for row in unread:
            for value in _readings(row, name):
                if (place := values.places.get(value)) is not None:
                    of_each[place] += row.rows
        counts.append(np.array([*of_each, total if any_of_blank else 0], dtype=np.int64)[values.codes])
    most: npt.NDArray[np.int64] = np.minimum.reduce(counts, initial=total)
    return most


def may_match(row: UnreadRow, ours: Mapping[str, Any], *, any_of_blank: bool) -> bool:
    """Say whether an unread row may have the values of a subject's fields; what could not be read may be any."""
    return all(
        any_of_blank if is_blank(value) else name not in row.values or _plain_day(value) in _readings(row, name)
        for name, value in ours.items()
    )


def _readings(row: UnreadRow, name: str) -> Iterable[Any]:
    """Return all that a field of an unread row may be, nothing where that is not known."""
    if name not in row.values:
        return ()
    value = row.values[name]
    return value if isinstance(value, frozenset) else (_plain_day(value),)


def _plain_day(value: Any) -> Any:
    """Return a day as rows that were not read have it, anything else as it is."""
    return value.date() if isinstance(value, datetime) else value
