"""``kstt packs`` lists the packs."""

import pytest
from one_rule_pack import write_one_rule_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit


@pytest.fixture
def pack(tmp_path):
    """Return the folder of a pack with one rule and one case."""
    return write_one_rule_pack(tmp_path)


def test_packs_lists_each_pack(pack, monkeypatch, capsys):
    """A line for each pack has its id, version, counts and title in the language."""
    monkeypatch.setattr("kstt_rules.commands.pages.list_packs", lambda: [pack])
    assert main(["packs"]) == Exit.CLEAN
    assert capsys.readouterr().out.splitlines()[1].split(maxsplit=4) == ["nho", "1.2.3", "1", "1", "Gói quy tắc nhỏ"]
    main(["packs", "--lang", "en"])
    assert "A small pack" in capsys.readouterr().out
