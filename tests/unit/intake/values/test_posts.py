"""Which role a title shows beside other bodies, posts of the Party and manners of holding a post, in two packs."""

import pytest

from kstt_rules.intake.values.posts import Beside, classify_posts
from kstt_rules.intake.values.titles import Titles
from kstt_rules.pack.load import load_pack

PACKS = ["bac-giang-2021", "example-two-tier"]
WORDS = {pack: load_pack(pack).vocabulary.choices for pack in PACKS}
ROLES = {pack: Titles.of(choices["role"]) for pack, choices in WORDS.items()}
BESIDE = {pack: Beside.of(choices["post_beside_the_role"]) for pack, choices in WORDS.items()}

CHAIRS = """Q. Chủ tịch UBND; Quyền Chủ tịch; Phụ trách Chủ tịch UBND; Phó Chủ tịch phụ trách; Chủ tịchUBND xã;
Phó Chủ tịch UBND phụ trách Văn hóa - Xã hội; Phó Bí thư Đảng ủy - Chủ tịch UBND; PBT ĐU - CT UBND;
P. Bí thư, P.CT UBND; Chủ tịch UBND, Bí thư Đảng ủy; Phó Chủ tịch UBND - Trưởng Công an; Chủ tịch thị trấn Nham Biền;
Phó Bí thưThường trực, Chủ tịch UBND; Đảng ủy viên, Phó Chủ tịch UBND; Chủ tịch UBND đặc khu"""
POSTS_OF_OTHERS = """Phó Chủ tịch Thường trực HĐND; Chủ tịch Ủy ban MTTQ Việt Nam xã; Cán bộ Hội LHPN; CT.HĐND;
Phó Chủ tịch Liên đoàn Lao động; Phó Chủ tịch (HĐND); Phó Chủ tịch UBMTTQVN; Trưởng ban Pháp chế HĐND"""
OF_A_COMMUNE = """Trạm trưởng Trạm Y tế; Phó Trưởng Công an; Hiệu trưởng trường THCS; Trưởng phòng Kinh tế;
Chuyên viên UBMTTQVN xã"""
OF_A_DISTRICT_OFFICE = """Chánh VP HĐND & UBND huyện; Chánh VP HĐND, UBND huyện; HUV, Chánh Văn phòng HĐND và UBND;
Ủy viên UBND, Chánh VP HĐND-UBND; Huyện ủy viên - Chánh VP; Phó Chánh VP HĐND-UBND"""
HEADS = """TUV, Giám đốc Sở Y tế; Tỉnh ủy viên - Giám đốc; Ủy viên TW Đảng, Giám đốc; Giám đốcSở Y tế;
Ủy viên dự khuyết BCH Trung ương Đảng, Giám đốc; Phó Giám đốc phụ trách Sở; Q.Giám đốc"""
OPEN_AT_A_COMMUNE = """Bí thư Đảng ủy; Chủ tịch HĐND - Chủ tịch UBND; Giám đốc HTX; Phó Bí thưThường trực; Trưởng ban
Dân vận"""
OPEN_AT_A_DISTRICT = """Chánh Văn phòng Huyện ủy; Phó Chánh Văn phòng Huyện ủy; Chuyên viên Văn phòng Huyện ủy;
Chuyên viên Phòng Tư pháp; Chánh Văn phòng - Phó Chủ tịch"""
OPEN_AT_A_DEPARTMENT = """Chánh Văn phòng Đảng ủy; Phó Giám đốc phụ trách Trung tâm; Chuyên viên Chi cục Kiểm lâm;
Công chức thừa hành; TP Bắc Giang"""
TWO_TIER_OFFICE = """Q. Chánh Văn phòng; Chánh Văn phòng HĐND và UBND xã; Phó Chánh Văn phòng HĐND&UBND phường;
Chuyên viên Văn phòng HĐND và UBND; CVP"""
TWO_TIER_CENTRE = """Giám đốc Trung tâm Phục vụ hành chính công; PGĐ Trung tâm Phục vụ HCC;
Phó Giám đốc Trung tâm PVHCC; Công chức Trung tâm Phục vụ hành chính công; Giám đốc TT PVHCC"""
OPEN_AT_A_TWO_TIER_COMMUNE = """Chánh Văn phòng Đảng ủy; Chuyên viên Văn phòng Đảng ủy; Giám đốc Trung tâm Y tế;
Văn thư; Phó Chủ tịch UBND phường, Giám đốc Trung tâm Phục vụ hành chính công"""
SHOWN = [
    *((pack, kind, "unit_leader", CHAIRS) for pack in PACKS for kind in ("ubnd_xa", "ubnd_huyen")),
    *((pack, kind, "outside", POSTS_OF_OTHERS) for pack in PACKS for kind in ("ubnd_xa", "ubnd_huyen")),
    *((pack, "ubnd_xa", "outside", OF_A_COMMUNE) for pack in PACKS),
    *((pack, "ubnd_xa", None, OPEN_AT_A_COMMUNE) for pack in PACKS),
    *((pack, "so", None, OPEN_AT_A_DEPARTMENT) for pack in PACKS),
    *((pack, "so", "unit_leader", HEADS) for pack in PACKS),
    ("bac-giang-2021", "ubnd_huyen", "office_leader", OF_A_DISTRICT_OFFICE),
    ("bac-giang-2021", "ubnd_huyen", None, OPEN_AT_A_DISTRICT),
    ("bac-giang-2021", "so", "office_leader", "Phó Trưởng phòngTổ chức; Chủ tịch Công đoàn, Chánh Văn phòng"),
    ("bac-giang-2021", "so", "outside", "Giám đốc Trung tâm Y tế; Phó Chánh Thanh tra Sở; Kế toán + Văn thư"),
    ("bac-giang-2021", "ubnd_xa", "outside", "Văn thư; Thủ quỹ"),
    ("bac-giang-2021", "ubnd_xa", "office_clerk", "Công chức VP-TK kiêm Văn thư; Văn phòng – Thống kê"),
    ("example-two-tier", "ubnd_xa", "commune_office", TWO_TIER_OFFICE),
    ("example-two-tier", "ubnd_xa", "service_centre", TWO_TIER_CENTRE),
    ("example-two-tier", "ubnd_xa", None, OPEN_AT_A_TWO_TIER_COMMUNE),
    ("example-two-tier", "so", "legal_officer", "Trưởng phòng Pháp chế"),
]


@pytest.mark.parametrize(
    ("pack", "kind", "expected", "title"),
    [
        (pack, kind, expected, " ".join(title.split()))
        for pack, kind, expected, forms in SHOWN
        for title in forms.split(";")
    ],
)
def test_a_title_shows_a_role_of_the_unit_only(pack, kind, expected, title):
    """Another body's name behind a head makes it another post; what stands beside the role does not."""
    assert classify_posts(title, ROLES[pack], BESIDE[pack], kind) == expected
