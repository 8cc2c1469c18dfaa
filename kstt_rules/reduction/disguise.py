"""Names and numbers of a reduced dossier replaced by invented ones, as far as the finding is still there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.intake.files.cells import Cell
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.findings import Finding
from kstt_rules.reduction.goal import Dossiers, Goal, Traced
from kstt_rules.reduction.hidden import (
    UNIT,
    FieldCell,
    field_cells,
    has_digits,
    is_text,
    numbers_in,
    people_in,
    people_written,
    proper_names,
    texts_of,
)
from kstt_rules.reduction.invented import Inventor
from kstt_rules.reduction.pages import Page, Pages, Place, places_in

_TRIES: Final = 6
_NAMED: Final = both("the finding depends on the name of a person, {count} in all: no case can be made without it")
_AMOUNTS: Final = ("integer", "number")

_Make = Callable[[str, Inventor], str | None]
_Choose = Callable[[FieldCell | None, Cell], bool]
_MakeValue = Callable[[Cell, Inventor, int], Cell]


@dataclass(frozen=True)
class Disguised:
    """Pages without names, the finding that they give, and the numbers and texts that it would not be there without."""

    pages: Pages
    finding: Finding
    kept: tuple[str, ...]


def disguised(goal: Goal, pages: Pages, whole: Dossiers, seed: str) -> Disguised:
    """Replace names and numbers in pages that give the finding; ``whole`` is all that was submitted.

    Raises UsageError where the name of a person cannot be replaced.
    """
    finding = goal.kept(pages)
    assert finding is not None, "what is disguised gives the finding"
    return _Disguise(goal, pages, whole, seed, Traced.of(finding)).result()


class _Disguise:
    """Replaces one kind of name or number after the other, all of a kind at once or as many as can be."""

    def __init__(self, goal: Goal, pages: Pages, whole: Dossiers, seed: str, traced: Traced) -> None:
        self._goal, self._pages, self._seed, self._traced = goal, pages, seed, traced
        self._vocabulary = goal.terms.pack.vocabulary
        self._whole = whole
        self._people = people_in(whole, self._vocabulary) | people_written(pages)
        self._cells = field_cells(pages, goal.dossiers(pages), self._vocabulary)
        units = (name for item in filter(None, whole) for name in self._units(item))
        self._taken = [*self._people, *units, *numbers_in(whole, self._vocabulary)]
        self._names: dict[str, str] = {}
        self._values: dict[Place, Cell] = {}
        self._kept: list[str] = []

    def result(self) -> Disguised:
        units = {name: kind for item in filter(None, self._whole) for name, kind in self._units(item).items()}
        people = _written(self._people, self._pages)
        present = sorted(_written(units, self._pages))
        others = {
            kind: sorted(name for name in units if units[name] == kind and name not in present)
            for kind in units.values()
        }
        self._replace_names(present, lambda name, inventor: _unit(units[name], others, inventor))
        self._replace_names(sorted(people - {*present}), lambda _, inventor: inventor.person())
        for choose, make in self._kinds():
            self._replace_values(choose, make)
        pages = self._applied(self._names, self._values)
        if left := _written(self._people - {*present}, pages):
            raise UsageError(_NAMED.format(count=len(left)))
        finding = self._goal.counterpart(pages, self._traced)
        assert finding is not None, "every step was tried"
        return Disguised(pages, finding, tuple(dict.fromkeys(self._kept)))

    def _units(self, dossier: Dossier) -> dict[str, str | None]:
        return proper_names(dossier, self._vocabulary)

    # -- names, wherever they are written

    def _replace_names(self, names: Sequence[str], make: _Make) -> None:
        """Give new names: all at once, else one by one as far as the finding stays."""
        if names and not self._took_names(names, make):
            for name in names:
                self._took_names([name], make)

    def _took_names(self, names: Sequence[str], make: _Make) -> bool:
        for number in range(_TRIES):
            inventor = self._inventor("|".join(names), number)
            made = {name: new for name in names if (new := make(name, inventor)) is not None}
            if self._holds(self._names | made, self._values):
                self._names |= made
                return True
        return False

    # -- values of single cells

    def _kinds(self) -> Iterator[tuple[_Choose, _MakeValue]]:
        """Yield which cells to change, and what they then hold; the same value is the same in all cells of a kind."""
        entities = self._vocabulary.entities
        read = {(name, field.reads) for name, item in entities.items() for field in item.fields.values() if field.reads}

        def is_of_unit(at: FieldCell) -> bool:
            return at.field.type == UNIT or (at.entity == UNIT and at.field.type == "text")

        def is_plain(at: FieldCell) -> bool:
            return not is_of_unit(at) and at.field.type == "text" and not at.field.person

        def is_of_birth(at: FieldCell) -> bool:
            names = entities[at.entity].name
            return at.field.year and names is not None and entities[at.entity].fields[names].person

        yield (lambda at, cell: at is not None and is_of_unit(at) and _is_code(cell)), _number
        yield (lambda at, cell: at is not None and is_plain(at) and "@" in str(cell)), _address
        yield (lambda at, cell: (at is None or is_plain(at)) and _is_code(cell)), _number
        yield (lambda at, _: at is not None and at.field.type in _AMOUNTS and not at.field.year), _number
        yield (lambda at, _: at is not None and is_of_birth(at)), _year
        yield (lambda at, _: at is not None and is_plain(at) and (at.entity, at.name) not in read), _content

    def _replace_values(self, choose: _Choose, make: _MakeValue) -> None:
        by_value: dict[Cell, list[Place]] = {}
        for place in places_in(self._pages):
            cell = self._pages[place.page].cells[place.row][place.column]
            if place not in self._values and choose(self._cells.get(place), cell):
                by_value.setdefault(cell, []).append(place)
        values = [*by_value]
        if values and not self._took_values(values, by_value, make):
            lost = [value for value in values if not self._took_values([value], by_value, make)]
            self._kept += map(str, lost)

    def _took_values(
        self,
        values: Sequence[Cell],
        by_value: Mapping[Cell, Sequence[Place]],
        make: _MakeValue,
    ) -> bool:
        start = len(self._values)
        for number in range(_TRIES):
            inventor = self._inventor("|".join(map(str, values)), number)
            made = {value: make(value, inventor, start + at) for at, value in enumerate(values, start=1)}
            new = {place: made[value] for value in values for place in by_value[value]}
            if self._holds(self._names, self._values | new):
                self._values |= new
                return True
        return False

    # -- both

    def _inventor(self, what: str, number: int) -> Inventor:
        return Inventor(f"{self._seed}|{number}|{what}", [*self._taken, *self._names.values()])

    def _holds(self, names: Mapping[str, str], values: Mapping[Place, Cell]) -> bool:
        return self._goal.counterpart(self._applied(names, values), self._traced) is not None

    def _applied(self, names: Mapping[str, str], values: Mapping[Place, Cell]) -> Pages:
        replaced = _Names(names)
        return tuple(self._page(at, page, replaced, values) for at, page in enumerate(self._pages))

    def _page(self, at: int, page: Page, names: "_Names", values: Mapping[Place, Cell]) -> Page:
        cells = {
            row: {column: names.in_cell(values.get(Place(at, row, column), cell)) for column, cell in own.items()}
            for row, own in page.cells.items()
        }
        return replace(page, cells=cells)


class _Names:
    """Puts new names for old ones in texts, whatever the case of letters and form of Unicode."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._new = {fold(name): new for name, new in names.items()}
        self._by_text = {name.casefold(): new for name, new in names.items()}
        self._found = _pattern(names) if names else None

    def in_cell(self, cell: Cell) -> Cell:
        if self._found is None or not is_text(cell):
            return cell
        text = normalize("NFC", str(cell))
        if not self._found.search(text):
            text = clean(text)
        return self._found.sub(self._renamed, text) if self._found.search(text) else cell

    def _renamed(self, found: re.Match[str]) -> str:
        old = " ".join(found[0].split())
        new = self._by_text.get(old.casefold()) or self._new[fold(old)]
        return new.upper() if old.isupper() and len(old) > 1 else new


def _written(names: Iterable[str], pages: Pages) -> set[str]:
    """Return those of some names that stand in some cell, and in no longer one there."""
    known = {name.casefold(): name for name in names}
    if not known:
        return set()
    pattern = _pattern(known)
    found = (match[0] for text in texts_of(pages) for match in pattern.finditer(clean(text)))
    return {known[text.casefold()] for text in found if text.casefold() in known}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some names, the longest first."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    forms = (r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _unit(kind: str | None, others: Mapping[str | None, Sequence[str]], inventor: Inventor) -> str | None:
    """Return another place, or another body of the kind; None where it is the only one."""
    return inventor.place() if kind is None else inventor.choice(others[kind])


def _is_code(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (is_text(cell) and has_digits(str(cell)))


def _address(_: Cell, __: Inventor, number: int) -> Cell:
    return f"canbo{number}@example.vn"


def _content(_: Cell, __: Inventor, number: int) -> Cell:
    return f"Nội dung {number}"


def _number(cell: Cell, inventor: Inventor, _: int) -> Cell:
    if isinstance(cell, (int, float)):
        return inventor.amount(cell)
    return inventor.number(str(cell))


def _year(cell: Cell, inventor: Inventor, _: int) -> Cell:
    return inventor.year(cell) if isinstance(cell, (int, float)) else inventor.number(str(cell))
