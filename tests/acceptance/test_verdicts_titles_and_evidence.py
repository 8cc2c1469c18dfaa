"""Titles as they are written, the cells and the values that evidence names, and what the condition expects of them."""

from datetime import date

import pandas as pd
import pytest
import xlsxwriter
from verdicts import EFFECTIVE, judged, said

from kstt_rules import audit

UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở Y tế", "tier": "tinh", "kind": "so", "parent": None},
        {"id": "tt", "name": "Thanh tra tỉnh", "tier": "tinh", "kind": "thanh_tra_tinh", "parent": None},
        {"id": "h1", "name": "UBND huyện Yên Thế", "tier": "huyen", "kind": "ubnd_huyen", "parent": None},
        {"id": "x1", "name": "UBND xã Tam Tiến", "tier": "xa", "kind": "ubnd_xa", "parent": "h1"},
    ]
)
OTHERS = {"so-a": ("Chánh Văn phòng", "Chuyên viên"), "h1": ("Chánh VP HĐND-UBND", "Chuyên viên"), "x1": ("VP-TK",)}
OTHERS["tt"] = OTHERS["so-a"]


def led_by(title, unit):
    people = [
        {"unit": unit, "name": f"Người {place}", "title": post} for place, post in enumerate((title, *OTHERS[unit]))
    ]
    return judged({"unit": UNITS, "officer": pd.DataFrame(people)})


def verdicts(result, unit):
    return {item.rule: item.verdict.value for item in result.findings if item.unit.id == unit}


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Phó Giám đốc Sở", "so-a"),
        ("Giám đốc Sở Y tế", "so-a"),
        ("PGĐ (phụ trách CCHC)", "so-a"),
        ("Chánh Thanh tra tỉnh", "tt"),
        ("Phó Chủ tịch UBND huyện Yên Thế", "h1"),
        ("Chủ tịch, Bí thư Đảng ủy", "x1"),
        ("PCT UBND xã", "x1"),
    ],
)
def test_a_head_of_the_body_leads_it(title, unit):
    """Nothing, the committee, the body itself, a comma or a bracket stands behind the head word."""
    found = verdicts(led_by(title, unit), unit)
    assert not {rule for rule in found if rule.startswith("D5.1") and not rule.endswith(("one_stop", "control"))}


@pytest.mark.parametrize(
    ("title", "unit", "outcomes"),
    [
        ("Chánh Thanh tra Sở", "so-a", {"violation", "review"}),
        ("Phó Giám đốc Trung tâm Y tế", "so-a", {"violation", "review"}),
        ("Kế toán trưởng", "so-a", {"violation", "review"}),
        ("Chủ tịch UBMTTQ", "x1", {"violation"}),
        ("Phó Chủ tịch Hội Nông dân", "x1", {"violation"}),
    ],
)
def test_a_head_of_another_body_does_not_lead_this_one(title, unit, outcomes):
    """A known post beside the roles is outside them, so that the leader is missing."""
    found = led_by(title, unit)
    breaches = {item.severity.value for item in found.findings if item.unit.id == unit and item.verdict == "breach"}
    assert breaches == outcomes


@pytest.mark.parametrize(
    ("title", "unit"), [("Giám đốc Nhà máy nước", "so-a"), ("Chuyên viên", "x1"), ("Cán sự", "x1")]
)
def test_a_title_that_is_not_known_leaves_the_role_open(title, unit):
    """A grade says nothing in a commune, and a head of something else is not guessed at."""
    found = led_by(title, unit)
    assert said(found, "5.1", unit) == {"undetermined"}


def test_nobody_in_a_role_is_said_so():
    """Who holds a role that nobody holds is none, not unknown."""
    officers = pd.DataFrame([{"unit": "so-a", "name": "An", "role": "specialist"}])
    listed = pd.DataFrame([{"unit": "so-a", "name": "Bi", "title": None, "role": "unit_leader"}])
    found = judged({"unit": UNITS, "officer": officers, "consolidated": listed})
    [message] = [item.message for item in found.findings if item.rule == "D10.5.extra"]
    assert "không có)" in message.vi
    assert "none)" in message.en


# -- what is expected


def expected(result, rule, field):
    [finding] = [item for item in result.findings if item.rule == rule]
    [evidence] = [item for item in finding.evidence if item.field == field]
    return None if evidence.expected is None else (evidence.expected.operator, evidence.expected.value)


def test_a_count_is_expected_to_keep_its_limit():
    """A number of people beside the most that is allowed, or the exact one."""
    four = pd.DataFrame([{"unit": "so-a", "name": name, "role": "specialist"} for name in "ABCD"])
    one = pd.DataFrame([{"unit": "x1", "name": "E", "role": "unit_leader"}])
    found = judged({"unit": UNITS, "officer": pd.concat([four, one])})
    assert expected(found, "D5.1.a.max", "officers.count(distinct)") == ("<=", 3)
    assert expected(found, "D5.1.c.two", "officers.count(distinct)") == ("==", 2)


def test_each_side_of_a_comparison_is_expected_to_keep_to_the_other():
    """A report sent after its due day: the day of sending beside the due day and the other way round."""
    report = {"unit": "so-a", "period": "2022-Q1", "due_on": date(2022, 3, 20), "sent_on": date(2022, 3, 25)}
    found = judged({"unit": UNITS, "report": pd.DataFrame([report])})
    assert expected(found, "D7.3.late", "report.sent_on") == ("<=", date(2022, 3, 20))
    assert expected(found, "D7.3.late", "report.deadline") == (">=", date(2022, 3, 25))


def test_one_of_several_values_a_yes_and_a_datum_are_expected():
    """What is outside the roles, recorded as no, or not on record."""
    officer = {"unit": "so-a", "name": "An", "role": "outside", "concurrent": False, "email": None}
    found = judged({"unit": UNITS, "officer": pd.DataFrame([officer])})
    assert expected(found, "D5.1.a.outside", "officer.role") == ("not in", ("office_clerk", "outside"))
    assert expected(found, "D5.3.a.full_time", "officer.concurrent") == ("==", True)
    assert expected(found, "D7.2.email", "officer.email") == ("!=", None)


def test_what_only_says_why_a_rule_applies_is_compared_with_nothing():
    """Nothing is wrong with it."""
    officer = {"unit": "so-a", "name": "An", "role": "outside"}
    found = judged({"unit": UNITS, "officer": pd.DataFrame([officer])})
    assert expected(found, "D5.1.a.outside", "unit.kind") is None


# -- where a role was read


@pytest.mark.parametrize(("title", "role", "cell"), [("Chánh Văn phòng", "", "C2"), ("", "Lãnh đạo Văn phòng", "D2")])
def test_a_role_is_cited_where_it_was_read(tmp_path, title, role, cell):
    """In the column of titles where that of roles is there and its cell is blank."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        units = book.add_worksheet("Đơn vị")
        units.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"])
        units.write_row(1, 0, ["so-a", "Sở Y tế", "tỉnh", "Sở"])
        sheet = book.add_worksheet("Công chức đầu mối")
        sheet.write_row(0, 0, ["Đơn vị", "Họ và tên", "Chức vụ", "Vai trò", "Phụ trách Một cửa"])
        sheet.write_row(1, 0, ["so-a", "Bi", title, role, "không"])
    found = audit([tmp_path], as_of=date(2022, 3, 31), effective_from=EFFECTIVE)
    [finding] = [item for item in found.findings if item.rule == "D5.1.a.one_stop"]
    assert [item.sources[0].cell for item in finding.evidence if item.field == "officer.role"] == [cell]
