"""The fixed words of letters of reminder. Letters go to Vietnamese offices, so they are in Vietnamese alone."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.model.findings import Severity

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
BLANK: Final = "…………"
NUMBER: Final = "Số: {number}/{symbol}"
NO_NUMBER: Final = "\u00a0" * 9
SUBJECT: Final = "đôn đốc khắc phục, báo cáo về công chức đầu mối kiểm soát thủ tục hành chính"
ABOUT: Final = "V/v {subject}"
PLACE_AND_DAY: Final = "{place}, {day}"
DAY: Final = "ngày {day} tháng {month} năm {year}"
NO_DAY: Final = DAY.format(day="……", month="……", year="………")
TO: Final = "Kính gửi: {unit}."
TO_OWN: Final = "Kính gửi: Lãnh đạo {unit}."

REGULATION: Final = "{title} (sau đây gọi là Quy chế)"
REGULATION_ANNEXED: Final = "{title} (ban hành kèm theo {decision}; sau đây gọi là Quy chế)"
OPENING: Final = (
    "Qua rà soát việc thực hiện {regulation}, tính đến {day}, {unit} còn {count} nội dung cần xử lý như sau:"
)
GROUPS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "Nội dung chưa thực hiện đúng quy định",
    Severity.REVIEW: "Nội dung cần xem xét, làm rõ",
    Severity.INFO: "Nội dung cần lưu ý",
}
OF_REGULATION: Final = "{provision} Quy chế"
REMEDY: Final = "Đề nghị: {remedy}"
EVIDENCE: Final = "Theo số liệu tại: {places}."
REQUEST: Final = (
    "Đề nghị {unit} khẩn trương xử lý các nội dung nêu trên và gửi báo cáo kết quả bằng văn bản về {reply_to} trước "
    "{day} để tổng hợp, theo dõi. Nội dung nào chưa đúng với thực tế, đề nghị nêu rõ và gửi kèm tài liệu"
)
OWN_REQUEST: Final = (
    "Kính trình Lãnh đạo {unit} xem xét, chỉ đạo xử lý các nội dung nêu trên; danh sách từng trường hợp có trong kết "
    "quả rà soát"
)
IN_BRIEF: Final = "{head} ({cited}): {count} trường hợp, gồm {units}."
AND_OTHERS: Final = "{units} và {count} đơn vị khác"
MORE: Final = "Và {items} nội dung khác ({count} trường hợp) có trong kết quả rà soát."
STOP: Final = "."
CONTACT: Final = "Đầu mối liên hệ: {contact}"
END: Final = "./."

RECIPIENTS: Final = "Nơi nhận:"
AS_ABOVE: Final = "- Như trên;"
COPY: Final = "- {name};"
COPY_TO_CONCERNED: Final = "- {name} (để biết);"
ALL_CONCERNED: Final = "Các đơn vị có tên nêu trên"
COPY_TO_SUPERIOR: Final = "- {name} (để theo dõi);"
ARCHIVE: Final = "- Lưu: {archive}."
ARCHIVED_AT: Final = "VT"

TITLE: Final = "Công văn đôn đốc: {unit}"
UNSET: Final = (
    "Dự thảo do kstt lập: số, ngày ban hành và ngày có hiệu lực của Quy chế còn để trống trong gói quy tắc; "
    "kiểm tra và điền trước khi ký."
)
READING: Final = "Kết luận theo cách hiểu “{reading}” của gói quy tắc."
