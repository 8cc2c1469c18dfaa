"""Text of the fonts of TCVN3 and VNI."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.intake import read_dossier
from kstt_rules.intake.files.old_encodings import (
    _TCVN3_LETTERS,
    _TCVN3_SIGNS,
    _VNI_ALONE,
    _VNI_BEHIND,
    decoded,
    from_tcvn3,
    from_vni,
    is_syllable,
)
from kstt_rules.model.read_vocabulary import base_vocabulary

TCVN3 = {
    "Hä vµ tªn": "Họ và tên",
    "§¬n vÞ": "Đơn vị",
    "Chøc vô": "Chức vụ",
    "NguyÔn V¨n An": "Nguyễn Văn An",
    "V­¬ng ThÞ Thuý Hång": "Vương Thị Thuý Hồng",
    "NGUYÔN THÞ HåNG": "NGUYỄN THỊ HỒNG",
    "Tr­ëng phßng Tæ chøc - Hµnh chÝnh": "Trưởng phòng Tổ chức - Hành chính",
    "UBND x· Phóc S¬n": "UBND xã Phúc Sơn",
    "Së Y tÕ": "Sở Y tế",
}
VNI = {
    "Hoï vaø teân": "Họ và tên",
    "Ñôn vò": "Đơn vị",
    "Chöùc vuï": "Chức vụ",
    "Nguyeãn Vaên An": "Nguyễn Văn An",
    "Vöông Thò Thuyù Hoàng": "Vương Thị Thuý Hồng",
    "NGUYEÃN THÒ HOÀNG": "NGUYỄN THỊ HỒNG",
    "Tröôûng phoøng Toå chöùc": "Trưởng phòng Tổ chức",
    "UBND xaõ Phuùc Sôn": "UBND xã Phúc Sơn",
    "Sôû Y teá": "Sở Y tế",
}
FOREIGN = ["José Müller", "Loïc", "§ 5", "30 °C", "½ · 5 µm"]
UNICODE = [*TCVN3.values(), "Đắk Lắk", "Krông Nô", "ĐOÀN THỊ VÒ", "Lò Vò", *FOREIGN]
SYLLABLES = st.sampled_from(
    sorted({word for text in TCVN3.values() for word in text.split()} | {"ý", "ở", "quyền", "khuỷu", "giặt", "nghiêng"})
)


def texts(rows):
    """Return the cells of a column as it was turned into Unicode."""
    return [row[0] for row in decoded([[cell] for cell in rows]).rows]


@pytest.mark.parametrize(("old", "new"), TCVN3.items())
def test_tcvn3_is_turned_into_unicode(old, new):
    """Capitals with marks have the codes of small letters."""
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_vni_is_turned_into_unicode(old, new):
    """Marks stand behind their letters."""
    assert from_vni(old) == new


@pytest.mark.parametrize(("table", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_a_sheet_of_old_text_is_recognised(table, name):
    """All of it is turned, and the cells counted; numbers and plain text stay."""
    found = decoded([[text, 1.0, "An", None] for text in table])
    assert [row[0] for row in found.rows] == list(table.values())
    assert {tuple(row[1:]) for row in found.rows} == {(1.0, "An", None)}
    assert (found.encoding, found.cells) == (name, len(table))


def test_text_that_may_be_either_goes_with_its_column():
    """Vò is Vũ in TCVN3: below old text it is turned, beside Unicode it stays."""
    assert texts(["Họ và tên", "NguyÔn V¨n An", "Vò"]) == ["Họ và tên", "Nguyễn Văn An", "Vũ"]
    assert texts(["NguyÔn V¨n An", "Vò", "Đỗ Văn Ba"]) == ["Nguyễn Văn An", "Vò", "Đỗ Văn Ba"]


@pytest.mark.parametrize("encoding", [[], ["NguyÔn V¨n An", "§¬n vÞ"]])
def test_unicode_is_never_touched(encoding):
    """Not foreign or highland names, not signs; also not beside old text."""
    assert texts([*encoding, *UNICODE])[len(encoding) :] == UNICODE


def test_one_odd_word_is_not_enough():
    """A sheet must hold several before any is turned."""
    assert texts(["NguyÔn", "An"]) == ["NguyÔn", "An"]


@given(st.lists(st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8))
def test_no_proper_text_is_damaged(rows):
    """Whatever words of the language stand together."""
    assert texts(rows) == rows


@given(st.lists(SYLLABLES, min_size=2, max_size=5))
def test_tables_lead_back(words):
    """What is written by a table is read by it; the fonts of TCVN3 have no capitals with marks but seven."""
    text = " ".join(words).lower()
    assert from_tcvn3(text.translate(str.maketrans(_TCVN3_LETTERS, _TCVN3_SIGNS))) == text
    assert from_vni("".join(map(vni, text))) == text


def vni(letter):
    """Return a letter as VNI writes it."""
    alone = {new: old for old, new in _VNI_ALONE.items()}
    return alone.get(letter) or next(
        (
            base + sign
            for base in "aeouyôö"
            for sign in _VNI_BEHIND
            if letter != base and from_vni(base + sign) == letter
        ),
        letter,
    )


def test_syllables_are_known_by_how_they_are_built():
    """A stop at the end needs its tone, and q its u."""
    assert all(map(is_syllable, re.findall(r"\w+", "quyết định giếng nghiêng Thuỷ khuỷu ươn được gì")))
    assert not any(map(is_syllable, ("viêt", "qán", "Krông", "Jut", "hậậ", "gnôi")))
    assert is_syllable("viêt", strict=False)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize(("table", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_a_file_of_old_text_is_read_and_said_to_be_old(tmp_path, table, name, encoding):
    """As bytes of the font or as the Latin letters that they look like."""
    unit, person, title = (next(old for old, new in table.items() if new == text) for text in HEADERS)
    body = next(old for old, new in table.items() if new == "Sở Y tế")
    (tmp_path / "cong-chuc-dau-moi.csv").write_text(f"{unit},{person},{title}\n{body},An,CV\n", encoding=encoding)
    dossier = read_dossier([tmp_path], base_vocabulary())
    assert dossier.tables["officer"].frame[["unit", "name"]].values.tolist() == [["so-y-te", "An"]]
    assert dossier.tables["unit"].frame["name"].tolist() == ["Sở Y tế"]
    assert [(reject.reason, name in reject.message.vi) for reject in dossier.rejects] == [("old_encoding", True)]


HEADERS = ("Đơn vị", "Họ và tên", "Chức vụ")
