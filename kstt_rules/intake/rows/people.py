"""Rows about people: those that name nobody or no person, and attributes that could not be read."""

import re
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.text_keys import has_syllable, person_key, person_keys
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.rows.raw_table import NO_PERSON, RawTable
from kstt_rules.intake.values.entity_fields import period_field
from kstt_rules.intake.values.parsers import CellFault, text
from kstt_rules.intake.values.person_names import is_a_note, most_people, without_name
from kstt_rules.model.nobody import is_no_name, is_nobody
from kstt_rules.model.vocabulary import Entity

_IN_POST: Final = "active"
_TELLS_APART: Final = "birth_year"
_OF_DEEDS: Final = frozenset({"number", "date"})
_UNREAD: Final = ("E", "F", "L", "U")
_TOTAL = re.compile(r"(?:tổng|cộng)\b.*", re.IGNORECASE | re.DOTALL)
_SHORTEST_NAME: Final = 3
_LONGEST_NAME: Final = 200
"""Characters, with honorifics, a post and a year of birth; cells that name several people are divided before."""
_BEGINNINGS_OF_TOTAL: Final = "tTcC"
_FIGURE_FIRST = re.compile(r"[\W_]*\d")
_LISTED = re.compile(r"\d{1,2} ?[.)/:-] ?[^\W\d_](?>.*? [^\W\d_]).*", re.DOTALL)
_DIVIDES = re.compile(r"[;,\n]")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS: Final = 2
_OFFICE = re.compile(r"(?:sở|ubnd|hđnd|(?:ủy|uỷ) ban)\b", re.IGNORECASE)
_POST = re.compile(
    r"(?:(?:phó )?(?:chủ tịch|giám đốc)|chánh văn phòng|(?:phó )?trưởng (?:phòng|ban)"
    r"|lãnh đạo|công chức|chuyên viên)\b",
    re.IGNORECASE,
)
"""How the name of an office or a post begins, and no person's name; a person may stand behind a post."""
_NOBODY = CellFault("nobody", both("names nobody; the row counts as received"))
_NO_NAME = CellFault("bad_name", both("is not a person's name"))
_LEFT_OUT = CellFault(NO_PERSON, both("The row was ignored: it names no person."))


def settle_names(raw: RawTable, entity: Entity) -> None:
    """Tell rows of people from those that name nobody.

    A roster keeps a row that names nobody, for its unit has sent it; elsewhere it is left out, as are everywhere rows
    of figures and totals. Another text that is not a name makes the row one that could not be read, and so does one for
    nobody where something was done for somebody: paid, or handed over on a day.
    """
    _empty_of_nobody(raw, entity)
    name = entity.name
    if name is not None and _is_of_people(entity) and name in raw.cells:
        _settle_names(raw, name, entity)


def _is_of_people(entity: Entity) -> bool:
    item = entity.fields.get(entity.name or "")
    return item is not None and item.person and item.required


def _empty_of_nobody(raw: RawTable, entity: Entity) -> None:
    """Leave fields blank that need no person and say that there is none; another note is not understood."""

    def settled(name: Cell | CellFault) -> Cell | CellFault:
        if not isinstance(name, str):
            return name
        if is_no_name(name):
            return None
        return _NO_NAME if is_a_note(name) else name

    for key, item in entity.fields.items():
        if item.person and not item.required and key in raw.columns:
            raw.columns[key] = raw.columns[key].map(settled)


def _settle_names(raw: RawTable, name: str, entity: Entity) -> None:
    cells, is_roster = raw.cells[name], _IN_POST in entity.fields
    done = [raw.columns[key] for key, item in entity.fields.items() if item.type in _OF_DEEDS and key in raw.columns]
    others = [column for key, column in raw.cells.items() if key != name]
    for row in cells.rows_where(_may_be_no_name):
        shown = text(cells[row]) or str(cells[row]).strip()
        beside = [beside for column in others if (beside := _words(column[row]))]
        if is_nobody(shown) and (is_roster or all(column[row] in (None, 0) for column in done)):
            if is_roster:
                raw.columns[name] = raw.columns[name].with_cells({row: shown})
                raw.notices.setdefault(row, []).append((name, _NOBODY))
            else:
                raw.left_out[row] = _LEFT_OUT
        elif not beside or any(map(_TOTAL.fullmatch, (shown, *beside))) or _is_empty_reference(raw, name, row):
            raw.left_out[row] = _LEFT_OUT
        elif raw.columns[name][row] is not None:
            pieces = len(_DIVIDES.split(shown)) if _divides_words(shown) else 1
            raw.add_fault(row, name, replace(_NO_NAME, records=max(pieces, most_people(shown))))


def _is_empty_reference(raw: RawTable, name: str, row: int) -> bool:
    """Tell whether a row shows the zeros of formulas that refer to empty cells, in the name and elsewhere."""
    zeros = [key for key, column in raw.cells.items() if column[row] in (0, "0")]
    return name in zeros and len(zeros) > 1


def _may_be_no_name(cell: Cell | CellFault) -> bool:
    """Tell whether a cell is a figure, stands in for a name, or has no syllable, beginning or length of one."""
    if not isinstance(cell, str):
        return True
    if cell.startswith(MARK):
        return cell[1:2] not in _UNREAD
    if len(cell) > _LONGEST_NAME or _divides_words(cell) or is_a_note(cell):
        return True
    if _OFFICE.match(cell) or (_POST.match(cell) and without_name(cell) == cell):
        return True
    if cell[:1].isalpha():
        is_total = cell[0] in _BEGINNINGS_OF_TOTAL and _TOTAL.match(cell) is not None
        return is_total or is_no_name(cell) or (len(cell) >= _SHORTEST_NAME and not has_syllable(cell))
    if is_no_name(cell) or not any(map(str.isalpha, cell)):
        return True
    return _FIGURE_FIRST.match(cell) is not None and not _LISTED.fullmatch(cell.strip())


def _divides_words(cell: str) -> bool:
    """Tell whether signs divide a text of which no piece has the two words of a name: "Lan, Huệ"."""
    if not _DIVIDES.search(cell):
        return False
    return all(len(_WORD.findall(piece)) < _FEWEST_WORDS for piece in _DIVIDES.split(cell))


def _words(cell: object) -> str | None:
    """Return a cell that holds letters, None for any other."""
    is_text = isinstance(cell, str) and not cell.startswith(MARK) and any(map(str.isalpha, cell))
    return cell.strip() if is_text and isinstance(cell, str) else None


def free_attributes(raw: RawTable, entity: Entity) -> None:
    """Make what could not be read of a person unknown, and say so.

    A year of birth must be read that tells apart people of one name, and so must days, but for those of a post, which
    may be any where they were not read.
    """
    name = entity.name
    if name is None or not _is_of_people(entity) or period_field(entity) is not None:
        return
    faults = {key: column.rows_of(CellFault) for key, column in raw.columns.items()}
    days = {key for key, item in entity.fields.items() if item.type == "date"}
    of_post = days if _IN_POST in entity.fields else set()
    needed = {key for key, item in entity.fields.items() if item.required or item.type == "unit"} | days - of_post
    lost = {row for key in needed for row in faults.get(key, ())} | raw.faults.keys()
    for key, found in faults.items():
        told = [row for row in found if key != _TELLS_APART or not _has_namesake(raw, name, row)]
        freed = [row for row in told if key not in needed and row not in lost]
        if freed:
            cells = raw.columns[key].cells()
            for row in freed:
                raw.notices.setdefault(row, []).append((key, cells[row]))
                if key in of_post:
                    raw.unclear[row, key] = cells[row].candidates
                cells[row] = None
            raw.columns[key] = column_of(cells)


def tells_namesakes_apart(raw: RawTable) -> bool:
    """Tell whether the years by which people of one name are told apart say something of a row by what others hold."""
    found = (*raw.notices.values(), *raw.faults.values())
    return _TELLS_APART in raw.columns and (
        any(key == _TELLS_APART for told in found for key, _ in told)
        or bool(raw.columns[_TELLS_APART].rows_of(CellFault))
    )


def _has_namesake(raw: RawTable, name: str, row: int) -> bool:
    own = raw.columns[name][row]
    return (
        isinstance(own, str)
        and person_keys([other for other in raw.columns[name] if isinstance(other, str)]).count(person_key(own)) > 1
    )
