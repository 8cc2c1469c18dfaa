"""The exceptions a caller can meet. Each message is meant for the person who can mend its cause."""

from collections.abc import Sequence
from dataclasses import dataclass


class KsttError(Exception):
    """Base of every error that kstt_rules raises on purpose."""


class CitationError(KsttError):
    """A text that does not name a provision."""


class UsageError(KsttError):
    """An option or argument has a value that is not allowed."""


class InputError(KsttError):
    """A submitted file or folder cannot be read at all."""


class EngineError(KsttError):
    """The rule engine is absent, broken, or disagrees with the masks: no verdict can be trusted."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a rule pack, at a 1-based line and column of a file relative to the pack's parent folder."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class PackError(KsttError):
    """A rule pack cannot be used; holds all its problems, sorted by position."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
