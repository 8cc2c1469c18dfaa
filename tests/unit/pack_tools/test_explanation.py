"""Why the rules came to their verdicts on a unit, part by part of their conditions."""

from datetime import date
from functools import partial

import pytest
from explained_pack import OFFICERS, explained

from kstt_rules.base.errors import UsageError
from kstt_rules.model.outcomes import Verdict


@pytest.fixture
def explain(tmp_path):
    """Return a function that explains a unit of a dossier given as tables."""
    return partial(explained, tmp_path)


def told(term, language="vi", depth=0):
    """Return a term and its parts as indented lines of text, value and cells."""
    sign = "→" if term.is_condition else "="
    cells = " ".join(f"{source.sheet}!{source.cell}" for source in term.sources)
    line = f"{'  ' * depth}{term.text[language]} {sign} {term.value[language]} {cells}".rstrip()
    return [line, *(line for part in term.parts for line in told(part, language, depth + 1))]


def only(explanation):
    """Return the one judged subject of the one rule."""
    (rule,) = explanation.rules
    (judged,) = rule.judged
    return judged


def test_each_part_of_a_condition_has_its_value_and_its_cells(explain):
    """Fields point at their cell, relations at the rows that count; lists of a closed set are worded by its labels."""
    judged = only(explain(rule="D5.1.a.max"))
    assert judged.verdict is Verdict.BREACH
    assert told(judged.applies) == [
        "loại đơn vị thuộc loại đơn vị → đúng",
        "  loại đơn vị = Sở unit!D2",
        "  loại đơn vị = Sở, Ban Quản lý các Khu công nghiệp",
    ]
    assert told(judged.breach) == [
        "số công chức đầu mối đang giữ nhiệm vụ trên số tối đa → đúng",
        "  số công chức đầu mối đang giữ nhiệm vụ = 04 officer!B2 officer!B3 officer!B4 officer!B5",
        "  số tối đa = 03",
    ]


def test_conjunctions_are_worded_and_denials_show_what_they_deny(explain):
    """And, or and not are told without repeating the text of their parts."""
    (rule,) = explain(rule="D5.1.a.role").rules
    binh = next(judged for judged in rule.judged if judged.subject.name == "Bình")
    assert told(binh.breach, "en") == [
        "all of these → false",
        "  not: (concurrent or e-mail is blank) → false",
        "    concurrent → unknown (not submitted) officer!A3",
        "    e-mail is blank → true",
        "      e-mail = blank officer!D3",
        "  role is Specialist → true",
        "    role = Specialist officer!C3",
    ]


def test_what_is_unknown_says_why(explain):
    """A blank cell, a column that was not submitted and an unset parameter are told apart."""
    approvals = [{"unit": "so-a", "decided_on": None}]
    judged = only(explain(rule="D5.1.a.sent", approval=approvals))
    assert (judged.verdict, judged.applies) == (Verdict.UNDETERMINED, None)
    assert told(judged.breach) == [
        "ngày gửi Văn phòng UBND tỉnh trước ngày quyết định + số ngày → chưa rõ",
        "  ngày gửi Văn phòng UBND tỉnh = không nộp approval!A2",
        "  ngày quyết định + số ngày = không rõ",
        "    ngày quyết định = để trống approval!B2",
        "    số ngày = chưa đặt",
    ]


def test_a_relation_that_is_unknown_names_what_is_missing(explain):
    """The fields whose absence leaves a count open are named."""
    judged = only(explain(rule="D5.1.a.missing", officer=OFFICERS[3:]))
    assert judged.verdict is Verdict.UNDETERMINED
    assert judged.breach.missing == ("officer.role",)
    assert told(judged.breach) == [
        "không có công chức đầu mối đang giữ nhiệm vụ (vai trò là Lãnh đạo đơn vị) → chưa rõ officer!B2"
    ]


def test_what_does_not_apply_has_no_breach_to_explain(explain):
    """Of a rule that does not apply only the condition that says so is told."""
    judged = only(explain("xa-1", rule="D5.1.a.max"))
    assert (judged.verdict, judged.out_of_force, judged.breach) == (Verdict.NOT_APPLICABLE, False, None)
    assert judged.applies.value.vi == "sai"


def test_a_fact_out_of_force_is_told_apart(explain):
    """A verdict of not applicable although the conditions hold is put down to the time of the law."""
    judged = only(explain(rule="D5.1.a.max", effective_from=date(2022, 4, 1)))
    assert (judged.verdict, judged.out_of_force) == (Verdict.NOT_APPLICABLE, True)
    assert judged.breach.value.vi == "đúng"


def test_a_fact_is_explained_by_the_parameters_of_its_own_day(explain):
    """A decision of 2026 meets the limit of 2026, whatever the day of the audit."""
    decided = [{"unit": "so-a", "decided_on": day, "sent_on": day} for day in (date(2022, 1, 1), date(2026, 1, 1))]
    (rule,) = explain(rule="D5.1.a.few", approval=decided).rules
    assert {told(judged.breach)[-1].strip() for judged in rule.judged} == {"số tối đa = 03", "số tối đa = 02"}


def test_all_rules_with_a_subject_of_the_unit_are_explained(explain):
    """Rules stand in the order of the pack, their subjects by id, and those without a subject are left out."""
    explanation = explain()
    assert explanation.unit.name == "Sở A"
    assert [(rule.rule, [judged.subject.name for judged in rule.judged]) for rule in explanation.rules] == [
        ("D5.1.a.max", ["Sở A"]),
        ("D5.1.a.missing", ["Sở A"]),
        ("D5.1.a.role", ["An", "Bình", "Cường", "Dũng"]),
    ]


def test_the_conditions_told_lead_to_the_verdicts(explain):
    """On every subject the truths that are told are those from which the engine's verdict follows."""
    approvals = [{"unit": "so-a", "decided_on": date(2022, 1, 2), "sent_on": date(2022, 1, 1)}]
    for rule in explain(approval=approvals).rules:
        for judged in rule.judged:
            applies = "true" if judged.applies is None else judged.applies.value.en
            breach = None if judged.breach is None else judged.breach.value.en
            if applies == "true":
                expected = {"true": "breach", "false": "compliant", "unknown": "undetermined"}[breach]
            else:
                expected = {"false": "not_applicable", "unknown": "undetermined"}[applies]
            assert judged.verdict == expected


@pytest.mark.parametrize("name", ["so-a", "Sở A", " sở a "])
def test_a_unit_is_found_by_its_id_or_name(explain, name):
    """Case and spaces around a name do not matter."""
    assert explain(name).unit.id == "so-a"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Sở B", "the dossier has no unit 'Sở B'; did you mean 'Sở A'?"),
        ("UBND xã B", "several units are called 'UBND xã B'; name one by its id: xa-1, xa-2"),
    ],
)
def test_a_unit_that_is_not_one_is_refused(explain, name, told):
    """An unknown name gets the nearest one, an ambiguous one the ids to choose from."""
    with pytest.raises(UsageError) as caught:
        explain(name)
    assert str(caught.value) == told


def test_an_unknown_rule_is_refused(explain):
    """The nearest rule is named."""
    with pytest.raises(UsageError, match=r"did you mean 'D5\.1\.a\.max'"):
        explain(rule="D5.1.a.maxx")
