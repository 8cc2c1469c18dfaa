"""Where packs are found, which files make one, and what tells one from another."""

from pathlib import Path

import pytest
from pack_factory import PACK_FILES, faults, write_pack

from kstt_rules.base.errors import UsageError
from kstt_rules.pack import list_packs, load_pack, packs_folder


def test_a_pack_is_found_by_path_and_by_name(tmp_path, monkeypatch):
    """A name leads to the packs folder first; a path to the folder that it names."""
    shipped = write_pack(tmp_path / "shipped")
    own = write_pack(tmp_path / "own", ("pack.yaml", 'version: "0.1.0"', 'version: "9.9.9"'))
    monkeypatch.setattr("kstt_rules.pack.folder.packs_folder", lambda: shipped.parent)
    monkeypatch.chdir(own.parent)
    assert list_packs() == ("tiny",)
    assert load_pack("tiny").version == "0.1.0"
    assert load_pack("./tiny").version == "9.9.9"
    assert load_pack(Path("tiny")).version == "9.9.9"
    assert load_pack(str(own)).folder == own.resolve()
    monkeypatch.chdir(own)
    assert load_pack(".").version == "9.9.9"


def test_an_unknown_pack_is_answered_with_the_known_ones(tmp_path, monkeypatch):
    """There is no pack of that name, nor a folder at that path."""
    shipped = write_pack(tmp_path)
    monkeypatch.setattr("kstt_rules.pack.folder.packs_folder", lambda: shipped.parent)
    with pytest.raises(UsageError, match=r"^unknown rule pack 'tyny'; choose from tiny, or give the folder of a pack$"):
        load_pack("tyny")
    with pytest.raises(UsageError, match="unknown rule pack"):
        load_pack(tmp_path / "absent")


def test_a_folder_that_is_not_a_pack_is_answered_with_the_known_packs(tmp_path):
    """The folder of the schemas lies beside the packs and is none of them; nor is any folder without pack.yaml."""
    known = ", ".join(list_packs())
    with pytest.raises(UsageError, match=rf"^unknown rule pack 'schema'; choose from {known}, or"):
        load_pack("schema")
    with pytest.raises(UsageError, match=rf"is not a rule pack: it has no pack.yaml; choose from {known}$"):
        load_pack(tmp_path)


def test_the_packs_folder_is_inside_the_package_or_beside_it(tmp_path, monkeypatch):
    """An installed program carries its packs within; a checkout has them beside the package."""
    package = tmp_path / "kstt_rules"
    monkeypatch.setattr("kstt_rules.pack.folder.__file__", str(package / "pack" / "folder.py"))
    assert packs_folder() == tmp_path / "rules"
    (package / "rules").mkdir(parents=True)
    assert packs_folder() == package / "rules"


def test_the_fingerprint_follows_the_files_and_not_their_line_ends(tmp_path):
    """Line ends and cases leave it as it is; any other byte of a pack's YAML files changes it."""
    plain = load_pack(write_pack(tmp_path / "plain")).sha256
    windows = {name: text.replace("\n", "\r\n") for name, text in PACK_FILES.items()}
    assert load_pack(write_pack(tmp_path / "windows", add=windows)).sha256 == plain
    assert load_pack(write_pack(tmp_path / "cases", leave_out=("cases/dieu-05.yaml",))).sha256 == plain
    changed = write_pack(tmp_path / "changed", ("dieu-05.yaml", "Rà soát.", "Rà soát!"))
    assert load_pack(changed).sha256 != plain
    assert len(plain) == 64


@pytest.mark.parametrize("name", ["pack.yaml", "provisions.yaml"])
def test_a_missing_file_is_told(tmp_path, name):
    """pack.yaml and provisions.yaml make a pack; what rests on the missing one is not told besides."""
    assert faults(write_pack(tmp_path, leave_out=(name,))) == [f"tiny/{name}:1:1: this file is missing"]


@pytest.mark.parametrize("name", ["dieu-5.yaml", "rules.yaml", "dieu-07.yml", "Dieu-05.yaml", "cases/dieu-07.yml"])
def test_a_yaml_file_of_another_name_is_told(tmp_path, name):
    """A file that would be passed over in silence is a fault."""
    message = "a pack cannot have a file of this name; put rules in dieu-NN.yaml"
    assert faults(write_pack(tmp_path, add={name: "a: 1\n"})) == [f"tiny/{name}:1:1: {message}"]


def test_files_that_are_not_yaml_are_left_alone(tmp_path):
    """Notes, texts of the regulation and an editor's hidden files may stand in the folder."""
    assert faults(write_pack(tmp_path, add={"README.md": "x", "text.txt": "x", ".#dieu-05.yaml": "x"})) == []
