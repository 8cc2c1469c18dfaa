"""The fixed words of the outputs that people read."""

from typing import Final

from kstt_rules.bilingual import Bilingual
from kstt_rules.findings import Verdict

TITLE: Final = Bilingual("Kết quả rà soát", "Audit result")
REGULATION: Final = Bilingual("Văn bản", "Regulation")
NUMBER: Final = Bilingual("Số văn bản", "Number")
DATED: Final = Bilingual("Ngày ban hành", "Date of issue")
EFFECTIVE_FROM: Final = Bilingual("Có hiệu lực từ", "In force from")
AS_OF: Final = Bilingual("Tính đến ngày", "As of")
PACK: Final = Bilingual("Gói quy tắc", "Rule pack")
READINGS: Final = Bilingual("Cách hiểu áp dụng", "Readings in use")
SETTINGS: Final = Bilingual("Tham số do người dùng đặt", "Parameters set by the user")
UNKNOWN: Final = Bilingual("chưa xác định", "not known")
NONE: Final = Bilingual("không có", "none")

SUMMARY: Final = Bilingual("Tổng hợp", "Summary")
FINDINGS: Final = Bilingual("Kết quả theo đơn vị", "Findings by unit")
FINDINGS_SHEET: Final = Bilingual("Chi tiết", "Findings")
COVERAGE: Final = Bilingual("Theo điều khoản", "By provision")
UNDETERMINED: Final = Bilingual("Chưa đủ căn cứ kết luận", "Undetermined")
INPUTS: Final = Bilingual("Tệp đã nộp", "Files submitted")
REJECTS: Final = Bilingual("Dữ liệu không tiếp nhận", "Data not accepted")
NOTICES: Final = Bilingual("Lưu ý", "Notices")

VERDICT: Final = Bilingual("Kết luận", "Verdict")
SEVERITY: Final = Bilingual("Mức độ", "Severity")
COUNT: Final = Bilingual("Số lượng", "Count")
BY_SEVERITY: Final = Bilingual("trong đó", "of which")
TOTAL: Final = Bilingual("Cộng", "Total")
OF_WHICH: Final = Bilingual("Vi phạm theo mức độ", "Breaches by severity")

PROVISION: Final = Bilingual("Điều khoản", "Provision")
CITATION: Final = Bilingual("Viện dẫn đầy đủ", "Full citation")
PROVISION_ID: Final = Bilingual("Mã điều khoản", "Provision id")
CONTENT: Final = Bilingual("Nội dung", "Content")
STATUS: Final = Bilingual("Tình trạng", "Status")
REASON: Final = Bilingual("Lý do", "Reason")
CHECKED: Final = Bilingual("có kiểm tra", "checked")
NOT_CHECKED: Final = Bilingual("không kiểm tra", "not checked")
NOT_CHECKED_COUNT: Final = Bilingual("Điều khoản không kiểm tra bằng quy tắc", "Provisions without a rule")
VERDICT_HEADERS: Final = {
    Verdict.BREACH: Bilingual("Vi\nphạm", "Breach"),
    Verdict.UNDETERMINED: Bilingual("Chưa đủ\ncăn cứ", "Undeter-\nmined"),
    Verdict.COMPLIANT: Bilingual("Đạt", "Com-\npliant"),
    Verdict.NOT_APPLICABLE: Bilingual("Không\náp dụng", "Not ap-\nplicable"),
    Verdict.WAIVED: Bilingual("Được\nmiễn", "Waived"),
}

FILE: Final = Bilingual("Tệp", "File")
SHEET: Final = Bilingual("Trang tính", "Sheet")
ROW: Final = Bilingual("Dòng", "Row")
READ: Final = Bilingual("Số dòng", "Rows")
ACCEPTED: Final = Bilingual("Tiếp nhận", "Accepted")
REJECTED: Final = Bilingual("Không nhận", "Rejected")
IGNORED: Final = Bilingual("Bỏ qua", "Ignored")
SHA256: Final = Bilingual("Mã băm SHA-256", "SHA-256")
REASON_CODE: Final = Bilingual("Mã lý do", "Reason code")
NO_INPUTS: Final = Bilingual("Không có tệp nào.", "No file.")
NO_FINDINGS: Final = Bilingual("Không phát hiện vi phạm.", "No breach found.")

UNIT: Final = Bilingual("Đơn vị", "Unit")
UNIT_ID: Final = Bilingual("Mã đơn vị", "Unit id")
UNITS: Final = Bilingual("đơn vị", "units")
TIER: Final = Bilingual("Cấp", "Tier")
SUBJECT: Final = Bilingual("Đối tượng", "Subject")
SUBJECT_KIND: Final = Bilingual("Loại đối tượng", "Kind of subject")
SUBJECT_ID: Final = Bilingual("Mã đối tượng", "Subject id")
HEADING: Final = Bilingual("Tiêu đề", "Title")
MESSAGE: Final = Bilingual("Diễn giải", "Message")
REMEDY: Final = Bilingual("Kiến nghị", "Remedy")
MISSING: Final = Bilingual("Dữ liệu còn thiếu", "Missing data")
EVIDENCE: Final = Bilingual("Căn cứ", "Evidence")
RULE: Final = Bilingual("Quy tắc", "Rule")
READING: Final = Bilingual("Cách hiểu", "Reading")
OFFICIAL_TEXT: Final = Bilingual("Nguyên văn", "Official text")
FINGERPRINT: Final = Bilingual("Mã nhận diện", "Fingerprint")

YES: Final = Bilingual("có", "yes")
NO: Final = Bilingual("không", "no")
BLANK: Final = Bilingual("không có dữ liệu", "no data")
DATASET: Final = Bilingual("dữ liệu {entity}", "dataset: {entity}")
REJECTED_ROWS: Final = Bilingual("dòng {entity} không tiếp nhận", "rows not accepted: {entity}")
PAGE: Final = Bilingual("Trang &P/&N", "Page &P of &N")
CUT: Final = Bilingual("… [đã cắt bớt]", "… [cut]")
MORE_UNITS: Final = Bilingual("… và {count} đơn vị khác.", "… and {count} more units.")
MORE_FINDINGS: Final = Bilingual("… và {count} mục khác của đơn vị này.", "… and {count} more of this unit.")
MORE_LINES: Final = Bilingual("… và {count} dòng khác.", "… and {count} more lines.")
MORE_PLACES: Final = Bilingual("và {count} ô khác", "and {count} more")
SEE_ALL: Final = Bilingual(
    "Xem đầy đủ: thêm --format xlsx -o KET_QUA.xlsx", "To see all: add --format xlsx -o RESULT.xlsx"
)
