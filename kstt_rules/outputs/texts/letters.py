"""The fixed words of letters of reminder. Letters go to Vietnamese offices, so they are in Vietnamese alone."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.model.outcomes import Severity

SUBJECT: Final = "đôn đốc khắc phục, báo cáo về {matter}"
SUBJECT_OF_REQUESTS: Final = "đề nghị bổ sung thông tin về {matter}"
ABOUT: Final = "V/v {subject}"
TO: Final = "Kính gửi: {unit}."
TO_OWN: Final = "Kính gửi: Lãnh đạo {unit}."

REGULATION: Final = "{title} (sau đây gọi là {called})"
REGULATION_NUMBERED: Final = "{title} (số {number}; sau đây gọi là {called})"
REGULATION_ANNEXED: Final = "{title} (ban hành kèm theo {decision}; sau đây gọi là {called})"
REVIEWED: Final = "Qua rà soát việc thực hiện {regulation}, tính đến {day}"
OPENING: Final = "{reviewed}, {unit} còn {counts} như sau:"
OPENING_ANNEX: Final = "{reviewed}, {units} thuộc {unit} còn {counts} (chi tiết tại Phụ lục kèm theo)."
ANNEXED: Final = "{units} trực thuộc còn {counts} (chi tiết tại {annex} kèm theo)"
TO_MEND: Final = "{count} nội dung cần xử lý"
TO_SUPPLY: Final = "{count} nội dung cần bổ sung thông tin"
AND: Final = " và "
LAST_AND: Final = "{items} và {last}"
UNITS_OF_TIER: Final = "{count} đơn vị cấp {tier}"
BRACKETED: Final = " ({text})"
GROUPS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "Nội dung chưa thực hiện đúng quy định",
    Severity.REVIEW: "Nội dung cần xem xét, làm rõ",
    Severity.INFO: "Nội dung cần lưu ý",
}
OF_REGULATION: Final = "{provision} {called}"
REMEDY: Final = "Đề nghị: {remedy}"
EVIDENCE: Final = "Theo số liệu tại: {places}."
REQUESTS: Final = "Nội dung còn thiếu thông tin, đề nghị bổ sung"
INSUFFICIENT: Final = "chưa đủ thông tin để xem xét."
MEND: Final = "khẩn trương xử lý các nội dung nêu trên"
SUPPLY: Final = "bổ sung các thông tin nêu trên"
DIRECT: Final = "chỉ đạo các đơn vị có tên tại {annex} xử lý, bổ sung thông tin"
REQUEST: Final = (
    "Đề nghị {unit} {tasks} và gửi báo cáo kết quả bằng văn bản về {reply_to} trước {day} để tổng hợp, theo dõi. "
    "Nội dung nào chưa đúng với thực tế, đề nghị nêu rõ và gửi kèm tài liệu"
)
OWN_REQUEST: Final = (
    "Kính trình Lãnh đạo {unit} xem xét, chỉ đạo xử lý các nội dung nêu trên; danh sách từng trường hợp có trong kết "
    "quả rà soát"
)
IN_BRIEF: Final = "{head} ({cited}; {kind}): {count} trường hợp, gồm {units}."
AND_OTHERS: Final = "{units} và {count} đơn vị khác"
MORE: Final = "Và {items} nội dung khác ({count} trường hợp) có trong kết quả rà soát."
REQUESTS_IN_BRIEF: Final = "Có {count} nội dung chưa đủ thông tin để xem xét, đề nghị bổ sung."
CASES: Final = "Danh sách từng trường hợp tại {annex} kèm theo."
STOP: Final = "."
CONTACT: Final = "Đầu mối liên hệ: {contact}"
END: Final = "./."

AS_ABOVE: Final = "- Như trên;"
COPY_TO_CONCERNED: Final = "- {name} (để biết);"
COPY_TO_ANNEXED: Final = "- {name} (để thực hiện);"
ALL_ANNEXED: Final = "Các đơn vị có tên tại {annex}"
ALL_CONCERNED: Final = "Các đơn vị có tên nêu trên"
COPY_TO_SUPERIOR: Final = "- {name} (để theo dõi);"

TITLE: Final = "Công văn đôn đốc: {unit}"
UNSET: Final = (
    "Dự thảo do kstt lập: số, ngày ban hành và ngày có hiệu lực của {called} còn để trống trong gói quy tắc; "
    "kiểm tra và điền trước khi ký."
)
READING: Final = "Kết luận theo cách hiểu “{reading}” của gói quy tắc."

ANNEX: Final = "Phụ lục"
ANNEXES: Final = ("Phụ lục I", "Phụ lục II")
CASES_TITLE: Final = "Danh sách trường hợp thuộc trách nhiệm của {unit}"
ANNEX_TITLE: Final = "Nội dung cần xử lý, bổ sung thông tin của các đơn vị thuộc {unit}"
ANNEXED_TO: Final = "(Kèm theo Công văn số {number} {day} của {agency})"
ANNEX_GROUP: Final = "{place}. {heading}: {counts}"
CASE_GROUP: Final = "{title} ({cited})"
CASE_COUNT: Final = "{count} trường hợp"
ANNEX_HEADERS: Final = ("TT", "Nội dung", "Kết quả rà soát", "Căn cứ", "Đề nghị", "Theo số liệu tại")
KINDS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "Chưa đúng quy định",
    Severity.REVIEW: "Cần xem xét, làm rõ",
    Severity.INFO: "Cần lưu ý",
}
ASKED: Final = "Cần bổ sung thông tin"

INDEX_FILE: Final = "Danh mục công văn.xlsx"
INDEX: Final = "Công văn"
INDEX_BY_UNIT: Final = "Theo đơn vị"
PLACE: Final = "STT"
LETTER_NUMBER: Final = "Số, ký hiệu"
RECIPIENT: Final = "Đơn vị nhận"
UNIT: Final = "Đơn vị"
DISTRICT: Final = "Huyện"
FILE: Final = "Tên tệp"
IN_ANNEX: Final = "Đơn vị có tên tại Phụ lục"
NOTE: Final = "Ghi chú"
OWN_PAGE: Final = "trình Lãnh đạo của chính cơ quan gửi"
UNADDRESSED: Final = "không có trong danh mục đơn vị nên không lập công văn"
