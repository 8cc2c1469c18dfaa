"""``kstt coverage`` lists what a pack covers, and fails where no case shows what rules do."""

import orjson
import pytest
from pack_factory import write_pack, write_tested_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


@pytest.fixture
def tested(tmp_path):
    """Return the folder of the small pack with a case for each of its rules."""
    return write_tested_pack(tmp_path)


def test_a_pack_that_decides_everything_ends_with_0(tested, tmp_path):
    """The list goes to a file whose suffix tells the format."""
    target = tmp_path / "coverage.md"
    assert main(["coverage", str(tested), "-o", str(target)]) == Exit.CLEAN
    assert target.read_text(encoding="utf-8").startswith("# Mức độ bao quát")


def test_an_undecided_provision_ends_with_1(tmp_path, capsys):
    """A rule that no case shows makes the command fail, after the list."""
    assert main(["coverage", str(write_pack(tmp_path)), "--format", "json"]) == Exit.FINDINGS
    assert orjson.loads(capsys.readouterr().out)["summary"]["untested"] == 1


def test_a_provision_without_a_word_ends_with_3(tmp_path, capsys):
    """A provision with neither rule nor reason is refused when the pack is loaded, with its place."""
    folder = write_pack(tmp_path, ("provisions.yaml", "    not_checked: {vi: chưa có quy tắc, en: no rule yet}\n", ""))
    assert main(["coverage", str(folder)]) == Exit.UNREADABLE
    assert "tiny/provisions.yaml:2:5: khoản 3 Điều 7 needs a rule, or" in capsys.readouterr().err


def test_another_suffix_is_wrong_usage(tested, tmp_path, capsys):
    """The formats of findings are not those of coverage."""
    assert main(["coverage", str(tested), "-o", str(tmp_path / "coverage.xlsx")]) == Exit.USAGE
    assert "use one of .json, .md, .txt" in capsys.readouterr().err
