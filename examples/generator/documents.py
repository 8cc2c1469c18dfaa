"""Evidence documents: what each body put in writing for its duties, Điều 6 and Điều 10, and tasks assigned apart."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .province import CLERK, Province, Row
from .units import PROVINCIAL_OFFICE, Unit

HEADERS = (
    "Đơn vị",
    "Nhiệm vụ",
    "Năm",
    "Số văn bản",
    "Ngày",
    "Người ký",
    "Nơi nhận",
    "Ngày yêu cầu",
    "Ngày trả lời",
    "Ghi chú",
)

ALL_TIERS = ("tinh", "huyen", "xa")


@dataclass(frozen=True, slots=True)
class Duty:
    """A yearly duty: its provision, the symbol of the documents that show it, their month and contents."""

    provision: str
    symbol: str
    month: int
    contents: str
    tiers: Collection[str] = ALL_TIERS


YEARLY = (
    Duty("6.1.a", "KH", 1, "Kế hoạch kiểm soát TTHC và thực hiện cơ chế một cửa"),
    Duty("6.1.c", "TTr", 3, "Đề xuất tập huấn, hướng dẫn nghiệp vụ"),
    Duty("6.1.d", "CV", 3, "Theo dõi, đôn đốc thực hiện nhiệm vụ kiểm soát TTHC"),
    Duty("6.1.e", "TTr", 3, "Đề xuất khen thưởng, chấn chỉnh"),
    Duty("6.3.a đoạn 2", "CV", 2, "Đôn đốc các phòng thống kê TTHC đủ điều kiện công bố", ("tinh",)),
    Duty("6.4.c", "BC", 2, "Kiểm tra việc công khai địa chỉ tiếp nhận phản ánh, kiến nghị"),
    Duty("6.5.a", "KH", 1, "Kế hoạch rà soát, đánh giá TTHC"),
    Duty("6.5.b", "BC", 3, "Báo cáo kết quả rà soát TTHC"),
    Duty("6.6.a", "CV", 2, "Hướng dẫn thực hiện phản ánh, kiến nghị"),
    Duty("6.6.d", "TTr", 3, "Giải pháp nâng cao hiệu quả tiếp nhận phản ánh, kiến nghị"),
    Duty("6.7", "KH", 1, "Triển khai cơ chế một cửa, một cửa liên thông"),
    Duty("6.9", "TTr", 3, "Đề xuất sáng kiến, giải pháp cải cách TTHC"),
)

_OF_THE_OFFICE = (
    Duty("10.2", "TB", 2, "Kênh trao đổi thông tin với công chức đầu mối các cấp"),
    Duty("10.3", "CV", 3, "Phối hợp, hỗ trợ các hoạt động cải cách TTHC"),
)
_YEARS = (2021, 2022)

_PROPOSAL = Duty("6.3.b đoạn 1", "CV", 0, "Kiến nghị công bố, sửa đổi TTHC")
_PROPOSALS = (
    ("213", "Sở Xây dựng", date(2021, 5, 12)),
    ("219", "Sở Tài nguyên và Môi trường", date(2021, 7, 20)),
    ("221", "Sở Công Thương", date(2021, 10, 6)),
    ("222", "Sở Kế hoạch và Đầu tư", date(2022, 1, 13)),
    ("07339", "Sở Tư pháp", date(2021, 6, 2)),
    ("07525", "Sở Lao động - Thương binh và Xã hội", date(2021, 8, 17)),
    ("07681", "Sở Tư pháp", date(2022, 2, 23)),
)
"""Body, the department it wrote to besides the provincial office, and the day."""

_COMMENT = Duty("6.3.b đoạn 2", "CV", 0, "Góp ý dự thảo quyết định công bố TTHC")
_REQUESTS = (
    *((district, "Sở Tư pháp", date(2021, 6, 21)) for district in ("213", "215", "216", "217", "218")),
    *((district, "Văn phòng UBND tỉnh", date(2022, 2, 9)) for district in ("219", "220", "221", "222", "223")),
    ("07201", "Sở Tư pháp", date(2021, 6, 21)),
    ("07339", "Sở Tư pháp", date(2021, 6, 21)),
    ("07681", "Văn phòng UBND tỉnh", date(2022, 2, 9)),
    ("07774", "Văn phòng UBND tỉnh", date(2022, 2, 9)),
)
"""Body, who asked it for comments, and the day of the request."""

_ASSIGNED_APART = {"07213": "41/QĐ-UBND", "07762": "27/QĐ-UBND"}
"""Communes whose roster leaves the number out for the clerk, and the decision they sent instead."""


def assign_apart(province: Province) -> None:
    """Move the assigning document of a few officers from the roster to the evidence: điểm b khoản 3 Điều 5."""
    for unit, number in _ASSIGNED_APART.items():
        officer = province.officer(unit, CLERK)
        officer["Số VB giao nhiệm vụ"] = None
        province.documents.append(
            dict.fromkeys(HEADERS)
            | {
                "Đơn vị": unit,
                "Nhiệm vụ": "5.3.b",
                "Năm": 2021,
                "Số văn bản": number,
                "Ngày": date(2021, 11, 15),
                "Người ký": "Chủ tịch UBND",
                "Nơi nhận": province.units[province.units[unit].parent].name,
                "Ghi chú": f"Giao nhiệm vụ cho {officer['Họ và tên']}",
            }
        )


def document_duties(province: Province) -> None:
    """Put a document on record for every yearly duty of every body that has focal officers."""
    chance = random.Random("2022/documents")
    for unit in province.units.values():
        if unit.kind != "khac":
            province.documents.extend(_of_unit(province, unit, chance))
    for unit, department, day in _PROPOSALS:
        proposal = _document(province, province.units[unit], _PROPOSAL, day, chance)
        province.documents.append(proposal | {"Nơi nhận": f"{department}; Văn phòng UBND tỉnh"})
    for unit, department, asked in _REQUESTS:
        answer = _document(
            province, province.units[unit], _COMMENT, asked + timedelta(days=chance.randrange(3, 9)), chance
        )
        province.documents.append(
            answer | {"Nơi nhận": department, "Ngày yêu cầu": asked, "Ngày trả lời": answer["Ngày"]}
        )


def _of_unit(province: Province, unit: Unit, chance: random.Random) -> Iterator[Row]:
    own = _OF_THE_OFFICE if unit.code == PROVINCIAL_OFFICE else ()
    for duty in (*YEARLY, *own):
        if unit.tier in duty.tiers:
            for year in _YEARS:
                yield _document(province, unit, duty, date(year, duty.month, chance.randrange(1, 29)), chance)


def _document(province: Province, unit: Unit, duty: Duty, day: date, chance: random.Random) -> Row:
    return dict.fromkeys(HEADERS) | {
        "Đơn vị": unit.code,
        "Nhiệm vụ": duty.provision,
        "Năm": day.year,
        "Số văn bản": f"{chance.randrange(3, 240)}/{duty.symbol}-{unit.symbol}",
        "Ngày": day,
        "Người ký": unit.head,
        "Nơi nhận": province.units[unit.parent].name if unit.parent else "Văn phòng UBND tỉnh",
        "Ghi chú": f"{duty.contents} năm {day.year}",
    }
