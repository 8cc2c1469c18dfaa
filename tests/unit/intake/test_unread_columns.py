"""A column that was not read is one that a rule may need only where it can hold a field that its table lacks."""

import pytest
import xlsxwriter

from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")

HEADER = ["Đơn vị", "Họ và tên", "Chức vụ"]
PERSON = ["Sở Y tế", "Nguyễn Văn An", "Giám đốc"]


def lacking(path, title, *cells, header=HEADER, person=PERSON):
    """Return the fields that a column beside a roster may hold."""
    with xlsxwriter.Workbook(str(path / "a.xlsx")) as workbook:
        sheet = workbook.add_worksheet("Công chức đầu mối")
        sheet.write_row(0, 0, [*header, title])
        for row, cell in enumerate(cells, start=1):
            sheet.write_row(row, 0, [*person, cell])
    [told] = [item for item in read_dossier([path], base_vocabulary()).rejects if item.reason == "unknown_column"]
    return {name.removeprefix("officer.") for name in told.lacking}


@pytest.mark.parametrize(
    ("title", "cells", "fields"),
    [
        ("Từ tháng", ["01/02/2022", "chưa rõ"], {"from_date", "to_date"}),
        ("Bộ phận MC", ["x", None], {"in_charge_of_one_stop", "in_charge_of_procedure_control", "concurrent"}),
    ],
)
def test_it_may_hold_what_one_of_its_values_can_be(tmp_path, title, cells, fields):
    """Whatever its header says."""
    assert fields <= lacking(tmp_path, title, *cells)


def test_it_holds_no_field_that_none_of_its_values_can_be(tmp_path):
    """A figure is no yes or no, and a text no day."""
    found = lacking(tmp_path, "Hệ số lương", 3.66, 4.32)
    assert not {"in_charge_of_one_stop", "from_date", "to_date", "birth_year"} & found
    found = lacking(tmp_path, "Quê quán", "Yên Thế", "Tân Yên")
    assert not {"in_charge_of_one_stop", "from_date", "to_date", "birth_year", "phone", "email"} & found


def test_a_role_is_held_by_a_column_that_names_one(tmp_path):
    """Or a post that shows one, where no column holds posts."""
    header, person = HEADER[:2], PERSON[:2]
    assert "role" in lacking(tmp_path, "Nhóm", "Giám đốc", header=header, person=person)
    assert "role" not in lacking(tmp_path, "Nhóm", "Quê ở Yên Thế", header=header, person=person)
