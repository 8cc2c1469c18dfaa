"""Inspections of procedure control and the figures prepared for them: Điều 6 khoản 1, Điều 10 khoản 4."""

from datetime import date, timedelta

from .province import Province
from .units import PROVINCIAL_OFFICE

HEADERS = ("Đơn vị", "Đơn vị chủ trì", "Năm", "Ngày kiểm tra", "Ngày chuẩn bị số liệu")

_VISITS = (
    ("so-tu-phap", date(2021, 5, 18)),
    ("so-xay-dung", date(2021, 5, 25)),
    ("so-y-te", date(2021, 6, 8)),
    ("213", date(2021, 8, 17)),
    ("219", date(2021, 8, 24)),
    ("07534", date(2021, 8, 25)),
    ("222", date(2021, 9, 14)),
    ("07777", date(2021, 9, 15)),
    ("so-cong-thuong", date(2022, 3, 1)),
    ("216", date(2022, 3, 8)),
    ("07339", date(2022, 3, 9)),
    ("07351", date(2022, 3, 10)),
)


def inspect(province: Province) -> None:
    """Put the inspections of both years on record, the figures of each prepared beforehand."""
    office = province.units[PROVINCIAL_OFFICE].name
    province.inspections = [
        {
            "Đơn vị": unit,
            "Đơn vị chủ trì": office,
            "Năm": day.year,
            "Ngày kiểm tra": day,
            "Ngày chuẩn bị số liệu": day - timedelta(days=6),
        }
        for unit, day in _VISITS
    ]
