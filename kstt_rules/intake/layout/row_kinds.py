"""Rows that are not data, by what their texts say: totals, notes, letterheads, signatures and numbers of columns."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.files.columns import CellColumn, Mask
from kstt_rules.intake.files.grid import Grid

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
    r"noi nhan|nguoi (?:lap|tong hop|bao cao|kiem tra|ghi)\b|(?:kt|tm|tl|tuq) |k t |t m |t l |thu truong|"
    r"xac nhan(?: cua .*)?$|thay mat|ky ten|ky (?:va )?ghi ro|da ky|nguoi duyet"
)
_MOTTO: Final = frozenset({"cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc", "chxhcn viet nam"})
_SHORTEST_MOTTO: Final = min(map(len, _MOTTO))
_MAY_BE_MOTTO = re.compile(r"[CcDdĐđÐðƉɖ\W_]\D*")
"""Tells most other texts at a glance: they begin with another letter, or hold a digit."""
_COLUMN_NUMBER = re.compile(
    r"[(\[]?\s*(?:(?P<number>\d{1,2})[a-z]?|(?P<letter>[A-Z]))\s*+[)\]]?\s*(?:=[\s\d()\[\]+*/.,:x÷–-]+)?"
)
_NUMBER = re.compile(
    r"\s*(?:(?P<strong>[IVXLC]{1,6}|[A-ZĐ])|\d{1,5}(?:\.\d{1,5})*|[a-zđ])\s*+(?:[.)/:–-]|$)\s*(?=\S|$)"
)


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


@dataclass(frozen=True, slots=True)
class RowKinds:
    """The rows of a grid that their own cells show to be something else than data, and which cells are texts.

    A total is a first text that begins one, with only numbers behind it; a letterhead the State's name or motto, or the
    number and day of a document; in a signature all texts are such, or stand in capitals.
    """

    texts: Sequence[Mask]
    totals: Mask
    letterheads: Mask
    signatures: Mask

    @classmethod
    def of(cls, grid: Grid) -> "RowKinds":
        """Look at each distinct cell of a column once, for all rows that hold it."""
        texts = [column.texts for column in grid.columns]
        first = _foremost(texts, len(grid))
        return cls(texts, _totals(grid, texts, first), _letterheads(grid, texts, first), _signatures(grid, texts))

    @property
    def any(self) -> Mask:
        """Mark the rows that are one of these."""
        return self.totals | self.letterheads | self.signatures


def is_total(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is a total."""
    return bool(RowKinds.of(Grid.of([cells])).totals[0])


def is_letterhead(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is part of the letterhead."""
    return bool(RowKinds.of(Grid.of([cells])).letterheads[0])


def begins_signature(cells: Sequence[Cell]) -> bool:
    """Tell whether a row begins the block of recipients and signatures."""
    return bool(RowKinds.of(Grid.of([cells])).signatures[0])


def is_furniture(text: str) -> bool:
    """Tell whether a text alone may be part of a total or a signature, or the State's motto."""
    return _begins_total(text) or _is_signature(text) or is_motto(text)


def is_note(text: str) -> bool:
    """Tell whether a text is a note to the table."""
    return text.lstrip().startswith(("*", "(*")) or _NOTE.match(fold(text)) is not None


def _totals(grid: Grid, texts: Sequence[Mask], first: Sequence[Mask]) -> Mask:
    found: Mask = np.logical_or.reduce([np.zeros(len(grid), dtype=bool), *first])
    behind = [held & ~at for held, at in zip(texts, first, strict=True)]
    for column, held in _few_values_first(grid, behind):
        if not found.any():
            return found
        found &= ~column.where(_has_letters, held & found)
    return _where(grid, first, _begins_total, found)


def _letterheads(grid: Grid, texts: Sequence[Mask], first: Sequence[Mask]) -> Mask:
    last = _foremost(texts[::-1], len(grid))[::-1]
    found = np.zeros(len(grid), dtype=bool)
    for column in grid.columns:
        found |= column.where(is_motto)
    several = ~np.logical_or.reduce([found, *(one & other for one, other in zip(first, last, strict=True))])
    numbered = _where(grid, first, _begins_document_number, several)
    return found | _where(grid, last, _is_dateline, numbered)


def _signatures(grid: Grid, texts: Sequence[Mask]) -> Mask:
    found = np.ones(len(grid), dtype=bool)
    for column, held in zip(grid.columns, texts, strict=True):
        found &= column.blank | held
    for column, held in _few_values_first(grid, texts):
        if not found.any():
            return found
        found &= ~held | column.where(_may_sign, held & found)
    return _where(grid, texts, _is_signature, found)


def _where(grid: Grid, cells: Sequence[Mask], condition: Callable[[str], bool], among: Mask) -> Mask:
    """Mark the rows, among some, of which one of the cells meets a condition."""
    found = np.zeros(len(grid), dtype=bool)
    for column, at in zip(grid.columns, cells, strict=True) if among.any() else ():
        found |= column.where(condition, at & among)
    return found


def _foremost(held: Sequence[Mask], length: int) -> list[Mask]:
    """Keep of each row's marks the one in the first column."""
    seen = np.zeros(length, dtype=bool)
    foremost = []
    for mask in held:
        foremost.append(mask & ~seen)
        seen = seen | mask
    return foremost


def _few_values_first(grid: Grid, marks: Sequence[Mask]) -> list[tuple[CellColumn, Mask]]:
    """Sort columns so that those with few values rule out most rows before the others are looked at."""
    return sorted(zip(grid.columns, marks, strict=True), key=lambda item: len(item[0].values))


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _begins_total(text: str) -> bool:
    if text.startswith(MARK) or text.isdecimal():
        return False
    return _TOTAL.match(clean(text).casefold()) is not None or fold(text) in _TOTAL_FOLDED


def is_motto(cell: Cell) -> bool:
    """Tell whether a cell is the State's name or motto."""
    if not isinstance(cell, str) or len(cell) < _SHORTEST_MOTTO:
        return False
    return _MAY_BE_MOTTO.fullmatch(cell) is not None and fold(cell) in _MOTTO


def _begins_document_number(text: str) -> bool:
    return text.lstrip()[:1] in ("s", "S") and _NUMBER_OF.match(clean(text)) is not None


def _is_dateline(text: str) -> bool:
    return _DATELINE.fullmatch(fold(text)) is not None


def _may_sign(text: str) -> bool:
    return not text.startswith(MARK) and (text.isupper() or _is_signature(text))


def _is_signature(text: str) -> bool:
    return _SIGNATURE.match(fold(text)) is not None or _is_dateline(text)


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3), [1] [2], 1 2 3=1+2, or A B 1 2 3."""
    numbers: list[int] = []
    letters: list[str] = []
    for cell in cells:
        found = _COLUMN_NUMBER.fullmatch(_written(cell))
        if found is None or (found["letter"] and numbers):
            return False
        if found["number"]:
            numbers.append(int(found["number"]))
        else:
            letters.append(found["letter"])
    rising = numbers == sorted(set(numbers)) and letters == sorted(set(letters))
    return len(cells) > 1 and rising and (numbers[:1] == [1] or bool(letters))


def are_marked_numbers(cells: Sequence[Cell]) -> bool:
    """Tell whether one of the numbers of columns stands in brackets or is computed, as no value does."""
    return any(isinstance(cell, str) and not cell.strip().isalnum() for cell in cells)


def _written(cell: Cell) -> str:
    if isinstance(cell, str) or cell is None:
        return (cell or "").strip()
    return str(int(cell)) if cell == int(cell) else ""
