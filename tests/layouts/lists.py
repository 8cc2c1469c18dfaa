"""Three lists that offices keep, as plain facts: of a district, of a province, and a calendar of reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from layouts.canonical import NAMES, PARENTS, REGISTER_HEADERS, Row
from layouts.grid import Grid

_COMMUNES = {
    "215": ("xã Đồng Kỳ", "xã Đồng Vương", "xã An Thượng", "xã Phúc Sơn", "xã Canh Nậu", "thị trấn Phồn Xương"),
    "216": ("xã Phúc Sơn", "xã An Dương", "xã Cao Xá", "thị trấn Nhã Nam"),
}
"""By the code of a district; one name is borne in both."""
_AT_THE_PROVINCE = (
    ("so-y-te", "Sở Y tế", "Sở"),
    ("so-tu-phap", "Sở Tư pháp", "Sở"),
    ("so-noi-vu", "Sở Nội vụ", "Sở"),
    ("so-ldtbxh", "Sở Lao động - Thương binh và Xã hội", "Sở"),
    ("thanh-tra", "Thanh tra tỉnh", "Thanh tra tỉnh"),
    ("ban-dan-toc", "Ban Dân tộc", "Ban Dân tộc"),
)
_DISTRICTS = (("215", "UBND huyện Yên Thế"), ("216", "UBND huyện Tân Yên"))
_CODES = [f"{number:05}" for number in range(7210, 7210 + 30, 3)]
REGISTER: list[Row] = [
    dict(zip(REGISTER_HEADERS, row, strict=True))
    for row in (
        *((code, name, "tỉnh", kind, None, None) for code, name, kind in _AT_THE_PROVINCE),
        *((code, name, "huyện", "UBND huyện", None, None) for code, name in _DISTRICTS),
        *(
            (code, f"UBND {name}", "xã", "UBND xã", district, None)
            for code, (district, name) in zip(
                _CODES, ((district, name) for district, names in _COMMUNES.items() for name in names), strict=True
            )
        ),
    )
]
UNIT_NAMES = NAMES | {str(row["Mã đơn vị"]): str(row["Tên đơn vị"]) for row in REGISTER}
"""By code, those of the small province too."""
DISTRICT_OF: dict[str, object] = {**PARENTS, **{str(row["Mã đơn vị"]): row["Trực thuộc"] for row in REGISTER}}
COMMUNES = [str(row["Mã đơn vị"]) for row in REGISTER if row["Trực thuộc"] == "215"]
HIGHER = [str(row["Mã đơn vị"]) for row in REGISTER if not row["Trực thuộc"]]

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Huyền", "Khôi", "Lan", "Minh", "Ngọc", "Phúc", "Thảo", "Yến")
_POSTS = {
    "xã": ("Chủ tịch", "Công chức Văn phòng - Thống kê"),
    "huyện": ("Phó Chủ tịch", "Chánh Văn phòng", "Chuyên viên"),
    "sở": ("Phó Giám đốc", "Chánh Văn phòng", "Chuyên viên"),
    "khác": ("Phó Trưởng ban", "Chánh Văn phòng", "Chuyên viên"),
    "thanh tra": ("Phó Chánh Thanh tra", "Chánh Văn phòng", "Chuyên viên"),
}
QUARTERS = ("Quý I/2022", "Quý II/2022")


@dataclass(frozen=True)
class PlainList:
    """A list: its dataset, what stands above it, and its rows with the codes of units and canonical headers."""

    dataset: str
    titles: tuple[str, ...]
    rows: list[Row]


def register_grid() -> Grid:
    """Return the register of units as a sheet."""
    return Grid("Đơn vị", [list(REGISTER_HEADERS), *(list(row.values()) for row in REGISTER)])


def district_list() -> PlainList:
    """Return the officers of all communes of a district, a few of them against the rules."""
    titles = ("UBND HUYỆN YÊN THẾ", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")
    return PlainList("officer", titles, _officers(Random("district"), COMMUNES))


def provincial_list() -> PlainList:
    """Return the officers of all offices of the province and of the committees of its districts."""
    titles = ("UBND TỈNH BẮC GIANG", "DANH SÁCH CÔNG CHỨC ĐẦU MỐI KIỂM SOÁT THỦ TỤC HÀNH CHÍNH")
    return PlainList("officer", titles, _officers(Random("province"), HIGHER))


def report_calendar() -> PlainList:
    """Return the reports of two quarters of all units of the province and the districts, some late."""
    order, rows = Random("calendar"), []
    for quarter, last in zip(QUARTERS, (date(2022, 3, 15), date(2022, 6, 15)), strict=True):
        for unit in HIGHER:
            sent = last + timedelta(days=order.randrange(-4, 6))
            approved = sent - timedelta(days=order.randrange(2))
            rows.append(
                {
                    "Đơn vị": unit,
                    "Kỳ báo cáo": quarter,
                    "Ngày gửi": _written(sent) if order.random() < 0.9 else None,
                    "Người phê duyệt": order.choice(("Giám đốc", "Phó Giám đốc")),
                    "Ngày phê duyệt": _written(approved),
                    "Hình thức": order.choice(("Điện tử", "Văn bản giấy")),
                    "Có nội dung KSTTHC": order.choice(("có", "có", "không")),
                }
            )
    return PlainList("report", ("UBND TỈNH BẮC GIANG", "THEO DÕI BÁO CÁO KIỂM SOÁT TTHC NĂM 2022"), rows)


def _officers(order: Random, units: list[str]) -> list[Row]:
    names = [f"{family} {middle} {given}" for family in _FAMILIES for middle in ("Văn", "Thị") for given in _GIVEN]
    order.shuffle(names)
    rows: list[Row] = []
    for place, unit in enumerate(units):
        posts = list(_POSTS[_kind(unit)])
        if place % 4 == 1:
            posts.append(posts[0])
        elif place % 4 == 3:
            posts.pop(0)
        rows += [_officer(order, unit, names.pop(), post) for post in posts]
    return rows


def _kind(unit: str) -> str:
    if DISTRICT_OF[unit]:
        return "xã"
    name = UNIT_NAMES[unit]
    found = (
        kind for start, kind in (("UBND", "huyện"), ("Sở", "sở"), ("Thanh", "thanh tra")) if name.startswith(start)
    )
    return next(found, "khác")


def _officer(order: Random, unit: str, name: str, post: str) -> Row:
    return {
        "Đơn vị": unit,
        "Họ và tên": name,
        "Năm sinh": order.randrange(1965, 1996),
        "Chức vụ": post,
        "Phụ trách Một cửa": order.choice(("có", "không")),
        "Phụ trách KSTTHC": order.choice(("có", "không")),
        "Điện thoại": f"09{order.randrange(10**8):08d}",
        "Từ ngày": _written(date(2021, 1, 13) + timedelta(days=order.randrange(400))),
    }


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


LISTS: dict[str, Callable[[], PlainList]] = {
    "district list": district_list,
    "provincial list": provincial_list,
    "report calendar": report_calendar,
}
