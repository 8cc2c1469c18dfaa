"""What is fixed or new only where both audits had the same: files, rules, and results that say so."""

from dataclasses import replace

import pytest
from compared import REPORT, A, B, audited, one_change
from result_factory import finding, make_evidence, make_subject, result, unit_record

from kstt_rules.compare.diff import compare
from kstt_rules.model.comparison import Change, Reason, Why
from kstt_rules.model.dossier import InputFile, Source
from kstt_rules.model.findings import PackRef, Received, RuleRef, UnitRef
from kstt_rules.model.outcomes import Outcome

OFFICERS, REPORTS = (make_subject(name, "", "", None).kind for name in ("officer", "report"))
Y_TE = UnitRef("so-y-te", "Sở Y tế")
NOT_SENT = Why.NOT_SENT


def file(name, content="ab", **changes):
    """Return a submitted file whose content has this digest."""
    return replace(InputFile(name, content * 32, 9, 9, 0, 0), **changes)


def sent(*received, unit=Y_TE, parent=None):
    """Return the record of a unit that has sent datasets, each with its files; nothing of it is undetermined."""
    taken = tuple(Received(dataset, 4, tuple(files)) for dataset, files in received)
    return unit_record(unit, received=taken, parent=parent, outcomes={Outcome.VIOLATION: 1})


def fixed_or_why(before, after):
    """Return why a finding that is gone is not fixed, nothing where it is."""
    change = one_change(before, after)
    assert (change.change is Change.FIXED) == (not change.reasons)
    return change.reasons


ROSTER = finding(evidence=(make_evidence("officers.count()", 4, (Source("a.xlsx", "s", "C5"),)),))
BEFORE = audited(
    ROSTER,
    inputs=(file("a.xlsx", "aa"), file("b.xlsx", "bb")),
    units=(sent((OFFICERS, ["a.xlsx"]), (REPORTS, ["b.xlsx"])),),
)


def test_a_breach_is_fixed_where_the_same_files_were_sent_again():
    """Under the same names the files may hold something else, and under other names the same; more may be sent."""
    again = audited(
        inputs=(file("a.xlsx", "cc"), file("moi.xlsx", "bb"), file("them.xlsx", "dd")),
        units=(sent((OFFICERS, ["a.xlsx", "them.xlsx"]), (REPORTS, ["moi.xlsx"])),),
    )
    assert fixed_or_why(BEFORE, again) == ()


@pytest.mark.parametrize(
    ("inputs", "received", "missing", "files"),
    [
        (["b.xlsx"], [(REPORTS, ["b.xlsx"])], (OFFICERS,), ("a.xlsx",)),
        (["a.xlsx"], [(OFFICERS, ["a.xlsx"])], (REPORTS,), ("b.xlsx",)),
        (["a.xlsx", "b.xlsx"], [(OFFICERS, ["a.xlsx"])], (REPORTS,), ("b.xlsx",)),
        (["a.xlsx", "b.xlsx"], [(OFFICERS, ["b.xlsx"]), (REPORTS, ["b.xlsx"])], (OFFICERS,), ("a.xlsx",)),
        (["c.xlsx"], [], (OFFICERS, REPORTS), ("a.xlsx", "b.xlsx")),
    ],
)
def test_a_breach_is_not_fixed_by_sending_less(inputs, received, missing, files):
    """A file that is gone, or still there without the unit's rows of a dataset, says nothing of what it held."""
    less = audited(inputs=tuple(file(name, "cc") for name in inputs), units=(sent(*received),))
    assert fixed_or_why(BEFORE, less) == (Reason(NOT_SENT, missing, files),)


def test_what_a_finding_cites_must_be_sent_again():
    """A breach that rests on a file of another unit is not fixed without it."""
    other = replace(ROSTER, evidence=(make_evidence("doubles.count()", 1, (Source("x.xlsx", "s", "C5"),)),))
    units = (sent((OFFICERS, ["a.xlsx"])),)
    before = audited(other, inputs=(file("a.xlsx"), file("x.xlsx", "ee")), units=units)
    assert fixed_or_why(before, audited(inputs=(file("a.xlsx"),), units=units)) == (Reason(NOT_SENT, (), ("x.xlsx",)),)


@pytest.mark.parametrize("role", ["bearer", "parent"])
def test_a_breach_rests_on_what_its_bearer_and_the_units_above_sent_too(role):
    """The district decides on the lists of its communes: without its decisions theirs are not in order."""
    own = sent((OFFICERS, ["a.xlsx"]), parent=A if role == "parent" else None)
    above = sent((REPORTS, ["b.xlsx"]), unit=A)
    inputs = (file("a.xlsx"), file("b.xlsx", "bb"))
    breach = replace(ROSTER, bearer=A) if role == "bearer" else ROSTER
    before = audited(breach, inputs=inputs, units=(own, above))
    assert fixed_or_why(before, audited(inputs=inputs, units=(own, above))) == ()
    assert fixed_or_why(before, audited(inputs=inputs, units=(own, sent(unit=A)))) == (
        Reason(NOT_SENT, (REPORTS,), ("b.xlsx",)),
    )


def test_what_nobody_sent_is_asked_for_by_what_others_sent():
    """An absent report is due because somebody reported on that year: without that file it is only not asked for."""
    absent = replace(ROSTER, subject=REPORT, unit=B, bearer=B, evidence=())
    late = replace(absent, evidence=(make_evidence("report.sent_on", 1, (Source("b.xlsx", "s", "C5"),)),))
    inputs = (file("a.xlsx", "aa"), file("b.xlsx", "bb"))
    units = (sent((REPORTS, ["a.xlsx"]), unit=A), sent((REPORTS, ["b.xlsx"]), unit=B))
    less = audited(inputs=inputs[1:], units=(sent(unit=A), units[1]))
    assert fixed_or_why(audited(absent, inputs=inputs, units=units), audited(inputs=inputs, units=units)) == ()
    assert fixed_or_why(audited(absent, inputs=inputs, units=units), less) == (Reason(NOT_SENT, (), ("a.xlsx",)),)
    assert fixed_or_why(audited(late, inputs=inputs, units=units), less) == ()


def test_a_unit_that_is_gone_from_the_register_has_fixed_nothing():
    """Nothing is judged of a unit that the later register does not have."""
    after = audited(inputs=(file("a.xlsx"), file("b.xlsx", "bb")), units=(sent(unit=B),))
    assert fixed_or_why(BEFORE, after) == (Reason(Why.NO_UNIT),)


def test_without_a_register_all_files_must_be_sent_again():
    """Who sent which file is not known then, so that any file may be what the breach rested on."""
    before = audited(ROSTER, inputs=(file("a.xlsx"), file("b.xlsx", "bb")))
    assert fixed_or_why(before, audited(inputs=(file("a.xlsx"),))) == (Reason(NOT_SENT, (), ("b.xlsx",)),)
    assert fixed_or_why(before, audited(inputs=(file("a.xlsx"), file("b.xlsx", "cc")))) == ()


LOOKS_AT_ROSTERS = (RuleRef(ROSTER.rule, "aa" * 32, ("officer", "unit")),)


def new_or_why(before, after=BEFORE, rules=LOOKS_AT_ROSTERS):
    """Return why a finding that was not there before is not new, nothing where it is."""
    change = one_change(replace(before, rules=rules), replace(after, rules=rules))
    assert (change.change is Change.NEW) == (not change.reasons)
    return change.reasons


def test_a_breach_is_new_where_the_files_that_it_rests_on_were_sent_before():
    """They may have held something else; files of a dataset that its rule does not look at may have come since."""
    inputs = (file("a.xlsx", "cc"), file("cu.xlsx", "dd"))
    before = audited(inputs=inputs, units=(sent((OFFICERS, ["a.xlsx"]), (REPORTS, ["cu.xlsx"])),))
    assert new_or_why(before) == ()
    follows = (RuleRef(ROSTER.rule, "aa" * 32, ("finding", "unit")),)
    assert new_or_why(before, rules=follows) == (Reason(NOT_SENT, (REPORTS,), ("b.xlsx",)),)


@pytest.mark.parametrize(
    ("inputs", "received", "missing", "files"),
    [
        ((), (), (OFFICERS, REPORTS), ("a.xlsx", "b.xlsx")),
        ((file("a.xlsx"),), ((OFFICERS, ["a.xlsx"]),), (REPORTS,), ("b.xlsx",)),
        ((file("b.xlsx"),), ((REPORTS, ["b.xlsx"]),), (OFFICERS,), ("a.xlsx",)),
        ((file("x.xlsx"),), ((OFFICERS, ["x.xlsx"]), (REPORTS, ["x.xlsx"])), (OFFICERS,), ("a.xlsx",)),
    ],
)
def test_a_breach_in_what_was_not_sent_before_is_not_new(inputs, received, missing, files):
    """A dataset of which nothing was sent before keeps all of its unit from comparison: others may follow."""
    before = audited(inputs=inputs, units=(sent(*received),))
    assert new_or_why(before) == (Reason(NOT_SENT, missing, files),)


def test_a_breach_of_a_unit_that_was_not_in_the_register_is_not_new():
    """Nobody looked at it before."""
    before = audited(inputs=result().inputs, units=(unit_record(B, outcomes={}),))
    assert new_or_why(before)[0] == Reason(Why.NO_UNIT)


def test_another_earlier_roster_makes_the_changes_that_follow_from_it_incomparable():
    """Without the earlier roster, or with another, nobody left and nobody came; other breaches are not touched."""
    rules = (RuleRef("D5.1.a.max", "aa" * 32, ("change", "unit")), RuleRef("D5", "bb" * 32, ("officer", "unit")))
    other = replace(ROSTER, rule="D5")
    inputs = (file("a.xlsx"), file("truoc.xlsx", "dd", previous=True))
    before = audited(ROSTER, other, inputs=inputs, rules=rules)
    for later in ((inputs[0],), (inputs[0], replace(inputs[1], sha256="ee" * 32))):
        diff = compare(before, audited(inputs=later, rules=rules))
        assert [(item.finding.rule, item.change) for item in diff.changes] == [
            ("D5", Change.FIXED),
            ("D5.1.a.max", Change.NOT_COMPARABLE),
        ]
        assert [item.kind for item in diff.differences] == ["previous"]


# -- another version of the pack


def judged(version, digests, *findings):
    """Return an audit by a version of the pack whose rules have these digests."""
    rules = tuple(RuleRef(name, digest * 32, ("unit",)) for name, digest in digests.items())
    pack = PackRef("bac-giang-2021", version, version[:1] * 64)
    return audited(*findings, pack=pack, rules=rules, inputs=(file("a.xlsx"),))


def test_only_what_changed_rules_say_is_not_comparable_by_another_version():
    """A rule that is the same in both versions is compared; one that is not, or is in one alone, is not."""
    old = [replace(ROSTER, rule=name) for name in ("SAME", "OTHER", "BOTH", "GONE")]
    before = judged("0.1", {"SAME": "aa", "OTHER": "bb", "BOTH": "bb", "GONE": "bb"}, *old)
    added = [replace(ROSTER, rule=name) for name in ("BOTH", "ADDED")]
    after = judged("1.0", {"SAME": "aa", "OTHER": "cc", "BOTH": "cc", "ADDED": "dd"}, *added)
    diff = compare(before, after)
    assert {item.finding.rule: [reason.why for reason in item.reasons] or item.change for item in diff.changes} == {
        "SAME": Change.FIXED,
        "OTHER": [Why.RULE_CHANGED],
        "BOTH": [Why.RULE_CHANGED],
        "GONE": [Why.RULE_ABSENT],
        "ADDED": [Why.RULE_ABSENT],
    }
    assert diff.changed_rules == ("BOTH", "OTHER")
    assert [(item.kind, item.decides_all) for item in diff.differences] == [("pack", False)]
    assert {finding.rule for finding in diff.fresh} == {"ADDED"}


def test_a_rule_that_was_not_asked_has_found_nothing():
    """By the same pack too, a breach is not fixed by an audit that did not check its rule."""
    before, after = judged("0.1", {"D5.1.a.max": "aa", "D6": "bb"}, ROSTER), judged("0.1", {"D6": "bb"})
    assert fixed_or_why(before, after) == (Reason(Why.RULE_ABSENT),)


# -- results of version 1


def test_a_result_of_version_1_tells_nothing_of_what_was_sent():
    """Nothing is fixed or new where one of them does not say what the unit had sent; the rest is compared."""
    older = replace(BEFORE, units=(), version=1)
    gone = fixed_or_why(older, audited(inputs=result().inputs))
    assert gone == fixed_or_why(BEFORE, replace(audited(), version=1)) == (Reason(Why.VERSION_1),)
    assert one_change(older, BEFORE).change is Change.OPEN
    assert one_change(replace(audited(), version=1), BEFORE).reasons == (Reason(Why.VERSION_1),)
    assert [item.kind for item in compare(older, BEFORE).differences] == ["schema"]


def test_of_version_1_only_terms_of_both_are_compared():
    """Older results show fewer terms; that another is shown beside them is no change, another value is."""
    more = replace(ROSTER, evidence=(*ROSTER.evidence, make_evidence("officers.any()", value=True)))
    five = replace(ROSTER, evidence=(make_evidence("officers.count()", 5),))
    older = replace(BEFORE, version=1)
    assert one_change(older, replace(BEFORE, findings=(more,))).change is Change.OPEN
    assert one_change(older, replace(BEFORE, findings=(five,))).differs == ("values",)
