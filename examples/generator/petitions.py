"""Petitions on administrative rules that the provincial office forwarded: Điều 6 khoản 6."""

import random
from datetime import date, timedelta

from .province import Province, Row

HEADERS = ("Đơn vị", "Mã", "Nội dung", "Ngày VP UBND tỉnh chuyển", "Ngày xác minh", "Ngày xử lý")

_TOTAL = 60
_FIRST_DAY = date(2021, 3, 1)
_SUBJECTS = (
    "Thành phần hồ sơ yêu cầu thêm giấy tờ ngoài quy định",
    "Thời hạn giải quyết trên bản niêm yết khác quyết định công bố",
    "Mức phí, lệ phí niêm yết chưa rõ",
    "Mẫu đơn trên Cổng dịch vụ công không tải được",
    "Quy định về xác nhận nơi cư trú còn trùng lặp",
    "Đề nghị bỏ yêu cầu nộp bản sao công chứng",
)


def receive_petitions(province: Province) -> None:
    """Put the petitions of a year on record, each verified and handled."""
    chance = random.Random("2022/petitions")
    addressed = [unit.code for unit in province.units.values() if unit.kind != "khac"]
    for number in range(1, _TOTAL + 1):
        forwarded = _FIRST_DAY + timedelta(days=6 * number)
        province.petitions.append(_petition(chance, chance.choice(addressed), number, forwarded))


def _petition(chance: random.Random, unit: str, number: int, forwarded: date) -> Row:
    verified = forwarded + timedelta(days=chance.randrange(2, 8))
    return {
        "Đơn vị": unit,
        "Mã": f"PAKN-{forwarded.year}-{number:03d}",
        "Nội dung": chance.choice(_SUBJECTS),
        "Ngày VP UBND tỉnh chuyển": forwarded,
        "Ngày xác minh": verified,
        "Ngày xử lý": verified + timedelta(days=chance.randrange(1, 7)),
    }
