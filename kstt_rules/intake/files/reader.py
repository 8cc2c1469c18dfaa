"""What stands in the submitted files, cell by cell, read in a guarded child process while the caller goes on."""

import errno
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Self

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InputError, reason
from kstt_rules.base.own_limits import ended_by_time
from kstt_rules.base.real_path import real_path
from kstt_rules.intake.files.cells import Content, Found, Limits
from kstt_rules.intake.files.child_cells import NO_ROOM
from kstt_rules.intake.files.listing import ListedFile, Listing, list_files

if TYPE_CHECKING:
    from kstt_rules.intake.files.child_output import FilesFound

_CHILD: Final = Path(__file__).with_name("reader_child.py")
_LOOK: Final = 0.02
"""Seconds after which it is looked again what was read."""
_AT_ONCE: Final = 1 << 20
"""Bytes."""
_PACKAGE_FOLDER: Final = Path(__file__).parents[3]


def start_reading(
    paths: Sequence[Path], *, units: Path | None = None, mapping: Path | None = None, limits: Limits | None = None
) -> "FileReader":
    """Begin to read files and folders, and the register of units if one is named, and return at once.

    ``mapping`` is a file that is used when the tables are sought. Raises InputError when there is nothing to read.
    """
    listing = list_files([*paths, *([units] if units else [])])
    return FileReader(listing, units=units, mapping=mapping, limits=limits or Limits())


class FileReader:
    """Files that are being read. As a context manager it ends the reading when an error makes it needless."""

    def __init__(self, listing: Listing, *, units: Path | None, mapping: Path | None, limits: Limits) -> None:
        self.mapping = mapping
        self._listing = listing
        self._units = real_path(units) if units else None
        self._limits = limits
        self._child = _Child(self._listing.files, limits)

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self._listing.files) + len(self._listing.faults)

    @property
    def paths(self) -> Mapping[str, Path]:
        """Where the files lie, by their labels."""
        return {file.label: file.path for file in self._listing.files}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()

    def result(
        self, watch: Callable[[int], None] | None = None, meanwhile: Callable[[Content], None] | None = None
    ) -> tuple[Content, ...]:
        """Wait for all files and return what they hold, in the order of their labels; to be called once.

        ``watch`` is told each number of files that were read, from 1 to all, meanwhile. ``meanwhile`` is given what one
        file alone holds before it is read to its end: the sheets that are whole, whenever their rows have doubled.
        A file that ends the child process is a fault of that file, and the others are read by a new one.
        Raises InputError when no child process can be started.
        """
        contents = [Content(label, "", (), reason) for label, reason in self._listing.faults]
        rest, told = self._listing.files, _Told(watch)
        early = _Early(meanwhile, partial(self._content, *rest)) if meanwhile and len(rest) == 1 else None
        while True:
            told.up_to(len(contents))
            read = self._child.result(told if watch else None, early)
            contents += [self._content(file, found) for file, found in zip(rest, read, strict=False)]
            told.up_to(len(contents))
            rest = rest[len(read) :]
            if not rest:
                break
            self._child = _Child(rest, self._limits)
        return tuple(sorted(contents, key=lambda content: content.label))

    def _content(self, file: ListedFile, found: Found) -> Content:
        return Content(file.label, found.sha256, tuple(found.sheets), found.fault, file.path == self._units)


class _Told:
    """Tells who watches each number of files once."""

    def __init__(self, watch: Callable[[int], None] | None) -> None:
        self._watch = watch
        self._last = 0

    def up_to(self, count: int) -> None:
        """Tell all numbers up to one."""
        while self._watch and self._last < count:
            self._last += 1
            self._watch(self._last)

    @property
    def last(self) -> int:
        """The number that was told last."""
        return self._last


class _Early:
    """Gives what has come of a file whenever its rows have doubled, so that all looks take twice the time of one."""

    def __init__(self, give: Callable[[Content], None], content: Callable[[Found], Content]) -> None:
        self._give, self._content = give, content
        self._least = 1

    def look(self, found: "FilesFound") -> None:
        """Look at what was found."""
        sheets = found.current.sheets[: found.whole]
        rows = sum(len(sheet.numbers) for sheet in sheets)
        if rows >= self._least:
            self._least = 2 * rows
            self._give(self._content(Found(found.current.sha256, sheets)))


class _Child:
    """One child process. Its input and output are files, so that neither process ever waits for the other."""

    def __init__(self, files: Iterable[ListedFile], limits: Limits) -> None:
        self._files = tuple(files)
        self._output = _temporary_file()  # closed with the result
        with _temporary_file(os.fsencode(file.path) + b"\0" for file in self._files) as requests:
            arguments = (limits.seconds, limits.memory, _PACKAGE_FOLDER, os.getpid())
            self._process = subprocess.Popen(  # noqa: S603  (our own script; paths are read as data)
                [sys.executable, "-P", str(_CHILD), *map(str, arguments)],
                stdin=requests,
                stdout=self._output,
                stderr=subprocess.DEVNULL,
            )

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._output.close()

    def result(self, told: _Told | None = None, early: _Early | None = None) -> list[Found]:
        """Return what was found in the files, up to the one on which the process ended; tell and give it meanwhile."""
        from kstt_rules.intake.files.child_output import FilesFound  # noqa: PLC0415  (it loads while the files are read)

        with self._output as output:
            found = FilesFound(io.BufferedReader(_FromPlace(output.fileno()), _AT_ONCE))
            if hasattr(os, "pread") and (told or early):
                self._watch(found, told, early)
            status = self._process.wait()
            if status == NO_ROOM:
                full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                raise _unwritable(full) from full
            found.take()
        if not found.is_begun:
            raise InputError(both("the workbook reader did not start ({status})").format(status=status))
        done, broken = found.done, found.current
        if len(done) < len(self._files):
            broken.sheets = []
            broken.fault = broken.fault or ("timeout" if ended_by_time(status) else "crashed")
            done.append(broken)
        return done

    def _watch(self, found: "FilesFound", told: _Told | None, early: _Early | None) -> None:
        """Take what the process writes until it ends; the last file is told by who takes them all."""
        before = told.last if told else 0
        while self._process.poll() is None:
            found.take()
            if told:
                told.up_to(before + min(len(found.done), len(self._files) - 1))
            if early:
                early.look(found)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)


class _FromPlace(io.RawIOBase):
    """A file read from a place of its own: the one that the process writes at is left where it is."""

    def __init__(self, file: int) -> None:
        self._file, self._place = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._place = offset + (self._place if whence == os.SEEK_CUR else 0)
        return self._place

    def readinto(self, room: Any) -> int:
        if hasattr(os, "pread"):
            data = os.pread(self._file, len(room), self._place)
        else:  # the process has ended
            os.lseek(self._file, self._place, os.SEEK_SET)
            data = os.read(self._file, len(room))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)


def _temporary_file(parts: Iterable[bytes] = ()) -> IO[bytes]:
    """Make an unnamed file with these bytes. Raises InputError where it cannot be written."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the caller closes it)
        file.writelines(parts)
        file.seek(0)
    except OSError as error:
        raise _unwritable(error) from error
    return file


def _unwritable(error: OSError) -> InputError:
    message = both("cannot write a temporary file: {reason}; set TMPDIR to another folder")
    return InputError(message.format(reason=reason(error)))
