"""``kstt calendar``: what it asks for, writes and says."""

import openpyxl
import pytest
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

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
        (["-o", "lich.xlsx"], "name their register with --units"),
        (["-o", "lich.pdf"], "the suffix tells no format; use one of .xlsx, .ics"),
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


def test_a_register_without_units_ends_with_3(run, tmp_path, capsys):
    """An empty workbook is no register."""
    path = tmp_path / "trong.xlsx"
    openpyxl.Workbook().save(path)
    assert run("--units", path, "-o", tmp_path / "lich.xlsx") == Exit.UNREADABLE
    assert "there is no sheet of units" in capsys.readouterr().err


def test_units_that_do_not_report_make_no_calendar(run, tmp_path, capsys):
    """A register of other kinds of unit is told, and no empty calendar is written."""
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã đơn vị,Tên đơn vị,Cấp,Loại\nX,UBND xã X,Xã,UBND xã\n", encoding="utf-8")
    assert run("--units", path, "-o", tmp_path / "lich.ics") == Exit.UNREADABLE
    assert "holds no unit of a kind that reports" in capsys.readouterr().err
    assert not (tmp_path / "lich.ics").exists()
