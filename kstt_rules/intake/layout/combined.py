"""Columns that hold several fields in one cell, such as "Chức vụ, đơn vị công tác", taken apart."""

import re
from collections.abc import Iterator, Sequence

from kstt_rules.base.bilingual import both
from kstt_rules.base.patterns import BLANKS, SOME_BLANKS
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.layout.unit_finder import UnitFinder
from kstt_rules.intake.values.parsers import CellFault
from kstt_rules.intake.values.person_names import most_people
from kstt_rules.model.vocabulary import Entity

_BETWEEN = re.compile(rf"{BLANKS}[\n;]\s*|{SOME_BLANKS}[-–—]\s+|{BLANKS}[,/]\s*")
_MAIL = re.compile(r"(?<![^\s,;/()])[^\s,;/()]+@[^\s,;/()]+")
_CONTACTS = frozenset({"phone", "email"})


def split(cell: Cell, fields: Sequence[str], entity: Entity, finder: UnitFinder) -> dict[str, Cell] | CellFault:
    """Return the parts of a cell by field, or a CellFault where there is more than one way to take it apart, or none.

    A name stands before the first sign that divides, a unit is the longest part that names one, if need be behind no
    sign at all ("Chủ tịch UBND xã An Hà"), a mail address shows itself. Lines that each can be taken apart are a
    person each: every part then has as many lines.
    """
    if cell is None:
        return dict.fromkeys(fields)
    if not isinstance(cell, str) or cell.startswith(MARK):
        is_phone = _CONTACTS.issuperset(fields) and not isinstance(cell, str)
        return {name: cell if name == "phone" else None for name in fields} if is_phone else _fault()
    if _CONTACTS.issuperset(fields):
        return _contacts(cell, fields)
    is_of_people = any(entity.fields[name].person for name in fields)
    if is_of_people and (by_line := _by_line(cell, fields, entity, finder)):
        return by_line
    found = [*dict.fromkeys(_divisions(cell, fields))]
    units = [at for at, name in enumerate(fields) if entity.fields[name].type == "unit"]
    if units:
        named = [parts for parts in found if finder.names(parts[units[0]])]
        if not named and units == [1] and len(fields) == 2:
            named = [parts for parts in _at_spaces(cell) if finder.names(parts[1])][:1]
        found = (named[:1] if units[0] else named[-1:]) or found
    elif len(found) > 1 and entity.fields[fields[0]].required:
        found = found[:1]
    most = most_people(cell) if is_of_people else 1
    return dict(zip(fields, found[0], strict=True)) if len(found) == 1 else _fault(most)


def _by_line(cell: str, fields: Sequence[str], entity: Entity, finder: UnitFinder) -> dict[str, Cell] | None:
    """Return the parts of all lines by field, or None where there is one line or one that cannot be taken apart."""
    lines = [line for line in cell.split("\n") if line.strip()]
    if len(lines) == 1:
        return None
    apart = [parts for line in lines if isinstance(parts := split(line, fields, entity, finder), dict)]
    return (
        {name: "\n".join(str(parts[name]) for parts in apart) for name in fields} if len(apart) == len(lines) else None
    )


def _divisions(cell: str, fields: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut a cell at signs into as many parts as there are fields, the earliest cuts first."""
    signs = [(found.start(), found.end()) for found in _BETWEEN.finditer(cell)]
    if len(fields) > 2:
        parts = tuple(clean(part) for part in _BETWEEN.split(cell))
        if len(parts) == len(fields) and all(parts):
            yield parts
        return
    for start, end in signs:
        parts = clean(cell[:start]), clean(cell[end:])
        if all(parts):
            yield parts


def _at_spaces(cell: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut a cell between two words, the earliest first."""
    words = clean(cell).split(" ")
    return ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))


def _contacts(cell: str, fields: Sequence[str]) -> dict[str, Cell] | CellFault:
    mails = _MAIL.findall(cell)
    rest = clean(_MAIL.sub(" ", cell)).strip(" ,;/-–()")
    if len(mails) > 1 or any(sign.isalpha() for sign in rest):
        return _fault()
    found: dict[str, Cell] = {"phone": rest or None, "email": mails[0] if mails else None}
    return {name: found[name] for name in fields}


def _fault(most: int = 1) -> CellFault:
    return CellFault(
        "unsplit_cell",
        both("the cell holds several items that cannot be separated; put each in its own column"),
        records=most,
    )
