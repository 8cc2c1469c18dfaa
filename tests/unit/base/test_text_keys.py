"""Text made comparable."""

import unicodedata

import pytest

from kstt_rules.base.text_keys import clean, fold, person_key, slug


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("Thuỷ", "Thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("tòan", "toàn"),
        ("Hùynh", "Huỳnh"),
        ("qúy", "quý"),
    ],
)
def test_tones_are_placed_one_way(written, kept):
    """Both placements of a tone give the same text."""
    assert clean(written) == kept


@pytest.mark.parametrize("text", ["hoàng", "hoạt", "quý", "quả", "khuỷu", "ngoằn ngoèo", "giặt", "thuở", "tòa án"])
def test_well_placed_tones_stay(text):
    """Syllables that carry their tone rightly are not touched."""
    assert clean(text) == text


def test_clean_text_is_nfc_with_single_spaces():
    """Decomposed letters, hard and doubled spaces, line breaks and invisible signs fall away."""
    assert clean(unicodedata.normalize("NFD", "  Nguyễn\u00a0Văn\n\u200bAn\ufeff ")) == "Nguyễn Văn An"


def test_clean_text_has_the_vietnamese_d():
    """The Icelandic and African letters that look like Đ become Đ."""
    assert clean("\u00d0ỗ \u0189ức \u00f0a") == "Đỗ Đức đa"


@pytest.mark.parametrize(
    ("one", "other"),
    [("NGUYỄN VĂN HOÀ", "Nguyễn  Văn Hòa"), ("\u00d0ỗ Thị Thuỷ", "Đỗ thị Thủy")],
)
def test_one_person_has_one_key(one, other):
    """Case, spaces, tone placement and look-alike letters do not make another person."""
    assert person_key(one) == person_key(other)


def test_accents_tell_persons_apart():
    """An and Ân are two people."""
    assert person_key("Trần Văn An") != person_key("Trần Văn Ân")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phòng/bộ phận", "phong bo phan"),
        ("VP-TK", "vp tk"),
        ("Họ và\n tên (*)", "ho va ten"),
        ("ĐIỆN THOẠI", "dien thoai"),
        ("\u00d0iện", "dien"),
        ("Số\u200b QĐ", "so qd"),
        ("✓", ""),
    ],
)
def test_folded_text_has_no_case_marks_or_signs(text, folded):
    """What remains are lower-case words with single spaces."""
    assert fold(text) == folded


def test_a_slug_joins_words_by_hyphens():
    """A unit without a code is known by such a slug."""
    assert slug("Sở Y tế") == "so-y-te"


@pytest.mark.parametrize(
    "written",
    [
        "Ông Nguyễn Văn An",
        "Đ/c Nguyễn Văn An",
        "Đồng chí: Nguyễn Văn An",
        "ThS. Nguyễn Văn An",
        "ThS.BS Nguyễn Văn An",
        "PGS.TS. Nguyễn Văn An",
        "BS.CKII Nguyễn Văn An",
        "Nguyễn Văn An, ThS.",
        "Nguyễn Văn An (ThS)",
        "Nguyễn Văn An - TS",
    ],
)
def test_honorifics_and_degrees_are_not_part_of_a_name(written):
    """Before or behind it, with or without dots."""
    assert person_key(written) == person_key("Nguyễn Văn An")


@pytest.mark.parametrize("name", ["Bàng Văn An", "Anh", "Bà", "Chị Na, Lê"])
def test_a_name_that_only_begins_like_an_honorific_is_kept(name):
    """Something must be left that can be a name."""
    assert person_key(name) in (name.casefold(), "na, lê")
