"""Texts of which a mapping file says what they mean: the unit, or the title, that a cell stands for."""

from collections.abc import Callable, Sequence

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InputError
from kstt_rules.base.suggestion import hint
from kstt_rules.base.text_keys import clean
from kstt_rules.intake.files.columns import CellColumn, column_of
from kstt_rules.intake.layout.mapping import is_for
from kstt_rules.intake.rows.raw_table import RawTable
from kstt_rules.intake.units.register import Register
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import Entity


def take_units_meant(raw: RawTable, entity: Entity, meanings: Sequence[TextMeaning]) -> None:
    """Put the unit that a text means in its place, in every column of units."""
    of_units = [item for item in meanings if item.unit is not None]
    for name, item in entity.fields.items():
        if of_units and item.type == "unit" and name in raw.columns:
            for columns in (raw.columns, raw.cells):
                columns[name] = _replaced(raw, columns[name], of_units, lambda meaning: meaning.unit)


def titles_meant(raw: RawTable, texts: CellColumn, meanings: Sequence[TextMeaning]) -> CellColumn:
    """Return a column of titles as they are to be read; the row keeps the title that it has."""
    of_titles = [item for item in meanings if item.title is not None]
    return _replaced(raw, texts, of_titles, lambda meaning: meaning.title) if of_titles else texts


def check_units_meant(meanings: Sequence[TextMeaning], register: Register) -> None:
    """Raise InputError where the register does not have, or has several times, the unit that a text is to mean."""
    for item in meanings:
        if item.unit is not None and len({unit.id for unit in register.find(item.unit)}) != 1:
            names = [unit.name for unit in register.index]
            message = both("{where}: {unit!r} is not one unit of the register{hint}; give its code or whole name")
            raise InputError(message.format(where=item.where, unit=item.unit, hint=hint(item.unit, names)))


def _replaced(
    raw: RawTable, column: CellColumn, meanings: Sequence[TextMeaning], of: Callable[[TextMeaning], str | None]
) -> CellColumn:
    """Return a column in which each text that has a meaning, in its file and sheet, gives place to it."""
    wanted = {_key(item.text) for item in meanings}
    rows = column.rows_where(lambda value: isinstance(value, str) and _key(value) in wanted)
    if not rows:
        return column
    cells = column.cells()
    for row in rows:
        sheet, key = raw.sheets[raw.origin[row]], _key(cells[row])
        found = (item for item in meanings if _key(item.text) == key and is_for(item, sheet.file, sheet.sheet))
        cells[row] = next(map(of, found), cells[row])
    return column_of(cells)


def _key(text: str) -> str:
    """Return a text so that it is found whatever its case and spaces; its accents count."""
    return clean(text).casefold()
