"""A row a unit, with a column for each role whose cells hold the name of the person who has it."""

import re
from dataclasses import replace
from typing import ClassVar, Final

from kstt_rules.base.bilingual import both
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.layout.header import SpreadColumn
from kstt_rules.intake.layout.protocol import Layout, PossibleHeader, TakenRows
from kstt_rules.intake.layout.role_words import LEAST_ROLES, RoleWords
from kstt_rules.intake.layout.sheet_table import SheetTable
from kstt_rules.intake.layout.spread_records import one_row_a_record
from kstt_rules.intake.values.parsers import CellFault, person_name, text
from kstt_rules.intake.values.person_names import most_people

_SEVERAL: Final = re.compile(r"[\n;,/&+()]|\s[-–—]\s|\svà\s|\d")
_NOT_ONE_NAME: Final = CellFault(
    "unsplit_cell", both("enter one person's name only; put other people and details in their own columns")
)


class OneColumnARole(Layout):
    """At least two roles head a column, none holds names, titles or roles besides, and most cells are people's names.

    So a table that counts the people in each role, or marks them, is not of this layout.
    """

    name: ClassVar[str] = "one_column_a_role"

    def spread(self, header: PossibleHeader) -> tuple[SpreadColumn, ...] | None:
        """Return the columns that roles head."""
        words = RoleWords.of_header(header)
        if words is None:
            return None
        told = {at: role for at, texts in sorted(header.labels.items()) if (role := words.told_by(texts[-1]))}
        if len({role.role for role in told.values()}) < LEAST_ROLES:
            return None
        others = (header.headers.match(header.name, texts) for at, texts in header.labels.items() if at not in told)
        if {match.field for match in others if match} & {words.name, words.title, words.role}:
            return None
        if not _are_names(header.cells_below(told)):
            return None
        return tuple(
            SpreadColumn(at, record, role.key, role.text, words.name) for record, (at, role) in enumerate(told.items())
        )

    def records(self, taken: TakenRows) -> SheetTable:
        """Return a row for each name of each row; a cell with more than one person's name is a fault."""
        table = one_row_a_record(taken, anchor=taken.entity.name, dash_is_empty=True)
        name = taken.header.spread[0].field
        names = table.columns[name].map(lambda cell: cell if _is_one_name(cell) else _not_one_name(cell))
        return replace(table, columns={**table.columns, name: names})


def _are_names(cells: list[Cell]) -> bool:
    said = [cell for cell in cells if cell is not None and text(cell) is not None]
    return 2 * sum(map(_is_one_name, said)) > len(said)


def _not_one_name(cell: Cell) -> CellFault:
    return replace(_NOT_ONE_NAME, records=most_people(str(cell)))


def _is_one_name(cell: Cell) -> bool:
    """Tell whether a cell holds one name, maybe with the year of birth behind it, and nothing else.

    All its words begin with a capital, but maybe a form of address before them: "chưa có" is nobody.
    """
    if not isinstance(cell, str) or cell.startswith(MARK) or "\n" in cell.strip():
        return False
    name = person_name(cell) or ""
    words = name.split()
    return _SEVERAL.search(name) is None and len(words) > 1 and all(word[0].isupper() for word in words[1:])
