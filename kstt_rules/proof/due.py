"""What the program derives of reports and payments that were due, as formulas; ``derived`` says what the two parts are.

A witness has reports and payments of a few written periods: those of the years around the audit.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import z3

from kstt_rules.model.report_calendar import Period, calendar_days, due_date
from kstt_rules.model.vocabulary import UNIT
from kstt_rules.proof.derived import AD_HOC as _AD_HOC
from kstt_rules.proof.derived import Derivation, Rule, Rules, written
from kstt_rules.proof.symbols import NO, YES, Bool, Formula, both_of, implies, no, one_of, same
from kstt_rules.proof.world import Row

_NO_DAY: Final = date.max.toordinal() + 1
_LOCAL: Final = "local"


# -- reports


def _kind_is(given: Derivation, row: Row, kind: str) -> Bool:
    return given.code(row, "kind") == given.world.codes.of(kind)


def _ends_on(given: Derivation, row: Row) -> Rules:
    yield same(given.known(row, "ends_on"), no(_kind_is(given, row, _AD_HOC)))


def _year(given: Derivation, row: Row) -> Rules:
    yield same(given.known(row, "year"), no(_kind_is(given, row, _AD_HOC)))


def _expects(given: Derivation, row: Row) -> tuple[Bool, Bool]:
    """Return where the kind of the unit is known, and where it must report on the kind of period."""
    _, leads, unit = given.world.step(row, UNIT)
    due = [
        both_of([given.is_one(unit, "kind", (kind,)), one_of(_kind_is(given, row, period) for period in item.periods)])
        for item in given.calendar.expects
        for kind in item.kinds
    ]
    return both_of([leads, given.known(unit, "kind")]), one_of(due)


def _expected(given: Derivation, row: Row) -> Rules:
    known, due = _expects(given, row)
    yield same(given.known(row, "expected"), known)
    yield implies(known, same(given.true(row, "expected"), due))


def _listed(given: Derivation, row: Row) -> Rules:
    """Say that a report that is due but not listed has nothing of its own."""
    yield given.known(row, "listed")
    is_absent = no(given.true(row, "listed"))
    yield implies(is_absent, given.true(row, "expected"))
    for name, field in given.world.vocabulary.entity(row.entity).fields.items():
        if not field.derived and not field.required and (row.key, name) in given.world.cells:
            yield implies(is_absent, no(given.known(row, name)))


def _happened_on(given: Derivation, row: Row) -> Rules:
    name, is_ad_hoc = "happened_on", _kind_is(given, row, _AD_HOC)
    days = [(given.known(row, own), given.day(row, own)) for own in ("deadline", "sent_on")]
    (has_due, due), (has_sent, sent) = days
    first = z3.If(both_of([has_due, one_of([no(has_sent), due <= sent])]), due, sent)
    yield same(given.known(row, name), one_of([no(is_ad_hoc), has_due, has_sent]))
    yield implies(no(is_ad_hoc), given.day(row, name) == given.day(row, "ends_on"))
    yield implies(both_of([is_ad_hoc, given.known(row, name)]), given.day(row, name) == first)


def _period_made(given: Derivation, row: Row) -> Rules:
    """Say that the period is one of those that are written, with all that follows from it."""
    yield one_of(_is_period(given, row, period) for period in written(given))


def _is_period(given: Derivation, row: Row, period: Period) -> Bool:
    is_it = [given.code(row, "period") == given.world.codes.of(period.id), _kind_is(given, row, period.kind)]
    if period.kind == _AD_HOC:
        return both_of(is_it)
    assert period.year is not None
    last = given.calendar.span(period)[1].toordinal()
    return both_of([*is_it, given.day(row, "year") == period.year, given.day(row, "ends_on") == last])


def _deadline_made(given: Derivation, row: Row) -> Rules:
    own, stated, day = _own_deadline(given, row), given.known(row, "due_on"), given.day(row, "deadline")
    regulated = one_of(there for there, _, source in own if source != _LOCAL)
    yield same(given.known(row, "deadline"), one_of([stated, *(there for there, _, _ in own)]))
    for there, due, source in own:
        counts = both_of([there, no(stated) if source == _LOCAL else YES])
        is_source = given.code(row, "due_source") == given.world.codes.of(source)
        yield implies(counts, both_of([day == due, is_source]))
    by_calendar = both_of([stated, no(regulated)])
    is_source = given.code(row, "due_source") == given.world.codes.of("calendar")
    yield implies(by_calendar, both_of([day == given.day(row, "due_on"), is_source]))
    yield same(given.known(row, "due_source"), given.known(row, "deadline"))
    if given.calendar.weekend_policy != "as_stated":
        yield implies(stated, given.day(row, "due_on") % 7 == 3)  # a Wednesday
    yield from _one_due_day(given, row)


def _source_made(given: Derivation, row: Row) -> Rules:
    yield same(given.known(row, "due_source"), given.known(row, "deadline"))


def _own_deadline(given: Derivation, row: Row) -> list[tuple[Bool, int, str]]:
    """Return where the pack sets a due day, which, and what sets it."""
    _, leads, unit = given.world.step(row, UNIT)
    found: list[tuple[Bool, int, str]] = []
    for tier, rules in (given.calendar.due or {}).items():
        for period in written(given):
            day = due_date(period, tier, given.calendar.due or {})
            if day is not None:
                there = [leads, given.is_one(unit, "tier", (tier,)), _is_period(given, row, period)]
                found.append((both_of(there), given.calendar.moved(day).toordinal(), rules[period.kind].source))
    return found


def _one_due_day(given: Derivation, row: Row) -> Rules:
    """Say that the rows of one period of a unit state one due day, as a blank one takes that of the others."""
    for other in _others(given, row):
        alike = [other.exists, row.exists, given.alike(row, other, UNIT), given.alike(row, other, "period")]
        days = [given.day(row, "due_on") == given.day(other, "due_on")]
        one_day = both_of([same(given.known(row, "due_on"), given.known(other, "due_on")), *days])
        yield implies(both_of([*alike, no(_kind_is(given, row, _AD_HOC))]), one_day)


def _others(given: Derivation, row: Row) -> list[Row]:
    return [other for other in given.world.rows(row.entity) if other.key != row.key]


def _listed_made(given: Derivation, row: Row) -> Rules:
    """Say that what is not listed is of a year that the calendar speaks of, and of no listed period."""
    year, as_of = given.day(row, "year"), given.world.as_of
    this_year = both_of(
        implies(both_of([as_of >= date(own, 1, 1).toordinal(), as_of <= date(own, 12, 31).toordinal()]), year == own)
        for own in {period.year for period in written(given) if period.year is not None}
    )
    yield implies(no(given.true(row, "listed")), both_of([this_year, *_in_written_years(given)]))
    for other in _others(given, row):
        alike = [other.exists, given.alike(row, other, UNIT), given.alike(row, other, "period")]
        yield implies(both_of([row.exists, no(given.true(row, "listed")), *alike]), NO)


def _in_written_years(given: Derivation) -> Iterator[Bool]:
    years = [period.year for period in written(given) if period.year is not None]
    yield given.world.as_of >= date(min(years), 1, 1).toordinal()
    yield given.world.as_of <= date(max(years), 12, 31).toordinal()


def _occasion_made(given: Derivation, row: Row) -> Rules:
    yield given.known(row, "occasion")
    for other in _others(given, row):
        one_request = both_of(
            [
                given.known(row, "deadline"),
                given.known(other, "deadline"),
                given.day(row, "deadline") == given.day(other, "deadline"),
            ]
        )
        alike = both_of([given.alike(row, other, "period"), one_of([no(_kind_is(given, row, _AD_HOC)), one_request])])
        yield same(given.code(row, "occasion") == given.code(other, "occasion"), alike)


def _stands_made(given: Derivation, row: Row) -> Rules:
    better = [
        both_of(
            [
                other.exists,
                given.alike(row, other, UNIT),
                _same_occasion(given, row, other),
                _is_before(given, other, row),
            ]
        )
        for other in _others(given, row)
    ]
    yield given.known(row, "stands_for_report")
    yield same(given.true(row, "stands_for_report"), no(one_of(better)))


def _same_occasion(given: Derivation, row: Row, other: Row) -> Bool:
    return given.code(row, "occasion") == given.code(other, "occasion")


def _is_before(given: Derivation, one: Row, other: Row) -> Bool:
    """Say that one of two rows is asked before the other which stands for their report."""
    ranks = [_ranks(given, row) for row in (one, other)]
    return _first_of(ranks[0], ranks[1], is_sooner=(one.place or 0) < (other.place or 0))


def _ranks(given: Derivation, row: Row) -> tuple[Bool, Bool, Formula]:
    sent, has_sent = given.day(row, "sent_on"), given.known(row, "sent_on")
    is_sent = both_of([has_sent, sent <= given.world.as_of])
    is_late = both_of([given.known(row, "deadline"), sent > given.day(row, "deadline")])
    return both_of([is_sent, no(is_late)]), is_sent, z3.If(has_sent, sent, _NO_DAY)


def _first_of(one: tuple[Bool, Bool, Formula], other: tuple[Bool, Bool, Formula], *, is_sooner: bool) -> Bool:
    timely, sent, day = one
    other_timely, other_sent, other_day = other
    by_day = one_of([day < other_day, both_of([day == other_day, YES if is_sooner else NO])])
    by_sent = one_of([both_of([sent, no(other_sent)]), both_of([same(sent, other_sent), by_day])])
    return one_of([both_of([timely, no(other_timely)]), both_of([same(timely, other_timely), by_sent])])


# -- payments


def _payment_day(given: Derivation, row: Row) -> Rules:
    """Say that a payment is of the last day of its period, one for no period of the day on which it was paid."""
    is_period = [(_is_written(given, row, period), period) for period in written(given)]
    yield one_of(there for there, _ in is_period)
    for there, period in is_period:
        if period.kind == _AD_HOC:
            yield implies(there, same(given.known(row, "happened_on"), given.known(row, "paid_on")))
            yield implies(there, given.day(row, "happened_on") == given.day(row, "paid_on"))
        else:
            last = calendar_days(period)[1].toordinal()
            yield implies(there, both_of([given.known(row, "happened_on"), given.day(row, "happened_on") == last]))


def _is_written(given: Derivation, row: Row, period: Period) -> Bool:
    return given.code(row, "period") == given.world.codes.of(period.id)


def _payment_expected(given: Derivation, row: Row) -> Rules:
    """Say that a payment was due to whom the roster has in post for all of the period; unknown for a part of it."""
    whole, part = _served(given, row)
    binds = one_of(_is_written(given, row, period) for period in _binding(given))
    yield same(given.known(row, "expected"), no(both_of([binds, part, no(whole)])))
    yield implies(given.known(row, "expected"), same(given.true(row, "expected"), both_of([binds, whole])))


def _binding(given: Derivation) -> list[Period]:
    last = given.pack.regulation.addressees_until or date.max
    return [item for item in written(given) if item.kind != _AD_HOC and calendar_days(item)[1] <= last]


def _served(given: Derivation, row: Row) -> tuple[Bool, Bool]:
    """Return where an officer was in post for all of a payment's period, and where for some of it."""
    whole, part = [], []
    for officer in given.world.rows("officer"):
        same_person = [officer.exists, given.alike(row, officer, UNIT), given.alike(row, officer, "person")]
        for period in _binding(given):
            first, last = (day.toordinal() for day in calendar_days(period))
            here = [*same_person, _is_written(given, row, period)]
            whole.append(both_of([*here, *_served_on(given, officer, first, last)]))
            part.append(both_of([*here, *_served_on(given, officer, last, first)]))
    return one_of(whole), one_of(part)


def _served_on(given: Derivation, officer: Row, starts_by: int, ends_from: int) -> Sequence[Bool]:
    _, leads, unit = given.world.step(officer, UNIT)
    rules = []
    for start, end, of, there in (("from_date", "to_date", officer, YES), ("valid_from", "valid_to", unit, leads)):
        rules.append(implies(both_of([there, given.known(of, start)]), given.day(of, start) <= starts_by))
        rules.append(implies(both_of([there, given.known(of, end)]), given.day(of, end) >= ends_from))
    return rules


def _payment_listed(given: Derivation, row: Row) -> Rules:
    """Say that a payment that is not listed is due to an officer in a period of which another payment is listed."""
    yield given.known(row, "listed")
    is_absent = both_of([row.exists, no(given.true(row, "listed"))])
    yield implies(is_absent, no(both_of([given.known(row, "expected"), no(given.true(row, "expected"))])))
    for name in ("amount", "paid_on"):
        yield implies(is_absent, no(given.known(row, name)))
    covered = []
    for other in _others(given, row):
        same_person = both_of([given.alike(row, other, UNIT), given.alike(row, other, "person")])
        yield implies(both_of([is_absent, other.exists]), no(both_of([same_person, given.alike(row, other, "period")])))
        covered.append(both_of([other.exists, given.true(other, "listed"), given.alike(row, other, "period")]))
    yield implies(is_absent, one_of(covered))
    quarters = [_is_written(given, row, period) for period in written(given) if period.kind in ("quarter", _AD_HOC)]
    yield implies(row.exists, one_of(quarters))
    on_roster = [
        both_of([officer.exists, given.alike(row, officer, UNIT), given.alike(row, officer, "person")])
        for officer in given.world.rows("officer")
    ]
    yield implies(is_absent, one_of(on_roster))


def _payment_stands(given: Derivation, row: Row) -> Rules:
    better = []
    for other in _others(given, row):
        alike = [given.alike(row, other, name) for name in (UNIT, "person", "period")]
        ranks = [
            (NO, both_of([given.known(each, "paid_on"), given.day(each, "paid_on") <= given.world.as_of]))
            for each in (other, row)
        ]
        sooner = (other.place or 0) < (row.place or 0)
        first = one_of(
            [
                both_of([ranks[0][1], no(ranks[1][1])]),
                both_of([same(ranks[0][1], ranks[1][1]), YES if sooner else NO]),
            ]
        )
        better.append(both_of([other.exists, *alike, first]))
    yield given.known(row, "stands_for_payment")
    yield same(given.true(row, "stands_for_payment"), no(one_of(better)))


ALWAYS: Final[Mapping[tuple[str, str], Rule]] = {
    ("report", "ends_on"): _ends_on,
    ("report", "year"): _year,
    ("report", "expected"): _expected,
    ("report", "listed"): _listed,
    ("report", "happened_on"): _happened_on,
}
MADE: Final[Mapping[tuple[str, str], Rule]] = {
    ("report", "kind"): _period_made,
    ("report", "deadline"): _deadline_made,
    ("report", "due_source"): _source_made,
    ("report", "listed"): _listed_made,
    ("report", "occasion"): _occasion_made,
    ("report", "stands_for_report"): _stands_made,
    ("payment", "happened_on"): _payment_day,
    ("payment", "expected"): _payment_expected,
    ("payment", "listed"): _payment_listed,
    ("payment", "stands_for_payment"): _payment_stands,
}
