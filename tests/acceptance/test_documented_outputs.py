"""The commands in docs/outputs.md: each makes what it says, and every format has one."""

import re
import shlex
from pathlib import Path

import orjson
import pandas as pd
from registries import FORMATS
from repository import ROOT

from kstt_rules.cli import main
from kstt_rules.model.contract import SELDOM

TEXT = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
COMMANDS = [
    (name, shlex.split(command)) for name, command in re.findall(r"^\| `(\w+)` \| `kstt (.+?)` \|", TEXT, re.MULTILINE)
]


def shown(arguments):
    """Return the kind of what a command shows."""
    return "since" if "--baseline" in arguments else {"diff": "comparison"}.get(arguments[0], arguments[0])


def lay_out_a_small_example(folder):
    """Write a dossier where the commands look for the example, which is large."""
    place = folder / "examples" / "bac-giang-2022"
    place.mkdir(parents=True)
    ids, names = [f"so-{n}" for n in range(4)], list("ABCD")
    units = {"Mã đơn vị": ids, "Tên đơn vị": [f"Sở {name}" for name in names], "Loại": "Sở"}
    officers = {"Đơn vị": [unit for unit in ids for _ in names], "Họ và tên": names * 4, "Chức vụ": "Chuyên viên"}
    pd.DataFrame(units).to_excel(place / "don-vi.xlsx", index=False)
    pd.DataFrame(officers)[:-1].to_csv(place / "cong-chuc-dau-moi.csv", index=False)


def test_every_format_has_its_command():
    """The table names each format of each kind with the command that makes it."""
    assert {(shown(arguments), name) for name, arguments in COMMANDS} == {(item.shows, item.name) for item in FORMATS}


def test_each_command_does_what_it_says(tmp_path, monkeypatch, capfd):
    """Every documented command, run in order, ends well and leaves its file, or a page on the screen."""
    lay_out_a_small_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    for _, arguments in COMMANDS:
        assert main(arguments) in (0, 1), arguments
        printed = capfd.readouterr()
        assert printed.err == ""
        if "-o" in arguments:
            assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 1_000, arguments
        else:
            assert len(printed.out) > 1_000, arguments
    result, changes = (orjson.loads(Path(name).read_bytes()) for name in ("result.json", "changes.json"))
    assert documented_keys() == [set(result) | SELDOM, set(result["findings"][0]), set(changes) - {"schema"}]


def documented_keys():
    """Return the keys that each table of the document names."""
    tables = re.findall(r"^\| key[^\n]*\n\|[-|]+\n((?:\|[^\n]*\n)+)", TEXT, re.MULTILINE)
    return [
        {key for line in table.splitlines() for key in re.findall(r"`(\w+)`", line.split("|")[1])} for table in tables
    ]
