"""Numbers of documents compared: 1710/QĐ-UBND is 1710/QD-UBND, may be no. 1710, and is not 1711/QĐ-UBND."""

import re
from typing import Final

from kstt_rules.base.text_keys import fold

_KIND_BEFORE = re.compile(r"^(?:(?:quyet dinh|qd|so|van ban|vb)(?= )\s*)+")
_BEGINS_AS_NUMBER: Final = re.compile(
    r"\W*+(?:(?:quyết định|quyet dinh|qđ|qd|công văn|cv|nghị quyết|nq|văn bản|van ban|vb|số|so)\b\W*)*+[^\s\d]*\d",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[0-9]+")


def is_another(one: str, other: str) -> bool | None:
    """Say whether two numbers of documents are those of two.

    None where they agree in the number, not in what follows, and where one begins with no figure or sign that has one:
    "chưa rõ" and "xem công văn 12" are no numbers. Case, accents, spaces, and the kind of document before the number do
    not count.
    """
    own, others = (_KIND_BEFORE.sub("", fold(text)) for text in (one, other))
    if own == others:
        return False
    if not (_BEGINS_AS_NUMBER.match(one) and _BEGINS_AS_NUMBER.match(other)):
        return None
    numbers = [found[0].lstrip("0") for found in map(_NUMBER.match, (own, others)) if found is not None]
    return None if len(numbers) > 1 and numbers[0] == numbers[1] else True
