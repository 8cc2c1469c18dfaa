"""What titles, names of bodies and lists of recipients say."""

import pytest

from kstt_rules.intake.values.posts import Beside, classify_posts
from kstt_rules.intake.values.titles import Titles, classify, likely_title
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Choice, Label, TitleForms

CHOICES = base_vocabulary().choices
ROLES = Titles.of(CHOICES["role"])
BESIDE = Beside.of(CHOICES["post_beside_the_role"])

LEADERS = """Giám đốc; GĐ; Phó Giám đốc; PGĐ; P.GĐ; Phó GĐ Sở; P. Giám đốc; Quyền Giám đốc; Giám đốc Sở Y tế;
Trưởng ban; Phó Trưởng ban; Chánh Thanh tra; CTTr; Phó Chánh Thanh tra; P.CTTr; Phó CTTr"""
OFFICE_LEADERS = """Chánh Văn phòng; Chánh VP; CVP; Phó Chánh Văn phòng; Phó Chánh VP; Phó CVP; P.CVP; PCVP;
P. Chánh Văn phòng; Phó Chánh Văn phòng Sở; Quyền Chánh Văn phòng"""
EQUIVALENTS = """Trưởng phòng HC-TH; Trưởng phòng; TP; Phó Trưởng phòng; PTP; P.TP; P. Trưởng phòng; TP HC-TH;
TP. Hành chính - Tổng hợp; Trưởng phòng Tổ chức - Hành chính"""
DISTRICT_OFFICE = "Chánh VP HĐND-UBND; Phó CVP HĐND và UBND; Chánh Văn phòng HĐND và UBND huyện; PCVP HĐND&UBND"
SPECIALISTS = "Chuyên viên; CV; CVC; Chuyên viên chính; Cán sự; CS; Chuyên viên Văn phòng; CV VP; CV. VP; CVCC"
CHAIRS = "Chủ tịch; CT; CT UBND; Phó Chủ tịch; PCT; PCT UBND; P.CT; Phó CT; Chủ tịch UBND; P. Chủ tịch; Q. Chủ tịch"
CLERKS = """Văn phòng - Thống kê; VP-TK; VPTK; VP - TK; Công chức VP-TK; CC VP-TK; Công chức Văn phòng – Thống kê;
Công chức VPTK"""
OTHER_POSTS = """Tư pháp - Hộ tịch; TPHT; TP-HT; VHXH; VH-XH; TCKT; Công chức Tư pháp - Hộ tịch; Địa chính - Xây dựng;
Chủ tịch HĐND; PCT HĐND; Phó Chủ tịch Hội Nông dân; Trưởng Công an; Chủ tịch UBMTTQ; Phó Chủ tịch UB MTTQ xã;
Chủ tịch Ủy ban Mặt trận Tổ quốc"""
POSTS_OF_OTHER_BODIES = """Chánh Thanh tra Sở; Phó Chánh Thanh tra Sở Y tế; Giám đốc Trung tâm;
Phó Giám đốc Trung tâm Y tế; PGĐ Trung tâm; Giám đốc Bệnh viện đa khoa; Kế toán trưởng;
Chi cục trưởng Chi cục Kiểm lâm"""
HEADS_OF_THE_BODY = """Giám đốc Sở; Phó Giám đốc Sở Y tế; Giám đốc (phụ trách chung); Giám đốc - Bí thư Đảng ủy;
GĐ, Bí thư; Phó Giám đốc Thường trực; Phó Giám đốc phụ trách"""
HEADS_OF_COMMITTEES = """Chủ tịch UBND xã Tam Tiến; Phó Chủ tịch phường; PCT UBND thị trấn; Chủ tịch (Bí thư);
P.CT xã; Phó Chủ tịch Thường trực; Chủ tịch Ủy ban nhân dân"""
FORMS = [
    *(("so", "unit_leader", forms) for forms in [LEADERS]),
    *(("so", "office_leader", forms) for forms in [OFFICE_LEADERS, EQUIVALENTS]),
    *((kind, "specialist", SPECIALISTS) for kind in ["so", "vp_ubnd_tinh", "ubnd_huyen"]),
    ("vp_ubnd_tinh", "office_leader", OFFICE_LEADERS),
    ("ubnd_huyen", "office_leader", f"{OFFICE_LEADERS}; {DISTRICT_OFFICE}"),
    ("ubnd_huyen", "outside", "Trưởng phòng; TP; Phó Trưởng phòng; Trưởng phòng Tư pháp; Chủ tịch HĐND; Lái xe"),
    *((kind, "unit_leader", f"{CHAIRS}; {HEADS_OF_COMMITTEES}") for kind in ["ubnd_huyen", "ubnd_xa"]),
    ("so", "unit_leader", HEADS_OF_THE_BODY),
    ("so", "outside", POSTS_OF_OTHER_BODIES),
    ("thanh_tra_tinh", "unit_leader", "Chánh Thanh tra tỉnh; Phó Chánh Thanh tra tỉnh; P. Chánh Thanh tra"),
    ("ban_dan_toc", "unit_leader", "Trưởng ban Dân tộc; Phó Trưởng ban Dân tộc tỉnh"),
    ("bql_kcn", "unit_leader", "Trưởng ban Quản lý các KCN; Phó Trưởng ban Quản lý các Khu công nghiệp; Trưởng ban"),
    ("ubnd_huyen", "outside", "Chánh Thanh tra huyện; Giám đốc Trung tâm Văn hóa; Chủ tịch UBMTTQ huyện"),
    ("ubnd_xa", "office_clerk", CLERKS),
    ("ubnd_xa", "outside", OTHER_POSTS),
]


def role(title, kind):
    """Return the role that a title shows in a unit of a kind."""
    return classify_posts(title, ROLES, BESIDE, kind)


def each(forms):
    """Return the titles of a list."""
    return [" ".join(title.split()) for title in forms.split(";")]


@pytest.mark.parametrize(
    ("title", "kind", "expected"), [(title, kind, value) for kind, value, forms in FORMS for title in each(forms)]
)
def test_a_title_shows_its_role_in_a_kind_of_unit(title, kind, expected):
    """The phrases that begin it count, the longest first, so that a deputy is told from the head."""
    assert role(title, kind) == expected
    assert role(title.upper(), kind) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *(("CV số 12/UBND-NC", kind) for kind in ("so", "ubnd_huyen", "vp_ubnd_tinh")),
        *((title, "so") for title in ("CV 123/SYT", "TP Bắc Giang", "TP. Bắc Giang", "TP Tư pháp", "TB", "TB 15/TB")),
        *((title, "ubnd_xa") for title in ("CT 12/CT-UBND", "TP", "CV", "TB", "Văn phòng", "TP Bắc Giang")),
        *((title, "so") for title in ("Chủ tịch", "Phụ trách bộ phận", "Nguyên Giám đốc", "Công chức", "CS 2", "")),
        ("Giám đốc", "ubnd_xa"),
        *((title, "ubnd_xa") for title in ("Chuyên viên", "Cán sự")),
        *((title, "so") for title in ("Giám đốc Nhà máy", "Phó Giám đốc Công ty A", "Chánh Văn phòng Điều phối")),
        *((title, "ubnd_xa") for title in ("Chủ tịch Hợp tác xã", "Chủ tịch danh dự")),
        ("Chủ tịchx", "ubnd_xa"),
        ("Chánh Văn phòng", "ubnd_xa"),
        ("Giám đốc", "ubnd_huyen"),
    ],
)
def test_what_is_no_title_of_this_kind_of_unit_shows_nothing(title, kind):
    """An abbreviation may be an official letter, a city or another body; it is left open, not guessed."""
    assert role(title, kind) is None


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("Phó CT UBND kiêm Chánh VP HĐND&UBND", "ubnd_huyen", None),
        ("Phó Giám đốc kiêm Chánh Văn phòng", "so", None),
        ("Phó Giám đốc kiêm Phó Giám đốc Trung tâm", "so", "unit_leader"),
        ("Chuyên viên kiêm phụ trách văn phòng", "so", None),
        ("Chánh Văn phòng, Chuyên viên", "so", None),
        ("Chánh Văn phòng, Sở Y tế", "so", "office_leader"),
        ("Bí thư Đảng ủy, Chủ tịch UBND xã", "ubnd_xa", "unit_leader"),
        ("Phó Bí thư Đảng ủy - Chủ tịch UBND", "ubnd_xa", "unit_leader"),
        ("Phó Bí thư kiêm Chủ tịch UBND", "ubnd_xa", "unit_leader"),
        ("Chủ tịch HĐND kiêm Chủ tịch UBND", "ubnd_xa", None),
        ("Bí thư Đảng ủy", "ubnd_xa", None),
    ],
)
def test_posts_held_together_must_show_one_role(title, kind, expected):
    """Two roles, or one that is not understood, leave the title open; a post in the Party says nothing."""
    assert role(title, kind) == expected


@pytest.mark.parametrize(
    ("title", "likely"),
    [
        ("Chuyên vieen", "chuyên viên"),
        ("Chánh Văn phòg", "chánh văn phòng"),
        ("Gíam đôcs Sở", "giám đốc"),
        ("Phó Chủ tịhc", "phó chủ tịch"),
        ("Nguyên Giám đốc", None),
        ("Giám đốc", None),
        ("TX", None),
        ("Kế hoạch", None),
        ("", None),
    ],
)
def test_a_misspelled_title_is_told_and_not_accepted(title, likely):
    """One letter in ten may be wrong; a title that is known in other kinds of unit is not misspelled."""
    assert likely_title(title, ROLES) == likely
    assert likely is None or role(title, None) is None


def test_without_the_kind_of_unit_only_what_all_kinds_agree_on_counts():
    """The head of a division leads an office in a Sở and is outside the roles in a district."""
    assert classify("Giám đốc", ROLES, None) == "unit_leader"
    assert classify("Trưởng phòng", ROLES, None) is None


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
