"""Waivers set breaches aside for a reason and a time, and are told when they do nothing."""

from dataclasses import replace
from datetime import date

import pytest
from result_factory import make_subject

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.waivers.apply import Waiver, waive

AS_OF = date(2022, 3, 31)
TEXT = Bilingual("x", "x")
RULES = [("D5.1.a.max", Provision.parse("5.1.a")), ("D7.3.absent", Provision.parse("7.3"))]
UNITS = frozenset({"so-a", "Sở A", "so-b", "Sở B"})


def finding(rule="D5.1.a.max", unit="so-a", verdict=Verdict.BREACH):
    name = {"so-a": "Sở A", "so-b": "Sở B"}[unit]
    return Finding(
        pack="p",
        rule=rule,
        verdict=verdict,
        severity=Severity.VIOLATION,
        provision=dict(RULES)[rule],
        citation=TEXT,
        subject=make_subject("unit", unit, name, "tinh"),
        unit=UnitRef(unit, name),
        bearer=UnitRef(unit, name),
        title=TEXT,
        message=TEXT,
        remedy=TEXT,
    )


FINDINGS = [
    finding(),
    finding(unit="so-b"),
    finding("D7.3.absent"),
    finding("D7.3.absent", "so-b", Verdict.UNDETERMINED),
]


def waiver(unit="so-a", rule="D5.1.a.max", provision=None, start=None, until=None):
    place = None if provision is None else Provision.parse(provision)
    return Waiver(unit, None if provision else rule, place, "sắp xếp lại", "Chủ tịch", start, until, "w.yaml:2")


def waived(*waivers):
    result = waive(FINDINGS, waivers, as_of=AS_OF, rules=RULES, units=UNITS)
    marked = [(item.rule, item.unit.id) for item in result.findings if item.verdict is Verdict.WAIVED]
    return marked, result.notices


@pytest.mark.parametrize(
    ("item", "marked"),
    [
        (waiver(), [("D5.1.a.max", "so-a")]),
        (waiver(unit="Sở B"), [("D5.1.a.max", "so-b")]),
        (waiver(provision="Điều 5"), [("D5.1.a.max", "so-a")]),
        (waiver(provision="7.3"), [("D7.3.absent", "so-a")]),
        (waiver(start=AS_OF, until=AS_OF), [("D5.1.a.max", "so-a")]),
    ],
)
def test_a_waiver_touches_only_the_breaches_that_it_covers(item, marked):
    """A waiver reaches the breaches of its unit and rule or provision, and no notice is due."""
    assert waived(item) == (marked, ())


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (waiver(until=date(2022, 3, 30)), "hết hạn ngày 30/03/2022"),
        (waiver(start=date(2022, 4, 1)), "chưa có hiệu lực trước ngày 01/04/2022"),
        (waiver(unit="so-x"), "không có trong danh mục"),
        (waiver(rule="D9.9.x"), "không có trong gói"),
        (waiver(provision="Điều 9"), "không có trong gói"),
        (waiver(unit="so-b", rule="D7.3.absent"), "không dùng đến"),
    ],
)
def test_a_waiver_that_does_nothing_is_reported(item, words):
    """An expired, early, unknown or unused waiver leaves the findings open and is told with its place."""
    marked, notices = waived(item)
    assert marked == []
    (notice,) = notices
    assert words in notice.vi
    assert "w.yaml:2" in notice.en


def test_a_waived_finding_keeps_its_identity_and_says_why():
    """The fingerprint stays; the reason and who granted it stand in the message."""
    result = waive(FINDINGS, [waiver()], as_of=AS_OF, rules=RULES, units=UNITS)
    assert result.findings[0].fingerprint == FINDINGS[0].fingerprint
    assert "sắp xếp lại (Chủ tịch)" in result.findings[0].message.vi
    assert result.findings[1:] == tuple(FINDINGS[1:])


def test_of_two_waivers_of_one_breach_the_last_in_force_gives_the_reason():
    """Both are used; one that has expired is told, and does not hide the one in force."""
    expired = replace(waiver(until=date(2022, 3, 30)), reason="cũ")
    first, last = replace(waiver(), reason="một"), replace(waiver(provision="Điều 5"), reason="hai")
    result = waive(FINDINGS, [first, last, expired], as_of=AS_OF, rules=RULES, units=UNITS)
    assert "hai (Chủ tịch)" in result.findings[0].message.vi
    assert ["hết hạn" in notice.vi for notice in result.notices] == [True]


def test_only_the_breach_of_two_findings_with_one_fingerprint_is_waived():
    """What was not a breach keeps its verdict."""
    doubtful = finding(verdict=Verdict.UNDETERMINED)
    result = waive([doubtful, finding()], [waiver()], as_of=AS_OF, rules=RULES, units=UNITS)
    assert [item.verdict for item in result.findings] == [Verdict.UNDETERMINED, Verdict.WAIVED]


def test_the_findings_are_gone_through_once_whatever_the_number_of_waivers():
    """A thousand waivers cost no more passes than one, so that findings may lie in a file."""

    class Counted(list):
        passes = 0

        def __iter__(self):
            self.passes += 1
            return super().__iter__()

    findings = Counted(FINDINGS)
    waive(findings, [waiver()] * 1000, as_of=AS_OF, rules=RULES, units=UNITS)
    assert findings.passes == 1
