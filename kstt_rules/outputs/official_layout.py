"""What official documents have alike by Nghị định 30/2020/NĐ-CP, Phụ lục I: margins, head and foot."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kstt_rules.model.letter import Letterhead
from kstt_rules.outputs.texts import official as texts
from kstt_rules.outputs.word_document import Look, Margins, Text, WordCell, WordDocument, text

MARGINS: Final = Margins(top=20, bottom=20, left=30, right=15)

_LEFT, _RIGHT = 63.0, 102.0
_HALVES: Final = (75.0, 90.0)
_CAPITAL: Final = 3.2
"""About the width in millimetres of a bold capital of 13 points."""

_MOTTO_LENGTH: Final = 60.4
"""The width in millimetres of the motto in Times New Roman, bold, 14 points."""

LOOKS: Final = {
    "superior": Look("Cơ quan chủ quản", 13, align="center"),
    "agency": Look("Cơ quan ban hành", 13, bold=True, align="center"),
    "country": Look("Quốc hiệu", 13, bold=True, align="center"),
    "motto": Look("Tiêu ngữ", 14, bold=True, align="center"),
    "rule": Look("Đường kẻ ngang", 2, align="center", before=1, ruled=True),
    "number": Look("Số và ký hiệu", 13, align="center", before=6),
    "about": Look("Trích yếu công văn", 12, align="center", before=6),
    "day": Look("Địa danh và thời gian", 14, italic=True, align="center", before=6),
    "gap": Look("Khoảng cách", 6, keep_next=True),
    "recipients": Look("Nơi nhận", 12, bold=True, italic=True),
    "recipient": Look("Tên nơi nhận", 11),
    "signer": Look("Chức vụ người ký", 14, bold=True, align="center", keep_next=True),
    "name": Look("Họ tên người ký", 14, bold=True, align="center", before=78),
}


def add_head(document: WordDocument, letterhead: Letterhead, numbered: str, about: str = "") -> None:
    """Set out who writes beside the name of the country, and the number and subject beside the place and day."""
    agency = (letterhead.agency or texts.BLANK).upper()
    above = [text("superior", letterhead.superior.upper())] if letterhead.superior else []
    dated = texts.PLACE_AND_DAY.format(place=letterhead.place or texts.BLANK, day=full_day(letterhead.date))
    number = text("number", texts.NUMBER.format(number=numbered))
    document.table(
        (_LEFT, _RIGHT),
        [
            [
                WordCell((*above, text("agency", agency), rule(_LEFT, _agency_rule(agency)))),
                WordCell((text("country", texts.COUNTRY), text("motto", texts.MOTTO), rule(_RIGHT, _MOTTO_LENGTH))),
            ],
            [WordCell((number, text("about", about)) if about else (number,)), WordCell((text("day", dated),))],
        ],
        grid=False,
    )


def add_foot(document: WordDocument, letterhead: Letterhead, recipients: Sequence[str]) -> None:
    """Set out who gets the document, each on a line of its own, beside who signs it."""
    lines = [*recipients, texts.ARCHIVE.format(archive=letterhead.archive or texts.ARCHIVED_AT)]
    signer = letterhead.signer
    titles = [line.upper() for line in (signer.authority, signer.title) if line] or [texts.BLANK]
    document.table(
        _HALVES,
        [
            [
                WordCell((text("recipients", texts.RECIPIENTS), *(text("recipient", line) for line in lines))),
                WordCell((*(text("signer", line) for line in titles), text("name", signer.name or ""))),
            ]
        ],
        grid=False,
    )


def rule(room: float, length: float) -> Text:
    """Return a line of a length in millimetres in the middle of the room."""
    return text("rule", inset=(room - length) / 2)


def numbered(number: int | None, symbol: str | None) -> str:
    """Return how a document is numbered: 07/VP-KSTT, with room for a pen where something is not stated."""
    return f"{texts.NO_NUMBER if number is None else f'{number:02}'}/{symbol or texts.BLANK}"


def full_day(day: date | None) -> str:
    """Write a day in full, a day below ten and a month below three with a zero before it; blanks for none."""
    if day is None:
        return texts.NO_DAY
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return texts.DAY.format(day=f"{day.day:02}", month=month, year=day.year)


def copies(letterhead: Letterhead) -> list[str]:
    """Return the lines of those that the letterhead sends a copy to."""
    return [texts.COPY.format(name=name) for name in letterhead.copies]


def _agency_rule(agency: str) -> float:
    """Return a length between a third and a half of the line above it."""
    return 0.42 * min(_CAPITAL * len(agency), _LEFT)
