"""Training of focal officers by the provincial office: Điều 10 khoản 1, Điều 6 khoản 11."""

from datetime import date

from .province import Province
from .units import PROVINCIAL_OFFICE

HEADERS = ("Đơn vị", "Nội dung", "Ngày", "Năm", "Số người dự")

_COURSES = (
    ("Nghiệp vụ kiểm soát TTHC cho công chức đầu mối cấp tỉnh, cấp huyện", date(2021, 4, 21), 96),
    ("Nghiệp vụ kiểm soát TTHC cho công chức đầu mối cấp xã", date(2021, 9, 29), 415),
    ("Cập nhật cơ sở dữ liệu TTHC và tiếp nhận phản ánh, kiến nghị", date(2022, 3, 17), 248),
)


def train(province: Province) -> None:
    """Put the courses of both years on record."""
    province.trainings = [
        {"Đơn vị": PROVINCIAL_OFFICE, "Nội dung": topic, "Ngày": day, "Năm": day.year, "Số người dự": participants}
        for topic, day, participants in _COURSES
    ]
