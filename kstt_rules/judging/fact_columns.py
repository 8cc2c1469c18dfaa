"""The values of a column as conditions, messages and ids take them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kstt_rules.base.arrays import Column, blanks, coded
from kstt_rules.language.columns import EPOCH_ORDINAL, Intervals, Texts, Truths, as_codes
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.vocabulary import EntityField

_TEXTS_OR_BLANK: Final = frozenset({str, type(None)})


def typed_values(
    column: Column, field: EntityField
) -> tuple[Truths | Intervals | Texts | npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Return the values of a column as conditions take them, and where there are none."""
    match field.type:
        case "integer" | "number":
            numbers = column.astype(np.float64)
            blank = np.isnan(numbers)
            return _intervals(numbers, blank), blank
        case "date":
            days = column.astype("datetime64[D]")
            blank = np.isnat(days)
            return _intervals(days.astype(np.int64) + float(EPOCH_ORDINAL), blank), blank
        case "choices":
            blank = blanks(column)
            held = column.astype(object)
            held[blank] = None
            return held, blank
        case kind:
            texts = as_codes(column.astype(object, copy=False))
            return _truths(texts) if kind == "boolean" else texts, texts.codes < 0


def _truths(values: Texts) -> Truths:
    known = [TRUE if value == True else FALSE for value in values.distinct]  # noqa: E712 - numpy's True too
    return np.array([*known, UNKNOWN], dtype=np.int8)[values.codes]


def _intervals(numbers: np.ndarray, blank: np.ndarray) -> Intervals:
    return Intervals(np.where(blank, -np.inf, numbers), np.where(blank, np.inf, numbers))


def plain_values(column: Column) -> npt.NDArray[np.object_]:
    """Return the values of a column as Python objects, days as dates; each distinct day is made once."""
    if column.dtype.kind != "M":
        return column.astype(object)
    codes, days = coded(column)
    return np.array([*days.astype("datetime64[D]").tolist(), None], dtype=object)[codes]


def row_ids(key: Sequence[Column], size: int) -> tuple[str, ...]:
    """Return the stable id of every row: its key joined by slashes, repeats numbered in canonical order."""
    parts = [*map(_key_parts, key)]
    if not parts:
        keys = [""] * size
    elif not any(None in part for part in parts):
        keys = [*map("/".join, zip(*parts, strict=True))]
    else:
        rows = zip(*parts, strict=True)
        keys = ["/".join([part for part in row if part is not None] if None in row else row) for row in rows]
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


def _key_parts(column: Column) -> list[str | None]:
    """Return the values of a column as parts of ids, None for blank ones; each distinct value is written once."""
    if column.dtype == object and _TEXTS_OR_BLANK.issuperset(map(type, values := column.tolist())):
        return values  # type: ignore[no-any-return]
    codes, distinct = coded(column)
    if distinct.dtype.kind == "M":
        distinct = distinct.astype("datetime64[D]")
    return np.array([*map(_key_part, distinct.tolist()), None], dtype=object)[codes].tolist()  # type: ignore[no-any-return]


def _key_part(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, dt.datetime) else str(value)
