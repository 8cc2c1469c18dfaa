"""Workspaces with their desk open in the process of the test, as views and acts meet them."""

from pathlib import Path

from layouts.grid import Grid, write

from kstt_rules.web.desk.desk import Desk
from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State

REGISTER = [
    ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Đơn vị cấp trên"],
    ["yt", "UBND huyện Yên Thế", "huyện", "UBND huyện", None],
    ["ln", "UBND huyện Lục Ngạn", "huyện", "UBND huyện", None],
    ["07301", "UBND xã Đồng Kỳ", "xã", "UBND xã", "yt"],
    ["07302", "UBND xã Đồng Sơn", "xã", "UBND xã", "yt"],
    ["07401", "UBND xã Đồng Sơn", "xã", "UBND xã", "ln"],
]
ROSTER = [
    ["DANH SÁCH CÔNG CHỨC ĐẦU MỐI"],
    ["TT", "Đơn vị", "Họ và tên", "Chức vụ", "Vị trí"],
    [1, "UBND xã Đồng Kì", "Nguyễn Văn An", "Chủ tịch", "a"],
    [2, "UBND xã Đồng Sơn", "Trần Thị Bình", "Theo dõi KSTT", "b"],
]
FILES = {
    "danh sách.xlsx": [Grid("DS", ROSTER), Grid("Khác", [["a", "b"], ["c", "d"]])],
    "đơn vị.xlsx": [Grid("Đơn vị", REGISTER)],
}


def open_desk(folder: Path, files=FILES) -> Desk:
    """Return the open desk of a workspace whose files hold these sheets; a text is a file that is no workbook."""
    place = Workspace.make(folder / "w", State(as_of="2022-03-31", pack="bac-giang-2021"))
    for name, sheets in files.items():
        path = place.folder / "files" / name
        if isinstance(sheets, str):
            path.write_text(sheets, encoding="utf-8")
        else:
            write(sheets, path)
    desk = Desk(place.folder)
    desk.open()
    return desk
