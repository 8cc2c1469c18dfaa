"""The folder of one server, with all its workspaces and temporary files; what dead servers left is cleared.

A server that lives holds a lock in its folder, which the system takes back however it ends.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.util import Finalize
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError

_PREFIX: Final = "kstt-serve-"
_LOCK: Final = "lock"
_LONGEST: Final = 54
"""Bytes of the path in which sockets of processes can be named: the system takes 107, and 53 are ours."""
_TOO_LONG: Final = both(
    "the folder for temporary files, {folder}, has too long a name; choose one of at most {most} letters with TMPDIR"
)
_AFTER_MULTIPROCESSING: Final = -200


@contextmanager
def server_folder() -> Iterator[Path]:
    """Clear what dead servers left where temporary files go, and give a folder there that goes at the end.

    Temporary files of this process, and of those that it starts, lie in it meanwhile.
    """
    home = Path(tempfile.gettempdir())
    if len(os.fsencode(home)) > _LONGEST:
        raise UsageError(_TOO_LONG.format(folder=home, most=_LONGEST))
    clear_dead(home)
    root = home / f"{_PREFIX}{token_hex(4)}"
    making = home / f"kstt-making-{root.name}"  # it is not taken for a dead one before it is locked
    making.mkdir(mode=0o700)
    with (making / _LOCK).open("xb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        making.rename(root)
        try:
            with _temporary_files_in(root):
                yield root
        finally:
            _clear(root)


def clear_dead(home: Path) -> None:
    """Take away the folders of servers that do not live any more."""
    for folder in home.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another user's, or gone by now
            if folder.is_symlink() or folder.lstat().st_uid != os.getuid():
                continue
            with _lock_of(folder) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


@contextmanager
def _temporary_files_in(root: Path) -> Iterator[None]:
    before, said = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(root)
    try:
        yield
    finally:
        tempfile.tempdir = before
        if said is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = said


def _clear(root: Path) -> None:
    """Take all away at once, but what multiprocessing takes away itself, when the process ends."""
    for path in root.iterdir():
        if path.is_dir() and not path.name.startswith("pymp-"):
            shutil.rmtree(path, ignore_errors=True)
        elif path.is_file():
            path.unlink()
    try:
        root.rmdir()
    except OSError:
        Finalize(None, shutil.rmtree, args=(root, True), exitpriority=_AFTER_MULTIPROCESSING)


def _lock_of(folder: Path) -> BinaryIO:
    return (folder / _LOCK).open("rb")
