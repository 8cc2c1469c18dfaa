"""People's names over two columns are joined."""

import pytest
import xlsxwriter

from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

pytestmark = pytest.mark.usefixtures("read_here")


def names(path):
    """Return the names of the officers of a file, and the reasons of all messages."""
    found = read_dossier([path], base_vocabulary())
    return found.tables["officer"].frame["name"].tolist(), [reject.reason for reject in found.rejects]


ROWS = [["Sở Y tế", "Nguyễn Văn", "An", "Giám đốc"], ["Sở Y tế", "Trần Thị Thu", "Bình", "Chánh Văn phòng"]]


@pytest.mark.parametrize(
    "heads", [("Họ", "Tên"), ("Họ và tên đệm", "Tên"), ("Họ đệm", "Tên"), ("Họ và chữ đệm", "Tên")]
)
def test_a_family_name_and_a_given_name_are_one(tmp_path, heads):
    """Each in a column of its own."""
    path = tmp_path / "so.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("Công chức đầu mối")
        for row, line in enumerate([["Đơn vị", *heads, "Chức vụ"], *ROWS]):
            page.write_row(row, 0, line)
    assert names(path) == (["Nguyễn Văn An", "Trần Thị Thu Bình"], [])


def test_one_merged_header_over_two_columns_holds_one_name(tmp_path):
    """The second column has no header of its own."""
    path = tmp_path / "so.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("Công chức đầu mối")
        page.write_row(0, 0, ["Đơn vị", None, None, "Chức vụ"])
        page.merge_range(0, 1, 0, 2, "Họ và tên")
        for row, line in enumerate(ROWS):
            page.write_row(row + 1, 0, line)
    assert names(path) == (["Nguyễn Văn An", "Trần Thị Thu Bình"], [])
