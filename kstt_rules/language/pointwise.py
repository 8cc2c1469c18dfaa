"""A function of plain values made into both evaluations: on the known values of one row, and on those of all rows."""

from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite
from typing import Any

import numpy as np

from kstt_rules.language.bounds import is_day
from kstt_rules.language.columns import Intervals, Texts, as_codes, distinct
from kstt_rules.language.truth import from_bool
from kstt_rules.language.types import ORDERED, ValueType
from kstt_rules.language.values import UNBOUNDED, Interval, Setting, as_number, exactly

Plain = Callable[..., Any]
"""Given the setting and a day, a number or a text for each argument; None is unknown."""


def on_row(takes: Sequence[ValueType], gives: ValueType, plain: Plain) -> Callable[..., Any]:
    """Return a function of the setting and the values of one row; unknown where one of them is."""

    def row(setting: Setting, *given: Any) -> Any:
        values = [_plain_of(value, of.kind) for value, of in zip(given, takes, strict=True)]
        return as_evaluated(None if None in values else plain(setting, *values), gives)

    return row


def on_columns(takes: Sequence[ValueType], gives: ValueType, plain: Plain) -> Callable[..., Any]:
    """Return the same function of the values of all rows; each different combination is asked once."""

    def columns(setting: Setting, *given: Any) -> Any:
        known = np.logical_and.reduce([_is_known(column, of.kind) for column, of in zip(given, takes, strict=True)])
        asked = [(column.codes if isinstance(column, Texts) else column.low)[known] for column in given]
        first, which = distinct(asked, int(known.sum()))
        values = [
            [_plain_at(column, of.kind, place) for place in own[first].tolist()]
            for column, of, own in zip(given, takes, asked, strict=True)
        ]
        found = np.full(len(known), None, dtype=object)
        found[known] = _objects([plain(setting, *own) for own in zip(*values, strict=True)])[which]
        return as_column(found, gives)

    return columns


def _objects(values: list[Any]) -> Any:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _plain_of(value: Any, kind: str) -> Any:
    """Return the plain value of an evaluated term, None where it is not known."""
    if not isinstance(value, Interval):
        return value
    if not value.exact or (kind == "date" and not is_day(value)) or not isfinite(value.low):
        return None
    return date.fromordinal(int(value.low)) if kind == "date" else value.low


def _is_known(column: Any, kind: str) -> Any:
    if isinstance(column, Texts):
        return column.codes >= 0
    return is_day(column) if kind == "date" else column.exact & np.isfinite(column.low)


def _plain_at(column: Any, kind: str, place: float) -> Any:
    if isinstance(column, Texts):
        return column.distinct[int(place)]
    return date.fromordinal(int(place)) if kind == "date" else float(place)


def as_evaluated(result: Any, gives: ValueType) -> Any:
    """Return a plain value as conditions evaluate to it on one row; None is unknown."""
    if gives.kind == "boolean":
        return from_bool(result)
    if gives.kind in ORDERED:
        number = as_number(result)
        return UNBOUNDED if number is None else exactly(number)
    return result


def as_column(results: Any, gives: ValueType) -> Any:
    """Return plain values as conditions evaluate to them on all rows; None is unknown."""
    if gives.kind == "boolean":
        return np.fromiter(map(from_bool, results), np.int8, len(results))
    if gives.kind in ORDERED:
        known = np.array([result is not None for result in results], dtype=bool)
        numbers = np.array([as_number(result) or 0.0 for result in results], dtype=np.float64)
        return Intervals(np.where(known, numbers, -np.inf), np.where(known, numbers, np.inf))
    return as_codes(results)
