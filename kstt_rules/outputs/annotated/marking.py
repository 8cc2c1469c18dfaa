"""Files marked in a process that may take as much as the one that reads them, and no more."""

import pickle
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

import orjson

from kstt_rules.base.own_limits import MEMORY_A_FILE, SECONDS_A_FILE
from kstt_rules.outputs.annotated.in_place import Job
from kstt_rules.outputs.annotated.xml_edit import Unmarkable

_CHILD: Final = Path(__file__).with_name("marking_child.py")
_PACKAGE_FOLDER: Final = Path(__file__).parents[3]
_ARCHIVE: Final = b"PK"
_LONGEST_HEAD: Final = 100
_MOST_BYTES: Final = 400_000_000


class TooMuch(Exception):  # noqa: N818 - the state of a file, not an error of the program
    """A file that takes more time or memory to mark than one may."""


class Marked(NamedTuple):
    """The suffix that a file has, and its bytes with marks."""

    suffix: str
    content: bytes


class MarkingProcess:
    """Marks files one after the other. As a context manager it ends the process, which starts with the first file."""

    def __init__(self, *, seconds: int = SECONDS_A_FILE, memory: int = MEMORY_A_FILE) -> None:
        self._limits = (seconds, memory)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next file starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def marked(self, job: Job) -> Marked | None:
        """Return a file with its marks; None for a format that cannot be marked in place.

        Raises Unmarkable where the file is not built as the standard says, TooMuch where the process ends of it.
        """
        with job.path.open("rb") as file:
            if file.read(len(_ARCHIVE)) != _ARCHIVE:
                return None
        try:
            return self._answer(job)
        except (BrokenPipeError, EOFError) as error:
            self.close()
            raise TooMuch from error
        except Unmarkable:
            raise
        except BaseException:
            self.close()  # a part of the answer may be left
            raise

    def _answer(self, job: Job) -> Marked | None:
        process = self._started()
        assert process.stdin
        assert process.stdout
        pickle.dump(job, process.stdin)
        process.stdin.flush()
        line = process.stdout.readline(_LONGEST_HEAD)
        if not line.endswith(b"\n"):
            raise EOFError
        match orjson.loads(line):
            case None:
                return None
            case "unmarkable":
                raise Unmarkable
            case [suffix, length] if length <= _MOST_BYTES:
                content = process.stdout.read(length)
                if len(content) < length:
                    raise EOFError
                return Marked(suffix, content)
            case _:
                raise TooMuch

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            arguments = (*self._limits, _PACKAGE_FOLDER)
            self._process = subprocess.Popen(  # noqa: S603  (our own script; paths are read as data)
                [sys.executable, "-P", str(_CHILD), *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process
