"""What holds for the text of any regulation, however it is laid out."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from kstt_rules.official_text.lines import Line, plain
from kstt_rules.official_text.passages import read_structure
from kstt_rules.official_text.references import external_references, internal_references

MARKS = [
    "Điều 1.",
    "Điều 2. Cây",
    "1.",
    "2)",
    "a)",
    "b.",
    "đ)",
    "-",
    "Chương I",
    "Mục 1.",
    "QUY CHẾ",
    "Nơi nhận:",
    "TM.",
    "“1.",
    "Lá.”.",
    "0.",
    "2a.",
    "i)",
    "PHỤ LỤC",
    "[1]",
]
WORDS = [
    "khoản 1, 2",
    "điểm a",
    "Điều này",
    "Điều 7 Luật",
    "số 9/2019/NĐ-CP",
    "ngày 31/02/2019",
    "cây",
    "Lá",
    ":",
    ";",
    "./.",
]
TEXTS = st.lists(st.sampled_from([*MARKS, *WORDS]) | st.text(max_size=8), min_size=1, max_size=4).map(" ".join)
LINES = st.lists(TEXTS.map(plain).filter(bool), max_size=25)


def structure(texts):
    """Return the structure of lines."""
    return read_structure([Line(number, text) for number, text in enumerate(texts, 1)])


@given(LINES)
@example(["Điều 1. Cây", "a) Lá.", "Hoa.", "b) Quả", "nhỏ."])
def test_no_word_is_lost_or_moved(texts):
    """The passages of a text, each with what numbers it, are its words in their order."""
    passages = structure(texts).passages
    assert "".join(f"{each.marker}{each.text}" for each in passages).replace(" ", "") == "".join(texts).replace(" ", "")


@given(LINES)
def test_passages_stand_in_the_order_of_their_lines(texts):
    """A passage begins in a line of its own, after the passage before it, unless a remark says it holds several."""
    read = structure(texts)
    lines = [each.line for each in read.passages]
    assert lines == sorted(lines)
    assert {line for line, after in pairwise(lines) if line == after} <= {remark.line for remark in read.remarks}
    assert all(1 <= line <= len(texts) for line in lines)


@given(LINES)
def test_references_are_read_from_any_text(texts):
    """Whatever a text cites, its references stand in passages of it, internal ones within provisions."""
    passages = structure(texts).passages
    places = {(each.line, each.provision) for each in passages}
    internal = list(internal_references(passages))
    assert {(each.line, each.source) for each in internal} <= places
    assert {(each.line, each.source) for each in external_references(passages)} <= places
