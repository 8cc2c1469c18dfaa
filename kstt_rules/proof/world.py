"""A dossier that is not known yet: so many rows a dataset, each cell of which may hold anything or nothing.

Every row was read whole: nothing is left open by a row or a cell that could not be read. Units are not counted out: the
register is a function of a unit's code, so that there may be any number of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

import z3

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.vocabulary import UNIT, EntityField, Vocabulary
from kstt_rules.proof.symbols import NO, YES, Bool, Choices, Formula, Number, Text, Truth, both_of, implies, no, one_of

FIRST_DAY: Final = date(1900, 1, 1).toordinal()
LAST_DAY: Final = date(2099, 12, 31).toordinal()
"""The days that an audit may speak for."""

_ANY: Final = "unit[any]"


class NotEncodedError(Exception):
    """Raised for a part of the rule language that formulas do not express; its text is that part."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a dataset: one of its places, or a unit of the register by its code.

    ``exists`` says whether there is such a row.
    """

    entity: str
    exists: Bool
    place: int | None = None
    code: Formula = None

    @property
    def key(self) -> str:
        """What tells it from all other rows."""
        return f"{self.entity}[{self.place}]" if self.place is not None else f"{self.entity}:{self.code.sexpr()}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a row: whether it was never asked for, whether it has a value, and the value; blank elsewhere."""

    absent: Bool
    known: Bool
    value: Any

    @property
    def blank(self) -> Bool:
        """Where it was asked for and left blank."""
        return both_of([no(self.absent), no(self.known)])


_NEEDED: Final[Mapping[tuple[str, str], str]] = {
    ("report", "*"): UNIT,
    ("payment", "listed"): "officer",
    ("payment", "expected"): "officer",
    **{(entity, "near_name"): "officer" for entity in ("consolidated", "payment", "staff")},
}
"""The datasets without which the program does not derive a field, or any of a dataset."""


class Codes:
    """Whole numbers that stand for texts: those that the pack names have fixed ones, values of closed sets the first.

    ``options`` is the number of the latter.
    """

    def __init__(self, options: Iterable[str]) -> None:
        self._codes: dict[str, int] = {}
        for option in options:
            self.of(option)
        self.options = len(self._codes)

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self._codes.setdefault(text, len(self._codes))

    def texts(self) -> dict[int, str]:
        """Return all texts by their numbers."""
        return {code: text for text, code in self._codes.items()}


class World:
    """The datasets of a dossier as unknowns; what always holds of them is among ``rules``, of plain ones ``wishes``.

    ``sizes`` is the number of rows of each dataset, at most. Fields come to be when they are asked for. ``options`` are
    texts beside those of the closed sets that no cell holds.
    """

    def __init__(self, vocabulary: Vocabulary, sizes: Mapping[str, int], options: Iterable[str] = ()) -> None:
        self.vocabulary = vocabulary
        self.sizes = sizes
        closed = (option for choice in vocabulary.choices.values() for option in choice)
        self.codes = Codes([*closed, *options])
        self.as_of: Formula = z3.Int("as_of")
        self.wishes: list[Bool] = []
        self.rules: list[Bool] = [self.as_of >= FIRST_DAY, self.as_of <= LAST_DAY]
        self.cells: dict[tuple[str, str], Cell] = {}
        self.asked: dict[tuple[str, str], Bool] = {}
        self.sent: dict[str, Bool] = {}
        self.units: dict[str, Row] = {}
        self._rows: dict[str, list[Row]] = {}
        self._registered = z3.Function("registered", z3.IntSort(), z3.BoolSort())

    def submitted(self, entity: str) -> Bool:
        """Say whether a dataset was submitted."""
        return self.sent.setdefault(entity, z3.Bool(f"submitted {entity}"))

    def rows(self, entity: str) -> list[Row]:
        """Return the places for rows of a dataset; they fill up from the first on."""
        if entity not in self._rows:
            exist = [z3.Bool(f"{entity}[{place}]") for place in range(self.sizes.get(entity, 0))]
            self._rows[entity] = [Row(entity, is_there, place) for place, is_there in enumerate(exist)]
            self.rules += [implies(later, sooner) for sooner, later in pairwise(exist)]
            self.rules += [implies(is_there, self.submitted(entity)) for is_there in exist[:1]]
        return self._rows[entity]

    def fill(self, entity: str, rows: Iterable[tuple[Bool, Mapping[str, Cell]]]) -> list[Row]:
        """Give a dataset rows with cells of their own, each with where it is there."""
        self._rows[entity] = []
        for place, (is_there, cells) in enumerate(rows):
            row = Row(entity, is_there, place)
            self._rows[entity].append(row)
            self.cells |= {(row.key, name): cell for name, cell in cells.items()}
        return self._rows[entity]

    def subject(self, entity: str) -> Row:
        """Return the row that rules of an entity judge: the first of its dataset, any unit of the register."""
        return self.unit(z3.Int(_ANY)) if entity == UNIT else self.rows(entity)[0]

    def unit(self, code: Formula) -> Row:
        """Return the unit of a code, which exists where it is in the register."""
        row = Row(UNIT, both_of([self.submitted(UNIT), self._registered(code)]), None, code)
        return self.units.setdefault(row.key, row)

    def cell(self, row: Row, name: str) -> Cell:
        """Return a field of a row."""
        key = (row.key, name)
        if key not in self.cells:
            field = self.vocabulary.entity(row.entity).fields[name]
            if row.entity == UNIT and name == "id":
                self.cells[key] = Cell(NO, YES, Text(row.code, YES))
            else:
                self.cells[key] = self._new(row, name, field)
        return self.cells[key]

    def step(self, row: Row, name: str) -> tuple[Bool, Bool, Row]:
        """Return where a field leads: where that was not submitted, where it leads to a unit, and which."""
        cell = self.cell(row, name)
        unit = self.unit(cell.value.code)
        absent = one_of([cell.absent, no(self.submitted(UNIT))])
        return absent, both_of([no(absent), cell.known, unit.exists]), unit

    def reached(self, row: Row, steps: tuple[str, ...], name: str) -> Cell:
        """Return a field of the unit that some steps lead to; blank where they lead nowhere."""
        if not steps:
            return self.cell(row, name)
        absent, leads, unit = self.step(row, steps[0])
        inner = self.reached(unit, steps[1:], name)
        return Cell(one_of([absent, both_of([leads, inner.absent])]), both_of([leads, inner.known]), inner.value)

    def column(self, entity: str, name: str) -> Bool:
        """Say whether a field was asked for, or derived: whether there is a column of it."""
        field = self.vocabulary.entity(entity).fields[name]
        if field.derived:
            needed = _NEEDED.get((entity, name)) or _NEEDED.get((entity, "*"))
            return YES if needed is None else self.submitted(needed)
        if field.required or field.optional:
            return YES
        return self.asked.setdefault((entity, name), z3.Bool(f"column {entity}.{name}"))

    def all_asked(self) -> Iterator[Bool]:
        """Yield that every dataset and column that came up was submitted."""
        yield from self.sent.values()
        yield from self.asked.values()

    def _new(self, row: Row, name: str, field: EntityField) -> Cell:
        asked = self.column(row.entity, name)
        has = YES if field.required else self._unknown(row, f"has {name}", z3.BoolSort())
        known = both_of([asked, has])
        return Cell(no(asked), known, self._value(row, name, field, known))

    def _unknown(self, row: Row, name: str, sort: z3.SortRef) -> Formula:
        if row.place is None:
            return z3.Function(f"unit.{name}", z3.IntSort(), sort)(row.code)
        return z3.Const(f"{row.key}.{name}", sort)

    def _value(self, row: Row, name: str, field: EntityField, known: Bool) -> Any:
        match field.type:
            case "boolean":
                truth = self._unknown(row, name, z3.BoolSort())
                return Truth(both_of([known, truth]), both_of([known, no(truth)]))
            case "integer" | "date":
                value = self._unknown(row, name, z3.IntSort())
                if field.type == "date":
                    self.rules += [value >= 1, value <= date.max.toordinal()]
                return Number.of(value, known)
            case "number":
                return Number.of(self._unknown(row, name, z3.RealSort()), known)
            case "choices":
                options = self.vocabulary.choices[str(field.of)]
                named = {option: self._unknown(row, f"{name}.{option}", z3.BoolSort()) for option in options}
                unread = self._unknown(row, f"{name}.?", z3.BoolSort())
                self.rules.append(implies(known, one_of([*named.values(), unread])))
                return Choices(named, unread, known)
            case _:
                code = self._unknown(row, name, z3.IntSort())
                if field.of is not None:
                    options = self.vocabulary.choices[field.of]
                    self.rules.append(one_of(code == self.codes.of(option) for option in options))
                return Text(code, known)
