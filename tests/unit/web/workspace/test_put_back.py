"""Files are put back as they were where what changes them fails."""

import pytest

from kstt_rules.web.workspace.put_back import unchanged_if_raised


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a file, and one for second names."""
    (tmp_path / "second").mkdir()
    (tmp_path / "a.csv").write_text("before")
    return tmp_path


def changed(folder):
    """Take a file away, put another in its place, and one where there was none."""
    (folder / "a.csv").unlink()
    (folder / "new").write_text("after")
    (folder / "new").rename(folder / "a.csv")
    (folder / "b.csv").write_text("new")


def interrupted(folder):
    """Change the files, and be interrupted."""
    with unchanged_if_raised([folder / "a.csv", folder / "b.csv"], folder / "second"):
        changed(folder)
        raise KeyboardInterrupt


def test_files_are_put_back_without_writing_them(folder):
    """What was removed is the same file again, for which a full disk has room; what was not there is gone."""
    number = (folder / "a.csv").stat().st_ino
    with pytest.raises(KeyboardInterrupt):
        interrupted(folder)
    assert (folder / "a.csv").read_text() == "before"
    assert (folder / "a.csv").stat().st_ino == number
    assert {path.name for path in folder.iterdir()} == {"a.csv", "second"}
    assert not list((folder / "second").iterdir())


def test_what_succeeds_stays(folder):
    """Nothing is left of what was before."""
    with unchanged_if_raised([folder / "a.csv", folder / "b.csv"], folder / "second"):
        changed(folder)
    assert [(folder / name).read_text() for name in ("a.csv", "b.csv")] == ["after", "new"]
    assert not list((folder / "second").iterdir())
