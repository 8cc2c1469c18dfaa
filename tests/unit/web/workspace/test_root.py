"""What a dead server left is cleared by the next one, and what a living one has is not."""

import os
import subprocess
import sys
import tempfile

import pytest
from web_server import temporary_folder

from kstt_rules.base.errors import UsageError
from kstt_rules.web.workspace.root import clear_dead, server_folder

HOLD = """
from pathlib import Path
from kstt_rules.web.workspace.root import server_folder
with server_folder() as root:
    (root / "workspace").mkdir()
    (root / "workspace" / "a.csv").write_text("x")
    print(root, flush=True)
    input()
"""


@pytest.fixture
def home(monkeypatch):
    """Return the folder for temporary files."""
    with temporary_folder() as folder:
        monkeypatch.setenv("TMPDIR", str(folder))
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield folder


def test_a_killed_server_is_cleared_by_the_next_and_a_living_one_never(home):
    """The lock tells them apart; what lies beside them stays."""
    (home / "kstt-serve-not-ours").write_text("a file")
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        root = home / server.stdout.readline().strip()
        assert (root / "workspace" / "a.csv").exists()
        clear_dead(home)
        assert (root / "workspace" / "a.csv").exists()
        server.kill()
    with server_folder() as own:
        assert not root.exists()
        assert own.exists()
    assert [path.name for path in home.iterdir()] == ["kstt-serve-not-ours"]


@pytest.mark.parametrize("said", [None, "elsewhere"])
def test_after_the_server_temporary_files_go_where_they_went_before(home, monkeypatch, said):
    """Also those of processes that are started later."""
    monkeypatch.delenv("TMPDIR") if said is None else monkeypatch.setenv("TMPDIR", said)
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    with server_folder() as own:
        assert os.environ["TMPDIR"] == tempfile.gettempdir() == str(own)
    assert (os.environ.get("TMPDIR"), tempfile.gettempdir()) == (said, str(home))


def test_a_link_is_not_followed(home):
    """Nobody can have another folder cleared."""
    other = home / "other"
    other.mkdir()
    (other / "lock").touch()
    (home / "kstt-serve-link").symlink_to(other)
    clear_dead(home)
    assert (other / "lock").exists()


def test_a_folder_with_too_long_a_name_is_told(monkeypatch):
    """Sockets could not be named in it."""
    monkeypatch.setattr(tempfile, "tempdir", "/tmp/" + "x" * 60)
    with pytest.raises(UsageError, match="TMPDIR"), server_folder():
        pass
