"""A letter of reminder: its head, its foot, and the looks of all its parts; the files of many letters."""

from pathlib import Path
from typing import BinaryIO, Final

from kstt_rules.model.letter import Letter, Letterhead, Letters
from kstt_rules.outputs.letters.annex import add_annex
from kstt_rules.outputs.letters.body import body
from kstt_rules.outputs.letters.index import write_index
from kstt_rules.outputs.letters.naming import called, day, placed, recipient, superior
from kstt_rules.outputs.letters.sending import Sending, number_and_symbol, numbers
from kstt_rules.outputs.target import atomic_folder
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.word_document import Look, Margins, Text, WordCell, WordDocument, text

_MARGINS: Final = Margins(top=20, bottom=20, left=30, right=15)
_LEFT, _RIGHT = 63.0, 102.0
_HALVES: Final = (75.0, 90.0)
_CAPITAL: Final = 3.2
"""About the width in millimetres of a bold capital of 13 points."""

_MOTTO_LENGTH: Final = 60.4
"""The width in millimetres of the motto in Times New Roman, bold, 14 points."""

_MOST_NAMED: Final = 2
_BODY: Final = 14.0

LOOKS: Final = {
    "normal": Look("Normal", _BODY),
    "page_number": Look("Số trang", 14, align="center"),
    "superior": Look("Cơ quan chủ quản", 13, align="center"),
    "agency": Look("Cơ quan ban hành", 13, bold=True, align="center"),
    "country": Look("Quốc hiệu", 13, bold=True, align="center"),
    "motto": Look("Tiêu ngữ", 14, bold=True, align="center"),
    "rule": Look("Đường kẻ ngang", 2, align="center", before=1, ruled=True),
    "number": Look("Số và ký hiệu", 13, align="center", before=6),
    "about": Look("Trích yếu công văn", 12, align="center", before=6),
    "day": Look("Địa danh và thời gian", 14, italic=True, align="center", before=6),
    "to": Look("Kính gửi", _BODY, align="center", before=18, after=12),
    "body": Look("Nội dung", _BODY, align="both", before=6, line=1.1, first=12.7),
    "group": Look("Nhóm nội dung", _BODY, bold=True, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "kept": Look("Nội dung có phần tiếp", _BODY, align="both", before=6, line=1.1, first=12.7, keep_next=True),
    "brief": Look("Nội dung tóm tắt", 13, align="both", before=3, first=12.7),
    "annex": Look("Tên phụ lục", _BODY, bold=True, align="center"),
    "annexed_to": Look("Kèm theo văn bản", _BODY, italic=True, align="center", after=4),
    "header": Look("Đầu bảng", 12, bold=True, align="center", before=2, after=2),
    "cell": Look("Ô bảng", 12, before=2, after=2),
    "cell_centred": Look("Ô bảng, số", 12, align="center", before=2, after=2),
    "cell_group": Look("Ô bảng, nhóm", 12, bold=True, before=2, after=2, keep_next=True),
    "gap": Look("Khoảng cách", 6, keep_next=True),
    "recipients": Look("Nơi nhận", 12, bold=True, italic=True),
    "recipient": Look("Tên nơi nhận", 11),
    "signer": Look("Chức vụ người ký", 14, bold=True, align="center", keep_next=True),
    "name": Look("Họ tên người ký", 14, bold=True, align="center", before=78),
}


def write_letters(letters: Letters, sending: Sending, folder: Path) -> None:
    """Write every letter to its file, and the index of them, in a new folder; raises UsageError.

    The folder appears whole or not at all.
    """
    told = zip(letters.written, numbers(letters.written, sending.letterhead), strict=True)
    with atomic_folder(folder) as place:
        for letter, number in told:
            with (place / letter.file).open("xb") as stream:
                render(letter, sending, stream, number=number)
        with (place / texts.INDEX_FILE).open("xb") as stream:
            write_index(letters, sending, stream)


def render(letter: Letter, sending: Sending, stream: BinaryIO, *, number: int | None = None) -> None:
    """Write one letter; ``number`` is its own where the letterhead counts on."""
    unit = recipient(letter)
    document = WordDocument(
        LOOKS, title=texts.TITLE.format(unit=unit), day=sending.day, language="vi", margins=_MARGINS
    )
    document.table((_LEFT, _RIGHT), _head(letter, sending.letterhead, number), grid=False)
    to = texts.TO_OWN if letter.is_own else texts.TO
    document.add(text("to", to.format(unit=unit)), *body(letter, sending, unit), text("gap"))
    document.table(_HALVES, [_foot(letter, sending.letterhead)], grid=False)
    if letter.annex:
        add_annex(document, letter, sending, unit, number)
    document.save(stream)


def _head(letter: Letter, letterhead: Letterhead, number: int | None) -> list[list[WordCell]]:
    """Set out who writes beside the name of the country, and the number and subject beside the place and day."""
    agency = (letterhead.agency or texts.BLANK).upper()
    above = [text("superior", letterhead.superior.upper())] if letterhead.superior else []
    numbered = texts.NUMBER.format(number=number_and_symbol(letterhead, number))
    asks_alone = not any(part.findings for part in letter.parts)
    about = texts.ABOUT.format(
        subject=letterhead.subject or (texts.SUBJECT_OF_REQUESTS if asks_alone else texts.SUBJECT)
    )
    dated = texts.PLACE_AND_DAY.format(place=letterhead.place or texts.BLANK, day=day(letterhead.date))
    return [
        [
            WordCell((*above, text("agency", agency), _rule(_LEFT, _agency_rule(agency)))),
            WordCell((text("country", texts.COUNTRY), text("motto", texts.MOTTO), _rule(_RIGHT, _MOTTO_LENGTH))),
        ],
        [WordCell((text("number", numbered), text("about", about))), WordCell((text("day", dated),))],
    ]


def _rule(room: float, length: float) -> Text:
    return text("rule", inset=(room - length) / 2)


def _agency_rule(agency: str) -> float:
    """Return a length between a third and a half of the line above it."""
    return 0.42 * min(_CAPITAL * len(agency), _LEFT)


def _concerned(letter: Letter) -> list[str]:
    about = {finding.unit: finding.subject.tier for finding in letter.findings}
    names = [placed(unit, called(unit, about[unit]), letter.districts) for unit in letter.concerned]
    return names if len(names) <= _MOST_NAMED else [texts.ALL_CONCERNED]


def _annexed(letter: Letter) -> list[str]:
    names = [called(part.unit, part.tier) for part in letter.annex]
    return names if len(names) <= _MOST_NAMED else [texts.ALL_ANNEXED]


def _foot(letter: Letter, letterhead: Letterhead) -> list[WordCell]:
    copies = [texts.COPY.format(name=name) for name in letterhead.copies]
    if not letter.is_own:
        annexed = _annexed(letter)
        about = [name for name in _concerned(letter) if name not in annexed]
        copies[:0] = [texts.COPY_TO_CONCERNED.format(name=name) for name in about]
        copies[:0] = [texts.COPY_TO_ANNEXED.format(name=name) for name in annexed]
    above = letter.superior
    if above is not None and (above.id is None or above.id != letterhead.unit):
        copies.insert(0, texts.COPY_TO_SUPERIOR.format(name=superior(letter)))
    lines = [texts.AS_ABOVE, *copies, texts.ARCHIVE.format(archive=letterhead.archive or texts.ARCHIVED_AT)]
    signer = letterhead.signer
    titles = [line.upper() for line in (signer.authority, signer.title) if line] or [texts.BLANK]
    return [
        WordCell((text("recipients", texts.RECIPIENTS), *(text("recipient", line) for line in lines))),
        WordCell((*(text("signer", line) for line in titles), text("name", signer.name or ""))),
    ]
