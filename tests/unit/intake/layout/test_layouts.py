"""What a sheet says besides its rows: headings, totals, signatures, titles; and what stays unclear is said to be."""

import pytest
from layouts.grid import Grid
from layouts.reading import read

HEADER = ("STT", "Họ và tên", "Chức vụ", "Điện thoại")
ROSTER = ("STT", "Đơn vị", "Họ và tên", "Chức vụ")


def roster(*rows, name="Công chức đầu mối", merges=()):
    """Read one sheet and return what was made of it."""
    return read(Grid(name, [list(row) for row in rows], list(merges)))


def officers(found):
    """Return unit and name of every officer."""
    table = found.dossier.tables["officer"]
    return [*zip(table.frame["unit"], table.frame["name"], strict=True)]


def reasons(found):
    """Return the row and reason of every reject of the sheet."""
    return [(reject.row, reject.reason) for reject in found.dossier.rejects if reject.file == "a.xlsx"]


def ignored(found):
    """Return the ignored rows of the sheet's tables by kind."""
    return [table.ignored for table in found.tables if table.file == "a.xlsx"]


def test_rows_that_are_no_data_are_counted_by_kind():
    """Titles, headers, numbers of columns, groups, totals, notes and signatures."""
    found = roster(
        ("DANH SÁCH",),
        HEADER,
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "Sở Y tế"),
        (1, "Nguyễn Văn An", "Giám đốc", "0912345678"),
        (None, "Cộng", None, 1),
        ("Ghi chú: không.",),
        ("Nơi nhận:", None, "GIÁM ĐỐC"),
        ("- Lưu: VT.",),
    )
    assert officers(found) == [("so-y-te", "Nguyễn Văn An")]
    assert ignored(found) == [
        {"group": 1, "header": 1, "note": 1, "numbering": 1, "signature": 2, "title": 1, "total": 1}
    ]
    assert reasons(found) == []


def test_a_value_of_a_group_row_or_merged_cell_keeps_its_cell():
    """Not that of the row which it holds for."""
    groups = roster(HEADER, ("I", "Sở Y tế"), (1, "Nguyễn Văn An", "Giám đốc", None)).dossier.tables["officer"]
    assert groups.source(0, "unit").cell == "B2"
    assert groups.source(0, "name").cell == "B3"
    merged = roster(
        ROSTER, (1, "Sở Y tế", "An Văn An", "Giám đốc"), (2, None, "Ba Thị Ba", "CV"), merges=[(1, 1, 2, 1)]
    ).dossier.tables["officer"]
    assert [merged.source(row, "unit").cell for row in range(2)] == ["B2", "B2"]


def test_a_reject_names_the_cell_that_its_value_stands_in():
    """Where that is not in the row itself."""
    found = roster(HEADER, ("I", "Sở Thuế"), (1, "An Văn An", "Giám đốc", None), (2, None, "Chuyên viên", "0912"))
    unknown, reject = found.dossier.rejects
    assert (unknown.row, unknown.reason) == (3, "unknown_unit")
    assert (reject.row, reject.reason) == (4, "missing_value")
    report = read(Grid("Báo cáo", [["Kỳ", "Ngày gửi"], ["I. Sở Thuế"], ["Quý I/2022", "1/2/2022"]]))
    assert "“Đơn vị, A2” ghi “Sở Thuế”" in report.dossier.rejects[0].message.vi


def test_rows_below_a_heading_that_is_not_known_have_no_unit():
    """They are rejected rather than given to the unit of the group above."""
    found = roster(
        HEADER,
        ("I", "Sở Y tế"),
        (1, "Nguyễn Văn An", "Giám đốc", None),
        ("II", "Trung tâm Phục vụ hành chính công"),
        (2, "Trần Thị Bình", "Giám đốc", None),
    )
    assert officers(found) == [("so-y-te", "Nguyễn Văn An")]
    assert reasons(found) == [(5, "missing_value")]


def test_a_text_alone_among_groups_is_unclear():
    """A person or a heading: neither it nor what follows is guessed."""
    found = roster(
        HEADER,
        (None, "Sở Y tế"),
        (1, "Nguyễn Văn An", "Giám đốc", None),
        (2, "Trung tâm Phục vụ hành chính công"),
        (3, "Trần Thị Bình", "Giám đốc", None),
    )
    assert officers(found) == [("so-y-te", "Nguyễn Văn An")]
    assert reasons(found) == [(4, "unclear_row"), (5, "missing_value")]


def test_empty_units_are_filled_only_where_the_layout_proves_it():
    """Numbers over all rows prove nothing, numbers anew from 1 below each unit do."""
    people = [("An Văn An", "Giám đốc"), ("Ba Thị Ba", "Chuyên viên"), ("Ca Văn Ca", "Giám đốc"), ("Da Thị Da", "CV")]
    units = ["Sở Y tế", None, "Sở Tư pháp", None]
    proven = roster(ROSTER, *zip([1, 2, 1, 2], units, *zip(*people, strict=True), strict=True))
    assert [unit for unit, _ in officers(proven)] == ["so-tu-phap", "so-tu-phap", "so-y-te", "so-y-te"]
    unproven = roster(ROSTER, *zip([1, 2, 3, 4], units, *zip(*people, strict=True), strict=True))
    assert len(officers(unproven)) == 2
    assert reasons(unproven) == [(3, "missing_value"), (5, "missing_value")]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("SỞ Y TẾ", "so-y-te"),
        ("DANH SÁCH CÔNG CHỨC CỦA SỞ Y TẾ NĂM 2022", "so-y-te"),
        ("Đơn vị: SYT", "so-y-te"),
        ("Danh sách xã Phúc Sơn, huyện Tân Yên", "x2"),
        ("Danh sách Trung tâm A thuộc Sở Y tế", None),
        ("Kính gửi: Sở Y tế", None),
        ("UBND TỈNH BẮC GIANG", None),
    ],
)
def test_a_title_names_the_unit_of_a_table_without_one(title, unit):
    """Only where it names one unit, not one above it or one that is written to."""
    found = roster((title,), HEADER, (1, "Nguyễn Văn An", "Giám đốc", None))
    if unit is None:
        assert reasons(found) == [(None, "missing_column")]
    else:
        assert officers(found) == [(unit, "Nguyễn Văn An")]
        assert found.dossier.tables["officer"].source(0, "unit").cell == "A1"


def test_a_title_that_may_be_two_units_is_a_reject_that_names_them():
    """As in a unit column."""
    found = roster(("DANH SÁCH XÃ PHÚC SƠN",), HEADER, (1, "Nguyễn Văn An", "Chủ tịch", None))
    assert reasons(found) == [(3, "ambiguous_unit")]
    assert found.dossier.tables["officer"].doubtful == {"x1": 1, "x2": 1}


def test_two_titles_that_name_different_units_name_none():
    """But a district above its commune is no other unit."""
    row = (1, "Nguyễn Văn An", "Chủ tịch", None)
    assert reasons(roster(("SỞ Y TẾ",), ("Danh sách Sở Tư pháp",), HEADER, row)) == [(None, "missing_column")]
    both = roster(("UBND HUYỆN YÊN THẾ",), ("UBND XÃ AN THƯỢNG",), HEADER, row)
    assert officers(both) == [("x3", "Nguyễn Văn An")]


def test_a_unit_that_only_a_name_says_is_remarked():
    """The name of a sheet or file has no cell."""
    found = read(Grid("Sở Y tế", [["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"], list(HEADER), [1, "An Văn An", "Giám đốc", None]]))
    assert officers(found) == [("so-y-te", "An Văn An")]
    assert reasons(found) == [(2, "unit_from_name")]


def test_a_row_that_stands_for_several_records_is_counted_once_for_each():
    """One is accepted and one rejected."""
    grid = Grid("Sheet1", [["BÁO CÁO NĂM 2022"], ["Đơn vị", "Quý I", "Quý II"], ["Sở Y tế", "10/3/2022", "x"]])
    (file, _) = read(grid).dossier.inputs
    assert (file.read, file.accepted, file.rejected, file.ignored) == (4, 1, 1, 2)


def test_rows_like_a_table_above_the_header_are_unclear():
    """A table whose header is not known is not taken for titles."""
    found = roster(("A", "B", "C"), ("x", "y", 1), ROSTER, (1, "Sở Y tế", "An Văn An", "Giám đốc"))
    assert reasons(found) == [(1, "unclear_row"), (2, "unclear_row")]
    assert officers(found) == [("so-y-te", "An Văn An")]


def test_two_columns_with_one_required_header_are_a_reject():
    """Where both hold values, which one is meant is not known."""
    header = ("Đơn vị", "Họ và tên", "Chức vụ", "Họ và tên", "Chức vụ")
    both = roster(header, ("Sở Y tế", "An Văn An", "Giám đốc", "Ba Thị Ba", "Chuyên viên"))
    assert reasons(both) == [(1, "ambiguous_column")]
    assert "B, D" in both.dossier.rejects[0].message.vi


def test_figures_below_the_signatures_are_unclear():
    """A signature holds text only."""
    found = roster(ROSTER, (1, "Sở Y tế", "An Văn An", "Giám đốc"), ("Nơi nhận:",), (None, None, "Bộ phận", 5, 6))
    assert (4, "unclear_row") in reasons(found)


@pytest.mark.parametrize("officers_above", [1, 3, 30])
def test_signers_side_by_side_are_no_officer(officers_above):
    """However many officers stand above them, and also where their titles fill every column that a row must have."""
    header = ("Đơn vị", "Họ và tên", "Chức vụ")
    rows = [("Sở Y tế", f"Nguyễn Văn {letter}", "Chuyên viên") for letter in "ABCDEGHIKLMNOPQRSTUVXYabcdeghi"]
    signers = [("NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG", "GIÁM ĐỐC"), ("Trần Văn Ký", "Lê Thị Ký", "Vũ Văn Ký")]
    found = roster(header, *rows[:officers_above], *signers)
    assert len(officers(found)) == officers_above
    assert ignored(found) == [{"header": 1, "signature": 2}]
    assert reasons(found) == []


def test_a_number_without_a_row_is_neither_a_heading_nor_data():
    """Rows that are numbered ahead do not end the group that they stand in, whether numbers are text or not."""
    found = roster(HEADER, ("I", "Sở Y tế"), ("1",), (2, "Nguyễn Văn An", "Giám đốc"))
    assert officers(found) == [("so-y-te", "Nguyễn Văn An")]


def test_a_hidden_sheet_is_read_and_said_to_be():
    """Data hidden by an oversight are data."""
    grid = Grid("Công chức đầu mối", [list(ROSTER), [1, "Sở Y tế", "An Văn An", "Giám đốc"]])
    sheet = grid.sheet()
    hidden = type(sheet)(sheet.name, sheet.numbers, sheet.rows, hidden=True)
    grid.sheet = lambda: hidden
    found = read(grid)
    assert officers(found) == [("so-y-te", "An Văn An")]
    assert reasons(found) == [(None, "hidden_sheet")]


@pytest.mark.parametrize(
    ("header", "cell", "values"),
    [
        ("Chức vụ, đơn vị công tác", "Phó Giám đốc, Sở Y tế", {"title": "Phó Giám đốc", "unit": "so-y-te"}),
        ("Chức vụ, đơn vị công tác", "CV, Phòng A, Sở Y tế", {"title": "CV, Phòng A", "unit": "so-y-te"}),
        ("Chức vụ, đơn vị công tác", "Phó Giám đốc Sở Y tế", {"title": "Phó Giám đốc", "unit": "so-y-te"}),
        ("Đơn vị - Chức vụ", "Sở Y tế - Chuyên viên", {"title": "Chuyên viên", "unit": "so-y-te"}),
    ],
)
def test_a_combined_cell_is_taken_apart(header, cell, values):
    """The unit is the longest part that names one."""
    found = roster(("STT", "Họ và tên", header, "Email"), (1, "An Văn An", cell, None))
    frame = found.dossier.tables["officer"].frame
    assert {name: frame.loc[0, name] for name in values} == values


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("1. Lê Văn An - Giám đốc\n2. Vũ Văn Ba - CV", [("Lê Văn An", "Giám đốc"), ("Vũ Văn Ba", "CV")]),
        ("An Văn An\nPhó Giám đốc", [("An Văn An", "Phó Giám đốc")]),
    ],
)
def test_lines_that_each_can_be_taken_apart_are_a_person_each(cell, people):
    """A name above its title is one."""
    found = roster(("Đơn vị", "Họ và tên - Chức vụ", "Email"), ("Sở Y tế", cell, None))
    frame = found.dossier.tables["officer"].frame
    assert [*zip(frame["name"], frame["title"], strict=True)] == people


@pytest.mark.parametrize("cell", ["Nguyễn Văn An", "Nguyễn Văn An 0912"])
def test_a_combined_cell_that_cannot_be_taken_apart_is_a_reject(cell):
    """It is not given to one of its fields."""
    found = roster(("Đơn vị", "Họ và tên - Chức vụ", "Email"), ("Sở Y tế", cell, None))
    assert reasons(found) == [(2, "unsplit_cell")]


def test_a_slip_of_the_pen_in_a_header_is_read_and_said():
    """With the likeness."""
    found = roster(("Đơn vị", "Họ và tên", "Chức vụ", "Điên thoạii"), ("Sở Y tế", "An Văn An", "GĐ", "0912345678"))
    assert found.dossier.tables["officer"].frame["phone"].tolist() == ["0912345678"]
    assert reasons(found) == [(1, "fuzzy_column")]
    assert "“Điên thoạii” là “Điện thoại” (giống 91 %)" in found.dossier.rejects[0].message.vi
