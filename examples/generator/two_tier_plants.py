"""What is planted in the records of the invented province: every rule of its pack is broken at least once."""

from collections.abc import Iterator, Sequence
from datetime import date

from .expected import Expected, approval_id, breach, change_id, officer_id, payment_id, report_id, undetermined
from .province import Row
from .two_tier_records import UNIT_HEADERS, People, Records, payment_to
from .two_tier_units import OFFICE

_LEADER, _SECOND, _THIRD = 0, 1, 2
_PLANNED = ("s05", "x01")
"""Units with a faulty roster and a document to re-arrange it."""

_UNSENT: Row = {
    "Ngày gửi": None,
    "Nơi nhận": None,
    "Hình thức": None,
    "Có nội dung KSTTHC": None,
    "Có nội dung TTHC điện tử": None,
}
_WRONG_REPORTS: tuple[tuple[str, str, Row, str], ...] = (
    ("D6.1.absent", "s06", _UNSENT, "Hạn gửi đã qua, chưa ghi nhận báo cáo."),
    ("D6.1.late", "s01", {"Ngày gửi": date(2026, 6, 24)}, "Hạn 20/6 là thứ Bảy nên lùi đến 22/6; gửi ngày 24/6."),
    ("D6.2.absent", "x02", _UNSENT, "Hạn gửi đã qua, chưa ghi nhận báo cáo."),
    ("D6.2.late", "x03", {"Ngày gửi": date(2026, 6, 19)}, "Hạn 18/6, gửi ngày 19/6."),
    ("D6.3.recipient", "x04", {"Nơi nhận": "UBND huyện Cũ"}, "Gửi qua cấp huyện không còn."),
    ("D6.3.recipient", "s02", {"Nơi nhận": "Sở Nội vụ"}, "Gửi Sở Nội vụ, không gửi UBND tỉnh."),
    ("D6.4.a.content", "x06", {"Có nội dung KSTTHC": "không"}, "Thiếu nội dung kiểm soát TTHC."),
    ("D6.4.a.content", "s03", {"Có nội dung TTHC điện tử": "không"}, "Thiếu nội dung TTHC điện tử."),
    ("D6.4.b.paper", "y01", {"Hình thức": "Văn bản giấy"}, "Chỉ gửi văn bản giấy."),
    ("D6.5.put_off", "x07", {"Hạn gửi": date(2026, 6, 25)}, "Lịch ghi hạn 25/6, Quy chế ấn định 18/6."),
)
"""Rule, unit, what its calendar says of the second quarter instead, and what is wrong with it."""

_WRONG_APPROVALS: tuple[tuple[str, str, Row, str], ...] = (
    (
        "D5.1.signer",
        "s07",
        {"Chức danh người ký": "Giám đốc Sở", "Cơ quan ban hành": "Sở Giáo dục và Đào tạo"},
        "Sở tự phê duyệt danh sách của mình.",
    ),
    ("D5.2.signer", "x08", {"Cơ quan ban hành": "UBND tỉnh"}, "UBND tỉnh phê duyệt thay UBND xã."),
    ("D5.2.signer", "y02", {"Chức danh người ký": "Phó Chủ tịch"}, "Phó Chủ tịch ký, không thể hiện ký thay."),
    ("D5.3.sent", "x09", {"Ngày gửi VP UBND tỉnh": None}, "Chưa ghi nhận ngày gửi danh sách."),
    ("D5.3.sent", "x10", {"Ngày gửi VP UBND tỉnh": date(2026, 4, 29)}, "Gửi quá 05 ngày làm việc."),
)


def plant(records: Records, people: People) -> Iterator[Expected]:
    """Change the records and yield what the audit should say about it."""
    yield from _register(records, people)
    rosters = [*_provincial(records, people), *_communes(records, people)]
    yield from rosters
    yield from _plans(records, rosters)
    yield from _approvals(records)
    yield from _changes(records)
    yield from _reports(records)
    yield from _payments(records)


def _register(records: Records, people: People) -> Iterator[Expected]:
    records.units["h01"] = dict(
        zip(UNIT_HEADERS, ("h01", "UBND huyện Cũ", "huyện", "UBND huyện", None, None), strict=True)
    )
    yield breach("D2.district", "h01", "Danh mục còn một đơn vị cấp huyện.")
    _add(records, people.make(OFFICE, "Chuyên viên", division="Phòng Nội chính"))
    yield breach("D2.3.office", OFFICE, "Văn phòng UBND tỉnh có người trong danh sách đầu mối.")
    stranger = people.make("UBND xã Chợ Phiên Cũ", "Phó Chủ tịch UBND", division="Lãnh đạo UBND")
    records.officers.append(stranger)
    yield breach("D2.unit", str(stranger["Họ và tên"]), "UBND xã Chợ Phiên Cũ không có trong danh mục đơn vị.")
    yield undetermined("D4.4.two_units", str(stranger["Họ và tên"]), "Không biết đơn vị của người này.")
    for rule in ("D4.2.leader", "D4.2.a.count"):
        yield undetermined(rule, "x16", "Người ghi ở UBND xã Chợ Phiên Cũ có thể thuộc xã có tên gần giống này.")


def _provincial(records: Records, people: People) -> Iterator[Expected]:
    _add(records, people.make("s05", "Chuyên viên", division="Văn phòng"))
    yield breach("D4.1.max", "s05", "Có 3 công chức đầu mối.")
    records.roster("s09")[_LEADER]["Chức vụ"] = "Trưởng phòng Công chức"
    yield breach("D4.1.a.leader", "s09", "Không có lãnh đạo Sở trong danh sách.")
    records.roster("s07")[_SECOND] |= {"Chức vụ": "Chuyên viên", "Số năm ở vị trí": 1}
    yield breach("D4.1.b.second", "s07", "Không có phòng pháp chế; chuyên viên mới có 1 năm ở vị trí.")
    records.roster("s11")[_SECOND]["Chức vụ"] = "Phó Trưởng phòng Tổng hợp"
    yield breach("D4.1.b.second", "s11", "Không có phòng pháp chế; cấp phó của phòng không phải người đứng đầu.")
    records.roster("s08")[_SECOND] |= {"Chức vụ": "Chuyên viên", "Số năm ở vị trí": None}
    yield undetermined("D4.1.b.second", "s08", "Không ghi số năm ở vị trí của chuyên viên.")
    records.roster("s03")[_SECOND]["Chức vụ"] = "Trưởng phòng Quản lý nhà"
    yield breach("D4.1.c.legal", "s03", "Có phòng pháp chế nhưng đầu mối thuộc phòng khác.")
    records.units["s06"]["Có phòng pháp chế"] = None
    yield undetermined("D4.1.c.legal", "s06", "Chưa biết Sở có phòng pháp chế hay không.")


def _communes(records: Records, people: People) -> Iterator[Expected]:
    records.roster("x01")[_THIRD]["Chức vụ"] = "Phó Chủ tịch UBND"
    yield breach("D4.2.leader", "x01", "Có 2 lãnh đạo UBND.")
    yield breach("D4.2.a.posts", "x01", "Không có công chức Trung tâm Phục vụ hành chính công.")
    _remove(records, records.roster("x11")[_SECOND])
    yield breach("D4.2.a.count", "x11", "Xã đông dân chỉ có 2 công chức đầu mối.")
    yield breach("D4.2.a.posts", "x11", "Không có công chức Văn phòng HĐND và UBND.")
    _add(records, people.make("y04", "Chuyên viên Văn phòng", division="Văn phòng HĐND và UBND"))
    yield breach("D4.2.b.count", "y04", "Xã ít dân có 3 công chức đầu mối.")
    records.roster("y05")[_SECOND]["Chức vụ"] = "Công chức Tư pháp - Hộ tịch"
    yield breach("D4.2.b.posts", "y05", "Không có công chức của Văn phòng hay của Trung tâm.")
    records.units["y06"]["Dân số"] = None
    for rule in ("D4.2.a.count", "D4.2.a.posts"):
        yield undetermined(rule, "y06", "Danh mục không ghi dân số của xã.")
    full_time = records.roster("x12")[_SECOND]
    full_time["Kiêm nhiệm"] = "không"
    yield breach("D4.3.full_time", officer_id(full_time), "Được ghi là chuyên trách.")
    first, second = records.roster("x13")[_SECOND], records.roster("x14")[_SECOND]
    records.payment(second)["Họ và tên"] = second["Họ và tên"] = first["Họ và tên"]
    for officer in (first, second):
        yield breach("D4.4.two_units", officer_id(officer), "Một họ tên đứng ở hai xã.")


def _plans(records: Records, rosters: Sequence[Expected]) -> Iterator[Expected]:
    violations = [item for item in rosters if item.verdict == "breach" and item.rule != "D4.4.two_units"]
    for unit in sorted({item.subject.split("/")[0] for item in violations}.difference(_PLANNED)):
        yield breach("D8.1.plan", unit, "Danh sách vi phạm Điều 4, chưa có văn bản kiện toàn.")
    for number, unit in enumerate(_PLANNED, start=61):
        records.documents.append(
            {
                "Đơn vị": unit,
                "Nhiệm vụ": "khoản 1 Điều 8",
                "Năm": 2026,
                "Số văn bản": f"{number}/KH-KT",
                "Ngày": date(2026, 6, 12),
                "Người ký": "Người đứng đầu",
            }
        )


def _approvals(records: Records) -> Iterator[Expected]:
    for rule, unit, changes, why in _WRONG_APPROVALS:
        approval = records.approval(unit)
        approval |= changes
        yield breach(rule, approval_id(approval), why)
    for rule, unit in (("D5.1.none", "tt"), ("D5.2.none", "y07")):
        records.approvals.remove(records.approval(unit))
        yield breach(rule, unit, "Chưa ghi nhận quyết định phê duyệt.")
    unclear = records.approval("y08")
    unclear["Chức danh người ký"] = "Quyền Chủ tịch"
    yield undetermined("D5.2.signer", approval_id(unclear), "Chưa rõ “Quyền Chủ tịch” có là Chủ tịch hay không.")


def _changes(records: Records) -> Iterator[Expected]:
    late, unhanded, _ = records.changes
    late["Ngày thông báo VP UBND tỉnh"] = date(2026, 5, 28)
    yield breach("D5.4.untold", change_id(late), "Thông báo sau 17 ngày.")
    records.handovers = [row for row in records.handovers if row["Người bàn giao"] != unhanded["Công chức thôi"]]
    yield breach("D5.5.handover", change_id(unhanded), "Không có biên bản bàn giao.")


def _reports(records: Records) -> Iterator[Expected]:
    for rule, unit, changes, why in _WRONG_REPORTS:
        report = records.report(unit)
        report |= changes
        yield breach(rule, report_id(report), why)
    unlisted = records.report("x15")
    records.reports.remove(unlisted)
    yield breach("D6.2.absent", report_id(unlisted), "Lịch báo cáo không có kỳ này.")
    unclear = records.report("x16")
    unclear["Nơi nhận"] = "Đầu mối tổng hợp"
    yield undetermined("D6.3.recipient", report_id(unclear), "Chưa rõ “Đầu mối tổng hợp” là của cơ quan nào.")


def _payments(records: Records) -> Iterator[Expected]:
    below = records.payment(records.roster("x03")[_LEADER])
    below["Số tiền"] = 1_200_000
    yield breach("D7.1.below", payment_id(below), "Chi 1.200.000 đồng, thấp hơn mức tối thiểu.")
    unpaid = records.payment(records.roster("s04")[_SECOND])
    records.payments.remove(unpaid)
    yield breach("D7.2.unpaid", payment_id(unpaid), "Bảng chi trả không có người này.")


def _add(records: Records, officer: Row) -> None:
    records.officers.append(officer)
    records.payments.append(payment_to(officer))


def _remove(records: Records, officer: Row) -> None:
    records.payments.remove(records.payment(officer))
    records.officers.remove(officer)
