"""A pack that builds on another: it says what differs, and takes over all else."""

import pytest
from pack_factory import write_pack, write_tested_pack

from kstt_rules.base.errors import PackError, UsageError
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.check import check_pack

OWN = """\
extends: ../tiny
id: sister
version: "0.1.0"
title: {vi: Gói tỉnh bạn, en: Sister pack}
regulation:
  title: {vi: Quy chế bạn, en: Sister regulation}
  issuer: {vi: UBND tỉnh bạn, en: Sister committee}
  annexed_to: {vi: "Quyết định số {number}", en: "Decision No. {number}"}
  number: 1/2022/QĐ-UBND
  date: 2022-01-10
  effective_from: 2022-02-01
  year: 2022
"""
FEWER = """\
parameters:
  limits:
    most:
      values: [{value: 2, provision: điểm a khoản 1 Điều 5}]
"""
WITHOUT = """\
removed:
  - rule: D5.1.a.missing
    because: {vi: không quy định vai trò, en: sets no roles}
"""
CASE = """\
cases:
  - name: Sở có ba người
    data:
      unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}]
      officer: [{unit: so-a, name: A1}, {unit: so-a, name: A2}, {unit: so-a, name: A3}]
    expect:
      D5.1.a.max: {so-a: breach}
"""


@pytest.fixture
def sister(tmp_path):
    """Write a pack beside the small one, with these files."""
    write_tested_pack(tmp_path)

    def write(header=OWN, **files):
        folder = tmp_path / "sister"
        (folder / "cases").mkdir(parents=True, exist_ok=True)
        for name, text in {"pack.yaml": header, **files}.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def problems(folder):
    with pytest.raises(PackError) as raised:
        load_pack(folder)
    return [str(problem) for problem in raised.value.problems]


def test_what_a_pack_does_not_say_it_takes_over(sister, tmp_path):
    """Rules, provisions, parameters, readings and calendar; of itself it says all."""
    pack, below = load_pack(sister()), load_pack(tmp_path / "tiny")
    assert (pack.id, pack.regulation.number, pack.base.id) == ("sister", "1/2022/QĐ-UBND", "tiny")
    assert [rule.breach_text for rule in pack.rules] == [rule.breach_text for rule in below.rules]
    assert [entry.provision for entry in pack.provisions] == [entry.provision for entry in below.provisions]
    assert (pack.parameters, pack.readings, pack.notes) == (below.parameters, below.readings, below.notes)
    assert pack.calendar.due == below.calendar.due
    assert pack.sha256 != below.sha256


def test_a_value_that_a_pack_sets_goes_before_the_other_one(sister):
    """What is said beside it, such as its label, stays."""
    most = load_pack(sister(OWN + FEWER)).parameters["limits.most"]
    assert ([value.value for value in most.values], most.label.en) == ([2], "most")


def test_a_rule_of_the_same_id_takes_the_place_of_the_other_one(sister):
    """And is told to stand in its own file."""
    rule = """\
article: 5
rules:
  - id: D5.1.a.max
    provision: điểm a khoản 1 Điều 5
    subject: unit
    breach: officers.count() > limits.most + 1
    severity: review
    title: {vi: Quá số người, en: Too many}
    message: {vi: Quá., en: Too many.}
    remedy: {vi: Rà soát., en: Review.}
"""
    found = {rule.id: rule for rule in load_pack(sister(**{"dieu-05.yaml": rule})).rules}
    assert found["D5.1.a.max"].breach_text == "officers.count() > limits.most + 1"
    assert (found["D5.1.a.max"].file, found["D5.1.a.missing"].file) == ("sister/dieu-05.yaml", "tiny/dieu-05.yaml")


def test_a_provision_whose_last_rule_is_removed_is_not_checked_for_the_reason_given(sister):
    """Of another that still has rules nothing is said."""
    both = WITHOUT + "  - {rule: D5.1.a.max, because: {vi: không giới hạn, en: sets no limit}}\n"
    pack = load_pack(sister(OWN + both))
    reasons = {entry.provision.key: entry.not_checked.en for entry in pack.provisions}
    assert (pack.rules, reasons["5.1.a"]) == ((), "sets no limit")
    assert load_pack(sister(OWN + WITHOUT)).provisions[0].not_checked is None


def test_a_provision_is_removed_with_its_rules(sister):
    """What else rests on it must go as well, and is told where it stands."""
    part = "removed:\n  - {provision: khoản 3 Điều 7, because: {vi: không có, en: not there}}\n"
    (problem,) = problems(sister(OWN + part))
    assert problem.startswith("tiny/pack.yaml")
    assert "provisions.yaml has no 'khoản 3 Điều 7'" in problem
    other = "report_calendar: {expects: []}\n"
    assert [entry.provision.key for entry in load_pack(sister(OWN + part + other)).provisions] == ["5.1.a"]


@pytest.mark.parametrize(
    ("removed", "told"),
    [
        ("{rule: D5.1.a.mox, because: {vi: a, en: b}}", "tiny has no 'D5.1.a.mox'; did you mean 'D5.1.a.max'?"),
        ("{provision: khoản 9 Điều 7, because: {vi: a, en: b}}", "tiny has no 'khoản 9 Điều 7'"),
        ("{because: {vi: a, en: b}}", "name one `rule` or one `provision`"),
        ("{rule: D5.1.a.max}", "removed.0.because: this key is required"),
    ],
)
def test_what_cannot_be_removed_is_told(sister, removed, told):
    """At its place in the pack that removes it."""
    assert any(told in problem for problem in problems(sister(f"{OWN}removed:\n  - {removed}\n")))


def test_a_fault_is_told_in_the_file_where_it_stands(sister, tmp_path):
    """Whichever of the two packs that is."""
    (problem,) = problems(sister(OWN + FEWER.replace("value: 2", "value: hai")))
    assert problem.startswith("sister/pack.yaml:16:")
    write_pack(tmp_path, ("pack.yaml", "default: cap", "default: cup"))
    assert problems(sister())[0].startswith("tiny/pack.yaml:")


def test_a_pack_that_builds_on_itself_or_on_nothing_is_refused(sister, tmp_path):
    """Also by way of another one."""
    assert "cannot build on itself" in problems(sister(OWN.replace("../tiny", "../sister")))[0]
    with pytest.raises(UsageError, match="unknown rule pack"):
        load_pack(sister(OWN.replace("../tiny", "../nowhere")))
    assert "needs `extends: NAME`" in " ".join(
        problems(write_pack(tmp_path, ("pack.yaml", "notes:", f"{WITHOUT}notes:")))
    )


def test_a_rule_that_is_taken_over_has_its_cases_in_the_other_pack(sister):
    """Its own cases need to show no more than that the values it sets are not those."""
    assert check_pack(load_pack(sister())).problems == ()
    (problem,) = check_pack(load_pack(sister(OWN + FEWER))).problems
    assert "D5.1.a.max: no case notices that limits.most is another than in tiny" in str(problem)
    report = check_pack(load_pack(sister(OWN + FEWER, **{"cases/dieu-05.yaml": CASE})))
    assert (report.problems, report.rules, report.taken_over) == ((), 2, 2)
