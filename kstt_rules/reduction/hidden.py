"""What in a reduced dossier would tell whom it is about, and which cells hold what."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kstt_rules.base.cell_address import place_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.small_case import BEFORE
from kstt_rules.model.vocabulary import EntityField, Vocabulary
from kstt_rules.reduction.invented import SURNAMES
from kstt_rules.reduction.pages import Pages, Place

UNIT: Final = "unit"
_WORD: Final = r"[A-ZĐÀ-Ỹ][^\W\d_]*"
_PERSON: Final = re.compile(rf"(?<!\w)(?:{'|'.join(SURNAMES)})(?: {_WORD}){{1,4}}(?!\w)")


@dataclass(frozen=True)
class FieldCell:
    """A cell that a field of a dataset was read from."""

    entity: str
    name: str
    field: EntityField


def people_in(dossiers: Iterable[Dossier | None], vocabulary: Vocabulary) -> set[str]:
    """Return the names of all people that datasets name."""
    found: set[str] = set()
    for dossier in filter(None, dossiers):
        for entity, table in dossier.tables.items():
            for name, field in vocabulary.entity(entity).fields.items():
                if field.person:
                    found |= {text for text in table.cells(name) if isinstance(text, str)}
    return found


def numbers_in(dossiers: Iterable[Dossier | None], vocabulary: Vocabulary) -> set[str]:
    """Return all texts with digits that datasets hold: numbers of documents and telephones, codes, addresses."""
    found: set[str] = set()
    for dossier in filter(None, dossiers):
        for entity, table in dossier.tables.items():
            for name, field in vocabulary.entity(entity).fields.items():
                if field.type == "text":
                    found |= {text for text in table.cells(name) if isinstance(text, str) and has_digits(text)}
    return found


def has_digits(text: str) -> bool:
    """Tell whether a text holds a digit."""
    return any(map(str.isdecimal, text))


def people_written(pages: Pages) -> set[str]:
    """Return what looks like the name of a person in any cell."""
    return {found[0] for text in texts_of(pages) for found in _PERSON.finditer(text)}


def texts_of(pages: Pages) -> Iterator[str]:
    """Yield the text of every cell that holds one."""
    cells = (cell for page in pages for row in page.cells.values() for cell in row.values())
    return (cell for cell in cells if isinstance(cell, str) and not cell.startswith(MARK))


def field_cells(pages: Pages, dossiers: Iterable[Dossier | None], vocabulary: Vocabulary) -> dict[Place, FieldCell]:
    """Return the cells from which fields were read."""
    numbers = {(page.previous, page.name): at for at, page in enumerate(pages)}
    found: dict[Place, FieldCell] = {}
    for dossier in filter(None, dossiers):
        for entity, table in dossier.tables.items():
            fields = vocabulary.entity(entity).fields
            for row, name in _read(table, fields):
                source = table.source(row, name)
                at = place_of(source.cell)
                page = numbers.get((source.file == BEFORE, source.sheet))
                if at is not None and page is not None:
                    found.setdefault(Place(page, at.row, at.column), FieldCell(entity, name, fields[name]))
    return found


def _read(table: Table, fields: Mapping[str, EntityField]) -> Iterator[tuple[int, str]]:
    for row in range(len(table)):
        columns = table.sheets[table.origin[row]].columns
        yield from ((row, name) for name in fields if name in columns or (row, name) in table.moved)


def proper_names(dossier: Dossier, vocabulary: Vocabulary) -> dict[str, str | None]:
    """Return the names of units as they tell them apart, and their kinds; no kind where units are called by a place.

    Of "UBND xã Vân Sơn" that is "Vân Sơn", of "Sở Y tế" the whole.
    """
    table = dossier.tables.get(UNIT)
    if table is None:
        return {}
    found: dict[str, str | None] = {}
    for name, kind in zip(table.cells("name"), table.cells("kind"), strict=True):
        place = place_name(name, vocabulary)
        found[place or name] = None if place else str(kind)
    return found


def place_name(unit: str, vocabulary: Vocabulary) -> str | None:
    """Return the place that a people's committee is called by, None for any other unit."""
    tiers = vocabulary.choices["tier"]
    words, best = unit.split(), 0
    for kind in vocabulary.choices["unit_kind"].values():
        if kind.tier is not None and tiers[kind.tier].committees:
            forms = [*kind.written, *(phrase for group in kind.titles for phrase in group.phrases)]
            best = max([best, *(len(form.split()) for form in forms if _begins(words, form))])
    place = " ".join(words[best:])
    return place if best and any(map(str.isalpha, place)) else None


def _begins(words: list[str], form: str) -> bool:
    length = len(form.split())
    return len(words) > length and fold(" ".join(words[:length])) == fold(form)


def is_text(cell: Cell) -> bool:
    """Tell whether a cell holds a text."""
    return isinstance(cell, str) and not cell.startswith(MARK)
