"""The fixed words of the report calendar."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual

TITLE: Final = Bilingual("Lịch báo cáo năm {year}", "Report calendar of {year}")
GUIDE: Final = Bilingual("Hướng dẫn", "Guide")
BY_UNIT: Final = Bilingual("{reports} báo cáo của {reporters} đơn vị", "{reports} reports of {reporters} units")
BY_KIND: Final = Bilingual(
    "{reports} kỳ báo cáo của {reporters} loại đơn vị", "{reports} reporting periods of {reporters} kinds of unit"
)

UNIT: Final = Bilingual("Đơn vị", "Unit")
TIER: Final = Bilingual("Cấp", "Tier")
PERIOD: Final = Bilingual("Kỳ", "Period")
DATA_FROM: Final = Bilingual("Số liệu từ ngày", "Data from")
DATA_UNTIL: Final = Bilingual("Số liệu đến ngày", "Data until")
DUE: Final = Bilingual("Phải gửi chậm nhất", "To be sent by")
SOURCE: Final = Bilingual("Nguồn của ngày phải gửi", "Where that day comes from")
REST: Final = Bilingual("Ngày nghỉ", "Day of rest")
KEPT: Final = Bilingual("rơi vào ngày nghỉ, giữ nguyên", "a day of rest, kept as stated")
MOVED_FROM: Final = Bilingual("chuyển từ ngày nghỉ {day}", "moved from {day}, a day of rest")
PROVISION: Final = Bilingual("Căn cứ", "Provision")
SOURCES: Final[Mapping[str | None, Bilingual]] = {
    "regulation": Bilingual("quy định của văn bản", "the regulation"),
    "local": Bilingual("tham số địa phương, không phải quy định của văn bản", "a local parameter, not the regulation"),
    None: Bilingual("chưa ấn định", "none is set"),
}

FILL_IN: Final = Bilingual(
    "Trang “{sheet}” là lịch để điền và nộp: ghi ngày gửi, người phê duyệt, nơi nhận… của từng báo cáo đã gửi.",
    "The sheet “{sheet}” is the calendar to fill in and submit: enter when, by whom approved and to whom each report "
    "was sent.",
)
CUT_OFF: Final = Bilingual(
    "Ngày đầu và ngày cuối của số liệu lấy theo Nghị định số 09/2019/NĐ-CP, không phải quy định của văn bản này.",
    "The first and the last day of the data follow Decree 09/2019/ND-CP, not this regulation.",
)
NONE_SET: Final = Bilingual(
    "Có báo cáo mà cả văn bản lẫn tham số địa phương đều không ấn định ngày phải gửi: ngày đó để trống, cơ quan nhận "
    "báo cáo tự ấn định.",
    "For some reports neither the regulation nor a local parameter sets a day: it is left blank for whoever receives "
    "the report to set.",
)
ALL_LOCAL: Final = Bilingual(
    "Mọi ngày phải gửi đã ghi đều lấy từ tham số địa phương, không phải quy định của văn bản.",
    "Every day stated for sending comes from a local parameter and not from the regulation.",
)
SOME_LOCAL: Final = Bilingual(
    "Một số ngày phải gửi lấy từ tham số địa phương, không phải quy định của văn bản; từng báo cáo có ghi nguồn.",
    "Some days for sending come from a local parameter and not from the regulation; each report says which.",
)
NONE_LOCAL: Final = Bilingual(
    "Mọi ngày phải gửi đã ghi đều do văn bản quy định.", "Every day stated for sending is set by the regulation."
)
MOVED: Final = Bilingual(
    "Ngày phải gửi rơi vào ngày nghỉ được chuyển sang ngày làm việc tiếp theo.",
    "A day that falls on a day of rest is moved to the next working day.",
)
AS_STATED: Final = Bilingual(
    "Ngày phải gửi giữ nguyên như ấn định, kể cả khi rơi vào ngày nghỉ; nơi nào như vậy có ghi rõ.",
    "A day stays as it is set even where it falls on a day of rest; where one does, that is said.",
)
HOLIDAYS: Final = Bilingual(
    "Ngày nghỉ là thứ Bảy, Chủ nhật và ngày lễ, tết của Việt Nam, kể cả ngày hoán đổi đã biết.",
    "Days of rest are Saturdays, Sundays and the public holidays of Viet Nam, with the swapped days that are known.",
)
UNKNOWN_KIND: Final = Bilingual(
    "Không có trong lịch vì danh mục không cho biết loại đơn vị: {names}.",
    "Not in the calendar, as the register does not tell their kind: {names}.",
)

CUT_OFF_EVENT: Final = Bilingual("Chốt số liệu báo cáo {period}: {name}", "Data cut-off, report of {period}: {name}")
DUE_EVENT: Final = Bilingual("Hạn gửi báo cáo {period}: {name}", "Report of {period} due: {name}")
DATA: Final = Bilingual(
    "Số liệu từ {first} đến {last} (theo Nghị định số 09/2019/NĐ-CP).",
    "Data from {first} until {last} (by Decree 09/2019/ND-CP).",
)
DUE_FROM: Final = Bilingual("Ngày phải gửi: {source}.", "The day is set by: {source}.")
CUT_OFF_KIND: Final = Bilingual("Chốt số liệu", "Data cut-off")
DUE_KIND: Final = Bilingual("Hạn gửi báo cáo", "Report due")
NO_DUE: Final = Bilingual("Ngày phải gửi: chưa ấn định.", "No day is set for sending it.")
