"""``kstt docs`` writes the pages of packs, and removes its own that are gone."""

import pytest
from pack_factory import write_pack

from kstt_rules.cli import main
from kstt_rules.commands.exits import Exit
from kstt_rules.commands.rule_pages import rule_pages
from kstt_rules.pack import load_pack


@pytest.fixture
def pages(tmp_path):
    """Return the pages of the small pack."""
    return rule_pages(load_pack(write_pack(tmp_path)))


def test_the_command_writes_each_pack_to_its_folder(tmp_path, capsys):
    """``kstt docs PACK -o FOLDER`` writes the pages of the pack and says where."""
    folder = tmp_path / "docs"
    assert main(["docs", str(write_pack(tmp_path)), "-o", str(folder)]) == Exit.CLEAN
    assert capsys.readouterr().out == f"{folder / 'tiny'}\n"
    pages = rule_pages(load_pack(tmp_path / "tiny"))
    assert {path.name: path.read_text(encoding="utf-8") for path in (folder / "tiny").iterdir()} == pages


def test_pages_of_articles_that_are_gone_are_removed(tmp_path):
    """What ``kstt docs`` wrote before goes with its article; what others wrote or changed at the top stays."""
    pack, place = write_pack(tmp_path), tmp_path / "out" / "tiny"
    assert main(["docs", str(pack), "-o", str(tmp_path / "out")]) == Exit.CLEAN
    written = sorted(path.name for path in place.iterdir())
    page = (place / "dieu-07.md").read_text(encoding="utf-8")
    for name, text in (("dieu-98.md", page), ("dieu-99.md", f"# Ours\n{page}"), ("notes.md", page)):
        (place / name).write_text(text, encoding="utf-8")
    (place / "dieu-97.md").mkdir()
    assert main(["docs", str(pack), "-o", str(tmp_path / "out")]) == Exit.CLEAN
    kept = ["dieu-97.md", "dieu-99.md", "notes.md"]
    assert sorted(path.name for path in place.iterdir()) == sorted([*written, *kept])
