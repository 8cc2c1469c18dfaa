"""The fixed words of the report as a page: its sections, its filters, and what its script says."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual
from kstt_rules.outputs import texts

SKIP: Final = Bilingual("Đến danh sách phát hiện", "Skip to the findings")
LANGUAGE: Final = Bilingual("Ngôn ngữ", "Language")
PRINT: Final = Bilingual("In báo cáo", "Print")
SECTIONS: Final = Bilingual("Các phần của báo cáo", "Parts of the report")
NO_SCRIPT: Final = Bilingual(
    "Trình duyệt đang tắt JavaScript nên không hiển thị được các danh sách: phát hiện, đơn vị, dữ liệu không tiếp nhận,"
    " tệp đã nộp.",
    "JavaScript is off in this browser: the lists of findings, units, data not accepted and files cannot be shown.",
)

OVERVIEW: Final = Bilingual("Theo đơn vị và điều khoản", "By unit and provision")
OVERVIEW_CAPTION: Final = Bilingual(
    "Số phát hiện của từng đơn vị theo điều khoản, màu theo kết luận nặng nhất. Chọn một ô để xem các phát hiện đó.",
    "Findings of each unit by provision, coloured by the weightiest conclusion. Choose a cell to see its findings.",
)
FINDINGS: Final = Bilingual("Các phát hiện", "Findings")
FILTER: Final = Bilingual("Lọc phát hiện", "Filter the findings")
SEARCH: Final = Bilingual("Tìm trong nội dung (không cần gõ dấu)", "Search the text (accents may be left out)")
RESET: Final = Bilingual("Bỏ lọc", "Clear the filters")
COVERAGE_CAPTION: Final = Bilingual(
    "Số kết luận của các quy tắc theo từng điều khoản", "Verdicts of the rules by provision"
)
NOT_CHECKED: Final = Bilingual("Điều khoản không kiểm tra bằng quy tắc, và lý do", "Provisions without a rule, and why")
WAIVED: Final = Bilingual("Miễn trừ", "Waivers")
WAIVED_WHY: Final = Bilingual("Nội dung và lý do", "What is waived, and why")
NO_WAIVED: Final = Bilingual("Không có phát hiện nào được miễn.", "No finding is waived.")
MORE_NOTICES: Final = Bilingual("Các lưu ý khác", "More notices")
BASES: Final = Bilingual("Căn cứ của hai lần rà soát", "What the two audits were decided by")
DIFFERS: Final = Bilingual("khác nhau", "differs")
CHANGE: Final = Bilingual("Thay đổi", "Change")
NO_REJECTS: Final = Bilingual("Mọi dòng dữ liệu đều được tiếp nhận.", "Every row of data was accepted.")
PLACE: Final = Bilingual("Vị trí", "Place")
PACK_FILES: Final = Bilingual("Mã băm SHA-256 của gói quy tắc", "SHA-256 of the rule pack")

SCRIPT: Final[Mapping[str, Bilingual]] = {
    "all": Bilingual("Tất cả", "All"),
    "notOpen": Bilingual("Khác lần trước", "Not as before"),
    "wholeArticle": Bilingual("Toàn bộ {article}", "All of {article}"),
    "count": Bilingual("{shown} trên tổng số {total} phát hiện", "{shown} of {total} findings"),
    "filtered": Bilingual("Đang lọc theo: {filters}", "Filtered by: {filters}"),
    "empty": Bilingual("Không có phát hiện nào khớp với bộ lọc.", "No finding matches the filters."),
    "none": Bilingual("Không có phát hiện nào.", "There are no findings."),
    "previous": Bilingual("Trang trước", "Previous page"),
    "next": Bilingual("Trang sau", "Next page"),
    "range": Bilingual("{first}–{last} trong {total}", "{first}–{last} of {total}"),
    "showAll": Bilingual("Hiện toàn bộ {length} ký tự", "Show all {length} characters"),
    "text": Bilingual("Nội dung", "Text"),
    "unit": texts.UNIT,
    "tier": texts.TIER,
    "provision": texts.PROVISION,
    "verdict": texts.VERDICT,
    "severity": texts.SEVERITY,
    "change": CHANGE,
    "row": Bilingual("dòng", "row"),
    "remedy": texts.REMEDY,
    "missing": texts.MISSING,
    "evidence": Bilingual("Căn cứ và ô dữ liệu", "Evidence and cells"),
    "term": Bilingual("Dữ kiện", "Fact"),
    "value": Bilingual("Giá trị", "Value"),
    "cells": Bilingual("Ô dữ liệu", "Cells"),
    "officialText": texts.OFFICIAL_TEXT,
    "rule": texts.RULE,
    "reading": texts.READING,
    "fingerprint": texts.FINGERPRINT,
}
