"""A small dossier in files: a register, a roster of three departments, and reports as CSV."""

from datetime import date

import openpyxl

AS_OF = date(2022, 3, 31)
UNITS = [("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"), *((f"so-{i}", f"Sở {i}", "tỉnh", "Sở") for i in "ABC")]
ROLES = ("Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên")
OFFICERS = [
    ("Đơn vị", "Họ và tên", "Năm sinh", "Vai trò", "Từ ngày"),
    *((f"Sở {i}", f"Người {i}{n}", 1980 + n, role, date(2021, 12, 1)) for i in "ABC" for n, role in enumerate(ROLES)),
]
CSV = "Đơn vị,Kỳ báo cáo,Ngày gửi\nSở A,Quý IV/2021,20/12/2021\nSở B,Quý IV/2021,20/12/2021\n"
ROSTER = ("cong-chuc.xlsx", "Công chức đầu mối")
"""The file and the sheet of the roster."""


def write(place, changes=None, csv=CSV):
    """Write the files, with some cells of the roster changed."""
    for name, title, rows in (("don-vi", "Đơn vị", UNITS), ("cong-chuc", "Công chức đầu mối", OFFICERS)):
        book = openpyxl.Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        if name == "cong-chuc":
            for cell, value in (changes or {}).items():
                book.active[cell] = value
        book.save(place / f"{name}.xlsx")
    (place / "bao-cao.csv").write_text(csv, "utf-8")
