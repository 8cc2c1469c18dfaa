"""Training of focal officers by the provincial office: Điều 10 khoản 1, Điều 6 khoản 11."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .province import Province, Row
from .units import PROVINCIAL_OFFICE, Unit

HEADERS = ("Đơn vị", "Đơn vị tổ chức", "Nội dung", "Ngày", "Năm", "Số người dự")


@dataclass(frozen=True, slots=True)
class Course:
    """A course and the tiers that were asked to send their officers."""

    topic: str
    day: date
    tiers: Collection[str]


_COURSES = (
    Course("Phổ biến quy định mới về kiểm soát TTHC", date(2020, 10, 14), ("tinh", "huyen")),
    Course("Nghiệp vụ kiểm soát TTHC cho cấp tỉnh, cấp huyện", date(2021, 4, 21), ("tinh", "huyen")),
    Course("Nghiệp vụ kiểm soát TTHC cho cấp xã", date(2021, 9, 29), ("xa",)),
)


def train(province: Province) -> None:
    """Put the courses of two years on record, with every unit that sent its officers."""
    office = province.units[PROVINCIAL_OFFICE].name
    province.trainings = [
        _attendance(unit, course, office)
        for course in _COURSES
        for unit in province.units.values()
        if unit.tier in course.tiers and unit.kind != "khac"
    ]


def _attendance(unit: Unit, course: Course, office: str) -> Row:
    return {
        "Đơn vị": unit.code,
        "Đơn vị tổ chức": office,
        "Nội dung": course.topic,
        "Ngày": course.day,
        "Năm": course.day.year,
        "Số người dự": 2 if unit.tier == "xa" else 3,
    }
