"""Reading and writing citations."""

from itertools import pairwise

import pytest

from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_numbers import padded_number

POINT = Provision(5, 1, "a")
ISSUED = "Quy chế ban hành kèm theo Quyết định số …/2021/QĐ-UBND của UBND tỉnh Bắc Giang"


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("điểm a khoản 1 Điều 5", POINT),
        ("Điểm a, Khoản 1, Điều 5", POINT),
        ("Điều 5 khoản 1 điểm a", POINT),
        ("Điều 5. Khoản 1. Điểm a.", POINT),
        ("điểm a) khoản 1 Điều 5", POINT),
        ("điểm a của khoản 1 Điều 5", POINT),
        ("điểm a khỏan 1 điều 05", POINT),
        ("Article 5, Clause 1, Point a", POINT),
        ("art_5__cl_1__pnt_a", POINT),
        ("5.1.a", POINT),
        ("5.1.a)", POINT),
        ("5.1.A", POINT),
        ("5.1", Provision(5, 1)),
        ("5", Provision(5)),
        ("khoản 3 Điều 7", Provision(7, 3)),
        ("Điều 2", Provision(2)),
        ("đoạn 2 điểm a khoản 3 Điều 6", Provision(6, 3, "a", 2)),
        ("6.3.a đoạn 2", Provision(6, 3, "a", 2)),
        ("6.3.a, đọan 2", Provision(6, 3, "a", 2)),
        ("6.3.a.đ2", Provision(6, 3, "a", 2)),
        ("6.3.đ", Provision(6, 3, "đ")),
        ("6.3.đ.đ2", Provision(6, 3, "đ", 2)),
        ("6.3.d", Provision(6, 3, "d")),
        ("art_6__cl_3__pnt_dd", Provision(6, 3, "đ")),
        ("art_6__cl_3__pnt_d", Provision(6, 3, "d")),
        ("điểm b Điều 4", Provision(4, None, "b")),
    ],
)
def test_reads_the_forms_that_people_write(text, provision):
    """Labels, short forms and ids name the same provision."""
    assert Provision.parse(text) == provision


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Điều 2", "quy_che"),
        ("Điều 2 Quy chế", "quy_che"),
        ("Điều 2 của Quy chế này", "quy_che"),
        (f"Điều 2 {ISSUED}", "quy_che"),
        (f"Điều 2, của {ISSUED}", "quy_che"),
        ("Điều 2 Quy chế kèm theo Quyết định 12/2021/QĐ-UBND", "quy_che"),
        ("Quy chế, Điều 2", "quy_che"),
        ("Điều 2 Quyết định", "quyet_dinh"),
        ("Điều 2 của Quyết định này", "quyet_dinh"),
        ("Điều 2 Quyết định số   /2021/QĐ-UBND", "quyet_dinh"),
        ("Điều 2 Quyết định 12/2021/QĐ-UBND của UBND tỉnh Bắc Giang", "quyet_dinh"),
        ("Điều 2 QĐ", "quyet_dinh"),
        ("Quyết định: Điều 2", "quyet_dinh"),
        ("QĐ Điều 2", "quyet_dinh"),
        ("QĐ 2", "quyet_dinh"),
        ("QĐ.2", "quyet_dinh"),
        ("Article 2 of the Decision", "quyet_dinh"),
        ("Article 2 of the Regulation", "quy_che"),
        ("qd__art_2", "quyet_dinh"),
    ],
)
def test_the_named_document_sets_the_part(text, part):
    """Quyết định and Quy chế tell apart the two articles of the same number."""
    assert Provision.parse(text) == Provision(2, part=part)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names no Điều"),
        ("Quyết định", "names no Điều"),
        ("điểm a khoản 1", "names no Điều"),
        ("điểm á khoản 1 Điều 5", "điểm á is not a letter such as a, đ, aa or a1"),
        ("5.1.ư", "điểm ư is not a letter"),
        ("điểm ab khoản 1 Điều 5", "điểm ab is not a letter"),
        ("điểm aaa khoản 1 Điều 5", "điểm aaa is not a letter"),
        ("điểm a0 khoản 1 Điều 5", "điểm a0 is not a letter"),
        ("khoản 1ab Điều 5", "'1ab' is not a number"),
        ("khoản 1ă Điều 5", "'1ă' is not a number"),
        ("Điều 0a", "'0a' is not a number from 1 to 999"),
        ("đoạn 2a điểm a Điều 5", "'2a' is not a number"),
        ("Điều 0", "Điều 0 is not between 1 and 999"),
        ("Điều 2021", "Điều 2021 is not between 1 and 999"),
        ("khoản a Điều 5", "'a' is not a number"),
        ("Điều 99999", "'99999' is not a number"),
        ("khoản 1 khoản 2 Điều 5", "khoản stands twice"),
        ("khoản 1 và khoản 2 Điều 5", "is not understood"),
        ("điểm a, b khoản 1 Điều 5", "is not understood"),
        ("Đ5 k1 a", "is not understood"),
        ("qd__5", "is not understood"),
        ("5 khoản 1", "is not understood"),
        ("khoản 1 Điều 5 Nghị định 09/2019/NĐ-CP", "is not understood"),
        ("Điều 2 Quyết định số 12/2021/QĐ-UBND khoản 1 Điều 3", "is not understood"),
        ("QĐ Điều 2 Quy chế", "both the Quyết định and the Quy chế"),
        ("Điều 5 " + "x" * 400, "longer than 400 characters"),
    ],
)
def test_says_why_a_text_names_no_provision(text, reason):
    """What is not one clear provision is refused with the reason and with the allowed forms."""
    with pytest.raises(CitationError, match=reason) as raised:
        Provision.parse(text)
    assert repr(text[:80]) in str(raised.value)
    assert '"điểm a khoản 1 Điều 5"' in str(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("điểm a", "it names no Điều"),
        ("QĐ Điều 2 Quy chế", "it names both the Quyết định and the Quy chế"),
        ("khoản 1000 Điều 5", "khoản 1000 is not between 1 and 999"),
        ("đoạn 0 Điều 5", "đoạn 0 is not between 1 and 999"),
        ("Điều 5 " + "abcde " * 9, f"{'abcde ' * 6 + 'abcd'!r} is not understood"),
    ],
)
def test_a_refusal_is_worded_whole(text, reason):
    """The message repeats what was written, says what is wrong with it, and shows the forms that are read."""
    with pytest.raises(CitationError) as raised:
        Provision.parse(text)
    assert str(raised.value) == (
        f"{text!r} names no provision: {reason}. Allowed are forms such as "
        '"điểm a khoản 1 Điều 5", "đoạn 2 điểm a khoản 3 Điều 6", "5.1.a", "art_5__cl_1__pnt_a", "Điều 2 Quyết định"'
    )


def test_a_text_of_the_greatest_length_is_read():
    """400 characters are read, and white space and stops around a citation are nothing."""
    assert Provision.parse("5.1.a." + " " * 393 + ".") == POINT


def test_a_provision_does_not_come_before_itself():
    """The order is strict."""
    assert not Provision(5, 1, "a") > POINT
    assert Provision(5, 1, "a") >= POINT


@pytest.mark.parametrize(
    ("provision", "vi", "en"),
    [
        (POINT, "điểm a khoản 1 Điều 5", "Article 5, Clause 1, Point a"),
        (Provision(7, 3), "khoản 3 Điều 7", "Article 7, Clause 3"),
        (
            Provision(6, 3, "đ", 2),
            "đoạn 2 điểm đ khoản 3 Điều 6",
            "Article 6, Clause 3, Point đ, Paragraph 2",
        ),
        (Provision(2, part="quyet_dinh"), "Điều 2 Quyết định", "Article 2 of the Decision"),
    ],
)
def test_is_written_for_readers(provision, vi, en):
    """Officials read the innermost level first in Vietnamese, and the article first in English."""
    assert provision.vi == vi
    assert provision.en == en


@pytest.mark.parametrize(
    ("provision", "identifier", "key"),
    [
        (POINT, "art_5__cl_1__pnt_a", "5.1.a"),
        (Provision(6, 3, "đ", 2), "art_6__cl_3__pnt_dd__para_2", "6.3.đ.đ2"),
        (Provision(2, part="quyet_dinh"), "qd__art_2", "QĐ.2"),
    ],
)
def test_is_written_for_programs(provision, identifier, key):
    """The id is ASCII; the key is the short form that rule ids use."""
    assert provision.id == identifier
    assert provision.key == key


def test_is_written_in_capitals_for_official_letters():
    """The capitalised form begins every level with a capital."""
    assert Provision(6, 3, "a", 2).vi_capitalised == "Đoạn 2 Điểm a Khoản 3 Điều 6"
    assert Provision(2, part="quyet_dinh").vi_capitalised == "Điều 2 Quyết định"


def test_sorts_as_printed():
    """The decision comes first, numbers sort as numbers, đ after d, and a parent before its children."""
    printed = ["QĐ.1", "QĐ.3", "2", "6", "6.1", "6.1.a", "6.1.d", "6.1.đ", "6.2", "6.3.a", "6.3.a.đ1", "6.10"]
    assert all(first < second for first, second in pairwise(map(Provision.parse, printed)))


def test_points_sort_in_the_official_alphabet():
    """Points sort as official texts letter them."""
    points = [Provision(1, 1, letter) for letter in "abcdđeghiklmnopqrstuvxy"]
    assert all(first < second for first, second in pairwise(points))


@pytest.mark.parametrize(
    ("text", "provision", "identifier", "key"),
    [
        ("Điều 12a", Provision("12a"), "art_12a", "12a"),
        ("KHOẢN 01A ĐIỀU 12Đ", Provision("12đ", "1a"), "art_12dd__cl_1a", "12đ.1a"),
        ("điểm a1 khoản 1 Điều 5", Provision(5, 1, "a1"), "art_5__cl_1__pnt_a1", "5.1.a1"),
        ("điểm đ1 khoản 1 Điều 5", Provision(5, 1, "đ1"), "art_5__cl_1__pnt_dd1", "5.1.đ_1"),
        ("điểm dd khoản 1 Điều 5", Provision(5, 1, "dd"), "art_5__cl_1__pnt_d_d", "5.1.dd"),
        ("điểm đđ khoản 1 Điều 5", Provision(5, 1, "đđ"), "art_5__cl_1__pnt_dd_dd", "5.1.đđ"),
        ("Point f, Clause 2, Article 5", Provision(5, 2, "f"), "art_5__cl_2__pnt_f", "5.2.f"),
    ],
)
def test_what_was_put_in_later_is_cited_too(text, provision, identifier, key):
    """Numbers with a letter and letters with a number have an id and a short form like the others."""
    assert Provision.parse(text) == provision
    assert (provision.id, provision.key) == (identifier, key)
    assert not provision.is_plain


def test_what_was_put_in_later_sorts_after_its_own_number():
    """1a stands between 1 and 2, a1 between a and b, and doubled letters after all single ones."""
    clauses = [Provision(5), Provision(5, 1), Provision(5, "1a"), Provision(5, "1đ"), Provision(5, 2), Provision("5a")]
    assert all(first < second for first, second in pairwise(clauses))
    points = [Provision(5, 1, letter) for letter in ("a", "a1", "a10", "b", "e", "f", "g", "z", "aa", "bb")]
    assert all(first < second for first, second in pairwise(points))


def test_names_of_files_have_two_digits():
    """The number of an article keeps its letter there."""
    assert [padded_number(number) for number in (5, "5a", 12, "12b", 120)] == ["05", "05a", "12", "12b", "120"]


def test_parents_lead_up_to_the_article():
    """Each level's parent drops the innermost level that is there, and an article has none."""
    paragraph = Provision(6, 3, "a", 2, part="quyet_dinh")
    assert paragraph.parent == Provision(6, 3, "a", part="quyet_dinh")
    assert paragraph.parent.parent == Provision(6, 3, part="quyet_dinh")
    assert paragraph.parent.parent.parent == Provision(6, part="quyet_dinh")
    assert Provision(6).parent is None
    assert Provision(6, None, "a").parent == Provision(6)


def test_contains_itself_and_what_lies_within():
    """An article contains its clauses and points, but not those of the other part or another clause."""
    assert Provision(5).contains(POINT)
    assert POINT.contains(POINT)
    assert not POINT.contains(Provision(5, 1))
    assert not Provision(5, 2).contains(POINT)
    assert not Provision(5, part="quyet_dinh").contains(POINT)
    assert not Provision(5, None, "a").contains(POINT)


@pytest.mark.parametrize(
    "fields",
    [(0,), (5, 0), (5, 1, "a", 1000), (5, 1, "ab"), (5, 1, "A"), (5, 1, ""), ("5", 1), (5, "1aa"), (5, 1, "a", "2a")],
)
def test_a_provision_out_of_range_cannot_be_made(fields):
    """The constructor refuses numbers and letters that no citation could carry."""
    with pytest.raises(CitationError):
        Provision(*fields)


def test_does_not_compare_with_other_types():
    """Ordering against something that is no provision is a type error."""
    with pytest.raises(TypeError):
        sorted([POINT, "5.1.a"])
