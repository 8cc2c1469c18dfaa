"""The facts one by one, for engines that judge single facts: plain values, dates as day numbers, None where blank."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kstt_rules.language.columns import EPOCH_ORDINAL
from tests.benchmarks.compare.offices import DATES, FIELDS, NUMBERS
from tests.benchmarks.compare.plain import Plain, fields_of

Record = Mapping[str, Any]


def records(facts: pd.DataFrame, conditions: Mapping[str, Plain]) -> list[dict[str, Any]]:
    """Return a dict a fact, with its row number as ``id`` and the fields that conditions name."""
    named = {name for condition in conditions.values() for name in fields_of(condition)}
    fields = [name for name in FIELDS if name in named]
    columns: list[Sequence[Any]] = [range(len(facts)), *(_column(facts[name], name) for name in fields)]
    names = ("id", *fields)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _column(values: pd.Series, name: str) -> list[Any]:
    if name in DATES:
        days = values.to_numpy().astype("datetime64[D]").astype("int64") + EPOCH_ORDINAL
        values = pd.Series(days, dtype=object).where(values.notna(), None)
    elif name in NUMBERS:
        whole = [None if blank else int(value) for value, blank in zip(values, values.isna(), strict=True)]
        values = pd.Series(whole, dtype=object)
    return values.where(values.notna(), None).tolist()
