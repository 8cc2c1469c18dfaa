"""Where outputs go, and what is left when writing fails."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from matrices import one_each
from registries import FORMATS, SHOWN
from result_factory import result

from kstt_rules.base.bilingual import LANGUAGES
from kstt_rules.base.errors import UsageError
from kstt_rules.outputs import choose_format, write
from kstt_rules.outputs.target import atomic_file, atomic_folder, check_target


def fail_after(stream, content):
    """Write something and fail."""
    stream.write(content)
    stream.flush()
    raise RuntimeError


def test_a_failed_write_leaves_the_old_file(tmp_path):
    """An error in the middle of writing changes nothing and leaves nothing behind."""
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), atomic_file(path) as stream:
        fail_after(stream, b"half of the new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_first_write_leaves_nothing(tmp_path):
    """An error before there was a file leaves no file."""
    with pytest.raises(RuntimeError), atomic_file(tmp_path / "kq.json") as stream:
        fail_after(stream, b"half")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    """Ctrl-C while a result is written is no loss."""
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), atomic_file(path):
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


class Interrupted:
    """A stream that takes half of the bytes that it is to hold, and is interrupted."""

    def __init__(self, stream, half):
        self._stream, self._left = stream, half

    def write(self, content):
        self._stream.write(content[: self._left])
        self._left -= len(content)
        if self._left <= 0:
            self._stream.flush()
            raise KeyboardInterrupt
        return len(content)

    def __getattr__(self, name):
        return getattr(self._stream, name)


@pytest.mark.parametrize(("item", "old"), one_each(FORMATS, [b"old", None]))
def test_a_write_that_is_interrupted_leaves_the_old_file_or_none(item, old, tmp_path, monkeypatch):
    """Whatever the format, a file is replaced only by a whole one, and no part of a file is left behind."""
    path = tmp_path / f"kq{item.output.suffix}"
    if old is not None:
        path.write_bytes(old)
    half, render = len(item.written("x")) // 2, item.output.render
    monkeypatch.setattr(
        f"{item.output.module}.render",
        lambda shown, stream, **options: render(shown, Interrupted(stream, half), **options),
    )
    with pytest.raises(KeyboardInterrupt):
        write(SHOWN[item.shows]("x"), item.name, path, language="vi", shows=item.shows)
    assert [(left, left.read_bytes()) for left in tmp_path.iterdir()] == ([] if old is None else [(path, old)])


def test_a_process_that_is_killed_leaves_the_old_file(tmp_path):
    """Even where nothing can be tidied up any more, the file is the old one, and the next write replaces it."""
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")
    program = (
        "import os, signal, sys; from pathlib import Path; from kstt_rules.outputs.target import atomic_file\n"
        "with atomic_file(Path(sys.argv[1])) as stream:\n"
        "    stream.write(b'half'); stream.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    write(result(), "json", path, language="vi")
    assert path.read_bytes().startswith(b"{")


@pytest.mark.parametrize(("item", "language"), one_each(FORMATS, LANGUAGES))
def test_the_same_content_gives_the_same_bytes(item, language):
    """Two writes of what is equal do not differ by a byte."""
    first = item.written("Sở Y tế", language)
    assert first == item.written("Sở Y tế", language)
    assert first


def test_a_new_file_has_ordinary_permissions(tmp_path):
    """A result can be read by whoever may read new files here, and keeps the permissions it was given."""
    path, other = tmp_path / "kq.csv", tmp_path / "other"
    other.touch()
    with atomic_file(path) as stream:
        stream.write(b"1")
    assert path.stat().st_mode == other.stat().st_mode
    path.chmod(0o640)
    with atomic_file(path) as stream:
        stream.write(b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed(tmp_path):
    """Writing to a link replaces the file that it leads to."""
    path, link = tmp_path / "kq.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with atomic_file(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_folder_is_no_target(tmp_path):
    """A folder cannot be overwritten by a result."""
    with pytest.raises(UsageError, match="is a folder"):
        check_target(tmp_path)


def test_a_target_needs_its_folder(tmp_path):
    """No folder is made on the way."""
    with pytest.raises(UsageError, match="there is no folder"):
        check_target(tmp_path / "none" / "kq.csv")


def test_a_device_is_no_target():
    """A device is not replaced by a file."""
    with pytest.raises(UsageError, match="not an ordinary file"):
        check_target(Path(os.devnull))


def test_a_name_too_long_is_told(tmp_path):
    """What the file system refuses is a wrong use, not a fault of the program."""
    with pytest.raises(UsageError, match="cannot be written"):
        check_target(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("name", "file", "chosen"),
    [
        (None, None, "terminal"),
        (None, "kq.json", "json"),
        (None, "KQ.XLSX", "xlsx"),
        (None, "kq.txt", "terminal"),
        ("csv", "kq.json", "csv"),
        ("json", None, "json"),
    ],
)
def test_the_format_follows_from_the_suffix(name, file, chosen, tmp_path):
    """A format asked for goes before the suffix of the file, and the suffix before the terminal."""
    assert choose_format(name, None if file is None else tmp_path / file) == chosen


@pytest.mark.parametrize(
    ("name", "file", "reason"),
    [
        ("pdf", None, "choose from .*csv, docx, html, json"),
        ("xlsx", None, "-o"),
        (None, "kq.pdf", "from the file name"),
        (None, "kq", "from the file name"),
    ],
)
def test_a_format_that_cannot_be_is_refused(name, file, reason, tmp_path):
    """An unknown format or suffix, or a binary format without a file, is a wrong use that is explained."""
    with pytest.raises(UsageError, match=reason):
        choose_format(name, None if file is None else tmp_path / file)


def fail_to_read(_shown, _stream, **_options):
    """Fail as a renderer does that cannot read something of its own."""
    raise OSError(errno.ENOSPC, "No space left on device", "/var/tmp/part")


@pytest.mark.parametrize("name", ["kq.json", None])
def test_an_error_of_the_system_in_the_middle_of_rendering_is_not_blamed_on_the_file(name, tmp_path, monkeypatch):
    """What a format cannot do for a reason of its own is told as that, and not as a file that cannot be written."""
    monkeypatch.setattr("kstt_rules.outputs.exchange.json.render", fail_to_read)
    path = None if name is None else tmp_path / name
    with pytest.raises(OSError, match="/var/tmp/part"):
        write(result(), "json", path, language="vi")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_a_file_on_a_full_disk_is_told_as_that(tmp_path, monkeypatch):
    """Where the bytes themselves have no room, the file and the reason are named, and the old file is left."""
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")
    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 - closed by what is tried
    monkeypatch.setattr(Path, "open", lambda *_: full)
    with pytest.raises(UsageError, match=r"kq\.json: cannot be written: the disk is full"), atomic_file(path) as stream:
        stream.write(b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"


def test_text_goes_to_standard_output(capsysbinary):
    """Without a file the bytes of the format are what standard output gets."""
    write(result(), "json", None, language="vi")
    assert capsysbinary.readouterr().out.startswith(b'{\n  "schema"')


def fill(folder):
    """Write a file into a folder and fail."""
    (folder / "a.txt").write_bytes(b"a")
    raise RuntimeError


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_appears_whole_or_not_at_all(there, tmp_path):
    """What fails while a folder is filled leaves nothing; what ends well takes the place of none, or an empty one."""
    path = tmp_path / "thu"
    if there:
        path.mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RuntimeError), atomic_folder(path) as folder:
        fill(folder)
    assert sorted(tmp_path.rglob("*")) == before
    with atomic_folder(path) as folder:
        (folder / "a.txt").write_bytes(b"a")
    assert sorted(tmp_path.rglob("*")) == [path, path / "a.txt"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("full", "is not empty; name a new folder"), ("file", "is not a folder"), ("no/thu", "there is no folder")],
)
def test_a_folder_is_never_written_over(name, told, tmp_path):
    """A folder that holds something, a file, and a place that is not there are refused, with what to do."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "signed.docx").write_bytes(b"signed")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UsageError, match=told), atomic_folder(tmp_path / name):
        pytest.fail("was entered")
    assert (tmp_path / "full" / "signed.docx").read_bytes() == b"signed"
