"""What is planted in the records that the provincial office keeps, and what follows from other findings.

Điều 6 khoản 1 and 11, Điều 10, Điều 11 khoản 1.
"""

from collections.abc import Iterator, Sequence

from .expected import Expected, breach, inspection_id, officer_id
from .province import CLERK, LEADER, OFFICE_LEADER, SPECIALIST, Province, Row
from .roster import OfficerSource
from .units import PROVINCIAL_OFFICE

_UNPREPARED = ("219", "07351")
_UNTRAINED = ("07291", "07702")
_UNLISTED = (("so-thong-tin-va-truyen-thong", SPECIALIST), ("07450", CLERK))
_LISTED_STILL = ("07636", LEADER)
_LISTED_FOR_ANOTHER = ("220", OFFICE_LEADER)
_LISTED_IN_ANOTHER_POST = (("07345", CLERK, "Công chức Tư pháp - Hộ tịch"), ("ban-dan-toc", LEADER, "Chuyên viên"))

_FOR_REVIEW = ("missing", "nobody", "empty", "neither", "two_units", "namesake", "assignment")
"""Rules of Điều 5 that leave the decision to a person, by the last part of their ids."""


def plant(province: Province, source: OfficerSource) -> Iterator[Expected]:
    """Change the records and yield what the audit should say about it."""
    for unit in _UNPREPARED:
        inspection = next(row for row in province.inspections if row["Đơn vị"] == unit)
        inspection["Ngày chuẩn bị số liệu"] = None
        yield breach("D6.1.b.data", inspection_id(inspection), "Đã được kiểm tra, chưa ghi nhận việc chuẩn bị số liệu.")
    for unit in _UNTRAINED:
        province.trainings = [row for row in province.trainings if row["Đơn vị"] != unit]
        yield breach("D6.11.received", unit, "Không dự lớp tập huấn nào.")
    yield from _led_by_another(province)
    yield from _consolidated(province, source)


def follow(province: Province, planted: Sequence[Expected]) -> Iterator[Expected]:
    """Yield what follows from breaches of Điều 5: units that have not re-arranged their focal officers."""
    changed = {row["Đơn vị"] for row in province.changes}
    broken = {
        item.subject.partition("/")[0]
        for item in planted
        if item.verdict == "breach" and item.rule.startswith("D5.") and not item.rule.endswith(_FOR_REVIEW)
    }
    for unit in sorted(broken - changed):
        yield breach("D11.1.unresolved", unit, "Có vi phạm Điều 5, chưa ghi nhận việc kiện toàn.")


def _led_by_another(province: Province) -> Iterator[Expected]:
    """Leave the provincial office with the training that it held in 2020; another department led all since."""
    for rows, header in ((province.trainings, "Đơn vị tổ chức"), (province.inspections, "Đơn vị chủ trì")):
        for row in rows:
            if row["Năm"] != 2020:
                row[header] = "Sở Nội vụ"
    yield breach("D10.1.training", PROVINCIAL_OFFICE, "Từ năm 2021 các lớp đều do Sở Nội vụ tổ chức.")
    yield breach("D10.4.inspection", PROVINCIAL_OFFICE, "Các cuộc kiểm tra đều do Sở Nội vụ chủ trì.")


def _consolidated(province: Province, source: OfficerSource) -> Iterator[Expected]:
    for unit, place in _UNLISTED:
        officer = province.officer(unit, place)
        province.consolidated.remove(_listed(province, officer))
        yield breach(
            "D10.5.missing", officer_id(officer), "Có trong danh sách của đơn vị, không có trong danh sách tổng hợp."
        )

    former = source.another(province.officer(*_LISTED_STILL), province.units[_LISTED_STILL[0]])
    extra = {header: former[header] for header in province.consolidated[0]}
    province.consolidated.append(extra)
    yield breach("D10.5.extra", officer_id(extra), "Không có trong danh sách của đơn vị.")

    officer = province.officer(*_LISTED_FOR_ANOTHER)
    other = _listed(province, officer)
    yield breach("D10.5.missing", officer_id(officer), "Danh sách tổng hợp ghi một người khác.")
    other["Họ và tên"] = source.another(officer, province.units[_LISTED_FOR_ANOTHER[0]])["Họ và tên"]
    yield breach("D10.5.extra", officer_id(other), "Ghi thay cho người có trong danh sách của đơn vị.")

    for unit, place, title in _LISTED_IN_ANOTHER_POST:
        listed = _listed(province, province.officer(unit, place))
        listed["Chức vụ"] = title
        yield breach("D10.5.role", officer_id(listed), f"Danh sách tổng hợp ghi “{title}”.")


def _listed(province: Province, officer: Row) -> Row:
    named = (officer["Đơn vị"], officer["Họ và tên"])
    return next(row for row in province.consolidated if (row["Đơn vị"], row["Họ và tên"]) == named)
