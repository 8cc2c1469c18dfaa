"""Decisions that approve the rosters and their way to the provincial office: Điều 4, Điều 9 khoản 1, 2."""

import random
from datetime import date, timedelta

from .changes import RECORDED, Approval, Replacement
from .province import Province, Row
from .units import PROVINCIAL_OFFICE, Unit

HEADERS = (
    "Đơn vị",
    "Số quyết định",
    "Ngày",
    "Chức danh người ký",
    "Cơ quan ban hành",
    "Người đề nghị",
    "Số tờ trình",
    "Ngày gửi VP UBND tỉnh",
)

CHAIR = "Chủ tịch"
FOR_THE_CHAIR = "KT. Chủ tịch, Phó Chủ tịch"

BY_COMMUNE = "220"
"""The district that decides commune by commune; the others decide once for all their communes."""

BY_NAME = "213"
"""The district whose decision names each of the communes that it approves."""

SCOPE = "Phạm vi"
WITH_COMMUNES = " và các xã, phường, thị trấn"
"""What a district's decision says of whom it approves, behind the district's name."""

_PROVINCIAL_DECISION = ("1502/QĐ-UBND", date(2021, 12, 24))


def approve(province: Province) -> None:
    """Put an approval on record for every roster, and one for every change of officers."""
    numbers = random.Random("2022/approvals")
    for unit in province.units.values():
        if unit.is_department or unit.code == PROVINCIAL_OFFICE:
            province.approvals.append(_provincial(unit, *_PROVINCIAL_DECISION, signer=FOR_THE_CHAIR))
        elif unit.tier == "huyen":
            decision = _by_district(unit, unit, *_decision(numbers), signer=CHAIR)
            scope = None if unit.code == BY_COMMUNE else WITH_COMMUNES
            province.approvals.append(decision | {SCOPE: scope})
        elif unit.parent == BY_COMMUNE:
            district = province.units[unit.parent]
            province.approvals.append(_by_district(unit, district, *_decision(numbers), signer=FOR_THE_CHAIR))
    province.approvals.extend(_after_change(province, *change) for change in RECORDED)


def name_communes(province: Province, left_out: str) -> None:
    """Let the decision of the district that names its communes name all but one."""
    named = [unit.place for unit in province.communes(BY_NAME) if unit.code != left_out]
    province.approval(BY_NAME)[SCOPE] = f" và các xã, phường {', '.join(named)}"


def _decision(numbers: random.Random) -> tuple[str, date]:
    day = numbers.randrange(18)
    return f"{2400 + 30 * day + numbers.randrange(30)}/QĐ-UBND", date(2021, 12, 6) + timedelta(days=day)


def _after_change(province: Province, replacement: Replacement, approval: Approval) -> Row:
    unit = province.units[replacement.unit]
    if unit.tier == "tinh":
        return _provincial(unit, approval.number, approval.day, signer=CHAIR)
    district = province.units[unit.parent or unit.code]
    return _by_district(unit, district, approval.number, approval.day, signer=CHAIR)


def _provincial(unit: Unit, number: str, day: date, *, signer: str) -> Row:
    return {
        "Đơn vị": unit.code,
        "Số quyết định": number,
        "Ngày": day,
        "Chức danh người ký": signer,
        "Cơ quan ban hành": "UBND tỉnh",
        "Người đề nghị": "Chánh Văn phòng UBND tỉnh",
        "Số tờ trình": number.replace("QĐ-UBND", "TTr-VP"),
        "Ngày gửi VP UBND tỉnh": day - timedelta(days=9),
    }


def _by_district(unit: Unit, district: Unit, number: str, day: date, *, signer: str) -> Row:
    return {
        "Đơn vị": unit.code,
        "Số quyết định": number,
        "Ngày": day,
        "Chức danh người ký": signer,
        "Cơ quan ban hành": district.name,
        "Người đề nghị": f"Chánh Văn phòng HĐND và {district.name}",
        "Số tờ trình": number.replace("QĐ-UBND", "TTr-VP"),
        "Ngày gửi VP UBND tỉnh": day + timedelta(days=1),
    }
