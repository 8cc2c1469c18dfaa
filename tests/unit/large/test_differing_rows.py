"""Whose rows differ between two tables: by value, place, gap or note, wherever they stand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kstt_rules.judging.facts import Facts
from kstt_rules.large.differing_rows import Differing, differing_rows
from kstt_rules.model.dossier import Dossier, SheetOrigin, Table
from kstt_rules.model.read_vocabulary import base_vocabulary
from tests.helpers.frame_columns import columns_of

OWNERS = ["a", "a", "b", "c", "c"]


def table(owners=OWNERS, years=(1.0, 2.0, np.nan, 4.0, 5.0), **changes):
    """Return a table whose rows belong to units, with a number and a day each."""
    frame = pd.DataFrame(
        {
            "unit": pd.Series(owners, dtype=object),
            "year": pd.Series(years),
            "day": pd.Series([pd.NaT] * len(owners), dtype="datetime64[us]"),
        }
    )
    size = len(owners)
    base = Table("x", columns_of(frame), (SheetOrigin("f", "s", {}, 0),), np.zeros(size, int), np.arange(size))
    return replace(base, **changes)


def differing(now):
    sides = [Facts(Dossier({"x": item}), base_vocabulary()) for item in (table(), now)]
    return differing_rows("x", *(part for side in sides for part in (side, side.held("x", "unit"))))


@pytest.mark.parametrize(
    ("read", "fields"), [({"columns": {"year": 2}}, {"year"}), ({"columns": {}}, {"year"}), ({"anchor": 1}, None)]
)
def test_where_one_sheet_is_read_otherwise_the_rows_of_others_are_the_same(read, fields):
    """Its columns say where its own rows stand, and of no other sheet's; a column that moves or goes is one field's."""
    sheets = [SheetOrigin("f", "s", {"year": 1}, 0), SheetOrigin("f", "t", {"year": 1}, 0)]
    both = sheets, [sheets[0], replace(sheets[1], **read)]
    sides = [table(origin=np.array([0, 0, 0, 1, 1]), sheets=tuple(own)) for own in both]
    facts = [Facts(Dossier({"x": side}), base_vocabulary()) for side in sides]
    found = differing_rows("x", *(part for side in facts for part in (side, side.held("x", "unit"))))
    assert found == Differing(frozenset({"c"}), fields and frozenset(fields))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (table(), set()),
        (table(years=(1.0, 2.0, 3.0, 4.0, 5.0)), {"b"}),
        (table(years=(1.0, 9.0, np.nan, 4.0, 9.0)), {"a", "c"}),
        (table(owners=["a", "a", "c", "c"], years=(1.0, 2.0, 4.0, 5.0), row=np.array([0, 1, 3, 4])), {"b"}),
        (table(owners=["a", "a", "b", "c", "d"]), {"c", "d"}),
        (table(row=np.array([0, 1, 2, 3, 9])), {"c"}),
        (table(moved={(2, "year"): "C9"}), {"b"}),
        (table(unclear={(0, "year"): (1,)}), {"a"}),
        (table(absent={"year": np.array([False, False, False, True, False])}), {"c"}),
        (table(sheets=(SheetOrigin("g", "s", {}, 0),)), {"a", "b", "c"}),
    ],
)
def test_only_those_whose_rows_are_not_the_same_are_named(now, expected):
    """Rows of others may have moved up or down between them."""
    assert differing(now).owners == expected
