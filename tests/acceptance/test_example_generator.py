"""The example dossiers are what their generator makes."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from example_dossiers import content
from repository import EXAMPLES, ROOT

from kstt_rules import Verdict, audit, load_pack

FOLDERS = ("bac-giang-2022", "bac-giang-2022-previous")


def _generate(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "examples.generator", str(folder)], check=True, cwd=ROOT)
    return folder


def _files(root: Path) -> dict[str, Path]:
    return {str(path.relative_to(root)): path for name in FOLDERS for path in sorted((root / name).iterdir())}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The example dossiers, made anew."""
    return _generate(tmp_path_factory.mktemp("examples"))


def test_generator_makes_the_files_that_are_kept(generated):
    """Making the example again gives the files that stand in the repository, none more, none less."""
    made, kept = _files(generated), _files(EXAMPLES)
    assert list(made) == list(kept)
    assert [name for name in made if content(made[name]) != content(kept[name])] == []


def test_generator_makes_the_same_bytes_each_time(generated, tmp_path):
    """Two runs give the same bytes, whatever the time and the order of hashes."""
    again = _files(_generate(tmp_path))
    assert [name for name, path in _files(generated).items() if path.read_bytes() != again[name].read_bytes()] == []


ASLEEP = {
    "D4.1.for_chair": {"signing.accept_vice_chair": "false"},
    "D4.2.for_chair": {"signing.accept_vice_chair": "false"},
    "D8.amount": {"support.least_amount": "1200000"},
}
"""The rules that nothing breaks as the pack stands, and the local choice with which the example breaks each."""


def test_every_rule_is_broken_somewhere():
    """Each rule of the pack that no setting must wake first is broken by something planted."""
    plan = [
        item for name in FOLDERS for item in json.loads((EXAMPLES / name / "planted.json").read_text(encoding="utf-8"))
    ]
    planted = {item["rule"] for item in plan if item["verdict"] == "breach"}
    assert {rule.id for rule in load_pack("bac-giang-2021").rules} - planted == set(ASLEEP)


def test_what_a_setting_wakes_is_broken_too():
    """A rule that no planted breach shows has one in the example once its setting is made."""
    settings = {key: value for setting in ASLEEP.values() for key, value in setting.items()}
    result = audit([EXAMPLES / "bac-giang-2022"], as_of=date(2022, 3, 31), settings=settings)
    assert set(ASLEEP) <= {finding.rule for finding in result.findings if finding.verdict is Verdict.BREACH}
