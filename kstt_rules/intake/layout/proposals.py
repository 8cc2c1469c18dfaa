"""What a column that was not read may be: by what its header says, or by what it holds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from kstt_rules.base.text_keys import clean
from kstt_rules.intake.files.cells import Cell
from kstt_rules.intake.layout.fit import cells_below
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.values.entity_fields import unit_field

_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 6


def proposals(
    header: Header,
    columns: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    headers: Headers,
    is_unit: Callable[[str], bool],
) -> Mapping[int, tuple[str, ...]]:
    """Return the fields that some columns without one may be, several where their header does not tell which.

    ``rows`` are the first ones below the header.
    """
    entity = headers.entities[header.entity]
    unit = unit_field(entity)
    free = [
        name for name, item in entity.fields.items() if item.header and not item.derived and name not in header.held
    ]
    found = {}
    for column in columns:
        labels, cells = header.labels.get(column, ()), cells_below(rows, 0, column)
        match = headers.match(header.entity, labels) if labels else None
        if match is not None and headers.is_other_word(labels, match):
            continue
        fields = [name for name in (headers.meant(header.entity, labels) if labels else ()) if name in free]
        near = headers.like(header.entity, labels, header.held) if labels else None
        if not fields and near is not None and near.field in free:
            fields = [near.field]
        if not fields and unit in free and unit is not None and holds_units(cells, is_unit):
            fields = [unit]
        if not fields and entity.name in header.missing and entity.name is not None and _holds_names(cells):
            fields = [entity.name]
        if fields:
            found[column] = tuple(fields)
    return found


def holds_units(cells: Sequence[Cell], is_unit: Callable[[str], bool]) -> bool:
    """Tell whether at least half of the texts in some cells name units, and one does."""
    texts = {cell for cell in cells if isinstance(cell, str)}
    named = sum(map(is_unit, texts))
    return named > 0 and 2 * named >= len(texts)


def _holds_names(cells: Sequence[Cell]) -> bool:
    texts = {clean(cell) for cell in cells if isinstance(cell, str)}
    return bool(texts) and 2 * sum(map(_is_like_name, texts)) >= len(texts)


def _is_like_name(text: str) -> bool:
    words = text.split()
    is_name = all(word[:1].isupper() and word.isalpha() for word in words)
    return is_name and _FEWEST_WORDS <= len(words) <= _MOST_WORDS
