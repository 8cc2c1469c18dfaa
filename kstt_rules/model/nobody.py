"""Words that stand in the place of a person's name where there is nobody, or where it is not known who."""

import re
from functools import cache
from typing import Final

from kstt_rules.base.text_keys import clean, fold
from kstt_rules.model.read_vocabulary import base_vocabulary

_STAND_IN: Final = "stand_in"
_DASHES = re.compile(r"[-–—_]+")
_EDGES: Final = " .,;:()[]-–—*"
_BEGINNINGS: Final = ("chưa ", "chua ", "khuyết ", "(chưa ", "đang khuyết", "chờ ")
"""No person's name begins so."""
_NOT_KNOWN: Final = ("chưa rõ ", "không rõ ", "chưa xác định ", "không xác định ", "xem ", "như trên ", "có danh sách ")
"""Nor so: the last ones say that the name stands elsewhere."""


def is_nobody(name: str) -> bool:
    """Tell whether a cell of names says that there is nobody: "Chưa bố trí", "Khuyết", "-"."""
    if _begin_a_name(name[:2]) or is_unknown(name):
        return False
    word = clean(name).casefold()
    if word.startswith(_BEGINNINGS) or _DASHES.fullmatch(word):
        return True
    return word in _forms("nobody") or word.strip(_EDGES) in _forms("nobody")


def is_no_name(text: str) -> bool:
    """Tell whether a cell of names says that there is nobody, or not who."""
    return not _begin_a_name(text[:2]) and (is_nobody(text) or is_unknown(text))


def is_unknown(name: str) -> bool:
    """Tell whether a cell of names says that it is not known who: "Chưa rõ", "không xác định được"."""
    if _begin_a_name(name[:2]):
        return False
    word = clean(name).casefold().strip(_EDGES)
    return word in _forms("unknown") or word.startswith(_NOT_KNOWN)


@cache
def _begin_a_name(letters: str) -> bool:
    """Tell of the first two letters of a text that none of the words begins with them, as of nearly all names."""
    return letters.isalpha() and fold(letters)[:2] not in {
        fold(word)[:2] for word in (*_forms("nobody"), *_forms("unknown"), *_BEGINNINGS, *_NOT_KNOWN)
    }


@cache
def _forms(kind: str) -> frozenset[str]:
    """Return the words of a kind, without their accents too unless one word alone could then be a name."""
    words = [word.casefold() for word in base_vocabulary().choices[_STAND_IN][kind].written]
    return frozenset([*words, *(fold(word) for word in words if " " in fold(word))])
