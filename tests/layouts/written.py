"""The values of canonical rows as people and programs write them, and text as fonts without Unicode need it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import Self
from unicodedata import normalize

from kstt_rules.intake.files.old_encodings import _TCVN3, _VNI_ALONE, _VNI_BEHIND, Encoding
from layouts.grid import Grid

_DAY_ZERO = date(1899, 12, 30)
_DAYS = {
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "short": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "iso": lambda day: day.isoformat(),
    "words": lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    "serial": lambda day: (day - _DAY_ZERO).days,
}
_YES_NO = (("có", "không"), ("x", "không"), ("✓", "ko"), ("Có", "Không"), ("X", "chưa"), ("1", "0"))
_PHONES = {
    "text": lambda phone: phone,
    "number": int,
    "without zero": lambda phone: phone[1:],
    "apostrophe": lambda phone: f"'{phone}",
}
_BORN = {
    "column": None,
    "brackets": " ({year})",
    "words": " (sinh năm {year})",
    "letters": " (SN {year})",
    "dash": " - {year}",
}


@dataclass(frozen=True)
class Hand:
    """How one person writes days, yes and no, telephone numbers, and the year of birth of people."""

    days: str = "slashes"
    yes_no: tuple[str, str] = _YES_NO[0]
    phones: str = "text"
    born: str = "column"

    @classmethod
    def drawn(cls, order: Random, *, in_one_text: bool) -> Self:
        """Draw one; what stands ``in_one_text`` with a name is divided from it by a dash, and numbers are text."""
        born = [name for name in _BORN if name != "dash" or not in_one_text]
        phones = [name for name in _PHONES if name == "text" or not in_one_text]
        return cls(order.choice(list(_DAYS)), order.choice(_YES_NO), order.choice(phones), order.choice(born))

    def writes(self, header: str, row: dict[str, object]) -> object:
        """Return a value of a canonical row as this person writes it."""
        value = row[header]
        if not isinstance(value, str):
            return value
        if header.startswith(("Ngày", "Từ ngày")):
            return _DAYS[self.days](datetime.strptime(value, "%d/%m/%Y").date())  # noqa: DTZ007 - a day has no zone
        if value in _YES_NO[0]:
            return self.yes_no[_YES_NO[0].index(value)]
        if header == "Điện thoại":
            return _PHONES[self.phones](value)
        if header == "Họ và tên" and self.leaves_out("Năm sinh"):
            return value + _BORN[self.born].format(year=row["Năm sinh"])
        return value

    def leaves_out(self, header: str) -> bool:
        """Tell whether a field has no column, because it stands with another."""
        return header == "Năm sinh" and self.born != "column"


def in_old_text(grid: Grid, encoding: Encoding) -> Grid:
    """Return a grid whose texts are typed for the fonts of an encoding, as programs that know none read them."""
    write = {"TCVN3": _to_tcvn3, "VNI": _to_vni}[encoding]
    rows = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in grid.rows]
    return replace(grid, name=grid.name, rows=rows)


_HORN = "\u031b"
_CODES = {letter: chr(sign) for sign, letter in _TCVN3.items()}
_ALONE = {letter: sign for sign, letter in _VNI_ALONE.items()}
_BEHIND = {"".join(sorted(marks)): sign for sign, marks in _VNI_BEHIND.items()}


def _to_tcvn3(text: str) -> str:
    """Type text in TCVN3: its only marked capitals are those of letters without a tone."""
    plain = "".join(sign if ord(sign) in _CODES else sign.lower() if ord(sign) > 127 else sign for sign in text)
    return plain.translate(_CODES)


def _to_vni(text: str) -> str:
    """Type text in VNI: the marks of a letter stand behind it, in its own case."""
    return "".join(typed.upper() if sign.isupper() else typed for sign in text for typed in [_typed_in_vni(sign)])


def _typed_in_vni(sign: str) -> str:
    small = sign.lower()
    if small in _ALONE or small in "íì":
        return _ALONE.get(small, small)
    letter, *marks = normalize("NFD", small)
    if _HORN in marks:
        letter = _ALONE[normalize("NFC", letter + _HORN)]
    return letter + _BEHIND.get("".join(sorted(set(marks) - {_HORN})), "")
