"""Numbers of documents compared: 1710/QĐ-UBND is 1710/QD-UBND, may be no. 1710, and is not 1711/QĐ-UBND."""

import re
from typing import Final

from kstt_rules.base.text_keys import fold

_KINDS: Final = ("quyet", "dinh", "qd", "so", "van", "ban", "vb", "cong", "cv", "nghi", "nq")
"""The words by which kinds of documents are called, without accents."""
_KIND_BEFORE: Final = re.compile(rf"(?:(?:{'|'.join(_KINDS)}) )*+")
_NUMBER: Final = re.compile(r"[0-9]+")


def is_another(one: str, other: str) -> bool | None:
    """Say whether two numbers of documents are those of two.

    None where they agree in the number, not in what follows, and where one begins with no figure or sign that has one:
    "chưa rõ" and "xem công văn 12" are no numbers. Case, accents, spaces, and the kind of document before the number do
    not count.
    """
    own, others = (_KIND_BEFORE.sub("", fold(text), count=1) for text in (one, other))
    if own == others:
        return False
    if not (_begins_with_figure(one) and _begins_with_figure(other)):
        return None
    numbers = [found[0].lstrip("0") for found in map(_NUMBER.match, (own, others)) if found is not None]
    return None if len(numbers) > 1 and numbers[0] == numbers[1] else True


def _begins_with_figure(text: str) -> bool:
    """Tell whether the first word that is of no kind of document has a figure: "Số: 12", "QĐ-12", not "theo QĐ 12"."""
    words = (word for word in text.split() if fold(word) not in (*_KINDS, ""))
    return any(map(str.isdigit, next(words, "")))
