"""Rosters of focal officers as they should be: Điều 5, each unit with the officers the regulation names."""

import random
from datetime import date, timedelta

from .names import NameSource, ascii_letters
from .province import Province, Row
from .units import PROVINCIAL_OFFICE, TIER_LABELS, Unit

HEADERS = (
    "Đơn vị",
    "Cấp",
    "Họ và tên",
    "Chức vụ",
    "Vai trò",
    "Phòng/bộ phận",
    "Phụ trách Một cửa",
    "Phụ trách KSTTHC",
    "Kiêm nhiệm",
    "Số VB giao nhiệm vụ",
    "Điện thoại",
    "Email",
    "Từ ngày",
    "Đến ngày",
)
STAFF_HEADERS = ("Đơn vị", "Họ và tên", "Chức vụ", "Phòng/bộ phận", "Là công chức")

CONTROL_DIVISION = "Phòng Nội chính - Kiểm soát TTHC"
ROLE_NAMING_ROSTERS = ("222", "223")
"""Districts that fill in the column Vai trò; elsewhere the role is read from the title."""

_HEADS = {
    "so": ("Phó Giám đốc", "Phó Giám đốc Sở", "PGĐ", "Phó GĐ Sở", "P. Giám đốc"),
    "thanh_tra_tinh": ("Phó Chánh Thanh tra",),
    "ban_dan_toc": ("Phó Trưởng ban",),
    "bql_kcn": ("Phó Trưởng ban",),
}
_OFFICE_LEADERS = ("Chánh Văn phòng", "Trưởng phòng HC-TH", "Phó Chánh Văn phòng", "Chánh VP", "Phó CVP")
_SPECIALISTS = ("Chuyên viên", "Chuyên viên Văn phòng", "CV Văn phòng", "Chuyên viên chính")
_DISTRICT_HEADS = ("Phó Chủ tịch", "Phó Chủ tịch UBND", "PCT UBND")
_DISTRICT_OFFICE_LEADERS = (
    "Chánh Văn phòng HĐND và UBND",
    "Phó Chánh VP HĐND và UBND",
    "Phó CVP HĐND và UBND",
)
_COMMUNE_HEADS = ("Chủ tịch UBND", "Phó Chủ tịch UBND", "Phó Chủ tịch", "PCT UBND", "CT UBND")
_COMMUNE_CLERKS = ("Văn phòng - Thống kê", "Công chức Văn phòng - Thống kê", "Công chức VP-TK", "VP-TK")
_CONTROL_DIVISION_POSTS = (
    ("Trưởng phòng", "Vị trí khác"),
    ("Phó Trưởng phòng", "Vị trí khác"),
    ("Chuyên viên chính", None),
    *[("Chuyên viên", None)] * 3,
)
"""Titles, and the role where the title does not tell it: at the provincial office only its leaders lead."""


class OfficerSource:
    """Makes officers: invented persons in a given post, with contact data that belong to nobody.

    Telephone numbers start with 010, a range that is not in use; e-mail addresses end in the reserved
    domain ``.example``.
    """

    def __init__(self, seed: str) -> None:
        self._names = NameSource(seed)
        self._random = random.Random(seed)
        self._made = 0

    def choose(self, titles: tuple[str, ...]) -> str:
        """Return one of several ways to write a title."""
        return self._random.choice(titles)

    def make(self, unit: Unit, title: str, *, role: str, division: str, **duties: str) -> Row:
        """Return the roster row of a new person; ``role`` is written only where the roster names roles."""
        self._made += 1
        name = self._names.next()
        *initials, given = ascii_letters(name).split()
        since = date(2018, 1, 2) + timedelta(days=self._random.randrange(1400))
        row: Row = dict.fromkeys(HEADERS)
        row |= {
            "Đơn vị": unit.code,
            "Cấp": TIER_LABELS[unit.tier],
            "Họ và tên": name,
            "Chức vụ": title,
            "Vai trò": role if unit.roster in ROLE_NAMING_ROSTERS else None,
            "Phòng/bộ phận": division,
            "Kiêm nhiệm": "có",
            "Số VB giao nhiệm vụ": f"{self._random.randrange(11, 390)}/QĐ-{unit.symbol}",
            "Điện thoại": f"0100{self._made:06d}",
            "Email": f"{given}{''.join(word[0] for word in initials)}.{unit.code}@bacgiang.example",
            "Từ ngày": since,
        }
        return row | duties

    def another(self, like: Row, unit: Unit) -> Row:
        """Return the roster row of a new person in the same post as another of the unit."""
        person = self.make(unit, str(like["Chức vụ"]), role="", division="")
        own = ("Họ và tên", "Số VB giao nhiệm vụ", "Điện thoại", "Email")
        return like | {header: person[header] for header in own}


def fill_rosters(province: Province, source: OfficerSource) -> None:
    """Give every unit that the regulation addresses the officers that it should have."""
    province.rosters = {"tinh": [], **{district.code: [] for district in province.districts}}
    for unit in province.units.values():
        if unit.is_department:
            province.roster(unit.code).extend(_department(unit, source))
        elif unit.code == PROVINCIAL_OFFICE:
            province.roster(unit.code).extend(_provincial_office(unit, source))
        elif unit.tier == "huyen":
            province.roster(unit.code).extend(_district(unit, source))
        elif unit.tier == "xa":
            province.roster(unit.code).extend(_commune(unit, source))
    province.staff = _control_division(province, source)


def _department(unit: Unit, source: OfficerSource) -> list[Row]:
    return [
        source.make(unit, source.choose(_HEADS[unit.kind]), role="Lãnh đạo đơn vị", division="Lãnh đạo cơ quan"),
        source.make(
            unit,
            source.choose(_OFFICE_LEADERS),
            role="Lãnh đạo Văn phòng",
            division="Văn phòng",
            **{"Phụ trách Một cửa": "có"},
        ),
        source.make(unit, source.choose(_SPECIALISTS), role="Chuyên viên", division="Văn phòng"),
    ]


def _provincial_office(unit: Unit, source: OfficerSource) -> list[Row]:
    leader = source.make(unit, "Phó Chánh Văn phòng", role="Lãnh đạo Văn phòng", division="Lãnh đạo Văn phòng")
    return [
        leader,
        *(
            source.make(unit, title, role="", division=CONTROL_DIVISION) | {"Vai trò": role}
            for title, role in _CONTROL_DIVISION_POSTS
        ),
    ]


def _district(unit: Unit, source: OfficerSource) -> list[Row]:
    office = "Văn phòng HĐND và UBND"
    return [
        source.make(unit, source.choose(_DISTRICT_HEADS), role="Lãnh đạo đơn vị", division="Lãnh đạo UBND"),
        source.make(
            unit,
            source.choose(_DISTRICT_OFFICE_LEADERS),
            role="Lãnh đạo Văn phòng",
            division=office,
            **{"Phụ trách Một cửa": "có"},
        ),
        source.make(
            unit,
            source.choose(_SPECIALISTS),
            role="Chuyên viên",
            division=office,
            **{"Phụ trách KSTTHC": "có"},
        ),
    ]


def _commune(unit: Unit, source: OfficerSource) -> list[Row]:
    return [
        source.make(unit, source.choose(_COMMUNE_HEADS), role="Lãnh đạo đơn vị", division="Lãnh đạo UBND"),
        source.make(unit, source.choose(_COMMUNE_CLERKS), role="Văn phòng - Thống kê", division="Văn phòng - Thống kê"),
    ]


def _control_division(province: Province, source: OfficerSource) -> list[Row]:
    office = province.units[PROVINCIAL_OFFICE]
    members = [row for row in province.officers(office.code) if row["Phòng/bộ phận"] == CONTROL_DIVISION]
    contractor = source.make(office, "Nhân viên hợp đồng", role="", division=CONTROL_DIVISION)
    return [
        {header: row.get(header) for header in STAFF_HEADERS} | {"Là công chức": civil_servant}
        for row, civil_servant in [*((row, "có") for row in members), (contractor, "không")]
    ]
