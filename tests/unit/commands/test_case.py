"""``kstt case``: a small dossier of one finding, without names."""

import io
import shlex

import openpyxl
import orjson
import pytest
import xlsxwriter

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

pytestmark = pytest.mark.usefixtures("read_here")

UNITS = (
    ("Mã đơn vị", "Tên đơn vị", "Cấp", "Loại"),
    ("so-y-te", "Sở Y tế", "tỉnh", "Sở"),
    ("so-noi-vu", "Sở Nội vụ", "tỉnh", "Sở"),
    ("07123", "UBND xã Vân Sơn", "xã", "UBND xã"),
)
PEOPLE = ("Phạm Quang Hải", "Tô Bích Thảo", "Vi Hữu Lập", "Giáp Thị Thơm", "La Đức Khoa")
ROSTER = (
    ("DANH SÁCH CÔNG CHỨC ĐẦU MỐI",),
    ("Đơn vị", "Họ và tên", "Năm sinh", "Chức vụ", "Vai trò", "Điện thoại", "Email"),
    *(
        ("Sở Y tế", name, 1980, "Chuyên viên", "chuyên viên", f"09123450{n}0", f"nv{n}@yte.example")
        for n, name in enumerate(PEOPLE)
    ),
    ("UBND xã Vân Sơn", "Đoàn Kim Oanh", 1991, "Chủ tịch", "lãnh đạo đơn vị", "0988111222", "oanh@xa.example"),
)


def workbook(sheet, rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return stream.getvalue()


@pytest.fixture
def audited(tmp_path):
    """A folder that was audited, and the findings of its result by rule and unit."""
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    (folder / "don-vi.xlsx").write_bytes(workbook("Đơn vị", UNITS))
    (folder / "dau-moi.xlsx").write_bytes(workbook("Sở Y tế gửi", ROSTER))
    result = tmp_path / "kq.json"
    main(["audit", str(folder), "--as-of", "2022-03-31", "--set", "limits.provincial_max=4", "-o", str(result)])
    found = orjson.loads(result.read_bytes())["findings"]
    return folder, result, {(item["rule"], item["unit"]["name"]): item["fingerprint"] for item in found}


def make(audited, rule, unit, *options):
    folder, result, found = audited
    return main(["case", str(result), found[rule, unit], "--input", str(folder), *map(str, options)])


def test_a_case_gives_the_finding_and_holds_nothing_of_the_original(audited, tmp_path, capsys, monkeypatch):
    """Five people too many are the rows that stay; the command that lies beside them has the finding."""
    out = tmp_path / "ca"
    assert make(audited, "D5.1.a.max", "Sở Y tế", "-o", out) == Exit.CLEAN
    assert capsys.readouterr().out.endswith("dòng, kể cả tiêu đề; tên và số là dữ liệu giả\n")
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "case.xlsx", "command.sh"]
    book = openpyxl.load_workbook(out / "case.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    text = "\n".join([*map(str, rows), *book.sheetnames, (out / "README.md").read_text(encoding="utf-8")])
    assert len(rows) <= 10
    for original in (*PEOPLE, "Đoàn Kim Oanh", "Y tế", "Vân Sơn", "091234", "@yte", "Sở Y tế gửi"):
        assert original not in text
    monkeypatch.chdir(out)
    command = shlex.split((out / "command.sh").read_text().splitlines()[1])
    assert command[:3] == ["kstt", "audit", "case.xlsx"]
    assert "limits.provincial_max=4" in command
    assert main([*command[1:], "-o", "again.json"]) == Exit.FINDINGS
    (again,) = orjson.loads((out / "again.json").read_bytes())["findings"]
    assert (again["rule"], again["unit"]["name"]) == ("D5.1.a.max", "Sở Nội vụ")
    assert again["fingerprint"] in text


def test_the_same_seed_makes_the_same_case(audited, tmp_path):
    """To the byte."""
    places = [tmp_path / name for name in ("a", "b")]
    for place in places:
        make(audited, "D5.1.c.clerk", "UBND xã Vân Sơn", "-o", place, "--seed", "x")
    first, second = ([path.read_bytes() for path in sorted(place.iterdir())] for place in places)
    assert first == second


def test_files_that_changed_or_are_gone_are_told(audited, tmp_path, capsys):
    """A case is made of what is there now, if it still gives the finding."""
    folder, _, _ = audited
    (folder / "dau-moi.xlsx").write_bytes(workbook("Công chức đầu mối", ROSTER))
    (folder / "don-vi.xlsx").unlink()
    assert make(audited, "D5.1.a.max", "Sở Y tế", "-o", tmp_path / "ca", "--lang", "en") == Exit.CLEAN
    told = capsys.readouterr().err
    assert "dau-moi.xlsx: has changed since the audit" in told
    assert "don-vi.xlsx: was not found, and is left out" in told


def test_files_that_no_longer_give_the_finding_are_refused(audited, tmp_path, capsys):
    """Nothing is written."""
    folder, _, _ = audited
    (folder / "dau-moi.xlsx").write_bytes(workbook("Công chức đầu mối", ROSTER[1:4]))
    assert make(audited, "D5.1.a.max", "Sở Y tế", "-o", tmp_path / "ca") == Exit.USAGE
    assert "do not give this finding" in capsys.readouterr().err
    assert not (tmp_path / "ca").exists()


def test_a_finding_or_files_that_are_not_there_are_wrong_usage(audited, tmp_path, capsys, monkeypatch):
    """With what is allowed: the first letters of one fingerprint, and --input."""
    _, result, found = audited
    out = ["-o", str(tmp_path / "ca")]
    assert main(["case", str(result), "zz", *out]) == Exit.USAGE
    assert "no finding whose fingerprint begins with 'zz'" in capsys.readouterr().err
    assert main(["case", str(result), next(iter(found.values())), *out]) == Exit.USAGE
    assert "--input FOLDER says where they are now" in capsys.readouterr().err
    assert not (tmp_path / "ca").exists()
