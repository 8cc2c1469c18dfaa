"""Terms of conditions in words, as evidence shows them."""

from datetime import date

import pytest
from pack_factory import PACK_FILES, write_pack

from kstt_rules.judging.term_words import TermWords
from kstt_rules.language.values import Setting
from kstt_rules.pack import load_pack

RULE = """\
  - id: D5.1.a.x
    provision: 5.1.a
    subject: {subject}
    breach: {breach}
    severity: info{reading}
    title: {{vi: x, en: x}}
    message: {{vi: x, en: x}}
    remedy: {{vi: x, en: x}}
"""


def words(folder, subject, breach, setting=None):
    """Return the words of a condition of a small pack."""
    quoted = "'" + breach.replace("'", "''") + "'"
    reading = "\n    reading: composition" if "readings." in breach else ""
    rule = RULE.format(subject=subject, breach=quoted, reading=reading)
    folder = write_pack(folder, add={"dieu-05.yaml": PACK_FILES["dieu-05.yaml"] + rule})
    pack = load_pack(folder)
    said = TermWords(pack, subject, setting).say(pack.rule("D5.1.a.x").breach)
    return said.vi, said.en


@pytest.mark.parametrize(
    ("subject", "breach", "vi", "en"),
    [
        (
            "unit",
            "officers.count() > limits.most",
            "số công chức đầu mối đang giữ nhiệm vụ trên số tối đa",
            "number of focal officers in post more than most",
        ),
        (
            "unit",
            'officers.none(role == "unit_leader" and not missing(email))',
            "không có công chức đầu mối đang giữ nhiệm vụ (vai trò là Lãnh đạo đơn vị; đã có thư điện tử)",
            "there are no focal officers in post (role is Unit leader; e-mail is given)",
        ),
        (
            "unit",
            'officers.any(role in ("specialist", "unit_leader") or (concurrent and title == "A"))',
            "có công chức đầu mối đang giữ nhiệm vụ (vai trò là Chuyên viên hoặc Lãnh đạo đơn vị hoặc (kiêm nhiệm và chức vụ là A))",  # noqa: E501
            "there are focal officers in post (role is Specialist or Unit leader or (concurrent and title is A))",
        ),
        (
            "unit",
            'reports.any(period == "2022-Q1" and year(sent_on) == 2022) and readings.composition == "cap"',
            "có báo cáo (kỳ báo cáo là quý I/2022; năm của ngày gửi là 2022) và cơ cấu là trần",
            "there are reports (period is quarter 1/2022; year of date sent is 2022) and composition is cap",
        ),
        (
            "officer",
            "unit.kind in classes.bodies and not officer.concurrent and officer.from_date <= date(2022, 3, 31)",
            "loại đơn vị thuộc loại đơn vị và không phải kiêm nhiệm và từ ngày không sau 31/03/2022",
            "kind of unit among kinds and not: concurrent and from not after 2022-03-31",
        ),
        (
            "document",
            '"department" in document.recipients and "provincial_committee" not in document.recipients',
            "nơi nhận có Sở, cơ quan chuyên môn và nơi nhận không có UBND tỉnh (qua Văn phòng UBND tỉnh)",
            (
                "recipients with Provincial department and recipients without Provincial people's committee "
                "through its office"
            ),
        ),
        (
            "unit",
            "unit.parent.officers.count() > 1 and not contains(unit.name, 'Sở')",
            "số công chức đầu mối đang giữ nhiệm vụ của đơn vị cấp trên trên 01 và không phải tên đơn vị có chữ “Sở”",
            "number of focal officers in post of parent unit more than 1 and not: unit name contains “Sở”",
        ),
        (
            "inspection",
            'inspection.organiser.kind == "so" and days_between(inspection.inspected_on, as_of) > 3',
            "loại đơn vị (đơn vị chủ trì kiểm tra) là Sở và số ngày từ ngày kiểm tra đến ngày rà soát trên 03",
            "kind of unit (lead inspector) is Provincial department and days from date to day of the audit more than 3",
        ),
        (
            "unit",
            "reports.max(sent_on) > as_of + 2",
            "ngày gửi muộn nhất của báo cáo sau ngày rà soát + 2",
            "latest date sent of reports after day of the audit + 2",
        ),
    ],
)
def test_a_term_is_worded_from_its_parts(tmp_path, subject, breach, vi, en):
    """Fields, values, parameters, readings and relations by their labels, functions by their words."""
    assert words(tmp_path, subject, breach) == (vi, en)


def test_what_rests_on_the_day_and_the_parameters_is_worked_out(tmp_path):
    """A reader is told the year 2021, not how it is reckoned; a day that may be blank counts where it is given."""
    breach = "reports.none(year(sent_on) >= year(as_of) - limits.most and (missing(sent_on) or sent_on <= as_of))"
    setting = Setting(date(2024, 3, 31), {"limits.most": 3}, lambda _start, _end: 0)
    assert words(tmp_path, "unit", breach, setting) == (
        "không có báo cáo (năm của ngày gửi từ 2021 trở đi; ngày gửi không sau ngày rà soát, nếu có ghi)",
        "there are no reports (year of date sent from 2021 on; date sent not after day of the audit, where it is given)",  # noqa: E501
    )


def test_a_day_is_not_said_to_be_given_where_it_is_compared(tmp_path):
    """That a value is there goes without saying beside what it is; a field of the subject is the one in question."""
    breach = "namesakes.any(unit != officer.unit and not missing(from_date) and from_date > officer.from_date)"
    assert words(tmp_path, "officer", breach) == (
        "có công chức đầu mối khác cùng họ tên (đơn vị khác; từ ngày sau từ ngày đang xét)",
        "there are other focal officers of the same name (another unit; from after from in question)",
    )
