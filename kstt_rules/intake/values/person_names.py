"""Titles that stand beside a person's name, as in "Giám đốc Nguyễn Văn A" and "Nguyễn Văn A - Giám đốc"."""

import re
from typing import Final

from kstt_rules.base.text_keys import fold

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


def without_name(text: str) -> str:
    """Return a text without the names of people in it; the text itself where nothing else stands there."""
    rest = "".join(_before_a_name(part) for part in _BETWEEN.split(text))
    return rest if fold(rest) else text


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
