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
PERIOD: Final = Bilingual("Kỳ", "Period")
DATA_FROM: Final = Bilingual("Số liệu từ ngày", "Data from")
DATA_UNTIL: Final = Bilingual("Số liệu đến ngày", "Data until")
DUE: Final = Bilingual("Phải gửi chậm nhất", "To be sent by")
SOURCE: Final = Bilingual("Nguồn của ngày phải gửi", "Where that day comes from")
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
    "Ngày đầu và ngày cuối của số liệu lấy theo Nghị định số 09/2019/NĐ-CP.",
    "The first and the last day of the data follow Decree 09/2019/ND-CP.",
)
NONE_SET: Final = Bilingual(
    "Có báo cáo mà cả văn bản lẫn tham số địa phương đều không ấn định ngày phải gửi: ô Hạn gửi để trống, "
    "cơ quan nhận báo cáo tự ghi.",
    "For some reports neither the regulation nor a local parameter sets a day: that cell is left blank for whoever "
    "receives the report to fill in.",
)
SOME_LOCAL: Final = Bilingual(
    "Có ngày phải gửi lấy từ tham số địa phương, không phải quy định của văn bản; xem cột “{source}”.",
    "Some days come from a local parameter and not from the regulation; see the column “{source}”.",
)
MOVED: Final = Bilingual(
    "Ngày phải gửi rơi vào ngày nghỉ được chuyển sang ngày làm việc tiếp theo.",
    "A day that falls on a day of rest is moved to the next working day.",
)
UNKNOWN_KIND: Final = Bilingual(
    "Không có trong lịch vì danh mục không cho biết loại đơn vị: {names}.",
    "Not in the calendar, as the register does not tell their kind: {names}.",
)

CUT_OFF_EVENT: Final = Bilingual("Chốt số liệu báo cáo {period}: {name}", "Data cut-off, report of {period}: {name}")
DUE_EVENT: Final = Bilingual("Hạn gửi báo cáo {period}: {name}", "Report of {period} due: {name}")
DATA: Final = Bilingual("Số liệu từ {first} đến {last}.", "Data from {first} until {last}.")
DUE_FROM: Final = Bilingual("Ngày phải gửi: {source}.", "The day is set by: {source}.")
NO_DUE: Final = Bilingual("Ngày phải gửi: chưa ấn định.", "No day is set for sending it.")
