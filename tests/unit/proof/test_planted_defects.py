"""Defects planted in the packs that come with the program are found, and nothing else is told of the rules at fault."""

from dataclasses import replace

import pytest

from kstt_rules.language import Scope, check
from kstt_rules.pack import load_pack
from kstt_rules.pack.parameters import value_types

pytest.importorskip("z3", reason="needs the extra prove")

from kstt_rules.proof.prove import prove

BG, TWO, MINISTRY = "bac-giang-2021", "example-two-tier", "bo-cong-thuong-2018"

NEVER, ALWAYS, UNAPPLIED, IDLE = "never_breached", "always_breached", "never_applies", "idle_part"
DEFECTS = {
    # rule: pack, the condition that is planted, what it becomes, what is found
    "D2.2.tier": (BG, "breach", 'officer.stated_tier != "huyen" and missing(officer.stated_tier)', NEVER),
    "D4.1.signer": (BG, "breach", 'approval.signer == "other" and approval.signer == "chair"', NEVER),
    "D5.1.c.leader": (BG, "breach", 'officers.count(role == "unit_leader" and role == "specialist") > 1', NEVER),
    "D6.4.a.unposted": (BG, "breach", 'procedure.status == "unannounced" and not procedure.posted', NEVER),
    "D6.6.b.handling": (
        BG,
        "breach",
        "petition.handled_on < petition.forwarded_on and missing(petition.handled_on)",
        NEVER,
    ),
    "D9.2.early": (BG, "breach", "approval.sent_on > as_of", NEVER),
    "D10.5.extra": (BG, "breach", "officers.none() and officers.any()", NEVER),
    "D6.3.recipient": (
        TWO,
        "breach",
        '"department" in report.recipients and "department" not in report.recipients',
        NEVER,
    ),
    "D5.3.sent": (TWO, "breach", "missing(approval.sent_on) and approval.sent_on > as_of", NEVER),
    "D9.1.d.report": (MINISTRY, "breach", "year(check_visit.inspected_on) > year(as_of)", NEVER),
    "D13.1.until": (MINISTRY, "breach", "feedback.asked_until > as_of and feedback.asked_until < as_of", NEVER),
    "D5.1.c.two": (BG, "breach", "officers.count(distinct) >= 0", ALWAYS),
    "D6.2.c.late": (BG, "breach", "draft.checked_on >= draft.sent_on or draft.checked_on < draft.sent_on", ALWAYS),
    "D6.5.a.running": (BG, "breach", "documents.none(year == year(as_of) and year == year(as_of) - 1)", ALWAYS),
    "D7.3.ad_hoc": (
        BG,
        "applies",
        'unit.kind in classes.reporting and report.kind == "ad_hoc" and report.expected',
        UNAPPLIED,
    ),
    "D5.3.a.full_time": (
        BG,
        "applies",
        'officer.active and unit.kind in classes.focal_body and unit.kind == "khac"',
        UNAPPLIED,
    ),
    "D4.2.b.count": (
        TWO,
        "applies",
        "unit.population < limits.large_commune and unit.population > limits.large_commune",
        UNAPPLIED,
    ),
    "D5.1.b.max": (BG, "breach", "officers.count(distinct) > 3 and officers.count(distinct) > 1", IDLE),
    "D7.2.email": (BG, "breach", "missing(officer.email) or (missing(officer.email) and missing(officer.phone))", IDLE),
    "D4.1.max": (
        TWO,
        "breach",
        "officers.count() > limits.provincial_max or officers.count() > limits.provincial_max",
        IDLE,
    ),
}
QUICK = {"D5.1.c.leader", "D7.3.ad_hoc", "D7.2.email", "D13.1.until"}


def planted(pack, name, **conditions):
    """Return a pack with other conditions of a rule."""
    rule = pack.rule(name)
    scope = Scope(pack.vocabulary, rule.subject, value_types(pack.parameters, pack.readings))
    changed = replace(rule, **{key: check(text, scope) for key, text in conditions.items()})
    return replace(pack, rules=tuple(changed if each is rule else each for each in pack.rules))


def found(pack, *names):
    """Return what is found of some rules."""
    return {(item.kind, item.rules) for item in prove(pack, set(names)).findings}


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.nightly) for name in DEFECTS]
)
def test_a_planted_defect_is_found_and_nothing_else_of_the_rule(name):
    """In a pack as it comes with the program."""
    pack, key, text, kind = DEFECTS[name]
    assert found(planted(load_pack(pack), name, **{key: text}), name) == {(kind, (name,))}


@pytest.mark.nightly
def test_a_rule_that_repeats_another_is_found_in_both_directions():
    """One fact would be found twice."""
    one, other = "D6.6.b.handling", "D6.6.c.verification"
    pack = load_pack(BG)
    repeated = planted(pack, other, breach=pack.rule(one).breach_text)
    assert found(repeated, other) == {("implied", (one, other)), ("implied", (other, one))}


@pytest.mark.nightly
def test_rules_that_no_unit_can_meet_together_are_found():
    """A commune would be at fault with a roster and without one; so it is told too what else it cannot meet then."""
    contrary = planted(load_pack(BG), "D5.1.c.two", applies="unit.kind in classes.commune_body", breach="roster.any()")
    assert ("cannot_meet_both", ("D5.1.c.nobody", "D5.1.c.two")) in found(contrary, "D5.1.c.two")


@pytest.mark.nightly
@pytest.mark.parametrize("pack", [BG, TWO, MINISTRY])
def test_a_pack_that_comes_with_the_program_has_no_finding_that_is_not_waived(pack):
    """And no waiver in vain."""
    report = prove(load_pack(pack))
    assert [(item.kind, item.rules) for item in report.findings if item.reason is None] == []
    assert not report.unused
