"""What is claimed of the rules of a pack is held against them, and told with a witness where it is not so."""

import pytest
from pack_factory import write_pack

from kstt_rules.pack import load_cases, load_pack
from kstt_rules.pack_tools.hold_claims import broken_claims
from kstt_rules.pack_tools.judged_cases import judge_case

CASES = """\
cases:
  - name: Bốn người, không có lãnh đạo
    data:
      unit: [{id: so-a, name: Sở A, kind: so}]
      officer:
        - {unit: so-a, name: A, role: specialist}
        - {unit: so-a, name: B, role: specialist}
        - {unit: so-a, name: C, role: specialist}
        - {unit: so-a, name: D, role: specialist}
    expect: {D5.1.a.max: {so-a: breach}, D5.1.a.missing: {so-a: breach}}
"""
ALL = "so, thanh_tra_tinh, ban_dan_toc, bql_kcn, vp_ubnd_tinh, ubnd_huyen, ubnd_xa, khac"


def broken(tmp_path, claim, *changes, cases=CASES):
    stated = ("pack.yaml", "report_calendar:", f"claims:\n  - {claim}\nreport_calendar:")
    pack = load_pack(write_pack(tmp_path, stated, *changes, add={"cases/dieu-05.yaml": cases}))
    return broken_claims(pack, [judge_case(case, pack) for case in load_cases(pack)])


@pytest.mark.parametrize(
    "claim",
    [
        "reaches: [so, bql_kcn]",
        "{one_finding_when: officers.none() and unit.kind in classes.bodies}",
        "nothing_when: unit.kind == 'ubnd_xa'",
        "nothing_when: officers.count() == 3 and officers.any(role == 'unit_leader')",
    ],
)
def test_a_claim_that_is_so_is_not_told(tmp_path, claim):
    """On the cases, on units of every kind, and under every reading."""
    assert broken(tmp_path, claim) == []


def test_a_kind_of_unit_that_a_rule_reaches_beyond_the_claim_is_told_with_its_dossier(tmp_path):
    """A small one of the vocabulary, or a case in which a unit is of that kind."""
    (problem,) = broken(tmp_path, "reaches: [so]")
    assert (
        "the claim `reaches: [so]` does not hold: a unit of the kind bql_kcn breaches D5.1.a.missing"
        in problem.message.en
    )
    assert "unit: [{id: bql_kcn, name: Đơn vị bql_kcn, kind: bql_kcn, tier: tinh}]" in problem.message.en
    assert (problem.file, problem.line) == ("tiny/pack.yaml", 36)


def test_a_rule_that_is_breached_in_its_cases_alone_is_tried_there_with_units_of_other_kinds(tmp_path):
    """No small dossier has four officers in a unit."""
    any_unit = (
        "dieu-05.yaml",
        "applies: unit.kind in classes.bodies\n    breach: officers.count()",
        "breach: officers.count()",
    )
    claims = f"exclusive: [D5.1.a.max, D5.1.a.missing]\n  - reaches: [{ALL}]"
    folder = broken(tmp_path, claims, any_unit)
    assert len(folder) == 1  # they are breached together
    (problem,) = broken(tmp_path / "again", f"reaches: [{ALL.replace(', khac', '')}]", any_unit)
    assert "a unit of the kind khac breaches D5.1.a.max (case “Bốn người, không có lãnh đạo” with the unit so-a" in (
        problem.message.en
    )


def test_a_kind_that_no_rule_reaches_is_told(tmp_path):
    """It fell out of a list of kinds."""
    fewer = ("pack.yaml", "value: [so, bql_kcn]", "value: [so]")
    (problem,) = broken(tmp_path, "reaches: [so, bql_kcn]", fewer)
    assert "no rule was found that a unit of the kind bql_kcn can breach" in problem.message.en


@pytest.mark.parametrize(
    ("claim", "day"), [("nothing_after: 2022-03-30", "2022-03-31"), ("nothing_before: 2022-04-01", "2022-03-31")]
)
def test_a_fact_that_is_judged_outside_the_time_claimed_is_told(tmp_path, claim, day):
    """By the day of the fact."""
    (problem,) = broken(tmp_path, claim)
    assert f"judges a fact of {day}" in problem.message.en


@pytest.mark.parametrize(
    ("claim", "key"),
    [
        ("nothing_after: 2025-06-30", "addressees_until: 2025-06-30"),
        ("nothing_before: 2022-01-01", "effective_from: 2022-01-01"),
    ],
)
def test_days_for_which_the_regulation_binds_nobody_fulfil_such_a_claim(tmp_path, claim, key):
    """Without them it is broken by a dossier of a later or an earlier day."""
    bound = (
        "pack.yaml",
        "  effective_from: null\n",
        f"  {key}\n" + ("  effective_from: null\n" if "until" in key else ""),
    )
    assert broken(tmp_path, claim, bound) == []
    assert len(broken(tmp_path / "again", claim)) == 1


def test_two_findings_where_one_is_claimed_are_told(tmp_path):
    """And none, where some rule applies."""
    (problem,) = broken(tmp_path, "one_finding_when: officers.count() > 3")
    assert "so-a breaches D5.1.a.max, D5.1.a.missing (case “Bốn người, không có lãnh đạo”" in problem.message.en
    (problem,) = broken(tmp_path / "again", "one_finding_when: unit.kind == 'so'")
    assert "D5.1.a.max, D5.1.a.missing" in problem.message.en


def test_a_finding_where_none_is_claimed_is_told(tmp_path):
    """Breached or not known."""
    (problem,) = broken(tmp_path, "nothing_when: officers.none()")
    assert "D5.1.a.missing find something on so" in problem.message.en
