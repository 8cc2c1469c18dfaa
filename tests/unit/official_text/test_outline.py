"""The parts of an official text: quotations, headings, the annex and where the articles end."""

import pytest

from kstt_rules.official_text.lines import Line
from kstt_rules.official_text.outline import annex_kind, outline


def parts(text):
    """Return the outline of a text, a line each."""
    return outline([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])


@pytest.mark.parametrize(
    ("text", "quoted", "unclosed"),
    [
        ("1. Sửa:\n“2. Cây.\n3. Lá.”.\n2. Khác.", {1, 2}, ()),
        ("1. Sửa: “2. Cây.\n3. Lá.”\n2. Khác.", {1}, ()),
        ("1. Sửa:\n“Cây “xanh” to\nlá.”;\n2. Khác.", {1, 2}, ()),
        ("1. Sửa:\n“Điều 5. Gọi là “cây”\n1. Lá.”.\n2. Khác.", {1, 2}, ()),
        ('1. Sửa:\n"2. Cây.\n3. Lá."\n2. Khác.', {1, 2}, ()),
        ("1. Sửa:\n“2. Cây.”\n“3. Lá.”\n2. Khác.", {1, 2}, ()),
        ("1. Sửa:\n“Cây “xanh.\n3. Lá.”.\n2. Khác.", {1, 2}, ()),
        ("1. Sửa:\n“2. Cây.\n2. Khác.", set(), (1,)),
        ("1. Sửa như sau\n“2. Cây.\n3. Lá.”.\n2. Khác.", {1, 2}, ()),
        ("1. Nói rằng\n“Cây xanh\nto” lắm.\n2. Khác.", set(), ()),
        ("1. Gọi là “cây”.\n2. Khác.", set(), ()),
        ("“Cây” là lá.\n2. Khác.", set(), ()),
    ],
)
def test_quoted_lines_are_found(text, quoted, unclosed):
    """They run from the line that opens a quotation to the one that closes it; one that never closes quotes nothing."""
    found = parts(text)
    assert (found.quoted - {0}, found.unclosed) == (quoted, unclosed)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("QUY CHẾ", ("QUY CHẾ", "")),
        ("Quy chế:", ("Quy chế", "")),
        ("QUY CHẾ TRỒNG CÂY", ("QUY CHẾ", "TRỒNG CÂY")),
        ("NỘI QUY: TRỒNG CÂY", ("NỘI QUY", "TRỒNG CÂY")),
        ("Quy chế trồng cây", None),
        ("Quy chế này quy định về cây.", None),
        ("LUẬT CÂY", None),
    ],
)
def test_headings_of_annexes_are_known(line, kind):
    """The kind stands alone, in any case and with a colon, or with its name in capitals."""
    assert annex_kind(line) == kind


@pytest.mark.parametrize(
    ("text", "annex"),
    [
        ("Điều 1. Cây.\nQUY CHẾ\nĐiều 1. Lá.", 1),
        ("Điều 1. Cây.\nQuy chế\nTrồng cây\nĐiều 1. Lá.", 1),
        ("Điều 1. Cây.\nĐiều 2. Lá.\n(Kèm theo Quyết định số 1)\nĐiều 1. Hoa.", 2),
        ("Điều 1. Cây.\nPHỤ LỤC\n(Kèm theo Quyết định số 1)\nĐiều 1. Hoa.", None),
        ("Điều 1. Cây.\nQUY ĐỊNH\nĐiều 2. Lá.", None),
        ("Điều 1. Cây.\nQUY ĐỊNH CHUNG\nĐiều 2. Lá.", None),
        ("Chương I\nQUY ĐỊNH\nCHUNG\nĐiều 1. Cây.", None),
        ("QUY CHẾ\nĐiều 1. Cây.", None),
    ],
)
def test_an_annex_begins_where_articles_count_anew(text, annex):
    """A heading of that kind within one row of articles heads no annex."""
    assert parts(text).annex == annex


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Điều 1. Cây.\nPHỤ LỤC\n1. Lá.", {1}),
        ("Điều 1. Cây.\nPHỤ LỤC\nĐiều 2. Lá.", set()),
        ("Điều 1. Cây.\nMẫu số 01\nĐiều 1. Lá.", {1}),
        ("Điều 1. Cây.\nCHỦ TỊCH\nTrần Văn Mẫu", {1}),
        ("Điều 1. Cây.\nCHỦ TỊCH\nĐiều 1a. Lá.", set()),
        ("Điều 1. Cây./.\nHà Nội", {1}),
        ("Điều 1. Gồm\n1. Cây./.\n2. Lá.", set()),
        ("Điều 1. Cây./.\nĐiều 2. Lá.", set()),
        ("TM. ỦY BAN\nĐiều 1. Cây.", set()),
        ("Điều 1. Cây.\nQUY CHẾ\nĐiều 1. Lá.\nQUY ĐỊNH\nĐiều 1. Hoa.", {3}),
    ],
)
def test_the_articles_end_where_none_goes_on(text, ends):
    """What looks like an end within the row of articles is none; a second annex ends them too."""
    assert parts(text).ends == ends


def test_a_footnote_within_the_articles_is_set_aside():
    """Where the articles go on after it, only the footnote itself stands outside."""
    found = parts("Điều 1. Cây.\n[1] Sửa năm 2020.\n1. Lá.\nĐiều 2. Hoa.\n[2] Sửa năm 2021.")
    assert (found.asides, found.ends) == ({1}, {4})


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Chương I\nCÂY\nMục 1\nLÁ\nĐiều 1. Hoa.", {0, 2}),
        ("Điều 1. Gồm:\n1. Các mục:\nMục 1: Cây.\n2. Khác.", set()),
        ("Điều 1. Theo quy định tại\nChương II Luật Cây.\nĐiều 2. Lá.", set()),
    ],
)
def test_headings_lead_to_an_article(text, headings):
    """What a clause or point follows is an item of a list."""
    assert parts(text).headings == headings
