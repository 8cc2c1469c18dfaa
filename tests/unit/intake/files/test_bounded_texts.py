"""Texts are bounded where they enter: in files and in frames."""

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.intake import from_frames, read_dossier
from kstt_rules.intake.files.child_cells import LONGEST_TEXT, MARK, MOST_MARKS, bounded
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
LONG = "Sở Y tế " + "(a" * LONGEST_TEXT
HEAPED = "Sở Y tế" + "\u0301\u0323" * MOST_MARKS


def roster(unit):
    """Return a roster of two officers, the second of a unit that is written as given."""
    return pd.DataFrame([{"unit": "Sở Y tế", "name": "Nguyễn Văn An"}, {"unit": unit, "name": "Trần Thị Bình"}])


@given(st.text(st.characters(categories=["L", "N", "P", "Z", "Mn", "S"]), max_size=80))
def test_a_text_of_a_usual_length_stays_as_it_is_unless_marks_are_heaped_on_a_letter(text):
    """However its marks are arranged."""
    runs = "".join("m" if unicodedata.combining(sign) else " " for sign in text).split()
    heaped = max(map(len, runs), default=0) > MOST_MARKS
    assert (bounded(text) == text) is not heaped


@pytest.mark.parametrize("text", ["…" * 40, "–" * 40, "☐" * 40, "a\u0301" * 40, "x" * LONGEST_TEXT])
def test_dots_dashes_and_decomposed_letters_are_no_heaps_of_marks(text):
    """And the longest text is still read."""
    assert bounded(text) == text


def test_a_text_that_is_too_long_is_known_by_its_beginning():
    """It is no text any more."""
    assert bounded("ab" * LONGEST_TEXT).startswith(f"{MARK}Labab")


@pytest.mark.parametrize("unit", [LONG, HEAPED])
def test_a_row_whose_unit_is_too_long_a_text_is_told_and_the_others_are_read(tmp_path, unit):
    """From a file as from a frame."""
    path = tmp_path / "Công chức đầu mối.csv"
    path.write_text(f"Đơn vị,Họ và tên\nSở Y tế,Nguyễn Văn An\n{unit},Trần Thị Bình\n", encoding="utf-8")
    for dossier in (read_dossier([path], VOCABULARY), from_frames({"officer": roster(unit)}, VOCABULARY)):
        assert dossier.tables["officer"].frame["name"].tolist() == ["Nguyễn Văn An"]
        assert [(item.row, item.reason) for item in dossier.rejects] == [(3, "too_long")]


def test_a_long_text_in_a_column_that_nobody_reads_is_left_alone(tmp_path):
    """Only what is asked for must be read."""
    path = tmp_path / "Công chức đầu mối.csv"
    path.write_text(f"Đơn vị,Họ và tên,Ghi chú\nSở Y tế,Nguyễn Văn An,{LONG}\n", encoding="utf-8")
    dossier = read_dossier([path], VOCABULARY)
    assert (len(dossier.tables["officer"].frame), dossier.rejects) == (1, ())
