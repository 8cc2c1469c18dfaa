"""How people's names are written, what stands beside them ("Giám đốc Nguyễn Văn A"), and what is none but a note."""

import re
from typing import Final

from kstt_rules.base.text_keys import fold, person_key

_BETWEEN = re.compile(r"(\s[-–—]\s|[,;:()\n])")
DIVIDES = re.compile(r"[\n;,/&+–—-]|\d ?[.)]|\svà\s")
"""What may stand between the names of several people."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _LONGEST = 2, 5
_COMMON: Final = (
    "au be bui cao chu cu dam dang dao diem dinh do doan dong duong giap ha han ho hoang hua huynh khong kieu la lam "
    "le lo luc luong luu ly ma mai nghiem ngo nguyen nong phan pham phung quach ta tang thach thai than to tong tran "
    "trieu trinh truong tu van vi vien vo vu vuong"
)
"""The common ones, without accents."""

FAMILY_NAMES: Final = frozenset(_COMMON.split())

_LESS_COMMON: Final = (
    "an bach be cam chung dieu doan dong giang hau kim khuat khuc lai lau lo luong mac man mua ngan nham nhu "
    "on phi quan quang sam sung tao thao tieu tong ung uong vang vay"
)
"""They begin small letters as well; among capitals they could be the titles or places that they also are."""
_ANY_FAMILY: Final = FAMILY_NAMES | {*_LESS_COMMON.split()}
_NOTE: Final = re.compile(
    r"[\W\d_]*+(?:x|v|có|đã|đang|sẽ|chưa|chờ|còn|hết|hiện|được|bị|không|nghỉ|vắng|tạm|thay|chuyển|bổ|gửi|nộp|ký|xem|theo|như"
    r"|sau|trước|mới|luân chuyển|điều (?:chuyển|động))(?!\w)",
    re.IGNORECASE,
)
"""Words with which no person's name begins, but what is said of one."""
_SENTENCE: Final = 4
"""So many words in small letters are no name where no family name stands before them."""


def without_name(text: str) -> str:
    """Return a text without the names of people in it; the text itself where nothing else stands there."""
    rest = "".join(_before_a_name(part) for part in _BETWEEN.split(text))
    return rest if fold(rest) else text


def is_a_note(text: str) -> bool:
    """Tell whether a text is plainly no person's name: "đã luân chuyển", "Nghỉ thai sản", "(bản giấy gửi sau)".

    It begins as no name does, or is a sentence in small letters and begins with no family name.
    """
    begins = _WORD.search(text)
    if begins is None or _NOTE.match(text):
        return begins is not None
    if not text[begins.start() + 1 :].islower():  # as of nearly all names
        return False
    key = person_key(text)
    words = _WORD.findall(key)
    return bool(_NOTE.match(key)) or (len(words) >= _SENTENCE and fold(words[0]) not in _ANY_FAMILY)


def most_people(text: str) -> int:
    """Return how many people a text may name at most, at least one: signs divide them, and each has two words."""
    parts = DIVIDES.split(text)
    return max(1, sum(len(_WORD.findall(part)) // _FEWEST for part in parts) if len(parts) > 1 else 1)


def _before_a_name(part: str) -> str:
    words = part.split()
    for at in range(len(words)):
        name = words[at:]
        if (
            _FEWEST <= len(name) <= _LONGEST
            and fold(name[0]) in FAMILY_NAMES
            and all(word[0].isupper() for word in name)
        ):
            return " ".join(words[:at])
    return part
