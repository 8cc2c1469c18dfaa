"""Which units are written to, about what, and under which file names."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from result_factory import finding, make_subject, undetermined

from kstt_rules.base.errors import UsageError
from kstt_rules.intake import from_frames
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import Severity, UnitRef, Verdict
from kstt_rules.model.read_vocabulary import base_vocabulary


def of(unit, tier="xa", **changes):
    """Return a breach by a unit of a tier."""
    reference = UnitRef(unit, f"UBND {unit}")
    changes = {"unit": reference, "subject": make_subject("unit", unit, reference.name, tier)} | changes
    return finding(**changes)


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
    """Neither what is undetermined or waived nor a lighter breach makes a letter, or stands in one."""
    findings = (
        of("a", severity=Severity.INFO),
        of("b", severity=Severity.INFO, rule="i"),
        of("b", severity=Severity.REVIEW, rule="r"),
        of("b", severity=Severity.VIOLATION, rule="v"),
        of("c", verdict=Verdict.WAIVED),
        undetermined(unit=UnitRef("d", "D")),
    )
    [letter] = write_to(findings, least=Severity.REVIEW).letters
    assert (letter.unit.id, [item.rule for item in letter.findings]) == ("b", ["v", "r"])
    assert [item.unit.id for item in write_to(findings, least=Severity.INFO).letters] == ["a", "b"]


def test_letters_go_from_province_to_commune():
    """The order is that of tiers, and of names in a tier."""
    findings = (of("x2"), of("x1"), of("h", "huyen"), of("t", "tinh"), of("k", None))
    assert [letter.unit.id for letter in write_to(findings, least=Severity.INFO).letters] == ["t", "h", "x1", "x2", "k"]


def test_the_sender_gets_a_page_of_its_own():
    """The unit of the letterhead gets no letter, but what it has to mend in brief."""
    found = write_to((of("a"), of("b")), least=Severity.INFO, sender="a")
    assert [letter.unit.id for letter in found.letters] == ["b"]
    assert (found.own.unit.id, found.own.file, found.own.in_brief) == ("a", "phieu-trinh-a.docx", True)
    assert write_to((of("b"),), least=Severity.INFO, sender="a").own is None


def test_letters_go_to_the_bearer_and_name_the_units_concerned():
    """A district is written to about the lists of its communes, and these get no letter about another's duty."""
    district = UnitRef("h1", "UBND h1")
    findings = (of("x1", bearer=district), of("x2", bearer=district), of("h1", "huyen"), of("x2", rule="own"))
    letters = write_to(findings, least=Severity.INFO).letters
    assert [(letter.unit.id, len(letter.findings)) for letter in letters] == [("h1", 3), ("x2", 1)]
    assert [unit.id for unit in letters[0].concerned] == ["x1", "x2"]
    assert letters[1].concerned == ()


def test_a_body_obliged_for_many_is_told_in_brief():
    """One letter by rule instead of one for each unit; ten may still be told one by one."""
    office = UnitRef("vp", "Văn phòng")
    for number, in_brief in ((10, False), (82, True)):
        found = write_to([of(f"x{n}", bearer=office) for n in range(number)], least=Severity.INFO)
        assert [(letter.unit.id, letter.in_brief) for letter in found.letters] == [("vp", in_brief)]


def test_the_register_tells_the_tier_of_a_body_without_findings_of_its_own():
    """It is needed to name it and to put it in its place."""
    findings = (of("x9", "huyen"), of("x1", bearer=UnitRef("h1", "UBND huyện Một")))
    letters = write_to(findings, least=Severity.INFO, register=register()).letters
    assert [(letter.unit.id, letter.tier) for letter in letters] == [("h1", "huyen"), ("x9", "huyen")]


def test_a_unit_that_no_register_has_is_named_and_not_written_to():
    """Nobody knows where such a letter would go, so it is told instead."""
    stranger = UnitRef(None, "UBND xã Lạ")
    found = write_to((finding(unit=stranger), of("a")), least=Severity.INFO, only=["UBND xã Lạ"])
    assert found.letters == ()
    assert found.unaddressed == (stranger,)


def test_some_units_may_be_chosen():
    """By id or by name; one without such a breach is refused with what was meant."""
    findings = (of("so-a"), of("so-b"), of("so-c"))
    chosen = write_to(findings, least=Severity.INFO, only=["so-c", "UBND so-a"]).letters
    assert [letter.unit.id for letter in chosen] == ["so-a", "so-c"]
    with pytest.raises(UsageError, match=r"no breach was found for unit 'so-bb'; did you mean 'so-b'\?"):
        write_to(findings, least=Severity.INFO, only=["so-bb"])


def test_the_register_tells_what_a_unit_is_under():
    """The parent is found by its code or its name; where the register tells none, nobody is above."""
    letters = write_to((of("x1"), of("x2"), of("x3"), of("x9")), least=Severity.INFO, register=register()).letters
    above = {letter.unit.id: letter.superior for letter in letters}
    district = UnitRef("h1", "UBND huyện Một")
    assert above == {"x1": district, "x2": district, "x3": None, "x9": None}


def files(*ids):
    """Return the file names of letters to units of these ids."""
    return [letter.file for letter in write_to([of(unit) for unit in ids], least=Severity.INFO).letters]


def test_files_are_named_after_ids():
    """A plain id is the name; marks, signs and capitals leave only letters and digits."""
    assert files("07450") == ["cong-van-07450.docx"]
    assert files("Sở Y tế/../Đ") == ["cong-van-so-y-te-d.docx"]


def test_ids_that_come_out_alike_have_files_of_their_own():
    """Each gets a part of its hash, whatever the others are; so does an id of which no letter is left."""
    alike = files("A1", "a1", "a-1")
    assert alike[0] != alike[1]
    assert all(re.fullmatch(r"cong-van-a1-[0-9a-f]{8}\.docx", name) for name in alike if "a1" in name)
    assert re.fullmatch(r"cong-van--[0-9a-f]{8}\.docx", files("...")[0])


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=8, unique=True))
def test_every_file_name_is_plain_and_its_own(ids):
    """Names are short ASCII, differ even where case does not count, and follow from the ids alone."""
    names = files(*ids)
    assert len({name.lower() for name in names}) == len(ids)
    assert all(re.fullmatch(r"cong-van-[a-z0-9-]{1,80}\.docx", name) for name in names)
    assert sorted(files(*reversed(ids))) == sorted(names)
