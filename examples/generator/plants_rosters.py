"""What is planted in the rosters: breaches of Điều 2 and Điều 5, and what cannot be told from a roster."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from .changes import BY_NAMESAKES, UNRECORDED, replace
from .expected import Expected, breach, change_id, officer_id, undetermined
from .province import CLERK, LEADER, OFFICE_LEADER, SPECIALIST, Province, Row
from .roster import OfficerSource
from .units import PROVINCIAL_OFFICE

_UNKNOWN_UNIT = "UBND xã Phi Mô"
_ITS_LIKES = ("07318", "07324", "07438")  # the communes that the message names as alike
_RULES_THAT_NEED_THE_UNIT = ("D2.1.tier", "D2.2.tier", "D5.3.a.namesake", "D5.3.a.two_units", "D6.12.received")
_RULES_OF_THE_NUMBER = ("D5.1.c.clerk", "D5.1.c.leader", "D5.1.c.two")
_DIVISION_SPECIALIST = 4
_FORMER_ONLY = ("bql-cac-kcn", "216")
_LEFT_ON = date(2021, 11, 30)


def plant(province: Province, source: OfficerSource) -> Iterator[Expected]:
    """Change the rosters and yield what the audit should say about it."""
    yield from _tiers(province, source)
    yield from _departments(province, source)
    yield from _provincial_office(province, source)
    yield from _districts(province, source)
    yield from _communes(province, source)
    yield from _working_regime(province)
    yield from _unclear(province)


def plant_former(province: Province, former: Mapping[str, list[Row]]) -> Iterator[Expected]:
    """Put back the rows of those who left two bodies and have no successor, after the roster of the year before."""
    for unit, rule in zip(_FORMER_ONLY, ("D5.1.a.empty", "D5.1.b.empty"), strict=True):
        province.roster(unit).extend(row | {"Đến ngày": _LEFT_ON} for row in former[unit])
        yield breach(rule, unit, "Mọi người trong danh sách đã thôi làm đầu mối.")


def take_former(province: Province) -> dict[str, list[Row]]:
    """Take all officers out of the rosters of the bodies that have nobody left, and return their rows."""
    former = {unit: province.officers(unit) for unit in _FORMER_ONLY}
    for unit, rows in former.items():
        for row in rows:
            province.roster(unit).remove(row)
    return former


def plant_unrecorded(province: Province, source: OfficerSource) -> Iterator[Expected]:
    """Replace officers without a word and yield what comparing with the previous roster should add."""
    for replacement in UNRECORDED:
        change = replace(province, source, replacement)
        is_provincial = province.units[replacement.unit].tier == "tinh"
        for rule in ("D9.3.a.list", "D9.3.a.approval") if is_provincial else ("D9.3.b.untold",):
            yield breach(rule, change_id(change), "Danh sách đã thay đổi nhưng không có trong sổ theo dõi.")
    for replacement in BY_NAMESAKES:
        change = replace(province, source, replacement)
        province.officer(replacement.unit, replacement.place)["Họ và tên"] = change["Công chức thôi"]
        change["Công chức thay"] = change["Công chức thôi"]
        rule = "D9.3.a.same_name" if province.units[replacement.unit].tier == "tinh" else "D9.3.b.same_name"
        yield breach(rule, change_id(change), "Trùng tên nhưng khác điện thoại, thư điện tử; có thể là hai người.")
    for unit in _FORMER_ONLY:
        is_provincial = province.units[unit].tier == "tinh"
        for rule in ("D9.3.a.list", "D9.3.a.approval") if is_provincial else ("D9.3.b.untold",):
            yield undetermined(rule, unit, "Danh sách năm trước không có đơn vị này.")


def _tiers(province: Province, source: OfficerSource) -> Iterator[Expected]:
    for unit, place, tier, rule in (
        ("so-noi-vu", SPECIALIST, "huyện", "D2.1.tier"),
        ("221", SPECIALIST, "tỉnh", "D2.2.tier"),
        ("07711", CLERK, "huyện", "D2.3.tier"),
    ):
        officer = province.officer(unit, place)
        officer["Cấp"] = tier
        yield breach(rule, officer_id(officer), f"Danh sách ghi cấp {tier}, khác cấp của đơn vị.")
    stranger = source.make(province.units["07375"], "Phó Chủ tịch UBND", role="", division="Lãnh đạo UBND")
    stranger |= {"Đơn vị": _UNKNOWN_UNIT, "Cấp": "xã"}
    province.rosters["217"].append(stranger)
    stranger_id = str(stranger["Họ và tên"])
    yield breach("D2.unit", stranger_id, f"{_UNKNOWN_UNIT} không có trong danh mục đơn vị.")
    for rule in _RULES_THAT_NEED_THE_UNIT:
        yield undetermined(rule, stranger_id, "Không biết đơn vị nên chưa biết quy định nào được áp dụng.")
    for unit, rule in product(_ITS_LIKES, _RULES_OF_THE_NUMBER):
        yield undetermined(rule, unit, f"Người ghi ở {_UNKNOWN_UNIT} có thể thuộc xã có tên gần giống này.")


def _departments(province: Province, source: OfficerSource) -> Iterator[Expected]:
    _add(province, source, "so-cong-thuong", SPECIALIST)
    yield breach("D5.1.a.max", "so-cong-thuong", "Có 4 công chức đầu mối.")
    yield breach("D5.1.a.twice", "so-cong-thuong", "Có 2 chuyên viên.")

    province.officer("so-giao-thong-van-tai", OFFICE_LEADER)["Chức vụ"] = "Chuyên viên"
    yield breach("D5.1.a.twice", "so-giao-thong-van-tai", "Có 2 chuyên viên.")
    yield breach("D5.1.a.missing", "so-giao-thong-van-tai", "Không có lãnh đạo Văn phòng.")

    accountant = province.officer("so-lao-dong-thuong-binh-va-xa-hoi", SPECIALIST)
    accountant["Chức vụ"] = "Kế toán trưởng"
    yield breach("D5.1.a.outside", officer_id(accountant), "Kế toán trưởng không thuộc ba vai trò.")
    yield breach("D5.1.a.missing", "so-lao-dong-thuong-binh-va-xa-hoi", "Không có chuyên viên.")

    _remove(province, "ban-dan-toc", SPECIALIST)
    yield breach("D5.1.a.missing", "ban-dan-toc", "Không có chuyên viên.")

    for place in (SPECIALIST, OFFICE_LEADER, LEADER):
        _remove(province, "so-van-hoa-the-thao-va-du-lich", place)
    yield breach("D5.1.a.nobody", "so-van-hoa-the-thao-va-du-lich", "Không nhận được danh sách.")

    leader = province.officer("so-giao-duc-va-dao-tao", OFFICE_LEADER)
    leader["Phụ trách Một cửa"] = "không"
    yield breach("D5.1.a.one_stop", officer_id(leader), "Được ghi là không phụ trách Một cửa.")


def _provincial_office(province: Province, source: OfficerSource) -> Iterator[Expected]:
    _add(province, source, PROVINCIAL_OFFICE, LEADER)
    yield breach("D5.1.a.office_leader", PROVINCIAL_OFFICE, "Có 2 lãnh đạo Văn phòng.")

    absent = province.officers(PROVINCIAL_OFFICE)[-2]
    province.roster(PROVINCIAL_OFFICE).remove(absent)
    yield breach("D5.1.a.staff", officer_id(absent), "Thuộc biên chế của Phòng, không có trong danh sách.")

    outsider = _add(province, source, PROVINCIAL_OFFICE, _DIVISION_SPECIALIST)
    outsider["Phòng/bộ phận"] = "Phòng Tổng hợp"
    yield breach("D5.1.a.neither", officer_id(outsider), "Không là lãnh đạo Văn phòng, không thuộc Phòng.")


def _districts(province: Province, source: OfficerSource) -> Iterator[Expected]:
    _add(province, source, "223", SPECIALIST)
    yield breach("D5.1.b.max", "223", "Có 4 công chức đầu mối.")
    yield breach("D5.1.b.twice", "223", "Có 2 chuyên viên.")

    province.officer("217", OFFICE_LEADER)["Chức vụ"] = "Phó Chủ tịch UBND"
    yield breach("D5.1.b.twice", "217", "Có 2 lãnh đạo UBND.")
    yield breach("D5.1.b.missing", "217", "Không có lãnh đạo Văn phòng.")

    head = province.officer("218", SPECIALIST)
    head |= {"Chức vụ": "Trưởng phòng Nội vụ", "Phòng/bộ phận": "Phòng Nội vụ"}
    yield breach("D5.1.b.outside", officer_id(head), "Trưởng phòng Nội vụ không thuộc ba vai trò.")
    yield breach("D5.1.b.missing", "218", "Không có chuyên viên.")

    for place in (SPECIALIST, OFFICE_LEADER, LEADER):
        _remove(province, "215", place)
    yield breach("D5.1.b.nobody", "215", "Danh sách chỉ có công chức của các xã.")

    leader = province.officer("219", OFFICE_LEADER)
    leader["Phụ trách Một cửa"] = "không"
    yield breach("D5.1.b.one_stop", officer_id(leader), "Được ghi là không phụ trách Bộ phận Một cửa.")

    specialist = province.officer("222", SPECIALIST)
    specialist["Phụ trách KSTTHC"] = "không"
    yield breach("D5.1.b.procedure_control", officer_id(specialist), "Được ghi là không phụ trách KSTTHC.")


def _communes(province: Province, source: OfficerSource) -> Iterator[Expected]:
    _remove(province, "07252", CLERK)
    yield breach("D5.1.c.two", "07252", "Chỉ có 1 công chức đầu mối.")
    yield breach("D5.1.c.clerk", "07252", "Không có công chức Văn phòng - Thống kê.")

    _remove(province, "07459", LEADER)
    yield breach("D5.1.c.two", "07459", "Chỉ có 1 công chức đầu mối.")
    yield breach("D5.1.c.leader", "07459", "Không có lãnh đạo UBND xã.")

    _add(province, source, "07786", CLERK)
    yield breach("D5.1.c.two", "07786", "Có 3 công chức đầu mối.")
    yield breach("D5.1.c.clerk", "07786", "Có 2 công chức Văn phòng - Thống kê.")

    province.officer("07381", LEADER)["Chức vụ"] = "Văn phòng - Thống kê"
    yield breach("D5.1.c.leader", "07381", "Không có lãnh đạo UBND xã.")
    yield breach("D5.1.c.clerk", "07381", "Có 2 công chức Văn phòng - Thống kê.")

    province.officer("07321", CLERK)["Chức vụ"] = "Công chức Tư pháp - Hộ tịch"
    yield breach("D5.1.c.clerk", "07321", "Người thứ hai là công chức Tư pháp - Hộ tịch.")

    for place in (CLERK, LEADER):
        _remove(province, "07540", place)
    yield breach("D5.1.c.nobody", "07540", "Không nhận được danh sách.")


def _working_regime(province: Province) -> Iterator[Expected]:
    for unit, place in (("07777", CLERK), ("07840", CLERK)):
        officer = province.officer(unit, place)
        officer["Kiêm nhiệm"] = "không"
        yield breach("D5.3.a.full_time", officer_id(officer), "Được ghi là không kiêm nhiệm.")

    original, copy = province.officer("07414", CLERK), province.officer("07417", CLERK)
    copy |= {header: original[header] for header in ("Họ và tên", "Điện thoại", "Email")}
    for officer in (original, copy):
        yield breach("D5.3.a.two_units", officer_id(officer), "Có tên ở UBND xã Yên Mỹ và UBND xã Tân Hưng.")

    original, copy = province.officer("07660", LEADER), province.officer("07879", CLERK)
    copy |= {"Họ và tên": original["Họ và tên"], "Điện thoại": None}
    for officer in (original, copy):
        yield breach("D5.3.a.namesake", officer_id(officer), "Cùng họ tên ở hai xã, không có gì để phân biệt.")

    for unit, place in (("07600", LEADER), ("07606", CLERK), ("so-xay-dung", SPECIALIST)):
        officer = province.officer(unit, place)
        officer["Số VB giao nhiệm vụ"] = None
        yield breach("D5.3.b.assignment", officer_id(officer), "Chưa ghi nhận văn bản giao nhiệm vụ.")


def _unclear(province: Province) -> Iterator[Expected]:
    unclear = province.officer("so-nong-nghiep-va-ptnt", OFFICE_LEADER)
    unclear["Chức vụ"] = "Phụ trách bộ phận tổng hợp"
    why = "Chức vụ “Phụ trách bộ phận tổng hợp” không cho biết vai trò."
    for rule in ("D5.1.a.twice", "D5.1.a.missing"):
        yield undetermined(rule, "so-nong-nghiep-va-ptnt", why)
    for rule in ("D5.1.a.outside", "D10.5.role"):
        yield undetermined(rule, officer_id(unclear), why)

    unclear = province.officer("07723", CLERK)
    unclear["Chức vụ"] = "Công chức xã"
    why = "Chức vụ “Công chức xã” không cho biết vai trò."
    for rule, subject in (("D5.1.c.leader", "07723"), ("D5.1.c.clerk", "07723"), ("D10.5.role", officer_id(unclear))):
        yield undetermined(rule, subject, why)

    for unit, place, header, rule in (
        ("so-ke-hoach-va-dau-tu", OFFICE_LEADER, "Phụ trách Một cửa", "D5.1.a.one_stop"),
        ("221", OFFICE_LEADER, "Phụ trách Một cửa", "D5.1.b.one_stop"),
        ("213", SPECIALIST, "Phụ trách KSTTHC", "D5.1.b.procedure_control"),
        ("07807", LEADER, "Kiêm nhiệm", "D5.3.a.full_time"),
    ):
        officer = province.officer(unit, place)
        officer[header] = None
        yield undetermined(rule, officer_id(officer), f"Cột “{header}” để trống.")


def _add(province: Province, source: OfficerSource, unit: str, place: int) -> Row:
    """Add an officer in the same post as one of the unit's."""
    like = province.officer(unit, place)
    added = source.another(like, province.units[unit])
    roster = province.roster(unit)
    roster.insert(1 + roster.index(province.officers(unit)[-1]), added)
    return added


def _remove(province: Province, unit: str, place: int) -> None:
    province.roster(unit).remove(province.officer(unit, place))
