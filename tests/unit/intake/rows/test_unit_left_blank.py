"""Rows that name no unit, of datasets where the unit may be left blank and where it may not."""

import pandas as pd
import pytest

from kstt_rules.intake import from_frames
from kstt_rules.pack import load_pack

UNITS = pd.DataFrame({"Mã đơn vị": ["c1"], "Tên đơn vị": ["Cục Một"], "Loại": ["Cục"]})
PETITIONS = pd.DataFrame({"Mã": ["1", "2"], "Ngày tiếp nhận": ["2019-10-07"] * 2, "Đơn vị xử lý": ["Cục Một", None]})
COURSES = pd.DataFrame({"Đơn vị": ["Cục Một", None], "Nội dung": ["A", "B"]})


@pytest.fixture(scope="module")
def vocabulary():
    """That of a pack with a dataset of each kind."""
    return load_pack("bo-cong-thuong-2018").vocabulary


def test_a_row_is_filed_under_none_where_its_unit_is_optional(vocabulary):
    """A petition that nobody has to handle is read like the others."""
    read = from_frames({"unit": UNITS, "feedback": PETITIONS}, vocabulary)
    assert read.rejects == ()
    assert sorted(read.tables["feedback"].frame["unit"].fillna("")) == ["", "c1"]


def test_a_column_of_an_optional_unit_may_be_left_out(vocabulary):
    """The sheet is taken for its dataset all the same."""
    read = from_frames({"unit": UNITS, "feedback": PETITIONS.drop(columns="Đơn vị xử lý")}, vocabulary)
    assert read.rejects == ()


def test_a_row_without_the_unit_that_it_needs_is_rejected(vocabulary):
    """A training is that of some unit."""
    read = from_frames({"unit": UNITS, "course": COURSES}, vocabulary)
    assert [item.reason for item in read.rejects] == ["missing_value"]
