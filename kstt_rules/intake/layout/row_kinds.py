"""Rows of a table that are no data, by what their texts say: totals, notes, signatures and numbers of columns."""

import re
from collections.abc import Sequence
from typing import Final

from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import MARK, Cell

_TOTAL = re.compile(
    r"(?:tổng\s+cộng|tổng\s+số|tổng|cộng)(?:$|\s*[:(,.–-]|\s+(?:cộng|chung|toàn|cấp|số|huyện|xã|sở|các)\b)"
)
_TOTAL_FOLDED: Final = frozenset({"cong", "tong", "tong cong", "tong so", "cong chung"})
_NOTE = re.compile(
    r"ghi chu|luu y|chu thich|kem theo|don vi tinh|(?:an dinh )?(?:tong so )?danh sach (?:nay |tren )?(?:gom|co) "
)
_DATELINE = re.compile(r"(?:.* )?ngay(?: \d{1,2})? thang(?: \d{1,2})?(?: nam(?: \d{2,4})?)?")
_NUMBER_OF = re.compile(r"s[ốo]\s*[:.…/\d]", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"noi nhan|nguoi (?:lap|tong hop|bao cao|kiem tra|ghi)\b|(?:kt|tm|tl|tuq) |k t |t m |t l |thu truong|xac nhan|"
    r"thay mat|ky ten|ky (?:va )?ghi ro|da ky|nguoi duyet"
)
_MOTTO: Final = frozenset({"cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "chxhcn viet nam"})
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?|\(?([A-Z])\)?")
_NUMBER = re.compile(r"\s*(?:(?P<strong>[IVXLC]{1,6}|[A-ZĐ])|\d{1,5}(?:\.\d{1,5})*|[a-zđ])\s*(?:[.)/:–-]|$)\s*(?=\S|$)")


def unnumbered(text: str) -> tuple[str, bool]:
    """Return a text without the number before it, and whether that is a Roman one or a capital letter."""
    found = _NUMBER.match(text)
    rest = text[found.end() :].split() if found else []
    if found is None or not rest or len(rest[0]) < 2:
        return text.strip(), False
    return " ".join(rest), found["strong"] is not None


def is_strong_number(text: str) -> bool:
    """Tell whether a cell of running numbers holds a Roman one or a capital letter."""
    found = _NUMBER.fullmatch(text)
    return found is not None and found["strong"] is not None


def is_total(cells: Sequence[Cell]) -> bool:
    """Tell whether the first text of a row begins a total, and there are only numbers behind it."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if not texts or texts[0].startswith(MARK):
        return False
    first = clean(texts[0]).casefold()
    is_first = _TOTAL.match(first) is not None or fold(first) in _TOTAL_FOLDED
    return is_first and all(not any(sign.isalpha() for sign in text) for text in texts[1:])


def is_note(text: str) -> bool:
    """Tell whether a text is a note to the table."""
    return text.lstrip().startswith(("*", "(*")) or _NOTE.match(fold(text)) is not None


def is_letterhead(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is part of the letterhead: beside the State's name and motto, or the number and day."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    folded = [fold(text) for text in texts]
    if any(text in _MOTTO for text in folded):
        return True
    is_dated = len(texts) > 1 and _DATELINE.fullmatch(folded[-1]) is not None
    return is_dated and _NUMBER_OF.match(clean(texts[0])) is not None


def begins_signature(cells: Sequence[Cell]) -> bool:
    """Tell whether a row begins the block of recipients and signatures: its texts are such, or stand in capitals."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells) or any(text.startswith(MARK) for text in texts):
        return False
    marked = [_is_signature(text) for text in texts]
    return any(marked) and all(mark or text.isupper() for mark, text in zip(marked, texts, strict=True))


def _is_signature(text: str) -> bool:
    folded = fold(text)
    return _SIGNATURE.match(folded) is not None or _DATELINE.fullmatch(folded) is not None


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3), 1 2 3, or A B 1 2 3."""
    numbers: list[int] = []
    letters: list[str] = []
    for cell in cells:
        found = _COLUMN_NUMBER.fullmatch(_written(cell))
        if found is None or (found[2] and numbers):
            return False
        if found[1]:
            numbers.append(int(found[1]))
        else:
            letters.append(found[2])
    rising = numbers == sorted(set(numbers)) and letters == sorted(set(letters))
    return len(cells) > 1 and rising and (numbers[:1] == [1] or bool(letters))


def _written(cell: Cell) -> str:
    if isinstance(cell, str) or cell is None:
        return (cell or "").strip()
    return str(int(cell)) if cell == int(cell) else ""
