"""Tables in text: quotes that are closed, and those that are not."""

import csv

import pytest

from kstt_rules.intake.files import plain_text

HEADER = "Đơn vị,Họ và tên,Chức vụ\n"
BELOW = "Sở B,Bình,Chuyên viên\nSở C,Cường,Chuyên viên\n"


def rows(text):
    """Return the rows of a text, and the numbers of those with a quote that is not closed."""
    doubts = {}
    return [*plain_text.rows(text, doubts)], doubts.get("open_quote", [])


@pytest.mark.parametrize(
    "row", ['Sở A,"An,Giám đốc\n', 'Sở A,An,"Giám đốc\n', '"Sở A,An,Giám đốc\n', 'Sở A,"An,Giám đốc\r\n']
)
def test_a_quote_that_is_never_closed_takes_in_no_row(row):
    """It is told, and its row is read as if it did not stand there."""
    assert rows(HEADER + row + BELOW) == (
        [["Đơn vị", "Họ và tên", "Chức vụ"], ["Sở A", "An", "Giám đốc"], ["Sở B", "Bình", "Chuyên viên"],
         ["Sở C", "Cường", "Chuyên viên"]], [2])  # fmt: skip


def test_a_quote_that_is_closed_rows_further_down_takes_in_none():
    """Each line in it is a row by itself."""
    found, open_quotes = rows(HEADER + 'Sở A,"An,Giám đốc\n' + BELOW + 'Sở D,Dung",Chuyên viên\n')
    assert (len(found), open_quotes) == (5, [2])


@pytest.mark.parametrize("below", ['"màn hình 24"" mới",Bình,Chuyên viên\n', 'Sở C,"Cường\nhai",Chuyên viên\n'])
def test_a_quote_that_the_quote_of_a_later_row_seems_to_close_takes_in_none(below):
    """The later text has its own."""
    found, open_quotes = rows(HEADER + 'Sở A,"An,Giám đốc\n' + below + BELOW)
    assert (found[1], open_quotes) == (["Sở A", "An", "Giám đốc"], [2])
    assert (found[2][2], len(found)) == ("Chuyên viên", 5)


def test_the_last_row_may_have_a_quote_that_is_not_closed():
    """Its fields stay apart."""
    assert rows(HEADER + BELOW + 'Sở A,"An,Giám đốc')[0][-1] == ["Sở A", "An", "Giám đốc"]


def test_a_text_of_several_lines_is_one_cell():
    """Also with signs in it that divide fields."""
    text = HEADER + 'Sở A,"An ""Ba"", Ca\nDung, Em","Giám đốc\nkiêm"\n' + BELOW
    assert rows(text)[0][1] == ["Sở A", 'An "Ba", Ca\nDung, Em', "Giám đốc\nkiêm"]
    assert rows(text)[1] == []


def test_a_quote_may_stand_behind_spaces():
    """What it holds is one cell, as LibreOffice shows it."""
    assert rows(HEADER + 'Sở A, "An, Ba",  "Giám đốc\nkiêm"\n' + BELOW)[0][1] == [
        "Sở A", "An, Ba", "Giám đốc\nkiêm"]  # fmt: skip


def test_fields_that_are_not_as_many_as_elsewhere_are_unsure():
    """Nobody can say which of them is which."""
    assert rows(HEADER + 'Sở A,"An,Ba,Giám đốc\n' + BELOW)[0][1] == [
        ("U", text) for text in ("Sở A", "An", "Ba", "Giám đốc")
    ]


def test_a_quote_that_would_take_in_more_than_a_field_may_hold_is_open():
    """However much follows."""
    found, open_quotes = rows(HEADER + 'Sở A,"An,Giám đốc\n' + BELOW * 40_000)
    assert (len(found), open_quotes) == (80_002, [2])


def test_too_many_open_quotes_are_refused():
    """A text of nothing but quotes cannot make the reading long."""
    with pytest.raises(csv.Error):
        rows(HEADER + 'Sở A,"An,Giám đốc\n' * 3001)
