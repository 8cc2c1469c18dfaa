"""The sheets of a case, read as intake reads those of an office, beside the rows that the case gives by field."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.cell_address import place_of
from kstt_rules.base.errors import PackError, Problem
from kstt_rules.intake import from_sheets
from kstt_rules.model.dossier import Dossier, Reject
from kstt_rules.model.vocabulary import UNIT, Vocabulary
from kstt_rules.pack import Case

_TWICE: Final = both("{dataset} stands both in `data` and in the sheets")
_REFUSED: Final = both("{sheet}, row {row}: {message}")
_OF_A_SHEET: Final = both("{sheet}: {message}")
_OTHER_NUMBER: Final = both("of the sheets {count} things are refused, expected {expected}")


def dossier_of(case: Case, vocabulary: Vocabulary) -> Dossier:
    """Return what a case submits.

    Raises PackError, with the row and cell of each, where intake refuses more or fewer things than the case says, and
    for a dataset that is given both ways.
    """
    if not case.sheets:
        return case.dossier
    written = [(sheet.name, sheet.rows) for sheet in case.sheets if sheet.path is None]
    files = [sheet.path for sheet in case.sheets if sheet.path is not None]
    given = case.dossier.tables
    read = from_sheets(case.file, written, files, vocabulary, known=given.get(UNIT))
    here = (case.file, case.line, 1)
    twice = sorted({*given} & {*read.tables})
    problems = [_of_case(case, here, _TWICE.format(dataset=name)) for name in twice]
    if len(read.rejects) != case.rejects:
        told = _OTHER_NUMBER.format(count=len(read.rejects), expected=case.rejects)
        problems += [_of_case(case, here, told)] if case.rejects else []
        problems += _refusals(case, read)
    if problems:
        raise PackError(problems)
    return replace(read, tables={**read.tables, **given})


def _refusals(case: Case, read: Dossier) -> Iterator[Problem]:
    for reject in read.rejects:
        words = _OF_A_SHEET if reject.row is None else _REFUSED
        told = words.format(sheet=reject.sheet or reject.file, row=reject.row, message=reject.message)
        yield _of_case(case, _place(case, reject), told)


def _place(case: Case, reject: Reject) -> tuple[str, int, int]:
    """Return where the cell, or else the row, that was refused is written: in the case, or a file beside it."""
    at = place_of(reject.cells[0]) if reject.cells else None
    row, column = (at.row, at.column) if at else (reject.row or 1, 0)
    if reject.file != case.file:
        return f"{case.file.rpartition('/')[0]}/{reject.file}", row, column + 1
    sheet = next((sheet for sheet in case.sheets if sheet.name == reject.sheet), None)
    cells = sheet.places[row - 1] if sheet is not None and row <= len(sheet.places) else ()
    return case.file, *(cells[column] if column < len(cells) else cells[0] if cells else (case.line, 1))


def _of_case(case: Case, place: tuple[str, int, int], told: Bilingual) -> Problem:
    return Problem(*place, joined(": ", [case.name, told]))
