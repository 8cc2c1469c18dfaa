"""Data frames to a dossier, as if each were a sheet."""

from datetime import datetime

import pandas as pd
import pytest

from kstt_rules.base.errors import UsageError
from kstt_rules.intake import from_frames
from kstt_rules.model.vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()


def test_frames_hold_python_values_under_ids_or_headers():
    """Dates, Booleans, numbers and NaN are taken as they are."""
    frames = {
        "Đơn vị": pd.DataFrame({"id": ["a"], "name": ["Sở A"], "kind": ["so"]}),
        "officer": pd.DataFrame(
            {
                "unit": ["a", "a"],
                "Họ và tên": ["An", "Ba"],
                "concurrent": [True, None],
                "from_date": [datetime.fromisoformat("2022-01-02"), pd.NaT],
                "birth_year": [1980, float("nan")],
            }
        ),
        "document": pd.DataFrame({"unit": ["a"], "duty": ["6.1.a"], "recipients": [("department", "other")]}),
    }
    found = from_frames(frames, VOCABULARY)
    assert found.tables["officer"].frame.loc[0, ["concurrent", "birth_year"]].tolist() == [True, 1980.0]
    assert found.tables["officer"].frame["from_date"].tolist() == [pd.Timestamp(2022, 1, 2), pd.NaT]
    assert found.tables["document"].frame["recipients"].tolist() == [("department", "other")]
    assert found.rejects == ()
    assert found.inputs[0].sha256 == from_frames(frames, VOCABULARY).inputs[0].sha256


@pytest.mark.parametrize("frames", [{"officers": pd.DataFrame({"name": ["An"]})}, {"officer": pd.DataFrame()}])
def test_a_frame_of_no_dataset_or_without_columns_is_an_error(frames):
    """It says what is known or needed."""
    with pytest.raises(UsageError, match=r"known are unit, officer|at least its columns"):
        from_frames(frames, VOCABULARY)
