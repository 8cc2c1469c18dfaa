"""Every provision of a pack with its rules and cases, or the reason why it has none."""

import pytest
from pack_factory import write_pack, write_tested_pack

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import PackRef
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack_tools.coverage import cover


@pytest.fixture
def tested(tmp_path):
    """Return the folder of the small pack with a case for each of its rules."""
    return write_tested_pack(tmp_path)


def test_provisions_stand_in_the_order_of_the_regulation_with_their_rules(tested):
    """Each provision has its rules with their cases and changes to their conditions, or its reason."""
    coverage = cover(load_pack(tested))
    article_5, article_7 = coverage.provisions
    assert [(entry.provision.key, entry.status) for entry in coverage.provisions] == [
        ("5.1.a", "checked"),
        ("7.3", "not_checked"),
    ]
    # unit.kind in …: denied. count() > 3: >= and <=. none(role == …): denied, and == turned round.
    assert [(rule.id, rule.cases, rule.mutants) for rule in article_5.rules] == [
        ("D5.1.a.max", 2, 3),
        ("D5.1.a.missing", 1, 3),
    ]
    assert (article_5.reason, article_7.rules, article_7.reason.vi) == (None, (), "chưa có quy tắc")
    assert (coverage.cases, coverage.decided) == (2, 100)


def test_a_rule_without_a_case_leaves_its_provision_undecided(tmp_path):
    """What no case shows is untested, and the percentage says so."""
    coverage = cover(load_pack(write_pack(tmp_path)))
    assert [entry.status for entry in coverage.provisions] == ["untested", "not_checked"]
    assert coverage.decided == 50


def pack_of(*, decided, undecided):
    """Return the coverage of a pack with so many provisions."""
    text = Bilingual("a", "a")
    stated = ProvisionCoverage(Provision(1), "duty", text, text, (), text)
    silent = ProvisionCoverage(Provision(2), "duty", text, text, (), None)
    return PackCoverage(PackRef("p", "1", ""), text, 0, (stated,) * decided + (silent,) * undecided)


def test_a_hundred_per_cent_means_all():
    """The percentage is rounded down; a pack without provisions leaves none undecided."""
    assert pack_of(decided=1999, undecided=1).decided == 99.9
    assert pack_of(decided=0, undecided=0).decided == 100


@pytest.mark.parametrize("name", list_packs())
def test_the_shipped_packs_decide_every_provision(name):
    """Every provision of a pack that comes with the program is tried by cases, or its reason is stated."""
    assert [entry.provision.vi for entry in cover(load_pack(name)).provisions if entry.status == "untested"] == []
