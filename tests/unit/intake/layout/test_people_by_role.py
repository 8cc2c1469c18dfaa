"""A row a unit, with a group of columns for the person in each role."""

from layouts.grid import Grid
from layouts.reading import read

GROUP = ("Họ tên", "Chức vụ", "Điện thoại")


def read_groups(*rows, groups=("Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên"), merged=True):
    """Read a sheet with a group of three columns for each role."""
    top = ["STT", "Đơn vị", *(cell for group in groups for cell in (group, None, None))]
    grid = Grid("Công chức đầu mối", [top, [None, None, *GROUP * len(groups)], *map(list, rows)])
    if merged:
        grid.merges = [(0, 0, 1, 0), (0, 1, 1, 1), *((0, at, 0, at + 2) for at in range(2, len(top), 3))]
    return read(grid)


def people(found):
    """Return unit, name, title and role of every officer."""
    frame = found.dossier.tables["officer"].frame
    return [*zip(frame["unit"], frame["name"], frame["title"], frame["role"], strict=True)]


ROW = (1, "Sở Y tế", "Nguyễn Văn An", "PGĐ", "0912345678", None, None, None, "Lê Văn Chi", "Cán sự", None)


def test_each_group_is_an_officer_in_the_role_over_it():
    """With the cells of the group; a group without any is nobody. The role over it counts before the title."""
    found = read_groups(ROW)
    assert people(found) == [
        ("so-y-te", "Lê Văn Chi", "Cán sự", "specialist"),
        ("so-y-te", "Nguyễn Văn An", "PGĐ", "unit_leader"),
    ]
    table = found.dossier.tables["officer"]
    keys = ("unit", "name", "title", "role", "phone")
    assert [table.source(0, key).cell for key in keys] == ["B3", "I3", "J3", "I1", "K3"]
    assert [table.source(1, key).cell for key in keys] == ["B3", "C3", "D3", "C1", "E3"]
    assert [reject for reject in found.dossier.rejects if reject.file == "a.xlsx"] == []


def test_groups_are_seen_without_merged_cells():
    """As in a .csv, where a group stands over its first column alone."""
    assert people(read_groups(ROW, merged=False)) == people(read_groups(ROW))


def test_two_groups_of_one_role_are_two_people():
    """Also where both bear the same words."""
    row = (1, "Sở Y tế", "Nguyễn Văn An", "PGĐ", None, "Lê Văn Chi", "CV", None, "Vũ Thị Lan", "CV", None)
    found = read_groups(row, groups=("Lãnh đạo đơn vị", "Chuyên viên", "Chuyên viên"))
    assert sorted(role for *_, role in people(found)) == ["specialist", "specialist", "unit_leader"]


def test_a_group_with_a_title_but_no_name_is_rejected():
    """Somebody is meant, and nobody is named."""
    found = read_groups((1, "Sở Y tế", "Nguyễn Văn An", "PGĐ", None, None, "CVP", None, None, None, None))
    [reject] = [reject for reject in found.dossier.rejects if reject.file == "a.xlsx"]
    assert (reject.row, reject.reason) == (3, "missing_value")
    assert found.dossier.tables["officer"].doubtful == {"so-y-te": 1}
