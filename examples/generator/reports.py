"""The report calendar of 2021 and 2022: Điều 7 khoản 3 and 4.

The regulation sets no day for sending. The due days are an example, another province's practice in 2021:
communes on the 16th, provincial bodies on the 18th, districts on the 19th of the last month of the period.
"""

import random
from datetime import date, timedelta

from .province import Province, Row
from .units import Unit

HEADERS = (
    "Đơn vị",
    "Kỳ báo cáo",
    "Hạn gửi",
    "Ngày gửi",
    "Người phê duyệt",
    "Ngày phê duyệt",
    "Nơi nhận",
    "Hình thức",
    "Có nội dung KSTTHC",
    "Có nội dung một cửa",
    "Có nội dung TTHC điện tử",
)

AS_OF = date(2022, 3, 31)
AD_HOC = "Đột xuất"
Q1 = "Quý I/2022"
YEAR = "Năm 2021"

_DUE_DAYS = {"xa": 16, "tinh": 18, "huyen": 19}
_LAST_MONTHS = {"Quý I": 3, "Quý II": 6, "Quý III": 9, "Quý IV": 12, "Năm": 12}
_AD_HOC_DUE = date(2022, 2, 25)
_AD_HOC_UNITS = (
    *("so-noi-vu", "so-tu-phap", "so-tai-chinh", "so-y-te", "ban-dan-toc"),
    *("213", "215", "218", "221"),
    *("07204", "07219"),
)
_NOT_REPORTING = ("vp_ubnd_tinh", "khac")
_PROVINCIAL_RECIPIENTS = ("UBND tỉnh (qua Văn phòng UBND tỉnh)", "Văn phòng UBND tỉnh", "VP UBND tỉnh")
_FORMS = ("Điện tử", "Điện tử", "Điện tử", "Giấy và điện tử")


def fill_calendar(province: Province) -> None:
    """List every period of both years for every unit that reports, with the report where it is due."""
    chance = random.Random("2022/reports")
    for unit in province.units.values():
        if unit.kind in _NOT_REPORTING:
            continue
        for year in (2021, 2022):
            for name, month in _LAST_MONTHS.items():
                period = f"{name} {year}" if name == "Năm" else f"{name}/{year}"
                due = date(year, month, _DUE_DAYS[unit.tier])
                province.reports.append(_entry(province, unit, period, due, chance))
        if unit.code in _AD_HOC_UNITS:
            province.reports.append(_entry(province, unit, AD_HOC, _AD_HOC_DUE, chance))


def _entry(province: Province, unit: Unit, period: str, due: date, chance: random.Random) -> Row:
    row: Row = dict.fromkeys(HEADERS)
    row |= {"Đơn vị": unit.code, "Kỳ báo cáo": period, "Hạn gửi": due}
    return row if due > AS_OF else row | _sent(province, unit, due, chance)


def _sent(province: Province, unit: Unit, due: date, chance: random.Random) -> Row:
    sent = due - timedelta(days=chance.randrange(2))
    return {
        "Ngày gửi": sent,
        "Người phê duyệt": unit.head,
        "Ngày phê duyệt": sent - timedelta(days=chance.randrange(2)),
        "Nơi nhận": _recipient(province, unit, chance),
        "Hình thức": chance.choice(_FORMS),
        "Có nội dung KSTTHC": "có",
        "Có nội dung một cửa": "có",
        "Có nội dung TTHC điện tử": "có",
    }


def _recipient(province: Province, unit: Unit, chance: random.Random) -> str:
    if unit.tier != "xa":
        return chance.choice(_PROVINCIAL_RECIPIENTS)
    district = province.units[unit.parent]
    return f"{district.name} (qua Văn phòng HĐND và UBND)"
