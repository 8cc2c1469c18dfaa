"""Evidence documents: what each body put in writing for its duties, Điều 6 and Điều 10, and tasks assigned apart."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: its provision, the symbol and contents of the document that shows it, and when it is written."""

    provision: str
    symbol: str
    contents: str
    year: int
    month: int
    tiers: Collection[str] = ("tinh", "huyen", "xa")


_OF_EVERY_BODY = (
    Duty("6.1.a", "KH", "Kế hoạch kiểm soát TTHC và thực hiện cơ chế một cửa", 2022, 1),
    Duty("6.1.c", "TTr", "Đề xuất tập huấn, hướng dẫn nghiệp vụ", 2021, 11),
    Duty("6.1.d", "CV", "Theo dõi, đôn đốc thực hiện nhiệm vụ kiểm soát TTHC", 2021, 11),
    Duty("6.1.e", "TTr", "Đề xuất khen thưởng, chấn chỉnh", 2021, 11),
    Duty("6.3.a đoạn 2", "CV", "Đôn đốc các phòng thống kê TTHC đủ điều kiện công bố", 2021, 8, ("tinh",)),
    Duty("6.4.c", "BC", "Kiểm tra việc công khai địa chỉ tiếp nhận phản ánh, kiến nghị", 2021, 8),
    Duty("6.5.a", "KH", "Kế hoạch rà soát, đánh giá TTHC", 2022, 1),
    Duty("6.5.b", "BC", "Báo cáo kết quả rà soát TTHC", 2021, 11),
    Duty("6.5.c", "TTr", "Dự thảo văn bản thực thi phương án đơn giản hóa TTHC", 2021, 12, ("tinh",)),
    Duty("6.6.a", "CV", "Hướng dẫn thực hiện phản ánh, kiến nghị", 2021, 8),
    Duty("6.6.d", "TTr", "Giải pháp nâng cao hiệu quả tiếp nhận phản ánh, kiến nghị", 2021, 11),
    Duty("6.7", "KH", "Triển khai cơ chế một cửa, một cửa liên thông", 2021, 2),
    Duty("6.9", "TTr", "Đề xuất sáng kiến, giải pháp cải cách TTHC", 2021, 11),
)

_PLANS_OF_THE_YEAR_BEFORE = (
    Duty("6.1.a", "KH", "Kế hoạch kiểm soát TTHC và thực hiện cơ chế một cửa", 2021, 2),
    Duty("6.5.a", "KH", "Kế hoạch rà soát, đánh giá TTHC", 2021, 2),
)

_OF_THE_OFFICE = (
    Duty("10.2", "TB", "Kênh trao đổi thông tin với công chức đầu mối các cấp", 2021, 8),
    Duty("10.3", "CV", "Phối hợp, hỗ trợ các hoạt động cải cách TTHC", 2021, 11),
)
_ASSIGNED_APART = {"07213": "41/QĐ", "07762": "27/QĐ"}
"""Communes whose roster leaves the number out for the clerk, and the decision they sent instead."""


def assign_apart(province: Province) -> None:
    """Move the assigning document of a few officers from the roster to the evidence: điểm b khoản 3 Điều 5."""
    for unit, number in _ASSIGNED_APART.items():
        officer = province.officer(unit, CLERK)
        officer["Số VB giao nhiệm vụ"] = None
        province.documents.append(
            write_document(
                province.units[unit],
                "5.3.b",
                number,
                date(2021, 11, 15),
                f"Giao nhiệm vụ cho {officer['Họ và tên']}",
            )
            | {"Nơi nhận": _superior(province, province.units[unit])}
        )


def document_duties(province: Province) -> None:
    """Put a document on record for every duty of every body that has focal officers."""
    chance = random.Random("2022/documents")
    for unit in province.units.values():
        own = _OF_THE_OFFICE if unit.code == PROVINCIAL_OFFICE else ()
        for duty in (*_OF_EVERY_BODY, *own, *_PLANS_OF_THE_YEAR_BEFORE):
            if unit.tier in duty.tiers and unit.kind != "khac":
                day = date(duty.year, duty.month, chance.randrange(1, 29))
                note = f"{duty.contents} năm {duty.year}"
                document = write_document(unit, duty.provision, f"{chance.randrange(3, 240)}/{duty.symbol}", day, note)
                document["Nơi nhận"] = _superior(province, unit)
                province.documents.append(document)


def write_document(unit: Unit, duty: str, number: str, day: date, note: str) -> Row:
    """Return a document that the head of a unit signed; ``number`` lacks the unit's symbol."""
    return dict.fromkeys(HEADERS) | {
        "Đơn vị": unit.code,
        "Nhiệm vụ": duty,
        "Năm": day.year,
        "Số văn bản": f"{number}-{unit.symbol}",
        "Ngày": day,
        "Người ký": unit.head,
        "Ghi chú": note,
    }


def _superior(province: Province, unit: Unit) -> str:
    if unit.parent:
        return province.units[unit.parent].name
    return "UBND tỉnh" if unit.code == PROVINCIAL_OFFICE else "Văn phòng UBND tỉnh"
