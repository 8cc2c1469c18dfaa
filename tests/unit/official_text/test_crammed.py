"""Lines that hold several provisions."""

import pytest

from kstt_rules.official_text.crammed import taken_apart
from kstt_rules.official_text.lines import Line


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Điều 1. Cây 1. Lá xanh. 2. Hoa đỏ. Điều 2. Quả",
            ["Điều 1. Cây", "1. Lá xanh.", "2. Hoa đỏ.", "Điều 2. Quả"],
        ),
        ("1. Cây có: a) Lá; b) Hoa; c) Quả. 2. Đất.", ["1. Cây có:", "a) Lá;", "b) Hoa;", "c) Quả.", "2. Đất."]),
        ("d) Lá; đ) Hoa.", ["d) Lá;", "đ) Hoa."]),
        ("1. Theo điểm a) khoản 1; b) khoản 2.", ["1. Theo điểm a) khoản 1; b) khoản 2."]),
        ("1. Có 02 cây. 3. Lá.", ["1. Có 02 cây. 3. Lá."]),
        ("1. Theo Điều 2. Hoa.", ["1. Theo Điều 2. Hoa."]),
        ("Điều 1. Có 1. Cây.", ["Điều 1. Có 1. Cây."]),
        ("Cây. 1. Lá. 2. Hoa.", ["Cây. 1. Lá. 2. Hoa."]),
        ("1000. Cây. 2. Lá.", ["1000. Cây. 2. Lá."]),
    ],
)
def test_a_line_is_taken_apart_where_its_numbers_count_on(text, pieces):
    """What cites a provision, and a number that does not come next, begins nothing."""
    assert [line.text for line in taken_apart(Line(7, text), "")] == pieces
    assert {line.number for line in taken_apart(Line(7, text), "")} == {7}


def test_what_the_next_line_begins_with_is_not_sought():
    """Where the next line bears the next number, the same number within a line is none of a provision."""
    line = Line(1, "1. Theo khoản 3. 2. Hoa.")
    assert len(taken_apart(line, "")) == 2
    assert taken_apart(line, "2. Lá.") == [line]


def test_a_table_is_never_taken_apart():
    """Its numbers are those of its rows."""
    line = Line(1, "1. Cây.\n 2. Lá.", is_table=True)
    assert taken_apart(line, "") == [line]
