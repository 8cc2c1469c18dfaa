"""The page of one finding, and the piece of a sheet that it rests on."""

import openpyxl
import pytest
from small_desk import FILE, SHEET, made_workspace, small_desk, too_many

from kstt_rules.base.errors import UsageError
from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.views import correct, finding


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """An open desk that no test changes."""
    return small_desk(tmp_path_factory.mktemp("desks") / "desk")


def test_a_finding_is_told_whole(desk):
    """Citation, message, what to do, its evidence with cells, and what of it may be waived."""
    found = too_many(desk)
    told = finding.view(desk, {"id": found.fingerprint})
    one = told["finding"]
    assert one["citation"].startswith("Điểm a khoản 1 Điều 5 Quy chế")
    assert one["message"] == found.message.vi
    assert one["remedy"] == found.remedy.vi
    assert {item["term"]: item["value"] for item in one["evidence"]}["Loại đơn vị"] == "Sở"
    assert [cell["cell"] for cell in one["evidence"][0]["sheets"][0]["cells"]] == ["B2", "B3", "B4", "B5", "A6"]
    assert [value for value, _ in told["scopes"]] == ["rule", "provision"]
    assert told["others"] == {"unit": "yt"}


def test_the_sheet_is_shown_around_the_cells_that_a_finding_rests_on(desk):
    """With the headings of rows and columns, the neighbours, and the cells marked."""
    grid, units = finding.view(desk, {"id": too_many(desk).fingerprint})["grids"]
    assert grid["place"] == f"{FILE} › {SHEET}"
    assert [(column["letters"], column["header"]) for column in grid["columns"]] == [
        ("A", "Đơn vị"),
        ("B", "Họ và tên"),
        ("C", "Chức vụ"),
        ("D", "Điện thoại"),
    ]
    rows = {row["number"]: row for row in grid["rows"]}
    assert sorted(rows) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert rows[1]["is_header"]
    assert [cell["text"] for cell in rows[5]["cells"]] == ["Sở Y tế", "Phạm Thị Dung", "Chuyên viên", ""]
    marked = [cell["cell"] for row in grid["rows"] for cell in row["cells"] if cell["marked"]]
    assert marked == ["B2", "B3", "B4", "B5", "A6"]
    assert units["place"].startswith("don-vi.csv")


def test_a_finding_that_is_gone_is_told_so(desk):
    """As in a second tab, or after a correction and the button back."""
    assert finding.view(desk, {"id": "0" * 32})["finding"] is None
    assert finding.view(desk, {})["finding"] is None


def test_a_cell_is_shown_with_what_it_holds(desk):
    """Under the header of its column, ready to be typed over."""
    told = correct.view(desk, {"file": FILE, "sheet": SHEET, "cell": "d2"})
    assert (told["cell"], told["header"], told["text"]) == ("D2", "Điện thoại", "0912345678")
    assert told["edit"] is None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"cell": "B0"}, "'B0' is not a cell"),
        ({"cell": ""}, "is not a cell"),
        ({"file": "khac.xlsx"}, "there is no file 'khac.xlsx'"),
        ({"sheet": "Trang khác"}, "has no sheet 'Trang khác'"),
    ],
)
def test_a_cell_that_there_is_not_is_told_so(desk, place, said):
    """In one sentence that names it."""
    with pytest.raises(UsageError, match=said):
        correct.view(desk, {"file": FILE, "sheet": SHEET, "cell": "B5"} | place)


def test_far_cells_of_a_long_sheet_are_shown_with_gaps(desk):
    """Rows between them are left out, and the page says so; what does not fit is counted."""
    from kstt_rules.base.cell_address import Place  # noqa: PLC0415
    from kstt_rules.web.showing.sheet_grid import grid  # noqa: PLC0415

    shown = grid(desk, FILE, SHEET, [Place(2, 1), Place(50, 1), *(Place(row, 1) for row in range(100, 1000, 10))])
    assert [row["number"] for row in shown["rows"]][:10] == [1, 2, 3, 4, 48, 49, 50, 51, 52, 98]
    assert [row["number"] for row in shown["rows"] if row["after_gap"]][:2] == [48, 98]
    assert len(shown["rows"]) == 24
    assert shown["left"] > 80


def test_cells_of_an_earlier_roster_are_told_and_not_corrected(tmp_path):
    """They are not of this dossier: no page of them is offered, and none is shown of a file of the same name."""
    desk = Desk(made_workspace(tmp_path / "desk").folder)
    book = openpyxl.load_workbook(desk.workspace.folder / "files" / FILE)
    book[SHEET].append(("Sở Công Thương", "Vũ Văn Cũ", "Giám đốc", None))
    book.save(desk.workspace.folder / "previous" / FILE)
    desk.open()
    of_earlier = [
        group
        for one in desk.session.result.findings
        for item in finding.view(desk, {"id": one.fingerprint})["finding"]["evidence"]
        for group in item["sheets"]
        if group["place"].startswith("ky-truoc")
    ]
    assert of_earlier
    assert not any(group["can_be_corrected"] for group in of_earlier)
