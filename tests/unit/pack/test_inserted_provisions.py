"""A pack whose provisions were put in later: Điều 5a, khoản 1a, điểm a1."""

import pytest
from one_rule_pack import write_one_rule_pack

from kstt_rules.base.errors import PackError
from kstt_rules.model.citation import Provision
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.check import check_pack

FOLLOWS = """\
article: 6
rules:
  - id: D6.follow
    provision: Điều 6
    subject: unit
    breach: findings.any({condition} and verdict == "breach")
    severity: review
    title: {{vi: Theo sau, en: Follows}}
    message: {{vi: "{{unit.name}} có phát hiện.", en: "{{unit.name}} has a finding."}}
    remedy: {{vi: Xem lại., en: Look again.}}
"""
LISTED = """\
  - provision: Điều 6
    norm: duty
    bearer: {vi: Các sở, en: Departments}
    summary: {vi: Xem lại., en: Look again.}
"""
CASE = """\
  - name: Sở có ba người
    data:
      unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}]
      officer: [{unit: so-a, name: A}, {unit: so-a, name: B}, {unit: so-a, name: C}]
    as_of: 2023-03-31
    expect:
      D5a.1a.a1.max: {so-a: breach}
"""


def inserted(folder, condition="article == 5"):
    """Write the pack of one rule, its article, clause and point with a mark each, and a rule that follows it."""
    pack = write_one_rule_pack(folder)
    for file in sorted(pack.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8").replace("điểm a khoản 1 Điều 5", "điểm a1 khoản 1a Điều 5a")
        text = text.replace("D5.1.a.", "D5a.1a.a1.").replace("article: 5\n", "article: 5a\n")
        file.write_text(text, encoding="utf-8")
    (pack / "dieu-05.yaml").rename(pack / "dieu-05a.yaml")
    (pack / "dieu-06.yaml").write_text(FOLLOWS.format(condition=condition), encoding="utf-8")
    for name, more in (("provisions.yaml", LISTED), ("cases/dieu-05.yaml", CASE)):
        with (pack / name).open("a", encoding="utf-8") as file:
            file.write(more)
    return pack


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ('rule == "D5a.1a.a1.max" and article <= 5', "compliant"),
        ('rule == "D5a.1a.a1.max" and article > 5 and article < 6', "breach"),
        ('rule == "D5a.1a.a1.max" and clause <= 1', "compliant"),
        ('provision == "5a.1a.a1"', "breach"),
    ],
)
def test_a_rule_of_an_inserted_provision_is_judged_and_asked_about(tmp_path, condition, outcome):
    """Điều 5a is not Điều 5, and stands between it and Điều 6; its short form names it."""
    folder = inserted(tmp_path, condition)
    with (folder / "cases" / "dieu-05.yaml").open("a", encoding="utf-8") as file:
        file.write(f"      D6.follow: {{so-a: {outcome}}}\n")
    pack = load_pack(folder)
    assert [rule.provision for rule in pack.rules] == [Provision("5a", "1a", "a1"), Provision(6)]
    assert "5a.1a.a1" in {provision.key for provision in pack.vocabulary.provisions}
    assert [str(problem) for problem in check_pack(pack).problems if "expected" in str(problem)] == []


def test_a_rule_file_of_an_inserted_article_is_named_for_it(tmp_path):
    """A rule on Điều 5a does not belong to Điều 5."""
    pack = inserted(tmp_path)
    (pack / "dieu-05a.yaml").rename(pack / "dieu-05b.yaml")
    with pytest.raises(PackError, match="by its name, this file is for Điều 5b"):
        load_pack(pack)


def test_a_short_form_that_the_pack_lacks_is_told(tmp_path):
    """A rule that asks for findings of a provision that is not listed is a mistake."""
    with pytest.raises(PackError, match=r"has no '5a\.1b'"):
        load_pack(inserted(tmp_path, 'provision == "5a.1b"'))
