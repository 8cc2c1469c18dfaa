"""The library's one function: from data frames to findings with their words, cells and settings."""

import sys
from dataclasses import replace
from datetime import date
from importlib.metadata import version

import pandas as pd
import pytest
from one_unit import AS_OF, UNITS, audited, roster

import kstt_rules
from kstt_rules.base.errors import UsageError
from kstt_rules.intake import from_frames
from kstt_rules.intake.assemble import assemble
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.frames import contents_of_frames
from kstt_rules.judging.steps import conclude, judge_run, new_run, with_dossier
from kstt_rules.model.outcomes import Cause, Outcome, Severity, Verdict
from kstt_rules.pack import load_pack

VOCABULARY = load_pack("bac-giang-2021").vocabulary


def verdicts(result, rule):
    return [finding.verdict for finding in result.findings if finding.rule == rule]


def one(result, rule):
    (finding,) = [finding for finding in result.findings if finding.rule == rule]
    return finding


FOUR = roster("unit_leader", "office_leader", "specialist", "specialist")


def test_a_breach_is_cited_worded_and_shown_in_its_cells():
    """A finding carries the full citation, both languages, and the cells of the rows that were counted."""
    finding = one(audited(FOUR), "D5.1.a.max")
    assert finding.citation.vi.startswith(
        "điểm a khoản 1 Điều 5 Quy chế ban hành kèm theo Quyết định số …/2021/QĐ-UBND"
    )
    assert "4" in finding.message.vi
    assert "4" in finding.message.en
    count = next(item for item in finding.evidence if item.field == "officers.count(distinct)")
    assert (count.value, [source.cell for source in count.sources]) == (4, ["B2", "B3", "B4", "B5"])


def test_what_is_missing_is_named():
    """An undetermined finding names the field that nobody filled."""
    finding = one(audited(roster("unit_leader", "office_leader", None)), "D5.1.a.missing")
    assert finding.verdict is Verdict.UNDETERMINED
    assert finding.missing == ("officer.role",)
    assert "vai trò" in finding.message.vi


def test_what_is_missing_is_asked_for_and_no_more():
    """Whoever may be in order is not told to change the roster, or to pay more."""
    paid = {"unit": "so-a", "officer_name": "Người 0", "period": "2021-Q4", "amount": 600_000, "paid_on": "2022-01-05"}
    payment = pd.DataFrame([paid])
    result = audited(roster(None), payment=payment)
    assert one(result, "D5.1.a.missing").remedy.en == "Submit or correct what is missing: role (focal officer)."
    stated = one(result, "D8.amount").remedy.en
    assert stated == "State the value by which to judge: least amount of one support payment (dong)."


def test_an_unclassified_role_does_not_hide_a_certain_breach():
    """Two leaders are one too many, whatever the third officer is."""
    result = audited(roster("unit_leader", "unit_leader", None))
    assert verdicts(result, "D5.1.a.twice") == [Verdict.BREACH]


def test_a_rejected_row_leaves_its_unit_open():
    """A row that cannot be read may be the fourth officer or the missing role."""
    officers = roster("unit_leader", "office_leader", "specialist")
    officers.loc[len(officers)] = ["so-a", None, "specialist"]
    result = audited(officers)
    assert [reject.reason for reject in result.rejects] == ["missing_value"]
    finding = one(result, "D5.1.a.max")
    assert (finding.verdict, finding.missing) == (Verdict.UNDETERMINED, ("officer.rejected_rows",))


@pytest.mark.parametrize("column", ["from_date", "to_date"])
def test_who_may_be_in_post_is_counted_as_such_and_decides_nothing(column):
    """The row stands for its unit, its cell is the evidence, and what it cannot turn is decided as ever."""
    officers = roster("unit_leader", "office_leader", "specialist", "specialist").assign(**{column: None})
    officers.loc[3, column] = "31/02/2022"
    result = audited(officers, verify=True)
    assert [(reject.row, reject.reason) for reject in result.rejects] == [(5, "bad_date")]
    assert [result.inputs[0].accepted, result.inputs[0].rejected] == [5, 0]
    for rule in ("D5.1.a.max", "D5.1.a.twice"):
        finding = one(result, rule)
        assert (finding.verdict, finding.missing) == (Verdict.UNDETERMINED, ("officer.active",))
        assert "D5" in {source.cell for term in finding.evidence for source in term.sources}
        assert "từ ngày, đến ngày" in finding.message.vi
    assert [verdicts(result, f"D5.1.a.{rule}") for rule in ("nobody", "missing", "empty")] == [[], [], []]
    officers.loc[2, "role"] = "unit_leader"
    assert verdicts(audited(officers), "D5.1.a.twice") == [Verdict.BREACH]


def by_unit(result, rule):
    return {finding.unit.id: finding.verdict for finding in result.findings if finding.rule == rule}


def test_a_rejected_approval_of_a_whole_tier_leaves_all_its_units_open():
    """No unit of the tier lacks an approval for certain while one of the tier could not be read."""
    approval = {"unit": "cấp tỉnh", "decision_number": "1", "decided_on": "31/02/2022"}
    units = pd.concat([UNITS, pd.DataFrame([{"id": "h", "name": "UBND huyện H", "tier": "huyen"}])])
    officers = pd.concat([roster("unit_leader"), pd.DataFrame([{"unit": "h", "name": "Người khác"}])])
    result = audited(officers, approval=pd.DataFrame([approval]), unit=units)
    assert one(result, "D4.1.none").missing == ("approval.rejected_rows",)
    assert by_unit(result, "D4.1.none") == {"so-a": Verdict.UNDETERMINED}
    assert by_unit(result, "D4.2.none") == {"h": Verdict.BREACH}


@pytest.mark.parametrize(
    ("organiser", "verdict"),
    [("VP UBND tỉnh", Verdict.UNDETERMINED), ("Sở A", Verdict.BREACH), ("#N/A", Verdict.UNDETERMINED)],
)
def test_a_rejected_training_leaves_the_one_who_held_it_open(organiser, verdict):
    """A row of another unit counts for the organiser that it names and for nobody else; an error may hide anyone."""
    training = {"unit": "so-a", "organiser_name": organiser, "topic": "KSTTHC", "held_on": "31/02/2022"}
    units = pd.concat([UNITS, pd.DataFrame([{"id": "vp", "name": "VP UBND tỉnh", "kind": "vp_ubnd_tinh"}])])
    result = audited(roster("unit_leader"), training=pd.DataFrame([training]), unit=units)
    assert by_unit(result, "D10.1.training") == {"vp": verdict}


@pytest.mark.parametrize(("name", "open_names"), [("người  0", {"Người 0"}), ("Người 7", set()), (None, set())])
def test_a_rejected_officer_may_be_a_namesake_of_whom_it_names(name, open_names):
    """Only officers of the same name are left open, whatever the unit of the row that could not be read."""
    officers = roster("unit_leader", "office_leader")
    officers.loc[len(officers)] = [None, name, "specialist"]
    findings = [finding for finding in audited(officers).findings if finding.rule == "D5.3.a.namesake"]
    assert {finding.subject.name for finding in findings} == open_names


UNIT_OF_NOBODY = {"unit": "Trại giam 9", "name": "Người 9", "role": "specialist"}


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (UNIT_OF_NOBODY, Verdict.UNDETERMINED),
        ({**UNIT_OF_NOBODY, "unit": "Sở B"}, Verdict.BREACH),
        ({**UNIT_OF_NOBODY, "unit": "Sở Aa"}, Verdict.UNDETERMINED),
    ],
)
def test_no_unit_is_said_to_have_sent_nobody_while_a_row_of_a_roster_may_be_its_own(row, verdict):
    """A name like no other may be anybody's, one like the unit's its own; that of another unit is not."""
    units = pd.DataFrame([*UNITS.to_dict("records"), {"id": "so-b", "name": "Sở B", "tier": "tinh", "kind": "so"}])
    result = audited(pd.DataFrame([row]), unit=units)
    assert by_unit(result, "D5.1.a.nobody")["so-a"] is verdict
    if verdict is Verdict.UNDETERMINED:
        finding = next(item for item in result.findings if (item.rule, item.unit.id) == ("D5.1.a.nobody", "so-a"))
        assert [source.cell for term in finding.evidence for source in term.sources if source.sheet == "officer"] == [
            "A2"
        ]


def test_a_sheet_that_no_dataset_took_leaves_open_what_it_may_hold():
    """Of the units that it names, whatever dataset it is."""
    frames = {"unit": UNITS, "officer": roster("unit_leader").iloc[:0]}
    read = contents_of_frames(frames, VOCABULARY)[0]
    strange = Sheet("Trang 2", [1, 2, 3], Grid.of([["Hạng mục", "Giá trị"], ["Sở A", "x"], ["Sở A", "y"]]))
    dossier = assemble([replace(read, sheets=(*read.sheets, strange))], VOCABULARY).dossier
    assert [(row.units, row.rows, row.source.cell) for row in dossier.tables["officer"].unread] == [
        (("so-a",), 3, "A1")
    ]
    [reject] = dossier.rejects
    assert (reject.reason, reject.units, reject.is_unread) == ("unknown_sheet", ("so-a",), True)


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        ("so-a.xlsx", Verdict.UNDETERMINED),
        ("quet-001.xlsx", Verdict.UNDETERMINED),
        ("so-b.xlsx", Verdict.BREACH),
        ("danh-sach-tong-hop.xlsx", Verdict.BREACH),
    ],
)
def test_no_unit_is_said_to_have_named_nobody_whose_file_may_be_the_one_that_was_not_read(file, verdict):
    """Its file is the evidence; a file of another unit, or of another dataset, is no excuse."""
    units = pd.DataFrame([*UNITS.to_dict("records"), {"id": "so-b", "name": "Sở B", "tier": "tinh", "kind": "so"}])
    read = contents_of_frames({"unit": units, "officer": roster("unit_leader").iloc[:0]}, VOCABULARY)[0]
    run = new_run(load_pack("bac-giang-2021"), as_of=AS_OF, every=True)
    run = with_dossier(run, assemble([read, Content(file, "", (), "damaged")], VOCABULARY).dossier, None)
    result = conclude(run, judge_run(run, verify=True), {})
    assert by_unit(result, "D5.1.a.nobody")["so-a"] is verdict
    finding = next(item for item in result.findings if (item.rule, item.unit.id) == ("D5.1.a.nobody", "so-a"))
    cited = {source.file for term in finding.evidence for source in term.sources}
    assert (file in cited) is (verdict is Verdict.UNDETERMINED)


def test_a_roster_without_a_row_that_can_be_read_is_judged():
    """Where every row is rejected there is nobody to be a namesake of, and the unit is left open."""
    officers = roster("unit_leader").assign(name=None)
    assert by_unit(audited(officers), "D5.1.a.nobody") == {"so-a": Verdict.UNDETERMINED}


def test_a_dataset_that_was_not_submitted_is_told_once_for_each_of_its_rules():
    """Rules about approvals say that nothing can be told, and are counted as undetermined."""
    result = audited(roster("unit_leader"), detail="own")
    assert not verdicts(result, "D4.1.signer")
    (told,) = [item for item in result.undecided if item.rule == "D4.1.signer"]
    assert (told.cause, told.missing, told.subjects, told.units) == (Cause.DATASET, ("approval",), 1, 0)
    row = next(row for row in result.coverage if row.provision == told.provision)
    assert row.outcomes[Outcome.UNDETERMINED] >= 1


@pytest.mark.parametrize(("value", "expected"), [("4", []), ("3", [Verdict.BREACH])])
def test_a_parameter_can_be_set_and_is_told(value, expected):
    """A value set by the user decides, and stands among settings and notices."""
    result = audited(FOUR, settings={"limits.provincial_max": value})
    assert verdicts(result, "D5.1.a.max") == expected
    assert result.settings == {"limits.provincial_max": value}
    assert any("Người dùng đặt số công chức đầu mối" in notice.vi for notice in result.regulation.notices)


def test_a_reading_can_be_chosen_and_is_told():
    """The severity follows the reading, and the finding names it."""
    two = roster("unit_leader", "office_leader")
    default, strict = (
        one(audited(two), "D5.1.a.missing"),
        one(audited(two, settings={"readings.composition": "strict"}), "D5.1.a.missing"),
    )
    assert (default.reading, default.severity) == ("slots", Severity.REVIEW)
    assert (strict.reading, strict.severity) == ("strict", Severity.VIOLATION)


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"limits.provincial_mx": "3"}, "did you mean 'limits.provincial_max'"),
        ({"limits.provincial_max": "ba"}, "write a whole number from 0"),
        ({"readings.composition": "loose"}, "choose from strict, slots, cap"),
        ({"readings.compositon": "cap"}, "did you mean 'readings.composition'"),
    ],
)
def test_a_setting_that_the_pack_does_not_know_is_refused(settings, part):
    """A wrong key or value is told with what is allowed."""
    with pytest.raises(UsageError, match=part):
        audited(FOUR, settings=settings)


@pytest.mark.parametrize(
    ("effective", "expected"), [(date(2022, 3, 31), [Verdict.BREACH]), (date(2022, 4, 1), []), (None, [Verdict.BREACH])]
)
def test_before_its_effect_the_regulation_does_not_apply(effective, expected):
    """What stands on a day before the effective date is not applicable; without a date the result says so."""
    result = audited(FOUR, effective_from=effective)
    assert verdicts(result, "D5.1.a.max") == expected
    assert any("việc xảy ra trước khi có hiệu lực" in notice.vi for notice in result.regulation.notices) == (
        effective is None
    )


def test_every_subject_has_exactly_one_verdict():
    """The counts of each rule add up to its subjects."""
    result = audited(FOUR)
    assert sum(result.summary.values()) == sum(sum(row.outcomes.values()) for row in result.coverage)
    pack = load_pack("bac-giang-2021")
    run = with_dossier(new_run(pack, as_of=AS_OF), from_frames({"unit": UNITS, "officer": FOUR}, pack.vocabulary))
    judgement = judge_run(run, verify=True)
    for rule in pack.rules:
        assert len(judgement.verdicts(rule)) == judgement.facts.size(rule.subject)


def test_an_earlier_roster_is_read_by_the_present_register(tmp_path):
    """A previous roster without its own register names the same units, and its changes are derived."""
    later = pd.DataFrame([{"Đơn vị": "Sở A", "Họ và tên": "Lê Chi", "Vai trò": "Chuyên viên"}])
    later.assign(**{"Họ và tên": ["Lê An"]}).to_csv(tmp_path / "cong-chuc-dau-moi.csv", index=False)
    result = kstt_rules.audit(
        {"unit": UNITS, "officer": later},
        as_of=AS_OF,
        previous=[tmp_path / "cong-chuc-dau-moi.csv"],
        detail="all",
    )
    found = [finding for finding in result.findings if finding.rule.startswith("D9.3.a")]
    assert {finding.unit.id for finding in found} == {"so-a"}


def test_what_is_said_of_columns_holds_for_an_earlier_roster_too(tmp_path):
    """A mapping reaches the files of both dates."""
    mapping = tmp_path / "map.yaml"
    mapping.write_text("tables: [{entity: officer, columns: {Người phụ trách: name}}]", encoding="utf-8")
    rosters = tmp_path / "nay", tmp_path / "truoc"
    for folder, name in zip(rosters, ("Lê Chi", "Lê An"), strict=True):
        folder.mkdir()
        lines = f"Đơn vị,Người phụ trách,Vai trò\nSở A,{name},Chuyên viên\n"
        (folder / "cong-chuc-dau-moi.csv").write_text(lines, encoding="utf-8")
    now, earlier = ([folder] for folder in rosters)
    result = kstt_rules.audit(now, as_of=AS_OF, mapping=mapping, previous=earlier, detail="all")
    assert result.rejects == ()
    changed = [item for item in result.findings if item.rule.startswith("D9.3.a")]
    assert {(item.rule, item.unit.id) for item in changed} == {("D9.3.a.approval", "so-a"), ("D9.3.a.list", "so-a")}


@pytest.mark.parametrize(("period", "expected"), [("2025-Q1", ["D7.3.absent"]), ("2025-Q4", [])])
def test_a_fact_is_judged_by_the_law_of_its_own_day(period, expected):
    """A district's report of a quarter when there were districts is still asked for; a later one is not."""
    units = pd.DataFrame([{"id": "huyen-a", "name": "UBND huyện A", "tier": "huyen", "kind": "ubnd_huyen"}])
    reports = pd.DataFrame([{"unit": "huyen-a", "period": period, "sent_on": None}])
    result = kstt_rules.audit({"unit": units, "report": reports}, as_of=date(2026, 3, 31))
    found = [
        item.rule for item in result.findings if item.subject.id == f"huyen-a/{period}" and item.rule == "D7.3.absent"
    ]
    assert found == expected


def test_a_finding_that_rests_on_a_local_choice_says_so():
    """A condition that uses a parameter of local source is marked, one that uses the regulation's own is not."""
    documents = pd.DataFrame([], columns=["Đơn vị", "Nhiệm vụ", "Năm", "Ngày"])
    result = kstt_rules.audit({"unit": UNITS, "officer": FOUR, "document": documents}, as_of=AS_OF)
    words = "(By a local parameter, not by the regulation.)"
    assert words in one(result, "D6.1.c.training").message.en
    assert words not in one(result, "D5.1.a.max").message.en


def test_a_result_names_the_engine_and_how_many_subjects_it_judged():
    """Two results are equal whatever that number is: it depends on the run."""
    result = audited(FOUR)
    assert (result.engine.name, result.engine.version) == ("durable-rules", version("durable-rules"))
    assert result.engine.subjects > 0
    other = replace(result, engine=replace(result.engine, subjects=0))
    assert other == result


def test_nothing_is_judged_twice_without_the_engine(monkeypatch):
    """Whoever lets columns judge alone cannot ask for a second way too; where the engine is there, it judges."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(UsageError, match="leave verify out"):
        audited(FOUR, engine_absent="masks", verify=True)
    monkeypatch.undo()
    assert audited(FOUR, engine_absent="masks", verify=True).engine.name == "durable-rules"
    with pytest.raises(UsageError, match="engine_absent"):
        audited(FOUR, engine_absent="none")
