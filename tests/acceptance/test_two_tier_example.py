"""A second regulation, of two tiers, is written down in YAML alone, and its example dossier audited by it."""

import subprocess
import sys
from datetime import date

import pytest
from example_dossiers import content, found, planted
from repository import EXAMPLES, ROOT

from kstt_rules import Session, audit, load_pack

DOSSIER = EXAMPLES / "two-tier-2026"
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module")
def pack():
    """The pack of the invented regulation."""
    return load_pack("example-two-tier")


@pytest.fixture(scope="module")
def result(pack):
    """The audit of the example, engine and masks compared on every subject."""
    return audit([DOSSIER], as_of=AS_OF, pack=pack, verify=True, detail="all")


def test_the_pack_is_yaml_alone(pack):
    """A new regulation is a folder without a line of code."""
    assert {path.suffix for path in pack.folder.rglob("*") if path.is_file()} == {".yaml", ".md"}


def test_the_pack_says_that_it_is_invented(result, pack):
    """Nobody can take the example for a regulation: its title, notices and every citation say what it is."""
    assert "HƯ CẤU" in pack.title.vi
    assert "INVENTED" in pack.title.en
    assert any("HƯ CẤU" in notice.vi for notice in result.regulation.notices)
    assert all("hư cấu" in finding.citation.vi for finding in result.findings)


def test_every_row_is_read(result):
    """No row is rejected, those of the dataset that only this pack has included; a planted unknown unit is told."""
    assert [reject.reason for reject in result.rejects] == ["unknown_unit"]
    assert all(item.accepted and not item.rejected for item in result.inputs)


def test_the_audit_finds_what_is_planted_and_nothing_else(result):
    """Every planted breach and uncertainty is found once, and all that is found was planted."""
    assert found(result) == planted(DOSSIER)


def test_every_rule_is_broken_somewhere(pack):
    """The dossier shows each rule of the pack at work."""
    assert {rule for rule, _, verdict in planted(DOSSIER) if verdict == "breach"} == {rule.id for rule in pack.rules}


def test_what_ended_before_the_regulation_took_effect_is_not_judged(result):
    """No body reported on the first quarter, which ended before 2026-04-01, and no finding says so."""
    assert not [finding for finding in result.findings if finding.subject.id.endswith("2026-Q1")]


def test_a_report_whose_row_is_not_understood_is_not_said_to_be_absent(pack):
    """What the missing row would say is not known, though a condition asks for its day alone."""
    session = Session(DOSSIER, as_of=AS_OF, pack=pack)
    told = session.correct("bao-cao-2026.xlsx", "Báo cáo", "F18", "theo QĐ cũ")
    assert [finding for finding in told.appeared if finding.verdict == "breach"] == []


def test_another_reading_of_a_head_of_division_decides_otherwise(pack, result):
    """Where deputies count as heads of a division, one breach of Điều 4 falls away and nothing else of it changes."""
    wider = audit([DOSSIER], as_of=AS_OF, pack=pack, settings={"readings.division_head": "with_deputies"}, detail="all")
    resolved = {key for key in found(result) - found(wider) if key[0].startswith("D4.")}
    assert resolved == {("D4.1.b.second", "s11", "breach")}


def test_making_the_example_again_gives_the_files_that_are_kept(tmp_path):
    """The generator yields the kept dossier, none more, none less, and the same bytes on each run."""
    for run in ("first", "second"):
        command = [sys.executable, "-m", "examples.generator.two_tier", str(tmp_path / run)]
        subprocess.run(command, check=True, cwd=ROOT)
    made = [{path.name: path for path in (tmp_path / run / DOSSIER.name).iterdir()} for run in ("first", "second")]
    first, second = made
    assert sorted(first) == sorted(path.name for path in DOSSIER.iterdir())
    assert [name for name, path in first.items() if content(path) != content(DOSSIER / name)] == []
    assert [name for name, path in first.items() if path.read_bytes() != second[name].read_bytes()] == []
