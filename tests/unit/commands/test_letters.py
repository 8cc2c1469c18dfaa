"""``kstt letters``: what it asks for, writes and says."""

import shutil
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from result_factory import finding, make_subject, result
from word_reading import opened, words

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.exchange.json import render

pytestmark = pytest.mark.usefixtures("read_here")

DEPARTMENT, COMMUNE, INDEX = "Công văn - Sở Y tế.docx", "Công văn - UBND xã Hai.docx", "Danh mục công văn.xlsx"
REGISTER = (
    "Mã đơn vị,Tên đơn vị,Cấp,Loại,Trực thuộc\nh1,UBND huyện Một,Huyện,UBND huyện,\nx2,UBND xã Hai,Xã,UBND xã,h1\n"
)


def commune(**changes):
    """Return a breach by a commune."""
    unit = UnitRef("x2", "UBND xã Hai")
    return finding(unit=unit, subject=make_subject("unit", "x2", unit.name, "xa"), **changes)


@pytest.fixture
def kept(tmp_path):
    """Write a result with breaches of a department, a commune and a unit that is not in the register."""
    findings = (finding(), commune(severity=Severity.INFO), finding(unit=UnitRef(None, "UBND xã\u202eLạ"), rule="x"))
    stream = BytesIO()
    render(result(findings=findings), stream, language="vi")
    path = tmp_path / "kq.json"
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def run(kept, tmp_path):
    """Run the command on the kept result and return its exit code."""
    return lambda *arguments: main(["letters", str(kept), "-o", str(tmp_path / "thu"), *map(str, arguments)])


def names(folder):
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_every_unit_in_breach_gets_a_file(run, tmp_path, capsys):
    """The number of letters is told, and who has none because no register has it."""
    assert run("--severity", "info") == Exit.CLEAN
    assert names(tmp_path / "thu") == [DEPARTMENT, COMMUNE, INDEX]
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / 'thu'}: 2 công văn / letters\n"
    assert told.err.startswith("kstt: UBND xã<U+202E>Lạ: không có trong danh mục nên không lập công văn")


def test_information_alone_makes_no_letter(run, tmp_path):
    """By default only what somebody must do or decide is written about."""
    assert run() == Exit.CLEAN
    assert names(tmp_path / "thu") == [DEPARTMENT, INDEX]


def test_letterhead_register_and_capitals_reach_the_letters(run, tmp_path):
    """The options say who writes, whom the unit is under and how provisions are cited."""
    (tmp_path / "cv.yaml").write_text("agency: Văn phòng\nfirst_number: 3\n", encoding="utf-8")
    (tmp_path / "don-vi.csv").write_text(REGISTER, encoding="utf-8")
    options = ("--letterhead", tmp_path / "cv.yaml", "--units", tmp_path / "don-vi.csv", "--capitalised")
    assert run(*options, "--unit", "x2", "--severity", "info") == Exit.CLEAN
    path = tmp_path / "thu" / "Công văn - UBND xã Hai, huyện Một.docx"
    lines = words(opened(lambda stream: stream.write(path.read_bytes())))
    assert lines[0] == "VĂN PHÒNG"
    assert any(line.startswith("Số: 03/") for line in lines)
    assert "Kính gửi: UBND xã Hai, huyện Một." in lines
    assert any("Điểm a Khoản 1 Điều 5" in line for line in lines)


def test_a_district_gets_the_letter_of_its_communes_or_each_unit_its_own(run, tmp_path):
    """The register tells the district; who is written to is an option."""
    (tmp_path / "don-vi.csv").write_text(REGISTER, encoding="utf-8")
    options = ("--units", tmp_path / "don-vi.csv", "--severity", "info")
    assert run(*options) == Exit.CLEAN
    assert names(tmp_path / "thu") == [DEPARTMENT, "Công văn - UBND huyện Một.docx", INDEX]
    shutil.rmtree(tmp_path / "thu")
    assert run(*options, "--per", "unit") == Exit.CLEAN
    assert names(tmp_path / "thu") == [DEPARTMENT, "Công văn - UBND xã Hai, huyện Một.docx", INDEX]


def test_a_register_is_read_by_the_pack_of_the_result_or_another(run, tmp_path, capsys):
    """A pack may have fields and kinds of unit of its own; one that does not come with the program is named."""
    (tmp_path / "don-vi.csv").write_text(REGISTER.replace("Trực thuộc", "Dân số"), encoding="utf-8")
    options = ("--severity", "info", "--units", tmp_path / "don-vi.csv")
    assert run(*options) == Exit.UNREADABLE
    assert "“Dân số” was not read" in capsys.readouterr().err
    (tmp_path / "don-vi.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp,Dân số\nx2,UBND xã Hai,Xã,900\n", encoding="utf-8")
    assert run(*options, "--pack", "example-two-tier") == Exit.CLEAN


def test_the_same_result_gives_the_same_letters(run, kept, tmp_path):
    """A second run writes the same bytes."""
    assert run() == Exit.CLEAN
    assert main(["letters", str(kept), "-o", str(tmp_path / "lai")]) == Exit.CLEAN
    for name in (DEPARTMENT, INDEX):
        [one, other] = [(tmp_path / folder / name).read_bytes() for folder in ("thu", "lai")]
        assert one == other


def test_no_breach_makes_no_folder(kept, tmp_path, capsys):
    """A result that has nothing to write about is told so, and nothing is written."""
    stream = BytesIO()
    render(result(findings=()), stream, language="vi")
    kept.write_bytes(stream.getvalue())
    assert main(["letters", str(kept), "-o", str(tmp_path / "thu")]) == Exit.CLEAN
    assert capsys.readouterr().out.endswith("thu: 0 công văn / letters\n")
    assert not (tmp_path / "thu").exists()


def test_a_folder_with_letters_is_left_as_it_is(run, tmp_path, capsys):
    """What may be signed already is not written over."""
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu" / DEPARTMENT).write_bytes(b"signed")
    assert run() == Exit.USAGE
    assert "is not empty; name a new folder" in capsys.readouterr().err
    assert (tmp_path / "thu" / DEPARTMENT).read_bytes() == b"signed"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--unit", "so-y-t"], Exit.USAGE, "did you mean 'so-y-te'?"),
        (["--severity", "worst"], Exit.USAGE, "Invalid value for '--severity'"),
        (["--letterhead", "khong-co.yaml"], Exit.UNREADABLE, "khong-co.yaml:1:1: cannot be read"),
        (["--units", "khong-co.csv"], Exit.UNREADABLE, "khong-co.csv"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(arguments, code, told, run, tmp_path, capsys):
    """The message names the option's value, and there is no folder."""
    assert run(*arguments) == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "thu").exists()


def test_what_is_no_result_ends_with_3(tmp_path, capsys):
    """A dossier in place of a kept result is refused."""
    path = tmp_path / "so.json"
    path.write_bytes(b"{}")
    assert main(["letters", str(path), "-o", str(tmp_path / "thu")]) == Exit.UNREADABLE
    assert "is not a result of kstt audit --format json" in capsys.readouterr().err


def test_a_result_of_version_1_gets_its_letters_too(tmp_path):
    """What an older version of the program kept is written about as a new result is; the bodies in breach are these."""
    older = Path(__file__).parents[1] / "compare" / "kstt-audit-1.json"
    assert main(["letters", str(older), "-o", str(tmp_path / "thu")]) == Exit.CLEAN
    breaches = [one for one in orjson.loads(older.read_bytes())["findings"] if one["verdict"] == "breach"]
    assert names(tmp_path / "thu") == sorted({f"Công văn - {one['bearer']['name']}.docx" for one in breaches} | {INDEX})
