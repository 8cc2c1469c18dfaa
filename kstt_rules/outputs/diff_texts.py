"""The fixed words of the comparison of two audits."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.bilingual import Bilingual
from kstt_rules.diff import Change

TITLE: Final = Bilingual("So sánh hai lần rà soát", "Two audits compared")
SINCE: Final = Bilingual("So với lần rà soát trước", "Since the earlier audit")
BEFORE: Final = Bilingual("Lần trước", "Earlier audit")
AFTER: Final = Bilingual("Lần này", "Later audit")
EARLIER: Final = Bilingual("Trước", "Before")

CHANGES: Final[Mapping[Change, Bilingual]] = {
    Change.NEW: Bilingual("Mới", "New"),
    Change.CHANGED: Bilingual("Thay đổi", "Changed"),
    Change.OPEN: Bilingual("Chưa khắc phục", "Still open"),
    Change.FIXED: Bilingual("Không còn", "Fixed or gone"),
    Change.NOT_COMPARABLE: Bilingual("Không so sánh được", "Not comparable"),
}
NOTHING_NEW: Final = Bilingual("Không có phát hiện mới hoặc nặng hơn.", "Nothing new or worse was found.")

DIFFERENCES: Final = Bilingual("Khác nhau về căn cứ rà soát", "Decided by differently")
WHY_NOT_COMPARABLE: Final = Bilingual(
    "Vì vậy, phát hiện chỉ có ở một lần rà soát được xếp vào mục không so sánh được; "
    "mã kết thúc vẫn tính phát hiện chỉ có ở lần này.",
    "What only one of the audits found is therefore not comparable; "
    "the exit code still counts what only the later one found.",
)
DIFFERENCE: Final[Mapping[str, Bilingual]] = {
    "pack": Bilingual("Gói quy tắc", "Rule pack"),
    "effective_from": Bilingual("Có hiệu lực từ", "In force from"),
    "reading": Bilingual("Cách hiểu {name}", "Reading {name}"),
    "setting": Bilingual("Tham số {name}", "Parameter {name}"),
    "unreadable": Bilingual("Tệp không đọc được {name}", "Unreadable file {name}"),
}
UNREADABLE: Final = Bilingual("Tệp không đọc được", "Unreadable files")
YES: Final = Bilingual("có", "yes")
NO: Final = Bilingual("không", "no")

ONLY_BEFORE: Final = Bilingual("Chỉ có ở lần trước.", "In the earlier audit only.")
ONLY_AFTER: Final = Bilingual("Chỉ có ở lần này.", "In the later audit only.")
LACKING: Final = Bilingual("Lần rà soát kia thiếu: {names}.", "The other audit lacks: {names}.")
SEE_ALL: Final = Bilingual(
    "Xem đầy đủ: kstt diff … --format json -o SO_SANH.json", "To see all: kstt diff … --format json -o DIFF.json"
)
