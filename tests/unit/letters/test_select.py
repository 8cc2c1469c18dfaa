"""Which units are written to, about what, and under which file names."""

from dataclasses import replace

import pandas as pd
import pytest
from result_factory import RULES, TIERS, finding, make_subject, result, undetermined, unit_record

from kstt_rules.base.errors import UsageError
from kstt_rules.compare.diff import snapshot
from kstt_rules.intake import from_frames
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.model.read_vocabulary import base_vocabulary


def of(unit, tier="xa", **changes):
    """Return a breach by a unit of a tier."""
    reference = UnitRef(unit, f"UBND {unit}")
    changes = {"unit": reference, "subject": make_subject("unit", unit, reference.name, tier)} | changes
    return finding(**changes)


def chosen(findings, **options):
    """Return the letters about the findings of an audit."""
    return write_to(snapshot(result(findings=tuple(findings), rules=RULES)), **options)


def register():
    """Return a register of two communes of one district, and one of a parent that it does not have."""
    frame = pd.DataFrame(
        {
            "id": ["h1", "x1", "x2", "x3"],
            "name": ["UBND huyện Một", "UBND xã Hai", "UBND xã Ba", "UBND xã Bốn"],
            "tier": ["Huyện", "Xã", "Xã", "Xã"],
            "kind": ["UBND huyện", "UBND xã", "UBND xã", "UBND xã"],
            "parent": [None, "h1", "UBND huyện Một", None],
        }
    )
    return from_frames({"unit": frame}, base_vocabulary()).tables["unit"]


def test_only_breaches_that_weigh_enough_are_written_about():
    """Neither what is waived nor a lighter breach makes a letter, or stands in one."""
    findings = (
        of("a", severity=Severity.INFO),
        of("b", severity=Severity.INFO, rule="i"),
        of("b", severity=Severity.REVIEW, rule="r"),
        of("b", severity=Severity.VIOLATION, rule="v"),
        of("c", verdict=Verdict.WAIVED),
    )
    [letter] = chosen(findings, least=Severity.REVIEW).letters
    assert (letter.unit.id, [item.rule for item in letter.findings]) == ("b", ["v", "r"])
    assert [item.unit.id for item in chosen(findings, least=Severity.INFO).letters] == ["a", "b"]


def test_what_is_undetermined_is_asked_for_and_never_among_the_breaches():
    """A body that lacks data alone gets a letter that asks for them; what weighs too little is not asked for."""
    unit = UnitRef("d", "D")
    findings = (undetermined(unit=unit), undetermined(unit=unit, rule="i", severity=Severity.INFO), of("b"))
    one, other = chosen(findings, least=Severity.REVIEW).letters
    assert (one.unit.id, [item.rule for item in one.requests], one.findings) == ("d", ["D5.3.a.concurrent"], ())
    assert (other.unit.id, other.requests) == ("b", ())


@pytest.mark.parametrize(
    "missing", [("officer",), ("limits.most",), ("officer.role", "limits.most"), ("officer.rejected_rows",)]
)
def test_what_many_lack_alike_is_not_asked_of_each(missing):
    """A dataset, a value to judge by, or rows that were not accepted, where a result lists each that lacks them."""
    assert chosen([undetermined(missing=missing)], least=Severity.INFO).letters == ()


def test_nothing_is_asked_for_by_a_result_of_version_1():
    """It does not say what is undetermined for a reason of its own."""
    assert write_to(replace(snapshot(result()), version=1), least=Severity.INFO).letters[0].requests == ()


def province():
    """Return an audit with breaches of a department, two districts, and communes within these."""
    units = tuple(
        unit_record(UnitRef(unit, f"UBND {unit}"), tier=TIERS["xa"], parent=UnitRef(parent, f"UBND {parent}"))
        for unit, parent in (("x1", "h1"), ("x2", "h1"), ("x3", "h2"))
    )
    districts = tuple(unit_record(UnitRef(unit, f"UBND {unit}"), tier=TIERS["huyen"]) for unit in ("h1", "h2"))
    findings = (finding(), of("h1", "huyen"), of("x2"), of("x1"), of("x3"))
    return snapshot(result(findings=findings, units=(*districts, *units)))


def told(letters):
    """Return for each letter the unit that it goes to, and those of its annex."""
    return [(letter.unit.id, [part.unit.id for part in letter.annex]) for letter in letters]


def test_a_district_is_written_to_about_its_communes():
    """They stand in the annex of its letter, in the order of the alphabet, also where it has nothing to mend itself."""
    found = write_to(province(), least=Severity.INFO)
    assert told(found.letters) == [("so-y-te", []), ("h1", ["x1", "x2"]), ("h2", ["x3"])]
    assert [len(letter.findings) for letter in found.letters] == [1, 1, 0]
    assert {unit.id: district.id for unit, district in found.districts.items()} == {
        "h1": "h1",
        "h2": "h2",
        "x1": "h1",
        "x2": "h1",
        "x3": "h2",
    }


def test_each_unit_may_be_written_to_itself():
    """Then nobody has an annex."""
    letters = write_to(province(), least=Severity.INFO, per="unit").letters
    assert told(letters) == [(unit, []) for unit in ("so-y-te", "h1", "x1", "x2", "x3")]


def test_a_commune_that_is_named_or_of_the_sender_is_written_to_itself():
    """A district that is named is written to about all its other communes."""
    assert told(write_to(province(), least=Severity.INFO, only=["x3"]).letters) == [("x3", [])]
    both = write_to(province(), least=Severity.INFO, only=["h1", "x1"]).letters
    assert told(both) == [("h1", ["x2"]), ("x1", [])]
    own = write_to(province(), least=Severity.INFO, sender="h1")
    assert told(own.letters) == [("so-y-te", []), ("h2", ["x3"]), ("x1", []), ("x2", [])]
    assert own.own.unit.id == "h1"


def test_letters_go_from_province_to_commune():
    """The order is that of tiers, and of names in a tier."""
    findings = (of("x2"), of("x1"), of("h", "huyen"), of("t", "tinh"), of("k", None))
    assert [letter.unit.id for letter in chosen(findings, least=Severity.INFO).letters] == ["t", "h", "x1", "x2", "k"]


def test_the_sender_gets_a_page_of_its_own():
    """The unit of the letterhead gets no letter, but what it has to mend in brief."""
    found = chosen((of("a"), of("b")), least=Severity.INFO, sender="a")
    assert [letter.unit.id for letter in found.letters] == ["b"]
    assert (found.own.unit.id, found.own.file, found.own.in_brief) == ("a", "Phiếu trình - UBND a.docx", True)
    assert chosen((of("b"),), least=Severity.INFO, sender="a").own is None


def test_letters_go_to_the_bearer_and_name_the_units_concerned():
    """A district is written to about the lists of its communes, and these get no letter about another's duty."""
    district = UnitRef("h1", "UBND h1")
    findings = (of("x1", bearer=district), of("x2", bearer=district), of("h1", "huyen"), of("x2", rule="own"))
    letters = chosen(findings, least=Severity.INFO).letters
    assert [(letter.unit.id, len(letter.findings)) for letter in letters] == [("h1", 3), ("x2", 1)]
    assert [unit.id for unit in letters[0].concerned] == ["x1", "x2"]
    assert letters[1].concerned == ()


def test_a_body_obliged_for_many_is_told_in_brief():
    """One letter by rule instead of one for each unit; ten may still be told one by one."""
    office = UnitRef("vp", "Văn phòng")
    for number, in_brief in ((10, False), (82, True)):
        found = chosen([of(f"x{n}", bearer=office) for n in range(number)], least=Severity.INFO)
        assert [(letter.unit.id, letter.in_brief) for letter in found.letters] == [("vp", in_brief)]


def test_the_register_tells_the_tier_of_a_body_without_findings_of_its_own():
    """It is needed to name it and to put it in its place."""
    findings = (of("x9", "huyen"), of("x1", bearer=UnitRef("h1", "UBND huyện Một")))
    letters = chosen(findings, least=Severity.INFO, register=register()).letters
    assert [(letter.unit.id, letter.tier) for letter in letters] == [("h1", "huyen"), ("x9", "huyen")]


def test_a_unit_that_no_register_has_is_named_and_not_written_to():
    """Nobody knows where such a letter would go, so it is told instead."""
    stranger = UnitRef(None, "UBND xã Lạ")
    found = chosen((finding(unit=stranger), of("a")), least=Severity.INFO, only=["UBND xã Lạ"])
    assert found.letters == ()
    assert [part.unit for part in found.unaddressed] == [stranger]


def test_some_units_may_be_chosen():
    """By id or by name; one without such a breach is refused with what was meant."""
    findings = (of("so-a"), of("so-b"), of("so-c"))
    letters = chosen(findings, least=Severity.INFO, only=["so-c", "UBND so-a"]).letters
    assert [letter.unit.id for letter in letters] == ["so-a", "so-c"]
    with pytest.raises(UsageError, match=r"no breach was found for unit 'so-bb'; did you mean 'so-b'\?"):
        chosen(findings, least=Severity.INFO, only=["so-bb"])


@pytest.mark.parametrize("name", ["ubnd HUYỆN Một", "UBND huyen Mot"])
def test_a_name_may_be_written_without_its_accents_or_in_another_case(name):
    """As ``kstt audit --unit`` takes it."""
    findings = (of("so-a"), finding(unit=UnitRef("h1", "UBND huyện Một")))
    assert [letter.unit.id for letter in chosen(findings, least=Severity.INFO, only=[name]).letters] == ["h1"]


def test_a_commune_that_a_district_is_written_to_about_is_suggested_too():
    """Not only who is an addressee."""
    with pytest.raises(UsageError, match=r"did you mean 'x3'\?"):
        write_to(province(), least=Severity.INFO, only=["x33"])


def test_the_register_tells_what_a_unit_is_under():
    """The parent is found by its code or its name; where the register tells none, nobody is above."""
    findings = (of("x1"), of("x2"), of("x3"), of("x9"))
    letters = chosen(findings, least=Severity.INFO, per="unit", register=register()).letters
    above = {letter.unit.id: letter.superior for letter in letters}
    district = UnitRef("h1", "UBND huyện Một")
    assert above == {"x1": district, "x2": district, "x3": None, "x9": None}


def test_files_are_named_after_their_units():
    """By the name in Vietnamese, a commune's with its district; two of one name have the id beside it."""
    names = [letter.file for letter in write_to(province(), least=Severity.INFO, per="unit").letters]
    assert names[:3] == ["Công văn - Sở Y tế.docx", "Công văn - UBND h1.docx", "Công văn - UBND x1, h1.docx"]
    units = (UnitRef("01", "UBND xã Tân Tiến"), UnitRef("02", "UBND xã Tân Tiến"))
    letters = chosen([finding(unit=unit) for unit in units], least=Severity.INFO).letters
    assert [letter.file for letter in letters] == [
        "Công văn - UBND xã Tân Tiến (01).docx",
        "Công văn - UBND xã Tân Tiến (02).docx",
    ]
