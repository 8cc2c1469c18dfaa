"""Administrative procedures of every body: announced, posted, on the service portal. Điều 6 khoản 3, 4, 10.

What each kind of body handles stands in ``procedures.csv``. The names are those of common procedures; codes, decision
numbers and days are invented, and no real code begins with 9.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from .province import Province, Row
from .units import Unit

HEADERS = (
    "Đơn vị",
    "Mã",
    "Tên",
    "Số QĐ công bố",
    "Tình trạng",
    "Ngày hết hiệu lực",
    "Đã niêm yết",
    "Số QĐ trên bản niêm yết",
    "Khớp dữ liệu Cổng DVC",
    "Ngày VB có hiệu lực",
    "Ngày trình công bố",
)

_UNANNOUNCED: Row = {
    "Tình trạng": "Chưa công bố",
    "Ngày hết hiệu lực": None,
    "Đã niêm yết": "không",
    "Số QĐ trên bản niêm yết": None,
    "Khớp dữ liệu Cổng DVC": None,
}


def post_procedures(province: Province) -> None:
    """List the procedures of every body: those in force posted, those expired taken down, the newest submitted."""
    with Path(__file__).with_name("procedures.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    province.procedures = [row for unit in province.units.values() for row in _handled(unit, known)]


def _handled(unit: Unit, known: list[dict[str, str]]) -> Iterator[Row]:
    for procedure in known:
        if procedure["holder"] in (unit.code, unit.kind):
            yield _entry(unit, procedure) | _standing(procedure)


def _entry(unit: Unit, procedure: Mapping[str, str]) -> Row:
    return {
        "Đơn vị": unit.code,
        "Mã": procedure["code"],
        "Tên": procedure["name"],
        "Số QĐ công bố": procedure["announcement"] or None,
        "Ngày VB có hiệu lực": _day(procedure["act_effective"]),
        "Ngày trình công bố": _day(procedure["submitted"]),
    }


def _standing(procedure: Mapping[str, str]) -> Row:
    if procedure["expired"]:
        return _expired(procedure)
    return _in_force(procedure) if procedure["announcement"] else _UNANNOUNCED


def _in_force(procedure: Mapping[str, str]) -> Row:
    return {
        "Tình trạng": "Còn hiệu lực",
        "Ngày hết hiệu lực": None,
        "Đã niêm yết": "có",
        "Số QĐ trên bản niêm yết": procedure["announcement"],
        "Khớp dữ liệu Cổng DVC": "có",
    }


def _expired(procedure: Mapping[str, str]) -> Row:
    return {
        "Tình trạng": "Hết hiệu lực",
        "Ngày hết hiệu lực": _day(procedure["expired"]),
        "Đã niêm yết": "không",
        "Số QĐ trên bản niêm yết": None,
        "Khớp dữ liệu Cổng DVC": "có",
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
