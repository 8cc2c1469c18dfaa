"""What a line of an official text begins with."""

import pytest

from kstt_rules.official_text.markers import (
    follows,
    has_ended,
    heading_of,
    is_appendix,
    is_closing,
    is_item,
    is_near,
    is_open,
    marker_of,
    unreadable_marker,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Điều 5. Cây", ("article", "5", "Điều 5.", "Cây")),
        ("ĐIỀU 5: CÂY", ("article", "5", "ĐIỀU 5:", "CÂY")),
        ("Điều 5 - Cây", ("article", "5", "Điều 5 -", "Cây")),
        ("Điều 5", ("article", "5", "Điều 5", "")),
        ("Điều 12a. Cây", ("article", "12a", "Điều 12a.", "Cây")),
        ("Điều 5.[12] Cây", ("article", "5", "Điều 5.[12]", "Cây")),
        ("Điều 5 Chính sách cây xanh", ("article", "5", "Điều 5", "Chính sách cây xanh")),
        ("1. Cây", ("clause", "1", "1.", "Cây")),
        ("1a) Cây", ("clause", "1a", "1a)", "Cây")),
        ("1- Cây", ("clause", "1", "1-", "Cây")),
        ("2/ Cây", ("clause", "2", "2/", "Cây")),
        ("2.[4] (được bãi bỏ)", ("clause", "2", "2.[4]", "(được bãi bỏ)")),
        ("Khoản 1. Cây", ("clause", "1", "Khoản 1.", "Cây")),
        ("a) Cây", ("point", "a", "a)", "Cây")),
        ("a/ Cây", ("point", "a", "a/", "Cây")),
        ("đ1) Cây", ("point", "đ1", "đ1)", "Cây")),
        ("aa) Cây", ("point", "aa", "aa)", "Cây")),
    ],
)
def test_what_numbers_a_line_is_read(text, read):
    """Full stops, brackets, dashes and strokes number, footnote calls stay with the number."""
    found = marker_of(text)
    assert (found.level, found.number, found.marker, found.text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 của Quy chế này",
        "Điều 5 Luật Cây xanh",
        "Điều 3 Quyết định số 5 quy định như sau:",
        "Điều 5.1 nói rằng",
        "05 ngày làm việc",
        "1.500 đồng",
        "1/2 số người",
        "5 - 7 ngày",
        "2023. Sau đó",
        "ab) Cây",
        "á) Cây",
        "a.m.",
        "a/b",
        "(i) Cây",
        "Cây",
    ],
)
def test_what_only_looks_like_a_number_is_none(text):
    """Citations, quantities and words begin no provision."""
    assert marker_of(text) is None


@pytest.mark.parametrize("text", ["á) Cây", "ab) Cây", "1ab) Cây", "IV. Cây", "B. Cây"])
def test_numbers_of_no_provision_are_told(text):
    """Letters with marks, Roman numbers and capitals look like numbers and are none."""
    assert unreadable_marker(text) == text.removesuffix(" Cây")


@pytest.mark.parametrize("text", ["TP. Bắc Giang", "Ông. Cây", "(a) Cây", "Cây) lá", "2023. Cây"])
def test_words_with_a_dot_are_no_numbers(text):
    """Abbreviations and words are told from numbers."""
    assert unreadable_marker(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Chương II", ("chương", "II", "")),
        ("CHƯƠNG IIa. CÂY", ("chương", "IIa", "CÂY")),
        ("Phần thứ mười hai", ("phần", "thứ mười hai", "")),
        ("Tiểu mục 1. KINH PHÍ", ("tiểu mục", "1", "KINH PHÍ")),
        ("Mục 3 - Cây", ("mục", "3", "Cây")),
        ("Chương IV của Quy chế này", None),
        ("Phần 3 gồm 02 cột.", None),
        ("Mục 1: Số lượng;", None),
        ("Phần thưởng", None),
    ],
)
def test_headings_are_told_from_citations(text, read):
    """A title begins with no small letter and ends as no item of a list."""
    found = heading_of(text)
    assert (found and (found.level, found.number, found.title)) == read


@pytest.mark.parametrize(
    ("text", "appendix"),
    [
        ("PHỤ LỤC", True),
        ("Phụ lục I. Danh mục", True),
        ("PHỤ LỤC SỐ 02 (Kèm theo Quyết định)", True),
        ("Mẫu số 01", True),
        ("Biểu số 2a-TH", True),
        ("Phụ lục I kèm theo Quy chế này gồm", False),
        ("Mẫu báo cáo do tỉnh quy định", False),
        ("Biểu mẫu", False),
    ],
)
def test_appendices_are_told_from_text(text, appendix):
    """A heading has its number at most and a title."""
    assert is_appendix(text) == appendix


@pytest.mark.parametrize("text", ["Nơi nhận:", "TM. ỦY BAN", "PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "BỘ TRƯỞNG", "(Đã ký)"])
def test_who_signs_and_who_receives_is_known(text):
    """What stands below the last article is told by its words."""
    assert is_closing(text)
    assert not is_closing(f"{text.capitalize()} quyết định việc này.") or text in ("Nơi nhận:", "(Đã ký)")


def test_a_text_that_was_passed_ends_with_that():
    """The line of a law that says when it was passed is no part of its last article; one that promises is."""
    assert is_closing("Luật này được Quốc hội khóa XIV thông qua ngày 17 tháng 6 năm 2020.")
    assert not is_closing("Kế hoạch này được thông qua trước ngày 05 tháng 3.")


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("theo quy định tại", True),
        ("điểm a và điểm", True),
        ("Như khoản 1, khoản 2,", True),
        ("Theo điểm a, b,", True),
        ("khoản 3", False),
        ("Số lượng", False),
        ("cây, lá,", False),
        ("Có 05 cây.", False),
    ],
)
def test_a_line_in_the_middle_of_a_phrase_is_known(text, goes_on):
    """It ends in a joining word, a label without its number, or a list of citations."""
    assert is_open(text) == goes_on


@pytest.mark.parametrize(
    ("last", "number", "next_one"),
    [
        (None, 1, True),
        (None, 2, False),
        (12, 13, True),
        (12, "12a", True),
        ("12a", "12b", True),
        ("12a", 13, True),
        ("12b", "12a", False),
        (12, "13a", False),
        (12, 14, False),
    ],
)
def test_numbers_follow_one_another(last, number, next_one):
    """What was put in later follows its own number, and the next whole number follows it."""
    assert follows(last, number) == next_one


def test_near_numbers_leave_out_a_few():
    """Clauses and points may be left out, not many and not backwards."""
    assert [is_near("clause", last, number) for last, number in (("2", "5"), ("2", "6"), ("2", "2"), ("2", "1a"))] == [
        True,
        False,
        False,
        True,
    ]
    assert [is_near("point", last, number) for last, number in (("a", "d"), ("a", "h"), ("b", "a"), (None, "a"))] == [
        True,
        False,
        False,
        True,
    ]
    assert not is_near("clause", "2", "0a")


def test_items_and_ends_of_sentences_are_known():
    """Bullets, Roman numbers and bracketed figures are items; full stops and quotation marks end."""
    assert [is_item(text) for text in ("- Cây", "(ii) Cây", "iv) Cây", "1) Cây", "a) Cây", "1. Cây")] == [True] * 4 + [
        False
    ] * 2
    assert [has_ended(text) for text in ("Cây.", "Cây;", "Cây:", "Cây”", "Cây", "Cây,")] == [True] * 4 + [False] * 2
