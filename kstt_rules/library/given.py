"""What a caller may give to an audit, turned into what the rooms below take.

What is of a wrong kind is a TypeError that says what may be given, in English alone: only a programmer can correct it.
"""

import datetime as dt
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, Union

from kstt_rules.base.arrays import is_blank
from kstt_rules.base.errors import UsageError
from kstt_rules.intake import FileReader
from kstt_rules.model.dossier import Dossier

if TYPE_CHECKING:
    import pandas as pd

DayGiven = dt.date | str
"""A date; a datetime, of which the date counts as it stands in its own time zone; or a text such as 2022-03-31."""

PathGiven = str | os.PathLike[str]
"""The path of a file or a folder."""

Rows = Union["pd.DataFrame", Sequence[Mapping[str, Any]]]
"""The rows of one dataset: a data frame, or a list of dicts."""

Given = PathGiven | Iterable[PathGiven] | Mapping[str, Rows] | Dossier | FileReader
"""A path or several, the rows by dataset, or what ``read_dossier`` returned."""

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SOURCES = "a path, a list of paths, or a dict of data frames or lists of dicts by dataset"


def day_given(value: DayGiven, name: str) -> dt.date:
    """Return the day that was given under a name.

    Raises UsageError for a text that is no such day, TypeError for anything else.
    """
    if isinstance(value, dt.datetime) and not is_blank(value):
        return value.date()
    if isinstance(value, dt.date) and not is_blank(value):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name}: give a date, a datetime, or a text such as '2022-03-31', not {value!r}")
    try:
        if _ISO_DAY.fullmatch(value.strip()):
            return dt.date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise UsageError(f"{name} is {value!r}; give a day of the calendar as year-month-day, such as '2022-03-31'")


def source_given(source: Given) -> "Dossier | FileReader | list[Path] | dict[str, pd.DataFrame]":
    """Return what is to be audited, paths as such and rows as data frames."""
    if isinstance(source, (Dossier, FileReader)):
        return source
    if isinstance(source, Mapping):
        return frames_given(source)
    if _is_frame(source):
        raise TypeError("name the dataset that the data frame holds, such as {'officer': frame}")
    if isinstance(source, (str, os.PathLike)):
        return [path_given(source)]
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise TypeError(f"give {_SOURCES}, not {_kind(source)}")
    return [path_given(path) for path in source]


def path_given(path: PathGiven) -> Path:
    """Return a path; an empty text, which would be the folder that one is in, is none."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"give a path as a str or a Path, not {_kind(path)}")
    if not os.fspath(path):
        raise UsageError("no path is given")
    return Path(path)


def frames_given(rows: Mapping[str, Rows]) -> "dict[str, pd.DataFrame]":
    """Return the rows of each dataset as a data frame; what one dict has and another lacks is missing there."""
    return {name: _frame(name, given) for name, given in rows.items()}


def _is_frame(value: object) -> "TypeGuard[pd.DataFrame]":
    pandas = sys.modules.get("pandas")  # whoever has a frame has loaded it
    return pandas is not None and isinstance(value, pandas.DataFrame)


def _frame(name: str, given: Rows) -> "pd.DataFrame":
    if _is_frame(given):
        return given
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Sequence):
        raise TypeError(f"{name}: give a data frame or a list of dicts, not {_kind(given)}")
    strange = next((row for row in given if not isinstance(row, Mapping)), None)
    if strange is not None:
        raise TypeError(f"{name}: give a data frame or a list of dicts, not a list that holds {_kind(strange)}")
    import pandas as pd  # noqa: PLC0415 - who gives files waits for nothing

    columns = dict.fromkeys(column for row in given for column in row)
    return pd.DataFrame([dict(row) for row in given], columns=list(columns), dtype=object)


def kind_given(name: str, value: object, kind: type, wanted: str) -> None:
    """Raise TypeError where what is given under a name, if anything, is of another kind than is wanted."""
    if value is not None and not isinstance(value, kind):
        raise TypeError(f"{name}: give {wanted}, not {_kind(value)}")


def choice_given(name: str, value: str, allowed: Sequence[str]) -> None:
    """Raise UsageError where what is given under a name is none of those allowed."""
    if value not in allowed:
        raise UsageError(f"{name} is {value!r}; choose from {', '.join(allowed)}")


def settings_given(settings: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the settings, none where none are given."""
    kind_given("settings", settings, Mapping, "a dict of values by key, such as {'limits.provincial_max': 2}")
    return settings or {}


def _kind(value: object) -> str:
    return type(value).__name__
