"""Where outputs go: files that are either wholly there or not at all, or standard output.

A file that cannot be written is reported as such; any other error of the system, such as a full folder for temporary
files, is left to tell its own cause.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError, reason
from kstt_rules.base.real_path import real_path


def check_target(path: Path) -> None:
    """Raise UsageError, saying why, if no file can be written at this place."""
    with _usage_errors(path):
        if path.is_dir():
            raise UsageError(both("{path}: is a folder; name a file in it").format(path=path))
        if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
            raise UsageError(both("{path}: is not an ordinary file, or may not be written").format(path=path))
        _check_home(path)


def check_apart(inputs: Iterable[Path], *written: Path) -> None:
    """Raise UsageError where a file to be written is, by whatever name or link, one of those that are read."""
    read = set(map(_identity, inputs))
    for path in written:
        if _identity(path) in read:
            raise would_overwrite(path)


def check_distinct(paths: Iterable[Path]) -> None:
    """Raise UsageError where two of the files or folders to be written are one, by whatever name or link."""
    taken = set()
    for path in paths:
        place = _identity(path)
        if place in taken:
            raise UsageError(both("{path}: two outputs have this place; name another one").format(path=path))
        taken.add(place)


def would_overwrite(path: Path) -> UsageError:
    """Return what to raise where something that is read stands in the way."""
    return UsageError(both("{path}: would overwrite a file that is read; name another place").format(path=path))


def _identity(path: Path) -> tuple[int, int] | str:
    """Return what tells a file from every other, or the place of a path where there is no file yet."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return found.st_dev, found.st_ino


def _check_home(path: Path) -> None:
    """Raise UsageError where nothing can be made in the folder that a path lies in."""
    folder = real_path(path).parent
    if not folder.is_dir():
        raise UsageError(both("{path}: there is no folder {folder}").format(path=path, folder=folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(both("{path}: no permission to write in the folder {folder}").format(path=path, folder=folder))


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes its place under ``path`` only when the block ends without an error.

    The bytes go to a temporary file in the same folder, so an interrupted or failed write leaves the old
    file, or none. A link is followed; the permissions are those of the old file, or of any new one. Raises
    UsageError when the place cannot be written.
    """
    check_target(path)
    place, temporary = _places(path)
    try:
        with _usage_errors(path):
            file = temporary.open("xb")
        with file:
            yield cast("BinaryIO", _Told(file, path))
            with _usage_errors(path):
                file.flush()
                os.fsync(file.fileno())
        with _usage_errors(path):
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o777)
            temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


def _places(path: Path) -> tuple[Path, Path]:
    """Return where a path leads, and a free place beside it."""
    place = real_path(path)
    return place, place.with_name(f".{place.name[:50]}.{os.urandom(8).hex()}.tmp")


class _Told:
    """A file for bytes; where these cannot be written, it says so."""

    def __init__(self, file: BinaryIO, place: Path | str) -> None:
        self._file, self._place = file, place

    def write(self, content: Any) -> int:
        with _usage_errors(self._place):
            return self._file.write(content)

    def flush(self) -> None:
        with _usage_errors(self._place):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def check_new_folder(path: Path) -> None:
    """Raise UsageError, saying why, if no new folder can be made at this place; an empty one may stand there."""
    with _usage_errors(path):
        if path.is_dir():
            if any(path.iterdir()):
                message = both("{path}: is not empty; name a new folder")
                raise UsageError(message.format(path=path))
        elif path.exists():
            raise UsageError(both("{path}: is not a folder").format(path=path))
        _check_home(path)


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill that takes its place under ``path`` only when the block ends without an error.

    Raises UsageError for what ``check_new_folder`` does not allow, and when the folder cannot be filled.
    """
    check_new_folder(path)
    place, temporary = _places(path)
    with _usage_errors(path):
        temporary.mkdir()
    try:
        yield temporary
        with _usage_errors(path):
            temporary.replace(place)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Give the bytes of standard output, flushed before and after.

    Raises UsageError when they cannot be written, and BrokenPipeError when nobody reads them any more.
    """
    stream = _Told(sys.stdout.buffer, "standard output")
    with _usage_errors("standard output"):
        sys.stdout.flush()
    yield cast("BinaryIO", stream)
    stream.flush()


@contextmanager
def _usage_errors(place: Path | str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            both("{place}: cannot be written: {reason}").format(place=place, reason=reason(error))
        ) from error
