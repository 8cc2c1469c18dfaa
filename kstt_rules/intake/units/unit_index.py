"""The units of a register by the forms in which a text may write them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.units.unit_names import bare, divided, initials, literal, names_district, plain, says_kind

NAMES_AT_ONCE: Final = 20_000


class Unit(NamedTuple):
    """One row of the register: its id, name, other names, kind, and its parent as written.

    ``taken`` is False for a row that was rejected: what names it belongs to no unit, but is not unknown either.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    parent: str | None = None
    taken: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """All that the unit is called."""
        return (self.name, *self.aliases)


class NameForm(Enum):
    """What of a unit a text may be: its code, a whole or bare name or the head of one without accents, or initials.

    A number is a code without its leading zeros.
    """

    CODE = "code"
    FOLDED = "folded"
    INITIALS = "initials"
    NUMBER = "number"
    BARE = "bare"

    def of(self, text: str) -> str:
        """Return a text as it is looked for in this form."""
        match self:
            case NameForm.FOLDED | NameForm.BARE:
                return folded(text)
            case NameForm.NUMBER:
                return text.strip().lstrip("0") if text.strip().isdecimal() else ""
        return literal(text)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name of a unit as likeness is measured, with the unit's id and place."""

    folded: str
    id: str
    place: int


class UnitIndex(Protocol):
    """Units by their places in the order of the register."""

    @property
    def first_words(self) -> frozenset[str]:
        """The folded words with which names begin."""

    def __iter__(self) -> Iterator[Unit]:
        """Yield the units in their order."""

    def unit(self, place: int) -> Unit:
        """Return the unit at a place."""

    def kind(self, unit_id: str) -> str | None:
        """Return the kind of the unit with an id, None where it has none or is not taken."""

    def places(self, form: NameForm, key: str) -> Sequence[int]:
        """Return the places of the units that are so written, those first of which it is a whole name."""

    def names(self) -> Iterator[Sequence[WrittenName]]:
        """Yield the names of the units that are taken, some at a time."""


class HeldUnits:
    """Units in memory; the forms other than codes are prepared when they are first asked for."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = tuple(units)
        self._kinds = {unit.id: unit.kind for unit in units if unit.taken}
        self._prepared: dict[NameForm, dict[str, list[int]]] = {}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """Those of all units."""
        return frozenset(word for unit in self._units for word in first_words(unit))

    def unit(self, place: int) -> Unit:
        """Return it as it was given."""
        return self._units[place]

    def kind(self, unit_id: str) -> str | None:
        """Return that of the last unit with the id."""
        return self._kinds.get(unit_id)

    def places(self, form: NameForm, key: str) -> Sequence[int]:
        """Return them in order, once for each name that is so written."""
        if form not in self._prepared:
            self._prepared[form] = self._by(form)
        return self._prepared[form].get(key, ())

    def names(self) -> Iterator[Sequence[WrittenName]]:
        """Yield them in the order of their units."""
        for start in range(0, len(self._names), NAMES_AT_ONCE):
            yield self._names[start : start + NAMES_AT_ONCE]

    @cached_property
    def _names(self) -> list[WrittenName]:
        return [name for place, unit in enumerate(self._units) for name in written_names(unit, place)]

    def _by(self, form: NameForm) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for keys_of in (whole_keys, head_keys):
            for place, unit in enumerate(self._units):
                for key in keys_of(form, unit):
                    index[key].append(place)
        return dict(index)


def folded(name: str) -> str:
    """Return a name in its plain form without accents."""
    return fold(plain(name))


def whole_keys(form: NameForm, unit: Unit) -> Iterator[str]:
    """Yield by what a unit is found as a whole."""
    match form:
        case NameForm.CODE:
            yield form.of(unit.id)
        case NameForm.INITIALS:
            yield from (fold(key) for key in map(initials, unit.names) if key)
        case NameForm.NUMBER:
            yield from filter(None, [form.of(unit.id)])
        case NameForm.BARE:
            yield from _bare_names(unit.names)
        case _:
            yield from map(form.of, unit.names)


def head_keys(form: NameForm, unit: Unit) -> Iterator[str]:
    """Yield by what else a unit is found: one that the register calls "Xã A - huyện B" by "Xã A" too."""
    if form is NameForm.BARE:
        yield from _bare_names(_heads(unit))
    elif form is NameForm.FOLDED:
        yield from map(fold, plain_heads(unit))


def plain_names(unit: Unit) -> set[str]:
    """Return what a unit is called, in the plain form."""
    return {plain(name) for name in unit.names}


def plain_heads(unit: Unit) -> list[str]:
    """Return by what else a unit is found, in the plain form."""
    names = plain_names(unit)
    return [head for head in map(plain, _heads(unit)) if head not in names]


def _heads(unit: Unit) -> list[str]:
    """Return what stands before the district in the names of a unit; "UBND" before its own is no name."""
    parts = (part for name in unit.names for part in divided(name))
    return [head for head, rest in parts if names_district(rest) and not says_kind(head)]


def _bare_names(names: Iterable[str]) -> Iterator[str]:
    """Yield names without their level, folded; those that have none are found as they are."""
    return (fold(bare(plain(name))) for name in names if bare(plain(name)) != plain(name))


def written_names(unit: Unit, place: int) -> list[WrittenName]:
    """Return the names that an unknown text may be like."""
    return [WrittenName(folded(name), unit.id, place) for name in unit.names] if unit.taken else []


def first_words(unit: Unit) -> set[str]:
    """Return the folded words with which the names of a unit begin, as written and in their plain form."""
    return {fold(form).partition(" ")[0] for name in unit.names for form in (name, plain(name))}
