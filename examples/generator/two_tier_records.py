"""What the bodies of the invented province submit for the second quarter of 2026, all of it in order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from .names import NameSource, ascii_letters
from .province import Row
from .two_tier_units import OFFICE, Body, bodies

Q2 = "Quý II/2026"

ROSTER_HEADERS = (
    "Đơn vị",
    "Họ và tên",
    "Chức vụ",
    "Phòng/bộ phận",
    "Số năm ở vị trí",
    "Kiêm nhiệm",
    "Điện thoại",
    "Email",
    "Từ ngày",
)
UNIT_HEADERS = ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Có phòng pháp chế", "Dân số")
APPROVAL_HEADERS = (
    "Đơn vị",
    "Số quyết định",
    "Ngày",
    "Chức danh người ký",
    "Cơ quan ban hành",
    "Ngày gửi VP UBND tỉnh",
)
CHANGE_HEADERS = ("Đơn vị", "Ngày thay đổi", "Công chức thôi", "Công chức thay", "Ngày thông báo VP UBND tỉnh")
HANDOVER_HEADERS = ("Đơn vị", "Người bàn giao", "Người nhận bàn giao", "Ngày ký biên bản")
REPORT_HEADERS = (
    "Đơn vị",
    "Kỳ báo cáo",
    "Hạn gửi",
    "Ngày gửi",
    "Nơi nhận",
    "Hình thức",
    "Có nội dung KSTTHC",
    "Có nội dung TTHC điện tử",
)
PAYMENT_HEADERS = ("Đơn vị", "Họ và tên", "Kỳ chi trả", "Số tiền", "Ngày chi")
DOCUMENT_HEADERS = ("Đơn vị", "Nhiệm vụ", "Năm", "Số văn bản", "Ngày", "Người ký")

_HEADS = ("Phó Giám đốc", "Phó Giám đốc Sở", "PGĐ Sở")
_SECONDS = ("Trưởng phòng Tổng hợp", "Chánh Văn phòng", "Trưởng phòng Nghiệp vụ", "Chuyên viên chính", "Chuyên viên")
_LEGAL = ("Trưởng phòng Pháp chế", "Phó Trưởng phòng Pháp chế", "Chuyên viên Phòng Pháp chế", "Chuyên viên pháp chế")
_CHAIRS = ("Chủ tịch UBND", "Phó Chủ tịch UBND", "PCT UBND")
_COMMUNE_OFFICE = ("Chánh Văn phòng HĐND và UBND", "Phó Chánh Văn phòng HĐND và UBND", "Chuyên viên Văn phòng")
_CENTRE = ("Phó Giám đốc Trung tâm Phục vụ hành chính công", "Chuyên viên Trung tâm Phục vụ hành chính công")
_RECIPIENTS = ("UBND tỉnh (qua Văn phòng UBND tỉnh)", "Văn phòng UBND tỉnh", "VP UBND tỉnh")
_REPLACED = (("s10", 1, date(2026, 5, 11)), ("x05", 1, date(2026, 5, 18)), ("y03", 0, date(2026, 6, 1)))
"""Unit, place in its roster and first day of the officer who takes over."""

_PERIODS = (
    ("Quý I/2026", date(2026, 3, 20), date(2026, 3, 18)),
    (Q2, date(2026, 6, 22), date(2026, 6, 18)),
    ("Quý III/2026", date(2026, 9, 21), date(2026, 9, 18)),
    ("Quý IV/2026", date(2026, 12, 21), date(2026, 12, 18)),
    ("Năm 2026", date(2027, 1, 5), None),
)
"""Period, due day of provincial bodies and of communes, which do not report on the year."""


@dataclass(slots=True)
class Records:
    """The register and the rows of each dataset; ``Đơn vị`` holds a unit's code until the file is written."""

    bodies: dict[str, Body]
    units: dict[str, Row] = field(default_factory=dict)
    officers: list[Row] = field(default_factory=list)
    approvals: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    handovers: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)

    def roster(self, unit: str) -> list[Row]:
        """Return the officers of a unit, in the order of its roster."""
        return [row for row in self.officers if row["Đơn vị"] == unit]

    def approval(self, unit: str) -> Row:
        """Return the approval on record for a unit."""
        return next(row for row in self.approvals if row["Đơn vị"] == unit)

    def report(self, unit: str) -> Row:
        """Return a unit's entry for the second quarter."""
        return next(row for row in self.reports if (row["Đơn vị"], row["Kỳ báo cáo"]) == (unit, Q2))

    def payment(self, officer: Row) -> Row:
        """Return the payment to an officer."""
        return next(row for row in self.payments if row["Họ và tên"] == officer["Họ và tên"])


class People:
    """Makes officers: invented persons whose telephone numbers and e-mail addresses belong to nobody."""

    def __init__(self) -> None:
        self._names = NameSource("two-tier-2026")
        self._random = random.Random("two-tier-2026/officers")
        self._made = 0

    def make(self, unit: str, *titles: str, division: str) -> Row:
        """Return the roster row of a new person with one of several titles, long enough in the post."""
        self._made += 1
        name = self._names.next()
        since = date(2025, 7, 1) + timedelta(days=self._random.randrange(240))
        return {
            "Đơn vị": unit,
            "Họ và tên": name,
            "Chức vụ": self._random.choice(titles),
            "Phòng/bộ phận": division,
            "Số năm ở vị trí": self._random.randrange(2, 12),
            "Kiêm nhiệm": "có",
            "Điện thoại": f"0101{self._made:06d}",
            "Email": f"{ascii_letters(name).replace(' ', '.')}@thidu.example",
            "Từ ngày": since,
        }


def orderly_records(people: People) -> Records:
    """Return the records of a province in which everything follows the invented regulation."""
    records = Records(bodies())
    records.units = {code: _unit(body) for code, body in records.bodies.items()}
    for body in records.bodies.values():
        records.officers += _officers(body, people)
    _replace_officers(records, people)
    _approve(records)
    _report(records)
    records.payments = [payment_to(row) for row in records.officers]
    return records


def _unit(body: Body) -> Row:
    legal = {True: "có", False: "không", None: None}[body.has_legal_division]
    return dict(zip(UNIT_HEADERS, (body.code, body.name, body.tier, body.kind, legal, body.population), strict=True))


def _officers(body: Body, people: People) -> Iterator[Row]:
    if body.code == OFFICE:
        return
    if body.tier == "xã":
        yield people.make(body.code, *_CHAIRS, division="Lãnh đạo UBND")
        yield people.make(body.code, *_COMMUNE_OFFICE, division="Văn phòng HĐND và UBND")
        if body.is_large:
            yield people.make(body.code, *_CENTRE, division="Trung tâm Phục vụ hành chính công")
        return
    heads = _HEADS if body.kind == "Sở" else ("Phó Chánh Thanh tra",)
    yield people.make(body.code, *heads, division="Lãnh đạo cơ quan")
    if body.has_legal_division:
        yield people.make(body.code, *_LEGAL, division="Phòng Pháp chế")
    else:
        yield people.make(body.code, *_SECONDS, division="Văn phòng")


def _replace_officers(records: Records, people: People) -> None:
    for unit, place, day in _REPLACED:
        leaving = records.roster(unit)[place]
        joining = people.make(unit, str(leaving["Chức vụ"]), division=str(leaving["Phòng/bộ phận"]))
        records.officers[records.officers.index(leaving)] = joining | {"Từ ngày": day}
        records.changes.append(
            {
                "Đơn vị": unit,
                "Ngày thay đổi": day,
                "Công chức thôi": leaving["Họ và tên"],
                "Công chức thay": joining["Họ và tên"],
                "Ngày thông báo VP UBND tỉnh": day + timedelta(days=4),
            }
        )
        records.handovers.append(
            {
                "Đơn vị": unit,
                "Người bàn giao": leaving["Họ và tên"],
                "Người nhận bàn giao": joining["Họ và tên"],
                "Ngày ký biên bản": day + timedelta(days=2),
            }
        )


def _approve(records: Records) -> None:
    numbers = random.Random("two-tier-2026/approvals")
    for body in records.bodies.values():
        if body.code == OFFICE:
            continue
        is_commune = body.tier == "xã"
        day = date(2026, 4, 6) + timedelta(days=numbers.randrange(4)) if is_commune else date(2026, 4, 10)
        number = f"{numbers.randrange(11, 90)}/QĐ-UBND" if is_commune else "412/QĐ-UBND"
        values = (body.code, number, day, "Chủ tịch", body.name if is_commune else "UBND tỉnh", day + timedelta(days=3))
        records.approvals.append(dict(zip(APPROVAL_HEADERS, values, strict=True)))


def _report(records: Records) -> None:
    chance = random.Random("two-tier-2026/reports")
    for body in records.bodies.values():
        if body.code == OFFICE:
            continue
        for period, provincial, commune in _PERIODS:
            due = commune if body.tier == "xã" else provincial
            if due is not None:
                row: Row = dict.fromkeys(REPORT_HEADERS)
                row |= {"Đơn vị": body.code, "Kỳ báo cáo": period, "Hạn gửi": due}
                records.reports.append(row | _sent(due, chance) if period == Q2 else row)


def _sent(due: date, chance: random.Random) -> Row:
    return {
        "Ngày gửi": due - timedelta(days=chance.randrange(3)),
        "Nơi nhận": chance.choice(_RECIPIENTS),
        "Hình thức": "Điện tử",
        "Có nội dung KSTTHC": "có",
        "Có nội dung TTHC điện tử": "có",
    }


def payment_to(officer: Row) -> Row:
    """Return the payment of the least support for the second quarter."""
    values = (officer["Đơn vị"], officer["Họ và tên"], Q2, 1_500_000, date(2026, 6, 25))
    return dict(zip(PAYMENT_HEADERS, values, strict=True))
