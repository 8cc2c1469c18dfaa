"""The values of a column as conditions, messages and ids take them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kstt_rules.language.columns import EPOCH_ORDINAL, Intervals, Texts, Truths, as_codes
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.vocabulary import EntityField


def typed_values(
    series: "pd.Series[Any]", field: EntityField
) -> tuple[Truths | Intervals | Texts | np.ndarray, np.ndarray]:
    """Return the values of a column as conditions take them, and where there are none."""
    match field.type:
        case "integer" | "number":
            numbers = series.to_numpy(dtype=np.float64, na_value=np.nan)
            blank = np.isnan(numbers)
            return _intervals(numbers, blank), blank
        case "date":
            days = pd.to_datetime(series).to_numpy(dtype="datetime64[D]")
            blank = np.isnat(days)
            return _intervals(days.astype(np.int64) + float(EPOCH_ORDINAL), blank), blank
        case "choices":
            blank = series.isna().to_numpy(dtype=bool)
            return series.where(~blank, None).to_numpy(dtype=object), blank
        case kind:
            texts = as_codes(series.to_numpy(dtype=object))
            return _truths(texts) if kind == "boolean" else texts, texts.codes < 0


def _truths(values: Texts) -> Truths:
    known = [TRUE if value == True else FALSE for value in values.distinct]  # noqa: E712 - numpy's True too
    return np.array([*known, UNKNOWN], dtype=np.int8)[values.codes]


def _intervals(numbers: np.ndarray, blank: np.ndarray) -> Intervals:
    return Intervals(np.where(blank, -np.inf, numbers), np.where(blank, np.inf, numbers))


def plain_values(series: "pd.Series[Any]") -> npt.NDArray[np.object_]:
    """Return the values of a column as Python objects, days as dates; each distinct day is made once."""
    if series.dtype.kind != "M":
        return series.to_numpy(dtype=object, copy=True)
    codes, days = pd.factorize(series)
    return np.array([*(day.date() for day in days), None], dtype=object)[codes]


def row_ids(frame: pd.DataFrame, key: Sequence[str]) -> tuple[str, ...]:
    """Return the stable id of every row: its key joined by slashes, repeats numbered in canonical order."""
    parts = [_key_parts(frame[name]) for name in key if name in frame]
    if not parts:
        keys = [""] * len(frame)
    elif not any(None in part for part in parts):
        keys = [*map("/".join, zip(*parts, strict=True))]
    else:
        keys = ["/".join(part for part in row if part is not None) for row in zip(*parts, strict=True)]
    return tuple(keys if len(set(keys)) == len(keys) else _numbered(keys))


def _numbered(keys: Sequence[str]) -> Iterator[str]:
    """Number what repeats, past the numbers that a key of another row has as its own: no id stands twice."""
    own, seen = set(keys), dict[str, int]()
    for key in keys:
        number = seen.get(key, 0) + 1
        while number > 1 and f"{key}#{number}" in own:
            number += 1
        seen[key] = number
        yield key if number == 1 else f"{key}#{number}"


def _key_parts(series: "pd.Series[Any]") -> list[str | None]:
    """Return the values of a column as parts of ids, None for blank ones; each distinct value is written once."""
    values: list[Any] = series.tolist()
    if set(map(type, values)) == {str}:
        return values
    codes, distinct = pd.factorize(series)
    return np.array([*map(_key_part, distinct), None], dtype=object)[codes].tolist()  # type: ignore[no-any-return]


def _key_part(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
