"""The fixed words of official documents, which are in Vietnamese alone."""

from typing import Final

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
BLANK: Final = "…………"
NUMBER: Final = "Số: {number}"
NO_NUMBER: Final = "\u00a0" * 9
PLACE_AND_DAY: Final = "{place}, {day}"
DAY: Final = "ngày {day} tháng {month} năm {year}"
NO_DAY: Final = DAY.format(day="……", month="……", year="………")
RECIPIENTS: Final = "Nơi nhận:"
COPY: Final = "- {name};"
ARCHIVE: Final = "- Lưu: {archive}."
ARCHIVED_AT: Final = "VT"

REPORT: Final = "Báo cáo"
ON_WHAT: Final = "Kết quả rà soát việc thực hiện {title}"
END_OF_REPORT: Final = "Trên đây là báo cáo kết quả rà soát, tính đến {day}./."
