"""What a line of an official text begins with: an article, clause or point, a heading, a list item, or the end."""

import re
from typing import Final, Literal

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation_numbers import Number, point_order, read_number, split_number

Level = Literal["article", "clause", "point"]

_LETTER: Final = "a-zđ"
_CALLS: Final = r"(?: ?\[[0-9]{1,3}\])*"  # calls of footnotes, as texts that were put together have them
_TWICE: Final = "|".join(letter * 2 for letter in "abcdđefghijklmnopqrstuvwxyz")
_AFTER_DASH: Final = "(?! ?[0-9])(?= |$|[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ])"  # "5 - 7 ngày" and "1/2" number nothing

_ARTICLE = re.compile(
    rf"(?P<marker>điều (?P<number>[0-9]{{1,4}}[{_LETTER}]?){_CALLS} ?(?:[.:](?![0-9])|[-–](?= |$)|$){_CALLS})"
    r" ?(?P<text>.*)",
    re.IGNORECASE,
)
_BARE_ARTICLE = re.compile(
    rf"(?P<marker>(?:Điều|ĐIỀU) (?P<number>[0-9]{{1,3}}[{_LETTER}]?){_CALLS}) (?P<text>[^\W\d_].*)"
)
_OTHER_DOCUMENT = re.compile(
    r"(?i:bộ luật|luật|hiến pháp|pháp lệnh|nghị|thông tư|chỉ thị|công ước|hiệp định)\b"
    r"|(?:Quyết định|Quy chế|Quy định|Điều lệ|Nội quy) (?:này|số|[0-9])"
)
_CLAUSE = re.compile(
    rf"(?P<marker>(?:Khoản )?(?P<number>[0-9]{{1,3}}[{_LETTER}]?){_CALLS} ?"
    rf"(?:(?P<end>[.)])(?![0-9])|[/–-]{_AFTER_DASH}){_CALLS}) ?(?P<text>.*)"
)
_POINT = re.compile(
    rf"(?P<marker>(?P<number>(?:{_TWICE}|[{_LETTER}])(?:[1-9][0-9]?)?){_CALLS} ?"
    rf"(?:\)|\.(?!\S)|/{_AFTER_DASH}){_CALLS}) ?(?P<text>.*)"
)
_HEADING = re.compile(
    r"(?P<level>(?i:chương|tiểu mục|mục|phần)) "
    r"(?P<number>[IVXLC]++[a-zđABDĐ]?|[0-9]++[a-zđ]?"
    r"|(?i:thứ (?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \w++)?)))(?!\w)"
    rf"{_CALLS} ?[.:–-]?{_CALLS} ?(?P<text>.*)"
)
_ITEM = re.compile(r"\(?(?P<roman>[ivx]{1,5})[).] ?\S.*|\(?[0-9]{1,2}\) ?\S.*|[-–+*•] ?\S.*")
_UNREADABLE = re.compile(
    r"(?P<marker>(?:[^\W\d_]{1,2}[0-9]?|[0-9]{1,3}[^\W\d_]{1,2})\)|[0-9]{1,3}[^\W\d_]{1,2}\.|[IVX]+\.|[A-ZĐ]\.) ?\S.*"
)

_APPENDIX = re.compile(
    r"(?:(?i:phụ lục)(?:(?: (?i:số))? (?:[IVX]++|[0-9]++)[A-Za-z]?\b)?"
    r"|(?i:biểu mẫu|mẫu biểu|mẫu|biểu)(?: (?i:số))? ?:? ?[0-9]++[A-Za-z]?\b(?:[-/.][0-9A-ZĐ]\S*+)?"
    r"|BIỂU MẪU|MẪU)[.:]?(?: ?(?P<text>.*))?"
)
_SIGNER: Final = (
    r"(?:Q\. ?)?(?:PHÓ )?(?:TỔNG )?(?:CHỦ TỊCH|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|THANH TRA|THỐNG ĐỐC|VIỆN TRƯỞNG"
    r"|CHÁNH ÁN|CHÁNH VĂN PHÒNG|GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|KIỂM TOÁN|HIỆU TRƯỞNG)\b[^a-z]*"
)
_CLOSING = re.compile(
    r"(?i:nơi nhận) ?(?::.*|$)|(?:TM|KT|TL|TUQ)\..*|\(?(?:Đã ký|ĐÃ KÝ)\b.*"
    r"|(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Quy chế|Quy định|Điều lệ|Nội quy) này (?:đã )?được "
    r"(?>.*?thông qua)(?>.*?ngày).*"
)
_FOOTNOTE = re.compile(r"\[[0-9]{1,3}\] ?\S.*")

_LABEL: Final = "điểm|khoản|điều|chương|mục|phần"
_OPEN_END = re.compile(
    rf"(?:^|[\s(])(?:(?:và|hoặc|hay|của|tại|theo|là|với|cho|các|những|từ|đến|do|bởi|trong|để|về|thuộc|số|ngày|tháng|{_LABEL})"
    rf"|(?:{_LABEL}) [0-9{_LETTER}IVX][0-9{_LETTER}, ]{{0,12}},)$",
    re.IGNORECASE,
)
_ENDED: Final = (".", ";", ":", "!", "?", "”", '"')


@dataclass(frozen=True, slots=True)
class Marker:
    """What numbers a line: its level, the number as printed, the marker with its punctuation and what follows.

    ``is_bare``: no punctuation follows the number. ``closes`` is the bracket or dot after it, else "".
    """

    level: Level
    number: str
    marker: str
    text: str
    is_bare: bool = False
    closes: str = ""


@dataclass(frozen=True, slots=True)
class MarkedHeading:
    """The heading of a chapter, section or part: its level in lower case, its number and the title beside it."""

    level: str
    number: str
    title: str


def marker_of(text: str) -> Marker | None:
    """Return what numbers a line as an article, clause or point, or None."""
    if found := _ARTICLE.fullmatch(text):
        return Marker("article", found["number"].casefold(), found["marker"], found["text"])
    if found := _BARE_ARTICLE.fullmatch(text):
        if not found["text"][0].isupper() or _OTHER_DOCUMENT.match(found["text"]):
            return None
        return Marker("article", found["number"].casefold(), found["marker"], found["text"], is_bare=True)
    if found := _CLAUSE.fullmatch(text):
        return Marker("clause", found["number"], found["marker"], found["text"], closes=found["end"] or "")
    if found := _POINT.fullmatch(text):
        return Marker("point", found["number"], found["marker"], found["text"])
    return None


def heading_of(text: str) -> MarkedHeading | None:
    """Return the heading that a line may be, or None; a title begins with no small letter and is no list item."""
    found = _HEADING.fullmatch(text)
    if found is None or found["text"][:1].islower() or found["text"].endswith((";", ",")):
        return None
    return MarkedHeading(found["level"].casefold(), found["number"], found["text"])


def roman_item(text: str) -> str | None:
    """Return the small roman number of a list item such as "(ii)" or "ii)", or None."""
    found = _ITEM.fullmatch(text)
    return found["roman"] if found else None


def is_item(text: str) -> bool:
    """Tell whether a line is an item of a list that no citation names: a bullet, "(ii)" or "1)"."""
    return _ITEM.fullmatch(text) is not None


def unreadable_marker(text: str) -> str | None:
    """Return what looks like a number of a provision and is none, such as "á)" or "IV.", or None."""
    found = _UNREADABLE.fullmatch(text)
    return found["marker"] if found else None


def is_appendix(text: str) -> bool:
    """Tell whether a line is the heading of an appendix or a form."""
    found = _APPENDIX.fullmatch(text)
    return found is not None and not (found["text"] or "")[:1].islower()


def is_closing(text: str) -> bool:
    """Tell whether a line is what stands below the last article: who signs, who receives, when it was passed."""
    return _CLOSING.fullmatch(text) is not None or (re.fullmatch(_SIGNER, text) is not None and text.isupper())


def is_footnote(text: str) -> bool:
    """Tell whether a line is the text of a footnote, such as "[1] …"."""
    return _FOOTNOTE.fullmatch(text) is not None


def is_open(text: str) -> bool:
    """Tell whether a line ends in the middle of a phrase, so that the next one goes on whatever it begins with."""
    return _OPEN_END.search(text) is not None


def has_ended(text: str) -> bool:
    """Tell whether a line ends as a sentence or an item does."""
    return text.endswith(_ENDED)


def follows(last: Number | None, number: Number) -> bool:
    """Tell whether a number comes next: 1 first, 13 or "12a" after 12, 13 or "12b" after "12a"."""
    if last is None:
        return number == 1
    whole, letter = split_number(last)
    own, own_letter = split_number(number)
    return (own == whole + 1 and not own_letter) or (own == whole and own_letter > letter)


def is_near(level: Level, last: str | None, number: str) -> bool:
    """Tell whether a clause or point may come after the last one of its row, a few numbers left out at most."""
    try:
        if level == "point":
            before, own = point_order(last) if last else (1, 0, 0), point_order(number)
            return 0 < (own[0] - before[0]) * 26 + own[1] - before[1] <= 4 or bool(own[2])
        own_whole, own_letter = split_number(read_number(number))
        whole = split_number(read_number(last))[0] if last else 0
    except CitationError:
        return False
    return bool(own_letter) or 0 < own_whole - whole <= 3
