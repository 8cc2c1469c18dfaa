"""Where a path leads, also where links lead in a circle."""

import os
from pathlib import Path

from kstt_rules.base.real_path import real_path


def test_links_are_followed_and_circles_stay(tmp_path, monkeypatch):
    """A relative path becomes absolute; a circle raises nothing, as it does in some versions of Python."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").write_text("x", encoding="utf-8")
    (tmp_path / "round").symlink_to("round")
    monkeypatch.chdir(tmp_path)
    assert real_path(Path("a")) == Path(os.path.realpath(tmp_path)) / "b"
    assert real_path(Path("round")).name == "round"
