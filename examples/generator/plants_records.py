"""What is planted in the report calendar, the changes and the payments: Điều 7, Điều 9 khoản 3 and 4, Điều 8."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from .expected import Expected, breach, change_id, officer_id, payment_id, report_id, undetermined
from .province import CLERK, LEADER, SPECIALIST, Province, Row
from .reports import AD_HOC, Q1, YEAR

_UNSENT: Row = {
    "Ngày gửi": None,
    "Người phê duyệt": None,
    "Ngày phê duyệt": None,
    "Nơi nhận": None,
    "Hình thức": None,
    "Có nội dung KSTTHC": None,
    "Có nội dung một cửa": None,
    "Có nội dung TTHC điện tử": None,
}
_UNAPPROVED: Row = {"Người phê duyệt": None, "Ngày phê duyệt": None}

_CHANGED_REPORTS: tuple[tuple[str, str, str, Row, str], ...] = (
    ("D7.3.absent", "215", Q1, _UNSENT, "Kỳ đã hết, hạn đã qua, chưa ghi nhận báo cáo."),
    (
        "D7.3.absent",
        "so-tai-nguyen-va-moi-truong",
        "Quý IV/2021",
        _UNSENT,
        "Kỳ đã hết, chưa ghi nhận báo cáo.",
    ),
    ("D7.3.ad_hoc", "218", AD_HOC, _UNSENT, "Được yêu cầu báo cáo đột xuất, chưa ghi nhận báo cáo."),
    ("D7.3.unclear", "bql-cac-kcn", Q1, _UNSENT, "Chưa rõ có phải báo cáo hay không, chưa ghi nhận báo cáo."),
    ("D7.3.approval", "so-tu-phap", Q1, _UNAPPROVED, "Chưa ghi nhận phê duyệt của thủ trưởng."),
    ("D7.3.recipient", "so-noi-vu", Q1, {"Nơi nhận": "Bộ Nội vụ"}, "Gửi Bộ Nội vụ, không gửi UBND tỉnh."),
    ("D7.3.content", "so-y-te", Q1, {"Có nội dung KSTTHC": "không"}, "Thiếu nội dung kiểm soát TTHC."),
    ("D7.3.content", "217", "Quý III/2021", {"Có nội dung một cửa": "không"}, "Thiếu nội dung một cửa."),
    (
        "D7.3.content",
        "so-tai-chinh",
        Q1,
        {"Có nội dung TTHC điện tử": "không"},
        "Thiếu nội dung TTHC điện tử.",
    ),
    ("D7.2.paper", "so-nong-nghiep-va-ptnt", Q1, {"Hình thức": "Văn bản giấy"}, "Chỉ gửi văn bản giấy."),
    ("D7.4.absent", "07264", Q1, _UNSENT, "Kỳ đã hết, hạn đã qua, chưa ghi nhận báo cáo."),
    ("D7.4.absent", "07573", YEAR, _UNSENT, "Kỳ đã hết, hạn đã qua, chưa ghi nhận báo cáo."),
    ("D7.4.absent", "07813", Q1, _UNSENT, "Kỳ đã hết, hạn đã qua, chưa ghi nhận báo cáo."),
    ("D7.4.ad_hoc", "07219", AD_HOC, _UNSENT, "Được yêu cầu báo cáo đột xuất, chưa ghi nhận báo cáo."),
    ("D7.4.approval", "07282", Q1, _UNAPPROVED, "Chưa ghi nhận phê duyệt của thủ trưởng."),
    ("D7.4.recipient", "07339", Q1, {"Nơi nhận": "Văn phòng UBND tỉnh"}, "Gửi thẳng lên tỉnh."),
    ("D7.4.content", "07405", Q1, {"Có nội dung KSTTHC": "không"}, "Thiếu nội dung kiểm soát TTHC."),
    ("D7.4.content", "07564", Q1, {"Có nội dung một cửa": "không"}, "Thiếu nội dung một cửa."),
    ("D7.4.content", "07768", Q1, {"Có nội dung TTHC điện tử": "không"}, "Thiếu nội dung TTHC điện tử."),
    ("D7.2.paper", "07630", Q1, {"Hình thức": "Văn bản giấy"}, "Chỉ gửi văn bản giấy."),
)
"""Rule, unit, period, what the calendar says instead, and what is wrong with it."""

_NOT_LISTED = (
    ("D7.3.absent", "223", "Quý II/2021"),
    ("D7.3.absent", "thanh-tra-tinh", "Quý III/2021"),
    ("D7.4.absent", "07525", Q1),
    ("D7.4.absent", "07738", "Quý IV/2021"),
)
_LATE = (
    ("D7.3.late", "221", Q1, 3),
    ("D7.3.late", "so-lao-dong-thuong-binh-va-xa-hoi", "Quý II/2021", 8),
    ("D7.4.late", "07225", Q1, 1),
    ("D7.4.late", "07468", Q1, 5),
    ("D7.4.late", "07843", "Quý II/2021", 12),
)
_APPROVED_AFTER_SENDING = (("D7.3.approval", "213", YEAR), ("D7.4.approval", "07486", Q1))
_UNCLEAR_REPORTS = (
    ("D7.3.recipient", "so-khoa-hoc-va-cong-nghe", "Quý III/2021", "Nơi nhận", "Trục liên thông văn bản"),
    ("D7.4.content", "07558", Q1, "Có nội dung một cửa", None),
    ("D7.4.late", "07735", Q1, "Hạn gửi", None),
    ("D7.2.paper", "07366", Q1, "Hình thức", None),
)

_WITHOUT_EMAIL = (("so-tai-chinh", SPECIALIST), ("07660", LEADER), ("07879", CLERK))

_UNPAID = (("so-xay-dung", LEADER), ("07390", CLERK), ("07759", LEADER))
_NOT_YET_PAID = ("219", SPECIALIST)
_JOINED_WITHIN_THE_PERIOD = ("07519", CLERK)
_PAID_LITTLE = (("so-tai-chinh", SPECIALIST), ("07624", LEADER))
_LITTLE = 900_000


def plant(province: Province) -> Iterator[Expected]:
    """Change the records and yield what the audit should say about it."""
    yield from _reports(province)
    yield from _unclear_reports(province)
    yield from _emails(province)
    yield from _changes(province)
    yield from _payments(province)


def _reports(province: Province) -> Iterator[Expected]:
    for rule, unit, period, values, why in _CHANGED_REPORTS:
        report = province.report(unit, period)
        report |= values
        yield breach(rule, report_id(report), why)
    for rule, unit, period in _NOT_LISTED:
        report = province.report(unit, period)
        province.reports.remove(report)
        yield breach(rule, report_id(report), "Kỳ đã hết, lịch báo cáo đã nộp không có kỳ này.")
    for rule, unit, period, days in _LATE:
        report = province.report(unit, period)
        report["Ngày gửi"] = _later(report["Hạn gửi"], days)
        yield breach(rule, report_id(report), f"Gửi chậm {days} ngày so với hạn ghi trong lịch.")
    for rule, unit, period in _APPROVED_AFTER_SENDING:
        report = province.report(unit, period)
        report["Ngày phê duyệt"] = _later(report["Ngày gửi"], 2)
        yield breach(rule, report_id(report), "Gửi trước khi thủ trưởng phê duyệt.")


def _unclear_reports(province: Province) -> Iterator[Expected]:
    for rule, unit, period, header, value in _UNCLEAR_REPORTS:
        report = province.report(unit, period)
        report[header] = value
        why = f"“{value}” không cho biết nơi nhận là cơ quan nào." if value else f"Cột “{header}” để trống."
        yield undetermined(rule, report_id(report), why)


def _emails(province: Province) -> Iterator[Expected]:
    for unit, place in _WITHOUT_EMAIL:
        officer = province.officer(unit, place)
        officer["Email"] = None
        yield breach("D7.2.email", officer_id(officer), "Danh sách không ghi thư điện tử.")


def _changes(province: Province) -> Iterator[Expected]:
    by_unit = {str(row["Đơn vị"]): row for row in province.changes}

    unlisted = by_unit["thanh-tra-tinh"]
    unlisted |= {"Ngày gửi danh sách": None, "Ngày thông báo VP UBND tỉnh": None}
    _approval_of(province, unlisted)["Ngày gửi VP UBND tỉnh"] = None
    yield breach("D9.3.a.list", change_id(unlisted), "Chưa ghi nhận việc gửi danh sách mới.")

    unapproved = by_unit["so-noi-vu"]
    _withdraw_approval(province, unapproved)
    yield breach("D9.3.a.approval", change_id(unapproved), "Chưa có phê duyệt sau khi thay đổi.")

    for unit in ("07387", "221"):
        untold = by_unit[unit]
        _withdraw_approval(province, untold)
        untold["Ngày thông báo VP UBND tỉnh"] = None
        yield breach("D9.3.b.untold", change_id(untold), "Chưa ghi nhận việc thông báo Văn phòng UBND tỉnh.")


def _approval_of(province: Province, change: Row) -> Row:
    named = (change["Đơn vị"], change["Số QĐ phê duyệt"])
    return next(row for row in province.approvals if (row["Đơn vị"], row["Số quyết định"]) == named)


def _withdraw_approval(province: Province, change: Row) -> None:
    province.approvals.remove(_approval_of(province, change))
    change |= {"Số QĐ phê duyệt": None, "Ngày phê duyệt": None}


def _payments(province: Province) -> Iterator[Expected]:
    for unit, place in _UNPAID:
        payment = _payment(province, unit, place)
        province.payments.remove(payment)
        yield from _unpaid(breach, payment, "Không có tên trong bảng chi trả.")
    payment = _payment(province, *_NOT_YET_PAID)
    payment["Ngày chi"] = None
    yield from _unpaid(breach, payment, "Có tên trong bảng chi trả nhưng chưa ghi ngày chi.")
    payment = _payment(province, *_JOINED_WITHIN_THE_PERIOD)
    province.payments.remove(payment)
    province.officer(*_JOINED_WITHIN_THE_PERIOD)["Từ ngày"] = date(2021, 11, 15)
    why = "Không có tên trong bảng chi trả nhưng chỉ làm đầu mối một phần của kỳ."
    yield from _unpaid(undetermined, payment, why)
    for unit, place in _PAID_LITTLE:
        _payment(province, unit, place)["Số tiền"] = _LITTLE
    for payment in province.payments:
        if payment["Ngày chi"] is not None:
            yield undetermined("D8.amount", payment_id(payment), "Mức hỗ trợ áp dụng chưa được khai báo.")


def _unpaid(expect: Callable[[str, str, str], Expected], payment: Row, why: str) -> Iterator[Expected]:
    """Expect a conclusion on the duty to pay, and the same on the officer's right."""
    yield expect("D9.4.unpaid", payment_id(payment), why)
    yield expect("D6.12.received", officer_id(payment), why)


def _payment(province: Province, unit: str, place: int) -> Row:
    name = province.officer(unit, place)["Họ và tên"]
    return next(row for row in province.payments if (row["Đơn vị"], row["Họ và tên"]) == (unit, name))


def _later(day: object, days: int) -> date:
    assert isinstance(day, date)
    return day + timedelta(days=days)
