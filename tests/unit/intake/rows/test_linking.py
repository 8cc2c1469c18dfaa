"""What titles and names say beside themselves."""

import pandas as pd

from kstt_rules.intake import from_frames
from kstt_rules.model.read_vocabulary import base_vocabulary

UNITS = pd.DataFrame({"Mã đơn vị": ["so-y-te", "x1"], "Tên đơn vị": ["Sở Y tế", "UBND xã Phúc Sơn"]})


def dossier(officers):
    """Take columns of officers, beside two units."""
    return from_frames({"unit": UNITS, "officer": pd.DataFrame(officers)}, base_vocabulary())


def rows(table, *fields):
    """Return some fields of all rows."""
    return list(table.frame[list(fields)].itertuples(index=False, name=None))


def test_a_misspelled_title_leaves_the_role_open_and_is_told():
    """The row stands, with a notice that names the likely title."""
    officers = {"Đơn vị": ["so-y-te", "x1"], "Họ và tên": ["An", "Ba"], "Chức vụ": ["Chuyên vieen", "Công chức"]}
    found = dossier(officers)
    assert rows(found.tables["officer"], "name", "role") == [("An", None), ("Ba", None)]
    assert [(reject.row, reject.reason) for reject in found.rejects] == [(2, "unclear_title")]
    assert "“chuyên viên”" in found.rejects[0].message.vi
    assert found.inputs[0].rejected == 0


def test_the_year_of_birth_behind_a_name_is_taken_where_no_other_is_given():
    """The name stands without it; rows without a year are as if nobody had asked."""
    officers = {"Đơn vị": ["x1"] * 3, "Họ và tên": ["An (1980)", "Ba - 1981", "Ca"], "Năm sinh": [None, 1990, None]}
    assert rows(dossier(officers).tables["officer"], "name", "birth_year")[:2] == [
        ("An", 1980.0),
        ("Ba", 1990.0),
    ]
    del officers["Năm sinh"]
    table = dossier(officers).tables["officer"]
    assert table.frame["birth_year"].tolist()[:2] == [1980.0, 1981.0]
    assert table.absent["birth_year"].tolist() == [False, False, True]
