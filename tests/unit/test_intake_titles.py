"""What titles, names of bodies and lists of recipients say."""

import pytest

from kstt_rules.intake.titles import Titles, classify, classify_all
from kstt_rules.vocabulary import Choice, Label, TitleForms, base_vocabulary

CHOICES = base_vocabulary().choices
ROLES = Titles.of(CHOICES["role"])


@pytest.mark.parametrize(
    ("title", "kind", "role"),
    [
        ("Giám đốc", "so", "unit_leader"),
        ("P.GĐ", "so", "unit_leader"),
        ("Phó Giám đốc Sở", "so", "unit_leader"),
        ("Phó Chánh Thanh tra", "thanh_tra_tinh", "unit_leader"),
        ("Chánh Văn phòng", "so", "office_leader"),
        ("Phó CVP HĐND và UBND", "ubnd_huyen", "office_leader"),
        ("PTP", "so", "office_leader"),
        ("CVC", "so", "specialist"),
        ("Chuyên viên Văn phòng", "ubnd_huyen", "specialist"),
        ("PCT UBND", "ubnd_xa", "unit_leader"),
        ("Công chức VP-TK", "ubnd_xa", "office_clerk"),
        ("Tư pháp - Hộ tịch", "ubnd_xa", "outside"),
    ],
)
def test_a_title_shows_its_role_in_a_kind_of_unit(title, kind, role):
    """The phrases that begin it count, the longest first."""
    assert classify(title, ROLES, kind) == role


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Chủ tịch", "so"), ("Giám đốc", "ubnd_xa"), ("Phụ trách bộ phận", "so"), ("Chủ tịchx", "ubnd_xa"), ("", "so")],
)
def test_a_title_that_is_not_of_this_kind_of_unit_shows_nothing(title, kind):
    """It is left open, not guessed; a phrase matches whole words only."""
    assert classify(title, ROLES, kind) is None


def test_without_the_kind_of_unit_only_what_all_kinds_agree_on_counts():
    """A chuyên viên is a specialist in a Sở and outside the two posts in a commune."""
    assert classify("Giám đốc", ROLES, None) == "unit_leader"
    assert classify("Chuyên viên", ROLES, None) is None


def test_two_values_for_one_phrase_leave_it_open():
    """A shorter phrase does not decide instead."""
    label = Label(vi="nhãn", en="label")
    titles = Titles.of(
        {
            "one": Choice(label=label, titles=[TitleForms(phrases=["trưởng", "trưởng ban"])]),
            "two": Choice(label=label, titles=[TitleForms(phrases=["trưởng ban"])]),
        }
    )
    assert classify("Trưởng ban", titles, "so") is None
    assert classify("Trưởng phòng", titles, "so") == "one"


def test_a_set_without_titles_is_known_by_its_whole_written_forms():
    """A tier is "cấp tỉnh", not anything that begins so."""
    tiers = Titles.of(CHOICES["tier"])
    assert classify("Cấp tỉnh", tiers, None) == "tinh"
    assert classify("cấp tỉnh và huyện", tiers, None) is None


def test_a_vice_chair_who_signs_for_the_chair_is_told_from_one_who_does_not():
    """By the KT. in front."""
    posts = Titles.of(CHOICES["signer_post"])
    assert classify("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", posts, None) == "vice_chair_for_chair"
    assert classify("Phó Chủ tịch", posts, None) == "vice_chair"


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Sở Tư pháp; VP UBND tỉnh", ("department", "provincial_committee")),
        ("Sở Tư pháp và Văn phòng UBND tỉnh", ("department", "provincial_committee")),
        ("VP HĐND và UBND huyện", ("district_committee",)),
        ("Như trên;\nLưu: VT", ("other",)),
    ],
)
def test_every_part_of_a_list_counts(text, recipients):
    """Parts are divided by ; , và and line breaks."""
    assert classify_all(text, Titles.of(CHOICES["recipient"]), None) == recipients


@pytest.mark.parametrize("text", ["Sở Tư pháp; Ông An", ";", ""])
def test_a_list_with_an_unknown_part_is_unknown(text):
    """Otherwise a recipient that is there might be taken for missing."""
    assert classify_all(text, Titles.of(CHOICES["recipient"]), None) is None
