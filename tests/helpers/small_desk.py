"""An open desk of a small dossier: a department with an officer too many, and a row of a unit that nobody knows."""

import openpyxl

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.desk.process import written
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State

OFFICERS = (
    ("Đơn vị", "Họ và tên", "Chức vụ", "Điện thoại"),
    ("Sở Y tế", "Nguyễn Văn An", "Giám đốc", "0912345678"),
    ("Sở Y tế", "Trần Thị Bình", "Chánh Văn phòng", None),
    ("Sở Y tế", "Lê Văn Cường", "Chuyên viên", None),
    ("Sở Y tế", "Phạm Thị Dung", "Chuyên viên", None),
    ("Sở Lạ", "Hoàng Văn Em", "Giám đốc", None),
)
UNITS = "Mã đơn vị,Tên đơn vị,Cấp,Loại\nyt,Sở Y tế,tỉnh,Sở\nct,Sở Công Thương,tỉnh,Sở\n"
FILE, SHEET = "dau-moi.xlsx", "Công chức đầu mối"
FOURTH = {"file": FILE, "sheet": SHEET, "cell": "B5"}
"""The officer too many."""


def made_workspace(folder):
    """Return a workspace with the dossier in it."""
    workspace = Workspace.make(folder, State(as_of="2022-03-31", pack="bac-giang-2021"))
    write_files(folder / "files")
    return workspace


def write_files(folder):
    """Write the dossier into a folder; return the paths."""
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for row in OFFICERS:
        book.active.append(row)
    book.save(folder / FILE)
    (folder / "don-vi.csv").write_text(UNITS, encoding="utf-8")
    return [folder / FILE, folder / "don-vi.csv"]


def small_desk(folder):
    """Return the desk, open."""
    desk = Desk(made_workspace(folder).folder)
    desk.open()
    return desk


def too_many(desk):
    """Return the finding on the officer too many, None where it is there no more."""
    return next((one for one in desk.session.result.findings if one.rule == "D5.1.a.max"), None)


def had_of(desk, name, **query):
    """Return the content of a download."""
    told = written(desk, name, query)
    path = desk.workspace.out / told["file"]
    content = path.read_bytes()
    path.unlink()
    return content
