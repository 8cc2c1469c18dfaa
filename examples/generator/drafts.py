"""Draft legal acts of provincial bodies, with the procedures that a law delegates: Điều 6 khoản 2."""

from datetime import date, timedelta

from .province import Province, Row

HEADERS = (
    "Đơn vị",
    "Tên dự thảo",
    "Có TTHC được giao",
    "Có đánh giá tác động",
    "Đã điền biểu mẫu",
    "Đã tính chi phí tuân thủ",
    "Ngày kiểm tra hồ sơ",
    "Ngày gửi VP UBND tỉnh",
    "Ngày VP UBND tỉnh góp ý",
    "Ngày tiếp thu giải trình",
)

_WITH_PROCEDURES = (
    ("so-nong-nghiep-va-ptnt", "hỗ trợ phát triển nông nghiệp hàng hóa", date(2021, 4, 12)),
    ("so-khoa-hoc-va-cong-nghe", "quản lý nhiệm vụ khoa học và công nghệ cấp tỉnh", date(2021, 5, 24)),
    ("so-tai-nguyen-va-moi-truong", "bồi thường, hỗ trợ khi Nhà nước thu hồi đất", date(2021, 6, 14)),
    ("so-xay-dung", "cấp giấy phép xây dựng trên địa bàn tỉnh", date(2021, 8, 9)),
    ("so-van-hoa-the-thao-va-du-lich", "quản lý lễ hội và tổ chức lễ hội", date(2021, 9, 20)),
    ("so-lao-dong-thuong-binh-va-xa-hoi", "trợ giúp xã hội đối với đối tượng đặc thù", date(2021, 10, 11)),
    ("so-giao-duc-va-dao-tao", "hỗ trợ học phí cho trẻ em mầm non", date(2022, 1, 17)),
    ("so-y-te", "hỗ trợ người bệnh có hoàn cảnh khó khăn", date(2022, 2, 14)),
    ("so-cong-thuong", "quản lý cụm công nghiệp", date(2022, 2, 21)),
)
_WITHOUT_PROCEDURES = (
    ("so-noi-vu", "phân cấp quản lý tổ chức bộ máy", date(2021, 7, 5)),
    ("so-tai-chinh", "mức chi phục vụ hoạt động của HĐND các cấp", date(2021, 11, 15)),
    ("so-giao-thong-van-tai", "quản lý hành lang an toàn đường bộ", date(2022, 3, 7)),
)
"""Drafting body, subject of the act, day the dossier went to the provincial office."""


def draft_acts(province: Province) -> None:
    """Put the drafts of both years on record, each checked before it was sent and its comments answered."""
    province.drafts = [_without_procedures(*draft) for draft in _WITHOUT_PROCEDURES]
    province.drafts += [_with_procedures(*draft) for draft in _WITH_PROCEDURES]


def _without_procedures(unit: str, subject: str, sent: date) -> Row:
    return dict.fromkeys(HEADERS) | {
        "Đơn vị": unit,
        "Tên dự thảo": f"Quyết định quy định về {subject}",
        "Có TTHC được giao": "không",
        "Ngày kiểm tra hồ sơ": sent - timedelta(days=3),
        "Ngày gửi VP UBND tỉnh": sent,
        "Ngày VP UBND tỉnh góp ý": sent + timedelta(days=8),
        "Ngày tiếp thu giải trình": sent + timedelta(days=15),
    }


def _with_procedures(unit: str, subject: str, sent: date) -> Row:
    return _without_procedures(unit, subject, sent) | {
        "Tên dự thảo": f"Nghị quyết quy định về {subject}",
        "Có TTHC được giao": "có",
        "Có đánh giá tác động": "có",
        "Đã điền biểu mẫu": "có",
        "Đã tính chi phí tuân thủ": "có",
    }
