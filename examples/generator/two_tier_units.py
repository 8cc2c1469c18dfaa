"""The bodies of tỉnh Thí Dụ, an invented province of two tiers: every name here is made up."""

import random
from dataclasses import dataclass

OFFICE = "vp-ubnd-tinh"
LARGE_COMMUNE = 16_000
"""From so many people on, a commune of the invented regulation has three focal officers, else two."""

_WITH_LEGAL_DIVISION = ("Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường")
_DEPARTMENTS = (
    *_WITH_LEGAL_DIVISION,
    "Sở Công Thương",
    "Sở Dân tộc và Tôn giáo",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
)
_LARGE = (
    *("phường Sao Mai", "phường Trăng Non", "phường Mây Trắng", "phường Nắng Mới"),
    *("xã Suối Đàn", "xã Gió Ngàn", "xã Đồi Thông Reo", "xã Hồ Gương Trời", "xã Sóng Ru", "xã Cầu Vồng"),
    *("xã Sương Mai", "xã Đồng Hoa Cải", "xã Bến Trăng", "xã Vườn Chim Hót", "xã Khe Nắng", "xã Chợ Phiên Xưa"),
)
_SMALL = (
    *("xã Đá Kể Chuyện", "xã Rừng Cọ Xanh", "xã Thác Bạc Mơ", "xã Bãi Ngô Non"),
    *("xã Ruộng Trên Mây", "xã Mưa Xuân", "xã Lá Biếc", "xã Hạt Thóc"),
)


@dataclass(frozen=True, slots=True)
class Body:
    """One body; ``has_legal_division`` is of provincial bodies, ``population`` of communes, None elsewhere."""

    code: str
    name: str
    tier: str
    kind: str
    has_legal_division: bool | None = None
    population: int | None = None

    @property
    def is_large(self) -> bool:
        """Whether the body is a commune with three focal officers."""
        return (self.population or 0) >= LARGE_COMMUNE


def bodies() -> dict[str, Body]:
    """Return the bodies by their codes: departments and inspectorate, the provincial office, communes."""
    provincial = [
        Body(f"s{n:02}", name, "tỉnh", "Sở", name in _WITH_LEGAL_DIVISION) for n, name in _numbered(_DEPARTMENTS)
    ]
    others = [
        Body("tt", "Thanh tra tỉnh", "tỉnh", "Thanh tra tỉnh", has_legal_division=False),
        Body(OFFICE, "Văn phòng UBND tỉnh", "tỉnh", "Văn phòng UBND tỉnh"),
    ]
    people = random.Random("two-tier-2026/people")
    large = [_commune(f"x{n:02}", name, people.randrange(LARGE_COMMUNE, 48_000)) for n, name in _numbered(_LARGE)]
    small = [_commune(f"y{n:02}", name, people.randrange(4_000, LARGE_COMMUNE)) for n, name in _numbered(_SMALL)]
    return {body.code: body for body in (*provincial, *others, *large, *small)}


def _numbered(names: tuple[str, ...]) -> enumerate[str]:
    return enumerate(names, start=1)


def _commune(code: str, place: str, population: int) -> Body:
    return Body(code, f"UBND {place}", "xã", "UBND xã", population=population)
