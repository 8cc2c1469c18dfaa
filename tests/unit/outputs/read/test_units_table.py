"""The units of an audit in one table."""

from dataclasses import replace

from result_factory import result
from units_factory import commune, units_of_a_district

from kstt_rules.model.findings import RuleRef, UnitRef
from kstt_rules.outputs.read.units_table import datasets_received, unit_rows
from kstt_rules.outputs.wording import within_text


def rows_of(*records):
    """Return the rows of the table by the names of the units."""
    return {row.unit.name: row for row in unit_rows(result(units=records))}


def test_the_worst_stand_first():
    """By violations, then by what is to be reviewed, then by what is undetermined, then by the alphabet."""
    names = [
        row.unit.name
        for row in unit_rows(
            result(
                units=(
                    commune("Xã An", review=5),
                    commune("Xã Dân", undetermined=1),
                    commune("Xã Đa", undetermined=1),
                    commune("Xã Bình", violation=1),
                    commune("Xã Cao", violation=1, review=1),
                    commune("Xã Em", undetermined=3),
                )
            )
        )
    ]
    assert names == ["Xã Cao", "Xã Bình", "Xã An", "Xã Em", "Xã Dân", "Xã Đa"]


def test_what_most_of_a_tier_sent_is_missed():
    """Three quarters of those that sent anything are most; what fewer sent is not missed."""
    sent = [commune(f"Xã {number}", "officer", "report") for number in range(3)]
    rows = rows_of(*sent, commune("Xã không", "officer", "petition"))
    assert rows["Xã không"].lacks("vi") == "báo cáo"
    assert rows["Xã 0"].not_received == ()
    assert rows_of(*sent[:2], commune("Xã không", "officer"))["Xã không"].not_received == ()


def test_what_a_unit_is_not_asked_for_is_not_missed():
    """Nor does it count among those that most are told from."""
    sent = [commune(f"Xã {number}", "officer", "report") for number in range(3)]
    report = sent[0].received[1].dataset
    free = [replace(commune(f"Xã {number}", "officer"), not_asked=(report,)) for number in range(3, 6)]
    rows = rows_of(*sent, *free, commune("Xã không", "officer"))
    assert rows["Xã 3"].not_received == ()
    assert rows["Xã không"].lacks("vi") == "báo cáo"


def test_who_sent_nothing_is_told_from_whom_no_rule_applies_to():
    """A unit that only rules that do not apply were asked of owes nothing."""
    rows = rows_of(*units_of_a_district())
    assert rows["UBND xã Xa Lý"].is_silent
    assert rows["UBND xã Xa Lý"].lacks("en") == "nothing received"
    assert not rows["UBND xã Đông Cứu"].is_of_note
    assert rows["UBND xã Đông Cứu"].lacks("vi") == ""
    assert [name for name, row in rows.items() if row.is_of_note] == ["UBND xã Kép", "UBND xã An Hà", "UBND xã Xa Lý"]


def test_datasets_stand_by_how_many_units_sent_them():
    """Those of one number stand by their names."""
    rows = unit_rows(result(units=units_of_a_district()))
    assert datasets_received(rows) == ("officer", "report", "petition")
    assert rows[0].rows == {"officer": 5, "report": 5, "petition": 5}


def test_a_unit_is_named_with_the_one_above_it():
    """What both names begin with stands once."""
    district = UnitRef("1", "UBND huyện Lục Nam")
    assert within_text(UnitRef("2", "UBND xã Đông Hưng"), district) == "UBND xã Đông Hưng, huyện Lục Nam"
    assert within_text(UnitRef("2", "Trạm Y tế"), district) == "Trạm Y tế, UBND huyện Lục Nam"
    assert within_text(district, None) == "UBND huyện Lục Nam"


def test_only_data_that_the_rules_look_at_are_missed():
    """Where an audit was asked for some rules, what others look at says nothing."""
    sent = [commune(f"Xã {number}", "officer", "report") for number in range(3)]
    lacks = []
    for datasets in (("officer",), ("officer", "report")):
        rules = (RuleRef("D1", "0" * 64, datasets),)
        rows = unit_rows(result(units=(*sent, commune("Xã không", "officer")), rules=rules))
        lacks += [row.lacks("vi") for row in rows if row.unit.name == "Xã không"]
    assert lacks == ["", "báo cáo"]
