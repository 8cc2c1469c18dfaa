"""The distinct cells of a column read many at a time where, as in most, they are text with nothing to put right."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from kstt_rules.base.text_keys import are_clean
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, may_end_with_year
from kstt_rules.model.vocabulary import EntityField, Vocabulary

_TOGETHER: Final = 64

ColumnParser = Callable[[Sequence[Cell | CellFault]], list[Any]]
"""Takes cells that are not empty, or Faults in their place; returns for each what the field's parser does."""


def column_parser_of(name: str, field: EntityField, vocabulary: Vocabulary) -> ColumnParser:
    """Return what parses the distinct cells of a field that has a column."""
    parse_cell = parser_of(name, field, vocabulary)

    def parse(cells: Sequence[Cell | CellFault]) -> list[Any]:
        return [cell if isinstance(cell, CellFault) or cell is None else parse_cell(cell) for cell in cells]

    def parse_text(cells: Sequence[Cell | CellFault]) -> list[Any]:
        parsed: list[Any] = []
        for start in range(0, len(cells), _TOGETHER):
            some = cells[start : start + _TOGETHER]
            parsed += some if _are_kept(some, is_person=field.person) else parse(some)
        return parsed

    is_text = field.type in ("text", "unit") and field.of is None and name != "phone"
    return parse_text if is_text else parse


def _are_kept(cells: Sequence[Cell | CellFault], *, is_person: bool) -> bool:
    """Tell whether all cells are texts that stay as they are."""
    if set(map(type, cells)) != {str}:
        return False
    texts: Sequence[Any] = cells
    if not all(text[:1].isalnum() for text in texts) or any(MARK in text for text in texts):
        return False
    return are_clean(texts) and not (is_person and any(map(_is_more_than_a_name, texts)))


def _is_more_than_a_name(text: str) -> bool:
    return not text[0].isalpha() or may_end_with_year(text)
