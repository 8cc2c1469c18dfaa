"""Whether something was sent at all, and the dossier as the subject of rules: by a small pack of school kitchens."""

import json
from datetime import date

import pandas as pd
import pytest
from repository import ROOT

from kstt_rules import Session
from kstt_rules.auditing import audit
from kstt_rules.base.errors import PackError
from kstt_rules.cli import main
from kstt_rules.judging.submissions import Submitted
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.model.dossier import Source, UnreadRow
from kstt_rules.pack import load_pack
from kstt_rules.waivers.apply import Waiver

pytestmark = pytest.mark.usefixtures("read_here")

PACK = ROOT / "tests" / "packs" / "school-meals"
DAY = date(2024, 6, 28)
WHOLE = "Toàn bộ hồ sơ"
DATA = {path.stem: path.read_text("utf-8") for path in (PACK / "data").iterdir()}


def run(*arguments):
    return main([*map(str, arguments)])


def found_in(folder, **options):
    """Return of each finding its rule, subject and outcome."""
    result = audit([folder], pack=str(PACK), as_of=DAY, **options)
    return {(item.rule, item.subject.id, item.outcome.value) for item in result.findings}


def written(folder, **files):
    """Write files by their names without the ending, those of the pack unless they are given."""
    folder.mkdir(exist_ok=True)
    for name, text in (DATA | files).items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_its_cases_pin_its_rules_down():
    """Those on the dossier too, under the id ``dossier``."""
    assert run("check", PACK) == 0


def test_who_sent_nothing_breaches_a_duty_to_send():
    """Where a condition on what is missing would be undetermined; so does a dossier without a sheet."""
    assert found_in(PACK / "data") == {
        ("D1.sent", "k2", "violation"),
        ("D1.signed", "k1", "review"),
        ("D1.warm", "k1/2024-06-03", "violation"),
        ("D2.few", "dossier", "review"),
        ("D2.warmest", "dossier", "info"),
        ("D3.sent", "dossier", "violation"),
        ("D3.open", "dossier", "info"),
    }


def test_a_finding_on_the_dossier_is_nobodys_unless_the_provision_names_a_body():
    """It is filed under the whole dossier, and counted in no unit."""
    result = audit([PACK / "data"], pack=str(PACK), as_of=DAY)
    of_whole = {item.rule: item for item in result.findings if item.subject.kind == "dossier"}
    assert {item.unit.name for item in of_whole.values()} == {WHOLE}
    assert (of_whole["D3.sent"].bearer.id, of_whole["D3.sent"].bearer.name) == (None, WHOLE)
    assert of_whole["D2.few"].bearer.name == "Food office"
    assert sum(record.outcomes["violation"] for record in result.units) == 2


def test_a_file_that_was_not_read_may_be_what_was_sent(tmp_path):
    """It may hold any dataset: nobody is accused."""
    folder = written(tmp_path / "in")
    (folder / "June.xlsx").write_bytes(b"PK\x03\x04 broken")
    found = found_in(folder, detail="all")
    assert ("D1.sent", "k2", "undetermined") in found
    assert ("D3.sent", "dossier", "undetermined") in found


def test_a_row_that_was_not_read_leaves_its_unit_open(tmp_path):
    """A date that is none; the others' sending is known."""
    log = "Kitchen,Date,Degrees\nNorth kitchen,03/06/2024,11\nSouth kitchen,31/02/2024,3\n"
    found = found_in(written(tmp_path / "in", temperatures=log), detail="all")
    assert ("D1.sent", "k2", "undetermined") in found
    assert ("D2.few", "dossier", "undetermined") in found
    assert not {item for item in found if item[:2] == ("D1.sent", "k1")}


def test_what_was_not_read_of_other_units_decides_nothing():
    """Nor does a column that was not understood where the unit has one that was."""
    unread = (UnreadRow(Source("f", "s", "A1"), ("b",)),)
    held = Submitted(at_all=True, units=frozenset({"a"}), unread=unread)
    assert [held.of_unit(unit) for unit in ("a", "b", "c", None)] == [TRUE, UNKNOWN, FALSE, UNKNOWN]
    open_column = Submitted(at_all=False, units=frozenset(), is_open=True)
    assert [open_column.of_whole, open_column.of_unit("a")] == [UNKNOWN, UNKNOWN]
    nothing = Submitted(at_all=False, units=frozenset())
    assert [nothing.of_whole, nothing.of_unit("a"), nothing.of_unit(None)] == [FALSE] * 3


@pytest.mark.parametrize("lost", [False, True])
def test_an_audit_in_parts_comes_to_the_same(tmp_path, lost):
    """To the last byte, what is not read among it."""
    folder = written(tmp_path / "in")
    if lost:
        (folder / "temperatures 2.xlsx").write_bytes(b"PK\x03\x04 broken")
    for name, way in (("whole", "whole"), ("parts", "parts")):
        run("audit", folder, "--pack", PACK, "--as-of", DAY, "--run", way, "-o", tmp_path / f"{name}.json")
    whole, parts = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("whole", "parts"))
    assert whole == parts


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx", "csv", "json", "sarif", "oscal.json", "junit.xml"])
def test_it_goes_through_an_output(suffix, tmp_path):
    """Each of which tells of the whole dossier."""
    forms = {"oscal.json": ["--format", "oscal"], "junit.xml": ["--format", "junit"]}
    out = tmp_path / f"found.{suffix}"
    assert run("audit", PACK / "data", "--pack", PACK, "--as-of", DAY, "-o", out, *forms.get(suffix, ())) == 1
    if suffix not in ("docx", "xlsx"):
        assert WHOLE in out.read_text("utf-8") or "dossier" in out.read_text("utf-8")


def test_the_whole_dossier_is_explained_by_its_name(capsys):
    """With the parts of each condition; a unit is told whether it sent anything."""
    options = ("--pack", PACK, "--as-of", DAY, "--lang", "en")
    assert run("explain", "--unit", "toan bo ho so", PACK / "data", *options) == 0
    told = capsys.readouterr().out
    assert "Breached when: delivery not submitted → true" in told
    assert "number of readings = 1" in told
    assert run("explain", "--unit", "k2", PACK / "data", *options) == 0
    assert "temperature log submitted → false" in capsys.readouterr().out


def test_a_waiver_may_name_the_whole_dossier():
    """What is waived is not open to a rule that follows from it."""
    waiver = Waiver(WHOLE, "D3.sent", None, "not yet", "Board", None, None, "w.yaml:1")
    result = audit([PACK / "data"], pack=str(PACK), as_of=DAY, waivers=[waiver])
    outcomes = {item.rule: item.outcome.value for item in result.findings}
    assert outcomes["D3.sent"] == "waived"
    assert not any("not in the register" in notice.en for notice in result.regulation.notices)


def test_no_letter_is_written_to_nobody(tmp_path, capsys):
    """The body that the provision names gets one."""
    run("audit", PACK / "data", "--pack", PACK, "--as-of", DAY, "-o", tmp_path / "a.json")
    assert run("letters", tmp_path / "a.json", "-o", tmp_path / "letters", "--severity", "review") == 0
    names = {path.name for path in (tmp_path / "letters").glob("*.docx")}
    assert "Công văn - Food office.docx" in names
    assert WHOLE in "".join(capsys.readouterr())


def test_a_comparison_follows_the_whole_dossier(tmp_path):
    """A finding on it that is gone was mended."""
    sent = "Delivery note,Invoice for note\n7/A,7/A\n"
    written(tmp_path / "now", deliveries=sent)
    for folder, name in ((PACK / "data", "before"), (tmp_path / "now", "after")):
        run("audit", folder, "--pack", PACK, "--as-of", DAY, "-o", tmp_path / f"{name}.json")
    out = tmp_path / "diff.json"
    run("diff", tmp_path / "before.json", tmp_path / "after.json", "--format", "json", "-o", out)
    changes = {item["before"]["rule"]: item["change"] for item in json.loads(out.read_text("utf-8"))["changes"]}
    assert (changes["D3.sent"], changes["D2.few"]) == ("fixed", "open")


def test_a_session_judges_it_anew_after_each_edit():
    """Of the unit that an edit gives its first row, and of the dossier."""
    frames = {
        "unit": pd.DataFrame({"id": ["k1", "k2"], "name": ["K1", "K2"], "tier": ["site"] * 2, "kind": ["Kitchen"] * 2}),
        "reading": pd.DataFrame({"unit": ["k1"], "taken_on": ["2024-06-03"], "degrees": [3]}),
    }
    session = Session(frames, pack=str(PACK), as_of=DAY)
    outcome = session.add("reading", {"unit": "k2", "taken_on": "2024-06-04", "degrees": 3})
    assert {item.rule for item in outcome.disappeared} == {"D1.sent", "D2.few"}
    assert session.result == audit(session.frames, pack=str(PACK), as_of=DAY)


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        ("unit:\n    relations:\n      others: {entity: reading}", "say by `match` which rows"),
        ("dossier:\n    relations:\n      all: {entity: reading, match: [{unit: id}]}", "leave out `match`"),
        ("dossier:\n    fields:\n      a: {type: text, header: A, label: {vi: a, en: a}}", "has no fields"),
    ],
)
def test_relations_say_which_rows_except_those_of_the_dossier(tmp_path, relation, told):
    """Told at their place."""
    for path in PACK.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    words = (PACK / "vocabulary.yaml").read_text("utf-8").partition("additions:")[0]
    (tmp_path / "vocabulary.yaml").write_text(f"{words}additions:\n  {relation}\n", "utf-8")
    with pytest.raises(PackError, match=told):
        load_pack(tmp_path)
