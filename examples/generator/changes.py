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
class Change:
    """One officer replaced: unit, place in its roster, the day, and the approval that follows."""

    unit: str
    place: int
    day: date
    approval: str
    approved: date
    leaves_row: bool = False


CHANGES = (
    Change("so-y-te", 2, date(2022, 1, 10), "95/QĐ-UBND", date(2022, 1, 24)),
    Change("so-tu-phap", 1, date(2022, 2, 14), "212/QĐ-UBND", date(2022, 2, 25), leaves_row=True),
    Change("thanh-tra-tinh", 0, date(2022, 2, 15), "212/QĐ-UBND", date(2022, 2, 25)),
    Change("so-noi-vu", 2, date(2022, 2, 21), "305/QĐ-UBND", date(2022, 3, 11)),
    Change("221", 2, date(2022, 1, 17), "146/QĐ-UBND", date(2022, 1, 25), leaves_row=True),
    Change("07387", 0, date(2022, 2, 8), "233/QĐ-UBND", date(2022, 2, 17)),
    Change("07243", 1, date(2022, 1, 20), "118/QĐ-UBND", date(2022, 1, 27)),
    Change("07519", 0, date(2022, 3, 1), "402/QĐ-UBND", date(2022, 3, 9)),
    Change("07576", 1, date(2022, 2, 10), "267/QĐ-UBND", date(2022, 2, 18)),
    Change("07840", 0, date(2022, 1, 12), "97/QĐ-UBND", date(2022, 1, 21)),
)


def replace_officers(province: Province, source: OfficerSource) -> None:
    """Put each new officer in the roster and the change on record; some rosters keep the officer who left."""
    for change in CHANGES:
        province.changes.append(_replace(province, source, change))


def _replace(province: Province, source: OfficerSource, change: Change) -> Row:
    roster = province.roster(change.unit)
    leaving = province.officer(change.unit, change.place)
    joining = source.successor(leaving, province.units[change.unit], change.day)
    position = roster.index(leaving)
    leaving["Đến ngày"] = change.day - timedelta(days=1)
    roster[position : position + 1] = [leaving, joining] if change.leaves_row else [joining]
    list_sent = change.day + timedelta(days=2)
    is_provincial = province.units[change.unit].tier == "tinh"
    return {
        "Đơn vị": change.unit,
        "Ngày thay đổi": change.day,
        "Công chức thôi": leaving["Họ và tên"],
        "Công chức thay": joining["Họ và tên"],
        "Ngày gửi danh sách": list_sent,
        "Ngày thông báo VP UBND tỉnh": list_sent if is_provincial else change.approved + timedelta(days=1),
        "Số QĐ phê duyệt": change.approval,
        "Ngày phê duyệt": change.approved,
    }
