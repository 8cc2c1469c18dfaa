"""Due days of reports in an official text and in a pack's calendar."""

import pytest
from pack_factory import write_pack
from regulation_factory import regulation, write_text

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.citation import Provision
from kstt_rules.model.report_calendar import DueRule
from kstt_rules.official_text.due_days import due_day_differences, stated_days


@pytest.mark.parametrize(
    ("text", "days", "months_after"),
    [
        ("chậm nhất là ngày 18 của tháng cuối quý", {18}, 0),
        ("trước ngày 20 tháng cuối cùng của quý", {19, 20}, 0),
        ("ngày 05 tháng sau", {5}, 1),
        ("ngày 5 của tháng đầu quý sau", {5}, 1),
        ("ngày 10 tháng 01 năm sau", {10}, 1),
        ("trước ngày 15 tháng 12 hằng năm", {14, 15}, 0),
        ("ngày 15 hằng tháng", {15}, None),
        ("ngày 15 tháng 6", {15}, None),
    ],
)
def test_a_stated_day_is_read_with_its_month(text, days, months_after):
    """The month is counted from the period's last one; "before the 20th" is the 20th or the day before."""
    (found,) = stated_days([text])
    assert (found.days, found.months_after) == (days, months_after)


@pytest.mark.parametrize("text", ["ngày 15 tháng 6 năm 2020", "ngày 08/6/2010", "15 ngày làm việc", "ngày 15"])
def test_other_days_are_none(text):
    """Dates of documents, spans and days without a month state no due day."""
    assert stated_days([text]) == []


@pytest.mark.parametrize(
    ("words", "rule", "differs"),
    [
        ("trước ngày 20 tháng cuối quý", DueRule(20, 0, Provision(7, 3)), False),
        ("trước ngày 20 tháng cuối quý", DueRule(19, 0, Provision(7)), False),
        ("trước ngày 20 tháng cuối quý", DueRule(18, 0, Provision(7, 3)), True),
        ("ngày 5 tháng sau", DueRule(5, 0, Provision(7, 3)), True),
        ("ngày 5 tháng sau hoặc ngày 20 tháng cuối quý", DueRule(20, 0, Provision(7, 3)), False),
        ("đúng hạn", DueRule(18, 0, Provision(7, 3)), False),
        ("ngày 5 tháng sau", DueRule(18), True),
        ("đúng hạn", DueRule(18), False),
    ],
)
def test_a_due_day_is_one_that_its_provision_states(tmp_path, words, rule, differs):
    """A day that cites a provision is held against it; a stated day that no due day cites is told."""
    text = regulation(tmp_path, f"Điều 7. Báo cáo\n3. Gửi báo cáo {words}.")
    found = list(due_day_differences(text, {"tinh": {"quarter": rule}}, [Provision(7, 3)]))
    assert [(each.key, each.held) for each in found] == (
        [("report_calendar.due.tinh.quarter" if rule.provision else None, rule if rule.provision else None)] * differs
    )


def test_the_check_command_tells_a_due_day_that_differs(tmp_path, capsys):
    """The remark names the provision with its line, what it says and what the calendar holds."""
    path = write_text(tmp_path, "Số: 1/2023/QĐ-UBND\nĐiều 7. Báo cáo\n3. Gửi trước ngày 15 tháng cuối quý.")
    pack = write_pack(tmp_path, ("pack.yaml", "{day: 18}", "{day: 18, provision: khoản 3 Điều 7}"))
    assert main(["check", str(pack), "--text", str(path), "--lang", "en"]) == Exit.FINDINGS
    held = "report_calendar.due.tinh.quarter is day 18, 0 months after the period's last"
    assert f"quy-che.txt:3: Article 7, Clause 3 says “trước ngày 15 tháng cuối”, but {held}." in capsys.readouterr().out
