"""Words that stand in the place of a person's name where there is nobody."""

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


def is_nobody(name: str) -> bool:
    """Tell whether a cell of names says that there is nobody: "Chưa bố trí", "Khuyết", "-"."""
    if _begin_a_name(name[:2]):
        return False
    word = clean(name).casefold()
    if word.startswith(_BEGINNINGS) or _DASHES.fullmatch(word):
        return True
    return word in _forms() or word.strip(_EDGES) in _forms()


@cache
def _begin_a_name(letters: str) -> bool:
    """Tell of the first two letters of a text that none of the words begins with them, as of nearly all names."""
    return letters.isalpha() and fold(letters)[:2] not in {fold(word)[:2] for word in (*_forms(), *_BEGINNINGS)}


@cache
def _forms() -> frozenset[str]:
    """Return the words of the vocabulary, without their accents too unless one word alone could then be a name."""
    words = [word.casefold() for word in base_vocabulary().choices[_STAND_IN]["nobody"].written]
    return frozenset([*words, *(fold(word) for word in words if " " in fold(word))])
