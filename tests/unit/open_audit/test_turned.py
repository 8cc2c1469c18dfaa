"""What an edit has turned, by group and by rule."""

import numpy as np

from kstt_rules.judging.verdict_codes import BREACH, CODES, COMPLIANT, NOT_APPLICABLE, UNDETERMINED
from kstt_rules.model.outcomes import Outcome, Severity
from kstt_rules.open_audit.turned import Turned, places_of, with_more

RULES = {
    name: places_of(Outcome.of(verdict, severity) for verdict in CODES)
    for name, severity in (("one", Severity.VIOLATION), ("other", Severity.REVIEW))
}

EVERY = frozenset(Outcome)


def turned(owners, codes):
    """Return what differs between rows then and now, given as texts of owners and lists of codes by rule."""
    groups = sorted({*"".join(owners)})
    return Turned.of(
        RULES,
        np.array(groups, dtype=object),
        tuple(np.array([*map(groups.index, texts)], dtype=np.int64) for texts in owners),
        tuple(np.array(rows, dtype=np.int8).reshape(len(RULES), -1) for rows in codes),
    )


def test_only_groups_that_met_other_verdicts_are_told():
    """A group whose rows change places has met the same, one that lost a row has not."""
    then = [[BREACH, COMPLIANT, UNDETERMINED, COMPLIANT], [NOT_APPLICABLE] * 3 + [BREACH]]
    now = [[COMPLIANT, BREACH, UNDETERMINED], [NOT_APPLICABLE] * 3]
    found = turned(("aabc", "aab"), (then, now))
    assert found.groups_of({"one"}, EVERY) == found.groups_of({"other"}, EVERY) == {"c"}
    assert found.groups_of(frozenset(), EVERY) == set()
    assert found.groups_of({"one", "other"}, {Outcome.REVIEW}) == {"c"}
    assert found.groups_of({"one"}, {Outcome.REVIEW, Outcome.UNDETERMINED}) == set()
    assert found.by_rule() == {"one": {Outcome.COMPLIANT: -1}, "other": {Outcome.REVIEW: -1}}
    assert found.by_group() == {"c": {Outcome.COMPLIANT: -1, Outcome.REVIEW: -1}}


def test_what_one_rule_gains_and_another_loses_is_no_other_count_of_the_group():
    """The group is told of each rule, but all of them together met the same."""
    found = turned(("a", "a"), ([[COMPLIANT], [UNDETERMINED]], [[UNDETERMINED], [COMPLIANT]]))
    assert found.groups_of({"one"}, EVERY) == {"a"}
    assert found.by_group() == {}


def test_counts_keep_their_order_and_a_new_group_begins_with_none():
    """Only the outcomes that a count has stay in it."""
    counts = {"a": {Outcome.COMPLIANT: 2, Outcome.REVIEW: 1}}
    found = with_more(counts, [{"a": {Outcome.REVIEW: -1}}, {"b": {Outcome.INFO: 3}}])
    assert [*found["a"].items()] == [(Outcome.COMPLIANT, 2), (Outcome.REVIEW, 0)]
    assert found["b"] == {**dict.fromkeys(Outcome, 0), Outcome.INFO: 3}
    assert counts["a"][Outcome.REVIEW] == 1


def test_where_nobody_has_rows_nothing_turned():
    """A part may have none of an entity."""
    found = turned(("", ""), ([[], []], [[], []]))
    assert (found.groups_of({"one"}, EVERY), found.by_rule(), found.by_group()) == (set(), {}, {})
