"""Words that stand in the place of a person's name where there is nobody."""

import re
from functools import cache
from typing import Final

from kstt_rules.base.text_keys import clean, fold
from kstt_rules.model.vocabulary import base_vocabulary

_STAND_IN: Final = "stand_in"
_DASHES = re.compile(r"[-–—_]+")
_EDGES: Final = " .,;:()[]-–—*"
_BEGINNINGS: Final = ("chưa ", "chua ", "khuyết ", "(chưa ", "đang khuyết", "chờ ")
"""No person's name begins so."""


def is_nobody(name: str) -> bool:
    """Tell whether a cell of names says that there is nobody: "Chưa bố trí", "Khuyết", "-"."""
    word = clean(name).casefold()
    if word.startswith(_BEGINNINGS) or _DASHES.fullmatch(word):
        return True
    return word in _forms() or word.strip(_EDGES) in _forms()


@cache
def _forms() -> frozenset[str]:
    """Return the words of the vocabulary, without their accents too unless one word alone could then be a name."""
    words = [word.casefold() for word in base_vocabulary().choices[_STAND_IN]["nobody"].written]
    return frozenset([*words, *(fold(word) for word in words if " " in fold(word))])
