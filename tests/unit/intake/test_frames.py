"""Data frames to a dossier, as if each were a sheet."""

from datetime import datetime

import pandas as pd
import pytest
from pack_factory import write_pack

from kstt_rules.base.errors import UsageError
from kstt_rules.intake import from_frames
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import load_pack

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


def test_frames_that_hold_the_same_have_one_digest():
    """A whole number is the same cell whether it is written as 2021 or 2021.0, and whichever of them comes first."""
    years = [[2021, 2021.0], [2021.0, 2021], [2021, 2021], [2021.0, 2021.0], [2021, 2022]]
    frames = [pd.DataFrame({"unit": ["a", "b"], "year": pd.Series(held, dtype=object)}) for held in years]
    digests = [from_frames({"document": frame}, VOCABULARY).inputs[0].sha256 for frame in frames]
    assert len(set(digests[:4])) == 1
    assert digests[4] != digests[0]


@pytest.mark.parametrize(
    ("frames", "told"),
    [
        ({"officers": {"name": ["An"]}}, "unknown dataset 'officers'; did you mean 'officer'?"),
        ({"xyz": {"name": ["An"]}}, "unknown dataset 'xyz'; known: unit, officer, "),
        ({"officer": {}}, "the data frame 'officer' has no columns; an empty dataset still needs its columns"),
        ({"officer": {"unit": ["a"], "nmae": ["An"]}}, "officer has no column 'nmae'; did you mean 'name'?"),
        ({"Đơn vị": {"id": ["a"], "name": ["A"], "knd": ["so"]}}, "Đơn vị has no column 'knd'; did you mean 'kind'?"),
    ],
)
def test_what_no_dataset_or_field_is_called_is_an_error(frames, told):
    """It says what was probably meant, or what is known or needed."""
    with pytest.raises(UsageError) as raised:
        from_frames({name: pd.DataFrame(columns) for name, columns in frames.items()}, VOCABULARY)
    assert str(raised.value).startswith(told)


def test_a_column_beside_those_of_the_dataset_is_told_and_not_taken():
    """What is like no field stays among the rejects as on a sheet."""
    frame = pd.DataFrame({"unit": ["a"], "name": ["An"], "zzz": ["x"]})
    found = from_frames({"officer": frame}, VOCABULARY)
    assert [reject.reason for reject in found.rejects] == ["unknown_column"]
    assert found.tables["officer"].frame["name"].tolist() == ["An"]


OWN_WORDS = """\
choices:
  tier:
    cum: {label: {vi: cụm xã, en: cluster}}
  unit_kind:
    trung_tam: {tier: cum, label: {vi: Trung tâm cụm, en: Cluster centre}, titles: [{phrases: [trung tâm cụm]}]}
entities:
  visit:
    label: {vi: lượt thăm, en: visit}
    sheet: Lượt thăm
    key: [unit, period]
    per_period: made_on
    fields:
      unit: {type: unit, header: Đơn vị, label: {vi: đơn vị, en: unit}, required: true}
      period: {type: period, header: Kỳ, label: {vi: kỳ, en: period}, required: true}
      made_on: {type: date, header: Ngày thăm, label: {vi: ngày thăm, en: day of the visit}}
"""


@pytest.fixture
def own_vocabulary(tmp_path):
    """The vocabulary of a pack with a tier, a kind of unit and a dataset of its own."""
    return load_pack(write_pack(tmp_path, add={"vocabulary.yaml": OWN_WORDS})).vocabulary


def test_the_kind_and_tier_of_a_unit_follow_from_the_packs_own_words(own_vocabulary):
    """The kind from the name, the tier from the kind."""
    units = pd.DataFrame({"name": ["Trung tâm cụm Yên Thế", "Sở Y tế"]})
    frame = from_frames({"unit": units}, own_vocabulary).tables["unit"].frame
    assert frame[["kind", "tier"]].to_numpy().tolist() == [["so", "tinh"], ["trung_tam", "cum"]]


def test_a_dataset_of_a_pack_is_read_from_a_form_with_one_column_a_period(own_vocabulary):
    """The vocabulary says which field its cells hold; an empty one is a period in which nothing happened."""
    visits = pd.DataFrame({"Đơn vị": ["Sở A"], "Quý I/2022": ["05/03/2022"], "Quý II/2022": [None]})
    table = from_frames({"visit": visits}, own_vocabulary).tables["visit"]
    assert table.frame["period"].tolist() == ["2022-Q1", "2022-Q2"]
    assert table.frame["made_on"].tolist() == [pd.Timestamp(2022, 3, 5), pd.NaT]
