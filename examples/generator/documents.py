"""Evidence documents: what each body put in writing for its duties, Điều 6 and Điều 10, and tasks assigned apart."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from .province import CLERK, Province, Row
from .units import PROVINCIAL_OFFICE, Unit

HEADERS = ("Đơn vị", "Nhiệm vụ", "Năm", "Số văn bản", "Ngày", "Người ký", "Nơi nhận", "Ghi chú")

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
