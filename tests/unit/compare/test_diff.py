"""Two audits compared: what is new, changed, still open and gone, and what nobody can tell."""

from dataclasses import replace
from datetime import date

import pytest
from compared import REPORT, A, B, audited, one_change
from result_factory import (
    finding,
    make_evidence,
    make_missing,
    make_subject,
    result,
    undecided,
    undetermined,
    unit_record,
)

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import Change, Reason, Why
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.model.findings import PackRef, UnitRef
from kstt_rules.model.outcomes import Outcome, Severity, Verdict, added_up
from kstt_rules.model.selection import Selection

LATER = date(2022, 6, 30)


def unsubmitted(rule="D7.3.late"):
    """Return what a rule says whose dataset was not submitted."""
    return undetermined(
        rule=rule,
        subject=make_subject("report", "", "dữ liệu báo cáo", None),
        unit=UnitRef(None, "Hồ sơ"),
        missing=(make_missing("report"),),
    )


def test_findings_are_followed_by_their_fingerprint():
    """A finding in both is open, one in the later only new, one in the earlier only fixed."""
    diff = compare(audited(finding(unit=A), finding()), audited(finding(unit=B), finding()))
    assert [(item.change, item.finding.unit.name) for item in diff.changes] == [
        (Change.FIXED, "A"),
        (Change.NEW, "B"),
        (Change.OPEN, "Sở Y tế"),
    ]
    assert diff.counts == {
        Change.NEW: 1,
        Change.CHANGED: 0,
        Change.OPEN: 1,
        Change.FIXED: 1,
        Change.NOT_COMPARABLE: 0,
    }


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"verdict": Verdict.WAIVED}, ("verdict",)),
        ({"severity": Severity.REVIEW}, ("severity",)),
        ({"evidence": (make_evidence("officers.count()", 5),)}, ("values",)),
        ({"missing": (make_missing("officer.role"),)}, ("missing",)),
        ({"verdict": Verdict.UNDETERMINED, "severity": Severity.INFO, "evidence": ()}, ("severity", "verdict")),
    ],
)
def test_another_verdict_severity_or_value_is_a_change(changes, differs):
    """What rests on something else is changed, and it is said in what; the values of another verdict are its own."""
    change = one_change(audited(finding()), audited(finding(**changes)))
    assert (change.change, change.differs) == (Change.CHANGED, differs)


def test_evidence_that_moved_is_no_change():
    """Rows that moved in their sheet leave a finding as it was."""
    moved = make_evidence("officers.count()", 4, (Source("so-y-te.xlsx", "Công chức đầu mối", "C9"),))
    assert one_change(audited(finding()), audited(finding(evidence=(moved,)))).change is Change.OPEN


def test_other_words_are_no_change():
    """A message that tells the day, or is worded anew, tells of the same breach."""
    told = finding(message=Bilingual("Đã qua 121 ngày.", "121 days ago."), title=Bilingual("Quá số", "Too many"))
    assert one_change(audited(finding()), audited(told)).change is Change.OPEN


def test_a_later_day_alone_is_no_change():
    """What a breach counts may move with the day of the audit; it has changed only where a file did too."""
    five = finding(evidence=(make_evidence("officers.count()", 5, finding().evidence[0].sources),))
    resent = (replace(result().inputs[0], sha256="ef" * 32),)
    assert one_change(audited(finding()), audited(five, as_of=LATER)).change is Change.OPEN
    assert one_change(audited(finding()), audited(five, as_of=LATER, inputs=resent)).differs == ("values",)
    assert one_change(audited(finding()), audited(five)).differs == ("values",)


def test_a_term_that_names_the_day_is_no_value():
    """Days that have passed grow in every later audit, whatever else was sent."""
    passed = [make_evidence("days_between(changed_on, as_of)", days) for days in (38, 129)]
    resent = (replace(result().inputs[0], sha256="ef" * 32),)
    before, after = (finding(evidence=(item,)) for item in passed)
    assert one_change(audited(before), audited(after, as_of=LATER, inputs=resent)).change is Change.OPEN


@pytest.mark.parametrize(
    "changes",
    [
        {"pack": PackRef("bac-giang-2021", "0.2.0", "ef" * 32)},
        {"readings": {"composition": "strict"}},
        {"settings": {"limits.provincial_max": "2"}},
        {"regulation": replace(result().regulation, effective_from=date(2022, 1, 1))},
    ],
)
def test_another_basis_makes_one_sided_findings_incomparable(changes):
    """By another pack, reading, parameter or day of effect nobody can tell what is new and what is fixed."""
    diff = compare(audited(finding(unit=A), finding()), audited(finding(unit=B), finding(), **changes))
    assert [(item.change, item.finding.unit.name) for item in diff.changes] == [
        (Change.NOT_COMPARABLE, "A"),
        (Change.NOT_COMPARABLE, "B"),
        (Change.OPEN, "Sở Y tế"),
    ]


def test_differences_are_named_with_both_values():
    """Readings and parameters that differ stand by name, None where one audit lacks them."""
    before = audited(readings={"composition": "slots"}, settings={"a": "1", "b": "2"})
    after = audited(readings={"composition": "strict"}, settings={"b": "2", "c": "3"})
    assert [(item.kind, item.name, item.before, item.after) for item in compare(before, after).differences] == [
        ("reading", "composition", "slots", "strict"),
        ("setting", "a", "1", None),
        ("setting", "c", None, "3"),
    ]


def test_a_file_that_could_not_be_read_hides_what_it_held():
    """Findings that are gone with an unreadable file are not fixed."""
    broken = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Hỏng.", "Broken."))
    change = one_change(audited(finding()), snapshot(result(findings=(), rejects=(broken,))))
    assert change.change is Change.NOT_COMPARABLE


def test_a_rejected_row_changes_nothing():
    """A row that was not taken is no other basis: only whole files are."""
    assert one_change(snapshot(result(findings=(finding(),))), audited()).change is Change.FIXED


def test_the_day_of_the_audit_is_no_other_basis():
    """Audits of different days are what is compared."""
    assert one_change(audited(finding()), audited(as_of=date(2022, 6, 30))).change is Change.FIXED


def test_a_dataset_that_was_not_submitted_hides_its_findings():
    """Where the later audit lacks the dataset, what the earlier one found in it is not fixed."""
    late = finding(rule="D7.3.late", subject=REPORT)
    diff = compare(audited(late), audited(unsubmitted()))
    [hidden] = diff.of(Change.NOT_COMPARABLE)
    assert (hidden.before, hidden.reasons) == (late, (Reason(Why.UNDECIDED, (make_missing("report"),)),))
    [told] = diff.of(Change.NEW)
    assert told.finding.verdict is Verdict.UNDETERMINED


def test_a_row_without_a_key_hides_nothing():
    """What one row left open, which has nothing to be known by, does not mean that the rule could not judge."""
    row = replace(unsubmitted(), unit=UnitRef(None, "cấp tỉnh"), missing=("report.sent_on",))
    late = finding(rule="D7.3.late", subject=REPORT)
    changes = compare(audited(row), audited(row, late)).changes
    assert {item.after: item.change for item in changes} == {row: Change.OPEN, late: Change.NEW}


def test_a_dataset_that_was_submitted_since_is_not_comparable_either():
    """What is found in a dataset that the earlier audit lacked may be old; other rules are not touched by it."""
    late, other = finding(rule="D7.3.late", subject=REPORT), finding()
    diff = compare(audited(unsubmitted()), audited(late, other))
    assert [item.finding for item in diff.of(Change.NOT_COMPARABLE)] == [late]
    assert [item.finding for item in diff.of(Change.NEW)] == [other]
    assert diff.counts[Change.FIXED] == 1


@pytest.mark.parametrize(
    ("before", "after", "fresh"),
    [
        ((), (finding(),), True),
        ((), (undetermined(),), True),
        ((finding(),), (finding(),), False),
        ((finding(),), (), False),
        ((finding(verdict=Verdict.WAIVED),), (finding(),), True),
        ((finding(verdict=Verdict.UNDETERMINED),), (finding(),), True),
        ((finding(severity=Severity.REVIEW),), (finding(),), True),
        ((finding(),), (finding(severity=Severity.REVIEW),), False),
        ((finding(),), (finding(verdict=Verdict.WAIVED),), False),
        ((finding(),), (finding(message=Bilingual("Có 5.", "Has 5.")),), False),
    ],
)
def test_what_is_new_or_got_worse_is_fresh(before, after, fresh):
    """New findings count, and those that were waived, undetermined or less severe before."""
    assert compare(audited(*before), audited(*after)).fresh == (after if fresh else ())


def test_what_may_be_new_is_fresh():
    """Another pack does not silence what only the later audit found."""
    other = audited(finding(), pack=PackRef("bac-giang-2021", "0.2.0", "ef" * 32))
    assert compare(audited(), other).fresh == (finding(),)


def test_an_audit_is_as_it_is():
    """Compared with itself an audit has changed in nothing."""
    audit = audited(finding(), undetermined(), unsubmitted())
    diff = compare(audit, audit)
    assert {item.change for item in diff.changes} == {Change.OPEN}
    assert diff.differences == diff.fresh == ()


def open_for(*units, **changes):
    """Return an audit whose one rule is undecided for these units, and decided for all others of the register."""
    records = tuple(
        unit_record(unit, outcomes=added_up([{Outcome.UNDETERMINED: int(unit in units)}])) for unit in (A, B)
    )
    entry = undecided(rule="D5.1.a.max", provision=Provision(5, 1, "a"), units=len(units))
    return audited(undecided=(entry,), units=records, **changes)


def lacks(dataset):
    """Return why a finding is not comparable where the other audit had no such dataset."""
    return Reason(Why.UNDECIDED, (make_missing(dataset),))


def test_a_breach_that_may_be_hidden_in_what_is_undecided_is_not_fixed():
    """Where the later audit left its rule open for its unit, nobody can tell; it is named what was lacking."""
    change = one_change(audited(finding(unit=A)), open_for(A))
    assert (change.change, change.reasons) == (Change.NOT_COMPARABLE, (lacks("officer"),))


def test_a_breach_of_a_unit_on_which_all_is_decided_is_fixed():
    """That its rule is undecided for other units does not matter."""
    assert one_change(audited(finding(unit=A)), open_for(B)).change is Change.FIXED


def test_a_breach_may_have_been_hidden_in_what_was_undecided():
    """What only the later audit finds is not called new where the earlier one left it open."""
    assert one_change(open_for(A), audited(finding(unit=A))).change is Change.NOT_COMPARABLE
    assert one_change(open_for(B), audited(finding(unit=A))).change is Change.NEW


def test_what_one_audit_tells_together_is_not_followed_one_by_one():
    """Full detail against brief: the same verdicts, told in two ways, are no change."""
    each = audited(undetermined(rule="D5.1.a.max", unit=A, missing=(make_missing("officer"),)))
    assert compare(each, open_for(A)).changes == compare(open_for(A), each).changes == ()


def test_a_rule_without_anything_to_judge_hides_its_breaches():
    """Whatever the counts of the units: its dataset was not submitted."""
    entry = undecided(rule="D7.3.late", kind=make_missing("report"), missing=(make_missing("report"),), units=0)
    later = audited(undecided=(entry,), units=(unit_record(B, outcomes={}),))
    change = one_change(audited(finding(unit=B, rule="D7.3.late", subject=REPORT)), later)
    assert (change.change, change.reasons) == (Change.NOT_COMPARABLE, (lacks("report"),))


# -- some of an audit alone

ONLY_A = Selection(units=(Labelled("a"),))


def test_what_the_earlier_audit_was_not_asked_for_is_not_new():
    """A breach of a unit that it did not tell of may be old; one of a unit that it told of is new."""
    after = audited(finding(unit=A), finding(unit=B))
    diff = compare(audited(selection=ONLY_A), after)
    assert [(item.change, [reason.why for reason in item.reasons]) for item in diff.changes] == [
        (Change.NEW, []),
        (Change.NOT_COMPARABLE, [Why.NOT_SELECTED]),
    ]
    assert [(item.kind, item.before, item.decides_all) for item in diff.differences] == [
        ("selection", ONLY_A.told.en, False)
    ]


def test_what_the_later_audit_was_not_asked_for_is_left_out():
    """Of other units nothing is said; of its own a breach that is gone is fixed. Two alike differ in nothing."""
    diff = compare(audited(finding(unit=A), finding(unit=B)), audited(selection=ONLY_A))
    assert [(item.change, item.finding.unit) for item in diff.changes] == [(Change.FIXED, A)]
    assert not compare(audited(selection=ONLY_A), audited(selection=ONLY_A)).differences
