"""Numbers of documents compared: 1710/QĐ-UBND is 1710/QD-UBND, may be no. 1710, and is not 1711/QĐ-UBND."""

import re
from typing import Final

from kstt_rules.base.text_keys import fold

_KIND_BEFORE = re.compile(r"^(?:(?:quyet dinh|qd|so|van ban|vb)(?= )\s*)+")
_NUMBER: Final = re.compile(r"[0-9]+")


def is_another(one: str, other: str) -> bool | None:
    """Say whether two numbers of documents are those of two.

    None where they agree in the number, not in what follows, and where one has no figure: "chưa rõ" is not a number.
    Case, accents, spaces, and words before the number do not count.
    """
    own, others = (_KIND_BEFORE.sub("", fold(text)) for text in (one, other))
    if own == others:
        return False
    if not (_NUMBER.search(own) and _NUMBER.search(others)):
        return None
    numbers = [found[0].lstrip("0") for found in map(_NUMBER.match, (own, others)) if found is not None]
    return None if len(numbers) > 1 and numbers[0] == numbers[1] else True
