"""The folder of a workspace."""

import shutil
from pathlib import Path

import pytest

from kstt_rules.web.workspace.folder import Workspace
from kstt_rules.web.workspace.state import State


@pytest.fixture
def workspace(tmp_path):
    """Return a workspace with a file of the dossier, one that just comes, and one that a reader has put there."""
    made = Workspace.make(tmp_path / "w", State(as_of="2022-03-31", pack="bac-giang-2021"))
    (made.folder / "incoming" / "x").mkdir()
    for name, size in (("files/a.csv", 1), ("incoming/x/b.csv", 20), ("temporary/c", 300)):
        (made.folder / name).write_bytes(bytes(size))
    return made


def test_what_was_sent_is_counted(workspace):
    """Not what readers need besides, which comes and goes."""
    assert workspace.size() == 21


def test_what_goes_while_it_is_counted_is_left_out(workspace, monkeypatch):
    """A form that was sent at the same time may be done, and its files taken away."""
    stat = Path.stat

    def done_meanwhile(path, **given):
        shutil.rmtree(workspace.folder / "incoming" / "x", ignore_errors=True)
        return stat(path, **given)

    monkeypatch.setattr(Path, "stat", done_meanwhile)
    assert workspace.size() == 1
