"""Rows of a text with more fields than those above, or that break off: none of their cells is taken for another."""

import pytest

from kstt_rules.intake.files import plain_text
from kstt_rules.intake.files.uneven_rows import unsure

HEADER = "Đơn vị,Họ và tên,Chức vụ\n"
ROW = "Sở A,An,Giám đốc\n"
LONG = "Sở B,Bình, Phó,Chuyên viên\n"


def rows(text):
    """Return the rows of a text, and what is odd about some."""
    doubts = {}
    found = [*plain_text.rows(text, doubts)]
    return found, {reason: numbers for reason, numbers in doubts.items() if numbers}


def test_a_row_with_more_fields_than_those_above_is_unsure():
    """A comma in a field may stand without quotes; each of its cells may be that of another column."""
    found, doubts = rows(HEADER + ROW + LONG + ROW)
    assert found[2] == unsure(["Sở B", "Bình", " Phó", "Chuyên viên"])
    assert (found[3], doubts) == (["Sở A", "An", "Giám đốc"], {"long_row": [3]})


@pytest.mark.parametrize(
    "text",
    [
        "DANH SÁCH\n" + HEADER + ROW,
        HEADER + ROW + "Sở B,Bình,Chuyên viên,,\n" + ROW,
        HEADER.replace("\n", ",Ghi chú\n") + ROW * 3 + LONG + ROW,
        HEADER + ROW * 3 + LONG * 2,
        HEADER + '"Sở B","Bình, Phó","Chuyên viên"\n' + ROW,
        "Sở B,Bình\n" * 3,
    ],
    ids=["a title above", "blank fields", "a longer header", "another table below", "a comma in quotes", "even rows"],
)
def test_other_rows_are_sure(text):
    """Whatever stands above or below them."""
    found, doubts = rows(text)
    assert doubts == {}
    assert not any(isinstance(cell, tuple) for row in found for cell in row)


def test_a_last_row_that_ends_too_early_is_told():
    """Its last cell may be cut off."""
    assert rows(HEADER + ROW + "Sở B,Bì") == (
        [["Đơn vị", "Họ và tên", "Chức vụ"], ["Sở A", "An", "Giám đốc"], ["Sở B", ("U", "Bì")]],
        {"cut_row": [3]},
    )
    assert rows(HEADER + ROW + "Sở B,Bì\n")[1] == {}


def test_a_text_that_ends_within_a_letter_is_read():
    """Up to it; it is not taken for one in another encoding."""
    assert plain_text.decoded("Sở Y tế".encode()[:-1]) == "Sở Y t\ufffd"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_text_is_read_in_unicode_with_and_without_a_mark(encoding):
    """As programs write it."""
    assert plain_text.decoded(f"{HEADER}{ROW}".encode(encoding)) == HEADER + ROW


def test_a_few_control_characters_are_left_out_and_many_are_no_text():
    """Nobody sees them."""
    assert plain_text.decoded(f"{ROW * 20}\0\x07".encode()) == ROW * 20
    assert plain_text.decoded(b"a\x01\x02\x03b" * 9) is None
