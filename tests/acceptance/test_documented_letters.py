"""The commands of the page on Word, letters and the calendar, run as they stand there."""

import re
import shlex

import pytest
from repository import EXAMPLES, ROOT
from word_reading import opened, words

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.findings import Severity, Verdict

COMMANDS = re.findall(r"^kstt (.+)$", (ROOT / "docs" / "letters.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Run all commands of the page where the examples are, and return the folder of what they made."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "examples").symlink_to(EXAMPLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in COMMANDS:
            assert main(shlex.split(command)) in (Exit.CLEAN, Exit.FINDINGS), command
    return folder


def test_every_command_makes_what_it_names(made):
    """What stands behind -o is there."""
    named = {arguments[arguments.index("-o") + 1] for arguments in map(shlex.split, COMMANDS)}
    assert named == {"report.docx", "result.json", "letters", "calendar.xlsx", "calendar.ics"}
    assert all((made / name).exists() for name in named)


def test_every_unit_of_the_example_in_breach_gets_its_letter(made):
    """Who is obliged by a violation or a breach for review gets one; the sender gets a page, a stranger none."""
    findings = read_result(made / "result.json").findings
    weighty = [item for item in findings if item.verdict is Verdict.BREACH and item.severity is not Severity.INFO]
    units = {item.bearer.id for item in weighty if item.bearer.id not in (None, "vp-ubnd-tinh")}
    letters = {path.name for path in (made / "letters").iterdir()}
    assert letters == {f"cong-van-{unit}.docx" for unit in units} | {"phieu-trinh-vp-ubnd-tinh.docx"}
    assert len(units) > 50


def test_a_commune_of_the_example_is_written_to_with_its_district(made):
    """The letter names both, the district gets a copy, and the number follows on from the letterhead's first."""
    path = made / "letters" / "cong-van-07252.docx"
    lines = words(opened(lambda stream: stream.write(path.read_bytes())))
    assert "Kính gửi: UBND xã Tam Tiến, huyện Yên Thế." in lines
    assert "- UBND huyện Yên Thế (để theo dõi);" in lines
    [number] = [line for line in lines if line.startswith("Số: ")]
    assert int(re.fullmatch(r"Số: (\d+)/VP-KSTT", number)[1]) > 101
