"""Whether rows with one name are one person: the year of birth decides, then telephone and e-mail."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Final

from kstt_rules.base.arrays import is_blank
from kstt_rules.base.dataclass import dataclass

_BETWEEN_NUMBERS = re.compile(r"[;,/\n]| - ")
_COUNTRY: Final = "84"
_SHORTEST_NUMBER: Final = 6
_WITH_COUNTRY: Final = 11
_MANY: Final = 200
"""Rows of one name in one unit."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a row tells of a person besides the name; empty where it tells nothing."""

    years: frozenset[int]
    phones: frozenset[str]
    emails: frozenset[str]

    @classmethod
    def of(cls, birth_year: Any, phone: Any, email: Any) -> "Details":
        """Take the cells of a row, each of them maybe blank."""
        years = frozenset() if is_blank(birth_year) else frozenset({int(birth_year)})
        return cls(years, phone_numbers(phone), addresses(email))

    def __or__(self, other: "Details") -> "Details":
        """Return what both tell together."""
        return Details(self.years | other.years, self.phones | other.phones, self.emails | other.emails)

    def shows_the_same(self, other: "Details") -> bool:
        """Say whether something shows that both are one person."""
        if self.years and other.years:
            return self.years == other.years
        return bool(self.phones & other.phones or self.emails & other.emails)

    def is_told_from(self, other: "Details") -> bool:
        """Say whether something of one contradicts the other."""
        pairs = ((self.years, other.years), (self.phones, other.phones), (self.emails, other.emails))
        return any(own and others and not own & others for own, others in pairs)

    def is_another_than(self, other: "Details") -> bool:
        """Say whether it is sure that they are two people."""
        return bool(self.years and other.years and self.years != other.years)


@dataclass(frozen=True, slots=True)
class Person:
    """The places of the rows of one person, and what they tell together."""

    rows: tuple[int, ...]
    details: Details


def people(rows: Sequence[Details]) -> list[Person]:
    """Divide rows of one name into people; who may be one of the others stands apart."""
    found = [Person((place,), details) for place, details in enumerate(rows)]
    if len(found) > _MANY:
        return _alike(found)
    found = _joined(found, lambda one, other: one.shows_the_same(other) and not one.is_another_than(other))
    return _joined(found, lambda one, other: not one.is_told_from(other))


def _alike(found: Sequence[Person]) -> list[Person]:
    """Join people with one year of birth, and those who tell the same; of the others nothing is sure.

    So many of one name in one unit are nobody's roster; to hold each against each would take hours.
    """
    known: dict[frozenset[int] | Details, Person] = {}
    for one in found:
        key = one.details.years or one.details
        before = known.get(key)
        known[key] = one if before is None else Person((*before.rows, *one.rows), before.details | one.details)
    return list(known.values())


def _joined(found: Sequence[Person], is_one: Callable[[Details, Details], bool]) -> list[Person]:
    """Join people two by two, as long as any two of them are one."""
    found = list(found)
    while pair := next((two for two in combinations(found, 2) if is_one(two[0].details, two[1].details)), None):
        one, other = pair
        found[found.index(one)] = Person(tuple(sorted(one.rows + other.rows)), one.details | other.details)
        found.remove(other)
    return found


def are_certain(details: Sequence[Details]) -> list[bool]:
    """Say of each of several people of one name whether it is surely somebody else than those before."""
    if any(item.years for item in details):
        return [bool(item.years) for item in details]
    return [place == 0 for place in range(len(details))]


def phone_numbers(text: Any) -> frozenset[str]:
    """Return the telephone numbers in a cell, by their digits."""
    if not isinstance(text, str):
        return frozenset()
    digits = ("".join(filter(str.isdecimal, part)) for part in _BETWEEN_NUMBERS.split(text))
    return frozenset(_national(number) for number in digits if len(number) >= _SHORTEST_NUMBER)


def addresses(text: Any) -> frozenset[str]:
    """Return the e-mail addresses in a cell, in small letters."""
    return (
        frozenset(text.casefold().replace(",", " ").replace(";", " ").split()) if isinstance(text, str) else frozenset()
    )


def _national(number: str) -> str:
    return (
        f"0{number.removeprefix(_COUNTRY)}" if number.startswith(_COUNTRY) and len(number) >= _WITH_COUNTRY else number
    )
