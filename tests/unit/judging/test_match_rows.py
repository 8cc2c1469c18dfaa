"""Rows are matched by equal keys; so many that no memory holds their pairs are told before the pairs are made."""

import tracemalloc

import numpy as np
import pytest

from kstt_rules.base.errors import InputError
from kstt_rules.judging.match_rows import KeyColumn, equal_rows
from kstt_rules.language.columns import Texts


def of_one_person(rows):
    """Return the key of so many rows of one person."""
    names = Texts(np.zeros(rows, np.int64), np.array(["Lê Thị An"], dtype=object))
    return [KeyColumn.of(names, names, of_unit=False)]


def test_all_rows_of_one_person_are_pairs():
    """Each with each, itself among them."""
    subjects, rows = equal_rows([of_one_person(3)])
    assert subjects.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert rows.tolist() == [0, 1, 2] * 3


def test_more_pairs_than_memory_holds_are_refused_before_they_are_made():
    """Twenty thousand rows would make four hundred million."""
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"Too many rows are alike|quá nhiều dòng giống nhau"):
            equal_rows([of_one_person(20_000)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20_000_000
