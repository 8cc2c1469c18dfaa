"""A selection of an audit: all is judged, and what was selected is told as the whole audit tells it."""

from datetime import date
from functools import partial
from itertools import chain
from unicodedata import normalize

import pandas as pd
import pytest
from one_unit import audited, roster
from repository import ROOT

import kstt_rules
from kstt_rules.base.errors import UsageError
from kstt_rules.model.outcomes import Outcome, added_up
from kstt_rules.model.selection import Only
from kstt_rules.outputs.exchange.json import document
from kstt_rules.pack import load_pack
from kstt_rules.waivers.files import read_waivers

EXAMPLE = ROOT / "examples" / "two-tier-2026"
PACK = load_pack("example-two-tier")
UNITS = pd.DataFrame(
    [
        {"id": "so-a", "name": "Sở A", "tier": "tinh", "kind": "so"},
        {"id": "so-b", "name": "Sở B", "tier": "tinh", "kind": "so"},
        {"id": "xa-1", "name": "UBND xã Một", "tier": "xa", "kind": "ubnd_xa"},
        {"id": "xa-2", "name": "UBND xã Hai", "tier": "xa", "kind": "ubnd_xa"},
        {"id": "xa-3", "name": "UBND xã Hai", "tier": "xa", "kind": "ubnd_xa"},
    ]
)
few = partial(audited, roster("unit_leader", "specialist"), unit=UNITS)


@pytest.fixture(scope="module")
def audit():
    """The audit of the example, narrowed by what is given; its files are read once."""
    dossier = kstt_rules.read_dossier([EXAMPLE], PACK.vocabulary)
    return lambda **named: kstt_rules.audit(dossier, as_of=date(2026, 6, 30), pack=PACK, only=Only(**named))


@pytest.fixture(scope="module")
def whole(audit):
    return audit()


def told(result):
    """What a result tells beside what it says of itself."""
    return {name: value for name, value in document(result).items() if name in ("findings", "units", "undecided")}


def kept(whole, *, rules=None, tiers=None, units=None):
    """The findings of the whole audit that a selection should tell, by the ids of rules, tiers and units."""
    return [
        finding
        for finding in whole.findings
        if (rules is None or finding.rule in rules)
        and (tiers is None or finding.subject.tier in tiers)
        and (units is None or finding.unit.id in units)
    ]


def test_every_rule_alone_is_told_as_in_the_whole(audit, whole):
    """Also one that follows from the findings of others; together they come to the numbers of the whole."""
    parts = [audit(rules=(rule.id,)) for rule in PACK.rules]
    for rule, part in zip(PACK.rules, parts, strict=True):
        assert list(part.findings) == kept(whole, rules={rule.id})
        assert part.undecided == tuple(item for item in whole.undecided if item.rule == rule.id)
        assert [item.id for item in part.rules] == [rule.id]
    assert added_up(part.summary for part in parts) == whole.summary


def test_every_unit_alone_is_told_as_in_the_whole(audit, whole):
    """Its findings and its line are the same, and the numbers are those of its line."""
    silent = sum(item.is_of_all for item in whole.undecided)
    for record in whole.units[::7]:
        part = audit(units=(record.unit.id,))
        assert list(part.findings) == kept(whole, units={record.unit.id})
        assert list(part.units) == [record]
        assert part.summary == added_up([record.outcomes, {Outcome.UNDETERMINED: silent}])


def test_tiers_and_provisions_narrow_each_other(audit, whole):
    """Of a provision all that lies in it is told, and of nothing else a number is shown."""
    part = audit(tiers=("xa",), provisions=("Điều 4",))
    inside = {rule.id for rule in PACK.rules if rule.provision.article == 4}
    assert list(part.findings) == kept(whole, rules=inside, tiers={"xa"})
    assert part.findings
    assert {record.tier for record in part.units} == {"xa"}
    assert {row.provision.article for row in part.coverage} == {4}
    assert {rule.id for rule in part.rules} == inside


def test_several_of_a_kind_are_joined(audit, whole):
    """Two units are told together, in the order of the whole, whatever order and however often they are named."""
    first, second = (whole.units[number].unit for number in (0, 5))
    part = audit(units=(second.name, first.id, normalize("NFD", second.name).upper()))
    assert [record.unit for record in part.units] == [first, second]
    assert list(part.findings) == kept(whole, units={first.id, second.id})


def test_what_waits_for_nothing_of_a_selection_is_not_told():
    """A row that was not read leaves open one commune; nothing is said of it where another is told of."""
    officers = pd.DataFrame(
        [{"unit": unit, "name": "Lê An", "role": "specialist"} for unit in ("xa-1", "xa-2", "UBND xã Hai")]
    )
    audit = partial(kstt_rules.audit, {"unit": UNITS, "officer": officers}, as_of=date(2022, 3, 31))
    rows = [item for item in audit().undecided if item.cause == "row"]
    assert rows
    told = audit(only=Only(units="xa-1")).undecided
    assert not [item for item in told if item.cause == "row" or not item.subjects]


@pytest.mark.parametrize("given", [5, [5], None])
def test_what_names_nothing_is_refused(given):
    """As is a text in place of several names taken for one."""
    with pytest.raises(TypeError, match="units: give a text or several, not"):
        Only(units=given)
    assert Only(units="Sở A") == Only(units=("Sở A",))


def test_an_audit_in_parts_selects_alike(audit):
    """The same numbers, findings and units."""
    named = Only(provisions=("D5.1",), tiers=("xa",))
    split = kstt_rules.audit([EXAMPLE], as_of=date(2026, 6, 30), pack=PACK, only=named, in_parts=True)
    together = audit(provisions=named.provisions, tiers=named.tiers)
    assert told(split) == told(together)
    assert split.summary == together.summary
    assert split.selection == together.selection


def test_the_numbers_of_rules_add_up_to_the_whole(whole):
    """Rule by rule, provision by provision, and in all."""
    assert added_up(rule.outcomes for rule in whole.rules) == whole.summary
    for row in whole.coverage:
        own = added_up(rule.outcomes for rule in whole.rules if rule.provision == row.provision)
        assert own == added_up([row.outcomes])


def test_a_selection_is_said_in_words():
    """Titles of rules, citations, names of units and tiers; no code."""
    only = Only(rules=("D5.1.a.max",), provisions=("5.1",), units=("so-a",), tiers=("tinh",))
    assert few(only=only).selection.told.vi == (
        "Chỉ gồm phần đã chọn: quy tắc “Vượt số công chức đầu mối”; khoản 1 Điều 5; đơn vị Sở A; cấp tỉnh."
    )


@pytest.mark.parametrize("name", ["Sở A", "so-a", " sở a ", "SO A", normalize("NFD", "Sở A")])
def test_a_unit_is_named_by_its_id_or_name(name):
    """Case, form of Unicode and spaces do not matter; accents only where two names differ by nothing else."""
    assert [unit.label.vi for unit in few(only=Only(units=(name,))).selection.units] == ["Sở A"]


@pytest.mark.parametrize("name", ["Điều 5 khoản 1", "khoản 1 Điều 5", "5.1", "D5.1", "đ5.1", "art_5__cl_1"])
def test_a_provision_is_named_as_it_is_cited(name):
    """In words, by its number, or as ids of rules begin."""
    assert [item.key for item in few(only=Only(provisions=(name,))).selection.provisions] == ["5.1"]


@pytest.mark.parametrize("name", ["tinh", "tỉnh", "cấp tỉnh", "Province"])
def test_a_tier_is_named_by_its_id_or_label(name):
    """In either language."""
    assert few(only=Only(tiers=(name,))).selection.tiers == ("tinh",)


@pytest.mark.parametrize(
    ("only", "message"),
    [
        (Only(units=("Sở AB",)), "the dossier has no unit 'Sở AB'; did you mean 'Sở"),
        (Only(units=("UBND xã Hai",)), "several units are called 'UBND xã Hai'; name one by its id: xa-2, xa-3"),
        (Only(rules=("D5.1.a.mx",)), "has no rule 'D5.1.a.mx'; did you mean 'D5.1.a.max'?"),
        (Only(provisions=("Điều 99",)), "has no provision 'Điều 99'; did you mean"),
        (Only(provisions=("x",)), "names no provision"),
        (Only(provisions=("Điều 1",)), "no rule checks what was selected; provisions with rules: Điều 2,"),
        (Only(rules=("D5.1.a.max",), provisions=("Điều 6",)), "no rule checks what was selected"),
        (Only(tiers=("làng",)), "has no tier 'làng'; choose from tinh, huyen, xa"),
        (Only(units=("so-a",), tiers=("xa",)), "none of the selected units is of the selected tiers: Sở A"),
        (Only(rules=("D5.1.a.neither",), units=("so-b",)), "the selected rules judge nothing of the selected units"),
    ],
)
def test_a_selection_of_nothing_is_refused(only, message):
    """With what is allowed instead."""
    with pytest.raises(UsageError) as caught:
        few(only=only)
    assert message in str(caught.value)


def test_a_waiver_of_something_else_is_not_called_unused(tmp_path):
    """Of what is not told nobody can say that a waiver was not used; what names nothing is still told."""
    rows = [
        {"unit": "so-b", "rule": "D5.1.a.missing", "reason": "x", "granted_by": "y"},
        {"unit": "so-z", "rule": "D5.1.a.max", "reason": "x", "granted_by": "y"},
    ]
    path = tmp_path / "w.yaml"
    lines = chain(["waivers:"], (f"  - {{{', '.join(f'{k}: {v}' for k, v in row.items())}}}" for row in rows))
    path.write_text("\n".join(lines), encoding="utf-8")
    notices = few(waivers=read_waivers(path), only=Only(units=("so-a",))).regulation.notices
    assert not any("so-b" in notice.en for notice in notices)
    assert any("so-z" in notice.en for notice in notices)
