"""A shape that submissions fail in, and the list of officers that each of them is made from."""

from collections.abc import Callable
from dataclasses import dataclass

LIST = "Công chức đầu mối"
HEADER = ["Đơn vị", "Họ và tên", "Chức vụ", "Vai trò", "Điện thoại", "Từ ngày"]
ROWS = [
    ["Sở Y tế", "Nguyễn Văn An", "Giám đốc", "Lãnh đạo đơn vị", "0912345601", "05/01/2021"],
    ["Sở Y tế", "Trần Thị Bình", "Chánh Văn phòng", "Lãnh đạo Văn phòng", "0912345602", "05/01/2021"],
    ["Sở Y tế", "Lê Văn Cường", "Chuyên viên", "Chuyên viên", "0912345603", "05/01/2021"],
    ["Sở Tư pháp", "Phạm Thị Dung", "Giám đốc", "Lãnh đạo đơn vị", "0912345604", "05/01/2021"],
    ["Sở Tư pháp", "Vũ Thị Giang", "Chuyên viên", "Chuyên viên", "0912345606", "05/01/2021"],
]
"""The list as it should be: one body has all three roles, the other none who leads its office."""
UNITS = "Mã đơn vị,Tên đơn vị,Loại\nso-a,Sở Y tế,Sở\nso-b,Sở Tư pháp,Sở\n"
BREACH = ("D5.1.a.missing", "so-b")
"""The one breach in the list: it must be found wherever the list could be read."""

Files = dict[str, str | bytes]


@dataclass(frozen=True)
class Shape:
    """Files of one shape, and what must be said of them.

    ``seen`` are public reports of it, ``says`` pairs of a place and a part of the sentence in Vietnamese: the address
    of a cell, "dòng N", "trang" for a sheet or "tệp" for a file. ``breaches`` are all breaches, ``taken`` the officers.
    """

    name: str
    seen: str
    files: Callable[[], Files]
    says: tuple[tuple[str, str], ...] = ()
    breaches: tuple[tuple[str, str | None], ...] = (BREACH,)
    taken: int = len(ROWS)


def changed(row: int, column: int, value: object) -> list[list[object]]:
    """Return the rows with one cell changed, counted from 0."""
    rows: list[list[object]] = [[*cells] for cells in ROWS]
    rows[row][column] = value
    return rows
