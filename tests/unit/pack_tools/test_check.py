"""A pack is checked by its own cases: their verdicts, their kinds, and whether they notice a changed condition."""

import re

import pytest
from in_vietnamese import told_in_both
from pack_factory import write_pack

from kstt_rules.base.errors import PackError
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.check import check_pack

CASES = """\
cases:
  - name: Vừa đủ và quá một người
    data:
      unit:
        - {id: so-a, name: Sở A, kind: so}
        - {id: so-b, name: Sở B, kind: so}
        - {id: xa-c, name: Xã C, kind: ubnd_xa}
        - {id: kcn-d, name: Ban D, kind: bql_kcn}
        - {id: thanh-tra, name: Thanh tra, kind: thanh_tra_tinh}
        - {id: dan-toc, name: Ban Dân tộc, kind: ban_dan_toc}
        - {id: vp, name: Văn phòng, kind: vp_ubnd_tinh}
        - {id: huyen, name: Huyện, kind: ubnd_huyen}
        - {id: khac, name: Cục Thuế, kind: khac}
      officer:
        - {unit: so-a, name: A1, role: unit_leader}
        - {unit: so-a, name: A2, role: specialist}
        - {unit: so-a, name: A3, role: specialist}
        - {unit: so-b, name: B1, role: specialist}
        - {unit: so-b, name: B2, role: specialist}
        - {unit: so-b, name: B3, role: specialist}
        - {unit: so-b, name: B4, role: specialist}
    expect:
      D5.1.a.max: {so-a: compliant, so-b: breach, kcn-d: compliant}
      D5.1.a.missing: {so-a: compliant, so-b: breach, kcn-d: breach}
"""
ALWAYS = (
    (
        "pack.yaml",
        """- {from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}
        - {from: 2025-07-01, value: 2, source: local}""",
        "- {value: 3, provision: điểm a khoản 1 Điều 5}",
    ),
    ("pack.yaml", "- {from: 2021-01-01, value: [so", "- {value: [so"),
)


def report(tmp_path, *changes, cases=CASES):
    return check_pack(load_pack(write_pack(tmp_path, *ALWAYS, *changes, add={"cases/dieu-05.yaml": cases})))


def test_a_pack_whose_cases_show_every_kind_and_notice_every_change_has_no_problems(tmp_path):
    """Cases on both sides of every bound leave nothing to report; what they leave out is not applicable."""
    found = report(tmp_path)
    assert found.problems == ()
    assert (found.rules, found.cases) == (2, 1)
    assert found.mutants > 4


def test_a_verdict_that_differs_is_told_with_its_case_and_subject(tmp_path):
    """A failing case names rule, subject, what was expected and what came."""
    wrong = CASES.replace("D5.1.a.max: {so-a: compliant", "D5.1.a.max: {so-a: breach")
    (problem,) = report(tmp_path, cases=wrong).problems
    assert "D5.1.a.max on so-a: expected breach, got compliant" in told_in_both(problem.message)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("so-a: compliant, so-b", "so-a: breach, so-b", "breach is false: officers.count() > limits.most is"),
        (
            "so-a: compliant, so-b",
            "so-a: compliant, xa-c: breach, so-b",
            "applies is false: unit.kind in classes.b",
        ),
    ],
)
def test_a_verdict_that_differs_is_told_with_the_parts_that_made_it(tmp_path, old, new, why):
    """The day of the case, which part of which condition decided, and the values that it saw."""
    (problem,) = report(tmp_path, cases=CASES.replace(f"D5.1.a.max: {{{old}", f"D5.1.a.max: {{{new}")).problems
    assert f"; as of 2022-03-31, as the case names no `as_of`, {why}" in told_in_both(problem.message)
    seen = "officers.count() = 3, limits.most = 3" if "count" in why else "unit.kind = ubnd_xa"
    assert seen in told_in_both(problem.message)


def test_a_case_before_the_regulation_took_effect_is_told_as_such(tmp_path):
    """Nothing is judged before."""
    found = report(tmp_path, cases=CASES.replace("    data:", "    effective_from: 2022-05-01\n    data:", 1)).problems
    assert any("its day (as_of) lies before 2022-05-01" in told_in_both(problem.message) for problem in found)


def test_the_day_that_a_case_names_is_told_alone(tmp_path):
    """Only the usual day needs a word on where it comes from."""
    wrong = CASES.replace("D5.1.a.max: {so-a: compliant", "D5.1.a.max: {so-a: breach")
    (problem,) = report(tmp_path, cases=wrong.replace("    data:", "    as_of: 2022-03-30\n    data:", 1)).problems
    assert "; as of 2022-03-30, breach is false" in told_in_both(problem.message)


def test_a_subject_that_does_not_exist_is_told(tmp_path):
    """A misspelt subject id is no silent pass."""
    wrong = CASES.replace("{so-a: compliant, so-b: breach,", "{so-a: compliant, so-x: breach, so-b: breach,", 1)
    (problem,) = report(tmp_path, cases=wrong).problems
    assert "so-x: expected breach, got no such subject" in told_in_both(problem.message)


def test_a_rule_without_a_kind_of_case_is_told(tmp_path):
    """A rule that no case shows in breach is reported at the rule."""
    tame = CASES.replace("        - {unit: so-b, name: B4, role: specialist}\n", "").replace(
        "D5.1.a.max: {so-a: compliant, so-b: breach,", "D5.1.a.max: {so-a: compliant, so-b: compliant,"
    )
    (problem,) = report(tmp_path, cases=tame).problems
    assert told_in_both(problem.message) == "D5.1.a.max: no case shows the verdict breach"
    assert problem.file.endswith("dieu-05.yaml")


def test_a_change_that_no_case_notices_is_told(tmp_path):
    """Cases far from the bound let a moved bound pass, and that is reported."""
    far = CASES.replace("        - {unit: so-a, name: A3, role: specialist}\n", "")
    messages = [told_in_both(problem.message) for problem in report(tmp_path, cases=far).problems]
    assert messages == [
        "D5.1.a.max: no case notices the breach condition changed to: officers.count() >= limits.most",
        "no case notices limits.most: 2 in place of 3",
    ]


def test_a_case_from_before_the_regulation_took_effect_notices_no_change(tmp_path):
    """What is not applicable for its day stays so under any condition; it does not stand in for a case at the bound."""
    far = CASES.replace("        - {unit: so-a, name: A3, role: specialist}\n", "")
    early = CASES.removeprefix("cases:\n").replace("người\n", "người, trước hiệu lực\n    effective_from: 2022-04-01\n")
    early = re.sub(r"\{so-a: compliant.*\}", "{so-a: not_applicable}", early)
    messages = [told_in_both(problem.message) for problem in report(tmp_path, cases=far + early).problems]
    assert messages[0].endswith("changed to: officers.count() >= limits.most")


def test_a_change_to_a_parameter_that_no_case_notices_is_told(tmp_path):
    """The items of a list together, each day and each value by itself, at the place of the parameter."""
    folder = write_pack(tmp_path, add={"cases/dieu-05.yaml": CASES.replace(", kcn-d: compliant", "").replace(
        "        - {id: kcn-d, name: Ban D, kind: bql_kcn}\n", "").replace(", kcn-d: breach", "")})  # fmt: skip
    assert [told_in_both(problem.told) for problem in check_pack(load_pack(folder)).problems] == [
        f"tiny/pack.yaml:16:5: no case notices limits.most: {change}"
        for change in (
            "1 in place of 2",
            "3 in place of 2",
            "from 2020-12-31 in place of 2021-01-01",
            "from 2021-01-02 in place of 2021-01-01",
            "from 2025-06-30 in place of 2025-07-01",
            "from 2025-07-02 in place of 2025-07-01",
        )
    ] + [
        f"tiny/pack.yaml:23:5: no case notices classes.bodies{change}"
        for change in (
            " without bql_kcn",
            ": from 2020-12-31 in place of 2021-01-01",
            ": from 2021-01-02 in place of 2021-01-01",
        )
    ]


def test_days_on_which_nothing_is_judged_are_not_asked_for(tmp_path):
    """Before the effect, and after the last day with anybody whom the regulation binds."""
    days = "effective_from: 2021-01-01\n  addressees_until: 2025-06-30"
    folder = write_pack(tmp_path, ("pack.yaml", "effective_from: null", days), add={"cases/dieu-05.yaml": CASES})
    assert [told_in_both(problem.message) for problem in check_pack(load_pack(folder)).problems] == [
        "no case notices limits.most: from 2021-01-02 in place of 2021-01-01",
        "no case notices limits.most: from 2025-06-30 in place of 2025-07-01",
        "no case notices classes.bodies: from 2021-01-02 in place of 2021-01-01",
    ]


def test_a_case_that_sets_a_parameter_shows_nothing_of_its_value(tmp_path):
    """It would come out the same whatever the pack says."""
    cases = CASES.replace("    data:", "    set: {limits.most: 3}\n    data:", 1)
    messages = [told_in_both(problem.message) for problem in report(tmp_path, cases=cases).problems]
    assert messages == [f"no case notices limits.most: {value} in place of 3" for value in (2, 4)]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (
            "officers.count() > limits.most and (officers.count() > limits.most or unit.tier == 'tinh')",
            "officers.count() > limits.most or unit.tier == 'tinh'",
        ),
        (
            "officers.count() > limits.most or (officers.count() > limits.most and missing(unit.tier))",
            "missing(unit.tier)",
        ),
    ],
)
def test_a_part_of_a_condition_that_makes_no_difference_is_told_as_such(tmp_path, condition, told):
    """It is not a change that cases should notice, since none can; changes to such a part alone are not asked for."""
    change = ("dieu-05.yaml", "breach: officers.count() > limits.most", f"breach: {condition}")
    messages = [told_in_both(problem.message) for problem in report(tmp_path, change).problems]
    start = "D5.1.a.max: a part of the breach condition makes no difference, so leave it out: "
    assert f"{start}{told}" in messages
    assert all(message.startswith(start) for message in messages)


@pytest.mark.parametrize("key", ["from", "until"])
def test_the_days_of_a_rule_are_changed_too(tmp_path, key):
    """A rule that is in force only from or until a day is pinned to it."""
    change = ("dieu-05.yaml", "reading: composition\n", f"reading: composition\n    {key}: 2022-03-31\n")
    messages = [told_in_both(problem.message) for problem in report(tmp_path, change).problems]
    later = {"from": "2022-03-30", "until": "2022-04-01"}[key]
    assert messages == [f"D5.1.a.missing: no case notices `{key}` moved to {later}"]


def test_a_broken_case_file_is_refused(tmp_path):
    """A case with an unknown field cannot be run at all."""
    with pytest.raises(PackError, match="knd"):
        report(tmp_path, cases=CASES.replace("kind: ubnd_xa", "knd: ubnd_xa"))


@pytest.mark.parametrize("name", list_packs())
def test_every_shipped_pack_passes_its_own_check(name):
    """No shipped pack has a failing case, a missing kind of case, or a change that goes unnoticed."""
    found = check_pack(load_pack(name))
    assert found.problems == ()
    assert found.mutants > found.rules


def test_rows_of_a_case_without_any_column_of_their_key_are_judged(tmp_path):
    """They have an empty id, and the next ones a number."""
    rule = """\
  - id: D7.3.undated
    provision: khoản 3 Điều 7
    subject: approval
    breach: missing(approval.decided_on)
    severity: review
    title: {vi: Chưa có ngày, en: Undated}
    message: {vi: Chưa có ngày., en: Undated.}
    remedy: {vi: Bổ sung., en: Add it.}
"""
    case = """\
cases:
  - name: Hai dòng không ghi đơn vị, không ghi số
    data: {approval: [{decided_on: 2022-03-01}, {decided_on: null}]}
    expect: {D7.3.undated: {"": compliant, "#2": breach}}
"""
    undated = ("provisions.yaml", "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n", "")
    more = {"cases/dieu-05.yaml": CASES, "cases/dieu-07.yaml": case, "dieu-07.yaml": f"article: 7\nrules:\n{rule}"}
    assert check_pack(load_pack(write_pack(tmp_path, *ALWAYS, undated, add=more))).problems == ()
