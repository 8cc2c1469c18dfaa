"""What an author claims of the rules of a pack or of a provision is read with them, and checked as they are."""

from datetime import date

import pytest
from pack_factory import faults, write_pack

from kstt_rules.model.citation import Provision
from kstt_rules.pack import load_pack
from kstt_rules.pack.claims import Exclusive, NothingAfter, NothingBefore, NothingWhen, OneFindingWhen, Reaches

POINT = Provision(5, 1, "a")
ENTRY = "    summary: {vi: Nhiều nhất ba người, en: At most three people}\n"
ON_OFFICERS = (
    ("dieu-05.yaml", "5.1.a\n    subject: unit", "5.1.a\n    subject: officer"),
    ("dieu-05.yaml", 'officers.none(role == "unit_leader")', "missing(officer.role)"),
)


def of_pack(*claims):
    stated = "".join(f"  - {claim}\n" for claim in claims)
    return ("pack.yaml", "report_calendar:", f"claims:\n{stated}report_calendar:")


def of_point(*claims):
    stated = "".join(f"      - {claim}\n" for claim in claims)
    return ("provisions.yaml", ENTRY, f"{ENTRY}    claims:\n{stated}")


def test_claims_of_the_pack_and_of_a_provision_are_read_in_order(tmp_path):
    """Each is a value of its kind, with the provision whose rules it speaks of, its text and its place."""
    pack = load_pack(
        write_pack(
            tmp_path,
            of_pack("reaches: [so, bql_kcn]", "nothing_after: 2025-06-30", "nothing_before: 2021-01-01"),
            of_point(
                "one_finding_when: officers.none()",
                "{nothing_when: unit.kind == 'khac', subject: unit}",
                "exclusive: [D5.1.a.max, D5.1.a.missing]",
            ),
        )
    )
    reaches, after, before, one, nothing, exclusive = pack.claims
    assert isinstance(reaches, Reaches)
    assert (reaches.kinds, reaches.provision) == (("so", "bql_kcn"), None)
    assert isinstance(after, NothingAfter)
    assert isinstance(before, NothingBefore)
    assert (after.day, before.day) == (date(2025, 6, 30), date(2021, 1, 1))
    assert isinstance(one, OneFindingWhen)
    assert (one.provision, one.subject, one.condition.text) == (POINT, "unit", "officers.none()")
    assert isinstance(nothing, NothingWhen)
    assert nothing.text == "nothing_when: unit.kind == 'khac'"
    assert isinstance(exclusive, Exclusive)
    assert exclusive.rules == ("D5.1.a.max", "D5.1.a.missing")
    assert {claim.file for claim in pack.claims} == {"tiny/pack.yaml", "tiny/provisions.yaml"}
    assert after.line == reaches.line + 1


def test_a_claim_speaks_of_the_rules_of_its_provision_or_of_all(tmp_path):
    """Those that judge another subject than its condition are left out."""
    whole = of_pack("reaches: [so]", "nothing_when: officers.none()")
    pack = load_pack(write_pack(tmp_path, whole, of_point("nothing_after: 2025-06-30"), *ON_OFFICERS))
    ids = [[rule.id for rule in pack.rules_of(claim)] for claim in pack.claims]
    assert ids == [["D5.1.a.max", "D5.1.a.missing"], ["D5.1.a.max"], ["D5.1.a.max", "D5.1.a.missing"]]


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("reaches: [so, sở]", "unknown unit_kind 'sở'"),
        ("reaches: [so, so]", "so is listed twice"),
        ("exclusive: [D5.1.a.max, D5.1.a.mising]", "unknown rule 'D5.1.a.mising'; did you mean 'D5.1.a.missing'?"),
        ("exclusive: [D5.1.a.max, D5.1.a.max]", "D5.1.a.max is listed twice"),
        ("exclusive: [D5.1.a.max]", "at least 2"),
        ("one_finding_when: oficers.none()", "no relation 'oficers'; did you mean 'officers'?"),
        ("one_finding_when: officers.count()", "must be true or false; this is a number"),
        ("{nothing_when: missing(officer.role), subject: officer}", "no rule that it speaks of judges 'officer'"),
        ("{reaches: [so], subject: unit}", "reaches has no subject"),
        ("{reaches: [so], nothing_after: 2025-06-30}", "a claim states one of reaches"),
        ("subject: unit", "a claim states one of reaches"),
        ("nothing_afer: 2025-06-30", "unknown key"),
    ],
)
def test_a_claim_that_can_be_held_against_nothing_is_told_with_its_place(tmp_path, claim, message):
    """Unknown kinds, rules and names, conditions of another type, and what states none or two claims."""
    (problem,) = faults(write_pack(tmp_path, of_point(claim)))
    assert message in problem
    assert problem.startswith("tiny/provisions.yaml:12:")


def test_only_rules_on_one_kind_of_subject_exclude_one_another(tmp_path):
    """A unit and an officer are never the same subject."""
    claim = of_pack("exclusive: [D5.1.a.max, D5.1.a.missing]")
    (problem,) = faults(write_pack(tmp_path, claim, *ON_OFFICERS))
    assert "D5.1.a.missing judges officer, D5.1.a.max judges unit" in problem


def test_a_pack_that_removes_a_rule_leaves_the_claims_on_it_to_the_rest(tmp_path):
    """What it takes over with the claims is checked against the rules that are left."""
    base = write_pack(tmp_path, of_pack("exclusive: [D5.1.a.max, D5.1.a.missing]", "reaches: [so, bql_kcn]"))
    sister = tmp_path / "sister"
    sister.mkdir()
    header = (base / "pack.yaml").read_text(encoding="utf-8")
    regulation = header[header.index("title:") : header.index("notes:")]
    removed = "removed:\n  - {rule: D5.1.a.missing, because: {vi: không có, en: none}}\n"
    text = f'extends: ../{base.name}\nid: sister\nversion: "0.1.0"\n{regulation}{removed}'
    (sister / "pack.yaml").write_text(text, encoding="utf-8")
    (claim,) = load_pack(sister).claims
    assert isinstance(claim, Reaches)
