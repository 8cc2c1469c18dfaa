"""Paragraphs of an official text: which line goes on with the one before it, and what is told."""

import pytest

from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.passages import read_structure


def read(text):
    """Return the passages of provisions by short form, and the lines of the remarks."""
    found = read_structure([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    passages = [f"{each.provision.key}|{each.text}" for each in found.passages if each.provision is not None]
    return passages, [remark.line for remark in found.remarks]


@pytest.mark.parametrize(
    ("lines", "passages", "told"),
    [
        ("1. Theo khoản 3\nĐiều 9. Việc khác.", ["1.1|Theo khoản 3 Điều 9. Việc khác."], [3]),
        ("1. Theo khoản 3 tại\nĐiều 9. Việc khác.", ["1.1|Theo khoản 3 tại Điều 9. Việc khác."], []),
        ("1. Theo khoản 3.\nĐiều 9. Việc khác.", ["1.1|Theo khoản 3.", "9|Việc khác."], []),
        ("1. Trồng cây\nĐiều 2. Lá", ["1.1|Trồng cây", "2|Lá"], []),
        ("1. Trồng cây\n75. Lá.", ["1.1|Trồng cây 75. Lá."], [3]),
        ("1. Trồng cây\n3. Lá.", ["1.1|Trồng cây", "1.3|Lá."], []),
        ("1. Trồng cây.\n75. Lá.", ["1.1|Trồng cây.", "1.75|Lá."], []),
        ("1. Trồng cây của\n2. Lá.", ["1.1|Trồng cây của 2. Lá."], [3]),
        ("1. Gồm:\na) Cây\nh) Lá.", ["1.1|Gồm:", "1.1.a|Cây h) Lá."], [4]),
        ("1. Gồm:\na) Cây\nc) Lá.", ["1.1|Gồm:", "1.1.a|Cây", "1.1.c|Lá."], []),
    ],
)
def test_a_broken_line_goes_on_whatever_it_begins_with(lines, passages, told):
    """A number that does not come next begins nothing after a line that has not ended; where it might, that is told."""
    assert read(f"Điều 1. Cây\n{lines}") == (["1|Cây", *passages], told)


@pytest.mark.parametrize(
    ("lines", "passages", "told"),
    [
        ("Điều 2 Lá", ["2|Lá"], []),
        ("Điều 5 Lá", ["1.1|Điều 5 Lá"], [3]),
        ("Điều 5 Luật Cây nói vậy.", ["1.1|Điều 5 Luật Cây nói vậy."], []),
        ("0. Lá.", ["1.1|0. Lá."], [3]),
        ("Điều 1000. Lá.", ["1.1|Điều 1000. Lá."], [3]),
        ("IV. Lá.", ["1.1|IV. Lá."], [3]),
    ],
)
def test_a_number_without_a_dot_begins_an_article_only_where_it_comes_next(lines, passages, told):
    """What looks like a provision and is read as text is told; a citation is not."""
    assert read(f"Điều 1. Cây\n1. Hoa.\n{lines}") == (["1|Cây", "1.1|Hoa.", *passages], told)


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ("h) Cây.\ni) Lá.\nk) Hoa.", "1.h 1.i 1.k"),
        ("h) Cây:\ni) Lá;\nii) Hoa.\ni) Quả.", "1.h 1.h 1.h 1.i"),
        ("a) Cây:\n(i) Lá;\n(ii) Hoa.\nb) Quả.", "1.a 1.a 1.a 1.b"),
        ("a) Cây:\niv) Lá.\nb) Quả.", "1.a 1.a 1.b"),
        ("a) Cây:\n1) Lá;\n2) Hoa.\nb) Quả:\n1) Rễ.\n1. Thân.", "1.a 1.a 1.a 1.b 1.b 1.1"),
        ("1) Cây:\na) Lá.\n2) Hoa.", "1.1 1.1.a 1.2"),
    ],
)
def test_items_of_a_list_are_told_from_points_and_clauses(lines, keys):
    """Roman numbers and figures in brackets below a point belong to it, unless the row of points goes on with them."""
    passages, told = read(f"Điều 1. Gồm:\n{lines}")
    assert [passage.partition("|")[0] for passage in passages[1:]] == keys.split()
    assert told == []


def test_a_quotation_that_is_never_closed_is_told():
    """Its lines are read as they look, so that nothing after it is lost."""
    passages, told = read("Điều 1. Sửa:\n1. Như sau:\n“2. Cây.\n2. Khác.\nĐiều 2. Lá.")
    assert passages == ["1|Sửa:", "1.1|Như sau:", "1.1|“2. Cây.", "1.2|Khác.", "2|Lá."]
    assert told == [3]


def test_several_provisions_on_one_line_are_told_and_read():
    """Each has the number of that line."""
    assert read("Điều 1. Cây 1. Lá xanh. 2. Hoa đỏ.") == (["1|Cây", "1.1|Lá xanh.", "1.2|Hoa đỏ."], [1])
