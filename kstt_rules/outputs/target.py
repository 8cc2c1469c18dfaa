"""Where outputs go: files that are either wholly there or not at all, or standard output."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError, reason


def check_target(path: Path) -> None:
    """Raise UsageError, saying why, if no file can be written at this place."""
    with _usage_errors(path):
        folder = path.resolve().parent
        if path.is_dir():
            raise UsageError(both("{path}: is a folder; name a file in it").format(path=path))
        if path.exists() and not (path.is_file() and os.access(path, os.W_OK)):
            raise UsageError(both("{path}: is not an ordinary file that may be written").format(path=path))
        if not folder.is_dir():
            raise UsageError(both("{path}: there is no folder {folder}").format(path=path, folder=folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(
                both("{path}: no file may be written in the folder {folder}").format(path=path, folder=folder)
            )


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes its place under ``path`` only when the block ends without an error.

    The bytes go to a temporary file in the same folder, so an interrupted or failed write leaves the old
    file, or none. A link is followed; the permissions are those of the old file, or of any new one. Raises
    UsageError when the place cannot be written.
    """
    check_target(path)
    place = path.resolve()
    temporary = place.with_name(f".{place.name[:50]}.{os.urandom(8).hex()}.tmp")
    with _usage_errors(path):
        try:
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o777)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)


def check_new_folder(path: Path) -> None:
    """Raise UsageError, saying why, if no new folder can be made at this place; an empty one may stand there."""
    with _usage_errors(path):
        if path.is_dir():
            if any(path.iterdir()):
                message = both("{path}: is not empty; name a new folder, so that nothing is lost")
                raise UsageError(message.format(path=path))
        elif path.exists():
            raise UsageError(both("{path}: is not a folder").format(path=path))
        folder = path.resolve().parent
        if not folder.is_dir():
            raise UsageError(both("{path}: there is no folder {folder}").format(path=path, folder=folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(
                both("{path}: no folder may be made in the folder {folder}").format(path=path, folder=folder)
            )


@contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill that takes its place under ``path`` only when the block ends without an error.

    Raises UsageError for what ``check_new_folder`` does not allow, and when the folder cannot be filled.
    """
    check_new_folder(path)
    place = path.resolve()
    temporary = place.with_name(f".{place.name[:50]}.{os.urandom(8).hex()}.tmp")
    with _usage_errors(path):
        temporary.mkdir()
        try:
            yield temporary
            temporary.replace(place)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Give the bytes of standard output, flushed before and after.

    Raises UsageError when they cannot be written, and BrokenPipeError when nobody reads them any more.
    """
    with _usage_errors("standard output"):
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


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
