"""Whether what stands in a column can be what its header says: the values of most of its first cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.parsers import CellFault, Parser, text
from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.vocabulary import EntityField, Vocabulary

ROWS_LOOKED_AT: Final = 40
_FEWEST_DIGITS: Final = 6


class Fit:
    """Tells which cells a field can hold."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.period_kinds: Final = vocabulary.period_kinds
        self._vocabulary = vocabulary
        self._parsers: dict[tuple[str, str], Parser] = {}

    def holds(self, entity: str, name: str, cells: Iterable[Cell]) -> bool:
        """Tell whether at least half of some cells can be values of a field; none at all can."""
        filled = [cell for cell in dict.fromkeys(cells) if cell is not None]
        item = self._vocabulary.entity(entity).fields[name]
        good = sum(1 for cell in filled if self._is_value(entity, name, item, cell))
        return 2 * good >= len(filled)

    def may_hold(self, entity: str, name: str, cells: Iterable[Cell]) -> bool:
        """Tell whether one of some cells can be a value of a field, or a text that shows one."""
        item = self._vocabulary.entity(entity).fields[name]
        said = [cell for cell in cells if cell is not None and text(cell) is not None]
        if item.type == "choice" and item.reads is not None and item.of is not None:
            titles = Titles.of(self._vocabulary.choices[item.of])
            shown = (classify(text(cell) or "", titles, None) is not None for cell in said)
            return any(shown) or any(self._is_read(entity, name, item, cell) for cell in said)
        return any(self._is_value(entity, name, item, cell) for cell in said)

    def _is_value(self, entity: str, name: str, item: EntityField, cell: str | float) -> bool:
        written = text(cell)
        if written is None:
            return True
        if item.person or (item.type == "text" and item.reads is None and name == "title"):
            return sum(sign.isalpha() for sign in written) > sum(sign.isdigit() for sign in written)
        if name == "phone":
            return sum(sign.isdigit() for sign in written) >= _FEWEST_DIGITS
        if name == "email":
            return "@" in written
        if item.type == "choice" and item.reads is not None:
            return True
        return self._is_read(entity, name, item, cell)

    def _is_read(self, entity: str, name: str, item: EntityField, cell: str | float) -> bool:
        if (entity, name) not in self._parsers:
            self._parsers[entity, name] = parser_of(item, self._vocabulary)
        return not isinstance(self._parsers[entity, name](cell), CellFault)


def cells_below(rows: Sequence[Sequence[Cell]], end: int, column: int) -> list[Cell]:
    """Return the cells of a column in the first rows below a header."""
    return [row[column] for row in rows[end : end + ROWS_LOOKED_AT] if column < len(row)]


def all_fit(fit: Fit, entity: str, columns: Mapping[str, int], rows: Sequence[Sequence[Cell]], end: int) -> bool:
    """Tell whether every column below a header holds what its field can hold."""
    return all(fit.holds(entity, name, cells_below(rows, end, column)) for name, column in columns.items())
