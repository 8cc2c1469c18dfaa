"""A rule pack is loaded whole, or everything wrong with it is told by file, line and column."""

from datetime import date
from pathlib import Path

import pytest
from pack_factory import PACK_FILES, faults, write_pack

from kstt_rules.bilingual import Bilingual
from kstt_rules.citation import Provision
from kstt_rules.errors import PackError, UsageError
from kstt_rules.findings import Severity
from kstt_rules.pack import Expectation, list_packs, load_pack, packs_folder
from kstt_rules.report_calendar import DueRule

POINT = Provision(5, 1, "a")


def test_a_sound_pack_is_loaded_in_order(tmp_path):
    """Provisions stand in the regulation's order and rules by provision and id, whatever the files' order."""
    pack = load_pack(write_pack(tmp_path))
    assert [entry.provision for entry in pack.provisions] == [POINT, Provision(7, 3)]
    assert [rule.id for rule in pack.rules] == ["D5.1.a.max", "D5.1.a.missing"]
    assert pack.rules_for(POINT) == pack.rules
    assert pack.rules_for(Provision(5, 1)) == ()


def test_the_metadata_of_a_pack_is_kept(tmp_path):
    """What is blank in the source stays None, and texts come in both languages."""
    pack = load_pack(write_pack(tmp_path))
    assert (pack.id, pack.version, pack.title) == ("tiny", "0.1.0", Bilingual("Gói nhỏ", "Tiny pack"))
    assert pack.notes == (Bilingual("Bản dự thảo", "A draft"),)
    assert (pack.regulation.number, pack.regulation.date, pack.regulation.effective_from) == (None, None, None)
    assert pack.regulation.annexed_to.vi == "Quyết định số {number}"
    assert pack.readings["composition"].default == "cap"
    assert list(pack.readings["composition"].options) == ["strict", "cap"]


def test_the_report_calendar_is_in_the_form_that_due_dates_are_reckoned_from(tmp_path):
    """Expectations, due table, policy and overrides come out as the report calendar takes them."""
    calendar = load_pack(write_pack(tmp_path)).calendar
    assert calendar.expects == (Expectation(("so", "bql_kcn"), ("quarter", "year"), Provision(7, 3)),)
    assert calendar.due == {"tinh": {"quarter": DueRule(18), "year": DueRule(31, 1)}}
    assert calendar.weekend_policy == "as_stated"
    assert calendar.working_day_overrides == {date(2022, 1, 4): False}


def test_a_rule_knows_its_place_and_texts(tmp_path):
    """A rule keeps what its conditions say, where it stands, and which parameters they rest on."""
    rule = load_pack(write_pack(tmp_path)).rule("D5.1.a.missing")
    assert (rule.file, rule.line, rule.column) == ("tiny/dieu-05.yaml", 3, 5)
    assert rule.applies_text == "unit.kind in classes.bodies"
    assert rule.breach_text == 'officers.none(role == "unit_leader")'
    assert rule.parameters == {"classes.bodies"}
    assert rule.note == Bilingual("Cách hiểu.", "How we read it.")


def test_the_severity_follows_the_reading(tmp_path):
    """A severity by option is that of the option in use; a plain one holds under every reading."""
    pack = load_pack(write_pack(tmp_path))
    missing, most = pack.rule("D5.1.a.missing"), pack.rule("D5.1.a.max")
    assert missing.severity_in({"composition": "strict"}) is Severity.VIOLATION
    assert missing.severity_in({"composition": "cap"}) is Severity.REVIEW
    assert most.severity_in({"composition": "cap"}) is Severity.VIOLATION


def test_an_unknown_rule_is_answered_with_the_nearest_one(tmp_path):
    """Asking for a rule that is not there names the one that was probably meant."""
    pack = load_pack(write_pack(tmp_path))
    with pytest.raises(UsageError, match=r"tiny has no rule 'D5.1.a.mx'; did you mean 'D5.1.a.max'\?"):
        pack.rule("D5.1.a.mx")


# -- where packs are found


def test_a_pack_is_found_by_path_and_by_name(tmp_path, monkeypatch):
    """A name leads to the packs folder first; a path to the folder that it names."""
    shipped = write_pack(tmp_path / "shipped")
    own = write_pack(tmp_path / "own", ("pack.yaml", 'version: "0.1.0"', 'version: "9.9.9"'))
    monkeypatch.setattr("kstt_rules.pack.folder.packs_folder", lambda: shipped.parent)
    monkeypatch.chdir(own.parent)
    assert list_packs() == ("tiny",)
    assert load_pack("tiny").version == "0.1.0"
    assert load_pack("./tiny").version == "9.9.9"
    assert load_pack(Path("tiny")).version == "9.9.9"
    assert load_pack(str(own)).folder == own.resolve()
    monkeypatch.chdir(own)
    assert load_pack(".").version == "9.9.9"


def test_an_unknown_pack_is_answered_with_the_known_ones(tmp_path, monkeypatch):
    """There is no pack of that name, nor a folder at that path."""
    shipped = write_pack(tmp_path)
    monkeypatch.setattr("kstt_rules.pack.folder.packs_folder", lambda: shipped.parent)
    with pytest.raises(UsageError, match=r"there is no rule pack 'tyny'; did you mean 'tiny'\?"):
        load_pack("tyny")
    with pytest.raises(UsageError, match="there is no rule pack"):
        load_pack(tmp_path / "absent")


def test_the_packs_folder_is_inside_the_package_or_beside_it(tmp_path, monkeypatch):
    """An installed program carries its packs within; a checkout has them beside the package."""
    package = tmp_path / "kstt_rules"
    monkeypatch.setattr("kstt_rules.pack.folder.__file__", str(package / "pack" / "folder.py"))
    assert packs_folder() == tmp_path / "rules"
    (package / "rules").mkdir(parents=True)
    assert packs_folder() == package / "rules"


# -- the fingerprint


def test_the_fingerprint_follows_the_files_and_not_their_line_ends(tmp_path):
    """Line ends and cases leave it as it is; any other byte of a pack's YAML files changes it."""
    plain = load_pack(write_pack(tmp_path / "plain")).sha256
    windows = {name: text.replace("\n", "\r\n") for name, text in PACK_FILES.items()}
    assert load_pack(write_pack(tmp_path / "windows", add=windows)).sha256 == plain
    assert load_pack(write_pack(tmp_path / "cases", leave_out=("cases/dieu-05.yaml",))).sha256 == plain
    changed = write_pack(tmp_path / "changed", ("dieu-05.yaml", "Rà soát.", "Rà soát!"))
    assert load_pack(changed).sha256 != plain
    assert len(plain) == 64


# -- what is wrong with a pack


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("dieu-05.yaml", "breach: officers.count()", "breach: oficers.count()",
         "dieu-05.yaml:18:13: unit has no relation 'oficers'; did you mean 'officers'?"),
        ("dieu-05.yaml", "> limits.most\n", "> limits.mots\n",
         "dieu-05.yaml:18:31: unknown parameter 'limits.mots'; did you mean 'limits.most'?"),
        ("dieu-05.yaml", "breach: officers.count() > limits.most", "breach: officers.count()",
         "dieu-05.yaml:18:13: a condition must be true or false; this is a number"),
        ("dieu-05.yaml", '"{unit.name} thiếu lãnh đạo."', '"{unit.nme} thiếu lãnh đạo."',
         "dieu-05.yaml:11:21: unit has no field 'nme'; did you mean 'name'?"),
        ("dieu-05.yaml", "quá {limits.most}.", "quá {limits.mots}.",
         "dieu-05.yaml:24:14: unknown parameter 'limits.mots'; did you mean 'limits.most'?"),
        ("dieu-05.yaml", "en: '{unit.name} has", "en: '{ unit.name  has",
         None),
        ("dieu-05.yaml", "{vi: Rà soát., en: Review.}", "{vi: 'Rà soát }', en: Review.}",
         "dieu-05.yaml:27:27: } has no partner; write }} for the sign itself"),
        ("dieu-05.yaml", "{vi: Rà soát., en: Review.}", "{vi: Rà soát., en: '{ }'}",
         "dieu-05.yaml:27:34: nothing stands between the braces"),
        ("dieu-05.yaml", "{vi: Chưa rõ., en: Unclear.}", "{vi: Chưa rõ., en: '{unit.x}'}",
         "dieu-05.yaml:26:40: unit has no field 'x'; known: "),
        ("dieu-05.yaml", "severity: {strict: violation, cap: review}", "severity: {strict: violation, kap: review}",
         "dieu-05.yaml:8:35: composition has no option 'kap'; did you mean 'cap'?"),
        ("dieu-05.yaml", "severity: {strict: violation, cap: review}", "severity: {strict: violation}",
         "dieu-05.yaml:8:5: no severity under the option cap of composition"),
        ("dieu-05.yaml", "severity: {strict: violation, cap: review}", "severity: {strict: violation, cap: grave}",
         "dieu-05.yaml:8:35: rules.0.severity.cap: Input should be 'violation', 'review' or 'info'"),
        ("dieu-05.yaml", "severity: violation", "severity: grave",
         "dieu-05.yaml:19:5: rules.1.severity: Input should be 'violation', 'review' or 'info'"),
        ("dieu-05.yaml", "reading: composition", "reading: compositon",
         "dieu-05.yaml:9:5: unknown reading 'compositon'; did you mean 'composition'?"),
        ("dieu-05.yaml", "severity: {strict: violation, cap: review}\n    reading: composition\n",
         "severity: {strict: violation, cap: review}\n",
         "dieu-05.yaml:8:5: a severity by option needs the `reading` whose options they are"),
        ("dieu-05.yaml", "breach: officers.count() >", 'breach: readings.composition == "cap" and officers.count() >',
         "dieu-05.yaml:15:5: the conditions depend on readings.composition, so the rule needs `reading: composition`"),
        ("dieu-05.yaml", "breach: officers.count() > limits.most\n    severity: violation\n",
         'breach: readings.composition == "kap" and officers.count() > limits.most\n    severity: violation\n    reading: composition\n',
         "dieu-05.yaml:18:37: 'kap' is no readings.composition; did you mean 'cap'?"),
        ("dieu-05.yaml", "subject: unit\n    applies: unit.kind in classes.bodies\n    breach: officers.none", "subject: units\n    applies: unit.kind in classes.bodies\n    breach: officers.none",
         "dieu-05.yaml:5:5: unknown subject 'units'; did you mean 'unit'?"),
        ("dieu-05.yaml", "subject: unit\n    applies: unit.kind in classes.bodies\n    breach: officers.none", "subject: finding\n    applies: unit.kind in classes.bodies\n    breach: officers.none",
         "dieu-05.yaml:5:5: unknown subject 'finding'; known: unit, "),
        ("dieu-05.yaml", "provision: điểm a khoản 1 Điều 5", "provision: điểm b khoản 1 Điều 5",
         "dieu-05.yaml:16:5: provisions.yaml has no 'điểm b khoản 1 Điều 5'; did you mean 'điểm a khoản 1 Điều 5'?"),
        ("dieu-05.yaml", "provision: 5.1.a", "provision: 7.3",
         "dieu-05.yaml:4:5: rules.0.provision: a provision is a text; write it in quotes"),
        ("dieu-05.yaml", "provision: 5.1.a", "provision: khoản 3 Điều 7",
         "dieu-05.yaml:4:5: khoản 3 Điều 7 does not belong to Điều 5"),
        ("dieu-05.yaml", "provision: 5.1.a", "provision: khoản ba",
         "dieu-05.yaml:4:5: rules.0.provision: 'khoản ba' names no provision"),
        ("dieu-05.yaml", "id: D5.1.a.max", "id: D5.1.b.max",
         "dieu-05.yaml:15:5: the id of a rule on điểm a khoản 1 Điều 5 begins with D5.1.a."),
        ("dieu-05.yaml", "id: D5.1.a.max", "id: D5.1.a.missing",
         "dieu-05.yaml:15:5: the rule id 'D5.1.a.missing' is taken, at tiny/dieu-05.yaml:3"),
        ("dieu-05.yaml", "id: D5.1.a.max", "id: five",
         "dieu-05.yaml:15:5: rules.1.id: String should match pattern"),
        ("dieu-05.yaml", "article: 5", "article: 7",
         "dieu-05.yaml:1:1: the name of this file is for Điều 5"),
        ("dieu-05.yaml", "title: {vi: Quá số người, en: Too many}", "title: {vi: Quá số người}",
         "dieu-05.yaml:20:5: rules.1.title.en: this key is required"),
        ("dieu-05.yaml", "    undetermined:", "    undetermind:",
         "dieu-05.yaml:26:5: rules.1.undetermind: unknown key; did you mean 'undetermined'?"),
        ("provisions.yaml", "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n", "",
         "provisions.yaml:2:5: khoản 3 Điều 7 has neither a rule nor `not_checked` with the reason"),
        ("provisions.yaml", "    summary: {vi: Nhiều nhất ba người, en: At most three people}\n",
         "    summary: {vi: Nhiều nhất, en: At most}\n    not_checked: {vi: không, en: no}\n",
         "provisions.yaml:11:5: điểm a khoản 1 Điều 5 has both rules and a reason why it has none"),
        ("provisions.yaml", "provision: khoản 3 Điều 7", "provision: điểm a, khoản 1, Điều 5",
         "provisions.yaml:7:5: điểm a khoản 1 Điều 5 stands twice, first in line 2"),
        ("provisions.yaml", "provision: khoản 3 Điều 7", "provision: khoản 4 Điều 7",
         "pack.yaml:36:54: provisions.yaml has no 'khoản 3 Điều 7'; did you mean 'khoản 4 Điều 7'?"),
        ("provisions.yaml", "norm: duty\n    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo", "norm: wish\n    bearer: {vi: đơn vị, en: units}\n    summary: {vi: Báo",
         "provisions.yaml:3:5: provisions.0.norm: Input should be 'definition', 'principle', 'power', 'duty', 'prohibition' or 'right'"),
        ("pack.yaml", "value: 3,", "value: three,",
         "pack.yaml:19:29: 'three' is not of type integer: a whole number"),
        ("pack.yaml", "value: 3,", "value: true,",
         "pack.yaml:19:29: True is not of type integer: a whole number"),
        ("pack.yaml", "value: [so, bql_kcn]", "value: [so, bql_kc]",
         "pack.yaml:26:41: 'bql_kc' is no unit_kind; did you mean 'bql_kcn'?"),
        ("pack.yaml", "value: [so, bql_kcn]", "value: so",
         "pack.yaml:26:29: 'so' is not of type texts: a list of texts"),
        ("pack.yaml", "value: 3, provision: điểm a khoản 1 Điều 5", "value: 3, provision: điểm a khoản 2 Điều 5",
         "pack.yaml:19:39: provisions.yaml has no 'điểm a khoản 2 Điều 5'; did you mean 'điểm a khoản 1 Điều 5'?"),
        ("pack.yaml", "value: 2, source: local", "value: 2",
         "pack.yaml:20:11: a value names its `provision`, or says `source: local`"),
        ("pack.yaml", "{from: 2025-07-01, value: 2", "{from: 2021-01-01, value: 2",
         "pack.yaml:20:11: overlaps the value that holds from 2021-01-01"),
        ("pack.yaml", "{from: 2021-01-01, value: 3", "{from: 2021-01-01, until: 2025-07-01, value: 3",
         "pack.yaml:20:11: overlaps the value that holds from 2021-01-01"),
        ("pack.yaml", "{from: 2021-01-01, value: 3", "{from: 2021-01-01, until: 2020-12-31, value: 3",
         "pack.yaml:19:30: 2020-12-31 lies before 2021-01-01"),
        ("pack.yaml", "  classes:\n", "    least:\n      type: integer\n      label: {vi: ít nhất, en: least}\n      values: [{value: 1, source: local}]\n  classes:\n",
         "pack.yaml:21:5: no rule uses limits.least"),
        ("pack.yaml", "report_calendar:\n", "  other:\n    label: {vi: x, en: x}\n    default: a\n    options: {a: {vi: a, en: a}, b: {vi: b, en: b}}\nreport_calendar:\n",
         "pack.yaml:34:3: no rule depends on the reading 'other'"),
        ("pack.yaml", "default: cap", "default: kap",
         "pack.yaml:30:5: unknown option 'kap'; did you mean 'cap'?"),
        ("pack.yaml", "- {kinds: [so, bql_kcn]", "- {kinds: [soo, bql_kcn]",
         "pack.yaml:36:16: unknown unit_kind 'soo'; did you mean 'so'?"),
        ("pack.yaml", "- {kinds: [so, bql_kcn]", "- {kinds: [so, so]",
         "pack.yaml:36:20: so stands twice among those that report"),
        ("pack.yaml", "    tinh:\n", "    tinhh:\n",
         "pack.yaml:38:5: unknown tier 'tinhh'; did you mean 'tinh'?"),
        ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 32}",
         "pack.yaml:39:17: report_calendar.due.tinh.quarter.day: Input should be less than or equal to 31"),
        ("pack.yaml", "  classes:\n", "  unit:\n    x:\n      type: text\n      label: {vi: x, en: x}\n      values: [{value: x, source: local}]\n  classes:\n",
         "pack.yaml:21:3: the group name 'unit' already means something in conditions"),
        ("pack.yaml", "id: tiny", "id: Tiny pack",
         "pack.yaml:1:1: id: String should match pattern"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(tmp_path, name, old, new, expected):
    """Each kind of fault names the file, the line, the column, and what is allowed there."""
    found = faults(write_pack(tmp_path, (name, old, new)))
    assert expected is None or any(problem.startswith(expected) for problem in found), found
    assert found
