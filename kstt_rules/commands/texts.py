"""The fixed words of what commands show about packs and rules."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual

PACK: Final = Bilingual("Gói quy tắc", "Rule pack")
VERSION: Final = Bilingual("Phiên bản", "Version")
TITLE: Final = Bilingual("Tên", "Title")
PROVISIONS: Final = Bilingual("Số điều khoản", "Provisions")
RULES: Final = Bilingual("Số quy tắc", "Rules")

PROVISION: Final = Bilingual("Điều khoản", "Provision")
SUMMARY: Final = Bilingual("Nội dung", "Summary")
NORM: Final = Bilingual("Loại quy phạm", "Kind of norm")
BEARER: Final = Bilingual("Chủ thể", "Bearer")
SUBJECT: Final = Bilingual("Đối tượng xét", "Subject")
APPLIES: Final = Bilingual("Áp dụng khi", "Applies when")
BREACH: Final = Bilingual("Vi phạm khi", "Breached when")
ALWAYS: Final = Bilingual("luôn luôn", "always")
SEVERITY: Final = Bilingual("Mức độ", "Severity")
READING: Final = Bilingual("Cách hiểu", "Reading")
DEFAULT: Final = Bilingual("mặc định", "default")
PARAMETERS: Final = Bilingual("Tham số", "Parameters")
FROM: Final = Bilingual("từ {day}", "from {day}")
UNTIL: Final = Bilingual("đến {day}", "until {day}")
LOCAL: Final = Bilingual("tham số địa phương, không phải quy định", "a local choice, not in the regulation")
MESSAGE: Final = Bilingual("Diễn giải", "Message")
UNDETERMINED: Final = Bilingual("Khi chưa đủ căn cứ", "When undetermined")
REMEDY: Final = Bilingual("Kiến nghị", "Remedy")
NOTE: Final = Bilingual("Ghi chú", "Note")
PLACE: Final = Bilingual("Vị trí", "Stands in")
CASES: Final = Bilingual("Trường hợp thử", "Cases")
NO_CASES: Final = Bilingual("Chưa có trường hợp thử.", "No case.")

NORMS: Final[Mapping[str, Bilingual]] = {
    "definition": Bilingual("định nghĩa", "definition"),
    "principle": Bilingual("nguyên tắc", "principle"),
    "power": Bilingual("thẩm quyền", "power"),
    "duty": Bilingual("nghĩa vụ", "duty"),
    "prohibition": Bilingual("điều cấm", "prohibition"),
    "right": Bilingual("quyền", "right"),
}
