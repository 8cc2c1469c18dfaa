"""Texts made from a tree of provisions, in the forms that acts have, are read back as that tree."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_numbers import POINT_LETTERS
from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.passages import read_structure

SENTENCES = st.sampled_from(
    [
        ["Cây xanh quanh nhà."],
        ["Mỗi xã có 02 người;"],
        ["Hoa nở", "vào mùa xuân."],
        ["Trồng theo quy định tại điểm", "b) khoản 1 Điều này."],
        ["Tưới theo khoản 1, khoản 2,", "75. Việc khác do thôn lo."],
        ["Như đã nêu tại Chương II và", "Chương IV của văn bản này."],
        ["Theo quy định tại", "Điều 99. Phần còn lại như cũ."],
        ["Thời hạn là", "05 ngày làm việc."],
    ]
)
LEADS = st.sampled_from([["Gồm các mục sau:"], ["Mục 1: Cây;", "Mục 2: Lá;"], ["Phần 3 gồm 02 cột."]])
ITEMS = st.sampled_from(
    [["(i) Rễ;", "(ii) Thân."], ["i) Rễ;", "ii) Thân;", "iii) Lá."], ["1) Một;", "2) Hai."], ["- Cành."]]
)
QUOTES = st.sampled_from(
    [
        ["“2. Cây.", "3. Lá.”."],
        ["“Điều 7. Hoa", "1. Gồm:", "a) Đào.", "Điều 8. Quả", "Mùa thu.”;"],
        ["“c) Mai “vàng” nở;”"],
        ['"1. Rễ.', '2. Thân."'],
    ]
)
HEADINGS = st.sampled_from(
    [[], ["Chương IIa", "CHĂM CÂY"], ["Phần thứ hai", "Mục 1. TƯỚI"], ["Tiểu mục 3", "BÓN PHÂN"], ["Chương V. HOA"]]
)
ENDINGS = st.sampled_from(
    [
        [],
        ["Nơi nhận:", "- Như Điều 3;", "1. Lưu."],
        ["CHỦ TỊCH", "Trần Văn Mẫu"],
        ["PHỤ LỤC", "DANH MỤC", "1. Cây.", "a) Lá."],
        ["Mẫu số 01", "Điều 1. Bên A giao", "1. Cây."],
        ["[1] Khoản này được sửa như sau:", "“1. Cây.”"],
    ]
)


@dataclass
class Written:
    """Lines of a text, and what each provision in it says: its own paragraphs, quotations among them."""

    lines: list = field(default_factory=list)
    words: dict = field(default_factory=dict)

    def begin(self, provision, marker, sentence):
        """Write the first paragraph of a provision."""
        self.lines += [f"{marker} {sentence[0]}", *sentence[1:]]
        self.words[provision] = [" ".join(sentence)]

    def go_on(self, provision, lines):
        """Write further paragraphs."""
        self.lines += lines
        self.words[provision] += lines


def marks(draw, plain, letters, most):
    """Return marks in their order, now and then one that was put in later after its own."""
    found = []
    for mark in plain[: draw(st.integers(0, most))]:
        found.append(mark)
        found += [f"{mark}{letter}" for letter in letters[: draw(st.sampled_from([0, 0, 0, 1, 2]))]]
    return found


def number(mark):
    return int(mark) if mark.isdecimal() else mark


@st.composite
def below(draw, written, article, part):
    """Write the clauses of an article, each with its points or a quotation."""
    clause_end, point_end = draw(st.sampled_from([".", "-", "/", " ."])), draw(st.sampled_from([")", "/", " )"]))
    for mark in marks(draw, [str(each) for each in range(1, 5)], "ab", 3):
        clause = Provision(article, number(mark), part=part)
        written.begin(clause, f"{mark}{clause_end}", draw(SENTENCES))
        kind = draw(st.sampled_from(["none", "lead", "quote", "points"]))
        if kind == "lead":
            written.go_on(clause, draw(LEADS))
        elif kind == "quote":
            written.go_on(clause, ["Sửa như sau:", *draw(QUOTES)])
        elif kind == "points":
            for letter in marks(draw, [*POINT_LETTERS[:9]], "12", 9):
                point = Provision(article, number(mark), letter, part=part)
                written.begin(point, f"{letter}{point_end}", draw(SENTENCES))
                if draw(st.integers(0, 3)) == 0:
                    written.go_on(point, draw(ITEMS))


@st.composite
def articles(draw, written, part, most):
    """Write the articles of a part, one at least, with headings between them."""
    label, dot = draw(st.sampled_from(["Điều", "ĐIỀU"])), draw(st.sampled_from([".", ":", " -", " ."]))
    for mark in marks(draw, [str(each) for each in range(1, 6)], "a", most) or ["1"]:
        written.lines += draw(HEADINGS)
        article = Provision(number(mark), part=part)
        written.begin(article, f"{label} {mark}{dot}", ["Trồng cây"])
        if draw(st.booleans()):
            sentence = draw(SENTENCES)
            written.lines += sentence
            written.words[article].append(" ".join(sentence))
        draw(below(written, number(mark), part))


@st.composite
def acts(draw):
    """Write an act: a decision with its annex, or one part alone, and what stands below it."""
    written = Written(["ỦY BAN NHÂN DÂN TỈNH A", "Số: 3/2024/QĐ-UBND", "Căn cứ Luật Cây;"])
    if draw(st.booleans()):
        draw(articles(written, "quyet_dinh", 2))
        written.lines += ["Nơi nhận:", "- Như trên."]
        written.lines += draw(st.sampled_from([["QUY CHẾ"], ["Quy chế:", "Trồng cây"], ["ĐIỀU LỆ TRỒNG CÂY XANH"]]))
    draw(articles(written, "quy_che", 4))
    written.lines += draw(ENDINGS)
    return written


@given(acts())
def test_a_text_is_read_back_as_the_tree_it_was_made_from(written):
    """Every article, clause and point is found in order with its own words, nothing else is, and no word is lost."""
    structure = read_structure([Line(number, text) for number, text in enumerate(written.lines, 1)])
    read: dict = {}
    for passage in structure.passages:
        if passage.provision is not None:
            read.setdefault(passage.provision, []).append(passage.text)
    assert read == written.words
    assert list(read) == list(written.words)
    marked = [passage.provision for passage in structure.passages if passage.marker]
    assert marked == list(written.words)
    words = "".join(f"{each.marker}{each.text}" for each in structure.passages)
    assert words.replace(" ", "") == "".join(written.lines).replace(" ", "")
