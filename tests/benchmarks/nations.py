"""Nations to measure with: each a folder of 63 workbooks, one a province, with 12,700 units, 27,000 officers and more.

Run ``python -m tests.benchmarks.nations FOLDER NATIONS``; the same numbers give the same cells.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

AS_OF = date(2022, 1, 31)
PROVINCES, DEPARTMENTS, DISTRICTS, COMMUNES = 63, 20, 11, 170
BREACHES = 0.02
PERIODS = ("Quý I/2021", "Quý II/2021", "Quý III/2021", "Quý IV/2021", "Năm 2021")
ENDS = (date(2021, 3, 14), date(2021, 6, 14), date(2021, 9, 14), date(2021, 12, 14), date(2021, 12, 14))
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hiếu", "Hoa", "Hùng", "Khánh", "Lan", "Long", "Mai")
SHEETS = {
    "Đơn vị": ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc"),
    "Công chức đầu mối": (
        "Đơn vị",
        "Họ và tên",
        "Chức vụ",
        "Vai trò",
        "Phụ trách Một cửa",
        "Phụ trách KSTTHC",
        "Kiêm nhiệm",
        "Số VB giao nhiệm vụ",
        "Điện thoại",
        "Email",
        "Từ ngày",
        "Đến ngày",
    ),
    "Phê duyệt": (
        "Đơn vị",
        "Số quyết định",
        "Ngày",
        "Chức danh người ký",
        "Cơ quan ban hành",
        "Người đề nghị",
        "Số tờ trình",
        "Ngày gửi VP UBND tỉnh",
    ),
    "Báo cáo": (
        "Đơn vị",
        "Kỳ báo cáo",
        "Hạn gửi",
        "Ngày gửi",
        "Người phê duyệt",
        "Ngày phê duyệt",
        "Nơi nhận",
        "Hình thức",
        "Có nội dung KSTTHC",
        "Có nội dung một cửa",
        "Có nội dung TTHC điện tử",
    ),
}
Row = tuple[str | None, ...]
Unit = tuple[str, str, str, str, str | None]


def write_nations(folder: Path, number: int) -> None:
    """Write so many nations below a folder."""
    for province in range(1, PROVINCES + 1):
        first = folder / "quoc-gia-001" / f"tinh-{province:02}.xlsx"
        first.parent.mkdir(parents=True, exist_ok=True)
        write_province(first, f"001{province:02}")
        for nation in range(2, number + 1):
            _copy(first, folder / f"quoc-gia-{nation:03}" / first.name, f"{nation:03}", f"{province:02}")


def _copy(first: Path, path: Path, nation: str, province: str) -> None:
    """Write the workbook of a province of the first nation anew with the codes and names of another nation."""
    path.parent.mkdir(exist_ok=True)
    with ZipFile(first) as old, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            cells = old.read(name).replace(f"001{province}".encode(), f"{nation}{province}".encode())
            new.writestr(name, cells.replace(b" 001</t>", f" {nation}</t>".encode()))


def write_province(path: Path, code: str) -> None:
    """Write the workbook of one province."""
    rng = random.Random(code)
    units = [*_units(code)]
    rows: dict[str, Iterator[Row]] = {
        "Đơn vị": iter(units),
        "Công chức đầu mối": _officers(units, code, rng),
        "Phê duyệt": _approvals(units),
        "Báo cáo": _reports(units, rng),
    }
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for name, header in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate((header, *rows[name])):
                sheet.write_row(number, 0, row)


def _units(code: str) -> Iterator[Unit]:
    for number in range(DEPARTMENTS):
        yield f"{code}s{number:02}", f"Sở số {number} tỉnh {code}", "tỉnh", "Sở", None
    for number in range(DISTRICTS):
        yield f"{code}h{number:02}", f"UBND huyện {code} {number}", "huyện", "UBND huyện", None
    for number in range(COMMUNES):
        district = f"{code}h{number % DISTRICTS:02}"
        yield f"{code}x{number:03}", f"UBND xã {code} {number}", "xã", "UBND xã", district


_ROLES = {
    "tỉnh": (("Phó Giám đốc", "Lãnh đạo đơn vị"), ("Chánh Văn phòng", "Lãnh đạo Văn phòng"), ("Chuyên viên",) * 2),
    "huyện": (("Phó Chủ tịch", "Lãnh đạo đơn vị"), ("Chánh Văn phòng", "Lãnh đạo Văn phòng"), ("Chuyên viên",) * 2),
    "xã": (("Phó Chủ tịch", "Lãnh đạo đơn vị"), ("Công chức VP-TK", "Văn phòng - Thống kê")),
}


def _officers(units: list[Unit], code: str, rng: random.Random) -> Iterator[Row]:
    place = 0
    for unit, _, tier, _, _ in units:
        posts = _ROLES[tier]
        for title, role in (*posts, posts[-1]) if rng.random() < BREACHES else posts:
            place += 1
            name = f"{FAMILIES[place % 13]} {GIVEN[place // 13 % 14]} {code} {GIVEN[place % 14]}{place // 182 or ''}"
            if rng.random() < BREACHES:
                name = f"{FAMILIES[place % 13]} Văn {GIVEN[place % 14]} {code[:3]}"
            in_charge = ("có", "có", "không" if rng.random() < BREACHES else "có")
            yield (
                unit,
                name,
                title,
                role,
                *in_charge,
                f"{place}/QĐ",
                f"09{place:08}",
                f"cb{place}.{code}@example.vn",
                "01/01/2021",
                None,
            )


def _approvals(units: list[Unit]) -> Iterator[Row]:
    for place, (unit, name, tier, _, _) in enumerate(units):
        if tier != "xã":
            issuer, office = ("UBND tỉnh", "UBND tỉnh") if tier == "tỉnh" else (name, f"HĐND và {name}")
            days = ("04/01/2021", "Chủ tịch", issuer, f"Chánh Văn phòng {office}", f"{place}/TTr-VP", "06/01/2021")
            yield (unit, f"{place + 1}/QĐ-UBND", *days)


def _reports(units: list[Unit], rng: random.Random) -> Iterator[Row]:
    for unit, _, tier, _, _ in units:
        to = "UBND huyện" if tier == "xã" else "UBND tỉnh"
        for period, end in zip(PERIODS, ENDS, strict=True):
            late = rng.random() < BREACHES
            sent = end + timedelta(days=1 + rng.randrange(4))
            days = [f"{day:%d/%m/%Y}" for day in (end + timedelta(days=5), sent, sent + timedelta(days=late))]
            yield (unit, period, days[0], days[1], "Thủ trưởng", days[2], to, "Điện tử", "có", "có", "có")


if __name__ == "__main__":
    write_nations(Path(sys.argv[1]), int(sys.argv[2]))
