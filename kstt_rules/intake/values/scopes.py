"""What a decision says that it approves, where it names no single unit: a tier, or a district with its communes."""

import re
from collections.abc import Iterator
from typing import Final

from kstt_rules.base.text_keys import clean, fold

_PARTS = re.compile(r"[,;:()/+&\n–—-]|\b(?:và|va|cùng|cung|với|voi)\b", re.IGNORECASE)
_LEVEL_OF_COMMUNES = r"(?:xã|xa|phường|phuong|thị trấn|thi tran|tt)"
_LIST_OF_LEVELS = re.compile(
    rf"\b{_LEVEL_OF_COMMUNES}(?:(?:\s*[,;/&-]\s*|\s+(?:và|va)\s+|\s+){_LEVEL_OF_COMMUNES}\b)+", re.IGNORECASE
)
_FILLERS = re.compile(
    r"(?:danh sach|cong chuc|can bo|dau moi|kstthc|kiem soat thu tuc hanh chinh|cua|tai|thuoc|truc thuoc|tren|dia ban"
    r"|trong|don vi|cac don vi|toan bo|tat ca|gom|bao gom|tung)\b\s*"
)
_PROVINCE = re.compile(r"tinh(?: .+)?")
_DISTRICT = r"(?:huyen|thanh pho|thi xa|quan|h|tp|tx)"
_COMMUNE = r"(?:xa|phuong|thi tran|tt)"
_NAMED = rf"(?:\s+(?:(?:cua|thuoc|truc thuoc|o|tai|tren dia ban)\s+)?(?P<place>(?:ubnd )?{_DISTRICT}\s.+))?"
_WHOLE_DISTRICT = re.compile(rf"(?:ca|toan) (?P<place>{_DISTRICT}(?:\s.+)?)")
_ONE_DISTRICT = re.compile(rf"(?:ubnd )?(?P<place>(?:cap |khoi )?{_DISTRICT}(?:\s.+)?)")
_COMMUNES = re.compile(rf"(?:ubnd )?(?:(?:cap|khoi|cac|\d+|ubnd) ){{0,3}}{_COMMUNE}{_NAMED}")
_MANY = re.compile(r"(?:ubnd )?(?:cap|khoi|cac|\d+)\b")
_BARE_COMMUNE = re.compile(rf"(?:ubnd )?{_COMMUNE}")
_LEVELS: Final = re.compile(rf"(?:cap |khoi )?{_DISTRICT}")

_NAME_AT_END = re.compile(r"\b(?:huyện|quận|thành phố|thị xã) (?P<name>[^\W\d_]+ [^\W\d_]+)$", re.IGNORECASE)
_NO_DISTRICTS: Final = re.compile(
    "nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dao|dinh|trinh|to|than|giap|ha|luong|mai"
    "|cao|ta|chu|nong|vi|lam|trieu|thach|quach|kieu|luu|doan|ma|la|dam|thanh|thi|huyen|tinh|da"
)
"""Family names, with which a person's name would begin, and words that begin no district's name."""

DISTRICT, COMMUNES = "huyen", "xa"
_OF_TIERS: Final = {
    frozenset([DISTRICT]): "huyen",
    frozenset([COMMUNES]): "xa",
    frozenset([DISTRICT, COMMUNES]): "huyen_xa",
}


def read_scope(text: str) -> tuple[str, str | None] | None:
    """Return the scope that a text states, and the name of the district in it, if any; None where it states none.

    All that stands in it must be understood: otherwise it may say less, or more, than what was read of it.
    """
    found = [*_read_parts(text)]
    tiers = frozenset(tier for part in found if part for tier in part[0])
    places = {part[1] for part in found if part and part[1]}
    if None in found or tiers not in _OF_TIERS or len(places) > 1:
        return None
    return _OF_TIERS[tiers], places.pop() if places else None


def _read_parts(text: str) -> Iterator[tuple[tuple[str, ...], str | None] | None]:
    is_list = False
    for part in map(_bare, _PARTS.split(_LIST_OF_LEVELS.sub("các xã", clean(text)))):
        if part and not (_PROVINCE.fullmatch(part) and is_list):
            yield _read_part(part, is_list=is_list)
            is_list = True


def _bare(part: str) -> str:
    words = fold(part)
    while match := _FILLERS.match(words):
        words = words[match.end() :]
    return words


def _read_part(part: str, *, is_list: bool) -> tuple[tuple[str, ...], str | None] | None:
    if match := _WHOLE_DISTRICT.fullmatch(part):
        return (DISTRICT, COMMUNES), _place(match["place"])
    if (match := _COMMUNES.fullmatch(part)) and (_MANY.match(part) or (is_list and _BARE_COMMUNE.fullmatch(part))):
        return (COMMUNES,), _place(match["place"])
    if match := _ONE_DISTRICT.fullmatch(part):
        return (DISTRICT,), _place(match["place"])
    return None


def _place(words: str | None) -> str | None:
    """Return the name of a district, None where only its level is given."""
    if words is None or _LEVELS.fullmatch(words.removeprefix("ubnd ")):
        return None
    return words.removeprefix("ubnd ").removeprefix("cap ").removeprefix("khoi ")


def foreign_district(text: str) -> str | None:
    """Return the district with whose name a text ends; None where that may be a person's name, or no name at all."""
    match = _NAME_AT_END.search(clean(text))
    if match is None or not all(word[:1].isupper() for word in match["name"].split()):
        return None
    return None if _NO_DISTRICTS.fullmatch(fold(match["name"]).split()[0]) else match.group()
