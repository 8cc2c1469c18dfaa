"""``kstt calendar``: what it asks for, writes and says."""

import openpyxl
import pytest
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

pytestmark = pytest.mark.usefixtures("read_here")

REGISTER = "Mã đơn vị,Tên đơn vị,Cấp,Loại\nA,Sở A,Tỉnh,Sở\nB,Sở B,Tỉnh,Sở\n"


@pytest.fixture
def run(tmp_path):
    """Run the command by the small pack and return its exit code."""
    pack = write_pack(tmp_path)

    def calendar(*arguments, year="2022"):
        return main(["calendar", "--year", year, "--pack", str(pack), *map(str, arguments)])

    return calendar


@pytest.fixture
def register(tmp_path):
    """Write a register of two units."""
    path = tmp_path / "don-vi.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


def test_a_workbook_lists_the_units(run, register, tmp_path, capsys):
    """The suffix gives the format, and one line says how much was written."""
    path = tmp_path / "lich.xlsx"
    assert run("--units", register, "-o", path) == Exit.CLEAN
    assert path.read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == f"{path}: 10 báo cáo của 2 đơn vị\n"


def test_a_calendar_needs_no_register(run, tmp_path, capsys):
    """Without units the kinds of unit have the events, in the language asked for."""
    path = tmp_path / "lich.ics"
    assert run("-o", path, "--lang", "en") == Exit.CLEAN
    assert "SUMMARY:Report of Quarter 1/2022 due: Provincial department" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"{path}: 10 reporting periods of 2 kinds of unit\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "lich.ics", "--unit", "sox"], "no unit that could report is called 'sox'; did you mean 'so'?"),
        (["-o", "lich.ics", "--tier", "lang"], "choose from tinh (tỉnh), huyen (huyện), xa (xã)"),
        (["-o", "lich.pdf"], "cannot tell the format from the file name; use one of .ics, .xlsx"),
        (["--format", "csv", "-o", "lich.csv"], "Invalid value for '--format'"),
        ([], "Missing option '-o'"),
    ],
)
def test_wrong_usage_ends_with_2(arguments, told, run, tmp_path, monkeypatch, capsys):
    """What is missing or wrong is named."""
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == Exit.USAGE
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("year", ["2020", "22"])
def test_a_year_without_a_calendar_ends_with_2(year, run, tmp_path):
    """A year before the pack's first, or none at all, has no calendar."""
    assert run("-o", tmp_path / "lich.ics", year=year) == Exit.USAGE


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n", "khac.csv"),
        (f"{REGISTER}C,,Tỉnh,Sở\n", "dòng 4: Cột “Tên đơn vị”"),
        ("", "khac.csv"),
    ],
)
def test_a_register_that_cannot_be_taken_whole_ends_with_3(content, told, run, tmp_path, capsys):
    """No unit is left out unseen: what was not taken is told, and nothing is written."""
    path = tmp_path / "khac.csv"
    path.write_text(content, encoding="utf-8")
    assert run("--units", path, "-o", tmp_path / "lich.xlsx") == Exit.UNREADABLE
    assert told in capsys.readouterr().err
    assert not (tmp_path / "lich.xlsx").exists()


def test_columns_that_say_nothing_of_the_register_are_passed_over(run, tmp_path):
    """A register has what its office notes; where a column may hold what is lacking, it is not taken."""
    path = tmp_path / "don-vi.csv"
    header = "Mã đơn vị,Tên đơn vị,Cấp,Loại,Trực thuộc,Tên khác,Có phương án đơn giản hóa,Dân số"
    path.write_text(f"{header}\nA,Sở A,Tỉnh,Sở,,,,12345\n", encoding="utf-8")
    assert run("--units", path, "-o", tmp_path / "lich.xlsx") == Exit.CLEAN
    path.write_text(f"{REGISTER.splitlines()[0]},Dân số\nA,Sở A,Tỉnh,Sở,12345\n", encoding="utf-8")
    assert run("--units", path, "-o", tmp_path / "lich.xlsx") == Exit.UNREADABLE


def test_what_stands_beside_the_register_in_its_file_is_passed_over(run, tmp_path):
    """Rows of other datasets may be wrong: the units are whole."""
    book = openpyxl.Workbook()
    for sheet, rows in ((book.active, REGISTER.splitlines()), (book.create_sheet("Báo cáo"), ["Đơn vị,Kỳ", "Sở Lạ,?"])):
        for row in rows:
            sheet.append(row.split(","))
    book.save(tmp_path / "don-vi.xlsx")
    assert run("--units", tmp_path / "don-vi.xlsx", "-o", tmp_path / "lich.xlsx") == Exit.CLEAN


def test_a_register_without_units_ends_with_3(run, tmp_path, capsys):
    """An empty workbook is no register."""
    path = tmp_path / "trong.xlsx"
    openpyxl.Workbook().save(path)
    assert run("--units", path, "-o", tmp_path / "lich.xlsx") == Exit.UNREADABLE
    assert "The file holds no row that could be read." in capsys.readouterr().err


def test_units_that_do_not_report_make_no_calendar(run, tmp_path, capsys):
    """A register of other kinds of unit is told, and no empty calendar is written."""
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã đơn vị,Tên đơn vị,Cấp,Loại\nX,UBND xã X,Xã,UBND xã\n", encoding="utf-8")
    assert run("--units", path, "-o", tmp_path / "lich.ics") == Exit.UNREADABLE
    assert "no unit has to report" in capsys.readouterr().err
    assert not (tmp_path / "lich.ics").exists()


def test_one_unit_may_have_its_own_calendar(run, register, tmp_path, capsys):
    """An office subscribes to its own days alone, by id or by name."""
    for name in ("A", "Sở A"):
        path = tmp_path / f"{name}.ics"
        assert run("--units", register, "--unit", name, "-o", path) == Exit.CLEAN
        content = path.read_text(encoding="utf-8")
        assert "Sở A" in content
        assert "Sở B" not in content


def test_one_tier_may_have_its_own_calendar(run, register, tmp_path, capsys):
    """A tier without units that report is told."""
    assert run("--units", register, "--tier", "tinh", "-o", tmp_path / "tinh.ics") == Exit.CLEAN
    assert run("--units", register, "--tier", "xa", "-o", tmp_path / "xa.ics") == Exit.UNREADABLE
    assert "no unit has to report" in capsys.readouterr().err


def test_a_workbook_of_kinds_needs_no_register(run, tmp_path, capsys):
    """Without a register the days of every kind of unit are listed."""
    assert run("-o", tmp_path / "lich.xlsx") == Exit.CLEAN
    assert capsys.readouterr().out.endswith("10 kỳ báo cáo của 2 loại đơn vị\n")


def test_an_office_may_set_its_own_due_days(run, register, tmp_path):
    """The file's days stand in the workbook, as local ones, and the calendar is the same for the same file."""
    (tmp_path / "han.yaml").write_text("due:\n  tinh:\n    quarter: {day: 5, months_after: 1}\n", encoding="utf-8")
    assert run("--units", register, "--due", tmp_path / "han.yaml", "-o", tmp_path / "lich.xlsx") == Exit.CLEAN
    sheet = openpyxl.load_workbook(tmp_path / "lich.xlsx")["Báo cáo"]
    assert sheet["C2"].value.date().isoformat() == "2022-04-05"


def test_a_faulty_file_of_due_days_ends_with_3(run, tmp_path, capsys):
    """Its faults are told, and nothing is written."""
    (tmp_path / "han.yaml").write_text("due:\n  xaa: {}\n", encoding="utf-8")
    assert run("--due", tmp_path / "han.yaml", "-o", tmp_path / "lich.ics") == Exit.UNREADABLE
    assert "han.yaml:2:3: due.xaa: unknown tier 'xaa'; did you mean 'xa'?" in capsys.readouterr().err
    assert not (tmp_path / "lich.ics").exists()
