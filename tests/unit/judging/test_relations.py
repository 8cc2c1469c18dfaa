"""The relations of rows as pairs, and how many rows more may belong to each subject."""

from datetime import date
from itertools import product

import numpy as np
import pytest
from facts_factory import WHOLLY, facts, table, unread

from kstt_rules.judging.part import Part

UNITS = table("unit", id=["u1", "u2", "u3"], tier=["xa", "tinh", "xa"])


def pairs(data, relation, entity="visit"):
    found = data.pairs(entity, relation)
    return list(zip(found.subject.tolist(), found.related.tolist(), strict=True))


def doubts(data, relation, entity="visit"):
    return data.pairs(entity, relation).doubtful.tolist()


# -- pairs


def test_rows_are_related_by_equal_fields_in_the_order_of_both():
    """A blank equals nothing, not even a blank."""
    data = facts(table("visit", unit=["b", "a", None, "b", "a", None, "b"]))
    expected = [(0, 0), (0, 3), (0, 6), (1, 1), (1, 4), (3, 0), (3, 3), (3, 6), (4, 1), (4, 4), (6, 0), (6, 3), (6, 6)]
    assert pairs(data, "of_unit") == expected


def test_where_a_row_is_not_to_meet_itself_only_the_others_are_related():
    """Both see each other."""
    assert pairs(facts(table("visit", topic=["a", "b", "a"])), "alike") == [(0, 2), (2, 0)]


def test_all_fields_of_a_match_must_be_equal():
    """Every pair of values is told from every other, and one blank field suffices not to match."""
    rows = [*product("abcde", [1, 2, 3]), ("a", None), (None, 1), (None, None), ("e", 3)]
    data = facts(table("visit", topic=[topic for topic, _ in rows], size=[size for _, size in rows]))
    own = [(index, index) for index in range(15)]
    assert pairs(data, "exactly") == [*own, (14, 18), (18, 14), (18, 18)]


def test_rows_that_differ_in_one_of_many_fields_are_not_equal():
    """However many values each field has: seven of 2,047 are more combinations than 64 bits can number."""
    numbers = [*range(2047)]
    texts = [*map(str, numbers)]
    columns = {name: [*(numbers if name in ("size", "cost") else texts)] for name in WHOLLY}
    for name, values in columns.items():
        values.append(values[0 if name == WHOLLY[0] else 5])
    assert pairs(facts(table("visit", **columns)), "wholly") == [(row, row) for row in range(2048)]


def test_related_rows_keep_their_order_however_many_they_are():
    """Two hundred of two units, in turn."""
    found = pairs(facts(table("visit", unit=["a", "b"] * 100)), "of_unit")
    assert found == [(one, other) for one in range(200) for other in range(one % 2, 200, 2)]


def test_a_row_that_matches_in_two_ways_is_related_once():
    """One of the alternatives is enough, and the order is that of the rows."""
    data = facts(table("visit", topic=["a", "b", "a"], size=[1, 1, 1]))
    assert pairs(data, "either") == [(one, other) for one in range(3) for other in range(3)]
    partly = facts(table("visit", topic=["a", "b", "a"], size=[1, 1, 2]))
    assert pairs(partly, "either") == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 2)]


def test_only_rows_of_which_it_is_true_are_related_where_the_relation_asks_for_it():
    """False is not enough, unknown is marked, and the subject itself need not be such a row."""
    data = facts(table("visit", topic=["a", "a", "a", "b"], open=[False, True, None, True]))
    assert pairs(data, "opened") == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 1), (2, 2), (3, 3)]
    assert data.pairs("visit", "opened").unsure.tolist() == [False, True, False, True, False, True, False]
    assert data.row("visit", 1).related("opened").unsure == {1}


def test_namesakes_are_the_others_who_are_in_post():
    """Somebody who has left is no namesake, but may have some."""
    data = facts(table("officer", person=["p", "p", "p", "q"], active=[True, False, True, True]))
    assert pairs(data, "namesakes", "officer") == [(0, 2), (1, 0), (1, 2), (2, 0)]


def test_a_row_without_a_unit_has_no_field_of_one():
    """Not even of the last unit of the register; the first is a unit as any other."""
    data = facts(UNITS, table("visit", unit=[None, "u9", "u1"]))
    assert pairs(data, "by_tier") == [(2, 0), (2, 2)]


def test_a_field_of_a_rows_unit_may_match():
    """Where the row leads to no unit, or its unit has no such value, nothing does."""
    units = table("unit", id=["u1", "u2", "u3", "u4"], tier=["xa", "tinh", "xa", None])
    data = facts(units, table("visit", unit=["u3", None, "u4", "u2", "u9"]))
    assert pairs(data, "by_tier") == [(0, 0), (0, 2), (3, 1)]


def test_rows_of_a_dataset_without_the_field_are_related_to_nothing():
    """No column is no value."""
    data = facts(UNITS, table("visit", topic=["a", "a"]))
    assert pairs(data, "of_unit") == []
    assert pairs(data, "alike") == [(0, 1), (1, 0)]


def test_there_is_no_relation_to_what_was_not_submitted():
    """It is not known to be empty."""
    data = facts(table("visit", unit=["u1"]))
    assert data.pairs("visit", "by_tier") is None
    assert data.pairs("visit", "of_unit") is not None


def test_without_a_register_rows_are_still_related_by_fields_of_their_own():
    """What would match by a field of their unit may be any."""
    change = table("change", unit=["u1", "u2"])
    data = facts(change, table("approval", unit=["u2", None], covers_tier=[None, "xa"]))
    assert pairs(data, "approvals", "change") == [(1, 0)]
    assert doubts(data, "approvals", "change") == [4, 4]


# -- what may belong to a subject too


@pytest.mark.parametrize(
    ("relation", "counts"),
    [("of_unit", [2, 0, 0, 1]), ("alike", [0, 0, 0, 0])],
)
def test_rejected_rows_of_its_unit_may_belong_to_a_subject(relation, counts):
    """Only where the unit is what matches."""
    rows = [unread("u1", topic="b", rows=2), unread("u3", topic="b"), unread("u9", topic="b", rows=5)]
    visits = table("visit", unit=["u1", "u2", None, "u3"], topic=["a"] * 4, unread=rows)
    assert doubts(facts(UNITS, visits), relation) == counts


def test_where_there_are_no_subjects_nothing_is_counted():
    """A sheet of which no row could be read."""
    empty = table("visit", 0, unit=[], topic=[], unread=[unread("u1", rows=2), unread(topic="a"), unread()])
    for relation in ("of_unit", "alike", "hosted_or_of_unit"):
        assert doubts(facts(UNITS, empty), relation) == []


REJECTED = [
    unread(topic="a"),
    unread(topic="a", size=3.0),
    unread(size=3.0),
    unread(),
    unread(topic=None, size=4.0),
]


@pytest.mark.parametrize(
    ("relation", "counts"),
    [
        ("alike", [4, 2, 4, 0, 4, 2]),
        ("exactly", [4, 2, 2, 0, 0, 2]),
        ("either", [8, 6, 6, 4, 4, 5]),
    ],
)
def test_a_rejected_row_may_match_by_what_could_be_read_of_it(relation, counts):
    """What could not be read may be anything, a blank subject matches nothing, and the rarest field bounds all."""
    rows = [("a", 3), ("b", 3), ("a", 5), (None, 3), ("a", None), ("b", 4)]
    columns = {"topic": [topic for topic, _ in rows], "size": [size for _, size in rows]}
    assert doubts(facts(table("visit", **columns, unread=REJECTED)), relation) == counts


def test_a_rejected_row_may_match_by_its_day():
    """A decision is told by its number and its day, of a row that was read as of one that was not."""
    rows = [unread(decision_number="12/QĐ", decided_on=date(2022, 3, day), district="u2") for day in (1, 2)]
    numbers, days = ["12/QĐ", "12/QĐ"], ["2022-03-01", "2022-03-09"]
    decisions = table("approval", decision_number=numbers, decided_on=days, district=["u2"] * 2, unread=rows)
    assert doubts(facts(UNITS, decisions), "same_decision", "approval") == [1, 0]


def test_rejected_rows_count_by_unit_and_by_other_fields_side_by_side():
    """An alternative by unit asks whose they are, one by another field what stands in them."""
    named = [unread("u1", host=None, rows=3), unread("u2", host=None, rows=10)]
    rows = [*named, unread(host="u1"), unread(host="u3"), unread()]
    visits = table("visit", unit=["u1", "u2", None], host=[None, None, "u1"], unread=rows)
    assert doubts(facts(UNITS, visits), "hosted_or_of_unit") == [3 + 2, 10 + 1, 0]


@pytest.mark.parametrize(
    ("part", "counts"),
    [
        (None, [1, 3, 1]),
        (Part({}, {"visit": 10}, {("visit", ("topic",)): 4}, is_first=True), [4, 10, 4]),
        (Part({}, {"unit": 10}, {("visit", ("size",)): 4, ("unit", ("topic",)): 5}, is_first=True), [1, 3, 1]),
    ],
)
def test_without_a_column_every_row_may_match(part, counts):
    """A row without the column may match any, and any may match one without; a part counts those of the whole."""
    visits = table("visit", topic=["a", None, "b"], absent={"topic": [False, True, False]})
    assert doubts(facts(visits, part=part), "alike") == counts


@pytest.mark.parametrize(
    ("relation", "counts"),
    [("exactly", [2, 3, 3]), ("either", [1 + 1, 3 + 1, 1 + 3])],
)
def test_each_column_of_a_match_may_be_the_one_that_lacks(relation, counts):
    """Rows that lack one of several are counted once, and alternatives one by one."""
    visits = table(
        "visit",
        topic=["a", None, "b"],
        size=[1, 2, None],
        absent={"topic": [False, True, False], "size": [False, False, True]},
    )
    data = facts(visits)
    assert doubts(data, relation) == counts
    assert data.unasked("visit", ("topic", "size")) == 2
    assert data.unasked("visit", ("unit",)) == 3


@pytest.mark.parametrize(
    ("marks", "units", "lacking"),
    [
        ([False, False, False], UNITS, [False, False, False, True]),
        ([True, False, False], UNITS, [True, False, False, True]),
        ([False, False, True], UNITS, [False, False, False, True]),
        ([False, True, True], UNITS, [False, True, False, True]),
        ([], table("unit", 0, id=[], tier=[]), [False, False, False, True]),
    ],
)
def test_a_field_of_a_rows_unit_lacks_where_the_register_has_no_column_for_it(marks, units, lacking):
    """Who leads nowhere lacks nothing, who has no column for the unit lacks all."""
    register = table("unit", len(units), **units.frame.to_dict("list"), absent={"tier": marks})
    visits = table("visit", unit=["u1", "u2", None, None], absent={"unit": [False, False, False, True]})
    data = facts(register, visits)
    assert data.lacks("visit", "unit.tier").tolist() == lacking
    assert data.lacks("visit", "unit").tolist() == [False, False, False, True]


def test_without_a_register_every_field_of_a_unit_lacks():
    """Nothing is known of any."""
    assert facts(table("visit", unit=["u1", None])).lacks("visit", "unit.tier").tolist() == [True, True]


def test_a_tier_that_its_register_lacks_may_match_any():
    """The doubts are counted in the entity that is related."""
    register = table("unit", id=["u1", "u2", "u3"], tier=["xa", "xa", None], absent={"tier": [False, False, True]})
    data = facts(register, table("visit", unit=["u1", "u3", None]))
    assert doubts(data, "by_tier") == [1, 3, 1]
    assert np.issubdtype(data.pairs("visit", "by_tier").doubtful.dtype, np.integer)


# -- blank cells of a key


@pytest.mark.parametrize(
    ("relation", "columns", "counts"),
    [
        ("near", {"topic": ["a", "b", None, "a"]}, [1, 1, 4, 1]),
        ("same", {"topic": ["a", "a", None, "b"], "size": [1, None, 1, 1]}, [2, 4, 4, 1]),
        ("open_ones", {"topic": ["a", None, None, "b"], "open": [True, True, False, None]}, [1, 4, 4, 1]),
        ("mine", {"unit": ["u1", "u2", None]}, [1, 1, 3]),
        (
            "mine_too",
            {"unit": ["u1", "u1", "u1", "u2", None, None], "size": [1, 2, None, 1, 1, None]},
            [3, 2, 4, 2, 6, 6],
        ),
        ("alike", {"topic": ["a", "b", None, "a"]}, [0, 0, 0, 0]),
    ],
)
def test_a_blank_cell_of_a_key_may_match_any(relation, columns, counts):
    """In rows that are equal in all that both have; a subject without its unit, or its one field, in any row at all.

    Where the vocabulary says that a blank means that there is nothing to match, it matches nothing.
    """
    assert doubts(facts(table("visit", **columns)), relation) == counts


def test_a_unit_without_the_field_that_is_asked_for_may_match_any():
    """As a subject that has none of its own, or leads to a unit that has none; and so may units with a blank."""
    units = table("unit", id=["u1", "u2"], tier=["xa", None])
    assert doubts(facts(units, table("visit", unit=["u1", "u2", None])), "of_tier") == [1, 2, 2]


def test_a_blank_cell_never_makes_a_relation_empty():
    """Nothing is said to be missing because a cell is."""
    data = facts(table("visit", topic=["a", None]))
    assert [data.row("visit", row).related("near").doubtful for row in (0, 1)] == [1, 2]


def test_what_a_part_does_not_hold_is_counted_where_a_key_is_blank():
    """A subject that lacks its key may match any row of the whole."""
    part = Part(beside={}, sizes={"visit": 30}, unasked={}, is_first=False)
    assert doubts(facts(table("visit", topic=[None, "a"]), part=part), "near") == [30, 1]


# -- relations of what a row leads to


def test_a_path_leads_to_the_rows_of_a_parent():
    """Of a row that leads to no unit nobody knows how many there are; what a dataset lacks is told as lacking."""
    units = table("unit", id=["u1", "u2", "u3", "u4"], parent=[None, "u1", "u9", "u1"])
    data = facts(units, table("officer", unit=["u1", "u1", "u2"], active=[True, None, True], unread=[unread("u1")]))
    assert pairs(data, "parent.officers", "unit") == [(1, 0), (1, 1), (3, 0), (3, 1)]
    assert doubts(data, "parent.officers", "unit") == [np.inf, 1, np.inf, 1]
    assert data.pairs("unit", "parent.officers").unsure.tolist() == [False, True, False, True]
    assert facts(units).pairs("unit", "parent.officers") is None


def test_a_path_leads_to_the_rows_of_related_rows_once():
    """A row that is reached in two ways is one row; where rows on the way are in doubt there may be any number."""
    visits = table("visit", unit=["u1", "u1", "u2"], topic=["a", "a", "b"], unread=[unread("u2", topic="b")])
    data = facts(UNITS, visits)
    assert pairs(data, "of_unit.alike") == [(0, 1), (0, 0), (1, 1), (1, 0)]
    assert doubts(data, "of_unit.alike") == [0, 0, np.inf]
