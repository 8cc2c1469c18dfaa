"""The distinct cells of a column read many at a time where, as in most, they are text with nothing to put right."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from kstt_rules.base.text_keys import are_clean
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, person_in, phone_in
from kstt_rules.model.vocabulary import EntityField, Vocabulary

_TOGETHER: Final = 64

ColumnParser = Callable[[Sequence[Cell | CellFault]], list[Any]]
"""Takes cells that are not empty, or Faults in their place; returns for each what the field's parser does."""


def column_parser_of(field: EntityField, vocabulary: Vocabulary) -> ColumnParser:
    """Return what parses the distinct cells of a field that has a column."""
    parse_cell = parser_of(field, vocabulary)

    def parse(cells: Sequence[Cell | CellFault]) -> list[Any]:
        return [cell if isinstance(cell, CellFault) or cell is None else parse_cell(cell) for cell in cells]

    within = person_in if field.person else phone_in if field.phone else None

    def parse_text(cells: Sequence[Cell | CellFault]) -> list[Any]:
        parsed: list[Any] = []
        for start in range(0, len(cells), _TOGETHER):
            some: Sequence[Any] = cells[start : start + _TOGETHER]
            if _are_clean_texts(some):
                parsed += some if within is None else map(within, some)
            else:
                parsed += parse(some)
        return parsed

    return parse_text if field.type in ("text", "unit") and field.of is None else parse


def _are_clean_texts(cells: Sequence[Any]) -> bool:
    """Tell whether all cells are texts that stay as they are where any text is read."""
    if set(map(type, cells)) != {str}:
        return False
    beginnings = "".join([text[:1] for text in cells])
    begin_well = len(beginnings) == len(cells) and beginnings.isalnum()
    return begin_well and MARK not in "".join(cells) and are_clean(cells)
