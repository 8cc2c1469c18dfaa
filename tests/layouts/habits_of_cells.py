"""Habits of what is written in a cell: units, people, posts, days, numbers, yes and no."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from random import Random

from layouts.draft import UNIT, Column, Draft, Record
from layouts.grid import MonthFirst
from layouts.lists import DISTRICT_OF, UNIT_NAMES

Change = Callable[[Draft, Random], None]
Habits = dict[str, tuple[Change, str]]
NAME, POST, BORN, PHONE = "Họ và tên", "Chức vụ", "Năm sinh", "Điện thoại"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_ABBREVIATED = {
    "Chủ tịch": "CT",
    "Phó Chủ tịch": "PCT",
    "Công chức Văn phòng - Thống kê": "CC VP-TK",
    "Phó Giám đốc": "PGĐ",
    "Chánh Văn phòng": "CVP",
    "Chuyên viên": "CV",
}


def _unit_texts(write: Callable[[str, Random], object]) -> tuple[Change, str]:
    """Return a habit of writing units, which stands in each row."""

    def change(draft: Draft, order: Random) -> None:
        for record in draft.records:
            record.cells[UNIT] = write(record.unit, order)

    return change, "units"


def _plain(unit: str) -> str:
    return UNIT_NAMES[unit].removeprefix("UBND ")


def _bare(unit: str, _: Random) -> str:
    name = _plain(unit)
    return next((name.removeprefix(kind) for kind in ("xã ", "thị trấn ", "huyện ") if name.startswith(kind)), name)


def _capital_first(unit: str, _: Random) -> str:
    return _plain(unit)[0].upper() + _plain(unit)[1:]


def _kind_behind(unit: str, order: Random) -> str:
    kind = UNIT_NAMES[unit].rpartition(" ")[0].split()
    text = "UBND xã" if DISTRICT_OF[unit] else " ".join(kind[:2]) if kind[0] == "UBND" else "Sở"
    return f"{_capital_first(unit, order)} ({text})"


def _with_district(unit: str, _: Random) -> str:
    district = DISTRICT_OF[unit]
    return f"{UNIT_NAMES[unit]}, {_plain(str(district))}" if district else f"{UNIT_NAMES[unit]} tỉnh Bắc Giang"


def _short(unit: str, _: Random) -> str:
    name = UNIT_NAMES[unit].replace("thị trấn", "TT.").replace("Thương binh và Xã hội", "TB và XH")
    return name.replace("UBND huyện", "UBND H.").replace("UBND xã", "UBND X.")


def _number(unit: str, _: Random) -> object:
    return int(unit) if unit.isdigit() else unit


def _spaced(unit: str, order: Random) -> str:
    return f" {UNIT_NAMES[unit].replace(' ', order.choice(('  ', chr(0xA0))), 1)}\n"


def _in_full(unit: str, _: Random) -> str:
    return UNIT_NAMES[unit].replace("UBND", "Ủy ban nhân dân")


TEXTS: Habits = {
    "units by name": _unit_texts(lambda unit, _: UNIT_NAMES[unit]),
    "units without their committee": _unit_texts(_capital_first),
    "bare names of places": _unit_texts(_bare),
    "units in capitals": _unit_texts(lambda unit, _: UNIT_NAMES[unit].upper()),
    "a kind in brackets behind the unit": _unit_texts(_kind_behind),
    "the district behind the unit": _unit_texts(_with_district),
    "abbreviations in units": _unit_texts(_short),
    "codes stored as numbers": _unit_texts(_number),
    "units typed with odd spaces": _unit_texts(_spaced),
    "units in full": _unit_texts(_in_full),
}


def _each(header: str, write: Callable[[str, Random, Record], object], group: str | None = None) -> tuple[Change, str]:
    """Return a habit of writing the texts of a field."""

    def change(draft: Draft, order: Random) -> None:
        for record in draft.records:
            value = record.cells.get(header)
            if value is not None:
                record.cells[header] = write(str(value), order, record)

    return change, group or header


def _days(write: Callable[[date, Random], object]) -> tuple[Change, str]:
    """Return a habit of writing days."""

    def change(draft: Draft, order: Random) -> None:
        for record, header in _dated(draft):
            day = datetime.strptime(str(record.cells[header]), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
            record.cells[header] = write(day, order)

    return change, "days"


def _dated(draft: Draft) -> Iterator[tuple[Record, str]]:
    for record in draft.records:
        for header in ("Từ ngày", "Ngày gửi", "Ngày phê duyệt"):
            if record.cells.get(header) is not None:
                yield record, header


def _swapped(day: date, _: Random) -> object:
    """Write a day as a program that puts months first leaves it: a swapped date, or a text that it cannot read."""
    return MonthFirst(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"


def _mixed(day: date, order: Random) -> object:
    return order.choice((f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()))


def _yes_no(yes: object, no: object) -> tuple[Change, str]:
    def change(draft: Draft, _: Random) -> None:
        for record in draft.records:
            for header, value in record.cells.items():
                if value in ("có", "không"):
                    record.cells[header] = yes if value == "có" else no

    return change, "yes and no"


def _years_behind_names(draft: Draft, order: Random) -> None:
    form = order.choice((" ({})", " (SN {})", " (sinh năm {})"))
    if draft.column(NAME) and draft.column(BORN):
        for record in draft.records:
            record.cells[NAME] = f"{record.cells[NAME]}{form.format(record.cells[BORN])}"
        draft.columns = [column for column in draft.columns if column.field != BORN]


def _two_columns(draft: Draft, order: Random) -> None:
    """Write the given name in a column of its own, under one header or under two."""
    if (at := draft.place(NAME)) < 0:
        return
    first, second = order.choice(((NAME, None), ("Họ và tên đệm", "Tên"), ("Họ", "Tên")))
    for record in draft.records:
        record.cells["họ"], _, record.cells["tên"] = str(record.cells[NAME]).rpartition(" ")
    draft.columns[at : at + 1] = [Column("họ", first), Column("tên", second)]


def _people_in_one_cell(draft: Draft, order: Random) -> None:
    """Write all people of a unit in one row, their data below each other in each cell."""
    if not draft.column(NAME):
        return
    mark = order.choice(("{}. ", "- ", ""))
    body: list[Record] = []
    for record in draft.records:
        if body and body[-1].unit == record.unit:
            for header, value in record.cells.items():
                body[-1].cells[header] = [*_as_list(body[-1].cells[header]), value]
        else:
            body.append(record)
    for record in body:
        for header, values in record.cells.items():
            if header == UNIT:
                record.cells[UNIT] = _as_list(values)[0]
            elif isinstance(values, list):
                lines = (f"{mark.format(at)}{value}" for at, value in enumerate(values, start=1))
                record.cells[header] = "\n".join(lines)
    draft.body = list(body)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _nobody(draft: Draft, order: Random) -> None:
    """Write a line for a post that nobody holds."""
    word = order.choice(("Chưa bố trí", "Khuyết", "Không có", "Trống", "N/A", "Chưa có"))
    if draft.column(NAME):
        for record in order.sample(draft.records, 2):
            cells = dict.fromkeys(record.cells) | {UNIT: record.cells[UNIT], NAME: word}
            draft.body.insert(draft.body.index(record) + 1, Record(record.unit, cells))


def _numbers_as_phones(draft: Draft, _: Random) -> None:
    for record in draft.records:
        if record.cells.get(PHONE):
            record.cells[PHONE] = int(str(record.cells[PHONE]))


def _born(text: str, order: Random, _: Record) -> object:
    day = date(int(text), order.randint(1, 12), order.randint(13, 28))
    return order.choice((f"{day:%d/%m/%Y}", f"{day.month}/{day.year}", f"{text} ({2022 - int(text)} tuổi)"))


def _body_behind(text: str, _: Random, record: Record) -> str:
    body = "UBND xã" if DISTRICT_OF[record.unit] else "UBND huyện"
    return f"{text} {body}" if text in ("Chủ tịch", "Phó Chủ tịch") else text


def _party_before(text: str, order: Random, _: Record) -> str:
    before = order.choice(("Phó Bí thư Đảng ủy, ", "UVBTV, ", "Ủy viên Ban Thường vụ, "))
    return f"{before}{text}" if text.endswith(("Chủ tịch", "Giám đốc")) else text


PEOPLE: Habits = {
    "honorifics": _each(NAME, lambda text, order, _: order.choice(("Ông ", "Bà ", "Đ/c ", "Đồng chí ")) + text),
    "degrees": _each(NAME, lambda text, order, _: order.choice(("ThS. ", "TS. ", "BS. ")) + text),
    "names in capitals": _each(NAME, lambda text, _, __: text.upper()),
    "years of birth behind names": (_years_behind_names, BORN),
    "birth dates for years": _each(BORN, _born),
    "posts in capitals": _each(POST, lambda text, _, __: text.upper()),
    "abbreviated posts": _each(POST, lambda text, _, __: _ABBREVIATED.get(text, text)),
    "the committee behind the post": _each(POST, _body_behind),
    "party posts before the post": _each(POST, _party_before),
    "posts typed with odd spaces": _each(POST, lambda text, _, __: f"{text.replace(' ', '  ', 1)} "),
    "posts typed without a space": _each(POST, lambda text, _, __: text.replace("Phó C", "PhóC").replace(" - ", "-")),
    "days with dots": _days(lambda day, _: f"{day:%d.%m.%Y}."),
    "days with en dashes": _days(lambda day, _: f"{day:%d–%m–%Y}"),
    "days with a clock time": _days(lambda day, _: f"{day:%d/%m/%Y} 08:30"),
    "days from programs": _days(lambda day, _: f"{day.isoformat()}T00:00:00+07:00"),
    "days with the weekday": _days(lambda day, _: f"{_WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"),
    "days in words": _days(lambda day, _: f"ngày {day.day} tháng {day.month} năm {day.year}"),
    "days behind an apostrophe": _days(lambda day, _: f"'{day:%d/%m/%Y}"),
    "days in several writings": _days(_mixed),
    "days as date cells": _days(lambda day, _: datetime.combine(day, time())),
    "days swapped by a program": _days(_swapped),
    "crosses for yes": _yes_no("x", None),
    "check boxes": _yes_no("☒", "☐"),
    "yes and no in capitals": _yes_no("CÓ", "KHÔNG"),
    "telephone numbers as numbers": (_numbers_as_phones, PHONE),
    "telephone numbers with dots": _each(PHONE, lambda text, _, __: f"{text[:4]}.{text[4:7]}.{text[7:]}"),
    "nobody in a post": (_nobody, "nobody"),
    "people of a unit in one cell": (_people_in_one_cell, "rows"),
    "names over two columns": (_two_columns, "columns of names"),
}
