"""Waivers are read from YAML or a sheet, whole or not at all."""

from datetime import date

import pytest
from openpyxl import Workbook

from kstt_rules.base.errors import InputError
from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver
from kstt_rules.waivers.files import read_waivers


def test_waivers_are_read_from_yaml(tmp_path):
    """A YAML file gives each waiver with its line."""
    path = tmp_path / "w.yaml"
    path.write_text(
        "waivers:\n"
        "  - {unit: so-a, provision: điểm a khoản 1 Điều 5, reason: lý do, granted_by: CT, until: 2022-12-31}\n",
        encoding="utf-8",
    )
    (item,) = read_waivers(path)
    assert item == Waiver("so-a", None, Provision.parse("5.1.a"), "lý do", "CT", None, date(2022, 12, 31), "w.yaml:2")


def test_waivers_are_read_from_a_sheet(tmp_path):
    """A workbook with a sheet of waivers gives the same."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Miễn trừ"
    sheet.append(["Đơn vị", "Quy tắc", "Điều khoản", "Lý do", "Người cho phép", "Từ ngày", "Đến ngày"])
    sheet.append(["Sở A", "D5.1.a.max", None, "lý do", "CT", "01/01/2022", None])
    book.save(tmp_path / "w.xlsx")
    (item,) = read_waivers(tmp_path / "w.xlsx")
    assert (item.unit, item.rule, item.start, item.until) == ("Sở A", "D5.1.a.max", date(2022, 1, 1), None)


def test_other_sheets_are_passed_over_where_they_are_datasets(tmp_path):
    """A sheet of waivers may stand in the template; a sheet that nobody knows is a fault, for it may hold waivers."""
    book = Workbook()
    book.active.title = "Miễn trừ"
    book.active.append(["Đơn vị", "Quy tắc", "Lý do", "Người cho phép"])
    book.active.append(["Sở A", "R", "lý do", "CT"])
    other = book.create_sheet("Tập huấn")
    for row in (["Tên lớp", "Ngày tổ chức"], ["Lớp A", "01/01/2022"], ["Lớp B", "01/01/2022"]):
        other.append(row)
    book.save(tmp_path / "w.xlsx")
    assert [item.unit for item in read_waivers(tmp_path / "w.xlsx", ["Tập huấn"])] == ["Sở A"]
    with pytest.raises(InputError, match="Tập huấn"):
        read_waivers(tmp_path / "w.xlsx")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{unit: so-a, rule: R, granted_by: CT}", "reason"),
        ("{unit: so-a, rule: R, reason: '', granted_by: CT}", "reason"),
        ("{unit: so-a, rule: R, provision: '5.1.a', reason: x, granted_by: CT}", "either a rule or a provision"),
        ("{unit: so-a, provision: 'điểm f', reason: x, granted_by: CT}", "names no provision"),
        ("{unit: so-a, rule: R, reason: x, granted_by: CT, untill: 2022-01-01}", "untill"),
    ],
)
def test_a_waiver_without_its_reason_or_target_is_refused(tmp_path, line, part):
    """A waiver file with a fault in it is not used at all; the message names line and fault."""
    path = tmp_path / "w.yaml"
    path.write_text(f"waivers:\n  - {line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=part) as caught:
        read_waivers(path)
    assert "w.yaml:2:" in str(caught.value)
