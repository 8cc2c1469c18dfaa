"""Who approves which list: the decision in force, its authorities held together, and the communes that it covers."""

from datetime import date

import pandas as pd
import pytest
from verdicts import judged, said

from kstt_rules.model.outcomes import Severity, Verdict

UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "h2", "name": "UBND huyện Lục Nam", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "x2", "name": "UBND xã Phúc Sơn", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
        {"id": "x3", "name": "UBND xã Phúc Sơn", "tier": "xa", "kind": "ubnd_xa", "parent": "h2"},
    ]
)
OFFICERS = pd.DataFrame([{"unit": unit, "name": f"Lê {unit}", "role": "unit_leader"} for unit in UNITS["id"]])
OF_PROVINCE = {"signer_title": "Chủ tịch", "issuer_name": "UBND tỉnh", "proposer_title": "Chánh Văn phòng UBND tỉnh"}
OF_DISTRICT = {"signer_title": "Chủ tịch", "issuer_name": "UBND huyện Yên Thế", "proposer_title": "Chánh VP HĐND-UBND"}
DAY = date(2021, 9, 1)


def approved(*rows, units=UNITS, officers=OFFICERS):
    """Audit decisions; each has a number and a day of its own unless it says so."""
    given = [
        {"decision_number": f"{number}/QĐ", "decided_on": DAY, "sent_on": DAY} | row
        for number, row in enumerate(rows, 1)
    ]
    return judged({"unit": units, "officer": officers, "approval": pd.DataFrame(given)})


@pytest.mark.parametrize(
    ("title", "issuer", "outcomes"),
    [
        ("Chủ tịch", "UBND tỉnh", set()),
        ("Chủ tịch UBND tỉnh", None, set()),
        ("CT UBND tỉnh Bắc Giang", "UBND tỉnh Bắc Giang", set()),
        ("KT. Chủ tịch, Phó Chủ tịch UBND tỉnh", None, set()),
        ("Chủ tịch UBND huyện Yên Thế", "UBND tỉnh", {"violation"}),
        ("Chủ tịch UBND xã Tam Tiến", "UBND tỉnh", {"violation"}),
        ("Chủ tịch huyện Yên Thế", None, {"violation"}),
        ("Chủ tịch HĐND tỉnh", "UBND tỉnh", {"violation"}),
        ("Giám đốc Sở Y tế", "UBND tỉnh", {"violation"}),
        ("Chủ tịch", "Sở Y tế", {"violation"}),
        ("Chủ tịch", None, {"undetermined"}),
    ],
)
def test_the_title_and_the_issuing_body_of_a_provincial_list_name_one_authority(title, issuer, outcomes):
    """A title of another authority is a breach even where the issuing body is right; a blank body takes the title."""
    row = OF_PROVINCE | {"unit": "so-a", "signer_title": title, "issuer_name": issuer}
    assert said(approved(row), "4.1", "so-a") == outcomes


@pytest.mark.parametrize("unit", ["h1", "x1"])
@pytest.mark.parametrize(
    ("title", "issuer", "outcomes"),
    [
        ("Chủ tịch UBND huyện Yên Thế", None, set()),
        ("Chủ tịch UBND huyện", "UBND huyện Yên Thế", set()),
        ("PCT UBND huyện Yên Thế ký thay", "UBND huyện Yên Thế", {"review"}),
        ("Chủ tịch UBND huyện Lục Nam", "UBND huyện Yên Thế", {"violation"}),
        ("Chủ tịch UBND huyện Hiệp Hòa", "UBND huyện Yên Thế", {"violation"}),
        ("Chủ tịch", "UBND huyện Lục Nam", {"violation"}),
        ("Chủ tịch UBND xã Tam Tiến", None, {"violation"}),
        ("Chủ tịch UBND tỉnh", "UBND huyện Yên Thế", {"violation"}),
        ("Chủ tịch UBND huyện Nguyễn Văn", "UBND huyện Yên Thế", set()),
    ],
)
def test_the_title_and_the_issuing_body_of_a_district_list_name_the_own_district(unit, title, issuer, outcomes):
    """Another district is another authority, whether or not the register has it; a person's name is no district."""
    row = OF_DISTRICT | {"unit": unit, "signer_title": title, "issuer_name": issuer}
    assert said(approved(row), "4.2", unit) == outcomes


@pytest.mark.parametrize(
    ("proposer", "outcomes"),
    [
        ("Chánh VP HĐND-UBND", set()),
        ("Chánh VP HĐND và UBND huyện Yên Thế", set()),
        ("Chánh Văn phòng HĐND-UBND huyện Yên Thế", set()),
        ("Chánh VP HĐND và UBND huyện Lục Nam", {"violation"}),
        ("Chánh Văn phòng HĐND và UBND huyện Hiệp Hòa", {"violation"}),
        ("Chánh VP UBND huyện Lục Nam", {"violation"}),
        ("Chánh Văn phòng UBND tỉnh", {"violation"}),
        ("Trưởng phòng Nội vụ", {"violation"}),
    ],
)
def test_the_proposer_of_a_district_list_is_the_chief_of_that_district_s_office(proposer, outcomes):
    """One of another district is somebody else."""
    for unit in ("h1", "x1"):
        assert said(approved(OF_DISTRICT | {"unit": unit, "proposer_title": proposer}), "4.2", unit) == outcomes


WRONG, RIGHT = {"signer_title": "Giám đốc Sở Y tế", "issuer_name": "Sở Y tế"}, {}


@pytest.mark.parametrize(
    ("first", "second", "outcomes"),
    [
        (WRONG, RIGHT, {"info"}),
        (WRONG, WRONG, {"violation"}),
        (RIGHT, WRONG, {"violation"}),
        (RIGHT, RIGHT, set()),
        ({"proposer_title": "Trưởng phòng"}, RIGHT, {"info"}),
        (WRONG, {"decided_on": date(2022, 4, 1)}, {"violation"}),
    ],
)
def test_the_decision_in_force_decides(first, second, outcomes):
    """A wrong one that a right one replaced is told as information; one that a wrong one replaced counts once."""
    result = approved(
        OF_PROVINCE | {"unit": "so-a"} | first,
        OF_PROVINCE | {"unit": "so-a", "decided_on": date(2021, 10, 1)} | second,
    )
    assert said(result, "4.1", "so-a") == outcomes
    breaches = [item for item in result.findings if item.rule.startswith("D4.1") and item.verdict is Verdict.BREACH]
    assert len([item for item in breaches if item.severity is Severity.VIOLATION]) == ("violation" in outcomes)


@pytest.mark.parametrize(
    "scope",
    [
        "cấp huyện, cấp xã",
        "UBND huyện Yên Thế và các xã",
        "UBND huyện Yên Thế và UBND các xã, thị trấn",
        "toàn huyện Yên Thế",
        "Toàn huyện",
        "huyện Yên Thế: cấp huyện, cấp xã",
        "UBND huyện và các xã",
    ],
)
def test_a_scope_covers_the_district_and_its_communes(scope):
    """As the row says it, whether or not it names the district that issues the decision."""
    result = approved(OF_DISTRICT | {"unit": scope})
    outcomes = {unit: said(result, "4.2", unit) for unit in ("h1", "h2", "x1", "x2", "x3")}
    assert outcomes == {"h1": set(), "x1": set(), "x2": set(), "h2": {"violation"}, "x3": {"violation"}}


@pytest.mark.parametrize("scope", ["cấp xã", "các xã", "xã, phường, thị trấn", "các xã, thị trấn thuộc huyện Yên Thế"])
def test_a_scope_of_communes_covers_those_of_the_issuing_district_only(scope):
    """Its own list, and those of another district, are not approved by it."""
    result = approved(OF_DISTRICT | {"unit": scope})
    outcomes = {unit: said(result, "4.2", unit) for unit in ("h1", "x1", "x2", "x3")}
    assert outcomes == {"h1": {"violation"}, "x1": set(), "x2": set(), "x3": {"violation"}}


def test_a_decision_without_a_scope_covers_the_communes_where_none_has_a_row():
    """A blank unit is the issuing district's."""
    for unit in ("h1", "UBND huyện Yên Thế", None):
        result = approved(OF_DISTRICT | {"unit": unit})
        assert [said(result, "4.2", unit) for unit in ("h1", "x1", "x2", "x3")] == [set(), set(), set(), {"violation"}]


def test_a_commune_without_a_row_beside_one_with_a_row_is_for_review_where_the_district_decided():
    """Without any decision of the district it is a breach."""
    beside = OF_DISTRICT | {"unit": "x1"}
    result = approved(OF_DISTRICT | {"unit": "h1"}, beside)
    assert [said(result, "4.2", unit) for unit in ("x1", "x2")] == [set(), {"review"}]
    assert [said(approved(beside), "4.2", unit) for unit in ("x1", "x2")] == [set(), {"violation"}]
    scoped = approved(OF_DISTRICT | {"unit": "UBND huyện Yên Thế và các xã"}, beside)
    assert [said(scoped, "4.2", unit) for unit in ("x1", "x2")] == [set(), set()]


ALL, NONE, OPEN = {"h1", "x1", "x2"}, set(), {"undetermined"}


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("Xã Tam Tiến, xã Phúc Sơn", {"x1", "x2"}),
        ("các xã: Tam Tiến, Phúc Sơn", {"x1", "x2"}),
        ("UBND các xã Phúc Sơn, Tam Tiến", {"x1", "x2"}),
        ("02 xã, thị trấn: Tam Tiến; Phúc Sơn", {"x1", "x2"}),
        ("1) Xã Tam Tiến\n2) Xã Phúc Sơn", {"x1", "x2"}),
        ("Danh sách đầu mối của xã Tam Tiến và xã Phúc Sơn, huyện Yên Thế", {"x1", "x2"}),
        ("Các xã Tam Tiến, Phúc Sơn thuộc huyện Yên Thế", {"x1", "x2"}),
        ("UBND huyện Yên Thế và các xã Tam Tiến, Phúc Sơn", ALL),
        ("UBND xã Tam Tiến, UBND huyện Yên Thế, UBND xã Phúc Sơn", ALL),
        ("UBND huyện Yên Thế, 12 xã, thị trấn", ALL),
        ("12 xã, thị trấn", {"x1", "x2"}),
        ("x1; h1", {"h1", "x1"}),
    ],
)
def test_a_list_of_units_in_one_cell_counts_for_each_unit_named(unit, named):
    """Nobody else is approved by it; a commune that it leaves out stands beside siblings with a row."""
    result = approved(OF_DISTRICT | {"unit": unit})
    lacking = {"h1": {"violation"}, "x1": {"violation"}, "x2": {"review"} if "h1" in named else {"violation"}}
    assert {x: said(result, "4.2", x) for x in ALL} == {x: NONE if x in named else lacking[x] for x in ALL}
    assert said(result, "4.2", "x3") == {"violation"}
    assert [reject for reject in result.rejects if reject.sheet == "approval"] == []


@pytest.mark.parametrize(
    ("unit", "named", "may_be"),
    [
        ("từ xã Tam Tiến đến xã Xuân Lương", {"x1", "x4"}, {"x2"}),
        ("xã Tam Tiến và xã Lạ Lùng", {"x1"}, {"h1", "x2", "x4"}),
        ("huyện Yên Thế (các xã Tam Tiến, Phúc Sơn)", {"x1", "x2"}, {"h1", "x4"}),
        ("UBND huyện và 02 xã", {"h1"}, {"x1", "x2", "x4"}),
        ("2 xã", NONE, {"x1", "x2", "x4"}),
        ("UBND huyện Yên Thế, trừ xã Tam Tiến", NONE, {"h1", "x1", "x2", "x4"}),
        ("xã Tam Tiến, huyện Lục Nam", NONE, {"h1", "x1", "x2", "x4"}),
        ("xã Phúc Sơn", NONE, {"x2", "x3"}),
    ],
)
def test_what_is_not_understood_of_a_list_is_open_for_those_alone_whom_it_may_mean(unit, named, may_be):
    """Who is named is approved, who is surely not meant is not; a district that may have decided leaves others open."""
    lang = {"id": "x4", "name": "UBND xã Xuân Lương", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"}
    units = pd.concat([UNITS, pd.DataFrame([lang])])
    officers = pd.concat([OFFICERS, pd.DataFrame([{"unit": "x4", "name": "Lê x4", "role": "unit_leader"}])])
    result = approved(OF_DISTRICT | {"unit": unit}, units=units, officers=officers)
    outcomes = {x: said(result, "4.2", x) for x in (*ALL, "x3", "x4")}
    assert {x for x, found in outcomes.items() if found == NONE} == named
    assert {x for x, found in outcomes.items() if found == OPEN} == may_be


def test_a_decision_of_the_province_on_several_bodies_counts_for_each():
    """A name with "và" in it is one name."""
    bodies = pd.DataFrame(
        [
            {"id": f"s{n}", "name": name, "tier": "tinh", "kind": "so", "parent": None}
            for n, name in enumerate(
                ["Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Xây dựng"]
            )
        ]
    )
    officers = pd.DataFrame([{"unit": unit, "name": f"Lê {unit}", "role": "unit_leader"} for unit in bodies["id"]])
    text = "Sở Văn hóa, Thể thao và Du lịch, Sở Giáo dục và Đào tạo và Sở Y tế"
    result = approved(OF_PROVINCE | {"unit": text}, units=bodies, officers=officers)
    assert [said(result, "4.1", f"s{n}") for n in range(4)] == [NONE, NONE, NONE, {"violation"}]
    alone = approved(OF_PROVINCE | {"unit": "Sở Giáo dục và Đào tạo"}, units=bodies, officers=officers)
    assert [said(alone, "4.1", f"s{n}") for n in range(4)] == [{"violation"}, {"violation"}, NONE, {"violation"}]


def test_each_unit_of_a_list_is_told_what_is_wrong_with_the_decision():
    """The cell of the list is the place of each, and the rows read are counted as many times."""
    row = OF_DISTRICT | {"unit": "các xã Tam Tiến, Phúc Sơn", "issuer_name": "UBND huyện Lục Nam"}
    result = approved(row)
    found = [item for item in result.findings if item.rule == "D4.2.district"]
    assert sorted(item.unit.id for item in found) == ["x1", "x2"]
    assert {source.cell[1:] for item in found for term in item.evidence for source in term.sources} >= {"2"}
    [file] = result.inputs
    assert file.read == file.accepted + file.rejected + file.ignored


def test_a_row_that_says_nothing_of_whose_list_it_is_leaves_all_open():
    """Neither unit nor issuing body: it may be about anybody."""
    result = approved({"unit": None, "signer_title": "Chủ tịch", "issuer_name": None, "proposer_title": None})
    assert [said(result, "4", unit) for unit in ("so-a", "h1", "x1")] == [{"undetermined"}] * 3
    result = approved(OF_PROVINCE | {"unit": None})
    assert [said(result, "4", unit) for unit in ("so-a", "h1", "x1")] == [
        {"undetermined"},
        {"violation"},
        {"violation"},
    ]


def test_an_authority_that_the_title_tells_is_shown_in_the_title_s_cell():
    """The issuing body has no cell of its own to show."""
    row = OF_PROVINCE | {"unit": "so-a", "signer_title": "Chủ tịch UBND huyện Yên Thế", "issuer_name": None}
    [finding] = [item for item in approved(row).findings if item.rule == "D4.1.signer"]
    [shown] = [item for item in finding.evidence if item.field == "approval.issuer"]
    assert [source.cell for source in shown.sources] == ["D2"]


def test_a_decision_on_several_rows_was_sent_where_one_of_them_has_the_day():
    """One decision is one list; another decision of the same number is not."""
    rows = [OF_DISTRICT | {"unit": unit, "decision_number": "7/QĐ", "sent_on": None} for unit in ("h1", "x1", "x2")]
    result = approved(rows[0] | {"sent_on": DAY}, *rows[1:])
    assert [said(result, "9.2", unit) for unit in ("h1", "x1", "x2")] == [set()] * 3
    assert said(approved(*rows), "9.2", "x1") == {"violation"}


def test_a_unit_of_another_kind_needs_no_approval():
    """It is an addressee of nothing, whatever tier it has."""
    units = pd.DataFrame([{"id": "kh", "name": "Cục Thuế tỉnh", "tier": "tinh", "kind": "khac", "parent": None}])
    officers = pd.DataFrame([{"unit": "kh", "name": "An", "role": "specialist"}])
    assert said(approved(OF_DISTRICT | {"unit": "kh"}, units=units, officers=officers), "4", "kh") == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("UBND huyện Yên Thế và các xã", {"h1"}),
        ("UBND huyện Yên Thế và các xã Tam Tiến, Xuân Lương", {"h1", "x1", "x4"}),
        ("UBND xã Tam Tiến, UBND xã Xuân Lương", {"x1", "x4"}),
        ("cấp huyện, cấp xã", {"h1"}),
    ],
)
def test_a_scope_or_list_is_no_unit_where_no_register_was_submitted(text, named):
    """The units of the dossier are those that its sheets name, each by its own name."""
    names = {"h1": "UBND huyện Yên Thế", "x1": "UBND xã Tam Tiến", "x4": "UBND xã Xuân Lương"}
    officers = pd.DataFrame([{"unit": name, "name": f"Lê {unit}"} for unit, name in names.items()])
    decision = {"decision_number": "1/QĐ", "decided_on": DAY, "sent_on": DAY} | OF_DISTRICT | {"unit": text}
    result = judged({"officer": officers, "approval": pd.DataFrame([decision])})
    assert {item.unit.name for item in result.findings if item.unit.id} <= {*names.values()}
    lacking = {item.unit.name for item in result.findings if item.rule == "D4.2.none"}
    assert lacking == {name for unit, name in names.items() if unit not in named}
