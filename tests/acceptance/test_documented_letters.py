"""The commands of the page on Word, letters and the calendar, run as they stand there."""

import re
import shlex

import openpyxl
import pytest
from repository import EXAMPLES, ROOT
from word_reading import opened, words

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.compare.saved_results import read_result
from kstt_rules.model.outcomes import Severity, Verdict

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
    assert named == {"report.docx", "bao-cao.docx", "result.json", "letters", "each", "calendar.xlsx", "calendar.ics"}
    assert all((made / name).exists() for name in named)


def test_every_unit_of_the_example_in_breach_is_told_in_a_letter(made):
    """Provincial bodies and districts get one, communes stand in their district's annex; the sender gets a page."""
    result = read_result(made / "result.json")
    weighty = [
        item
        for item in result.findings
        if item.verdict in (Verdict.BREACH, Verdict.UNDETERMINED) and item.severity is not Severity.INFO
    ]
    districts = {record.unit.id: record.parent for record in result.units}
    bearers = {item.bearer for item in weighty if item.bearer.id}
    addressees = {districts[bearer.id] or bearer for bearer in bearers}
    files = {path.name for path in (made / "letters").iterdir()}
    assert files == {
        *(f"Công văn - {unit.name}.docx" for unit in addressees if unit.id != "vp-ubnd-tinh"),
        "Phiếu trình - Văn phòng UBND tỉnh.docx",
        "Danh mục công văn.xlsx",
    }
    index = openpyxl.load_workbook(made / "letters" / "Danh mục công văn.xlsx")
    told = {row[1] for row in index["Theo đơn vị"].iter_rows(min_row=2, values_only=True)}
    assert told == {bearer.name for bearer in bearers}
    assert len(told) > 70


def test_a_commune_of_the_example_is_written_to_with_its_district(made):
    """One a unit, the letter names both, the district gets a copy, and the number follows on from the first."""
    path = made / "each" / "Công văn - UBND xã Tam Tiến, huyện Yên Thế.docx"
    lines = words(opened(lambda stream: stream.write(path.read_bytes())))
    assert "Kính gửi: UBND xã Tam Tiến, huyện Yên Thế." in lines
    assert "- UBND huyện Yên Thế (để theo dõi);" in lines
    [number] = [line for line in lines if line.startswith("Số: ")]
    assert int(re.fullmatch(r"Số: (\d+)/VP-KSTT", number)[1]) > 101
