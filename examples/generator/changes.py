"""Changes of officers in the first quarter of 2022, each reported as Điều 9 khoản 3 asks."""

from dataclasses import dataclass
from datetime import date, timedelta

from .province import Province, Row
from .roster import OfficerSource

HEADERS = (
    "Đơn vị",
    "Ngày thay đổi",
    "Công chức thôi",
    "Công chức thay",
    "Ngày gửi danh sách",
    "Ngày thông báo VP UBND tỉnh",
    "Số QĐ phê duyệt",
    "Ngày phê duyệt",
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One officer replaced: the unit, the place in its roster, and the new officer's first day.

    ``leaves_row``: the roster keeps the officer who left, with the last day in the post.
    """

    unit: str
    place: int
    day: date
    leaves_row: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """The decision that approves a roster again after a change."""

    number: str
    day: date


RECORDED = (
    (Replacement("so-y-te", 2, date(2022, 1, 10)), Approval("95/QĐ-UBND", date(2022, 1, 24))),
    (
        Replacement("so-tu-phap", 1, date(2022, 2, 14), leaves_row=True),
        Approval("212/QĐ-UBND", date(2022, 2, 25)),
    ),
    (Replacement("thanh-tra-tinh", 0, date(2022, 2, 15)), Approval("212/QĐ-UBND", date(2022, 2, 25))),
    (Replacement("so-noi-vu", 0, date(2022, 2, 21)), Approval("305/QĐ-UBND", date(2022, 3, 11))),
    (Replacement("221", 0, date(2022, 1, 17), leaves_row=True), Approval("146/QĐ-UBND", date(2022, 1, 25))),
    (Replacement("07387", 0, date(2022, 2, 8)), Approval("233/QĐ-UBND", date(2022, 2, 17))),
    (Replacement("07243", 1, date(2022, 1, 20)), Approval("118/QĐ-UBND", date(2022, 1, 27))),
    (Replacement("07519", 0, date(2022, 3, 1)), Approval("402/QĐ-UBND", date(2022, 3, 9))),
    (Replacement("07576", 1, date(2022, 2, 10)), Approval("267/QĐ-UBND", date(2022, 2, 18))),
    (Replacement("07840", 0, date(2022, 1, 12)), Approval("97/QĐ-UBND", date(2022, 1, 21))),
)
UNRECORDED = (
    Replacement("so-ke-hoach-va-dau-tu", 2, date(2022, 2, 7)),
    Replacement("07396", 1, date(2022, 2, 9)),
)
"""Changes that only a comparison with the previous roster shows."""
BY_NAMESAKES = (
    Replacement("so-tai-nguyen-va-moi-truong", 0, date(2022, 3, 14)),
    Replacement("07591", 1, date(2022, 1, 24)),
)
"""Changes of the same kind in which the new officer bears the name of the one who left."""


def replace_officers(province: Province, source: OfficerSource) -> None:
    """Put each new officer in the roster and each recorded change on record."""
    for replacement, approval in RECORDED:
        is_provincial = province.units[replacement.unit].tier == "tinh"
        list_sent = replacement.day + timedelta(days=2)
        change = replace(province, source, replacement)
        province.changes.append(
            change
            | {
                "Ngày gửi danh sách": list_sent,
                "Ngày thông báo VP UBND tỉnh": list_sent if is_provincial else approval.day + timedelta(days=1),
                "Số QĐ phê duyệt": approval.number,
                "Ngày phê duyệt": approval.day,
            }
        )


def replace(province: Province, source: OfficerSource, replacement: Replacement) -> Row:
    """Put a new officer in the roster and return the change, as far as it is known without being reported."""
    roster = province.roster(replacement.unit)
    leaving = province.officer(replacement.unit, replacement.place)
    joining = source.another(leaving, province.units[replacement.unit]) | {"Từ ngày": replacement.day}
    position = roster.index(leaving)
    leaving["Đến ngày"] = replacement.day - timedelta(days=1)
    roster[position : position + 1] = [leaving, joining] if replacement.leaves_row else [joining]
    return {
        "Đơn vị": replacement.unit,
        "Ngày thay đổi": replacement.day,
        "Công chức thôi": leaving["Họ và tên"],
        "Công chức thay": joining["Họ và tên"],
    }
