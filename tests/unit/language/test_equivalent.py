"""Whether two conditions come to the same whatever the data is shown by what their parts can be, in three values."""

import pytest
from condition_truths import FEW_COLUMNS, FULL
from condition_world import frame, parsed
from expression_scopes import OFFICER, UNIT
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.language import check
from kstt_rules.language.equivalent import part_left_out, same_truth, same_verdicts
from kstt_rules.language.evaluate_columns import evaluate

A, B, C = "officer.concurrent", "officer.active", "missing(officer.role)"


def on_officer(text):
    return check(text, OFFICER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{A} and ({A} or {B})", A),
        (f"{A} or ({A} and {B})", A),
        (f"not ({A} and {B})", f"not {A} or not {B}"),
        ("officer.birth_year > 3 or officer.birth_year == 3", "officer.birth_year >= 3 or officer.birth_year == 3"),
        ("officer.birth_year < 3", "not officer.birth_year >= 3"),
        ("officer.birth_year < 3", "3 > officer.birth_year"),
        ("officer.birth_year <= 3 and officer.birth_year < 3", "officer.birth_year < 3"),
        ("officer.role == 'specialist' or officer.role in ('specialist', 'outside')",
         "officer.role in ('outside', 'specialist')"),
        ("officer.role == 'specialist' and officer.role != 'outside'", "officer.role == 'specialist'"),
        ("officer.email != 'm'", "not officer.email == 'm'"),
    ],
)  # fmt: skip
def test_conditions_that_come_to_the_same_are_found(one, other):
    """Absorption, negations, the order of two values, and values of a closed set that exclude one another."""
    assert same_truth(on_officer(one), on_officer(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{A} or not {A}", "True"),  # neither is known of a blank cell
        (f"{A} and not {A}", "False"),
        ("officer.birth_year > 3", "officer.birth_year >= 3"),
        ("officer.birth_year > 3", "officer.birth_year > 4"),
        (f"{A} and {B}", f"{A} and {C}"),
        ("officer.role != 'specialist'", "officer.role == 'outside'"),
        ("officer.email == 'm'", "officer.email == 'n'"),
    ],
)
def test_conditions_that_some_data_tell_apart_are_not(one, other):
    """A part that is unknown is neither true nor false."""
    assert not same_truth(on_officer(one), on_officer(other))


def test_relations_are_one_where_their_conditions_come_to_the_same():
    """However they are written."""
    one = "officers.count(active and (active or concurrent)) > 1"
    assert same_truth(check(one, UNIT), check("officers.count(active) > 1", UNIT))
    assert not same_truth(check(one, UNIT), check("officers.count(concurrent) > 1", UNIT))
    assert not same_truth(check(one, UNIT), check("officers.any(active)", UNIT))


def test_too_many_parts_are_not_found_to_be_the_same():
    """The table of what they can be would be too large."""
    duties = [f"documents.any(duty == '6.{number}')" for number in range(1, 15)]
    condition = check(" or ".join(duties), UNIT)
    assert not same_truth(condition, condition)


def test_a_part_that_the_other_condition_rules_out_makes_no_difference_to_verdicts():
    """What does not apply is not breached; what may not apply is not known."""
    applies, breach = on_officer(A), on_officer(C)
    assert same_verdicts((applies, breach), (applies, on_officer(f"{A} and {C}")))
    assert not same_verdicts((None, breach), (None, on_officer(f"{A} and {C}")))
    assert not same_verdicts((applies, breach), (applies, on_officer(f"{C} or not {A}")))
    assert same_verdicts((None, on_officer(A)), (None, on_officer(f"{A} or ({A} and {B})")))


@pytest.mark.parametrize(
    ("whole", "rest", "part"),
    [
        (f"{A} and {B}", B, A),
        (f"{A} and {B} and {C}", f"{A} and {C}", B),
        (f"not ({A} or {B})", f"not {A}", B),
        (f"{A} and ({B} or {C})", f"{A} and {B}", C),
        (f"{A} and ({B} or {C})", f"{B} or {C}", A),
        (f"{A} and {B}", f"{A} and {C}", None),
        ("officer.birth_year > 3", "officer.birth_year >= 3", None),
    ],
)
def test_the_part_that_is_left_out_is_named(whole, rest, part):
    """However deep it stands; a part that is changed is none."""
    found = part_left_out(on_officer(whole), on_officer(rest))
    assert (found and found.text) == part


def test_a_part_left_out_within_a_relation_is_named():
    """Also in the condition of its rows."""
    found = part_left_out(check("officers.any(active and concurrent)", UNIT), check("officers.any(active)", UNIT))
    assert found is not None
    assert found.text == "concurrent"


PARTS = st.sampled_from(
    [
        *(A, B, C, "officer.birth_year < 2", "officer.birth_year <= 2", "2 < officer.birth_year"),
        *("officer.role == 'specialist'", "officer.role in ('specialist', 'office_leader')", "officer.email == 'm'"),
        *("officer.from_date < as_of", "as_of == officer.from_date", "officer.email != 'm'"),
    ]
)
CONDITIONS = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=6,
)


@given(CONDITIONS, CONDITIONS)
def test_what_is_found_to_be_the_same_is_the_same_on_every_row(one, other):
    """Whatever rows there are; a condition with itself, joined in any way that changes nothing, is found."""
    first, second = parsed(one), parsed(other)
    absorbed = parsed(f"({one}) and (({one}) or ({other}))")
    assert same_truth(first, absorbed)
    if same_truth(first, second):
        for facts in (FULL, FEW_COLUMNS):
            rows = frame(facts, "officer")
            assert evaluate(first, rows).tolist() == evaluate(second, rows).tolist()
