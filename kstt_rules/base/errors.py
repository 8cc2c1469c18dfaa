"""The exceptions a caller can meet. Each message is meant for the person who can correct its cause."""

import errno
from collections.abc import Sequence
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass


class KsttError(Exception):
    """Base of every error that kstt_rules raises on purpose: a ``message`` in both languages, as text in English.

    Faults that only a programmer can correct are told in English alone.
    """

    def __init__(self, message: Bilingual | str) -> None:
        self.message = Bilingual(message, message) if isinstance(message, str) else message
        super().__init__(self.message.en)


class CitationError(KsttError):
    """A text that does not name a provision."""


class UsageError(KsttError, ValueError):
    """An option or argument has a value that is not allowed."""


class InputError(KsttError):
    """A submitted file or folder cannot be read at all."""


class EngineError(KsttError):
    """The rule engine is absent, broken, or disagrees with the masks: no verdict can be trusted."""


class InternalError(KsttError):
    """The program contradicts itself: no result can be trusted, and only a programmer can correct it."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a rule pack, at a 1-based line and column of a file relative to the pack's parent folder."""

    file: str
    line: int
    column: int
    message: Bilingual

    @property
    def told(self) -> Bilingual:
        """The message behind its place, as ``file:line:column: message``."""
        return joined("", [f"{self.file}:{self.line}:{self.column}: ", self.message])

    def __str__(self) -> str:
        return self.told.en


class PackError(KsttError):
    """A rule pack cannot be used; holds all its problems, sorted by position."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(joined("\n", [problem.told for problem in self.problems]))


_REASONS: Final = {
    errno.ENOENT: both("there is no such file or folder"),
    errno.EACCES: both("access is denied"),
    errno.EPERM: both("access is denied"),
    errno.EISDIR: both("it is a folder"),
    errno.ENOTDIR: both("a part of its path is not a folder"),
    errno.ENOSPC: both("the disk is full"),
    errno.EROFS: both("the disk is read-only"),
    errno.ENAMETOOLONG: both("its name is too long"),
    errno.EFBIG: both("the file would be larger than allowed"),
    errno.ELOOP: both("its links lead in a circle"),
}


def reason(error: OSError) -> Bilingual:
    """Say why the operating system refused, in its own English words where it is nothing common."""
    words = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Bilingual(words, words))
