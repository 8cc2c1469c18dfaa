"""Terms of conditions in words, as evidence shows them."""

import pytest
from pack_factory import PACK_FILES, write_pack

from kstt_rules.judging.term_words import TermWords
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


def words(folder, subject, breach):
    """Return the words of a condition of a small pack."""
    quoted = "'" + breach.replace("'", "''") + "'"
    reading = "\n    reading: composition" if "readings." in breach else ""
    rule = RULE.format(subject=subject, breach=quoted, reading=reading)
    folder = write_pack(folder, add={"dieu-05.yaml": PACK_FILES["dieu-05.yaml"] + rule})
    pack = load_pack(folder)
    said = TermWords(pack, subject).say(pack.rule("D5.1.a.x").breach)
    return said.vi, said.en


@pytest.mark.parametrize(
    ("subject", "breach", "vi", "en"),
    [
        (
            "unit",
            "officers.count() > limits.most",
            "số công chức đầu mối đang giữ nhiệm vụ > số tối đa",
            "number of focal officers in post > most",
        ),
        (
            "unit",
            'officers.none(role == "unit_leader" and not missing(email))',
            "không có công chức đầu mối đang giữ nhiệm vụ (vai trò = Lãnh đạo đơn vị; đã có thư điện tử)",
            "no focal officers in post (role = Unit leader; e-mail is given)",
        ),
        (
            "unit",
            'officers.any(role in ("specialist", "unit_leader") or (concurrent and title == "A"))',
            "có công chức đầu mối đang giữ nhiệm vụ (vai trò thuộc Chuyên viên, Lãnh đạo đơn vị hoặc (kiêm nhiệm và chức vụ = A))",  # noqa: E501
            "any focal officers in post (role among Specialist, Unit leader or (concurrent and title = A))",
        ),
        (
            "unit",
            'reports.any(period == "2022-Q1" and year(sent_on) == 2022) and readings.composition == "cap"',
            "có báo cáo (kỳ báo cáo = Quý I/2022; năm của ngày gửi = 2022) và cơ cấu = trần",
            "any reports (period = Quarter 1/2022; year of date sent = 2022) and composition = cap",
        ),
        (
            "officer",
            "unit.kind in classes.bodies and not officer.concurrent and officer.from_date <= date(2022, 3, 31)",
            "loại đơn vị (đơn vị) thuộc loại đơn vị và không phải kiêm nhiệm (công chức đầu mối) và từ ngày (công chức đầu mối) ≤ 31/03/2022",  # noqa: E501
            "kind of unit (unit) among kinds and not: concurrent (focal officer) and from (focal officer) ≤ 2022-03-31",
        ),
        (
            "inspection",
            'inspection.organiser.kind == "so" and days_between(inspection.inspected_on, as_of) > 3',
            "loại đơn vị (đơn vị chủ trì kiểm tra) = Sở và số ngày từ ngày kiểm tra (cuộc kiểm tra) đến ngày rà soát > 3",  # noqa: E501
            "kind of unit (lead inspector) = Provincial department and days from date (inspection) to day of the audit > 3",  # noqa: E501
        ),
        (
            "unit",
            "reports.max(sent_on) > as_of + 2",
            "ngày gửi lớn nhất của báo cáo > ngày rà soát + 2",
            "greatest date sent of reports > day of the audit + 2",
        ),
    ],
)
def test_a_term_is_worded_from_its_parts(tmp_path, subject, breach, vi, en):
    """Fields, values, parameters, readings and relations by their labels, functions by their words."""
    assert words(tmp_path, subject, breach) == (vi, en)
