"""Numbers, days and texts that conditions are made of, and what they are on each row of the small world."""

import math
from datetime import date

import pytest
from condition_truths import DOUBTS, EMPTY_UNITS, FULL, NO_OFFICERS
from condition_world import LATER, MONDAY, NEXT_YEAR, THURSDAY

# The rows, then by expression its value on each of them: a number or the ordinal of a day, two bounds, a text, None.
UNKNOWN = (-math.inf, math.inf)
VALUES = [
    (
        FULL,
        "unit",
        {
            "officers.count()": [3, 1, 0],
            "officers.count(concurrent)": [(1, 2), 1, 0],
            "officers.count() + officers.count(concurrent)": [(4, 5), 2, 0],
            "officers.count() - officers.count(concurrent)": [(1, 2), 0, 0],
            "officers.sum(birth_year)": [UNKNOWN, 2, 0],
            "officers.max(birth_year, not missing(birth_year))": [3, 2, UNKNOWN],
            "officers.min(from_date, not missing(from_date))": [*map(date.toordinal, (MONDAY, THURSDAY)), UNKNOWN],
            "officers.first(role)": ["unit_leader", "specialist", None],
            "unit.parent.name": [None, "A", None],
            "unit.size": [5, UNKNOWN, 7.5],
            "limits.word": ["m"] * 3,
            "limits.no_word": [None] * 3,
            "limits.no_most": [UNKNOWN] * 3,
            "limits.half": [2.5] * 3,
            "as_of": [date(2022, 1, 10).toordinal()] * 3,
            "'x'": ["x"] * 3,
        },
    ),
    (
        FULL,
        "officer",
        {
            "unit.size": [5, 5, 5, UNKNOWN, UNKNOWN],
            "year(officer.from_date)": [2022, 2022, UNKNOWN, 2022, 2023],
            "year(date(9999, 12, 31) + 0.5)": [9999] * 5,
            "year(date(9999, 12, 31) + 1)": [UNKNOWN] * 5,
            "year(date(1, 1, 1) + 0)": [1] * 5,
            "year(date(1, 1, 1) - 0.5)": [UNKNOWN] * 5,
            "working_days_between(as_of, date(9999, 12, 31) + 1)": [UNKNOWN] * 5,
            "working_days_between(date(1, 1, 1) - 1, as_of)": [UNKNOWN] * 5,
            "working_days_between(date(1, 1, 1), date(1, 1, 2))": [1] * 5,
            "year(date(1970, 1, 1) - limits.half)": [1969] * 5,
            "year(date(1970, 1, 1) - 0.5)": [1969] * 5,
            "days_between(officer.from_date, officer.to_date)": [9, 0, UNKNOWN, 361, -355],
            "working_days_between(officer.from_date, as_of)": [5, 2, UNKNOWN, 2, -255],
            "officer.to_date - 1": [*(day.toordinal() - 1 for day in (LATER, THURSDAY)), UNKNOWN]
            + [day.toordinal() - 1 for day in (NEXT_YEAR, LATER)],
        },
    ),
    (DOUBTS, "unit", {"officers.count()": [(3, 4), 1, (0, 2)], "officers.first(role)": [None, "specialist", None]}),
    (
        NO_OFFICERS,
        "unit",
        {
            "officers.count()": [(0, math.inf)] * 3,
            "officers.sum(birth_year)": [UNKNOWN] * 3,
            "officers.first(role)": [None] * 3,
        },
    ),
    (EMPTY_UNITS, "officer", {"unit.kind": [None] * 5, "unit.size": [UNKNOWN] * 5, "unit.founded": [UNKNOWN] * 5}),
]
of_each_expression = pytest.mark.parametrize(("world", "subject", "values"), VALUES)
