"""Habits of headers: other words, numbers, a second language, brackets, abbreviations, groups."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from layouts.draft import UNIT, Column, Draft
from layouts.habits_of_cells import Habits
from layouts.lists import COMMUNES

_OF_COMMUNES = (
    "Xã, thị trấn",
    "Xã, phường, thị trấn",
    "Địa phương",
    "Tên xã",
    "UBND xã",
    "Đơn vị xã",
    "Tên UBND cấp xã",
    "Xã/Thị trấn",
)
_OF_ALL = ("Cơ quan, đơn vị", "Tên đơn vị", "Đơn vị công tác", "CQ, ĐV", "Tên cơ quan/đơn vị")
_WORDS: Mapping[str, Sequence[str]] = {
    "Họ và tên": ("Họ tên", "Tên cán bộ đầu mối", "Họ và tên cán bộ, công chức", "Họ, tên", "Tên CC đầu mối"),
    "Chức vụ": ("Chức danh", "Chức vụ/chức danh", "Chức vụ hiện nay", "Chức vụ, chức danh công tác"),
    "Điện thoại": ("SĐT", "Số ĐT", "Điện thoại liên hệ", "Số điện thoại di động"),
    "Năm sinh": ("Năm sinh của cán bộ", "NĂM SINH", "Sinh năm"),
    "Từ ngày": ("Ngày bắt đầu", "Từ ngày (ngày/tháng/năm)"),
    "Kỳ báo cáo": ("Kỳ BC", "Kỳ", "Kỳ báo cáo (quý/năm)"),
    "Ngày gửi": ("Ngày gửi báo cáo", "Ngày gửi BC", "Ngày nộp"),
    "Người phê duyệt": ("Người ký", "Người duyệt", "Người ký BC"),
    "Ngày phê duyệt": ("Ngày ký", "Ngày duyệt", "Ngày ký báo cáo"),
    "Hình thức": ("Hình thức gửi", "Hình thức gửi BC"),
}
_ENGLISH = {
    UNIT: "Unit",
    "Họ và tên": "Full name",
    "Năm sinh": "Year of birth",
    "Chức vụ": "Position",
    "Điện thoại": "Phone",
    "Từ ngày": "From",
    "Kỳ báo cáo": "Period",
    "Ngày gửi": "Date sent",
    "Người phê duyệt": "Approved by",
    "Ngày phê duyệt": "Date approved",
    "Hình thức": "Form",
}
_ABOVE = {
    "Phụ trách Một cửa": ("Phụ trách", "Một cửa"),
    "Phụ trách KSTTHC": ("Phụ trách", "KSTTHC"),
}


def _other_word_for_the_unit(draft: Draft, order: Random) -> None:
    if column := draft.column(UNIT):
        of_communes = {record.unit for record in draft.records} <= set(COMMUNES)
        column.head = order.choice(_OF_COMMUNES if of_communes else _OF_ALL)


def _other_words(draft: Draft, order: Random) -> None:
    for column in draft.columns:
        if column.head == column.field and column.field in _WORDS:
            column.head = order.choice(_WORDS[column.field])


def _each(write: Callable[[str, Column, int, Random], str]) -> Callable[[Draft, Random], None]:
    def change(draft: Draft, order: Random) -> None:
        for at, column in enumerate(draft.columns, start=1):
            if column.head:
                column.head = write(column.head, column, at, order)

    return change


def _second_language(head: str, column: Column, _: int, order: Random) -> str:
    english = _ENGLISH.get(column.field)
    return (
        f"{head}{order.choice((' / ', chr(10), ' ('))}{english}".replace("(" + str(english), f"({english})")
        if english
        else head
    )


def _grouped(draft: Draft, order: Random) -> None:
    """Write two rows of headers; sometimes a row between them is empty."""
    for column in draft.columns:
        if column.field in _ABOVE:
            column.above, column.head = _ABOVE[column.field]
    draft.header_has_a_gap = order.random() < 1 / 2


def _turned(draft: Draft, order: Random) -> None:
    """Put the columns in an order of their own."""
    pairs = [[column] for column in draft.columns]
    together = [at for at in range(1, len(pairs)) if pairs[at][0].field == "tên" or pairs[at][0].field in _ABOVE]
    for at in reversed(together):
        if pairs[at][0].field == "tên" or pairs[at - 1][0].field in _ABOVE:
            pairs[at - 1] += pairs.pop(at)
    order.shuffle(pairs)
    draft.columns = [column for pair in pairs for column in pair]


HEADERS: Habits = {
    "another order of columns": (_turned, "order"),
    "other words for the unit": (_other_word_for_the_unit, "word for the unit"),
    "other words in headers": (_other_words, "words of headers"),
    "numbered headers": (_each(lambda head, _, at, __: f"{at}. {head}"), "decoration"),
    "headers in brackets": (
        _each(lambda head, _, __, order: f"{head} {order.choice(('(ghi rõ)', '(*)', '(1)'))}"),
        "decoration",
    ),
    "headers in two languages": (_each(_second_language), "decoration"),
    "headers in capitals": (_each(lambda head, *_: head.upper()), "decoration"),
    "headers over several lines": (_each(lambda head, *_: head.replace(" ", "\n", 1)), "decoration"),
    "headers with a colon": (_each(lambda head, *_: f"{head}:"), "decoration"),
    "headers of two rows": (_grouped, "rows of headers"),
}
