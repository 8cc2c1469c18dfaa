"""The fixed words of what is shown about packs and rules."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual

PACK: Final = Bilingual("Gói quy tắc", "Rule pack")
VERSION: Final = Bilingual("Phiên bản", "Version")
TITLE: Final = Bilingual("Tên", "Title")
PROVISIONS: Final = Bilingual("Số điều khoản", "Provisions")
RULES: Final = Bilingual("Số quy tắc", "Rules")
REGULATION: Final = Bilingual("Văn bản", "Regulation")
ISSUER: Final = Bilingual("Cơ quan ban hành", "Issued by")
ARTICLES: Final = Bilingual("Các điều", "Articles")
READINGS: Final = Bilingual("Các cách hiểu", "Readings")
NOTES: Final = Bilingual("Lưu ý", "Notes")

PROVISION: Final = Bilingual("Điều khoản", "Provision")
SUMMARY: Final = Bilingual("Nội dung", "Summary")
NORM: Final = Bilingual("Loại quy phạm", "Kind of norm")
BEARER: Final = Bilingual("Chủ thể", "Bearer")
NORM_AND_BEARER: Final = Bilingual("Loại quy phạm: chủ thể", "Norm: bearer")
RULE: Final = Bilingual("Quy tắc", "Rule")
NOT_CHECKED: Final = Bilingual("Không kiểm tra vì", "Not checked because")
SUBJECT: Final = Bilingual("Đối tượng xét", "Subject")
APPLIES: Final = Bilingual("Áp dụng khi", "Applies when")
BREACH: Final = Bilingual("Vi phạm khi", "Breached when")
ALWAYS: Final = Bilingual("luôn luôn", "always")
IN_FORCE: Final = Bilingual("Thời gian áp dụng", "In force")
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
CASE_COUNT: Final = Bilingual("Trường\nhợp", "Cases")
MUTANTS: Final = Bilingual("Biến thể", "Mutants")
MUTANT_COUNT: Final = Bilingual("Biến\nthể", "Mu-\ntants")
COVERAGE: Final = Bilingual("Mức độ bao quát của gói quy tắc", "What the rule pack covers")
COVERED: Final = Bilingual(
    "{provisions} điều khoản: {checked} có quy tắc kiểm tra, {not_checked} không kiểm tra và có nêu lý do, {untested} "
    "chưa có trường hợp thử. Đã xác định {decided} %.",
    "{provisions} provisions: {checked} checked by rules, {not_checked} not checked for a stated reason, {untested} "
    "without a case. Decided: {decided} %.",
)
TOTALS: Final = Bilingual("Tổng hợp", "Totals")
TRIED: Final = Bilingual(
    "{rules} quy tắc, {cases} trường hợp thử, {mutants} biến thể của điều kiện mà trường hợp thử phải phát hiện.",
    "{rules} rules, {cases} cases, {mutants} changes to conditions that a case must notice.",
)
STATUSES: Final[Mapping[str, Bilingual]] = {
    "checked": Bilingual("có kiểm tra", "checked"),
    "not_checked": Bilingual("không kiểm tra", "not checked"),
    "untested": Bilingual("chưa có trường hợp thử", "without a case"),
}
NO_SUBJECT: Final = Bilingual("Đơn vị không có đối tượng nào để xét.", "The unit has no subject to judge.")
OUT_OF_FORCE: Final = Bilingual(
    "Sự việc nằm ngoài thời gian quy định có hiệu lực.", "The fact lies outside the time in which this is in force."
)

NORMS: Final[Mapping[str, Bilingual]] = {
    "definition": Bilingual("định nghĩa", "definition"),
    "principle": Bilingual("nguyên tắc", "principle"),
    "power": Bilingual("thẩm quyền", "power"),
    "duty": Bilingual("nghĩa vụ", "duty"),
    "prohibition": Bilingual("điều cấm", "prohibition"),
    "right": Bilingual("quyền", "right"),
}
