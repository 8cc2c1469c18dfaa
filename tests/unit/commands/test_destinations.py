"""``kstt audit -o A -o B``: every output is written, each whole or not at all, from one audit."""

import io
import os
from pathlib import Path

import orjson
import pytest
import xlsxwriter

from kstt_rules import auditing
from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.outputs import target

pytestmark = pytest.mark.usefixtures("read_here")

ROSTER = (
    ("Đơn vị", "Họ và tên", "Chức vụ", "Vai trò"),
    *(("Sở Y tế", f"Nguyễn Văn {letter}", "Chuyên viên", "chuyên viên") for letter in "ABCD"),
)


@pytest.fixture
def roster(tmp_path):
    """A roster of one file, in a folder of its own."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("Công chức đầu mối")
        for number, cells in enumerate(ROSTER):
            page.write_row(number, 0, cells)
    (tmp_path / "d").mkdir()
    path = tmp_path / "d" / "so-y-te.xlsx"
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def audits(monkeypatch):
    """The days of the audits that were made."""
    made, audit = [], auditing.audit

    def counted(*given, **options):
        made.append(options["as_of"])
        return audit(*given, **options)

    monkeypatch.setattr(auditing, "audit", counted)
    return made


def audit(*arguments):
    return main(["audit", "--as-of", "2022-03-31", *map(str, arguments)])


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_output_of_one_audit_is_written(roster, audits, tmp_path, capsys):
    """Each in the format of its suffix, a folder as the submitted files with marks; one line tells of all."""
    out = tmp_path / "ra"
    out.mkdir()
    places = [out / "a.json", out / "b.xlsx", f"{out}/marked/", out / "c.csv"]
    assert audit(roster, *(part for place in places for part in ("-o", place))) == Exit.FINDINGS
    assert tree(out) == {"a.json", "b.xlsx", "c.csv", "marked/so-y-te.xlsx", "marked/Kết quả rà soát.xlsx"}
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{out}/a.json, {out}/b.xlsx, {out}/marked, {out}/c.csv: vi phạm ")
    assert shown.out.count("\n") == 1
    assert len(audits) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "json", "-o", "{t}/a", "-o", "{t}/b"], "--format is for one output"),
        (["-o", "{t}/a.json", "-o", "{t}/d/../a.json"], "two outputs have this place"),
        (["-o", "{t}/link.json", "-o", "{t}/there.json"], "two outputs have this place"),
        (["-o", "{t}/m/", "-o", "{t}/m"], "two outputs have this place"),
        (["-o", "{t}/m/", "-o", "{t}/m/x.json"], "lies in"),
        (["-o", "{t}/m/n/", "-o", "{t}/m/"], "lies in"),
        (["--format", "json", "-o", "{t}/m/"], "a folder is for the format annotated"),
        (["-o", "{t}/a.json", "-o", "{t}/d/so-y-te.xlsx"], "would overwrite a file that is read"),
        (["-o", "{t}/a.json", "-o", "{t}/d/"], "would overwrite a file that is read"),
        (["-o", "{t}/a.json", "-o", "{t}/b.pdf"], "cannot tell the format"),
    ],
)
def test_wrong_places_are_refused_before_the_audit(options, told, roster, audits, tmp_path, capsys):
    """Nothing is written, not even what is right."""
    (tmp_path / "there.json").write_text("{}")
    (tmp_path / "link.json").symlink_to(tmp_path / "there.json")
    (tmp_path / "m").mkdir()
    before = tree(tmp_path)
    assert audit(roster, *(part.format(t=tmp_path) for part in options)) == Exit.USAGE
    assert told in capsys.readouterr().err
    assert tree(tmp_path) == before
    assert audits == []


def test_a_full_disk_of_one_output_loses_no_other(roster, tmp_path, capsys, monkeypatch):
    """What is before and behind is whole, the one that failed is told and leaves nothing, and the code is 2."""
    synced, write = [], os.fsync

    def full_for_the_second(descriptor):
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")
        write(descriptor)

    monkeypatch.setattr(target.os, "fsync", full_for_the_second)
    out = tmp_path / "ra"
    out.mkdir()
    (out / "b.xlsx").write_bytes(b"old")
    places = [out / name for name in ("a.json", "b.xlsx", "c.csv")]
    assert audit(roster, *(part for place in places for part in ("-o", place))) == Exit.USAGE
    shown = capsys.readouterr()
    assert f"{out / 'b.xlsx'}: cannot be written: the disk is full" in shown.err
    assert shown.out.startswith(f"{out}/a.json, {out}/c.csv: ")
    assert orjson.loads((out / "a.json").read_bytes())["findings"]
    assert (out / "b.xlsx").read_bytes() == b"old"
    assert tree(out) == {"a.json", "b.xlsx", "c.csv"}


def test_every_output_that_fails_is_told(roster, tmp_path, capsys, monkeypatch):
    """Not only the first."""

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(target.os, "fsync", full)
    places: list[Path] = [tmp_path / name for name in ("a.json", "b.csv")]
    assert audit(roster, *(part for place in places for part in ("-o", place))) == Exit.USAGE
    told = capsys.readouterr().err
    assert all(f"{place}: cannot be written" in told for place in places)


def test_statistics_stand_below_what_the_command_says(roster, tmp_path, capsys):
    """Below the page, or below the line that says where files went."""
    audit(roster, "--statistics", "--lang", "en")
    assert "By rule ─" in capsys.readouterr().out
    audit(roster, "-o", tmp_path / "a.json", "--statistics", "--lang", "en")
    shown = capsys.readouterr().out
    assert shown.startswith(f"{tmp_path / 'a.json'}: violation")
    assert "By rule ─" in shown


def test_statistics_never_stand_behind_json(roster, audits, capsys):
    """Standard output then holds what programs read."""
    assert audit(roster, "--format", "json", "--statistics") == Exit.USAGE
    assert "name a file for the format json" in capsys.readouterr().err
    assert audits == []
