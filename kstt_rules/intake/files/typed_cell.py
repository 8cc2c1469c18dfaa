"""What the office program stores when somebody types a text into a cell, and what it shows of a cell."""

import datetime as dt
import re
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.files.child_cells import MARK, bounded, encode

_WHOLE: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_DAY: Final = re.compile(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})", re.ASCII)
_ISO_DAY: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_LOGICAL: Final = {"TRUE": True, "FALSE": False}
_FIRST_DAY: Final = dt.date(1900, 3, 1)  # office programs count earlier days wrongly
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_FORMULA: Final = both("{text!r} is a formula; type the value that the cell is to hold")
_CONTROLS: Final = both("the text holds a sign that no cell can hold; type it anew")
_TOO_LONG: Final = both("the text is too long for a cell, or has too many marks on a letter")


def typed_cell(text: str, before: Cell, *, is_text: bool) -> Cell:
    """Return the cell that a typed text makes, None where it is blank.

    A whole number is one, and so is a day written as dd/mm/yyyy or yyyy-mm-dd; whatever could be read in two ways
    stays text, and so does a number with a leading zero. All is text behind an apostrophe, in a file that has only
    text, and in a cell that held digits as text. Raises UsageError for a formula, and for what is longer than is read.
    """
    if _UNWRITABLE.search(text):
        raise UsageError(_CONTROLS)
    if text.startswith("'"):
        return _as_text(text[1:])
    plain = text.strip()
    if not plain:
        return None
    if plain.startswith("=") and len(plain) > 1:
        raise UsageError(_FORMULA.format(text=plain))
    if is_text or (isinstance(before, str) and before.strip().isdecimal()):
        return _as_text(text)
    if _WHOLE.fullmatch(plain):
        return float(plain)
    if plain.upper() in _LOGICAL:
        return encode(_LOGICAL[plain.upper()])
    day = _day(plain)
    return _as_text(text) if day is None else encode(day)


def _as_text(text: str) -> Cell:
    cell = bounded(text.lstrip(MARK)) if text.strip() else None
    if cell is not None and cell.startswith(MARK):
        raise UsageError(_TOO_LONG)
    return cell


def _day(text: str) -> dt.date | None:
    found = _DAY.fullmatch(text) or _ISO_DAY.fullmatch(text)
    if found is None:
        return None
    try:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def shown_cell(cell: Cell) -> str | None:
    """Return what the office program shows of a cell, None where it is empty."""
    if cell is None:
        return None
    if not isinstance(cell, str):
        return f"{int(cell)}" if cell == int(cell) else repr(cell)
    if not cell.startswith(MARK):
        return cell
    kind, text = cell[1:2], cell[2:]
    match kind:
        case "D":
            day = dt.date.fromisoformat(text)
            return f"{day:%d/%m}/{day.year}"
        case "B":
            return "TRUE" if text == "1" else "FALSE"
        case "N":
            return shown_cell(float(text))
        case _:
            return text
