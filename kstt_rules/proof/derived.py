"""What the program derives from a dossier, as formulas: of people, decisions, changes and procedures.

``ALWAYS`` holds of every dossier that was read whole, so that a proof may rest on it. ``MADE`` holds of those that a
witness may be: there people have names that nothing else resembles, and nobody stands twice on a roster.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.report_calendar import Period, expected_periods
from kstt_rules.model.vocabulary import FINDING, UNIT, UNIT_KIND
from kstt_rules.pack.model import Calendar, Pack
from kstt_rules.proof.symbols import NO, YES, Bool, Formula, both_of, implies, no, one_of, same
from kstt_rules.proof.world import Row, World

FRESH: Final = 10_000
"""From here on, codes of texts are such as the pack does not name."""

_YEARS_BEFORE, _YEARS_AFTER = 3, 15
_PERIOD_YEARS: Final = 3
AD_HOC: Final = "ad_hoc"

_NOT_OWN: Final = ("tinh", "xa")
_WITH_COMMUNES: Final = ("xa", "huyen_xa")
_KIND_OF_SCOPE: Final = {"tinh": "so", "huyen": "ubnd_huyen", "xa": "ubnd_xa", "huyen_xa": "ubnd_huyen"}


@dataclass(frozen=True, slots=True)
class Derivation:
    """The world that something is derived in, and the pack by which it is."""

    world: World
    pack: Pack

    @property
    def calendar(self) -> Calendar:
        """The report calendar of the pack."""
        return self.pack.calendar

    def known(self, row: Row, name: str) -> Bool:
        """Say where a field has a value."""
        return self.world.cell(row, name).known

    def code(self, row: Row, name: str) -> Formula:
        """Return the code of a text."""
        return self.world.cell(row, name).value.code

    def day(self, row: Row, name: str) -> Formula:
        """Return a day or a number."""
        return self.world.cell(row, name).value.low

    def true(self, row: Row, name: str) -> Bool:
        """Say where a field is yes."""
        return self.world.cell(row, name).value.true

    def is_one(self, row: Row, name: str, options: tuple[str, ...]) -> Bool:
        """Say where a text is one of some."""
        code = self.code(row, name)
        return both_of([self.known(row, name), one_of(code == self.world.codes.of(option) for option in options)])

    def alike(self, row: Row, other: Row, name: str, other_name: str | None = None) -> Bool:
        """Say where two rows have one text."""
        of_other = other_name or name
        known = [self.known(row, name), self.known(other, of_other)]
        return both_of([*known, self.code(row, name) == self.code(other, of_other)])


Rules = Iterator[Bool]
Rule = Callable[[Derivation, Row], Rules]


@cache
def periods(first: int) -> tuple[Period, ...]:
    """Return the periods that a witness may name, from a year on."""
    return (*expected_periods(first, first + _PERIOD_YEARS - 1), Period(None, AD_HOC))


def written(given: Derivation) -> tuple[Period, ...]:
    """Return the periods that a witness of a pack may name."""
    return periods(max(given.calendar.first_year, given.pack.regulation.year))


def _text_is(given: Derivation, row: Row, name: str, known: Bool, code: Formula) -> Rules:
    yield same(given.known(row, name), known)
    yield implies(known, given.code(row, name) == code)


def _truth_is(given: Derivation, row: Row, name: str, known: Bool, *, true: Bool) -> Rules:
    yield same(given.known(row, name), known)
    yield implies(known, same(given.true(row, name), true))


def _never_no(name: str) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield no(given.world.cell(row, name).value.false)

    return rules


def _is_known(name: str) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield given.known(row, name)

    return rules


def _is(name: str, *, yes: bool) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield from _truth_is(given, row, name, YES, true=YES if yes else NO)

    return rules


def _not_known(name: str) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield no(given.known(row, name))

    return rules


# -- people


def _in_post(given: Derivation, row: Row) -> Bool:
    as_of, world = given.world.as_of, given.world
    _, leads, unit = world.step(row, UNIT)
    parts = [given.known(row, "person")]
    for start, end, of, there in (("from_date", "to_date", row, YES), ("valid_from", "valid_to", unit, leads)):
        parts.append(implies(both_of([there, given.known(of, start)]), given.day(of, start) <= as_of))
        parts.append(implies(both_of([there, given.known(of, end)]), given.day(of, end) >= as_of))
    return both_of(parts)


def _active(given: Derivation, row: Row) -> Rules:
    yield given.known(row, "active")
    yield implies(given.true(row, "active"), _in_post(given, row))


def _active_made(given: Derivation, row: Row) -> Rules:
    yield implies(_in_post(given, row), given.true(row, "active"))
    yield implies(given.known(row, "to_date"), given.day(row, "to_date") != given.world.as_of)


def _distinct_made(given: Derivation, row: Row) -> Rules:
    yield given.known(row, "person")
    yield given.true(row, "distinct")


def _known_year(given: Derivation, row: Row) -> Rules:
    yield same(given.known(row, "known_birth_year"), given.known(row, "birth_year"))
    yield given.day(row, "known_birth_year") == given.day(row, "birth_year")
    yield both_of([given.day(row, "birth_year") >= 1950, given.day(row, "birth_year") <= 2000])


def _known_text(name: str, read: str) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield from _text_is(given, row, name, given.known(row, read), given.code(row, read))

    return rules


def _read_from(name: str, read: str) -> Rule:
    def rules(given: Derivation, row: Row) -> Rules:
        yield implies(given.known(row, name), given.known(row, read))

    return rules


def _roster_received(given: Derivation, row: Row) -> Rules:
    world = given.world
    sent = [both_of([other.exists, given.alike(row, other, UNIT)]) for other in world.rows("officer")]
    nothing = one_of([no(world.submitted("officer")), no(world.column("officer", UNIT))])
    yield from _truth_is(given, row, "roster_received", one_of([nothing, *sent]), true=YES)


# -- decisions


def _made(given: Derivation, row: Row) -> Rules:
    by_then = both_of([given.known(row, "decided_on"), given.day(row, "decided_on") <= given.world.as_of])
    yield from _truth_is(given, row, "made", YES, true=by_then)


def _list_of(given: Derivation, row: Row) -> Rules:
    known = both_of([given.known(row, UNIT), no(given.is_one(row, "scope", _NOT_OWN))])
    yield from _text_is(given, row, "list_of", known, given.code(row, UNIT))


def _unit_parent(given: Derivation, row: Row) -> Rules:
    _, leads, unit = given.world.step(row, UNIT)
    known = both_of([leads, given.known(unit, "parent"), no(given.is_one(row, "scope", _NOT_OWN))])
    yield from _text_is(given, row, "unit_parent", known, given.code(unit, "parent"))


def _communes_of(given: Derivation, row: Row) -> Rules:
    known = both_of([given.known(row, UNIT), given.is_one(row, "scope", _WITH_COMMUNES)])
    yield from _text_is(given, row, "communes_of", known, given.code(row, UNIT))


def _covers_tier(given: Derivation, row: Row) -> Rules:
    yield from _text_is(given, row, "covers_tier", given.is_one(row, "scope", ("tinh",)), given.code(row, "scope"))


def _addressee(given: Derivation, row: Row) -> Rules:
    _, leads, unit = given.world.step(row, UNIT)
    of_scope = given.is_one(row, "scope", tuple(_KIND_OF_SCOPE))
    of_unit = both_of([leads, given.known(unit, "kind")])
    yield same(given.known(row, "addressee"), one_of([of_scope, of_unit]))
    for scope, kind in _KIND_OF_SCOPE.items():
        is_kind = given.code(row, "addressee") == given.world.codes.of(kind)
        yield implies(given.is_one(row, "scope", (scope,)), is_kind)
    yield implies(both_of([no(of_scope), of_unit]), given.code(row, "addressee") == given.code(unit, "kind"))


def _district(given: Derivation, row: Row) -> Rules:
    _, leads, unit = given.world.step(row, UNIT)
    is_commune = both_of([leads, given.is_one(unit, "tier", ("xa",))])
    name = "district"
    yield implies(is_commune, same(given.known(row, name), given.known(unit, "parent")))
    yield implies(both_of([is_commune, given.known(row, name)]), given.code(row, name) == given.code(unit, "parent"))
    yield implies(no(is_commune), same(given.known(row, name), given.known(row, UNIT)))
    both_there = both_of([no(is_commune), given.known(row, name)])
    yield implies(both_there, given.code(row, name) == given.code(row, UNIT))


def _title_contradicts(given: Derivation, row: Row) -> Rules:
    both_there = [given.known(row, "signer_authority"), given.known(row, "issuer")]
    differ = given.code(row, "signer_authority") != given.code(row, "issuer")
    yield from _truth_is(given, row, "title_contradicts", YES, true=both_of([*both_there, differ]))


def _elsewhere(given: Derivation, row: Row, name: str, body: str, asked: Bool) -> Rules:
    named = both_of([asked, given.known(row, body)])
    is_other = given.code(row, body) != given.code(row, "district")
    known = one_of([no(named), given.known(row, "district")])
    yield from _truth_is(given, row, name, known, true=both_of([named, given.known(row, "district"), is_other]))


def _signer_elsewhere(given: Derivation, row: Row) -> Rules:
    title, issuer = given.known(row, "signer_authority"), given.known(row, "issuer")
    neither = both_of([no(title), no(issuer)])
    alike = one_of([neither, given.alike(row, row, "signer_authority", "issuer")])
    yield from _elsewhere(given, row, "signer_elsewhere", "signer_unit", alike)


def _proposer_elsewhere(given: Derivation, row: Row) -> Rules:
    yield from _elsewhere(given, row, "proposer_elsewhere", "proposer_unit", YES)


# -- changes


def _stated_change(given: Derivation, row: Row) -> Rules:
    yield from _truth_is(given, row, "compared", YES, true=NO)


def _one_row_a_person(given: Derivation, row: Row) -> Rules:
    yield given.known(row, "person")
    for other in given.world.rows(row.entity)[: row.place]:
        yield no(both_of([row.exists, given.alike(row, other, UNIT), given.alike(row, other, "person")]))


def plain_value(given: Derivation, row: Row, *, name: str) -> Rules:
    """Say that a value that a witness has is as in a real dossier.

    A provision is one of the pack, a unit or person like no other, a day near the year of the regulation. That the tier
    of a unit is that of its kind is but a wish, for a register may say otherwise.
    """
    world, field = given.world, given.world.vocabulary.entity(row.entity).fields[name]
    if field.type == "provision" and row.entity != FINDING:
        keys = [entry.provision.key for entry in given.pack.provisions]
        yield one_of(given.code(row, name) == world.codes.of(key) for key in keys)
    elif field.type == UNIT or name == "person" or (row.entity, name) == (UNIT, "id"):
        yield given.code(row, name) >= FRESH
    elif field.type == "period":
        yield one_of(given.code(row, name) == world.codes.of(period.id) for period in written(given))
    elif field.type == "text":
        yield given.code(row, name) >= world.codes.options
    elif field.type == "date":
        year = given.pack.regulation.year
        yield given.day(row, name) >= date(year - _YEARS_BEFORE, 1, 1).toordinal()
        yield given.day(row, name) <= date(year + _YEARS_AFTER, 12, 31).toordinal()
    elif (row.entity, name) == (UNIT, "kind"):
        for kind in world.vocabulary.choices[UNIT_KIND]:
            if (tier := world.vocabulary.tier_of(kind)) is not None:
                fits = both_of([given.known(row, "tier"), given.is_one(row, "tier", (tier,))])
                world.wishes.append(
                    implies(given.is_one(row, "kind", (kind,)), one_of([no(given.known(row, "tier")), fits]))
                )


ALWAYS: Final[Mapping[tuple[str, str], Rule]] = {
    ("officer", "active"): _active,
    ("officer", "distinct"): _never_no("distinct"),
    ("officer", "known_birth_year"): _known_year,
    ("officer", "known_phone"): _read_from("known_phone", "phone"),
    ("officer", "known_email"): _read_from("known_email", "email"),
    ("consolidated", "roster_received"): _never_no("roster_received"),
    ("approval", "made"): _made,
    ("approval", "list_of"): _list_of,
    ("approval", "unit_parent"): _unit_parent,
    ("approval", "communes_of"): _communes_of,
    ("approval", "covers_tier"): _covers_tier,
    ("approval", "addressee"): _addressee,
    ("approval", "district"): _district,
    ("approval", "title_contradicts"): _title_contradicts,
    ("approval", "signer_elsewhere"): _signer_elsewhere,
    ("approval", "proposer_elsewhere"): _proposer_elsewhere,
    ("change", "compared"): _is_known("compared"),
    ("change", "same_name"): _is_known("same_name"),
    ("change", "happened"): _never_no("happened"),
}
MADE: Final[Mapping[tuple[str, str], Rule]] = {
    ("officer", "active"): _active_made,
    ("officer", "distinct"): _distinct_made,
    ("officer", "several_roles"): _is("several_roles", yes=False),
    ("officer", "known_phone"): _known_text("known_phone", "phone"),
    ("officer", "known_email"): _known_text("known_email", "email"),
    ("consolidated", "roster_received"): _roster_received,
    ("change", "compared"): _stated_change,
    ("change", "same_name"): _is("same_name", yes=False),
    ("change", "happened"): _is("happened", yes=True),
    ("officer", "person"): _one_row_a_person,
    **{(entity, "person"): _is_known("person") for entity in ("consolidated", "payment", "staff")},
    **{(entity, "near_name"): _not_known("near_name") for entity in ("officer", "consolidated", "payment", "staff")},
}
