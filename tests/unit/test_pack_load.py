"""A rule pack is loaded whole, or everything wrong with it is told by file, line and column."""

from datetime import date
from pathlib import Path

import pytest
from pack_factory import PACK_FILES, write_pack

from kstt_rules.bilingual import Bilingual
from kstt_rules.citation import Provision
from kstt_rules.errors import UsageError
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


def test_a_due_day_that_cites_a_provision_is_the_regulations(tmp_path):
    """Without one it is a local choice."""
    cited = ("pack.yaml", "quarter: {day: 18}", "quarter: {day: 18, provision: khoản 3 Điều 7}")
    due = load_pack(write_pack(tmp_path, cited)).calendar.due
    assert due == {"tinh": {"quarter": DueRule(18, in_regulation=True), "year": DueRule(31, 1)}}


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


def test_a_parameter_knows_its_key_its_label_and_its_values(tmp_path):
    """Lists of a parameter cannot be changed any more, and a value may hold for one day."""
    one_day = ("pack.yaml", "{from: 2021-01-01, value: [so", "{from: 2021-01-01, until: 2021-01-01, value: [so")
    bodies = load_pack(write_pack(tmp_path, one_day)).parameters["classes.bodies"]
    assert (bodies.key, bodies.label) == ("classes.bodies", Bilingual("loại đơn vị", "kinds"))
    assert [(value.value, value.start, value.until) for value in bodies.values] == [
        (("so", "bql_kcn"), date(2021, 1, 1), date(2021, 1, 1))
    ]
