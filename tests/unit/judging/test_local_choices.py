"""Which findings say that they rest on a local choice: by the day of the fact, and by what the user set."""

from datetime import date

import pytest
from pack_factory import write_pack

from kstt_rules.auditing import audit

LOCAL = "(By a local parameter, not by the regulation.)"
UNITS = [{"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"}]
FOUR = [{"unit": "so-a", "name": name, "role": "unit_leader"} for name in ("An", "Bình", "Chi", "Dũng")]
OF_2021 = "{from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}"
ACT = '{from: 2021-01-01, value: 3, act: {vi: "Thông tư 01/2020", en: "Circular 01/2020"}}'


def is_told_local(tmp_path, *changes, as_of=date(2022, 3, 31), **options):
    result = audit({"unit": UNITS, "officer": FOUR}, pack=write_pack(tmp_path, *changes), as_of=as_of, **options)
    (finding,) = [item for item in result.findings if item.rule == "D5.1.a.max"]
    return LOCAL in finding.message.en


@pytest.mark.parametrize(("as_of", "is_local"), [(date(2022, 3, 31), False), (date(2025, 7, 1), True)])
def test_a_finding_is_local_where_the_value_of_its_day_is(tmp_path, as_of, is_local):
    """Though counted, a value that the regulation sets is law."""
    assert is_told_local(tmp_path, as_of=as_of) == is_local


def test_what_another_act_sets_is_law(tmp_path):
    """Though no provision of the regulation can be cited for it."""
    assert not is_told_local(tmp_path, ("pack.yaml", OF_2021, ACT))


@pytest.mark.parametrize(("value", "is_local"), [(2, True), (3, False)])
def test_a_value_that_the_user_sets_is_local_unless_it_is_that_of_the_law(tmp_path, value, is_local):
    """Whoever reads the finding does not see how the audit was started."""
    assert is_told_local(tmp_path, settings={"limits.most": value}) == is_local
