"""What a decision says that it approves, and the district with whose name a title ends."""

import pytest

from kstt_rules.intake.values.scopes import foreign_district, read_scope

BOTH, COMMUNES, DISTRICT = "huyen_xa", "xa", "huyen"


@pytest.mark.parametrize(
    ("text", "scope", "place"),
    [
        ("toàn huyện Yên Thế", BOTH, "huyen yen the"),
        ("Toàn thành phố", BOTH, None),
        ("cả huyện", BOTH, None),
        ("cấp huyện, cấp xã", BOTH, None),
        ("Danh sách cấp huyện và cấp xã", BOTH, None),
        ("UBND huyện Yên Thế và các xã, thị trấn", BOTH, "huyen yen the"),
        ("UBND H. Yên Thế và 18 xã", BOTH, "h yen the"),
        ("UBND huyện và UBND các xã", BOTH, None),
        ("huyện Yên Thế (cấp huyện, cấp xã)", BOTH, "huyen yen the"),
        ("cấp xã", COMMUNES, None),
        ("các phường", COMMUNES, None),
        ("xã, phường, thị trấn", COMMUNES, None),
        ("Tất cả các xã, thị trấn", COMMUNES, None),
        ("21 xã, thị trấn", COMMUNES, None),
        ("cấp xã huyện Yên Thế", COMMUNES, "huyen yen the"),
        ("UBND các xã, phường thuộc thành phố Bắc Giang", COMMUNES, "thanh pho bac giang"),
        ("UBND cấp huyện", DISTRICT, None),
        ("TX VIỆT YÊN", DISTRICT, "tx viet yen"),
    ],
)
def test_a_scope_is_read_with_the_district_that_it_names(text, scope, place):
    """In the words that offices use, in any order and case."""
    assert read_scope(text) == (scope, place)
    assert read_scope(text.upper()) == (scope, place)


@pytest.mark.parametrize(
    "text",
    [
        "Xã Tam Tiến",
        "Xã Tam Tiến, xã Phúc Sơn",
        "các xã lân cận",
        "các xã: Tam Tiến, Phúc Sơn",
        "từ xã Tam Tiến đến xã Phúc Sơn",
        "Xã Tam Tiến và các xã khác",
        "UBND huyện Yên Thế; UBND huyện Lục Nam",
        "cấp tỉnh",
        "Sở Y tế",
        "",
    ],
)
def test_what_is_not_understood_as_a_whole_states_no_scope(text):
    """It may say less, or more, than a part of it does."""
    assert read_scope(text) is None


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Chủ tịch UBND huyện Lục Nam", "huyện Lục Nam"),
        ("CHÁNH VP HĐND VÀ UBND HUYỆN LỤC NAM", "HUYỆN LỤC NAM"),
        ("Chủ tịch UBND huyện", None),
        ("Chủ tịch UBND huyện, thành phố", None),
        ("Chủ tịch UBND huyện (đã ký)", None),
        ("Chủ tịch UBND huyện Nguyễn Văn An", None),
        ("Chủ tịch UBND huyện Lê An", None),
        ("Chủ tịch UBND tỉnh", None),
    ],
)
def test_a_district_at_the_end_is_no_person_and_no_remark(text, district):
    """Two capitalised words that begin no family name."""
    assert foreign_district(text) == district
