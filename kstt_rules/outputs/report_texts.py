"""The fixed words of the report in Word, beside those that it shares with the other outputs."""

from typing import Final

from kstt_rules.bilingual import Bilingual

TITLE: Final = Bilingual("Báo cáo kết quả rà soát", "Audit report")
JUDGED: Final = Bilingual("Căn cứ và phạm vi rà soát", "What was judged, and by what")
COVERAGE: Final = Bilingual("Kết quả theo từng Điều", "Results by article")
WAIVED: Final = Bilingual("Nội dung được miễn", "Breaches set aside")
OF_ARTICLE: Final = Bilingual("Cộng {article}", "{article}, total")
UNCHECKED: Final = Bilingual("Không kiểm tra bằng quy tắc: {reason}", "No rule: {reason}")

NOTHING: Final = Bilingual("Không có.", "None.")
ALL_ACCEPTED: Final = Bilingual("Mọi dòng không trống đều được tiếp nhận hoặc bỏ qua có lý do.", "No row was refused.")

CONCERNED: Final = Bilingual("Đơn vị liên quan", "Units concerned")
AND_MORE: Final = Bilingual("và {count} đơn vị khác", "and {count} more")
CITED: Final = Bilingual("Căn cứ pháp lý", "Provision")
CELLS: Final = Bilingual("Số liệu", "Data")
