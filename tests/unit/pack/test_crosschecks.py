"""What the conditions of a pack compare must be able to be equal, wherever in the pack it stands."""

import pytest
from pack_factory import faults, marked_places, pack_files, write_pack

RULES, PACK = "dieu-05.yaml", "pack.yaml"
MAX = "breach: officers.count() > limits.most\n    severity: violation\n"
TEXT_PARAMETER = (
    "    body:\n      type: text\n      label: {{vi: x, en: x}}\n"
    "      values: [{{‸value: {}, source: local}}]\n  classes:\n"
)


@pytest.mark.parametrize("condition", ["unit.kind == limits.body", "limits.body != unit.kind"])
@pytest.mark.parametrize(
    ("value", "told"), [("so", []), ("soo", ["'soo' is not a valid unit_kind; did you mean 'so'?"])]
)
def test_a_text_that_a_rule_compares_must_be_one_of_the_closed_set(tmp_path, condition, value, told):
    """A parameter that is one text is checked whole, on either side of the comparison."""
    changes = [
        (PACK, "  classes:\n", TEXT_PARAMETER.format(value)),
        (RULES, "bodies\n    breach: officers.count()", f"bodies and {condition}\n    breach: officers.count()"),
    ]
    [place] = marked_places(pack_files(*changes))
    assert faults(write_pack(tmp_path, *changes)) == [f"{place}: {message}" for message in told]


@pytest.mark.parametrize("condition", ["readings.composition == limits.body", "limits.body != readings.composition"])
@pytest.mark.parametrize(("value", "told"), [("cap", 0), ("kap", 1)])
def test_a_text_that_a_rule_compares_with_a_reading_must_be_one_of_its_options(tmp_path, condition, value, told):
    """Where both sides are names of the pack, each is held against the other."""
    changes = [
        (PACK, "  classes:\n", TEXT_PARAMETER.format(value)),
        (RULES, MAX, f"breach: {condition} and limits.most > 1\n    severity: violation\n    reading: composition\n"),
    ]
    [place] = marked_places(pack_files(*changes))
    message = f"{place}: 'kap' is not a valid readings.composition; did you mean 'cap'?"
    assert faults(write_pack(tmp_path, *changes)) == [message] * told


def test_a_reading_may_stand_on_both_sides_of_a_comparison(tmp_path):
    """What is compared with itself is odd, but a reading has no values in pack.yaml that could be wrong."""
    breach = "breach: readings.composition != readings.composition or limits.most > 1\n    severity: violation\n"
    assert faults(write_pack(tmp_path, (RULES, MAX, breach + "    reading: composition\n"))) == []


@pytest.mark.parametrize("condition", ['duty == "5.1.b"', '"5.1.b" != duty', 'duty in ("5.1.a", "5.1.b")'])
def test_a_provision_in_a_condition_must_be_listed(tmp_path, condition):
    """A duty that no provision has would make a rule that is always breached."""
    changes = [
        (RULES, "- id: D5.1.a.max", "- ‸id: D5.1.a.max"),
        (RULES, "breach: officers.count() > limits.most", f"breach: documents.count({condition}) > limits.most"),
    ]
    [place] = marked_places(pack_files(*changes))
    [found] = faults(write_pack(tmp_path, *changes))
    assert found.startswith(f"{place}: provisions.yaml has no '5.1.b', with which D5.1.a.max compares")
