"""A small province: its register of units, and canonical tables about them, row by row under canonical headers."""

from datetime import date, timedelta
from random import Random

REGISTER = [
    ("so-y-te", "Sở Y tế", "tỉnh", "Sở", None, "SYT"),
    ("so-tu-phap", "Sở Tư pháp", "tỉnh", "Sở", None, None),
    ("ban-dan-toc", "Ban Dân tộc", "tỉnh", "Ban Dân tộc", None, None),
    ("215", "UBND huyện Yên Thế", "huyện", "UBND huyện", None, None),
    ("216", "UBND huyện Tân Yên", "huyện", "UBND huyện", None, None),
    ("x1", "UBND xã Phúc Sơn", "xã", "UBND xã", "215", None),
    ("x2", "UBND xã Phúc Sơn", "xã", "UBND xã", "216", None),
    ("x3", "UBND xã An Thượng", "xã", "UBND xã", "215", None),
]
REGISTER_HEADERS = ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Trực thuộc", "Tên khác")
NAMES = {row[0]: row[1] for row in REGISTER}
TIERS = {row[0]: row[2] for row in REGISTER}
PARENTS = {row[0]: row[4] for row in REGISTER}
TIER_ORDER = ("tỉnh", "huyện", "xã")

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Quan", "Phương")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Huyền", "Khôi", "Lan", "Minh", "Ngọc", "Phúc", "Sơn", "Thảo")
_TITLES = {
    "tỉnh": ("Giám đốc", "Phó Giám đốc", "Chánh Văn phòng", "Chuyên viên"),
    "huyện": ("Chủ tịch", "Phó Chủ tịch", "Chánh Văn phòng", "Chuyên viên"),
    "xã": ("Chủ tịch", "Phó Chủ tịch", "Công chức Văn phòng - Thống kê"),
}
PERIODS = ("Quý I/2022", "Quý II/2022", "Quý III/2022", "Quý IV/2022", "Năm 2022")

Row = dict[str, object]


def register() -> list[Row]:
    """Return the register of units."""
    return [dict(zip(REGISTER_HEADERS, row, strict=True)) for row in REGISTER]


def officers(order: Random, units: list[str]) -> list[Row]:
    """Return one to three focal officers of each unit, no two of one name, with the tier that the unit is of."""
    names = [f"{surname} {middle} {given}" for surname in _SURNAMES for middle in ("Văn", "Thị") for given in _GIVEN]
    order.shuffle(names)
    return [_officer(order, unit, names.pop()) for unit in units for _ in range(order.randint(1, 3))]


def _officer(order: Random, unit: str, name: str) -> Row:
    day = date(2021, 1, 1) + timedelta(days=order.randrange(400))
    return {
        "Đơn vị": unit,
        "Họ và tên": name,
        "Năm sinh": order.randrange(1965, 1996),
        "Chức vụ": order.choice(_TITLES[TIERS[unit]]),
        "Cấp": TIERS[unit],
        "Phụ trách Một cửa": order.choice(("có", "không")),
        "Phụ trách KSTTHC": order.choice(("có", "không")),
        "Điện thoại": f"09{order.randrange(10**8):08d}",
        "Email": f"cb{order.randrange(1000)}@example.vn",
        "Từ ngày": f"{day:%d/%m/%Y}",
    }


def reports(order: Random, units: list[str]) -> list[Row]:
    """Return the reports of each unit for every period of 2022, some not sent."""
    return [_report(order, unit, period) for unit in units for period in PERIODS]


def _report(order: Random, unit: str, period: str) -> Row:
    day = date(2022, 3, 15) + timedelta(days=order.randrange(200))
    return {"Đơn vị": unit, "Kỳ báo cáo": period, "Ngày gửi": f"{day:%d/%m/%Y}" if order.random() < 0.7 else None}


def approvals(order: Random, units: list[str]) -> list[Row]:
    """Return a decision on the officers of each unit."""
    return [
        {
            "Đơn vị": unit,
            "Số quyết định": f"{order.randrange(1, 999)}/QĐ-UBND",
            "Ngày": f"{order.randrange(1, 28):02d}/01/2022",
            "Chức danh người ký": order.choice(("Chủ tịch", "KT. Chủ tịch")),
            "Cơ quan ban hành": "UBND tỉnh",
        }
        for unit in units
    ]
