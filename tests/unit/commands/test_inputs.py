"""No command writes over a file that it reads."""

import os
from pathlib import Path

import pytest
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit

REGISTER = "Mã đơn vị,Tên đơn vị,Cấp,Loại\nA,Sở A,Tỉnh,Sở\nB,Sở B,Tỉnh,Sở\n"
AUDIT = ("audit", "{d}", "--as-of", "2022-03-31")
COMMANDS = [
    ((*AUDIT, "-o"), "d/don-vi.csv"),
    ((*AUDIT, "-o"), "d/sub/../don-vi.csv"),
    ((*AUDIT, "-o"), "link.csv"),
    ((*AUDIT, "-o"), "hard.csv"),
    (("audit", "{d}/don-vi.csv", "-o"), "d/don-vi.csv"),
    (("audit", "{d}/sub", "--units", "{d}/don-vi.csv", "-o"), "hard.csv"),
    ((*AUDIT, "--previous", "{t}/old", "-o"), "old/list.csv"),
    ((*AUDIT, "--format", "json", "--waivers", "{t}/w.yaml", "-o"), "w.yaml"),
    ((*AUDIT, "--format", "json", "--mapping", "{t}/w.yaml", "-o"), "w.yaml"),
    ((*AUDIT, "--baseline", "{t}/a.json", "-o"), "a.json"),
    ((*AUDIT, "--format", "json", "--text", "{t}/w.yaml", "-o"), "w.yaml"),
    ((*AUDIT, "--format", "annotated", "--previous", "{t}/old", "-o"), "marked"),
    ((*AUDIT, "--format", "json", "-o"), "{pack}/pack.yaml"),
    (("template", "--units", "{d}/don-vi.csv", "-o"), "d/don-vi.csv"),
    (("calendar", "--year", "2022", "--units", "{d}/don-vi.csv", "-o"), "d/don-vi.csv"),
    (("calendar", "--year", "2022", "--due", "{t}/w.yaml", "--format", "ics", "-o"), "w.yaml"),
    (("diff", "{t}/a.json", "{t}/b.json", "-o"), "b.json"),
    (("letters", "{t}/a.json", "-o"), "a.json"),
    (("coverage", "--format", "json", "-o"), "{pack}/pack.yaml"),
]


@pytest.mark.parametrize(("arguments", "output"), COMMANDS)
def test_an_input_is_never_overwritten(arguments, output, tmp_path, capsys, monkeypatch):
    """Whatever it is called: the command ends before it reads anything."""
    pack = write_pack(tmp_path)
    for name in ("d/don-vi.csv", "old/list.csv", "w.yaml", "a.json", "b.json", "d/sub/x.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(REGISTER, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "d" / "don-vi.csv")
    os.link(tmp_path / "d" / "don-vi.csv", tmp_path / "hard.csv")
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "list.csv").symlink_to(tmp_path / "old" / "list.csv")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    monkeypatch.chdir(tmp_path)
    names = {"d": tmp_path / "d", "t": tmp_path, "pack": pack}
    takes_pack = () if arguments[0] == "diff" else (str(pack),) if arguments[0] == "coverage" else ("--pack", str(pack))
    command, *rest = (part.format(**names) for part in arguments)
    assert main([command, *takes_pack, *rest, output.format(**names)]) == Exit.USAGE
    assert "would overwrite a file that is read" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_result_may_stand_beside_what_was_submitted(tmp_path):
    """A file that is no input takes no place of one, and may be written again."""
    pack = write_pack(tmp_path)
    (folder := tmp_path / "d").mkdir()
    (folder / "don-vi.csv").write_text(REGISTER, encoding="utf-8")
    for _ in range(2):
        code = main(["audit", str(folder), "--pack", str(pack), "--as-of", "2022-03-31", "-o", str(folder / "kq.json")])
        assert code in (Exit.CLEAN, Exit.FINDINGS)
    assert Path(folder / "kq.json").is_file()


def test_a_path_that_is_not_there_is_told_before_all_else(tmp_path, capsys):
    """Each is named in one sentence, and nothing is audited or written."""
    (there := tmp_path / "d").mkdir()
    gone = [str(tmp_path / name) for name in ("khong-co", "khong-co.yaml")]
    code = main(["audit", str(there), gone[0], "--waivers", gone[1], "-o", str(tmp_path / "kq.json")])
    told = capsys.readouterr()
    assert code == Exit.UNREADABLE
    assert told.out == ""
    assert told.err.splitlines()[:2] == [
        f"kstt: {gone[0]}: không có tệp hoặc thư mục này",
        f"kstt: {gone[1]}: không có tệp hoặc thư mục này",
    ]
    assert not (tmp_path / "kq.json").exists()


@pytest.mark.parametrize(
    "arguments", [["audit", ""], ["audit", ".", "--units", ""], ["inspect", " "], ["diff", "", "b"]]
)
def test_an_empty_path_is_wrong_usage(arguments, capsys):
    """It is not the folder that one happens to be in."""
    assert main(arguments) == Exit.USAGE
    assert "no path is given" in capsys.readouterr().err
