"""What is kept from one start to the next, and when it is made anew."""

import os
import sys
from types import ModuleType

import pytest

from kstt_rules.base import ready_made as module
from kstt_rules.base.ready_made import _keep, ready_made
from kstt_rules.pack import list_packs, load_pack
from kstt_rules.pack.folder import packs_folder
from kstt_rules.pack.read_pack import read_pack


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Return what makes a list or has it kept, each time of a start of its own, and counts how often it was made."""
    library = ModuleType("some_library")
    library.__file__ = str(tmp_path / "some_library.py")
    (tmp_path / "some_library.py").write_text("VALUE = 1", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "some_library", library)
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    monkeypatch.setattr(module, "_keep", _keep)
    monkeypatch.setattr(module, "_BEGAN", 2**62)
    times = []

    def make():
        times.append(1)
        return [len(times)]

    return lambda key="a": ready_made("things", key, make)


def kept(folder):
    """Return the files that are kept."""
    return [*folder.glob("**/*.made*")]


def test_a_second_start_takes_what_the_first_has_made(made, tmp_path):
    """A value of its own, from one file."""
    first = made()
    assert made() == first == [1]
    assert made() is not made()
    assert len(kept(tmp_path)) == 1


def test_something_else_is_made_of_another_key(made):
    """The last one alone is kept."""
    assert [made("a"), made("b"), made("b"), made("a")] == [[1], [2], [2], [3]]


def test_another_version_of_a_library_makes_it_anew(made, tmp_path):
    """Though the file has the same size and, as those that are unpacked have, the same time."""
    path = tmp_path / "some_library.py"
    before = path.stat()
    made()
    path.unlink()
    path.write_text("VALUE = 2", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [made(), made()] == [[2], [2]]


def test_the_script_that_asks_may_be_gone(made, tmp_path, monkeypatch):
    """It is no part of the program."""
    script = ModuleType("__main__")
    script.__file__ = str(tmp_path / "gone.py")
    monkeypatch.setitem(sys.modules, "__main__", script)
    assert [made(), made()] == [[1], [1]]


@pytest.mark.parametrize("change", [lambda held: held[:-1], lambda held: held[:-1] + b"?", lambda _: b""])
def test_a_damaged_file_is_made_anew(made, tmp_path, change):
    """Cut short, altered or empty."""
    made()
    (path,) = kept(tmp_path)
    path.write_bytes(change(path.read_bytes()))
    assert [made(), made()] == [[2], [2]]


def test_what_has_changed_since_the_process_began_is_not_kept(made, tmp_path, monkeypatch):
    """It may run what was there before."""
    monkeypatch.setattr(module, "_BEGAN", (tmp_path / "some_library.py").stat().st_mtime_ns)
    assert [made(), made()] == [[1], [2]]
    assert not kept(tmp_path)


def test_nothing_is_kept_where_python_keeps_nothing(made, tmp_path, monkeypatch):
    """Nor where nothing can be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [made(), made()] == [[1], [2]]
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    assert [made(), made()] == [[3], [4]]
    assert not kept(tmp_path)


def test_nothing_half_written_is_left(made, tmp_path, monkeypatch):
    """Where the disk is full."""

    def full(*_):
        raise OSError

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert [made(), made()] == [[1], [2]]
    assert not kept(tmp_path)


@pytest.mark.parametrize("name", list_packs())
def test_a_pack_that_is_kept_is_that_which_is_read(name, made, monkeypatch):
    """All of it."""
    del made
    monkeypatch.setattr(
        "kstt_rules.pack.load._shipped", lambda folder, key: ready_made(name, key, lambda: read_pack(folder))
    )
    once, again = load_pack(name), load_pack(name)
    assert once is not again
    assert once == again == read_pack(packs_folder() / name)
