"""What is planted in procedures, draft acts and petitions: Điều 6 khoản 2, 3, 4, 6 and 10."""

from collections.abc import Iterator
from datetime import date

from .expected import Expected, breach, draft_id, petition_id, procedure_id, undetermined
from .province import Province, Row

_NOT_POSTED: Row = {"Đã niêm yết": "không", "Số QĐ trên bản niêm yết": None}
_STILL_POSTED: Row = {"Đã niêm yết": "có"}
_DIFFERING: Row = {"Khớp dữ liệu Cổng DVC": "không"}
_NOT_POSTED_WHY = "Còn hiệu lực, được ghi là chưa niêm yết."
_STILL_POSTED_WHY = "Đã hết hiệu lực, còn niêm yết."
_DIFFERING_WHY = "Được ghi là không khớp dữ liệu Cổng dịch vụ công."
_POVERTY = "Xác nhận hộ nghèo theo chuẩn giai đoạn 2016 - 2020"

_WRONG_PROCEDURES: tuple[tuple[str, str, str, Row, str], ...] = (
    (
        "D6.3.a.đ1.submission",
        "so-xay-dung",
        "Cấp giấy phép xây dựng có thời hạn theo quy chế quản lý kiến trúc",
        {"Ngày trình công bố": None},
        "Văn bản đã có hiệu lực, chưa ghi nhận việc trình công bố.",
    ),
    (
        "D6.3.a.đ1.submission",
        "so-y-te",
        "Hỗ trợ chi phí khám, chữa bệnh cho người có hoàn cảnh khó khăn",
        {"Ngày trình công bố": date(2022, 4, 12)},
        "Văn bản đã có hiệu lực, đến ngày kiểm tra chưa trình công bố.",
    ),
    ("D6.4.a.unposted", "so-cong-thuong", "Đăng ký thực hiện khuyến mại", _NOT_POSTED, _NOT_POSTED_WHY),
    ("D6.4.a.unposted", "07318", "Chứng thực bản sao từ bản chính", _NOT_POSTED, _NOT_POSTED_WHY),
    (
        "D6.4.a.other_decision",
        "219",
        "Đăng ký thành lập hộ kinh doanh",
        {"Số QĐ trên bản niêm yết": "902/QĐ-UBND"},
        "Bản niêm yết ghi một quyết định khác.",
    ),
    (
        "D6.4.a.other_decision",
        "07696",
        "Đăng ký kết hôn",
        {"Số QĐ trên bản niêm yết": "2014/QĐ-BTP"},
        "Bản niêm yết ghi quyết định của bộ.",
    ),
    ("D6.4.a.expired", "217", "Cấp giấy phép kinh doanh karaoke theo mẫu cũ", _STILL_POSTED, _STILL_POSTED_WHY),
    ("D6.4.a.expired", "07603", _POVERTY, _STILL_POSTED, _STILL_POSTED_WHY),
    ("D6.4.a.expired", "07858", _POVERTY, _STILL_POSTED, _STILL_POSTED_WHY),
    ("D6.10.portal", "so-tu-phap", "Cấp thẻ đấu giá viên", _DIFFERING, _DIFFERING_WHY),
    ("D6.10.portal", "bql-cac-kcn", "Cấp giấy phép xây dựng trong khu công nghiệp", _DIFFERING, _DIFFERING_WHY),
    ("D6.10.local", "213", "Cấp giấy phép bán lẻ rượu", _DIFFERING, _DIFFERING_WHY),
    ("D6.10.local", "07519", "Đăng ký khai sinh", _DIFFERING, _DIFFERING_WHY),
)
"""Rule, unit, procedure, what the list says instead, and what is wrong with it."""

_UNCLEAR_PROCEDURES = (
    (("D6.10.portal",), "so-noi-vu", "Thi tuyển công chức", "Khớp dữ liệu Cổng DVC"),
    (("D6.4.a.unposted",), "07477", "Đăng ký kết hôn", "Đã niêm yết"),
    (("D6.4.a.other_decision",), "07783", "Đăng ký khai sinh", "Số QĐ trên bản niêm yết"),
)
"""Rules that cannot be decided, unit, procedure, and the column that is left blank."""

_WRONG_DRAFTS: tuple[tuple[str, str, Row, str], ...] = (
    ("D6.2.a.impact", "so-nong-nghiep-va-ptnt", {"Có đánh giá tác động": "không"}, "Chưa đánh giá tác động."),
    ("D6.2.b.forms", "so-tai-nguyen-va-moi-truong", {"Đã điền biểu mẫu": "không"}, "Chưa điền biểu mẫu."),
    ("D6.2.b.forms", "so-y-te", {"Đã tính chi phí tuân thủ": "không"}, "Chưa tính chi phí tuân thủ."),
    ("D6.2.c.late", "so-xay-dung", {"Ngày kiểm tra hồ sơ": date(2021, 8, 16)}, "Kiểm tra sau khi đã gửi."),
    ("D6.2.c.unchecked", "so-giao-duc-va-dao-tao", {"Ngày kiểm tra hồ sơ": None}, "Đã gửi, chưa ghi nhận kiểm tra."),
    ("D6.2.d.answer", "so-cong-thuong", {"Ngày tiếp thu giải trình": None}, "Góp ý chưa được tiếp thu, giải trình."),
)
"""Rule, unit, what is recorded of its draft instead, and what is wrong with it."""

_UNCLEAR_DRAFT = ("D6.2.a.impact", "so-lao-dong-thuong-binh-va-xa-hoi", "Có đánh giá tác động")

_PETITIONS_LEFT = (
    ("D6.6.b.handling", "Ngày xử lý", "Chưa ghi nhận việc xử lý.", (17, 41, 58)),
    ("D6.6.c.verification", "Ngày xác minh", "Chưa ghi nhận việc xác minh.", (9, 58)),
)
"""Rule, the column that is left blank, what is wrong, and the places of the petitions in their list."""


def plant(province: Province) -> Iterator[Expected]:
    """Change the lists and yield what the audit should say about it."""
    yield from _procedures(province)
    yield from _drafts(province)
    for rule, header, why, places in _PETITIONS_LEFT:
        for place in places:
            petition = province.petitions[place]
            petition[header] = None
            yield breach(rule, petition_id(petition), why)


def _procedures(province: Province) -> Iterator[Expected]:
    for rule, unit, name, values, why in _WRONG_PROCEDURES:
        procedure = province.procedure(unit, name)
        procedure |= values
        yield breach(rule, procedure_id(procedure), why)
    for rules, unit, name, header in _UNCLEAR_PROCEDURES:
        procedure = province.procedure(unit, name)
        procedure[header] = None
        for rule in rules:
            yield undetermined(rule, procedure_id(procedure), f"Cột “{header}” để trống.")


def _drafts(province: Province) -> Iterator[Expected]:
    for rule, unit, values, why in _WRONG_DRAFTS:
        draft = province.draft(unit)
        draft |= values
        yield breach(rule, draft_id(draft), why)
    rule, unit, header = _UNCLEAR_DRAFT
    draft = province.draft(unit)
    draft[header] = None
    yield undetermined(rule, draft_id(draft), f"Cột “{header}” để trống.")
