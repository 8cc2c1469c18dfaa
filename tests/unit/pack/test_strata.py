"""The order in which rules are judged, by the findings that their conditions ask about."""

from dataclasses import replace

import pytest
from pack_factory import write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.base.strict_yaml import parse_yaml
from kstt_rules.language import Scope, check
from kstt_rules.model.citation import Provision
from kstt_rules.model.extend_vocabulary import extend
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.pack import load_pack
from kstt_rules.pack.strata import stratify, verdicts_asked

OWN = "additions: {unit: {fields: {point: {type: text, header: Điểm, label: {vi: điểm, en: point}}}}}"
SCOPE = Scope(extend(base_vocabulary(), parse_yaml(OWN, name="vocabulary.yaml")), "unit", {})
PLACES = {
    "D5.1.a.max": Provision(5, 1, "a"),
    "D5.1.b.max": Provision(5, 1, "b"),
    "D5.2.list": Provision(5, 2),
    "D7.1.a.sent": Provision(7, 1, "a"),
}
ALL = set(PLACES)
QUIET = "missing(unit.kind)"


@pytest.fixture
def make(tmp_path):
    """Make a rule of an id on a provision, with its breach condition and, if any, the one of when it applies."""
    sound = load_pack(write_pack(tmp_path)).rules[0]

    def make(name, provision, breach=QUIET, applies=None):
        conditions = {"breach": check(breach, SCOPE), "applies": applies and check(applies, SCOPE)}
        return replace(sound, id=name, provision=provision, line=len(name), **conditions)

    return make


def ids(strata):
    return [[rule.id for rule in stratum] for stratum in strata]


def asked_by(asker, make):
    """Return the ids of the rules that one rule comes after."""
    others = [make(name, place) for name, place in PLACES.items()]
    return {other.id for other in others if ids(stratify([asker, other])) == [[other.id], [asker.id]]}


ASKED = [
    ('rule == "D5.1.b.max"', {"D5.1.b.max"}),
    ("article == 5", {"D5.1.a.max", "D5.1.b.max", "D5.2.list"}),
    ("article == 5 and clause == 1", {"D5.1.a.max", "D5.1.b.max"}),
    ('article == 5 and clause == 1 and point == "a"', {"D5.1.a.max"}),
    ('point == "a"', {"D5.1.a.max", "D7.1.a.sent"}),
    ('article == 5 and verdict == "breach" and severity == "violation"', {"D5.1.a.max", "D5.1.b.max", "D5.2.list"}),
    ("article == 5 and (clause == 1 or clause == 2)", {"D5.1.a.max", "D5.1.b.max", "D5.2.list"}),
    ("article == 5 and clause != 1", {"D5.1.a.max", "D5.1.b.max", "D5.2.list"}),
    ('provision == "5.2"', {"D5.2.list"}),
    ('rule == "D8.list"', set()),
    ("article == 5 and article == 7", set()),
    ('article == 7 and unit.point == "b"', {"D7.1.a.sent"}),
]


@pytest.mark.parametrize(("condition", "expected"), ASKED)
def test_a_rule_comes_after_those_whose_findings_it_may_look_at(make, condition, expected):
    """What a condition names as equal narrows them; what it says otherwise, or of the subject, does not."""
    assert asked_by(make("D9.ask", Provision(9), f"findings.any({condition})"), make) == expected


@pytest.mark.parametrize(
    "conditions",
    [
        ("not findings.any(article == 7)",),
        ("missing(unit.kind) or findings.count(article == 7) > 2",),
        (QUIET, "findings.any(article == 7)"),
        ("findings.any(article == 7)", QUIET),
        (QUIET, "missing(unit.kind) and findings.none(article == 7)"),
    ],
)
def test_findings_are_asked_for_anywhere_in_both_conditions(make, conditions):
    """Of when a rule applies and of when it is breached, at any depth."""
    assert asked_by(make("D9.ask", Provision(9), *conditions), make) == {"D7.1.a.sent"}


def test_whether_all_findings_are_such_is_asked_of_every_rule(make):
    """Also of those that can find nothing such, for they make it untrue; so the rule would depend on itself."""
    rules = [make(name, place) for name, place in PLACES.items()]
    with pytest.raises(PackError, match=r"D9\.ask → D9\.ask"):
        stratify([*rules, make("D9.ask", Provision(9), "findings.all(article == 7)")])


@pytest.mark.parametrize(
    ("question", "verdicts"),
    [
        ('findings.any(article == 5 and verdict == "breach")', {"breach"}),
        ('findings.any(verdict == "breach") or findings.count(verdict == "waived") > 1', {"breach", "waived"}),
        ("findings.none(article == 5)", {"breach", "undetermined", "waived"}),
        ('findings.any(verdict == "breach" or article == 5)', {"breach", "undetermined", "waived"}),
        ('findings.all(verdict == "breach")', {"breach", "undetermined", "waived"}),
        (QUIET, set()),
    ],
)
def test_only_verdicts_that_every_question_requires_are_looked_at(make, question, verdicts):
    """A question that requires none, or that looks at the others too, looks at all that a finding may have."""
    assert verdicts_asked([make("D9.ask", Provision(9), question)]) == verdicts


def test_two_questions_ask_for_the_findings_of_both(make):
    """Each question is taken by itself."""
    asker = make("D9.ask", Provision(9), 'findings.any(article == 7) and findings.none(rule == "D5.2.list")')
    assert asked_by(asker, make) == {"D7.1.a.sent", "D5.2.list"}


def test_rules_that_ask_for_no_findings_are_judged_together(make):
    """They make one stratum in the order given; rows of other entities are no findings. No rules make none."""
    rules = [make(name, place, "officers.none(active)") for name, place in reversed(PLACES.items())]
    assert ids(stratify(rules)) == [list(reversed(PLACES))]
    assert stratify([]) == ()


def test_each_stratum_comes_after_the_one_that_it_asks(make):
    """A rule that asks for one that asks is judged third, whatever the order in which they are given."""
    last = make("D9.ask", Provision(9), "findings.any(article == 8)")
    middle = make("D8.ask", Provision(8), "findings.any(article == 7 and clause == 1)")
    first, beside = make("D7.1.sent", Provision(7, 1)), make("D7.2.sent", Provision(7, 2))
    expected = [["D7.2.sent", "D7.1.sent"], ["D8.ask"], ["D9.ask"]]
    assert ids(stratify([last, beside, middle, first])) == expected


@pytest.mark.parametrize("question", ["findings.any(article == 9)", "findings.any(verdict == 'breach')"])
def test_a_rule_that_may_ask_for_its_own_finding_is_told_at_its_place(make, question):
    """Also where its condition names no rule and no provision, so that it asks for all."""
    asker = make("D9.ask", Provision(9), question)
    with pytest.raises(PackError) as caught:
        stratify([make("D5.2.list", Provision(5, 2)), asker])
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (asker.file, asker.line, asker.column)
    assert problem.message.en == "the rule depends on its own finding: D9.ask → D9.ask"


def test_rules_that_ask_for_each_other_are_told_with_the_whole_circle(make):
    """Each is named, beginning and ending with the rule at whose place the fault is told."""
    rules = [
        make("D7.ask", Provision(7), "findings.any(article == 8)"),
        make("D8.again", Provision(8), "findings.any(article == 9)"),
        make("D9.once.more", Provision(9), "findings.any(article == 7)"),
    ]
    with pytest.raises(PackError) as caught:
        stratify([*rules, make("D5.2.list", Provision(5, 2))])
    [problem] = caught.value.problems
    text, _, circle = problem.message.en.partition(": ")
    first, *others = circle.split(" → ")
    assert text == "the rule depends on its own finding"
    assert sorted(others) == ["D7.ask", "D8.again", "D9.once.more"]
    assert others[-1] == first
    assert (problem.line, problem.file) == (len(first), rules[0].file)
