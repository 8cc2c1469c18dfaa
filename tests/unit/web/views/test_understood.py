"""What a page tells of how files were understood."""

import pytest
from layouts.grid import Grid
from workspaces import FILES, ROSTER, open_desk

from kstt_rules.web.desk.counts import counts_of
from kstt_rules.web.views.understood import view


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A roster with a sheet of other things, its register, and a file that cannot be read."""
    return open_desk(tmp_path_factory.mktemp("desk"), {**FILES, "hỏng.xlsx": "PK\x03\x04"})


def test_all_files_are_listed_with_their_rows_and_what_is_to_be_checked(desk):
    """A file that was not read has no row, and is told as such."""
    data = view(desk, {})
    rows = {
        item["file"]: (item["tables"], item["accepted"], item["rejected"], item["to_check"]) for item in data["files"]
    }
    assert rows == {"danh sách.xlsx": (1, 1, 1, 5), "hỏng.xlsx": (0, 0, 0, 1), "đơn vị.xlsx": (1, 5, 0, 0)}
    assert [item["file"] for item in data["faulty"]] == ["hỏng.xlsx"]


def test_files_that_are_not_workbooks_are_told_as_passed_over_and_leave_nothing_open(tmp_path):
    """As those of a folder on the command line, but seen; an archive may hold a list and is a fault."""
    desk = open_desk(tmp_path, {**FILES, "ghi chú.md": "x", "quyết định.pdf": "%PDF", "gói.zip": "PK"})
    data = view(desk, {})
    assert data["passed_over"] == ["ghi chú.md", "quyết định.pdf"]
    assert [item["file"] for item in data["faulty"]] == ["gói.zip"]


def test_what_is_to_be_checked_is_counted_as_it_is_listed(desk):
    """The number at the step is that of the lines on the page."""
    data = view(desk, {})
    listed = sum(len(data[name]["items"]) for name in ("sheets", "units", "titles", "columns"))
    assert counts_of(desk)["understood"] == listed + len(data["faulty"]) == 6


def test_units_and_titles_that_are_not_understood_have_their_cells_and_what_they_may_mean(desk):
    """A unit by a name that no other has, else with its code; which of several is meant depends on the sheet."""
    data = view(desk, {})
    units = {
        item["text"]: (item["file"], [one["label"] for one in item["likely"]], item["places"][0]["cells"].vi)
        for item in data["units"]["items"]
    }
    assert units == {
        "UBND xã Đồng Kì": (
            "",
            ["UBND xã Đồng Kỳ", "UBND xã Đồng Sơn, huyện Yên Thế (07302)", "UBND xã Đồng Sơn, huyện Lục Ngạn (07401)"],
            "B3",
        ),
        "UBND xã Đồng Sơn": (
            "danh sách.xlsx",
            ["UBND xã Đồng Sơn, huyện Yên Thế (07302)", "UBND xã Đồng Sơn, huyện Lục Ngạn (07401)"],
            "B4",
        ),
    }
    [title] = data["titles"]["items"]
    assert title["text"] == "Theo dõi KSTT"
    assert {"value": "chủ tịch", "label": "Chủ tịch"} in next(
        group["titles"] for group in title["titles"] if group["label"].vi == "Lãnh đạo đơn vị"
    )


def test_a_sheet_that_no_dataset_took_may_be_any_of_them(desk):
    """Which are those that a sheet can hold."""
    data = view(desk, {})
    assert [(item["file"], item["sheet"]) for item in data["sheets"]["items"]] == [("danh sách.xlsx", "Khác")]
    assert {"officer", "approval", "report", "unit"} <= {item["id"] for item in data["datasets"]}


def test_a_file_is_shown_with_its_columns_and_the_fields_that_they_may_hold(desk):
    """Each with its first values; below stand the rows that were not accepted."""
    data = view(desk, {"file": "danh sách.xlsx"})
    [table] = data["tables"]
    assert {column["letters"]: column["value"] for column in table["columns"]} == {
        "A": "", "B": "unit", "C": "name", "D": "title", "E": ""
    }  # fmt: skip
    assert table["columns"][2]["samples"] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert table["fields"]["title"].vi == "Chức vụ"
    assert "person" not in table["fields"]  # it is derived
    assert [(item["row"], item["cells"]) for item in data["rejects"]["items"] if item["row"]][-1] == (4, ["B4"])


def test_a_file_that_is_not_there_leads_to_all_files(desk):
    """So that an old address does no harm."""
    assert view(desk, {"file": "x.xlsx"})["file"] is None


def test_of_many_tables_some_are_shown_at_a_time(tmp_path):
    """A workbook with a sheet for each unit is leafed through."""
    sheets = [Grid(f"Trang {number:02}", ROSTER) for number in range(1, 23)]
    desk = open_desk(tmp_path, {"nhiều trang.xlsx": sheets})
    data = view(desk, {"file": "nhiều trang.xlsx", "page": "2"})
    assert [table["sheet"] for table in data["tables"]] == ["Trang 21", "Trang 22"]
    assert data["leaf"]["previous"] == {"file": "nhiều trang.xlsx", "page": 1}
