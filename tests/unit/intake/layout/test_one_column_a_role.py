"""A row a unit, with a column for each role whose cells hold a person's name."""

import pandas as pd
import pytest
from layouts.grid import Grid
from layouts.reading import read

from kstt_rules.intake import from_frames
from kstt_rules.pack import load_pack

HEADER = ("STT", "Đơn vị", "Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên")


def officers(*rows, header=HEADER, name="Công chức đầu mối"):
    """Read a sheet; return what was made of it, and unit, name and role of every officer with the cell of each."""
    found = read(Grid(name, [list(row) for row in (header, *rows)]))
    table = found.dossier.tables.get("officer")
    people = [
        tuple((table.frame[key][at], table.source(at, key).cell) for key in ("unit", "name", "role"))
        for at in range(0 if table is None else len(table))
    ]
    return found, people


def reasons(found):
    """Return the row and reason of every reject of the sheet."""
    return [(reject.row, reject.reason) for reject in found.dossier.rejects if reject.file == "a.xlsx"]


def test_a_form_of_address_and_a_year_of_birth_may_stand_beside_a_name():
    """As elsewhere, the year of birth is not part of the name."""
    found, people = officers((1, "Sở Y tế", "ông Nguyễn Văn An", "Bà Trần Thị Bình (1980)", "LÊ VĂN CHI"))
    assert len(people) == 3
    assert found.dossier.tables["officer"].frame["birth_year"].dropna().tolist() == [1980]


def test_each_name_is_an_officer_in_the_role_of_its_column():
    """The unit, the name and the role keep the cells that say them; the person's own cell stands for the row."""
    found, people = officers((1, "Sở Y tế", "Nguyễn Văn An", None, "Trần Thị Bình"))
    assert people == [
        (("so-y-te", "B2"), ("Nguyễn Văn An", "C2"), ("unit_leader", "C1")),
        (("so-y-te", "B2"), ("Trần Thị Bình", "E2"), ("specialist", "E1")),
    ]
    assert [found.dossier.tables["officer"].source(at).cell for at in range(2)] == ["C2", "E2"]
    assert reasons(found) == []


def test_a_unit_that_names_nobody_is_accounted_for():
    """It makes no row, and is counted as one that was read and holds nothing."""
    found, people = officers((1, "Sở Y tế", "Nguyễn Văn An", None, None), (2, "Sở Tư pháp", None, "-", None))
    assert len(people) == 1
    [table] = [table for table in found.tables if table.file == "a.xlsx"]
    assert table.ignored == {"header": 1, "without_records": 1}
    [file] = [file for file in found.dossier.inputs if file.file == "a.xlsx"]
    assert (file.read, file.accepted, file.ignored) == (3, 1, 2)


def test_a_title_over_a_column_shows_the_role_by_the_kind_of_unit():
    """Head of a division is an office leader's equivalent in a department; the words are the vocabulary's."""
    header = ("Đơn vị", "Phó Giám đốc", "Chánh Văn phòng", "Chuyên viên 1", "Chuyên viên 2")
    _, people = officers(("Sở Y tế", "Vũ Văn An", "Trần Thị Bình", "Lê Văn Chi", "Bùi Văn Dũng"), header=header)
    roles = sorted(role for _, _, (role, _) in people)
    assert roles == ["office_leader", "specialist", "specialist", "unit_leader"]


@pytest.mark.parametrize(
    "cell",
    [
        "Lê Văn Chi\nBùi Văn Dũng",
        "Lê Văn Chi, Bùi Văn Dũng",
        "Lê Văn Chi - 0912345678",
        "Lê Văn Chi (PGĐ)",
        "chưa có",
        "Khuyết",
        5,
    ],
)
def test_a_cell_that_is_not_one_name_is_rejected(cell):
    """How many people it names is not certain, so the unit is in doubt."""
    found, people = officers(("Sở Y tế", "Nguyễn Văn An", "Trần Thị Bình", cell), header=HEADER[1:])
    assert len(people) == 2
    assert reasons(found) == [(2, "unsplit_cell")]
    assert found.dossier.tables["officer"].doubtful == {"so-y-te": 1}


@pytest.mark.parametrize(
    "marks", [(1, 1, 1), ("x", "x", None), ("có", "không", "có"), ("đã có", "chưa có", "đã có"), (None,) * 3]
)
def test_a_table_that_counts_or_marks_people_names_nobody(marks):
    """Numbers and marks under roles are not people."""
    found, people = officers(("Sở Y tế", *marks), header=HEADER[1:], name="Tổng hợp")
    assert people == []
    assert "officer" not in found.dossier.tables


def test_a_list_of_people_with_columns_for_roles_beside_is_a_plain_table():
    """Where a column holds the names, columns of roles hold something else."""
    header = ("Đơn vị", "Họ và tên", "Chức vụ", "Lãnh đạo đơn vị", "Chuyên viên")
    _, people = officers(("Sở Y tế", "Nguyễn Văn An", "Giám đốc", "đã có", "chưa có"), header=header)
    assert people == [(("so-y-te", "A2"), ("Nguyễn Văn An", "B2"), ("unit_leader", "B2"))]


def test_a_role_of_a_pack_heads_a_column_too():
    """Its label is in the pack's own vocabulary; no word stands in the program."""
    vocabulary = load_pack("example-two-tier").vocabulary
    label = vocabulary.label("role", "division_head").vi
    roster = pd.DataFrame({"Đơn vị": ["Sở Y tế"], "Lãnh đạo đơn vị": ["Nguyễn Văn An"], label: ["Trần Thị Bình"]})
    frame = from_frames({"officer": roster}, vocabulary).tables["officer"].frame
    assert dict(zip(frame["name"], frame["role"], strict=True)) == {
        "Nguyễn Văn An": "unit_leader",
        "Trần Thị Bình": "division_head",
    }
