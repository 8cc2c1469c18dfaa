"""How long a national workbook takes: 27,000 officers x 10 columns and 63,500 reports x 12, with its units.

Run ``python -m tests.benchmarks.intake [UNITS.csv]``; the units are made up where no list with the columns code, tier,
full_name and parent_code is named. Prints the median of the rounds, its ratio to calamine alone reading the same file,
by the clock and by the processor's time, which other work on the machine changes less, and the peak memory of both
processes.
"""

import csv
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

import python_calamine
import xlsxwriter

from kstt_rules.intake import read_dossier
from kstt_rules.model.read_vocabulary import base_vocabulary

OFFICERS, REPORTS, ROUNDS = 27_000, 63_500, 5
UNITS = ("Mã đơn vị", "Tên đơn vị", "Cấp", "Trực thuộc")
OFFICER = (
    "Đơn vị",
    "Họ và tên",
    "Chức vụ",
    "Phòng/bộ phận",
    "Phụ trách Một cửa",
    "Phụ trách KSTTHC",
    "Kiêm nhiệm",
    "Điện thoại",
    "Email",
    "Từ ngày",
)
REPORT = (
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
    "Ghi chú",
)
TITLES = ("Chủ tịch UBND", "PCT", "Công chức VP-TK", "Chuyên viên", "Chánh Văn phòng")
FAMILIES, MIDDLES, NAMES = ("Nguyễn", "Trần", "Lê", "Phạm"), ("Văn", "Thị", "Đức"), ("An", "Bình", "Cường", "Dung")
Row = tuple[str, ...]


def units(path: Path | None) -> list[Row]:
    """Return codes, names, tiers and parents, of a list or made up."""
    if path is None:
        districts = [(f"h{place}", f"Huyện {place}", "huyện", "") for place in range(700)]
        return districts + [(f"x{place}", f"Xã {place}", "xã", f"h{place % 700}") for place in range(10_600)]
    tiers = {"tinh": "tỉnh", "huyen": "huyện", "xa": "xã"}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        return [(row["code"], row["full_name"], tiers[row["tier"]], row["parent_code"]) for row in rows]


def officers(codes: list[str]) -> Iterator[Row]:
    """Yield rows of officers, without end."""
    place = 0
    while True:
        name = f"{FAMILIES[place % 4]} {MIDDLES[place % 3]} {NAMES[place // 7 % 4]} {place % 977}"
        marks = ("có", "không", "x")[place % 3], ("có", "không")[place % 2], "có"
        contact = (f"09{place % 10**8:08}", f"cb{place}@example.vn", f"{place % 28 + 1:02}/0{place % 9 + 1}/2021")
        yield (codes[place % len(codes)], name, TITLES[place % 5], "Văn phòng", *marks, *contact)
        place += 1


def reports(codes: list[str]) -> Iterator[Row]:
    """Yield rows of reports, without end."""
    place = 0
    while True:
        day = f"{place % 28 + 1:02}/03/2022"
        period = ("Quý I/2022", "Quý II/2022", "Quý III/2022", "2022-Q4", "Năm 2022")[place // len(codes) % 5]
        sent = (day, day, "Chủ tịch", day, "UBND huyện", "Điện tử")
        yield (codes[place % len(codes)], period, *sent, "có", "có", "x", f"Công văn số {place}")
        place += 1


def write(path: Path, rows: list[Row], counts: tuple[int, int] = (OFFICERS, REPORTS)) -> None:
    """Write the national workbook, or one with other numbers of officers and reports."""
    codes = [row[0] for row in rows]
    sheets = {
        "Đơn vị": (UNITS, iter(rows)),
        "Công chức đầu mối": (OFFICER, islice(officers(codes), counts[0])),
        "Báo cáo": (REPORT, islice(reports(codes), counts[1])),
    }
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        for name, (header, lines) in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate((header, *lines)):
                sheet.write_row(number, 0, line)


def bare(path: Path) -> None:
    """Read all sheets with calamine and nothing else."""
    book = python_calamine.load_workbook(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def whole(path: Path) -> None:
    """Read and normalise."""
    dossier = read_dossier([path], base_vocabulary())
    sizes = {name: len(table) for name, table in dossier.tables.items()}
    assert sizes["officer"] == OFFICERS, (sizes, dossier.rejects[:3])
    assert sizes["report"] == REPORTS, (sizes, dossier.rejects[:3])


def main() -> None:
    """Measure both, one after the other in each round."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "national.xlsx")
        write(path, units(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
        whole(path)
        rounds = [(timed(bare, path), timed(whole, path)) for _ in range(ROUNDS)]
    print(f"calamine alone  {median(alone.seconds for alone, _ in rounds):.2f} s")
    print(f"read and normal {median(own.seconds for _, own in rounds):.2f} s")
    print(f"ratio           {median(own.seconds / alone.seconds for alone, own in rounds):.2f}")
    print(f"of processor    {median(own.processor / alone.processor for alone, own in rounds):.2f}")
    for name, who in (("parent", resource.RUSAGE_SELF), ("child", resource.RUSAGE_CHILDREN)):
        print(f"peak of {name:7} {resource.getrusage(who).ru_maxrss // 1024} MB")


class Taken(NamedTuple):
    """What a piece of work takes by the clock, and of the processor with that of its child processes."""

    seconds: float
    processor: float


def timed(work: Callable[[Path], None], path: Path) -> Taken:
    """Do a piece of work and return what it takes."""
    started, used = perf_counter(), _used()
    work(path)
    return Taken(perf_counter() - started, _used() - used)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
