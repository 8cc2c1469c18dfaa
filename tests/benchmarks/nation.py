"""A made-up nation to measure with: every unit with its roster and report calendar, about 2 % of them out of order.

Districts and communes are those of a list where one is named, else made up; provincial bodies and people always are.
The same arguments give the same rows. ``python -m tests.benchmarks.nation WORKBOOK [UNITS.csv]`` writes the workbook
and prints the number of rows of each sheet as JSON.
"""

import csv
import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import xlsxwriter

BREACHES: Final = 0.02
PROVINCES, DISTRICTS_OF_ONE, COMMUNES_OF_ONE = 63, 11, 15

UNIT_HEADERS = ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc")
OFFICER_HEADERS = (
    *("Đơn vị", "Cấp", "Họ và tên", "Chức vụ", "Phụ trách Một cửa", "Phụ trách KSTTHC", "Kiêm nhiệm"),
    *("Số VB giao nhiệm vụ", "Email", "Từ ngày"),
)
REPORT_HEADERS = (
    *("Đơn vị", "Kỳ báo cáo", "Hạn gửi", "Ngày gửi", "Người phê duyệt", "Ngày phê duyệt", "Nơi nhận", "Hình thức"),
    *("Có nội dung KSTTHC", "Có nội dung một cửa", "Có nội dung TTHC điện tử", "Ghi chú"),
)

_BODIES = (
    *("Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Công Thương", "Sở Xây dựng", "Sở Y tế"),
    *("Sở Nông nghiệp và Phát triển nông thôn", "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường", "Sở Ngoại vụ"),
    *("Sở Thông tin và Truyền thông", "Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch"),
    *("Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo", "Sở Du lịch", "Sở Quy hoạch - Kiến trúc"),
    *("Thanh tra tỉnh", "Ban Dân tộc", "Ban Quản lý các Khu công nghiệp"),
)
_KINDS = {"huyện": "UBND huyện", "xã": "UBND xã"}
_POSTS = {
    "tỉnh": ("Phó Giám đốc", "Chánh Văn phòng", "Chuyên viên"),
    "huyện": ("Phó Chủ tịch", "Chánh Văn phòng", "Chuyên viên"),
    "xã": ("Phó Chủ tịch", "Văn phòng - Thống kê"),
}
_RECIPIENTS = {"tỉnh": "UBND tỉnh", "huyện": "VP UBND tỉnh", "xã": "UBND huyện"}
_PERIODS = (("Quý I/2022", 3), ("Quý II/2022", 6), ("Quý III/2022", 9), ("Quý IV/2022", 12), ("Năm 2022", 12))
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Quang", "Thanh", "Xuân", "Thu", "Hồng", "Kim", "Bá", "Gia")
_NAMES = (
    *("An", "Bình", "Chi", "Cường", "Dung", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hùng", "Hương", "Khánh"),
    *("Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phương", "Quân", "Sơn", "Thảo", "Thủy", "Trang", "Tuấn", "Vinh"),
)

Row = Sequence[str]


class Unit(NamedTuple):
    """A row of the register; the tier as it is written."""

    code: str
    name: str
    tier: str
    kind: str
    parent: str


def units(path: Path | None = None) -> list[Unit]:
    """Return the units of the nation; districts and communes from a list with code, tier, full_name, parent_code."""
    if path is None:
        districts = [(f"h{number}", f"Huyện {number}", "huyện", "") for number in range(PROVINCES * DISTRICTS_OF_ONE)]
        places = districts + [
            (f"{code}-{number}", f"Xã {number}", "xã", code)
            for code, *_ in districts
            for number in range(COMMUNES_OF_ONE)
        ]
        provinces = [f"t{number}" for number in range(PROVINCES)]
    else:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            listed = list(csv.DictReader(stream))
        provinces = [row["code"] for row in listed if row["tier"] == "tinh"]
        tiers = {"huyen": "huyện", "xa": "xã"}
        places = [
            (row["code"], row["full_name"], tiers[row["tier"]], row["parent_code"] if row["tier"] == "xa" else "")
            for row in listed
            if row["tier"] in tiers
        ]
    bodies = [
        Unit(f"{province}.{number}", name, "tỉnh", name if not name.startswith("Sở") else "Sở", "")
        for province in provinces
        for number, name in enumerate(_BODIES)
    ]
    return bodies + [Unit(code, name, tier, _KINDS[tier], parent) for code, name, tier, parent in places]


def officers(nation: Sequence[Unit]) -> Iterator[Row]:
    """Yield the rosters: as Điều 5 asks for, but in about 2 % of the units one officer has the wrong post."""
    chance, names = random.Random("officers"), _people()
    for unit in nation:
        wrong = chance.randrange(len(_POSTS[unit.tier])) if chance.random() < BREACHES else None
        for place, title in enumerate(_POSTS[unit.tier]):
            shown = "Kế toán" if place == wrong else title
            number, day = chance.randrange(1000), f"{chance.randrange(1, 29):02}/{chance.randrange(1, 13):02}/2021"
            email = f"cb{place}.{unit.code}@cq.example"
            yield (unit.code, unit.tier, next(names), shown, "có", "có", "có", f"{number}/QĐ-UBND", email, day)


def reports(nation: Sequence[Unit]) -> Iterator[Row]:
    """Yield the report calendars of 2022, one row a unit and period; about 2 % of the reports are late or absent."""
    chance = random.Random("reports")
    for unit, (period, month) in product(nation, _PERIODS):
        day, fate = chance.randrange(10, 17), chance.random() / BREACHES
        due, sent, approved = f"18/{month:02}/2022", f"{day:02}/{month:02}/2022", f"{day - 1:02}/{month:02}/2022"
        if fate < 0.5:
            sent = approved = ""
        elif fate < 1:
            sent = f"{chance.randrange(19, 29)}/{month:02}/2022"
        note = f"Công văn số {chance.randrange(5000)}"
        how = (due, sent, "Thủ trưởng", approved, _RECIPIENTS[unit.tier], "Điện tử", "có", "có", "x", note)
        yield (unit.code, period, *how)


def _people() -> Iterator[str]:
    """Yield names, none of them twice."""
    names = [" ".join(parts) for parts in product(_FAMILIES, _MIDDLES, _MIDDLES, _NAMES)]
    random.Random("people").shuffle(names)
    return iter(names)


def write(path: Path, nation: Sequence[Unit]) -> dict[str, int]:
    """Write the workbook of a nation; return the number of rows of each sheet."""
    sheets = {
        "Đơn vị": (UNIT_HEADERS, iter(nation)),
        "Công chức đầu mối": (OFFICER_HEADERS, officers(nation)),
        "Báo cáo": (REPORT_HEADERS, reports(nation)),
    }
    sizes = {}
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate((header, *rows)):
                sheet.write_row(number, 0, row)
            sizes[name] = number
    return sizes


if __name__ == "__main__":
    workbook, *lists = map(Path, sys.argv[1:])
    print(json.dumps(write(workbook, units(*lists))))
