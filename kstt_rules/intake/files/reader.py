"""What stands in the submitted files, cell by cell, read in a guarded child process while the caller goes on."""

import errno
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InputError, reason
from kstt_rules.base.own_limits import ended_by_time
from kstt_rules.base.real_path import real_path
from kstt_rules.intake.files.cells import Content, Found, Limits
from kstt_rules.intake.files.child_cells import NO_ROOM
from kstt_rules.intake.files.listing import ListedFile, Listing, list_files

_CHILD: Final = Path(__file__).with_name("reader_child.py")
_END: Final = b'["end",'
"""Begins the line that reports the end of a file."""
_MOST_LOOKED_AT: Final = 1 << 24
_LOOK: Final = 0.02
"""Seconds after which it is looked again how many files were read."""
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

    def result(self, watch: Callable[[int], None] | None = None) -> tuple[Content, ...]:
        """Wait for all files and return what they hold, in the order of their labels; to be called once.

        ``watch`` is told each number of files that were read, from 1 to all, meanwhile.
        A file that ends the child process is a fault of that file, and the others are read by a new one.
        Raises InputError when no child process can be started.
        """
        contents = [Content(label, "", (), reason) for label, reason in self._listing.faults]
        rest, told = self._listing.files, _Told(watch)
        while True:
            told.up_to(len(contents))
            read = self._child.result(told if watch else None)
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

    def result(self, told: _Told | None = None) -> list[Found]:
        """Return what was found in the files, up to the one on which the process ended; meanwhile tell how many."""
        from kstt_rules.intake.files.child_output import files_found  # noqa: PLC0415  (loads pandas, while the files are read)

        status = self._watched(told) if told and hasattr(os, "pread") else self._process.wait()
        self._output.seek(0)
        with self._output as stream:
            if status == NO_ROOM:
                full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                raise _unwritable(full) from full
            if not stream.readline().endswith(b"\n"):
                raise InputError(both("the workbook reader did not start ({status})").format(status=status))
            done, broken = files_found(stream)
        if len(done) < len(self._files):
            broken.sheets = []
            broken.fault = broken.fault or ("timeout" if ended_by_time(status) else "crashed")
            done.append(broken)
        return done

    def _watched(self, told: _Told) -> int:
        """Wait for the process, and count the files whose end it reports; the last is told by who takes them."""
        before, ends, at = told.last, 0, 0
        while (status := self._process.poll()) is None:
            time.sleep(_LOOK)
            part = os.pread(self._output.fileno(), _MOST_LOOKED_AT, at)  # leaves the place where the process writes
            ends += part.count(_END)
            at += max(0, len(part) - len(_END) + 1)
            told.up_to(before + min(ends, len(self._files) - 1))
        return status


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
