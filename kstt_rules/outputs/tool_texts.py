"""The fixed words of the formats that other programs show: SARIF, OSCAL and JUnit XML."""

from typing import Final

from kstt_rules.bilingual import Bilingual

HELP: Final = Bilingual(
    "{citation}.\nNội dung: {summary}\nĐể xem điều kiện, tham số và trường hợp thử: kstt explain {rule} --pack {pack}",
    "{citation}.\nContent: {summary}\nFor its conditions, parameters and cases: kstt explain {rule} --pack {pack}",
)
FOLDER: Final = Bilingual("Thư mục hồ sơ đã nộp.", "The folder of what was submitted.")

SATISFIED: Final = Bilingual(
    "Không phát hiện vi phạm: {compliant} đối tượng đạt, {not_applicable} không áp dụng.",
    "No breach found: {compliant} subjects compliant, {not_applicable} not applicable.",
)
WAIVED: Final = Bilingual("Được miễn", "Waived")
NO_EVIDENCE: Final = Bilingual("Không có dữ liệu để xem xét.", "There were no data to look at.")
RULE_PACK: Final = Bilingual(
    "Gói quy tắc là kế hoạch rà soát: các quy định, điều kiện và tham số được áp dụng.",
    "The rule pack is the plan of the audit: the provisions, conditions and parameters applied.",
)
AUDITED: Final = Bilingual(
    "Rà soát tự động hồ sơ đã nộp theo gói quy tắc {pack}.",
    "Automatic audit of what was submitted by the rule pack {pack}.",
)
REVIEWED: Final = Bilingual(
    "Mọi quy định của văn bản, trừ quy định không có quy tắc kiểm tra.",
    "Every provision of the regulation but those without a rule.",
)
NOT_ACCEPTED: Final = Bilingual("Dữ liệu không tiếp nhận", "Data not accepted")

COMPLIANT: Final = Bilingual("{count} đối tượng đạt", "{count} compliant subjects")
NOT_APPLICABLE: Final = Bilingual("{count} đối tượng không áp dụng", "{count} subjects not applicable")
ROWS: Final = Bilingual(
    "{read} dòng: {accepted} tiếp nhận, {rejected} không nhận, {ignored} bỏ qua.",
    "{read} rows: {accepted} accepted, {rejected} rejected, {ignored} ignored.",
)
