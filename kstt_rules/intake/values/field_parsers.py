"""Which parser reads the cells of a field."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from kstt_rules.base.bilingual import both
from kstt_rules.intake.files.child_cells import ERROR_TEXT, LONGEST_TEXT, MARK, MOST_MARKS
from kstt_rules.intake.values.parsers import (
    SERIAL_DAY_ZERO,
    CellFault,
    Parser,
    boolean_parser,
    choice_parser,
    day,
    integer,
    number,
    period,
    person_name,
    phone,
    provision,
    text,
    year,
)
from kstt_rules.model.vocabulary import EntityField, Vocabulary

_NUMBER_1904: Final = f"{MARK}N"
_SELDOM: Final = (f"{MARK}E", f"{MARK}F", f"{MARK}L", f"{MARK}U", _NUMBER_1904)
_DAYS_TO_1904: Final = (date(1904, 1, 1) - SERIAL_DAY_ZERO).days

_ERROR = CellFault("error_cell", both("the cell shows an error, not a value"))
_NOT_COMPUTED = CellFault(
    "formula_not_computed",
    both("the file does not have the formula's result; open it in a spreadsheet program, recalculate and save it"),
)
_TOO_LONG = CellFault(
    "too_long",
    both("a cell may hold at most {length} characters, and at most {marks} accents on a letter").format(
        length=LONGEST_TEXT, marks=MOST_MARKS
    ),
)
_UNSURE = CellFault("unsure_cell", both("the row has more cells or fewer than others, so its column is not clear"))
_UNREAD: Final = {"U": _UNSURE, "E": _ERROR, "F": _NOT_COMPUTED, "L": _TOO_LONG}
_PARSERS: Final[Mapping[str, Parser]] = {
    "text": text,
    "unit": text,
    "integer": integer,
    "number": number,
    "date": day,
}


def parser_of(field: EntityField, vocabulary: Vocabulary) -> Parser:
    """Return the parser of a field that has a column; a field of type unit is read as text, for the register.

    A cell that holds an error or the text of one, a formula that was never computed or too long a text, or may be of
    another column, is a CellFault in every field.
    """
    parse = _parser_of(field, vocabulary)
    is_day = field.type == "date"

    def read(cell: str | float) -> Any:
        if isinstance(cell, str) and "#" in cell and ERROR_TEXT.fullmatch(cell.strip()):
            return _ERROR
        if isinstance(cell, str) and cell.startswith(_SELDOM):
            return _UNREAD.get(cell[1]) or parse(_counted_from_1900(cell, is_day=is_day))
        return parse(cell)

    return read


def _parser_of(field: EntityField, vocabulary: Vocabulary) -> Parser:
    if field.of is not None:
        return choice_parser(vocabulary.choices[field.of], several=field.type == "choices")
    if field.type == "boolean":
        return boolean_parser(field.yes, field.no)
    if field.person:
        return person_name
    if field.phone:
        return phone
    if field.year:
        return year
    if field.type == "period":
        return partial(period, kinds=vocabulary.period_kinds)
    if field.type == "provision":
        return partial(provision, listed=vocabulary.provisions, form=vocabulary.citations)
    return _PARSERS[field.type]


def _counted_from_1900(cell: str, *, is_day: bool) -> float:
    """Turn a number of a workbook that counts days from 1904 into one as all others have it."""
    number = float(cell[len(_NUMBER_1904) :])
    return number + _DAYS_TO_1904 if is_day else number
