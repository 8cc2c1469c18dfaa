"""The law that holds for a fact: by its day, by the rule's time in force and by the regulation's effect."""

from datetime import date

import numpy as np
import pytest
from facts_factory import AS_OF, MOST, facts, law, rule, table

from kstt_rules.judging.part import Part
from kstt_rules.pack.model import LAST_YEAR

FIRST, SECOND = date(2022, 3, 1), date(2022, 6, 1)
DAYS = ["2022-02-28", "2022-03-01", "2022-05-31", "2022-06-01", None]
VISITS = table("visit", topic=["a"] * 5, held_on=DAYS)
UNITS = table("unit", id=["u1", "u2"])
THREE = {"changes": (FIRST, SECOND), "mosts": (1, 2, 3)}


def by_parts(own, data, entity, rules):
    """The value of the parameter by which each row is judged, by rule; None where none of them is in force."""
    found = {item.id: [None] * data.size(entity) for item in rules}
    for in_force, setting, rows in own.rules_in_force(data, entity, rules):
        for item in in_force:
            for row in np.flatnonzero(rows):
                assert found[item.id][row] is None
                found[item.id][row] = setting.parameters[MOST]
    return found


@pytest.mark.parametrize(
    ("as_of", "of_today"),
    [(date(2022, 2, 28), 1), (date(2022, 3, 1), 2), (date(2022, 5, 31), 2), (date(2022, 6, 1), 3)],
)
@pytest.mark.parametrize("dated", [True, False])
def test_a_fact_is_judged_by_the_parameters_of_its_day_and_one_without_a_day_by_those_of_today(as_of, of_today, dated):
    """A change holds from its own day on, for a row alone as for all rows at once."""
    own = law(**THREE, as_of=as_of)
    data, entity, expected = (facts(VISITS), "visit", [1, 2, 2, 3, of_today])
    if not dated:
        data, entity, expected = facts(UNITS), "unit", [of_today] * 2
    assert by_parts(own, data, entity, [rule("R", entity, "1 > 0")]) == {"R": expected}
    rows = [data.row(entity, index) for index in range(data.size(entity))]
    alone = [own.for_row(row, rule("R", entity, "1 > 0")).parameters[MOST] for row in rows]
    assert alone == expected


def test_without_changes_there_is_one_law():
    """Rows of all days are judged together."""
    own = law(mosts=(7,))
    assert by_parts(own, facts(VISITS), "visit", [rule("R", "visit", "1 > 0")]) == {"R": [7] * 5}
    assert own.for_row(facts(VISITS).row("visit", 0), rule("R", "visit", "1 > 0")).parameters[MOST] == 7


@pytest.mark.parametrize(
    ("start", "until", "effective", "judged"),
    [
        (FIRST, date(2022, 5, 31), None, [False, True, True, False, True]),
        (date(2022, 3, 2), date(2022, 5, 30), None, [False, False, False, False, True]),
        (AS_OF, None, None, [False, False, True, True, True]),
        (None, AS_OF, None, [True, True, False, False, True]),
        (None, date(2022, 3, 30), None, [True, True, False, False, False]),
        (None, None, FIRST, [False, True, True, True, True]),
        (None, None, date(2022, 3, 2), [False, False, True, True, True]),
        (FIRST, None, SECOND, [False, False, False, True, False]),
        (SECOND, None, FIRST, [False, False, False, True, False]),
    ],
)
def test_what_lies_before_or_after_the_time_in_force_is_not_judged(start, until, effective, judged):
    """The first and the last day belong to it, and the regulation's effect cuts off what the rule would reach."""
    rules = [rule("R", "visit", "1 > 0", start=start, until=until)]
    found = by_parts(law(mosts=(7,), effective_from=effective), facts(VISITS), "visit", rules)
    assert [value == 7 for value in found["R"]] == judged


def test_rules_of_one_time_in_force_are_judged_together():
    """Each rule once for each stretch of time, beside all of the same start and end."""
    times = {"A": (FIRST, None), "B": (None, None), "C": (FIRST, None), "D": (FIRST, SECOND), "E": (None, SECOND)}
    rules = [rule(name, "visit", "1 > 0", start=start, until=until) for name, (start, until) in times.items()]
    found = law(**THREE).rules_in_force(facts(VISITS), "visit", rules)
    told = [
        ([item.id for item in in_force], setting.parameters[MOST], rows.tolist()) for in_force, setting, rows in found
    ]
    early, middle, late = [True, *[False] * 4], [False, True, True, False, True], [*[False] * 3, True, False]
    assert told == [
        (["E"], 1, early),
        (["E"], 2, middle),
        (["E"], 3, late),
        (["B"], 1, early),
        (["B"], 2, middle),
        (["B"], 3, late),
        (["D"], 2, middle),
        (["D"], 3, late),
        (["A", "C"], 2, middle),
        (["A", "C"], 3, late),
    ]


def test_rows_that_a_part_only_looks_at_are_not_judged():
    """What stands beside the part is there for others."""
    beside = Part({"visit": np.array([True, False, False, True, False])}, {}, {}, is_first=True)
    found = by_parts(law(mosts=(7,)), facts(VISITS, part=beside), "visit", [rule("R", "visit", "1 > 0")])
    assert found == {"R": [None, 7, 7, None, 7]}


def test_nothing_is_judged_after_the_last_day_on_which_the_regulation_bound_anybody():
    """A fact of that day is judged; what has no day of its own is judged as of the audit, and so is not."""
    until = law(mosts=(7,), addressees_until=FIRST)
    found = by_parts(until, facts(VISITS), "visit", [rule("R", "visit", "1 > 0")])
    assert found == {"R": [7, 7, None, None, None]}
    assert by_parts(until, facts(UNITS), "unit", [rule("R", "unit", "1 > 0")]) == {"R": [None, None]}


def test_a_rule_may_name_the_day_of_its_fact():
    """One rule goes by its own field, another by the end of the last year that is over, whatever the entity's day."""
    meetings = table("visit", held_on=["2022-03-05", None], ended_on=["2022-02-01", "2022-06-01"])
    rules = [rule("own", "visit", "1 > 0", dated="ended_on"), rule("entity", "visit", "1 > 0")]
    rules.append(rule("year", "visit", "1 > 0", dated=LAST_YEAR))
    found = by_parts(law(**THREE, effective_from=date(2022, 2, 15)), facts(meetings), "visit", rules)
    assert found == {"own": [None, 3], "entity": [2, 2], "year": [None, None]}
    found = by_parts(law(**THREE, effective_from=date(2021, 12, 31)), facts(meetings), "visit", rules)
    assert found["year"] == [1, 1]


def test_a_unit_owes_only_what_falls_into_its_own_time():
    """Both days belong to it, a blank one is open; a row without a unit, or whose unit is not known, is judged."""
    units = table("unit", id=["u1", "u2"], valid_from=["2022-03-01", None], valid_to=[None, "2022-05-31"])
    visits = table("visit", unit=["u1", "u2"] * 4 + [None, "u3"], held_on=sorted(DAYS[:4] * 2) + ["2022-01-01"] * 2)
    found = by_parts(law(mosts=(7,)), facts(units, visits), "visit", [rule("R", "visit", "1 > 0")])
    assert [value == 7 for value in found["R"]] == [False, True, True, True, True, True, True, False, True, True]
    own = law(mosts=(7,), as_of=date(2022, 6, 1))
    assert by_parts(own, facts(units), "unit", [rule("R", "unit", "1 > 0")]) == {"R": [7, None]}


@pytest.mark.parametrize(
    ("effective", "dated", "applies"),
    [
        (None, None, True),
        (AS_OF, None, True),
        (date(2022, 4, 1), None, False),
        (date(2021, 12, 31), LAST_YEAR, True),
        (date(2022, 1, 1), LAST_YEAR, False),
    ],
)
def test_before_the_effect_a_rule_has_nothing_to_tell(effective, dated, applies):
    """Not even of a dataset that was not submitted."""
    assert law(effective_from=effective).may_apply(rule("R", "visit", "1 > 0", dated=dated)) == applies
