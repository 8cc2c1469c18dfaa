"""What is written as YAML is read again as it was."""

import datetime as dt
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.strict_yaml import MAX_INTEGER, parse_yaml
from kstt_rules.base.write_yaml import yaml_text

SIGNS = st.characters(exclude_categories=["Cc", "Cs"])
TEXTS = st.text(SIGNS).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | st.dates(dt.date(1000, 1, 1)) | TEXTS
DATA = st.dictionaries(st.sampled_from(["unit", "reason", "first_number"]), VALUES | st.lists(VALUES), min_size=1)


@given(DATA)
def test_data_are_read_again_as_they_were_written(data):
    """By our reader, and by any other, whatever texts look like or hold."""
    assert parse_yaml(yaml_text(data), name="x.yaml").data == data
    assert yaml.safe_load(yaml_text(data)) == data


@pytest.mark.parametrize("text", ["yes", "010", "1:30", "~", "2022-01-01", "a: b", "# c", "'", '"', "\u2028", "-"])
def test_a_text_stays_a_text(text):
    """No text becomes a number, a day, a mapping or a comment."""
    assert parse_yaml(yaml_text({"reason": text}), name="x.yaml").data == {"reason": text}


def test_a_file_is_for_people_too():
    """Keys are plain and in their order, letters are letters, and what is equal is written out twice."""
    same = [dt.date(2022, 4, 29)]
    assert yaml_text({"until": same, "from": same, "unit": "Sở Y tế"}) == (
        'until:\n  - 2022-04-29\nfrom:\n  - 2022-04-29\nunit: "Sở Y tế"\n'
    )
