"""Which relations of a pack lead beyond the unit of their subject."""

from pack_factory import write_pack

from kstt_rules.large.crossings import Crossings
from kstt_rules.pack import load_pack


def test_a_rule_on_findings_of_other_units_keeps_all_in_one_part(tmp_path):
    """Findings are made in their part, so nobody else can look at them."""
    relation = "additions: {officer: {relations: {found: {entity: finding, match: [{unit: unit}]}}}}\n"
    rule = """\
  - id: D7.3.found
    provision: khoản 3 Điều 7
    subject: officer
    breach: found.any(article == 5)
    severity: info
    title: {vi: A, en: A}
    message: {vi: A, en: A}
    remedy: {vi: A, en: A}
"""
    change = ("provisions.yaml", "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n", "")
    folder = write_pack(
        tmp_path, change, add={"vocabulary.yaml": relation, "dieu-07.yaml": f"article: 7\nrules:\n{rule}"}
    )
    assert Crossings.of(load_pack(folder)).span_everything
    assert not Crossings.of(load_pack("bac-giang-2021")).span_everything
